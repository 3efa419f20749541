"""Pictures as other programs write them, as pages of a whiteboard in a take of a real Studio."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from chalkreel.domain.geometry import Rect, Size
from tests.drivers.studio import StudioDriver, start_request
from tests.support.mixed_takes import finished, picture, region
from tests.support.odd_pictures import animated_png, bmp, claimed_png, cmyk_jpeg, interlaced_png, with_orientation
from tests.support.recordings import RED, TEAL, gif_bytes, picture_bytes, plain, shows

WHOLE, UPPER, LOWER = Rect(0, 0, 320, 180), Rect(120, 10, 200, 80), Rect(120, 100, 200, 170)
SIZE = Size(320, 180)
BOARD = {"HorizontalRatio": 16, "VerticalRatio": 9, "WhiteboardId": "odd"}


def turned_photo() -> bytes:
    """A photo taken with the phone held upright: what lies left in the file is above."""
    pixels = plain(SIZE, TEAL)
    pixels[:, :160] = RED
    return with_orientation(picture_bytes(pixels, "mjpeg", "yuvj420p"), 6, ">")


def pages() -> dict[str, bytes]:
    still = plain(SIZE, TEAL)
    rows = bytes([0] * 8) * 4 + bytes([1] * 8) * 4  # from the bottom
    return {
        "turned.jpg": turned_photo(),
        "deep.png": picture_bytes(still, "png", "rgb48be"),
        "interlaced.png": interlaced_png(still),
        "palette.bmp": bmp(Size(8, 8), 0, [RED, TEAL], rows),
        "animated.png": animated_png(picture_bytes(still), SIZE),
        "run lengths.bmp": bmp(Size(8, 4), 1, [TEAL, RED], bytes((8, 0, 0, 0)) * 4 + b"\0\1"),
        "print.jpg": cmyk_jpeg(0, 255, 255, 0),
    }


def refused() -> dict[str, tuple[bytes, str]]:
    return {
        "cut.png": (picture_bytes(plain(SIZE, TEAL))[:-40], "damaged"),
        "cut.jpg": (picture_bytes(plain(SIZE, TEAL), "mjpeg", "yuvj420p")[:-200], "damaged"),
        "huge.png": (claimed_png(60_000, 60_000), "million pixels"),
        "moving.gif": (gif_bytes(SIZE, RED), "JPG, PNG or BMP"),
        "drawing.svg": (b"<svg/>", "SVG"),
        "nothing.png": (b"", "empty"),
    }


def test_every_page_is_recorded_as_it_looks_and_bad_ones_cost_the_take_nothing(
    studio: StudioDriver, rooms: Callable[[], str], tmp_path: Path
) -> None:
    room, paths = rooms(), []
    for name, content in pages().items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(content)
    studio.open_board(room, "odd", *paths)
    mix = {"MixMode": 1, "MixInputList": [region(WHOLE, ViewType=2)], "IsAlwaysMix": True}
    task = studio.start_record(
        start_request(room, studio.recordings, MixConfig=mix, HasWhiteboard=True, Whiteboard=[BOARD])
    )
    shown_ms = [studio.wait_for_event(task, "recording_started")["recording_ms"] + 250]
    for number in range(2, len(paths) + 1):
        studio.wait_recorded(task, shown_ms[-1] + 50)
        studio.turn_page(room, "odd", number)
        shown_ms.append(studio.wait_for_event(task, "page", number - 1)["recording_ms"] + 250)
    for name, (content, words) in refused().items():
        answer = studio.own("PUT", studio.board_path(room, "bad"), files=[("pages", (name, content))])
        assert (answer.status_code, words in answer.json()["reason"]) == (422, True), (name, answer.text)
    studio.wait_recorded(task, shown_ms[-1] + 100)
    (file,) = finished(studio, task)

    seen = dict(zip(pages(), (picture(file, at_ms) for at_ms in shown_ms), strict=True))
    assert shows(seen["turned.jpg"], UPPER, RED, tolerance=12)
    assert shows(seen["turned.jpg"], LOWER, TEAL, tolerance=12)
    for name in ("deep.png", "interlaced.png", "animated.png"):
        assert shows(seen[name], WHOLE, TEAL), name
    assert shows(seen["palette.bmp"], UPPER, TEAL)
    assert shows(seen["palette.bmp"], LOWER, RED)
    assert shows(seen["run lengths.bmp"], Rect(10, 10, 310, 170), TEAL)
    assert np.abs(seen["print.jpg"][90, 160].astype(int) - (255, 0, 0)).max() < 16
