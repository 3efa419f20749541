"""Where recordings go: ``StorageParams`` and the two video-on-demand services. Keys never appear in a repr."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Self

from pydantic import Field, model_validator

from chalkreel.base.phrase import phrase
from chalkreel.contract.members import AnyInt, AnyText, Bool
from chalkreel.contract.rules import broken
from chalkreel.contract.wire import PascalModel
from chalkreel.contract.wire_types import Choice
from chalkreel.domain.enums import OutputFileFormat, Vendor

SecretText = Annotated[AnyText, Field(repr=False)]

_KEYS = ("Bucket", "AccessKeyId", "AccessKeySecret")
_PLACE_AND_KEYS = ("Region", *_KEYS)

REQUIRED_MEMBERS: Mapping[Vendor, tuple[str, ...]] = MappingProxyType(
    {
        Vendor.AMAZON_S3: _PLACE_AND_KEYS,
        Vendor.ALIBABA_OSS: _PLACE_AND_KEYS,
        Vendor.TENCENT_COS: _PLACE_AND_KEYS,
        Vendor.QINIU_KODO: _PLACE_AND_KEYS,
        Vendor.ALIBABA_VOD: ("AlibabaCloudVodParams",),
        Vendor.TENCENT_VOD: ("TencentCloudVodParams",),
        Vendor.HUAWEI_OBS: _PLACE_AND_KEYS,
        Vendor.GOOGLE_CLOUD: _KEYS,
        Vendor.CHINA_MOBILE_EOS: _PLACE_AND_KEYS,
        Vendor.S3_COMPATIBLE: (*_PLACE_AND_KEYS, "EndPoint"),
    }
)
"""What each storage service must be given, by wire name."""

VOD_FORMATS: Mapping[Vendor, frozenset[OutputFileFormat]] = MappingProxyType(
    {
        Vendor.ALIBABA_VOD: frozenset({OutputFileFormat.MP4, OutputFileFormat.FLV}),
        Vendor.TENCENT_VOD: frozenset(
            {OutputFileFormat.MP4, OutputFileFormat.FLV, OutputFileFormat.JPG, OutputFileFormat.MP3}
        ),
    }
)
"""The formats a video-on-demand service takes; all others take every format."""


class AlibabaCloudVodParams(PascalModel):
    """Access to Alibaba Cloud's video-on-demand service."""

    region: AnyText
    access_key_id: SecretText
    access_key_secret: SecretText
    title: AnyText
    storage_location: AnyText


class TencentCloudVodParams(PascalModel):
    """Access to Tencent Cloud's video-on-demand service."""

    secret_id: SecretText
    secret_key: SecretText
    region: AnyText
    sub_app_id: AnyInt | None = None


class StorageParams(PascalModel):
    """The storage a task writes to, with what its vendor needs."""

    vendor: Annotated[Vendor, Choice(Vendor)]
    region: AnyText | None = None
    bucket: AnyText | None = None
    access_key_id: Annotated[AnyText | None, Field(repr=False)] = None
    access_key_secret: Annotated[AnyText | None, Field(repr=False)] = None
    alibaba_cloud_vod_params: AlibabaCloudVodParams | None = None
    tencent_cloud_vod_params: TencentCloudVodParams | None = None
    end_point: AnyText | None = None
    s3_force_path_style: Bool = False

    @model_validator(mode="after")
    def _require_members(self) -> Self:
        names = {field.alias: name for name, field in type(self).model_fields.items()}
        for member in REQUIRED_MEMBERS[self.vendor]:
            if getattr(self, names[member]) is None:
                raise broken(
                    "storage_incomplete", member, phrase("This kind of storage needs its {member}.", member=member)
                )
        return self
