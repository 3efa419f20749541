"""Valid requests to start from, changed one member at a time by the tests."""

from typing import Any

from chalkreel.contract.start_record import StartRecordRequest

TASK_ID = "X3CgNeE4I1qAAABN"


def region(left: int = 0, top: int = 0, right: int = 640, bottom: int = 360, **others: Any) -> dict[str, Any]:
    return {"Left": left, "Top": top, "Right": right, "Bottom": bottom, "Layer": 0, **others}


def mixed(
    *,
    mix: dict[str, Any] | None = None,
    video: dict[str, Any] | None = None,
    inputs: dict[str, Any] | None = None,
    output: dict[str, Any] | None = None,
    storage: dict[str, Any] | None = None,
    has_canvas: bool = True,
) -> StartRecordRequest:
    """A mixed recording, 1280x720, with the given members on top."""
    canvas = {"Width": 1280, "Height": 720, "Fps": 15, "Bitrate": 1_130_000, **(video or {})}
    mix_config = {
        "MixOutputStreamId": "lesson",
        **({"MixOutputVideoConfig": canvas} if has_canvas else {}),
        **(mix or {}),
    }
    return _start({"RecordMode": 2, "MixConfig": mix_config, **(inputs or {})}, output, storage)


def single(
    *,
    inputs: dict[str, Any] | None = None,
    output: dict[str, Any] | None = None,
    storage: dict[str, Any] | None = None,
) -> StartRecordRequest:
    """A recording of each stream on its own, with the given members on top."""
    return _start({"RecordMode": 1, **(inputs or {})}, output, storage)


def board(**others: Any) -> dict[str, Any]:
    """Whiteboard recording switched on."""
    whiteboard = {"HorizontalRatio": 16, "VerticalRatio": 9, "WhiteboardId": "b1", **others}
    return {"HasWhiteboard": True, "Whiteboard": [whiteboard]}


def _start(inputs: dict[str, Any], output: dict[str, Any] | None, storage: dict[str, Any] | None) -> StartRecordRequest:
    wire: dict[str, Any] = {
        "RoomId": "r1",
        "RecordInputParams": inputs,
        "StorageParams": storage
        or {"Vendor": 2, "Region": "r", "Bucket": "b", "AccessKeyId": "k", "AccessKeySecret": "s"},
    }
    if output is not None:
        wire["RecordOutputParams"] = output
    return StartRecordRequest.from_wire(wire)
