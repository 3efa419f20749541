"""Fingers arrange the canvas as the pointer does, with a wider reach for the handles."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice
from PySide6.QtTest import QTest

from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect
from chalkreel.domain.layout import Layout, Region
from chalkreel.ui.canvas.hand import FINGER_REACH_PX, GRIP_REACH_PX
from tests.drivers.canvas import CanvasDriver

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", "does not support raise")


@pytest.fixture(scope="module")
def screen_of_touch(qapp):
    return QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)


class Finger:
    """One finger on the stage of a canvas."""

    def __init__(self, canvas: CanvasDriver, device: QPointingDevice) -> None:
        self._canvas, self._device = canvas, device

    def tap(self, at: QPoint) -> None:
        self._events().press(0, at, self._canvas.stage).commit()
        self._events().release(0, at, self._canvas.stage).commit()

    def drag(self, begin: QPoint, end: QPoint) -> None:
        stage = self._canvas.stage
        self._events().press(0, begin, stage).commit()
        for step in range(1, 5):
            self._events().move(0, begin + (end - begin) * step / 4, stage).commit()
        self._events().release(0, end, stage).commit()

    def _events(self):
        return QTest.touchEvent(self._canvas.stage, self._device, False)


@pytest.fixture
def canvas(qtbot):
    camera = Region("camera", Rect(200, 160, 600, 460), stream_id="ann")
    driver = CanvasDriver(qtbot, Layout(MixMode.CUSTOM, (camera,)))
    driver.let_in("Ann")
    return driver


@pytest.fixture
def finger(canvas, screen_of_touch):
    return Finger(canvas, screen_of_touch)


def test_a_tap_selects_and_a_tap_beside_lets_go(canvas, finger):
    finger.tap(canvas.screen(400, 300))
    assert canvas.stage.selected == "camera"
    assert canvas.edits == []
    finger.tap(canvas.screen(1100, 650))
    assert canvas.stage.selected == ""


def test_a_finger_drags_a_region(canvas, finger):
    finger.drag(canvas.screen(400, 300), canvas.screen(560, 410))
    assert len(canvas.edits) == 1
    moved = canvas.edits[-1].region("camera").rect
    assert (moved.width, moved.height) == (400, 300)
    assert moved.left > 300
    assert moved.top > 220


def test_a_finger_reaches_a_handle_where_the_pointer_does_not(canvas, finger):
    canvas.stage.select("camera")
    beside = (GRIP_REACH_PX + FINGER_REACH_PX) // 2
    corner = canvas.screen(600, 460) + QPoint(beside, beside)
    canvas.bot.mouseClick(canvas.stage, Qt.MouseButton.LeftButton, pos=corner)
    assert canvas.stage.selected == ""
    canvas.stage.select("camera")
    finger.drag(corner, canvas.screen(900, 620))
    resized = canvas.edits[-1].region("camera").rect
    assert (resized.left, resized.top) == (200, 160)
    assert resized.width > 500
