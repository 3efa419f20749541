"""Where a recording happens: Studio on this computer, or a ZEGOCLOUD project. Secrets are kept apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from chalkreel.contract.actions import Region, Service, base_url
from chalkreel.contract.storage import AlibabaCloudVodParams, StorageParams, TencentCloudVodParams
from chalkreel.domain.enums import Vendor
from chalkreel.domain.limits import CONCURRENT_TASKS
from chalkreel.services.errors import STUDIO

STUDIO_CONNECTION_ID = "studio"


class ConnectionKind(StrEnum):
    """Which recorder answers."""

    STUDIO = "studio"
    CLOUD = "cloud"


@dataclass(frozen=True, slots=True)
class Storage:
    """Where finished files go, without the keys (CONTRACT section 3).

    ``output_folder`` is the prefix in the bucket. ``vod_params`` holds what vendors 5 and 6 need beside their
    keys, by wire name.
    """

    vendor: Vendor = Vendor.S3_COMPATIBLE
    region: str = ""
    bucket: str = ""
    end_point: str = ""
    output_folder: str = ""
    s3_force_path_style: bool = False
    vod_params: dict[str, str | int] = field(default_factory=dict)

    @property
    def is_local(self) -> bool:
        return self.end_point.startswith("file:")


@dataclass(frozen=True, slots=True)
class Callbacks:
    """How the recorder tells of events. ``url`` empty: Studio is given the app's own receiver, the cloud none."""

    is_wanted: bool = True
    url: str = ""


@dataclass(frozen=True, slots=True)
class Connection:
    """One recorder the app can use. ``base_url`` and ``rtc_base_url`` override the region's hosts."""

    connection_id: str
    name: str
    kind: ConnectionKind
    app_id: int = 0
    region: Region = Region.UNIFIED
    base_url: str = ""
    rtc_base_url: str = ""
    storage: Storage = field(default_factory=Storage)
    callbacks: Callbacks = field(default_factory=Callbacks)
    max_concurrent_tasks: int = CONCURRENT_TASKS

    @classmethod
    def studio(cls, url: str, app_id: int, storage: Storage, name: str = STUDIO) -> Connection:
        """Describe a Studio process that is running."""
        return cls(STUDIO_CONNECTION_ID, name, ConnectionKind.STUDIO, app_id, base_url=url, storage=storage)

    @property
    def is_studio(self) -> bool:
        return self.kind is ConnectionKind.STUDIO

    @property
    def record_url(self) -> str:
        """The address of the recording actions."""
        return self.base_url or base_url(Service.CLOUD_RECORD, self.region)

    @property
    def rtc_url(self) -> str:
        """The address of the room queries; Studio serves both on one."""
        return self.rtc_base_url or self.base_url or base_url(Service.RTC, self.region)

    @property
    def host(self) -> str:
        """What sentences call the other side."""
        return self.name if self.is_studio else urlsplit(self.record_url).hostname or self.record_url


@dataclass(frozen=True, slots=True)
class Credentials:
    """The secrets of a connection. They never appear in ``repr``."""

    server_secret: str = field(default="", repr=False)
    access_key_id: str = field(default="", repr=False)
    access_key_secret: str = field(default="", repr=False)
    callback_secret: str = field(default="", repr=False)

    @property
    def values(self) -> tuple[str, ...]:
        """Every secret that is set, to be masked in logs."""
        every = (self.server_secret, self.access_key_id, self.access_key_secret, self.callback_secret)
        return tuple(secret for secret in every if secret)


def storage_params(storage: Storage, credentials: Credentials) -> StorageParams:
    """Put storage and keys together; raises ``ValidationError`` where something is missing."""
    key_id, key_secret = credentials.access_key_id, credentials.access_key_secret
    if storage.vendor is Vendor.ALIBABA_VOD:
        vod = {**storage.vod_params, "AccessKeyId": key_id, "AccessKeySecret": key_secret}
        return StorageParams(vendor=storage.vendor, alibaba_cloud_vod_params=AlibabaCloudVodParams.model_validate(vod))
    if storage.vendor is Vendor.TENCENT_VOD:
        vod = {**storage.vod_params, "SecretId": key_id, "SecretKey": key_secret}
        return StorageParams(vendor=storage.vendor, tencent_cloud_vod_params=TencentCloudVodParams.model_validate(vod))
    is_s3_compatible = storage.vendor is Vendor.S3_COMPATIBLE
    return StorageParams(
        vendor=storage.vendor,
        region=storage.region or None,
        bucket=storage.bucket,
        access_key_id=key_id,
        access_key_secret=key_secret,
        end_point=storage.end_point if is_s3_compatible else None,
        s3_force_path_style=is_s3_compatible and storage.s3_force_path_style,
    )
