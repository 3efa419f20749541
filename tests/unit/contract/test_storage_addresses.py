"""Where buckets are reached, under which key a file stands there, and the address it gets."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.contract.storage_addresses import PlaceWrong, S3Address, S3Place, address_of, object_key
from chalkreel.domain.enums import Vendor

FOLDERS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=40)


def address(vendor: Vendor, region: str = "", bucket: str = "lessons", **more: object) -> S3Address:
    return address_of(S3Place(vendor, region, bucket, **more))


@pytest.mark.parametrize(
    ("vendor", "region", "bucket", "url", "signed_for"),
    [
        (Vendor.AMAZON_S3, "eu-west-1", "lessons", "https://lessons.s3.eu-west-1.amazonaws.com", "eu-west-1"),
        (Vendor.AMAZON_S3, "cn-north-1", "lessons", "https://lessons.s3.cn-north-1.amazonaws.com.cn", "cn-north-1"),
        (Vendor.ALIBABA_OSS, "oss-cn-hangzhou", "l", "https://l.s3.oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou"),
        (Vendor.ALIBABA_OSS, "cn-hangzhou", "l", "https://l.s3.oss-cn-hangzhou.aliyuncs.com", "cn-hangzhou"),
        (Vendor.TENCENT_COS, "ap-beijing", "l-125", "https://l-125.cos.ap-beijing.myqcloud.com", "ap-beijing"),
        (Vendor.QINIU_KODO, "z0", "l", "https://l.s3.cn-east-1.qiniucs.com", "cn-east-1"),
        (Vendor.QINIU_KODO, "cn-east-2", "l", "https://l.s3.cn-east-2.qiniucs.com", "cn-east-2"),
        (Vendor.HUAWEI_OBS, "cn-north-4", "l", "https://l.obs.cn-north-4.myhuaweicloud.com", "cn-north-4"),
        (Vendor.GOOGLE_CLOUD, "", "l", "https://l.storage.googleapis.com", "auto"),
        (Vendor.CHINA_MOBILE_EOS, "eos-shanghai-1", "l", "https://l.eos-shanghai-1.cmecloud.cn", "eos-shanghai-1"),
    ],
)
def test_each_vendor_answers_where_its_region_says(
    vendor: Vendor, region: str, bucket: str, url: str, signed_for: str
) -> None:
    found = address(vendor, region, bucket)

    assert (found.url, found.region, found.is_virtual_host) == (url, signed_for, True)
    # Kodo gives files out under addresses of its own only, so none is told.
    assert found.file_url("record/a.mp4") == ("" if vendor is Vendor.QINIU_KODO else f"{url}/record/a.mp4")


@pytest.mark.parametrize(
    ("end_point", "forced", "url", "is_virtual_host"),
    [
        ("https://s3.example.org", False, "https://lessons.s3.example.org", True),
        ("https://s3.example.org", True, "https://s3.example.org", False),
        ("s3.example.org", False, "https://lessons.s3.example.org", True),
        ("https://s3.example.org:9000/base/", False, "https://lessons.s3.example.org:9000/base", True),
        ("https://lessons.s3.example.org", False, "https://lessons.s3.example.org", True),
        ("http://192.168.1.4:9000", False, "http://192.168.1.4:9000", False),
        ("http://[::1]:9000", False, "http://[::1]:9000", False),
        ("http://localhost:9000", False, "http://localhost:9000", False),
        ("http://minio:9000", False, "http://minio:9000", False),
    ],
)
def test_a_server_of_ones_own_is_reached_in_the_style_it_can_take(
    end_point: str, forced: bool, url: str, is_virtual_host: bool
) -> None:
    found = address(Vendor.S3_COMPATIBLE, "", end_point=end_point, force_path_style=forced)

    assert (found.url, found.is_virtual_host, found.region) == (url, is_virtual_host, "us-east-1")
    assert found.bucket_url == (url if is_virtual_host else f"{url}/lessons")


def test_a_bucket_no_certificate_covers_stands_in_the_path() -> None:
    assert address(Vendor.AMAZON_S3, "eu-west-1", "my.lessons").bucket_url == (
        "https://s3.eu-west-1.amazonaws.com/my.lessons"
    )


@pytest.mark.parametrize(
    "place",
    [
        S3Place(Vendor.AMAZON_S3, "eu-west-1", ""),
        S3Place(Vendor.AMAZON_S3, "eu-west-1", "a/b"),
        S3Place(Vendor.AMAZON_S3, "eu-west-1", "evil.example/"),
        S3Place(Vendor.AMAZON_S3, "eu-west-1", "a..b"),
        S3Place(Vendor.AMAZON_S3, "", "lessons"),
        S3Place(Vendor.TENCENT_COS, "a.b/c", "lessons"),
        S3Place(Vendor.ALIBABA_VOD, "cn-shanghai", "lessons"),
        S3Place(Vendor.S3_COMPATIBLE, "r", "lessons", ""),
        S3Place(Vendor.S3_COMPATIBLE, "r", "lessons", "ftp://s3.example.org"),
        S3Place(Vendor.S3_COMPATIBLE, "r", "lessons", "https://key:secret@s3.example.org"),
        S3Place(Vendor.S3_COMPATIBLE, "r", "lessons", "https://s3.example.org/?x=1"),
        S3Place(Vendor.S3_COMPATIBLE, "r", "lessons", "https://s3.exa mple.org"),
        S3Place(Vendor.S3_COMPATIBLE, "r", "lessons", "https://s3.example.org:99999"),
        S3Place(Vendor.S3_COMPATIBLE, "r", "lessons", "https://"),
    ],
)
def test_what_no_bucket_can_be_is_said(place: S3Place) -> None:
    with pytest.raises(PlaceWrong, match="StorageParams"):
        address_of(place)


@pytest.mark.parametrize(
    ("folder", "key"),
    [("", "f.mp4"), ("record/", "record/f.mp4"), ("record", "record/f.mp4"), ("/a//b/", "a/b/f.mp4")],
)
def test_a_folder_is_one_with_and_without_slashes_around_it(folder: str, key: str) -> None:
    assert object_key(folder, "f.mp4") == key


@pytest.mark.parametrize("folder", ["..", "a/../b", "./a", "a\nb", "x" * 1025, "\ud800"])
def test_a_folder_no_bucket_can_hold_is_said(folder: str) -> None:
    with pytest.raises(PlaceWrong, match="OutputFolder"):
        object_key(folder, "f.mp4")


# A file id never holds a slash: names that do are escaped before they become one.
@given(
    FOLDERS,
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="/"), min_size=1, max_size=40),
)
def test_a_files_address_is_host_and_folder_and_name(folder: str, name: str) -> None:
    try:
        key = object_key(folder, name)
    except PlaceWrong:
        return
    url = address(Vendor.S3_COMPATIBLE, "r", end_point="https://s3.example.org").file_url(key)

    parts = urlsplit(url)
    assert (parts.netloc, unquote(parts.path), parts.query, parts.fragment) == (
        "lessons.s3.example.org",
        f"/{key}",
        "",
        "",
    )
    assert key.split("/") == [part for part in f"{folder}/{name}".split("/") if part]


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_no_parameters_lead_to_another_host_than_the_vendors(region: str, bucket: str, end_point: str) -> None:
    for vendor in (Vendor.AMAZON_S3, Vendor.TENCENT_COS, Vendor.GOOGLE_CLOUD):
        try:
            found = address(vendor, region, bucket, end_point=end_point)
        except PlaceWrong:
            continue
        host = urlsplit(found.url).hostname or ""
        assert host.endswith((".amazonaws.com", ".amazonaws.com.cn", ".myqcloud.com", "storage.googleapis.com"))
