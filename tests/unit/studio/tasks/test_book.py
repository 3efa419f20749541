"""How a playlist names its fragments, by what is known of where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from chalkreel.contract.callbacks import RealtimeM3u8Detail
from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.contract.storage_addresses import S3Place, address_of
from chalkreel.domain.enums import MediaTrackType, Vendor
from chalkreel.studio.disk import DiskWriter
from chalkreel.studio.tasks.book import TaskBook
from chalkreel.studio.tasks.record import FileRecord, PlaceRecord, TaskRecord
from tests.drivers.studio import start_request, validate

FIRST = "take_00001.ts"
KODO = S3Place(Vendor.QINIU_KODO, "z0", "lessons")
OSS = S3Place(Vendor.ALIBABA_OSS, "oss-cn-hangzhou", "lessons")


def named(folder: Path, place: S3Place, **output: object) -> str:
    """Give what a playlist calls its first fragment once that is stored."""
    given = start_request("r", folder, RecordOutputParams={"OutputFileFormat": "hls", **output})
    record = TaskRecord.of("t", 0, StartRecordRequest.from_wire(given), PlaceRecord(bucket=place))
    stored = {FIRST: address_of(place).file_url(f"a/{FIRST}")}
    disk = DiskWriter()
    address = TaskBook(record, folder, disk).address_of(
        FileRecord(file_id="take.m3u8", path="", begin_ms=0, stored_parts=stored)
    )
    disk.close()
    return FIRST if address is None else address(FIRST)


@pytest.mark.parametrize(
    ("place", "output", "name"),
    [
        (OSS, {"RealtimeUploadFragment": True}, f"https://lessons.s3.oss-cn-hangzhou.aliyuncs.com/a/{FIRST}"),
        (OSS, {"RealtimeUploadFragment": True, "ShortFragmentPath": True}, FIRST),
        (OSS, {"ShortFragmentPath": True}, FIRST),
        (OSS, {}, FIRST),
        (KODO, {"RealtimeUploadFragment": True}, FIRST),  # it tells no addresses, so names must do
    ],
)
def test_a_fragment_has_its_address_only_where_that_is_asked_for_and_known(
    tmp_path: Path, place: S3Place, output: dict[str, object], name: str
) -> None:
    assert named(tmp_path, place, **output) == name


def test_where_no_address_is_told_the_event_of_a_playlist_says_so_in_its_own_shape() -> None:
    """Kodo's files have no ``file_url`` (CONTRACT section 9), and this event needs the member: it is empty."""
    url = address_of(KODO).file_url("a/take.m3u8")
    detail = RealtimeM3u8Detail(
        stream_id="mix", file_id="take.m3u8", file_url=url, media_track_type=MediaTrackType.AUDIO_VIDEO
    ).to_wire()
    validate("CallbackDetailRealtimeM3u8", detail)
    assert detail["file_url"] == ""
