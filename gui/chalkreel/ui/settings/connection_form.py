"""What the connection dialog asks for, and what makes an answer wrong; no widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.actions import Region
from chalkreel.domain.enums import Vendor
from chalkreel.ui.kit.translation import Language
from chalkreel.ui.theme import ThemeMode

APP_ID_MAX = 2**32 - 1
SERVER_SECRET_LENGTH = 32
ROOM_ID_MAX_BYTES = 128
_VOD = frozenset({Vendor.ALIBABA_VOD, Vendor.TENCENT_VOD})


class SaveTo(Enum):
    """Where Studio saves recordings."""

    FOLDER = "folder"
    BUCKET = "bucket"


@dataclass(frozen=True, slots=True)
class ConnectionForm:
    """The answers of the dialog. An empty secret means "keep the stored one".

    ``saves_to`` and ``recordings_folder`` are Studio's; a cloud project always saves to a bucket.
    """

    is_studio: bool = True
    saves_to: SaveTo = SaveTo.FOLDER
    recordings_folder: str = ""
    name: str = ""
    app_id: str = ""
    server_secret: str = field(default="", repr=False)
    region: Region = Region.UNIFIED
    room_id: str = ""
    vendor: Vendor = Vendor.S3_COMPATIBLE
    storage_region: str = ""
    bucket: str = ""
    end_point: str = ""
    s3_force_path_style: bool = False
    output_folder: str = ""
    vod_title: str = ""
    vod_storage_location: str = ""
    access_key_id: str = field(default="", repr=False)
    access_key_secret: str = field(default="", repr=False)
    theme: ThemeMode = ThemeMode.SYSTEM
    language: Language = Language.SYSTEM


@dataclass(frozen=True, slots=True)
class StoredSecrets:
    """Which secrets are there already, so that their fields may stay empty, and whether they outlive the session."""

    has_server_secret: bool = False
    has_storage_keys: bool = False
    are_kept: bool = True


def uses_folder(form: ConnectionForm) -> bool:
    return form.is_studio and form.saves_to is SaveTo.FOLDER


def uses_storage(form: ConnectionForm) -> bool:
    return not uses_folder(form)


def uses_bucket(form: ConnectionForm) -> bool:
    return uses_storage(form) and form.vendor not in _VOD


def uses_storage_region(form: ConnectionForm) -> bool:
    return uses_storage(form) and form.vendor is not Vendor.GOOGLE_CLOUD


def uses_end_point(form: ConnectionForm) -> bool:
    return uses_storage(form) and form.vendor is Vendor.S3_COMPATIBLE


def uses_alibaba_vod(form: ConnectionForm) -> bool:
    return uses_storage(form) and form.vendor is Vendor.ALIBABA_VOD


def problems(form: ConnectionForm, stored: StoredSecrets) -> dict[str, Phrase]:
    """Tell for each field by name what is wrong with it; empty when all can stay."""
    if uses_folder(form):
        return {}
    checks = _STORAGE_CHECKS if form.is_studio else {**_PROJECT_CHECKS, **_STORAGE_CHECKS}
    found = {name: check(form, stored) for name, check in checks.items()}
    return {name: sentence for name, sentence in found.items() if sentence is not None}


def _check_name(form: ConnectionForm, _stored: StoredSecrets) -> Phrase | None:
    return None if form.name.strip() else phrase("Give this connection a name, so that you recognise it.")


def _check_app_id(form: ConnectionForm, _stored: StoredSecrets) -> Phrase | None:
    text = form.app_id.strip()
    if not text:
        return phrase("The AppId is missing. It is in the ZEGOCLOUD console, on the project's page.")
    if not (text.isascii() and text.isdigit()) or not 0 < int(text) <= APP_ID_MAX:
        return phrase("An AppId is a number, like 1234567890.")
    return None


def _check_server_secret(form: ConnectionForm, stored: StoredSecrets) -> Phrase | None:
    if not form.server_secret:
        if stored.has_server_secret:
            return None
        return phrase("The ServerSecret is missing. It is in the ZEGOCLOUD console, beside the AppId.")
    if len(form.server_secret) != SERVER_SECRET_LENGTH:
        return phrase(
            "A ServerSecret has {length} characters; this one has {found}.",
            length=SERVER_SECRET_LENGTH,
            found=len(form.server_secret),
        )
    return None


def _check_room_id(form: ConnectionForm, _stored: StoredSecrets) -> Phrase | None:
    if not form.room_id.strip():
        return phrase("The room is missing: it is the id your classroom app uses for the lesson.")
    if len(form.room_id.encode()) > ROOM_ID_MAX_BYTES:
        return phrase("A room id has at most {limit} bytes.", limit=ROOM_ID_MAX_BYTES)
    return None


def _check_vendor(form: ConnectionForm, _stored: StoredSecrets) -> Phrase | None:
    if form.is_studio and form.vendor in _VOD:
        return phrase("Studio cannot send recordings to video services; choose another storage.")
    return None


def _check_storage_region(form: ConnectionForm, _stored: StoredSecrets) -> Phrase | None:
    if uses_storage_region(form) and not form.storage_region.strip():
        return phrase("This storage needs its region code.")
    return None


def _check_bucket(form: ConnectionForm, _stored: StoredSecrets) -> Phrase | None:
    if uses_bucket(form) and not form.bucket.strip():
        return phrase("The bucket is missing: recordings are saved into it.")
    return None


def _check_end_point(form: ConnectionForm, _stored: StoredSecrets) -> Phrase | None:
    if not uses_end_point(form):
        return None
    text = form.end_point.strip()
    if not text:
        return phrase("S3-compatible storage needs its endpoint, like https://s3.example.org.")
    if text.startswith("file:") and form.is_studio:
        return phrase("To save into a folder of this computer, choose that above.")
    if text.startswith("file:"):
        return phrase("The cloud cannot save into a folder of this computer. Use Studio for that.")
    if not text.startswith(("https://", "http://")):
        return phrase("The endpoint begins with https://.")
    return None


def _check_output_folder(form: ConnectionForm, _stored: StoredSecrets) -> Phrase | None:
    if ".." in form.output_folder.replace("\\", "/").split("/"):
        return phrase("The folder may not lead outside the bucket with “..”.")
    return None


def _check_access_key_id(form: ConnectionForm, stored: StoredSecrets) -> Phrase | None:
    if form.access_key_id.strip() or stored.has_storage_keys:
        return None
    return phrase("The access key is missing. A key that may only write is enough, and safer.")


def _check_access_key_secret(form: ConnectionForm, stored: StoredSecrets) -> Phrase | None:
    if form.access_key_secret or (stored.has_storage_keys and not form.access_key_id.strip()):
        return None
    return phrase("The secret key that belongs to the access key is missing.")


def _check_vod_title(form: ConnectionForm, _stored: StoredSecrets) -> Phrase | None:
    if uses_alibaba_vod(form) and not form.vod_title.strip():
        return phrase("Alibaba Cloud VOD needs a title for the videos.")
    return None


def _check_vod_storage_location(form: ConnectionForm, _stored: StoredSecrets) -> Phrase | None:
    if uses_alibaba_vod(form) and not form.vod_storage_location.strip():
        return phrase("Alibaba Cloud VOD needs its storage location.")
    return None


_Check = Callable[[ConnectionForm, StoredSecrets], Phrase | None]
_PROJECT_CHECKS: dict[str, _Check] = {
    "name": _check_name,
    "app_id": _check_app_id,
    "server_secret": _check_server_secret,
    "room_id": _check_room_id,
}
_STORAGE_CHECKS: dict[str, _Check] = {
    "vendor": _check_vendor,
    "storage_region": _check_storage_region,
    "bucket": _check_bucket,
    "end_point": _check_end_point,
    "output_folder": _check_output_folder,
    "vod_title": _check_vod_title,
    "vod_storage_location": _check_vod_storage_location,
    "access_key_id": _check_access_key_id,
    "access_key_secret": _check_access_key_secret,
}
