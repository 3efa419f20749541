"""Options of the mix through a real process: each does what the contract says, seen in the stored files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from chalkreel.domain.geometry import Rect, Size
from chalkreel.studio.outputs.inspection import sound_of
from tests.drivers.studio import StudioDriver, path_of, start_request, until, validate
from tests.support.callback_receiver import CallbackReceiver
from tests.support.image_server import Answer, ImageServer
from tests.support.mixed_takes import LEFT, RIGHT, finished, now_ms, patch, picture, publish_colour, region, wire_colour
from tests.support.recordings import BLUE, GREEN, RED, TEAL, YELLOW, picture_bytes, plain, shows


def test_pictures_by_address_are_shown_and_those_that_fail_are_told(
    studio: StudioDriver, rooms: Callable[[], str]
) -> None:
    room, colours = rooms(), {"canvas": YELLOW, "region": BLUE, "later": TEAL, "mark": GREEN}
    answers = {name: Answer(picture_bytes(plain(Size(30, 30), rgb))) for name, rgb in colours.items()}
    studio.publish(room, "a")
    with CallbackReceiver() as receiver, ImageServer(**answers, svg=Answer(b"<svg/>")) as server:
        mix = {
            "MixMode": 1,
            "MixInputList": [
                region(Rect(0, 0, 80, 180), StreamId="nobody", BackgroundImage=server.url("region")),
                region(Rect(80, 0, 160, 180), StreamId="none", BackgroundImage=server.url("missing")),
            ],
            "MixOutputBackgroundImage": server.url("canvas"),
            "MixOutputWatermarkImage": server.url("mark"),
            "MixOutputWatermarkImageConfig": {"Left": 240, "Top": 100, "Right": 300, "Bottom": 160},
            "DefaultMixStreamBackgroundImage": server.url("svg"),
            "MixOutputWatermarkTimestampConfig": {"FontSize": 12},
        }
        output = {"CallbackUrl": receiver.url}
        task = studio.start_record(
            start_request(
                room,
                studio.recordings,
                FillBlank=True,
                FillFrame={"FrameFillMode": 3},
                MixConfig=mix,
                RecordOutputParams=output,
            )
        )
        studio.wait_for_event(task, "image_failed", count=2)
        reasons = {event["image"]: event["reason"] for event in studio.events(task) if event["kind"] == "image_failed"}
        assert reasons == {
            4: "The server answers with 404.",
            3: "Studio cannot draw SVG pictures; use a JPG or PNG picture instead.",
        }
        until(lambda: all(server.asked[f"/{name}"] for name in ("canvas", "region", "mark")), "all asked for")
        studio.wait_for_event(task, "recording_started")
        seen_ms = now_ms(studio, task) + 400
        studio.wait_recorded(task, seen_ms + 200)
        moved = [region(LEFT, StreamId="nobody", BackgroundImage=server.url("later"))]
        studio.act("UpdateLayout", task, MixMode=1, MixInputList=moved)
        until(lambda: server.asked["/later"], "asked for")
        later_ms = now_ms(studio, task) + 400
        studio.wait_recorded(task, later_ms + 100)
        (file,) = finished(studio, task)
        until(lambda: 5 in receiver.types(), "the last event")
        told = [body for body in receiver.accepted if body["event_type"] == 3]
        urls = {(4, server.url("missing")), (3, server.url("svg"))}

    assert {(body["detail"]["image_type"], body["detail"]["image_url"]) for body in told} == urls
    before, after = picture(file, seen_ms), picture(file, later_ms)
    assert shows(before, Rect(0, 0, 80, 180), BLUE)
    assert shows(before, Rect(80, 40, 240, 180), YELLOW)
    assert shows(before, Rect(240, 100, 300, 160), GREEN)
    # The clock: the canvas's picture is yellow, so nothing else there is bright in all three colours.
    assert (before[2:24, 180:].min(axis=2) > 200).sum() > 20
    assert not (before[2:24, :160].min(axis=2) > 200).any()
    assert shows(after, LEFT, TEAL)
    assert shows(after, Rect(240, 100, 300, 160), GREEN)


def test_fill_blank_keeps_a_departed_stream_and_its_view_until_it_returns(
    studio: StudioDriver, rooms: Callable[[], str]
) -> None:
    room = rooms()
    publish_colour(studio, room, "a", RED)
    publish_colour(studio, room, "b", GREEN)
    mix = {"MixOutputBackgroundColor": wire_colour(BLUE)}
    filled, plainly = (
        studio.start_record(start_request(room, studio.recordings, FillBlank=fill_blank, MixConfig=mix))
        for fill_blank in (True, False)
    )
    for task in (filled, plainly):
        studio.wait_for_event(task, "recording_started")
    studio.unpublish(room, "a")
    left_ms = {}
    for task in (filled, plainly):
        left_ms[task] = studio.wait_for_event(task, "stream_left")["recording_ms"] + 300
        studio.wait_recorded(task, left_ms[task] + 100)
    publish_colour(studio, room, "a", TEAL)
    back_ms = {}
    for task in (filled, plainly):
        back_ms[task] = studio.wait_for_event(task, "stream_entered")["recording_ms"] + 200
        studio.wait_recorded(task, back_ms[task] + 100)
    (kept,), (given_up,) = finished(studio, filled), finished(studio, plainly)

    gone, back = picture(kept, left_ms[filled]), picture(kept, back_ms[filled])
    assert shows(gone, LEFT, RED)
    assert shows(gone, RIGHT, GREEN)
    assert shows(back, LEFT, TEAL)
    assert shows(back, RIGHT, GREEN)
    gone, back = picture(given_up, left_ms[plainly]), picture(given_up, back_ms[plainly])
    assert shows(gone, Rect(0, 0, 320, 180), GREEN)
    assert shows(back, LEFT, GREEN)
    assert shows(back, RIGHT, TEAL)
    sound = sound_of(path_of(kept["FileUrl"]))
    assert sound is not None
    assert sound.loudness(0, kept["Duration"] / 1000) < 0.001  # nobody has sound: it is silence, and it is there


def test_options_of_single_streams_have_no_effect_on_a_mix(studio: StudioDriver, rooms: Callable[[], str]) -> None:
    room = rooms()
    publish_colour(studio, room, "a", RED)
    publish_colour(studio, room, "b", GREEN)
    task = studio.start_record(
        start_request(
            room,
            studio.recordings,
            RecordStreamList=[{"StreamId": "b"}],
            ResumeWithoutInterruption=True,
            RecordMuteAudio=2,
            RecordMuteAudioSplitThreshold=0,
        )
    )
    studio.wait_for_event(task, "recording_started")
    shown_ms = now_ms(studio, task) + 200
    studio.wait_recorded(task, shown_ms + 100)
    studio.unpublish(room, "a")
    studio.unpublish(room, "b")
    left_ms = studio.wait_for_event(task, "stream_left", 2)["recording_ms"]
    studio.wait_recorded(task, left_ms + 1000)  # nobody is there, and it is not cut out
    publish_colour(studio, room, "b", TEAL)
    back_ms = now_ms(studio, task) + 300
    studio.wait_recorded(task, back_ms + 100)
    (file,) = finished(studio, task)

    shown, back = picture(file, shown_ms), picture(file, back_ms)
    assert shows(shown, LEFT, RED)
    assert shows(shown, RIGHT, GREEN)
    assert shows(back, Rect(0, 0, 320, 180), TEAL)
    assert file["Duration"] >= back_ms
    sound = sound_of(path_of(file["FileUrl"]))
    assert sound is not None
    assert sound.samples.shape[1] / sound.rate * 1000 >= back_ms  # nobody has sound, and silence is not skipped


def test_two_files_keep_picture_and_sound_apart_with_the_levels_beside(
    studio: StudioDriver, rooms: Callable[[], str]
) -> None:
    room = rooms()
    studio.publish(room, "a", kind="test", tone_hz=500.0)
    studio.publish(room, "b", kind="test", tone_hz=800.0)
    mix = {
        "RecordSoundWave": True,
        "SoundWaveType": 1,
        "StreamConfigList": [{"StreamId": "b", "StreamType": 2}],
    }
    task = studio.start_record(start_request(room, studio.recordings, StreamType=4, MixConfig=mix))
    studio.wait_for_event(task, "recording_started")
    studio.wait_recorded(task, 1100)
    running = studio.status(task)["RecordFiles"]
    patch(studio, room, "a", muted=True)
    studio.wait_recorded(task, 2300)
    video, audio = finished(studio, task)

    assert [file["Status"] for file in running] == [1, 1]
    assert all(file["FileSize"] > 0 and file["Duration"] >= 1000 for file in running)
    assert [file["MediaTrackType"] for file in (video, audio)] == [2, 1]
    assert [file["OutputFileFormat"] for file in (video, audio)] == ["mp4", "aac"]
    assert ("_mix_V_" in video["FileId"], "_mix_A_" in audio["FileId"]) == (True, True)
    assert (video["ResolutionWidth"], audio["ResolutionWidth"]) == (320, 0)
    assert audio["Duration"] == pytest.approx(video["Duration"], abs=120)
    with av.open(str(path_of(video["FileUrl"]))) as container:
        assert [stream.type for stream in container.streams if stream.type != "data"] == ["video"]
    sound = sound_of(path_of(audio["FileUrl"]))
    assert sound is not None
    assert sound.tone_amplitude(500, 0.3, 1.0) > 0.015
    assert sound.tone_amplitude(800, 0.3, 1.0) < 0.003
    check_levels(path_of(video["FileUrl"]).with_suffix(".sw"))


def check_levels(path: Path) -> None:
    """Every second there is one record with the level of every user: of one who is muted it is 0."""
    records = [json.loads(line) for line in path.read_text().splitlines()]
    assert [record["time"] for record in records] == [1, 2]
    for record in records:
        validate("SoundWaveByUser", record)
        assert [entry["user_id"] for entry in record["sound_wave"]] == ["user-a", "user-b"]
    (first, second), (still, _) = ([entry["volume"] for entry in record["sound_wave"]] for record in records)
    # The test tone is soft and swells, so only that it is heard is certain; muted it is nothing at all.
    assert 0 < first <= 100
    assert 0 < second <= 100
    assert still == 0


def test_a_camera_that_is_off_is_filled_in_and_a_preset_fits_where_it_is_told_to(
    studio: StudioDriver, rooms: Callable[[], str]
) -> None:
    room = rooms()
    publish_colour(studio, room, "a", RED)
    fill = {"FrameFillMode": 2, "FrameFillColor": wire_colour(GREEN)}
    mix = {"MixMode": 2, "FillMode": 2, "MixOutputBackgroundColor": wire_colour(BLUE), "RecordSoundWave": True}
    task = studio.start_record(start_request(room, studio.recordings, FillFrame=fill, MixConfig=mix))
    studio.wait_for_event(task, "recording_started")
    shown_ms = now_ms(studio, task) + 200
    studio.wait_recorded(task, shown_ms + 100)
    patch(studio, room, "a", camera_off=True)
    off_ms = now_ms(studio, task) + 200
    studio.wait_recorded(task, max(off_ms + 100, 1000))
    (file,) = finished(studio, task)

    shown, off = picture(file, shown_ms), picture(file, off_ms)
    assert shows(shown, Rect(80, 0, 240, 180), RED)  # fitted, with bars at the sides
    assert shows(shown, Rect(0, 0, 80, 180), (0, 0, 0))
    assert shows(off, Rect(0, 0, 320, 180), GREEN)
    (record,) = [json.loads(line) for line in path_of(file["FileUrl"]).with_suffix(".sw").read_text().splitlines()][:1]
    validate("SoundWaveByStream", record)
    assert record == {"time": 1, "sound_wave": [{"stream_id": "a", "volume": 0}]}


def test_the_mix_waits_for_input_no_longer_than_told(studio: StudioDriver, rooms: Callable[[], str]) -> None:
    room = rooms()
    wait = {"ClearInputStreamTimeout": 700}
    both = [
        studio.start_record(start_request(room, studio.recordings, MixConfig={**wait, "IsAlwaysMix": always}))
        for always in (True, False)
    ]
    for task in both:
        started = studio.wait_for_event(task, "recording_started")["wall_ms"]
        assert started - studio.wait_for_event(task, "started")["wall_ms"] >= 600
    with_input = studio.start_record(
        start_request(room, studio.recordings, MixConfig={"ClearInputStreamTimeout": 60_000})
    )
    studio.publish(room, "a")
    studio.wait_for_event(with_input, "recording_started")
    studio.wait_recorded(with_input, 200)
    for task in (*both, with_input):
        (file,) = finished(studio, task)
        assert np.isfinite(file["Duration"])
