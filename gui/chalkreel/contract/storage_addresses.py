"""Where the buckets of each vendor answer in the S3 protocol, and under which key and address a file stands there.

The bucket stands in the host's name (virtual host) wherever that can work. It stands in the path for Vendor 10 with
``S3ForcePathStyle``, for hosts that cannot have names below them (an IP address, ``localhost``, a name without a
dot), and for bucket names with a dot, which no certificate covers.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote, urlsplit

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.storage import StorageParams
from chalkreel.domain.enums import Vendor

LONGEST_KEY_BYTES = 1024
DEFAULT_REGION = "us-east-1"
"""Signed for where a compatible server names no region."""

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9_-])){0,221}")
_NOT_IN_KEYS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class S3Place:
    """A bucket as StartRecord names it, without keys; ``address_of`` says whether it can be reached."""

    vendor: Vendor
    region: str
    bucket: str
    end_point: str = ""
    force_path_style: bool = False
    output_folder: str = ""

    @classmethod
    def of(cls, storage: StorageParams, output_folder: str) -> S3Place:
        return cls(
            vendor=storage.vendor,
            region=storage.region or "",
            bucket=storage.bucket or "",
            end_point=(storage.end_point or "") if storage.vendor is Vendor.S3_COMPATIBLE else "",
            force_path_style=storage.s3_force_path_style,
            output_folder=output_folder,
        )


class PlaceWrong(Exception):  # noqa: N818 - read as a fact
    """Storage parameters no bucket can have; ``sentence`` names the member."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Service:
    """Where a vendor's region answers, and the region its requests are signed for."""

    host: str
    region: str


@dataclass(frozen=True, slots=True)
class S3Address:
    """How to reach one bucket. ``url`` holds the bucket already where ``is_virtual_host``.

    ``serves_files``: whether a file can be had at the address it was sent to.
    """

    url: str
    bucket: str
    region: str
    is_virtual_host: bool
    serves_files: bool = True

    @property
    def bucket_url(self) -> str:
        return self.url if self.is_virtual_host else f"{self.url}/{self.bucket}"

    def file_url(self, key: str) -> str:
        """Give a file's address; empty where none is to be told (CONTRACT section 9)."""
        if not self.serves_files:
            return ""
        return f"{self.bucket_url}/{quote(key, safe='/-_.~')}"


def _amazon(region: str) -> Service:
    return Service(f"s3.{region}.amazonaws.com" + (".cn" if region.startswith("cn-") else ""), region)


def _alibaba(region: str) -> Service:
    plain = region.removeprefix("oss-")
    return Service(f"s3.oss-{plain}.aliyuncs.com", plain.removesuffix("-internal"))


def _tencent(region: str) -> Service:
    return Service(f"cos.{region}.myqcloud.com", region)


KODO_REGIONS: Mapping[str, str] = MappingProxyType(
    {"z0": "cn-east-1", "z1": "cn-north-1", "z2": "cn-south-1", "na0": "us-north-1", "as0": "ap-southeast-1"}
)
"""Kodo's own region codes beside those of its S3 service; newer regions have one code only."""


def _qiniu(region: str) -> Service:
    known = KODO_REGIONS.get(region, region)
    return Service(f"s3.{known}.qiniucs.com", known)


def _huawei(region: str) -> Service:
    return Service(f"obs.{region}.myhuaweicloud.com", region)


def _google(_region: str) -> Service:
    return Service("storage.googleapis.com", "auto")


def _china_mobile(region: str) -> Service:
    return Service(f"{region}.cmecloud.cn", region)


SERVICES: Mapping[Vendor, Callable[[str], Service]] = MappingProxyType(
    {
        Vendor.AMAZON_S3: _amazon,
        Vendor.ALIBABA_OSS: _alibaba,
        Vendor.TENCENT_COS: _tencent,
        Vendor.QINIU_KODO: _qiniu,
        Vendor.HUAWEI_OBS: _huawei,
        Vendor.GOOGLE_CLOUD: _google,
        Vendor.CHINA_MOBILE_EOS: _china_mobile,
    }
)
"""The service of each vendor by its region code; Vendor 10 brings its own address."""


def address_of(place: S3Place) -> S3Address:
    """Find the way to a bucket; raises ``PlaceWrong``."""
    if not _NAME.fullmatch(place.bucket):
        raise PlaceWrong(phrase("{member} is not a valid bucket name.", member="StorageParams.Bucket"))
    if place.vendor is Vendor.S3_COMPATIBLE:
        scheme, host, path = _given(place.end_point)
        region = place.region.strip() or DEFAULT_REGION
    elif place.vendor in SERVICES:
        if place.vendor is not Vendor.GOOGLE_CLOUD and not _NAME.fullmatch(place.region):
            raise PlaceWrong(phrase("{member} is not a region code.", member="StorageParams.Region"))
        service = SERVICES[place.vendor](place.region)
        scheme, host, path, region = "https", service.host, "", service.region
    else:
        raise PlaceWrong(phrase("{member} does not speak the S3 protocol.", member="StorageParams.Vendor"))
    serves_files = place.vendor is not Vendor.QINIU_KODO  # Kodo gives files out under addresses of its own only
    if place.force_path_style or not _can_be_virtual(scheme, host, place.bucket):
        return S3Address(f"{scheme}://{host}{path}", place.bucket, region, False, serves_files)
    named = host if host.lower().startswith(f"{place.bucket.lower()}.") else f"{place.bucket}.{host}"
    return S3Address(f"{scheme}://{named}{path}", place.bucket, region, True, serves_files)


def object_key(output_folder: str, name: str) -> str:
    """Join folder and file id; raises ``PlaceWrong``. A folder is one with and without slashes around it."""
    parts = [part for part in (*output_folder.split("/"), *name.split("/")) if part]
    key = "/".join(parts)
    if any(part in (".", "..") for part in parts) or _NOT_IN_KEYS.search(key):
        raise PlaceWrong(phrase("{member} cannot be used in a bucket.", member="RecordOutputParams.OutputFolder"))
    if len(key.encode()) > LONGEST_KEY_BYTES:
        raise PlaceWrong(phrase("{member} is too long.", member="RecordOutputParams.OutputFolder"))
    return key


def _given(end_point: str) -> tuple[str, str, str]:
    """Take an ``EndPoint`` apart into scheme, host with port, and path; https where it names no scheme."""
    text = end_point.strip()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        is_whole = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        raise _wrong_end_point() from None
    odd = parts.username or parts.password or parts.query or parts.fragment or re.search(r"[\s\\]", text)
    if parts.scheme.lower() not in ("http", "https") or not is_whole or odd:
        raise _wrong_end_point()
    return parts.scheme.lower(), parts.netloc, parts.path.rstrip("/")


def _wrong_end_point() -> PlaceWrong:
    return PlaceWrong(phrase("{member} is not the address of a storage service.", member="StorageParams.EndPoint"))


def _can_be_virtual(scheme: str, netloc: str, bucket: str) -> bool:
    host = urlsplit(f"//{netloc}").hostname or ""
    if "." not in host or (scheme == "https" and "." in bucket) or "_" in bucket:
        return False
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return True
    return False
