"""Callbacks carry the detail of their event, whatever a newer recorder adds."""

from typing import Any

import pytest
from pydantic import ValidationError

from chalkreel.contract.callbacks import (
    AbnormalEndDetail,
    CallbackBody,
    CallbackFileInfo,
    EmptyDetail,
    ImageFailedDetail,
    KnownCallbackBody,
    OpenDetail,
    RealtimeM3u8Detail,
    StreamMissingDetail,
    UploadDetail,
)
from chalkreel.contract.wire import WireModel
from chalkreel.domain.enums import EventType, FileStatus, ImageType, MediaTrackType, QuitReason, UploadStatus
from tests.support.contract_requests import TASK_ID
from tests.support.contract_shapes import oracle

M3U8 = {"stream_id": "s", "file_id": "f", "file_url": "u", "media_track_type": 3}

DETAILS: list[tuple[EventType, dict[str, Any], type[WireModel]]] = [
    (EventType.UPLOAD_RESULT, {"upload_status": 1, "file_info": []}, UploadDetail),
    (EventType.ABNORMAL_END, {"quit_reason": 3}, AbnormalEndDetail),
    (EventType.IMAGE_FAILED, {"image_type": 2, "image_url": "http://a"}, ImageFailedDetail),
    (EventType.STREAM_MISSING, {"stream_id": "s"}, StreamMissingDetail),
    (EventType.REALTIME_M3U8, M3U8, RealtimeM3u8Detail),
    (EventType.NO_STREAM, {}, EmptyDetail),
    (EventType.NORMAL_EXIT, {}, EmptyDetail),
    (EventType.STOPPED_UPLOADING, {}, EmptyDetail),
    (EventType.PAUSED, {}, EmptyDetail),
    (EventType.RESUMED, {}, EmptyDetail),
]


def body(event_type: int, **others: Any) -> dict[str, Any]:
    return {
        "app_id": 1,
        "task_id": TASK_ID,
        "room_id": "r",
        "event_type": event_type,
        "message": "",
        "nonce": "n",
        "timestamp": "1637753949",
        "signature": "5bd59fd62953a8059fb7eaba95720f66d19e4517",
        "sequence": 0,
        **others,
    }


def test_every_event_is_covered_here() -> None:
    assert {case[0] for case in DETAILS} == set(EventType)


@pytest.mark.parametrize(("event", "detail", "kind"), DETAILS)
def test_each_event_has_its_detail(event: EventType, detail: dict[str, Any], kind: type[WireModel]) -> None:
    wire = body(event.value, detail=detail)
    for read in (CallbackBody.from_wire, CallbackBody.read_tolerant, KnownCallbackBody.from_wire):
        callback = read(wire)
        assert callback.event_type is event
        assert type(callback.detail) is kind
        assert callback.to_wire() == wire


@pytest.mark.parametrize(("event", "detail", "kind"), DETAILS)
def test_what_we_build_is_what_the_schema_asks_for(
    event: EventType, detail: dict[str, Any], kind: type[WireModel]
) -> None:
    built = KnownCallbackBody(**body(event), **{"detail": kind.from_wire(detail)})
    assert oracle("CallbackBodyKnown").is_valid(built.to_wire())
    assert built.to_wire() == body(event.value, detail=detail)


def test_a_detail_of_another_event_cannot_be_built() -> None:
    with pytest.raises(ValidationError, match="do not belong"):
        CallbackBody(**body(1), detail=AbnormalEndDetail(quit_reason=QuitReason.DISK_FULL))


def test_a_needed_detail_cannot_be_left_out() -> None:
    with pytest.raises(ValidationError):
        CallbackBody(**body(2))


@pytest.mark.parametrize("others", [{}, {"detail": None}, {"detail": {}}])
def test_an_empty_detail_comes_in_three_forms(others: dict[str, Any]) -> None:
    for read in (CallbackBody.from_wire, CallbackBody.read_tolerant):
        assert read(body(5, **others)).event_type is EventType.NORMAL_EXIT


def test_known_values_become_members() -> None:
    upload = CallbackBody.from_wire(
        body(1, detail={"upload_status": 2, "file_info": [{"status": 4, "media_track_type": 1}]})
    ).detail
    assert isinstance(upload, UploadDetail)
    assert upload.upload_status is UploadStatus.SOME_NOT_UPLOADED
    assert upload.file_info[0].status is FileStatus.IN_BACKUP
    assert upload.file_info[0].media_track_type is MediaTrackType.AUDIO
    end = CallbackBody.from_wire(body(2, detail={"quit_reason": 1004})).detail
    assert isinstance(end, AbnormalEndDetail)
    assert end.quit_reason is QuitReason.DISK_FULL
    image = CallbackBody.from_wire(body(3, detail={"image_type": 4, "image_url": ""})).detail
    assert isinstance(image, ImageFailedDetail)
    assert image.image_type is ImageType.REGION_BACKGROUND


@pytest.mark.parametrize(
    "wire",
    [
        body(999, detail={"new": 1}),
        body(2, detail={"quit_reason": 4711, "more": [None]}),
        body(3, detail={"image_type": 9, "image_url": "u"}),
    ],
)
def test_values_the_contract_leaves_open_are_kept_in_both_ways_of_reading(wire: dict[str, Any]) -> None:
    assert CallbackBody.from_wire(wire).to_wire() == wire
    assert CallbackBody.read_tolerant(wire).to_wire() == wire
    with pytest.raises(ValidationError):
        KnownCallbackBody.from_wire(wire)


@pytest.mark.parametrize(
    "detail",
    [
        {"upload_status": 3, "file_info": [{"status": 9, "output_file_format": "mkv", "new": 1}]},
        {"upload_status": 1},
        {"upload_status": "1", "file_info": []},
    ],
)
def test_tolerant_reading_keeps_a_detail_it_cannot_read(detail: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        CallbackBody.from_wire(body(1, detail=detail))
    callback = CallbackBody.read_tolerant(body(1, detail=detail))
    assert callback.to_wire()["detail"] == detail
    assert isinstance(callback.detail, UploadDetail | OpenDetail)


def test_tolerant_reading_takes_an_event_without_its_detail() -> None:
    assert CallbackBody.read_tolerant(body(1)).detail is None
    assert CallbackBody.read_tolerant(body(7, detail={"new": 1})).to_wire()["detail"] == {"new": 1}


def test_a_file_still_uploading_is_not_announced() -> None:
    with pytest.raises(ValidationError):
        CallbackFileInfo.from_wire({"status": 2})
    assert CallbackFileInfo.read_tolerant({"status": 2}).status is FileStatus.UPLOADING
