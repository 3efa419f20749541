"""The canvas paints what is recorded where no live picture is; each option is seen in the picture it draws."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from chalkreel.controllers.picture_view import PictureView, background_key, watermark_key
from chalkreel.controllers.view_state import RoomView, StreamCondition, StreamView
from chalkreel.domain.clock_face import ClockFace
from chalkreel.domain.enums import FillMode, FrameFillMode, PerStreamType, ViewType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Region
from chalkreel.domain.picture_options import PictureOptions
from chalkreel.domain.take_settings import StreamChoice
from chalkreel.ui.theme import current_tokens
from tests.drivers.canvas import CanvasDriver, custom, plain_picture, region

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

IMAGE = "http://x.example/a.png"
LEFT, RIGHT = Rect(0, 100, 640, 620), Rect(640, 100, 1280, 620)
HALVES = custom(replace(region(1, LEFT, "ann"), background_image=IMAGE), region(2, RIGHT, "ben"))
RED, GREEN, BLUE, TEAL, YELLOW = "#c81e1e", "#1eaa3c", "#283cc8", "#149696", "#dcc828"
NONE = FrameFillMode.NONE


@pytest.fixture
def canvas(qtbot):
    driver = CanvasDriver(qtbot, HALVES)
    driver.let_in("Ann", "Ben")
    driver.panel.show_picture("ann", plain_picture(RED))
    driver.panel.show_picture("ben", plain_picture(GREEN))
    return driver


def tell(canvas: CanvasDriver, *departed: StreamView, order: tuple[str, ...] = ("ann", "ben"), **options) -> None:
    canvas.panel.show_picture_view(PictureView(PictureOptions(**options), order, departed))


def seen(canvas: CanvasDriver) -> tuple[str, str, str]:
    """Give the colours of the ground, the left and the right half, as recorded."""
    image = canvas.stage.recorded_image()
    return tuple(image.pixelColor(x, y).name() for x, y in ((640, 50), (320, 300), (960, 300)))


def switch_camera_off(canvas: CanvasDriver) -> None:
    canvas.let_in("Ann", "Ben", condition=StreamCondition.CAMERA_OFF, is_camera_off=True)


def test_the_canvas_has_its_colour_and_above_it_its_picture(canvas):
    tell(canvas, background_rgb=(0x28, 0x3C, 0xC8), background_image=IMAGE)
    assert seen(canvas) == (BLUE, RED, GREEN)
    canvas.panel.show_backdrop(background_key(IMAGE), plain_picture(TEAL, 30, 30))
    assert seen(canvas) == (TEAL, RED, GREEN)
    assert canvas.color_at(640, 50).name() == TEAL
    canvas.panel.show_backdrop(background_key(IMAGE), QImage())
    assert seen(canvas) == (BLUE, RED, GREEN)


def test_the_boards_colour_fills_what_the_board_leaves_free(canvas):
    board = Region("b", LEFT, view_type=ViewType.WHITEBOARD, fill_mode=FillMode.FIT)
    canvas.show_layout(draft=custom(board))
    canvas.put_board_on_air(size=Size(640, 100))
    tell(canvas, board_rgb=(0xDC, 0xC8, 0x28))
    assert seen(canvas)[1] == YELLOW
    canvas.panel.show_board_picture("board", plain_picture(TEAL, 640, 100))
    image = canvas.stage.recorded_image()
    assert [image.pixelColor(320, y).name() for y in (300, 320, 360, 420)] == [YELLOW, TEAL, TEAL, YELLOW]


@pytest.mark.parametrize(
    ("mode", "left", "right"),
    [(FrameFillMode.LAST_FRAME, RED, GREEN), (FrameFillMode.COLOR, TEAL, TEAL), (NONE, BLUE, "#000000")],
)
def test_with_the_camera_off_what_fill_frame_asks_for_is_shown(canvas, mode, left, right):
    canvas.panel.show_backdrop(background_key(IMAGE), plain_picture(BLUE))
    tell(canvas, frame_fill=mode, frame_fill_rgb=(0x14, 0x96, 0x96))
    switch_camera_off(canvas)
    assert seen(canvas) == ("#000000", left, right)


def test_who_left_and_is_held_is_shown_last_picture_named_as_gone(canvas):
    ann = StreamView("ann", "Ann", StreamCondition.ABSENT, size=Size(640, 360))
    tell(canvas, ann, fill_blank=True)
    canvas.let_in("Ben")
    assert seen(canvas) == ("#000000", RED, GREEN)
    canvas.click(320, 300)
    assert "Ann has left" in canvas.stage.accessibleDescription()
    tell(canvas, order=("ben",))
    assert seen(canvas) == ("#000000", "#000000", GREEN)
    canvas.let_in("Ben", "Ann")
    assert seen(canvas)[1] == "#000000", "no picture has come since"


def test_an_empty_view_shows_its_own_picture_then_the_default_one(canvas):
    canvas.let_in()
    tell(canvas, order=(), default_image="http://x.example/d.png", fill_blank=True, frame_fill=NONE)
    assert seen(canvas) == ("#000000", "#000000", "#000000")
    canvas.panel.show_backdrop(background_key("http://x.example/d.png"), plain_picture(TEAL))
    assert seen(canvas) == ("#000000", TEAL, TEAL)
    canvas.panel.show_backdrop(background_key(IMAGE), plain_picture(BLUE))
    assert seen(canvas) == ("#000000", BLUE, TEAL)


def test_of_whom_only_sound_is_recorded_no_picture_is_shown(canvas):
    tell(canvas, stream_choices=(StreamChoice("ann", PerStreamType.AUDIO),))
    assert seen(canvas) == ("#000000", "#000000", GREEN)


def test_a_watermark_lies_over_everything_with_its_transparency_and_not_outside_the_canvas(canvas):
    mark = QImage(20, 20, QImage.Format.Format_ARGB32)
    mark.fill(Qt.GlobalColor.transparent)
    for x in range(10):
        for y in range(20):
            mark.setPixelColor(x, y, QColor(BLUE))
    place = Rect(1180, 200, 1380, 400)
    tell(canvas, watermark_image=IMAGE, watermark_place=place)
    canvas.panel.show_backdrop(watermark_key(IMAGE), mark)
    image = canvas.stage.recorded_image()
    assert [image.pixelColor(x, 300).name() for x in (1170, 1200, 1260)] == [GREEN, BLUE, BLUE]
    assert canvas.color_at(1200, 300).name() == BLUE
    tell(canvas, watermark_image=IMAGE, watermark_place=Rect(1100, 200, 1200, 400))
    image = canvas.stage.recorded_image()
    assert [image.pixelColor(x, 300).name() for x in (1120, 1170, 1220)] == [BLUE, GREEN, GREEN]


def test_the_clock_says_the_time_in_the_top_right_corner_and_goes_with_its_setting(canvas):
    tell(canvas, clock_font_px=40)
    now = ClockFace.fitted(Size(1280, 720), 40).text_at(datetime.now().timestamp())
    assert canvas.panel.clock_text[:13] == now[:13]
    image = canvas.stage.recorded_image()
    bright = [x for x in range(1280) for y in range(10, 60) if image.pixelColor(x, y).lightness() > 200]
    assert len(bright) > 500
    assert min(bright) > 640
    tell(canvas)
    assert canvas.panel.clock_text == ""
    assert canvas.stage.recorded_image().pixelColor(max(bright), 30).name() == "#000000"


def test_levels_are_seen_on_the_regions_by_the_host_alone(canvas):
    def hear(level: float) -> QColor:
        people = tuple(StreamView(name, name, StreamCondition.LIVE, level, Size(640, 360)) for name in ("ann", "ben"))
        canvas.panel.show_room(RoomView("room", "Studio", True, people))
        return canvas.color_at(60, LEFT.bottom - 1.5 * canvas.px)

    assert hear(0.0).name() == RED
    assert hear(0.3) == QColor(current_tokens().colors.safe)
    assert canvas.color_at(60, LEFT.bottom - 8 * canvas.px).name() == RED
    assert canvas.stage.recorded_image().pixelColor(60, LEFT.bottom - 2).name() == RED
    over = Region("r3", Rect(0, 500, 300, 700), 9, stream_id="zed")
    canvas.panel.show_board_picture("board", plain_picture(TEAL))
    canvas.show_layout(draft=custom(*HALVES.regions, replace(over, stream_id="", view_type=ViewType.WHITEBOARD)))
    canvas.put_board_on_air()
    assert canvas.color_at(60, LEFT.bottom - 1.5 * canvas.px) != QColor(current_tokens().colors.safe)
