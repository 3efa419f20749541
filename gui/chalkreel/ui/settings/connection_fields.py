"""The rows of the connection dialog, as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.actions import Region
from chalkreel.domain.enums import Vendor
from chalkreel.ui.kit.translation import Language
from chalkreel.ui.settings.connection_form import (
    ConnectionForm,
    SaveTo,
    uses_alibaba_vod,
    uses_bucket,
    uses_end_point,
    uses_folder,
    uses_storage,
    uses_storage_region,
)
from chalkreel.ui.theme import ThemeMode


class FieldKind(Enum):
    """How a value is entered."""

    TEXT = "text"
    SECRET = "secret"
    CHOICE = "choice"
    SWITCH = "switch"
    FOLDER = "folder"


class Section(Enum):
    """The groups of rows, in their order."""

    STUDIO = phrase("Studio on this computer")
    PROJECT = phrase("ZEGOCLOUD project")
    STORAGE = phrase("Where recordings are saved")
    APP = phrase("This app")


def _always(_form: ConnectionForm) -> bool:
    return True


def _studio(form: ConnectionForm) -> bool:
    return form.is_studio


def _cloud(form: ConnectionForm) -> bool:
    return not form.is_studio


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One row: ``field`` names the member of ``ConnectionForm``; ``is_shown`` says when it has a meaning."""

    field: str
    section: Section
    label: Phrase
    kind: FieldKind = FieldKind.TEXT
    hint: Phrase | None = None
    placeholder: str = ""
    choices: tuple[tuple[object, Phrase], ...] = ()
    is_shown: Callable[[ConnectionForm], bool] = _cloud


REGIONS = (
    (Region.UNIFIED, phrase("Automatic (nearest)")),
    (Region.CN_SHANGHAI, phrase("Shanghai")),
    (Region.HONGKONG, phrase("Hong Kong")),
    (Region.EUROPE_FRANKFURT, phrase("Frankfurt")),
    (Region.US_WEST_CALIFORNIA, phrase("California")),
    (Region.ASIA_PACIFIC_MUMBAI, phrase("Mumbai")),
    (Region.SOUTHEAST_ASIA_SINGAPORE, phrase("Singapore")),
)
VENDORS = (
    (Vendor.AMAZON_S3, phrase("Amazon S3")),
    (Vendor.ALIBABA_OSS, phrase("Alibaba Cloud OSS")),
    (Vendor.TENCENT_COS, phrase("Tencent Cloud COS")),
    (Vendor.QINIU_KODO, phrase("Qiniu Kodo")),
    (Vendor.ALIBABA_VOD, phrase("Alibaba Cloud VOD")),
    (Vendor.TENCENT_VOD, phrase("Tencent Cloud VOD")),
    (Vendor.HUAWEI_OBS, phrase("Huawei Cloud OBS")),
    (Vendor.GOOGLE_CLOUD, phrase("Google Cloud Storage")),
    (Vendor.CHINA_MOBILE_EOS, phrase("China Mobile EOS")),
    (Vendor.S3_COMPATIBLE, phrase("Other S3-compatible storage")),
)
SAVE_TO = (
    (SaveTo.FOLDER, phrase("A folder of this computer")),
    (SaveTo.BUCKET, phrase("Storage in the network")),
)
THEMES = (
    (ThemeMode.SYSTEM, phrase("Like the desktop")),
    (ThemeMode.LIGHT, phrase("Light")),
    (ThemeMode.DARK, phrase("Dark")),
)
LANGUAGES = (
    (Language.SYSTEM, phrase("Like the desktop")),
    (Language.ENGLISH, phrase("English")),
    (Language.CHINESE, phrase("Chinese (simplified)")),
)
STORAGE_REGION_SAMPLES = {
    Vendor.AMAZON_S3: "cn-north-1",
    Vendor.ALIBABA_OSS: "oss-cn-hangzhou",
    Vendor.TENCENT_COS: "ap-beijing",
    Vendor.QINIU_KODO: "z0",
    Vendor.ALIBABA_VOD: "cn-shanghai",
    Vendor.TENCENT_VOD: "ap-beijing",
    Vendor.HUAWEI_OBS: "cn-north-4",
    Vendor.CHINA_MOBILE_EOS: "eos-shanghai-1",
    Vendor.S3_COMPATIBLE: "us-east-1",
}

FIELDS = (
    FieldSpec("saves_to", Section.STUDIO, phrase("Save to"), FieldKind.CHOICE, choices=SAVE_TO, is_shown=_studio),
    FieldSpec(
        "recordings_folder",
        Section.STUDIO,
        phrase("Recordings folder"),
        FieldKind.FOLDER,
        phrase("Recordings, their chapters and snapshots are saved here. No account and no network are needed."),
        is_shown=uses_folder,
    ),
    FieldSpec("name", Section.PROJECT, phrase("Name"), placeholder="Northside School"),
    FieldSpec("app_id", Section.PROJECT, phrase("AppId"), placeholder="1234567890"),
    FieldSpec("server_secret", Section.PROJECT, phrase("ServerSecret"), FieldKind.SECRET),
    FieldSpec("region", Section.PROJECT, phrase("Server region"), FieldKind.CHOICE, choices=REGIONS),
    FieldSpec("room_id", Section.PROJECT, phrase("Room"), placeholder="math-7b"),
    FieldSpec("vendor", Section.STORAGE, phrase("Storage"), FieldKind.CHOICE, choices=VENDORS, is_shown=uses_storage),
    FieldSpec("storage_region", Section.STORAGE, phrase("Region code"), is_shown=uses_storage_region),
    FieldSpec("bucket", Section.STORAGE, phrase("Bucket"), is_shown=uses_bucket),
    FieldSpec(
        "end_point",
        Section.STORAGE,
        phrase("Endpoint"),
        placeholder="https://s3.example.org",
        is_shown=uses_end_point,
    ),
    FieldSpec(
        "s3_force_path_style",
        Section.STORAGE,
        phrase("Write the bucket into the path"),
        FieldKind.SWITCH,
        is_shown=uses_end_point,
    ),
    FieldSpec(
        "output_folder", Section.STORAGE, phrase("Folder in the bucket"), placeholder="lessons/", is_shown=uses_bucket
    ),
    FieldSpec("vod_title", Section.STORAGE, phrase("Video title"), is_shown=uses_alibaba_vod),
    FieldSpec("vod_storage_location", Section.STORAGE, phrase("Storage location"), is_shown=uses_alibaba_vod),
    FieldSpec("access_key_id", Section.STORAGE, phrase("Access key"), FieldKind.SECRET, is_shown=uses_storage),
    FieldSpec("access_key_secret", Section.STORAGE, phrase("Secret key"), FieldKind.SECRET, is_shown=uses_storage),
    FieldSpec("theme", Section.APP, phrase("Appearance"), FieldKind.CHOICE, choices=THEMES, is_shown=_always),
    FieldSpec("language", Section.APP, phrase("Language"), FieldKind.CHOICE, choices=LANGUAGES, is_shown=_always),
)
