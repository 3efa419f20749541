"""Single-stream recording through the real process: one file per stream, and one for the whiteboard."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import av
import httpx
import numpy as np
import pytest

from chalkreel.studio.outputs.inspection import beep_times, pictures_at, sound_of
from tests.drivers.studio import LONGEST_S, StudioDriver, path_of, start_request, until
from tests.support.encoders import colour_and_tone, ffmpeg
from tests.support.plain_pictures import BLUE, GREEN, RED, colour_png, nearest_colour
from tests.support.recordings import sound_file

SMALL = {"kind": "test", "options": {"width": 160, "height": 90}}
BOARD = {"HorizontalRatio": 4, "VerticalRatio": 3, "WhiteboardId": "red", "BackgroundColor": 0x2040C000}
OPUS_SILENCE = b"\xf8\xff\xfe"
"""What stands where the source was not there yet."""
MIDDLE, NEAR_THE_EDGE, BESIDE = (640, 360), (180, 360), (100, 360)


def single(room: str, studio: StudioDriver, **changes: object) -> dict:
    return start_request(room, studio.recordings, RecordMode=1, **changes)


def by_stream(status: dict) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for file in status["RecordFiles"]:
        found.setdefault(file["StreamId"], []).append(file)
    return found


def publish(studio: StudioDriver, room: str, stream: str, **options: object) -> None:
    studio.publish(room, stream, kind="test", options={"width": 160, "height": 90, **options})


def wait_for_files(studio: StudioDriver, task: str, count: int) -> None:
    studio.wait_for_event(task, "recording_started", count)


def wait_longer(studio: StudioDriver, task: str, by_ms: int) -> None:
    studio.wait_recorded(task, studio.stats(task)["recording_ms"] + by_ms)


def check_true(file: dict) -> None:
    """What is told of a file is what the file holds."""
    path = path_of(file["FileUrl"])
    assert (file["Status"], file["FileId"], file["FileSize"]) == (3, path.name, path.stat().st_size)
    with av.open(str(path)) as container:
        kinds = {stream.type for stream in container.streams if stream.type in ("audio", "video")}
        assert file["MediaTrackType"] == {("audio",): 1, ("video",): 2, ("audio", "video"): 3}[tuple(sorted(kinds))]
        assert file["Duration"] == pytest.approx(float(container.duration or 0) / 1000, abs=70)
        video = next(iter(container.streams.video), None)
        assert (file["ResolutionWidth"], file["ResolutionHeight"]) == ((video.width, video.height) if video else (0, 0))


def test_every_stream_has_a_file_of_its_own_size_and_start_and_the_boards_share_one(
    studio: StudioDriver, rooms: Callable[[], str], tmp_path: Path
) -> None:
    room = rooms()
    publish(studio, room, "first")
    studio.open_board(room, "red", colour_png(tmp_path / "1.png", RED), name="Fractions")
    pages = colour_png(tmp_path / "2.png", GREEN), colour_png(tmp_path / "3.png", BLUE)
    studio.open_board(room, "two", *pages, name="Poems")
    task = studio.start_record(single(room, studio, HasWhiteboard=True, Whiteboard=[BOARD]))
    wait_for_files(studio, task, 2)
    studio.wait_recorded(task, 700)
    publish(studio, room, "later", width=240, height=136)
    wait_for_files(studio, task, 3)
    studio.act("UpdateWhiteboard", task, WhiteboardId="two")
    wait_longer(studio, task, 500)
    studio.unpublish(room, "first")
    studio.turn_page(room, "two", 2)
    running = until(
        lambda: next((s for s in [studio.status(task)] if by_stream(s)["first"][0]["Status"] == 3), None),
        "stored early",
    )
    publish(studio, room, "first", width=200, height=100)
    wait_for_files(studio, task, 4)
    wait_longer(studio, task, 500)
    studio.act("StopRecord", task)
    files = by_stream(studio.wait_finished(task))

    assert {name: len(found) for name, found in files.items()} == {"first": 2, "later": 1, "whiteboard": 1}
    for file in (file for found in files.values() for file in found):
        check_true(file)
    sizes = [(file["ResolutionWidth"], file["ResolutionHeight"]) for file in (*files["first"], *files["later"])]
    assert sizes == [(160, 90), (200, 100), (240, 136)]
    assert by_stream(running)["later"][0]["Status"] == 1
    assert files["later"][0]["BeginTimestamp"] > files["first"][0]["BeginTimestamp"] + 500
    assert files["later"][0]["UserId"] == "user-later"
    assert "_user-later_later_VA_" in files["later"][0]["FileId"]
    check_board(files["whiteboard"][0], studio.events(task))


def check_board(file: dict, events: list[dict]) -> None:
    path = path_of(file["FileUrl"])
    assert "_whiteboard_V_" in path.name
    assert (file["MediaTrackType"], file["ResolutionWidth"], file["ResolutionHeight"]) == (2, 1280, 720)
    switched = next(event["recording_ms"] for event in events if event["kind"] == "whiteboard") / 1000
    turned = next(event["recording_ms"] for event in events if event["kind"] == "page") / 1000
    pictures = pictures_at(path, [switched - 0.1, switched + 0.1, turned + 0.1])
    assert [nearest_colour(tuple(picture[MIDDLE[::-1]])) for picture in pictures] == [RED, GREEN, BLUE]
    assert [nearest_colour(tuple(picture[NEAR_THE_EDGE[::-1]])) for picture in pictures] == [RED, GREEN, BLUE]
    for picture in pictures:  # the area has the ratio 4:3, and the colour asked for is beside it
        assert np.allclose(picture[BESIDE[::-1]], (0x20, 0x40, 0xC0), atol=8)
    with av.open(str(path)) as container:
        chapters = [chapter["metadata"]["title"] for chapter in container.chapters()]
    assert chapters == ["Fractions", "Poems (1)", "Poems (2)"]
    text = path.with_suffix(".vtt").read_text()
    assert all(title in text for title in chapters)


def test_stream_types_decide_the_files_of_each_stream(studio: StudioDriver, rooms: Callable[[], str]) -> None:
    room = rooms()
    publish(studio, room, "a")
    picture = studio.folder / "still.png"
    studio.publish(room, "silent", kind="image", path=str(colour_png(picture, RED)))
    tasks = {kind: studio.start_record(single(room, studio, StreamType=kind)) for kind in (1, 2, 3, 4)}
    for kind, task in tasks.items():
        wait_for_files(studio, task, 1 if kind == 1 else 2)
        studio.wait_recorded(task, 700)
    for task in tasks.values():
        studio.act("StopRecord", task)

    found = {kind: by_stream(studio.wait_finished(task)) for kind, task in tasks.items()}

    def shapes(kind: int, stream: str) -> list[tuple[str, int]]:
        return [(file["OutputFileFormat"], file["MediaTrackType"]) for file in found[kind].get(stream, [])]

    assert [shapes(kind, "a") for kind in tasks] == [
        [("mp4", 1)],
        [("mp4", 2)],
        [("mp4", 3)],
        [("mp4", 2), ("aac", 1)],
    ]
    assert [shapes(kind, "silent") for kind in tasks] == [[], [("mp4", 2)], [("mp4", 2)], [("mp4", 2)]]
    for files in found.values():
        for file in (*files["a"], *files.get("silent", [])):
            if file["OutputFileFormat"] == "mp4":
                check_true(file)
    names = [file["FileId"] for file in found[4]["a"]]
    assert ["_V_" in names[0], "_A_" in names[1], names[1].endswith(".aac")] == [True, True, True]


def test_sound_has_the_channels_of_its_publisher(
    studio: StudioDriver, rooms: Callable[[], str], tmp_path: Path
) -> None:
    room = rooms()
    two_tones = ["-f", "lavfi", "-i", "aevalsrc=0.2*sin(2*PI*440*t)|0.2*sin(2*PI*660*t):s=48000:d=5"]
    ffmpeg(*two_tones, str(tmp_path / "stereo.wav"))
    ffmpeg(*two_tones, "-ac", "1", str(tmp_path / "mono.wav"))
    for name in ("stereo", "mono"):
        studio.publish(room, name, kind="file", path=str(tmp_path / f"{name}.wav"))
    task = studio.start_record(single(room, studio, StreamType=1))
    wait_for_files(studio, task, 2)
    studio.wait_recorded(task, 900)
    studio.act("StopRecord", task)

    files = {name: path_of(file["FileUrl"]) for name, (file,) in by_stream(studio.wait_finished(task)).items()}
    heard = {name: sound_of(path) for name, path in files.items()}
    for name, channels in (("stereo", 2), ("mono", 1)):
        with av.open(str(files[name])) as container:
            assert container.streams.audio[0].codec_context.channels == channels
        assert heard[name].tone_amplitude(440, 0.2, 0.8) == pytest.approx(0.1, abs=0.01)
        assert heard[name].tone_amplitude(660, 0.2, 0.8) == pytest.approx(0.1, abs=0.01)
    left, right = heard["stereo"].samples[:, 9_600:38_400]
    assert np.abs(np.vdot(left, right)) < 0.05 * np.vdot(left, left)


def test_only_listed_streams_are_recorded_also_when_they_come_later(
    studio: StudioDriver, rooms: Callable[[], str]
) -> None:
    room = rooms()
    publish(studio, room, "stranger")
    task = studio.start_record(single(room, studio, RecordStreamList=[{"StreamId": "late"}, {"StreamId": "never"}]))
    until(lambda: studio.status(task)["Status"] == 2, "running")
    publish(studio, room, "late")
    wait_for_files(studio, task, 1)
    studio.wait_recorded(task, 500)
    studio.act("StopRecord", task)

    assert list(by_stream(studio.wait_finished(task))) == ["late"]


@pytest.mark.parametrize(
    ("options", "is_filled"), [({"FillBlank": True}, True), ({"ResumeWithoutInterruption": True}, False)]
)
def test_a_returning_stream_goes_on_in_the_same_file(
    studio: StudioDriver, rooms: Callable[[], str], options: dict, *, is_filled: bool
) -> None:
    room = rooms()
    publish(studio, room, "a", tone_hz=440)
    task = studio.start_record(single(room, studio, **options))
    wait_for_files(studio, task, 1)
    studio.wait_recorded(task, 1200)
    studio.unpublish(room, "a")
    left_ms = studio.wait_for_event(task, "stream_left")["recording_ms"]
    gap = studio.start_record(single(room, studio, StreamType=1))  # a clock for the gap
    publish(studio, room, "b")
    studio.wait_recorded(gap, 1500)
    publish(studio, room, "a", tone_hz=660)
    back_ms = studio.wait_for_event(task, "stream_entered")["recording_ms"]
    studio.wait_recorded(task, back_ms + 1000)
    studio.act("StopRecord", gap)
    studio.act("StopRecord", task)

    (file,) = by_stream(studio.wait_finished(task))["a"]
    check_true(file)
    sound = sound_of(path_of(file["FileUrl"]))
    assert sound is not None
    left, back = left_ms / 1000, back_ms / 1000
    assert sound.tone_amplitude(440, 0.3, left - 0.1) > 0.03
    assert sound.tone_amplitude(660, back + 0.2, back + 0.9) > 0.03
    if is_filled:
        assert back - left > 1.4
        assert sound.loudness(left + 0.2, back - 0.1) == pytest.approx(0, abs=0.001)
    else:
        assert back - left < 0.3


def test_muted_sound_is_left_out_and_splits_files(studio: StudioDriver, rooms: Callable[[], str]) -> None:
    room = rooms()
    publish(studio, room, "a", flash_beep=True)  # 0.1 s of sound in every second
    mp3 = {"OutputFileFormat": "mp3"}
    options = {"StreamType": 1, "RecordOutputParams": mp3, "RecordMuteAudio": 2}
    one = studio.start_record(single(room, studio, **options))
    until(lambda: 0.2 < time.monotonic() % 1 < 0.4, "a moment well between two beeps")  # it shall not begin within one
    split = studio.start_record(single(room, studio, **options, RecordMuteAudioSplitThreshold=0))
    early = studio.wait_for_event(split, "stored")  # as soon as it has ended, long before the task does
    assert studio.status(split)["Status"] == 2
    stored = next(file for file in studio.status(split)["RecordFiles"] if file["FileId"] == early["file_id"])
    assert stored["Status"] == 3
    check_true(stored)
    for task in (one, split):
        wait_for_files(studio, task, 1)
        studio.wait_recorded(task, 2500)
        studio.act("StopRecord", task)

    (whole,) = studio.wait_finished(one)["RecordFiles"]
    parts = studio.wait_finished(split)["RecordFiles"]
    assert whole["Duration"] < 600
    assert 2 <= len(parts) <= 4
    assert len({part["FileId"] for part in parts}) == len(parts)
    assert all(part["Duration"] < 250 and part["Status"] == 3 and "_A_" in part["FileId"] for part in parts)
    assert all(abs(from_full_second_ms(part["BeginTimestamp"])) < 80 for part in parts)  # each begins with a beep


def from_full_second_ms(wall_ms: float) -> float:
    """Tell how long after a full second of the clock that flashes and beeps follow a moment is, or before it (< 0)."""
    clock_ms = wall_ms - (time.time() - time.monotonic()) * 1000
    return (clock_ms + 500) % 1000 - 500


def test_the_files_of_many_streams_tell_when_each_began_although_they_open_in_turn(
    studio: StudioDriver, rooms: Callable[[], str]
) -> None:
    room, streams = rooms(), [f"s{number}" for number in range(24)]
    for stream in streams:
        publish(studio, room, stream, flash_beep=True)
    task = studio.start_record(single(room, studio))
    wait_for_files(studio, task, len(streams))
    wait_longer(studio, task, 1400)  # each holds a full second, however late it was opened
    studio.act("StopRecord", task)

    files = studio.wait_finished(task)["RecordFiles"]
    beeps = [file["BeginTimestamp"] + beep_times(path_of(file["FileUrl"]))[0] * 1000 for file in files]
    late_ms = [from_full_second_ms(beep) for beep in beeps]
    assert len(files) == len(streams)
    assert max(late_ms) - min(late_ms) <= 20
    assert all(-10 <= late <= 50 for late in late_ms)  # sound begins half a picture before the first one


def test_a_markers_place_is_that_of_the_whiteboards_file(
    studio: StudioDriver, rooms: Callable[[], str], tmp_path: Path
) -> None:
    room = rooms()
    studio.open_board(room, "red", colour_png(tmp_path / "1.png", RED))
    small = {**BOARD, "Width": 320, "Height": 240}
    sound = {"StreamType": 1}  # says nothing about the whiteboard
    task = studio.start_record(single(room, studio, **sound, HasWhiteboard=True, Whiteboard=[small]))
    wait_for_files(studio, task, 1)
    studio.wait_recorded(task, 600)
    marked = studio.own("POST", f"/studio/tasks/{task}/markers", json={"name": "Homework"}).json()["recording_ms"]
    wait_longer(studio, task, 300)
    studio.act("StopRecord", task)

    (file,) = studio.wait_finished(task)["RecordFiles"]
    assert (file["ResolutionWidth"], file["ResolutionHeight"]) == (320, 240)
    with av.open(str(path_of(file["FileUrl"]))) as container:
        chapters = {chapter["metadata"]["title"]: chapter for chapter in container.chapters()}
    start = chapters["Homework"]
    assert float(start["start"] * start["time_base"]) * 1000 == pytest.approx(marked, abs=2)


def test_the_preview_shows_the_board_or_a_stream_and_says_where_there_is_no_picture(
    studio: StudioDriver, rooms: Callable[[], str], tmp_path: Path
) -> None:
    room = rooms()
    studio.publish(room, "a", kind="image", path=str(colour_png(tmp_path / "a.png", GREEN)))
    studio.open_board(room, "red", colour_png(tmp_path / "1.png", RED))
    with_board = studio.start_record(single(room, studio, HasWhiteboard=True, Whiteboard=[BOARD]))
    without = studio.start_record(single(room, studio))
    sound_only = studio.start_record(single(room, studio, StreamType=1))
    for task, colour in ((with_board, RED), (without, GREEN)):
        wait_for_files(studio, task, 1)
        studio.wait_recorded(task, 600)
        shown = first_preview(studio, task)
        assert nearest_colour(tuple(shown[shown.shape[0] // 2, shown.shape[1] // 2])) == colour
    refusal = studio.own("GET", f"/studio/tasks/{sound_only}/preview")
    assert refusal.status_code == 409
    assert "no picture" in refusal.json()["reason"]
    for task in (with_board, without, sound_only):
        studio.act("StopRecord", task)


def first_preview(studio: StudioDriver, task: str) -> np.ndarray:
    """Give the first picture of a preview."""
    address = f"{studio.url}/studio/tasks/{task}/preview"
    with httpx.stream("GET", address, headers=studio.bearer, timeout=LONGEST_S, trust_env=False) as answer:
        content = b""
        for piece in answer.iter_bytes():
            content += piece
            start, end = content.find(b"\xff\xd8"), content.rfind(b"\xff\xd9")
            if 0 <= start < end:
                with av.open(io.BytesIO(content[start : end + 2])) as container:
                    return next(container.decode(video=0)).to_ndarray(format="rgb24")
    raise AssertionError("no picture came")


def entered(studio: StudioDriver, room: str) -> dict:
    """Give the only stream of a room."""
    (stream,) = studio.own("GET", f"/studio/rooms/{quote(room, safe='')}").json()["streams"]
    return stream


def test_a_stream_that_changes_its_size_goes_on_in_its_file(
    studio: StudioDriver, rooms: Callable[[], str], tmp_path: Path
) -> None:
    room, joined = rooms(), tmp_path / "joined.ts"
    ffmpeg(*colour_and_tone("red", 440, 1, "160x90"), str(tmp_path / "small.ts"))
    ffmpeg(*colour_and_tone("blue", 440, 30, "426x240", 30), "-output_ts_offset", "1", str(tmp_path / "large.ts"))
    joined.write_bytes((tmp_path / "small.ts").read_bytes() + (tmp_path / "large.ts").read_bytes())
    task = studio.start_record(single(room, studio))
    studio.publish(room, "a", kind="file", path=str(joined), loop=False)
    wait_for_files(studio, task, 1)
    until(lambda: entered(studio, room)["width"] == 426, "the larger one")
    wait_longer(studio, task, 1200)  # it is decoded ahead of its time
    studio.act("StopRecord", task)

    (file,) = by_stream(studio.wait_finished(task))["a"]
    check_true(file)
    assert (file["ResolutionWidth"], file["ResolutionHeight"]) == (160, 90)
    first, last = pictures_at(path_of(file["FileUrl"]), [0, file["Duration"] / 1000 - 0.2])  # it does not begin black
    assert nearest_colour(tuple(first[45, 80])) == RED
    assert {nearest_colour(tuple(last[row, column])) for row in (3, 86) for column in (3, 156)} == {BLUE}


def test_opus_of_a_publisher_is_kept_as_it_is(studio: StudioDriver, rooms: Callable[[], str], tmp_path: Path) -> None:
    room = rooms()
    sent = sound_file(tmp_path / "sent.ogg", 440, 2.0, codec="libopus")
    studio.publish(room, "opus", kind="file", path=str(sent))
    publish(studio, room, "other", tone_hz=660)
    task = studio.start_record(single(room, studio, RecordOutputParams={"OutputFileFormat": "ogg"}))
    wait_for_files(studio, task, 2)
    studio.wait_recorded(task, 1500)
    studio.act("StopRecord", task)
    files = by_stream(studio.wait_finished(task))

    def packets(path: Path) -> set[bytes]:
        with av.open(str(path)) as container:
            return {bytes(packet) for packet in container.demux(audio=0) if packet.size}

    kept = packets(path_of(files["opus"][0]["FileUrl"]))
    assert len(kept) > 10
    assert kept - {OPUS_SILENCE} <= packets(sent)
    for stream, tone_hz in (("opus", 440), ("other", 660)):
        (file,) = files[stream]
        assert (file["OutputFileFormat"], file["MediaTrackType"], file["Status"]) == ("ogg", 1, 3)
        sound = sound_of(path_of(file["FileUrl"]))
        assert sound is not None
        assert sound.tone_amplitude(tone_hz, 0.3, 1.0) > 0.03
