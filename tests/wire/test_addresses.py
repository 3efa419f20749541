"""Participants from an address, published through Studio's own API and recorded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from chalkreel.domain.geometry import Rect
from tests.drivers.studio import StudioDriver, start_request, until
from tests.support.encoders import colour_and_tone, encoder, ffmpeg, file_server, free_port
from tests.support.mixed_takes import LEFT, RIGHT, finished, now_ms, picture, publish_colour
from tests.support.recordings import RED, shows

WHOLE = Rect(0, 0, 320, 180)


def condition(studio: StudioDriver, room: str) -> str:
    (stream,) = studio.own("GET", f"/studio/rooms/{quote(room, safe='')}").json()["streams"]
    return str(stream["condition"])


def published(studio: StudioDriver, room: str) -> list[str]:
    """Give whom a task that is given nobody by name would record."""
    task = studio.start_record(start_request(room, studio.recordings, RecordMode=1))
    try:
        if condition(studio, room) == "playing":
            studio.wait_for_event(task, "recording_started")
    finally:
        studio.act("StopRecord", task)
    return [event["stream_id"] for event in studio.events(task) if event["kind"] == "recording_started"]


def test_a_stream_on_a_server_is_published_and_recorded(
    studio: StudioDriver, rooms: Callable[[], str], tmp_path: Path
) -> None:
    room = rooms()
    ffmpeg(*colour_and_tone("teal", 500, 20), "-movflags", "+faststart", str(tmp_path / "ann.mp4"))
    with file_server(tmp_path) as address:
        published = studio.publish(room, "ann", kind="url", url=f"{address}/ann.mp4", latency_ms=200)
        assert (published["width"], published["height"]) == (320, 180)
        task = studio.start_record(start_request(room, studio.recordings))
        studio.wait_recorded(task, 700)
        stats = studio.stats(task)
        studio.act("StopRecord", task)
        assert studio.wait_finished(task)["RecordFiles"][0]["Status"] == 3
        studio.unpublish(room, "ann")
    assert stats["encoder_effort"]
    assert stats["encoder_step"] >= 0
    assert stats["late_most_ms"] >= stats["late_p99_ms"]


def test_an_encoder_pushes_into_a_room(studio: StudioDriver, rooms: Callable[[], str]) -> None:
    room, port = rooms(), free_port()
    url = f"rtmp://127.0.0.1:{port}/live/ann"
    studio.publish(room, "ann", kind="url", url=url, listen=True)
    assert condition(studio, room) == "starting"
    assert published(studio, room) == []  # nobody is there yet
    with encoder(*colour_and_tone("teal", 500, 60), "-f", "flv", url):
        until(lambda: condition(studio, room) == "playing", "the encoder is there")
        assert published(studio, room) == ["ann"]
    until(lambda: condition(studio, room) == "starting", "the encoder is gone, and waited for again")
    studio.unpublish(room, "ann")


@pytest.mark.parametrize("fill_blank", [False, True])
def test_an_encoder_has_a_view_in_the_mix_while_it_sends(
    studio: StudioDriver, rooms: Callable[[], str], *, fill_blank: bool
) -> None:
    room, port = rooms(), free_port()
    url = f"rtmp://127.0.0.1:{port}/live/ann"
    studio.publish(room, "ann", kind="url", url=url, listen=True, latency_ms=200)
    publish_colour(studio, room, "ben", RED)
    task = studio.start_record(start_request(room, studio.recordings, FillBlank=fill_blank))
    studio.wait_for_event(task, "recording_started")
    seen_ms = [now_ms(studio, task) + 200]
    studio.wait_recorded(task, seen_ms[-1] + 100)
    with encoder(*colour_and_tone("0x3040C8", 500, 60), "-f", "flv", url):
        seen_ms.append(studio.wait_for_event(task, "stream_entered")["recording_ms"] + 600)
        studio.wait_recorded(task, seen_ms[-1] + 200)
    seen_ms.append(studio.wait_for_event(task, "stream_left")["recording_ms"] + 300)
    studio.wait_recorded(task, seen_ms[-1] + 100)
    (file,) = finished(studio, task)
    studio.unpublish(room, "ann")

    awaited, there, gone = (picture(file, at_ms) for at_ms in seen_ms)
    assert shows(awaited, WHOLE, RED)
    assert shows(there, LEFT, RED)
    assert shows(there, RIGHT, (0x30, 0x40, 0xC8), tolerance=12)
    if fill_blank:
        assert shows(gone, RIGHT, (0x30, 0x40, 0xC8), tolerance=12)
    else:
        assert shows(gone, WHOLE, RED)


def test_an_address_that_cannot_be_played_is_refused_with_the_reason(
    studio: StudioDriver, rooms: Callable[[], str]
) -> None:
    source = {"kind": "url", "url": "ftp://127.0.0.1/ann.mp4"}
    answer = studio.own("PUT", studio.stream_path(rooms(), "ann"), json={"source": source})
    assert answer.status_code == 422
    assert "ftp" in answer.text
