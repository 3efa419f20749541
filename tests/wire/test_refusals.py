"""What StartRecord and calls on tasks refuse, with which code and which words; a running take goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.drivers.studio import StudioDriver, start_request

INVALID = 300000004
UNKNOWN, ENDED, NOT_PAUSED = 300001000, 300001001, 300001004
NOBODY = "X3CgNeE4I1qAAABN"
BOARD = {"HorizontalRatio": 16, "VerticalRatio": 9, "WhiteboardId": "b"}
CANVAS = {"Width": 320, "Height": 180, "Fps": 15, "Bitrate": 300_000}


def region(**changes: Any) -> dict[str, Any]:
    return {"Left": 0, "Top": 0, "Right": 160, "Bottom": 180, "Layer": 0, **changes}


@pytest.mark.parametrize("file_format", ["aac", "mp3", "ogg"])
def test_a_sound_file_takes_no_picture_alone(studio: StudioDriver, file_format: str) -> None:
    output = {"OutputFileFormat": file_format}

    code, message = studio.refusal(
        "StartRecord", start_request("r", studio.recordings, StreamType=2, RecordOutputParams=output)
    )

    assert code == INVALID
    assert file_format in message


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("PauseRecord", {}),
        ("ResumeRecord", {}),
        ("TakeSnapshot", {}),
        ("UpdateLayout", {"MixMode": 2}),
    ],
)
def test_what_only_a_mix_has_is_refused_for_single_streams(studio: StudioDriver, action: str, body: dict) -> None:
    task = studio.start_record(start_request("r", studio.recordings, RecordMode=1))

    code, message = studio.refusal(action, {"TaskId": task, **body})
    stopped = studio.code("StopRecord", {"TaskId": task})

    assert code == INVALID
    assert "only a mix" in message
    assert stopped == 0
    assert studio.code(action, {"TaskId": task, **body}) == ENDED


@pytest.mark.parametrize(
    "changes",
    [
        {"FillBlank": False, "RecordMuteAudio": 1},
        {"FillFrame": {"FrameFillMode": 1}},
        {"MixConfig": {"StreamConfigList": [{"StreamId": "a", "StreamType": 0}], "RecordSoundWave": False}},
        {"RecordOutputParams": {"SnapshotInterval": 10, "FragmentSeconds": 15, "OutputFileRule": 1}},
        {"RecordStreamList": [{"StreamId": "a"}], "ResumeWithoutInterruption": True},
        {"SomethingNew": "unknown members are no error"},
    ],
)
def test_defaults_and_members_without_effect_are_accepted(studio: StudioDriver, changes: dict) -> None:
    task = studio.start_record(start_request("r", studio.recordings, **changes))

    assert studio.code("StopRecord", {"TaskId": task}) == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"StorageParams": {"EndPoint": "file:///tmp/a/../../etc"}},
        {"StorageParams": {"EndPoint": "file:///tmp/%2e%2e/etc"}},
        {"StorageParams": {"EndPoint": "file://elsewhere/tmp"}},
        {"StorageParams": {"EndPoint": "file:relative"}},
        {"StorageParams": {"Bucket": ".."}},
        {"StorageParams": {"Bucket": "/etc"}},
        {"RecordOutputParams": {"OutputFolder": "../outside/"}},
        {"RecordOutputParams": {"OutputFolder": "a/../../outside"}},
        {"RecordOutputParams": {"OutputFolder": "a\\..\\b"}},
        {"RecordOutputParams": {"OutputFolder": "/absolute"}},
        {"RecordOutputParams": {"OutputFolder": "nul\0"}},
        {"MixConfig": {"MixOutputVideoConfig": {**CANVAS, "Width": 1921}}},
        {"MixConfig": {"MixOutputVideoConfig": {**CANVAS, "Width": 1920, "Height": 1920}}},
        {"MixConfig": {"MixOutputVideoConfig": {**CANVAS, "Width": 0}}},
        {"MixConfig": {"MixOutputVideoConfig": {**CANVAS, "Height": -2}}},
        {"MixConfig": {"MixOutputVideoConfig": {**CANVAS, "Fps": 60}}},
        {"MixConfig": {"MixOutputVideoConfig": {**CANVAS, "Bitrate": 0}}},
        {"MixConfig": {"MixOutputAudioConfig": {"Bitrate": -1}}},
        {"MixConfig": {"MixMode": 1}},
        {"MixConfig": {"MixMode": 1, "MixInputList": [region(Right=321)]}},
        {"MixConfig": {"MixMode": 1, "MixInputList": [region(Left=200)]}},
        {
            "HasWhiteboard": True,
            "Whiteboard": [BOARD],
            "MixConfig": {"MixMode": 1, "MixInputList": [region(ViewType=2), region(ViewType=2)]},
        },
        {"HasWhiteboard": True},
        {"HasWhiteboard": True, "Whiteboard": [BOARD, BOARD]},
        {"MaxIdleTime": 4},
        {"MaxRecordTime": 200},
        {"StreamType": "3"},
        {"RecordMode": True},
    ],
)
def test_what_breaks_a_rule_is_an_invalid_parameter_with_a_sentence(studio: StudioDriver, changes: dict) -> None:
    code, message = studio.refusal("StartRecord", start_request("r", studio.recordings, **changes))

    assert code == INVALID
    assert message


@pytest.mark.parametrize("room", ["", "x" * 129])
def test_a_room_id_outside_its_bounds_is_refused(studio: StudioDriver, room: str) -> None:
    assert studio.code("StartRecord", start_request(room, studio.recordings)) == INVALID


@pytest.mark.parametrize(
    "action",
    ["StopRecord", "PauseRecord", "ResumeRecord", "TakeSnapshot", "UpdateLayout", "DescribeRecordStatus"],
)
def test_an_unknown_task_is_called_unknown(studio: StudioDriver, action: str) -> None:
    assert studio.code(action, {"TaskId": NOBODY}) == UNKNOWN


def test_an_ended_task_takes_nothing_but_questions(studio: StudioDriver) -> None:
    task = studio.start_record(start_request("r", studio.recordings))
    studio.act("StopRecord", task)

    for action in ("StopRecord", "PauseRecord", "ResumeRecord", "TakeSnapshot", "UpdateLayout"):
        assert studio.code(action, {"TaskId": task}) == ENDED, action
    assert studio.code("UpdateWhiteboard", {"TaskId": task, "WhiteboardId": "b"}) == ENDED
    assert studio.status(task)["Status"] == 3


def test_bad_calls_leave_the_running_take_as_it_is(studio: StudioDriver, rooms: Callable[[], str]) -> None:
    room = rooms()
    studio.publish(room, "a")
    task = studio.start_record(start_request(room, studio.recordings))
    studio.wait_for_event(task, "recording_started")

    refused = [
        studio.code("ResumeRecord", {"TaskId": task}),
        studio.code("UpdateLayout", {"TaskId": task, "MixMode": 1, "MixInputList": [region(Right=321)]}),
        studio.code("UpdateLayout", {"TaskId": task, "MixMode": 1, "MixInputList": []}),
        studio.code("UpdateLayout", {"TaskId": task, "MixMode": 6}),
        studio.code("UpdateWhiteboard", {"TaskId": task, "WhiteboardId": "b"}),
        studio.code("UpdateWhiteboard", {"TaskId": task}),
        studio.send(studio.query("StopRecord", Signature="0" * 32), {"TaskId": task})["Code"],
    ]

    assert refused == [NOT_PAUSED, INVALID, INVALID, INVALID, INVALID, INVALID, 100000005]
    assert studio.status(task)["Status"] == 2
    before_ms = studio.stats(task)["recording_ms"]
    studio.wait_recorded(task, before_ms + 200)
    studio.act("StopRecord", task)
    assert studio.wait_finished(task)["RecordFiles"][0]["Status"] == 3


def test_a_snapshot_needs_a_picture(studio: StudioDriver, rooms: Callable[[], str]) -> None:
    room = rooms()
    empty = studio.start_record(start_request(room, studio.recordings))
    code, message = studio.refusal("TakeSnapshot", {"TaskId": empty})
    assert (code, message) == (INVALID, "Nothing is being recorded yet.")
    studio.publish(room, "a")
    sound = studio.start_record(start_request(room, studio.recordings, StreamType=1))
    studio.wait_for_event(sound, "recording_started")
    code, message = studio.refusal("TakeSnapshot", {"TaskId": sound})
    assert code == INVALID
    assert "sound only" in message
    studio.act("StopRecord", empty)
    studio.act("StopRecord", sound)
    assert studio.wait_finished(sound)["RecordFiles"][0]["MediaTrackType"] == 1


def test_more_tasks_than_allowed_are_refused_and_a_client_id_finds_its_task(own_studio: Callable) -> None:
    studio = own_studio("--max-tasks", "1")
    request = start_request("r", studio.recordings, ClientTaskId="lesson-1")
    task = studio.start_record(request)

    assert studio.code("StartRecord", start_request("r", studio.recordings)) == 300000006
    assert studio.start_record(request) == task
    studio.act("StopRecord", task)
    assert studio.start_record(request) != task
