"""What a window watches: the live socket of a room and the preview of a task."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import av
import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.drivers.studio import StudioDriver, start_request
from tests.support.plain_pictures import BLUE, RED, colour_png, nearest_colour

LONGEST_S = 20.0


@contextmanager
def watching(studio: StudioDriver, room: str, query: str = "", token: str | None = None) -> Iterator[ClientConnection]:
    url = f"{studio.url.replace('http', 'ws')}/studio/rooms/{quote(room, safe='')}/live{query}"
    headers = {"Authorization": f"Bearer {studio.token if token is None else token}"}
    with connect(url, additional_headers=headers, open_timeout=LONGEST_S, proxy=None) as socket:
        yield socket


def message(socket: ClientConnection, is_meant: Callable[[dict], object]) -> dict:
    """Read on until a text message that is meant."""
    while True:
        received = socket.recv(timeout=LONGEST_S)
        if isinstance(received, str) and is_meant(json.loads(received)):
            return json.loads(received)


def picture(socket: ClientConnection, is_meant: Callable[[dict], object]) -> tuple[dict, av.VideoFrame]:
    """Read on until a picture that is meant; give its header and the decoded picture."""
    while True:
        received = socket.recv(timeout=LONGEST_S)
        while isinstance(received, bytes) and received:
            begin = 4 + int.from_bytes(received[:4], "big")
            header = json.loads(received[4:begin])
            end = begin + header["jpeg_bytes"]
            if is_meant(header):
                with av.open(io.BytesIO(received[begin:end]), format="mjpeg") as container:
                    return header, next(container.decode(video=0))
            received = received[end:]


def test_a_watcher_sees_the_room_its_levels_and_its_pictures(
    studio: StudioDriver, rooms: Callable[[], str], tmp_path: Path
) -> None:
    room = rooms()
    with watching(studio, room) as socket:
        assert message(socket, lambda m: m["type"] == "room")["streams"] == []
        studio.publish(room, "a")
        stream = message(socket, lambda m: m["type"] == "room" and m["streams"])["streams"][0]
        assert {"stream_id", "user_id", "condition", "muted", "width", "entered_at"} <= stream.keys()
        assert message(socket, lambda m: m["type"] == "levels" and m["levels"].get("a", 0) > 0)
        header, frame = picture(socket, lambda h: h["kind"] == "stream")
        assert (header["id"], header["width"], header["height"]) == ("a", frame.width, frame.height)
        assert frame.width <= 320
        assert frame.height <= 180
        newer, _ = picture(socket, lambda h: h["kind"] == "stream" and h["revision"] != header["revision"])
        assert newer["id"] == "a"

        studio.open_board(room, "b", colour_png(tmp_path / "1.png", RED), colour_png(tmp_path / "2.png", BLUE))
        first, shown = picture(socket, lambda h: h["kind"] == "board")
        assert nearest_colour(tuple(shown.to_ndarray(format="rgb24")[90, 160])) == RED
        studio.turn_page(room, "b", 2)
        second, shown = picture(socket, lambda h: h["kind"] == "board")
        assert nearest_colour(tuple(shown.to_ndarray(format="rgb24")[90, 160])) == BLUE
        assert second["revision"] > first["revision"]

        studio.unpublish(room, "a")
        message(socket, lambda m: m["type"] == "room" and not m["streams"])


def test_a_second_watcher_gets_what_is_there_already(
    studio: StudioDriver, rooms: Callable[[], str], tmp_path: Path
) -> None:
    room = rooms()
    studio.open_board(room, "b", colour_png(tmp_path / "1.png", RED))
    with watching(studio, room) as first:
        picture(first, lambda h: h["kind"] == "board")
        with watching(studio, room) as second:
            assert picture(second, lambda h: h["kind"] == "board")[0]["id"] == "b"


def test_pictures_can_be_left_out(studio: StudioDriver, rooms: Callable[[], str]) -> None:
    room = rooms()
    studio.publish(room, "a")
    with watching(studio, room, "?thumbnails=0") as socket:
        received = [socket.recv(timeout=LONGEST_S) for _ in range(20)]

    assert all(isinstance(each, str) for each in received)


def test_a_watcher_without_the_token_is_turned_away(studio: StudioDriver) -> None:
    with pytest.raises(InvalidStatus) as refusal, watching(studio, "r", token="wrong"):
        pass

    assert refusal.value.response.status_code == 401


def test_the_preview_shows_the_mix_until_the_task_ends(studio: StudioDriver, rooms: Callable[[], str]) -> None:
    room = rooms()
    studio.publish(room, "a")
    task = studio.start_record(start_request(room, studio.recordings))
    studio.wait_for_event(task, "recording_started")
    seen, is_stopped = b"", False
    with httpx.stream(
        "GET", f"{studio.url}/studio/tasks/{task}/preview", headers=studio.bearer, timeout=LONGEST_S, trust_env=False
    ) as answer:
        assert answer.headers["content-type"].startswith("multipart/x-mixed-replace")
        for chunk in answer.iter_bytes():
            seen += chunk
            if not is_stopped and seen.count(b"\xff\xd9") >= 3:
                is_stopped = True
                studio.act("StopRecord", task)

    assert seen.endswith(b"--\r\n")
    jpeg = seen[seen.index(b"\xff\xd8") : seen.index(b"\xff\xd9") + 2]
    with av.open(io.BytesIO(jpeg), format="mjpeg") as container:
        frame = next(container.decode(video=0))
    assert (frame.width, frame.height) == (320, 180)
    after = studio.own("GET", f"/studio/tasks/{task}/preview")
    assert after.status_code == 409
