"""Studio's own calls about rooms, with what is wrong about them said in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import av
import httpx
import pytest

from tests.drivers.studio import StudioDriver
from tests.support.plain_pictures import BLUE, RED, colour_png


def test_only_the_bearer_of_the_token_is_served(studio: StudioDriver) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {studio.token}"}):
        answer = httpx.get(f"{studio.url}/studio/rooms", headers=headers, trust_env=False)
        assert answer.status_code == 401
        assert answer.json()["reason"]


def test_a_foreign_host_name_is_refused_even_with_the_token(studio: StudioDriver) -> None:
    answer = httpx.get(f"{studio.url}/studio/rooms", headers={**studio.bearer, "Host": "evil.example"}, trust_env=False)

    assert answer.status_code == 403


def test_credentials_are_handed_to_the_bearer(studio: StudioDriver) -> None:
    assert studio.own("GET", "/studio/credentials").json()["app_id"] == studio.app_id


def test_a_room_shows_its_streams_and_boards(studio: StudioDriver, rooms: Callable[[], str], tmp_path: Path) -> None:
    room = rooms()
    studio.publish(room, "a")
    studio.open_board(room, "b/1", colour_png(tmp_path / "1.png", RED), colour_png(tmp_path / "2.png", BLUE), name="B")
    studio.turn_page(room, "b/1", 2)

    shown = next(each for each in studio.own("GET", "/studio/rooms").json()["rooms"] if each["room_id"] == room)

    assert [stream["stream_id"] for stream in shown["streams"]] == ["a"]
    board = shown["boards"][0]
    assert (board["whiteboard_id"], board["name"], board["page"], board["page_count"]) == ("b/1", "B", 2, 2)
    assert studio.own("DELETE", studio.board_path(room, "b/1")).status_code == 204
    assert studio.own("DELETE", studio.board_path(room, "b/1")).status_code == 404
    studio.unpublish(room, "a")
    assert studio.own("DELETE", studio.stream_path(room, "a")).status_code == 404


def test_a_stream_id_is_published_once(studio: StudioDriver, rooms: Callable[[], str]) -> None:
    room = rooms()
    studio.publish(room, "a")

    again = studio.own("PUT", studio.stream_path(room, "a"), json={"source": {"kind": "test"}})

    assert again.status_code == 409
    assert "already published" in again.json()["reason"]


def test_a_publisher_can_mute_and_switch_the_camera_off(studio: StudioDriver, rooms: Callable[[], str]) -> None:
    room = rooms()
    studio.publish(room, "a")

    changed = studio.own("PATCH", studio.stream_path(room, "a"), json={"muted": True, "camera_off": True}).json()

    assert (changed["muted"], changed["camera_off"]) == (True, True)
    assert studio.own("PATCH", studio.stream_path(room, "nobody"), json={"muted": True}).status_code == 404


def film(path: Path) -> Path:
    """Write a second of picture as mp4."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=15)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for _ in range(15):
            container.mux(stream.encode(av.VideoFrame(64, 48, "yuv420p")))
        container.mux(stream.encode(None))
    return path


def test_a_film_cut_off_by_a_crash_is_refused_and_the_whole_one_taken(
    studio: StudioDriver, rooms: Callable[[], str], tmp_path: Path
) -> None:
    room, whole = rooms(), film(tmp_path / "whole.mp4")
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])

    answer = studio.own("PUT", studio.stream_path(room, "a"), json={"source": {"kind": "file", "path": str(cut)}})

    assert answer.status_code == 422
    assert studio.publish(room, "a", kind="file", path=str(whole))["width"] == 64


def truncated(path: Path) -> Path:
    """Cut a picture in the middle."""
    path.write_bytes(path.read_bytes()[:60])
    return path


