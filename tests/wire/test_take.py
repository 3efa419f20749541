"""One real take through HTTP, decoded: what changed live is in the file, and what is reported is true."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import av
import pytest

from tests.drivers.studio import StudioDriver, path_of, start_request, until
from tests.support.plain_pictures import BLUE, GREEN, RED, colour_png, nearest_colour

REGIONS = [
    {"Left": 0, "Top": 0, "Right": 160, "Bottom": 180, "Layer": 0, "ViewType": 2},
    {"Left": 160, "Top": 0, "Right": 320, "Bottom": 180, "Layer": 0},
]
BOARD = {"HorizontalRatio": 16, "VerticalRatio": 9, "WhiteboardId": "red"}
BOARD_PIXEL = (80, 90)
MOVED_PIXEL = (240, 90)


def pixel(frame: av.VideoFrame, place: tuple[int, int]) -> tuple[int, int, int]:
    red, green, blue = frame.to_ndarray(format="rgb24")[place[1], place[0]]
    return int(red), int(green), int(blue)


def test_live_changes_are_recorded_and_reported_as_they_are(
    studio: StudioDriver, rooms: Callable[[], str], tmp_path: Path
) -> None:
    room = rooms()
    studio.publish(room, "a", kind="test", flash_beep=True)
    studio.open_board(room, "red", colour_png(tmp_path / "1.png", RED), name="Fractions")
    studio.open_board(
        room, "two", colour_png(tmp_path / "2.png", GREEN), colour_png(tmp_path / "3.png", BLUE), name="Poems"
    )
    task = studio.start_record(
        start_request(
            room,
            studio.recordings,
            HasWhiteboard=True,
            Whiteboard=[BOARD],
            MixConfig={"MixMode": 1, "MixInputList": REGIONS},
        )
    )
    studio.wait_for_event(task, "recording_started")
    studio.wait_recorded(task, 500)
    running = studio.status(task)
    studio.act("UpdateWhiteboard", task, WhiteboardId="two")
    studio.wait_recorded(task, 1000)
    studio.turn_page(room, "two", 2)
    studio.wait_recorded(task, 1400)
    studio.act("PauseRecord", task)
    assert studio.status(task)["Status"] == 5
    studio.act("ResumeRecord", task)
    mirrored = [{**REGIONS[0], "Left": 160, "Right": 320}, {**REGIONS[1], "Left": 0, "Right": 160}]
    studio.act("UpdateLayout", task, MixMode=1, MixInputList=mirrored)
    studio.wait_for_event(task, "layout")
    marker = studio.own("POST", f"/studio/tasks/{task}/markers", json={"name": "Homework"})
    assert marker.status_code == 201
    studio.act("TakeSnapshot", task)
    studio.wait_recorded(task, 2000)
    studio.act("StopRecord", task)
    ended = studio.wait_finished(task)

    assert running["Status"] == 2
    assert not running.get("RecordEndTimestamp")
    assert running["RecordFiles"][0]["Status"] == 1
    assert running["RecordFiles"][0]["Duration"] >= 500
    events = {event["kind"]: event for event in studio.events(task)}
    file = ended["RecordFiles"][0]
    check_reported(ended, file)
    check_pictures(path_of(file["FileUrl"]), events)
    check_chapters(path_of(file["FileUrl"]), events)
    snapshot = path_of(events["snapshot"]["url"])
    with av.open(str(snapshot)) as container:
        picture = next(container.decode(video=0))
    assert nearest_colour(pixel(picture, MOVED_PIXEL)) == BLUE


def check_reported(ended: dict, file: dict) -> None:
    """What is told of the file is what the file holds."""
    path = path_of(file["FileUrl"])
    assert ended["Status"] == 3
    begin_ms, end_ms = ended["RecordBeginTimestamp"], ended["RecordEndTimestamp"]
    assert begin_ms <= file["BeginTimestamp"] < file["BeginTimestamp"] + file["Duration"] <= end_ms + 100
    assert (file["Status"], file["FileId"], file["FileSize"]) == (3, path.name, path.stat().st_size)
    assert {file["UserId"], file["UserName"], file["StreamId"]} == {"mix"}
    assert (file["ResolutionWidth"], file["ResolutionHeight"], file["MediaTrackType"]) == (320, 180, 3)
    assert "%2Fä_mix_VA_" in path.name
    with av.open(str(path)) as container:
        assert file["Duration"] == pytest.approx(float(container.duration) / 1000, abs=70)
        assert {stream.codec_context.name for stream in container.streams} >= {"h264", "aac"}


def check_pictures(path: Path, events: dict) -> None:
    """The board is where and what it was at each moment; a frame around each change is left out."""
    changes = [
        (0, BOARD_PIXEL, RED),
        (events["whiteboard"]["recording_ms"], BOARD_PIXEL, GREEN),
        (events["page"]["recording_ms"], BOARD_PIXEL, BLUE),
        (events["layout"]["recording_ms"], MOVED_PIXEL, BLUE),
    ]
    with av.open(str(path)) as container:
        frames = [(frame.time * 1000, frame) for frame in container.decode(video=0)]
        seen = [
            (at_ms, {place: nearest_colour(pixel(frame, place)) for place in (BOARD_PIXEL, MOVED_PIXEL)})
            for at_ms, frame in frames
        ]
    for (start_ms, place, colour), end_ms in zip(changes, [*(c[0] for c in changes[1:]), 10**6], strict=True):
        shown = [colours[place] for at_ms, colours in seen if start_ms + 67 <= at_ms < end_ms - 67]
        assert shown, (start_ms, end_ms)
        assert set(shown) == {colour}, (start_ms, end_ms)


def check_chapters(path: Path, events: dict) -> None:
    text = path.with_suffix(".vtt").read_text()
    titles = ["Fractions", "Poems (1)", "Poems (2)", "Poems (2) – Custom", "Homework"]
    assert [line for line in text.splitlines() if line in titles] == titles
    with av.open(str(path)) as container:
        assert [chapter["metadata"]["title"] for chapter in container.chapters()] == titles


def test_an_odd_canvas_is_recorded_even_and_reported_as_it_is(studio: StudioDriver, rooms: Callable[[], str]) -> None:
    room = rooms()
    studio.publish(room, "a")
    odd = {"MixOutputVideoConfig": {"Width": 321, "Height": 181, "Fps": 15, "Bitrate": 300_000}}
    task = studio.start_record(start_request(room, studio.recordings, StreamType=2, MixConfig=odd))
    studio.wait_for_event(task, "recording_started")
    studio.wait_recorded(task, 300)
    studio.act("StopRecord", task)

    file = studio.wait_finished(task)["RecordFiles"][0]

    assert (file["ResolutionWidth"], file["ResolutionHeight"], file["MediaTrackType"]) == (320, 180, 2)
    assert "_V_" in file["FileId"]


def test_a_room_nobody_is_in_gives_a_task_without_a_file(studio: StudioDriver, rooms: Callable[[], str]) -> None:
    task = studio.start_record(start_request(rooms(), studio.recordings))
    assert studio.status(task)["RecordFiles"] == []
    studio.act("StopRecord", task)

    ended = studio.wait_finished(task)

    assert ended["Status"] == 3
    assert "RecordFiles" not in ended


def test_recording_begins_with_the_first_stream(studio: StudioDriver, rooms: Callable[[], str]) -> None:
    room = rooms()
    task = studio.start_record(start_request(room, studio.recordings))
    assert "recording_started" not in studio.kinds(task)

    studio.publish(room, "late")

    studio.wait_for_event(task, "recording_started")
    studio.act("StopRecord", task)
    assert studio.wait_finished(task)["RecordFiles"]


def test_a_mix_that_is_always_on_records_an_empty_room(studio: StudioDriver, rooms: Callable[[], str]) -> None:
    task = studio.start_record(start_request(rooms(), studio.recordings, MixConfig={"IsAlwaysMix": True}))
    studio.wait_for_event(task, "recording_started")
    studio.wait_recorded(task, 200)
    studio.act("StopRecord", task)

    assert studio.wait_finished(task)["RecordFiles"][0]["Status"] == 3


def test_a_board_named_before_it_is_open_comes_on_air_when_it_opens(
    studio: StudioDriver, rooms: Callable[[], str], tmp_path: Path
) -> None:
    room = rooms()
    studio.publish(room, "a")
    task = studio.start_record(
        start_request(room, studio.recordings, HasWhiteboard=True, Whiteboard=[BOARD], MixConfig={"MixMode": 3})
    )
    studio.wait_for_event(task, "recording_started")
    studio.act("UpdateWhiteboard", task, WhiteboardId="later")
    studio.wait_for_event(task, "whiteboard_awaited")

    studio.open_board(room, "later", colour_png(tmp_path / "1.png", GREEN), name="Later")

    assert studio.wait_for_event(task, "whiteboard")["name"] == "Later"
    studio.act("StopRecord", task)
    studio.wait_finished(task)


def test_a_paused_task_stays_paused_until_resumed(studio: StudioDriver, rooms: Callable[[], str]) -> None:
    room = rooms()
    studio.publish(room, "a")
    task = studio.start_record(start_request(room, studio.recordings))
    studio.wait_for_event(task, "recording_started")
    studio.act("PauseRecord", task)
    studio.act("PauseRecord", task)
    paused_ms = studio.stats(task)["recording_ms"]
    assert studio.kinds(task).count("paused") == 1

    studio.act("TakeSnapshot", task)
    studio.wait_for_event(task, "snapshot")

    assert studio.stats(task)["recording_ms"] == paused_ms
    studio.act("StopRecord", task)
    assert studio.wait_finished(task)["Status"] == 3


def test_storage_that_cannot_be_written_leaves_the_file_in_the_backup_folder_until_retried(
    studio: StudioDriver, rooms: Callable[[], str], tmp_path: Path
) -> None:
    room, blocked = rooms(), tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    studio.publish(room, "a")
    request = start_request(room, tmp_path, StorageParams={"Bucket": "blocked"})
    task = studio.start_record(request)
    studio.wait_for_event(task, "recording_started")
    studio.wait_recorded(task, 200)
    studio.act("StopRecord", task)

    file = studio.wait_finished(task)["RecordFiles"][0]
    assert file["Status"] == 4
    assert list((studio.data_dir / "backup" / task).glob("*.mp4"))

    blocked.unlink()
    retried = studio.own("POST", f"/studio/tasks/{task}/retry-upload").json()
    assert retried["files"][0]["status"] == 3
    assert path_of(studio.status(task)["RecordFiles"][0]["FileUrl"]).exists()


def test_a_link_that_leads_outside_is_not_followed(
    studio: StudioDriver, rooms: Callable[[], str], tmp_path: Path
) -> None:
    root, outside, room = tmp_path / "root", tmp_path / "outside", rooms()
    root.mkdir()
    outside.mkdir()
    (root / "lessons").symlink_to(outside)
    studio.publish(room, "a")
    task = studio.start_record(start_request(room, root))
    studio.wait_for_event(task, "recording_started")
    studio.wait_recorded(task, 200)
    studio.act("StopRecord", task)

    assert studio.wait_finished(task)["RecordFiles"][0]["Status"] == 4
    assert not list(outside.rglob("*.mp4"))


def test_a_source_that_leaves_costs_its_view_only(studio: StudioDriver, rooms: Callable[[], str]) -> None:
    room = rooms()
    studio.publish(room, "a")
    studio.publish(room, "b")
    task = studio.start_record(start_request(room, studio.recordings))
    studio.wait_for_event(task, "recording_started")

    studio.unpublish(room, "a")

    studio.wait_for_event(task, "stream_left")
    before_ms = studio.stats(task)["recording_ms"]
    until(lambda: studio.stats(task)["recording_ms"] > before_ms + 200, "it goes on")
    studio.act("StopRecord", task)
    assert studio.wait_finished(task)["Status"] == 3
