"""Only what changed is painted: after any gesture the screen shows the same as if everything were painted anew."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from chalkreel.domain.geometry import Rect
from chalkreel.ui.canvas.guides import Overlays
from tests.drivers.canvas import CanvasDriver, custom, plain_picture, region

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

CTRL = Qt.KeyboardModifier.ControlModifier
MIDDLE = Qt.MouseButton.MiddleButton
REGIONS = (
    region(1, Rect(0, 0, 640, 360), "ann"),
    region(2, Rect(640, 0, 1280, 360), "ben"),
    region(3, Rect(201, 301, 777, 625), "cat"),
    region(4, Rect(600, 200, 900, 500)),
)
STREAMS = ("ann", "ben", "cat")


@pytest.fixture
def canvas(qtbot):
    driver = CanvasDriver(qtbot, custom(*REGIONS))
    driver.let_in("Ann", "Ben", "Cat")
    picture_everybody(driver, 0)
    return driver


def picture_everybody(canvas, number):
    """Let a picture with edges arrive from everybody."""
    for place, stream_id in enumerate(STREAMS):
        image = plain_picture(("#a02020", "#20a020", "#2020a0")[(place + number) % 3])
        for x in range(0, image.width(), 7):
            image.setPixelColor(x, (x * 3 + number) % image.height(), "white")
        canvas.stage.show_stream_picture(stream_id, image)


def on_screen(canvas):
    """What the window holds, painted event by event."""
    QApplication.processEvents()
    QApplication.sendEvent(canvas.stage.window(), QEvent(QEvent.Type.UpdateRequest))
    shot = canvas.stage.screen().grabWindow(canvas.panel.window().winId())
    corner = canvas.stage.mapTo(canvas.stage.window(), canvas.stage.rect().topLeft())
    return pixels(shot.toImage().copy(corner.x(), corner.y(), canvas.stage.width(), canvas.stage.height()))


def painted_anew(canvas):
    QApplication.sendEvent(canvas.stage, QEvent(QEvent.Type.StyleChange))
    return pixels(canvas.stage.grab().toImage())


def pixels(image):
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return flat[:, : image.width(), :3].astype(np.int16)


def assert_the_same(canvas):
    shown = on_screen(canvas)
    anew = painted_anew(canvas)
    assert shown.shape == anew.shape
    assert shown.std() > 10, "there is a picture to compare"
    wrong = np.abs(shown - anew).max(axis=2) > 3
    assert not wrong.any(), f"{wrong.sum()} px differ, first at {np.argwhere(wrong)[0]}"


def drag(canvas):
    canvas.press(320, 180)
    for step in range(12):
        canvas.drag_to(320 + 31 * step, 180 + 17 * step)
        picture_everybody(canvas, step)
        yield
    canvas.release(320 + 31 * 11, 180 + 17 * 11)
    yield


def resize(canvas):
    canvas.click(300, 560)
    canvas.press(777, 625)
    for step in range(12):
        canvas.drag_to(777 + (29 * step if step < 7 else -23 * step), 625 - 13 * step)
        yield
    canvas.release(500, 500)
    yield


def zoom_and_pan(canvas):
    for notches in (1, 1, 1, -1):
        canvas.wheel(320, 290, notches, CTRL)
        yield
    canvas.press(320, 290, button=MIDDLE)
    for step in range(8):
        canvas.point_at(320 + 11 * step, 290 - 7 * step)
        picture_everybody(canvas, step)
        yield
    canvas.release(330, 280, MIDDLE)
    yield


def arrange_and_undo(canvas):
    canvas.stage.show_overlays(Overlays(has_thirds=True, has_safe_areas=True, has_grid=True))
    canvas.click(900, 100)
    canvas.stage.show_levels({"ann": 0.5, "ben": 0.9, "cat": 0.2})
    yield
    for key, keys in ((Qt.Key.Key_Up, CTRL), (Qt.Key.Key_D, CTRL), (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier)):
        canvas.key(key, keys)
        yield
    canvas.stage.show_levels({"ann": 0.1})
    yield
    canvas.key(Qt.Key.Key_Delete)
    yield


def hide_and_uncover(canvas):
    """Lay one picture wholly over another, and take it away again in every way there is."""
    canvas.press(960, 180)
    canvas.drag_to(330, 190, CTRL)
    yield
    canvas.release(330, 190)
    yield
    picture_everybody(canvas, 1)
    yield
    canvas.stage.show_stream_picture("ben", QImage())
    yield
    picture_everybody(canvas, 2)
    yield
    see_through = QImage(320, 180, QImage.Format.Format_ARGB32)
    see_through.fill(QColor(200, 0, 0, 90))
    canvas.stage.show_stream_picture("ben", see_through)
    yield
    canvas.key(Qt.Key.Key_Delete)
    yield


@pytest.mark.parametrize(
    "gesture", [drag, resize, zoom_and_pan, arrange_and_undo, hide_and_uncover], ids=lambda one: one.__name__
)
def test_nothing_is_left_behind(canvas, gesture):
    assert_the_same(canvas)
    count = 0
    for _ in gesture(canvas):
        shown = on_screen(canvas)
        assert shown.std() > 10
        count += 1
    assert count > 4
    assert_the_same(canvas)


@pytest.mark.parametrize(("gesture", "each"), [(drag, 4), (hide_and_uncover, 1)])
def test_nothing_is_left_behind_on_the_way(canvas, gesture, each):
    for place, _ in enumerate(gesture(canvas)):
        if place % each == each - 1:
            assert_the_same(canvas)