@pytest.mark.parametrize(
    ("name", "content"), [("empty.mp4", b""), ("text.mp4", b"this is no film"), ("cut.mp4", b"\0\0\0\x20ftypisom" * 4)]
)
def test_a_file_that_is_no_media_is_refused_with_a_reason(
    studio: StudioDriver, rooms: Callable[[], str], tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)

    answer = studio.own(
        "PUT", studio.stream_path(rooms(), "a"), json={"source": {"kind": "file", "path": str(tmp_path / name)}}
    )

    assert answer.status_code == 422
    assert answer.json()["reason"]


@pytest.mark.parametrize(
    "body",
    [
        {"source": {"kind": "file", "path": "/nowhere/at/all.mp4"}},
        {"source": {"kind": "hologram"}},
        {"source": {"kind": "test", "no_such_option": 1}},
        {"source": "test"},
        {},
        {"source": {"kind": "test"}, "user_id": 5},
        {"source": {"kind": "test"}, "what": "else"},
    ],
)
def test_a_stream_nothing_can_be_made_of_is_refused_with_a_reason(
    studio: StudioDriver, rooms: Callable[[], str], body: dict
) -> None:
    answer = studio.own("PUT", studio.stream_path(rooms(), "a"), json=body)

    assert answer.status_code == 422
    assert answer.json()["reason"]


@pytest.mark.parametrize("stream", ["with space", "ä", "x" * 257])
def test_a_stream_id_keeps_to_its_alphabet(studio: StudioDriver, stream: str) -> None:
    answer = studio.own("PUT", studio.stream_path("r", stream), json={"source": {"kind": "test"}})

    assert answer.status_code == 422


def test_a_picture_that_is_none_opens_no_board(studio: StudioDriver, rooms: Callable[[], str], tmp_path: Path) -> None:
    good = colour_png(tmp_path / "good.png", RED)
    empty, text = tmp_path / "empty.png", tmp_path / "text.png"
    empty.write_bytes(b"")
    text.write_text("no picture")
    cut = truncated(colour_png(tmp_path / "cut.png", BLUE))
    room = rooms()

    for pictures in ([empty], [text], [cut], [good, text], [tmp_path / "missing.png"], []):
        body = {"paths": [str(picture) for picture in pictures]}
        answer = studio.own("PUT", studio.board_path(room, "b"), json=body)
        assert answer.status_code == 422, pictures
        assert answer.json()["reason"]
    assert studio.own("GET", f"/studio/rooms/{room.replace('/', '%2F')}").status_code == 404


def test_pictures_come_as_multipart_too_and_replace_an_open_board(
    studio: StudioDriver, rooms: Callable[[], str], tmp_path: Path
) -> None:
    room = rooms()
    first = studio.open_board(room, "b", colour_png(tmp_path / "1.png", RED))
    two = [("pages", (f"{number}.png", (tmp_path / "1.png").read_bytes(), "image/png")) for number in (1, 2)]

    answer = studio.own("PUT", studio.board_path(room, "b"), files=two, data={"name": "Uploaded"})

    assert answer.status_code == 200
    opened = answer.json()
    assert (opened["name"], opened["page_count"], opened["width"]) == ("Uploaded", 2, 320)
    assert opened["revision"] > first["revision"]


@pytest.mark.parametrize("page", [0, 3, -1, "2", None])
def test_a_page_that_is_not_there_is_refused(
    studio: StudioDriver, rooms: Callable[[], str], tmp_path: Path, page: object
) -> None:
    room = rooms()
    studio.open_board(room, "b", colour_png(tmp_path / "1.png", RED), colour_png(tmp_path / "2.png", BLUE))

    assert studio.own("PATCH", studio.board_path(room, "b"), json={"page": page}).status_code == 422


def test_an_endless_body_is_cut_off(studio: StudioDriver) -> None:
    answer = studio.own("PUT", studio.stream_path("r", "a"), content=b"x" * 2_000_000)

    assert answer.status_code == 413


@pytest.mark.parametrize("path", ["/studio/nothing", "/elsewhere", "/studio/tasks/none/events"])
def test_what_is_not_there_is_not_found(studio: StudioDriver, path: str) -> None:
    answer = studio.own("GET", path)

    assert answer.status_code == 404
    assert answer.json()["reason"]
