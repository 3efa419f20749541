"""Zooming and panning the canvas, and the lines that can lie over it."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

from chalkreel.domain.geometry import Rect
from chalkreel.ui.canvas import stage_actions
from chalkreel.ui.canvas.stage_actions import Command
from tests.drivers.canvas import CanvasDriver, custom, plain_picture, region

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
A = region(1, Rect(200, 200, 440, 380), "ann")
WHOLE = Rect(0, 0, 1280, 720)


@pytest.fixture
def canvas(qtbot):
    driver = CanvasDriver(qtbot, custom(A))
    driver.let_in("Ann")
    return driver


def place(canvas, x, y):
    return QPointF(canvas.screen(x, y))


def test_ctrl_and_wheel_zoom_at_the_pointer(canvas):
    before, scale = place(canvas, 320, 290), canvas.stage.look.scale
    canvas.wheel(320, 290, 2, CTRL)
    assert canvas.stage.look.scale == pytest.approx(scale * 1.25**2)
    assert canvas.stage.zoom_percent == round(scale * 1.25**2 * canvas.stage.look.device_ratio * 100)
    assert (place(canvas, 320, 290) - before).manhattanLength() <= 3
    canvas.wheel(320, 290, -2, CTRL)
    assert canvas.stage.look.scale == pytest.approx(scale)


def test_plus_minus_and_zero(canvas):
    fitted, scale = canvas.stage.zoom_percent, canvas.stage.look.scale
    canvas.key(Qt.Key.Key_Plus, CTRL)
    canvas.key(Qt.Key.Key_Plus, CTRL | SHIFT)
    canvas.key(Qt.Key.Key_Equal, CTRL)
    assert canvas.stage.look.scale == pytest.approx(scale * 1.25**3)
    canvas.key(Qt.Key.Key_Minus, CTRL)
    assert canvas.stage.look.scale == pytest.approx(scale * 1.25**2)
    assert canvas.stage.zoom_percent == round(scale * 1.25**2 * canvas.stage.look.device_ratio * 100)
    assert not canvas.stage.is_fitted
    canvas.key(Qt.Key.Key_0, CTRL)
    assert (canvas.stage.zoom_percent, canvas.stage.is_fitted) == (fitted, True)
    canvas.key(Qt.Key.Key_9, CTRL)
    assert canvas.stage.zoom_percent == 100


def test_the_zoom_is_said_and_chosen_at_a_button(canvas):
    button = canvas.panel.view_button
    assert button.text() == f"{canvas.stage.zoom_percent} %"
    canvas.key(Qt.Key.Key_9, CTRL)
    assert (button.text(), button.accessibleName()) == ("100 %", "View: 100 %")
    button.click()
    menu = next(menu for menu in button.findChildren(QMenu) if menu.isVisible())
    fit = next(entry for entry in menu.actions() if entry.text().startswith("Fit\t"))
    assert not fit.isChecked()
    canvas.bot.mouseClick(
        menu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, menu.actionGeometry(fit).center()
    )
    assert canvas.stage.is_fitted
    assert fit.isChecked()


def test_zoom_has_its_limits_and_the_canvas_stays_in_sight(canvas):
    canvas.wheel(320, 290, 60, CTRL)
    assert canvas.stage.zoom_percent == 1600
    for _ in range(30):
        canvas.wheel(320, 290, 40)
    assert canvas.stage.to_screen(WHOLE).intersects(canvas.stage.rect().toRectF())
    canvas.wheel(320, 290, -200, CTRL)
    assert canvas.stage.zoom_percent == 5


def test_the_middle_button_pans(canvas):
    before = canvas.stage.to_screen(WHOLE).topLeft()
    canvas.press(640, 360, button=MIDDLE)
    start = canvas.screen(640, 360)
    canvas.bot.mouseMove(canvas.stage, start + QPoint(30, 20))
    canvas.bot.mouseRelease(canvas.stage, MIDDLE, Qt.KeyboardModifier.NoModifier, start + QPoint(30, 20))
    assert canvas.stage.to_screen(WHOLE).topLeft() - before == QPointF(30, 20)
    assert canvas.edits == []


def test_space_pans_with_the_left_button_and_selects_nothing(canvas):
    canvas.stage.setFocus()
    before = canvas.stage.to_screen(WHOLE).topLeft()
    canvas.bot.keyPress(canvas.stage, Qt.Key.Key_Space)
    assert canvas.stage.cursor().shape() is Qt.CursorShape.OpenHandCursor
    canvas.press(300, 300)
    start = canvas.screen(300, 300)
    canvas.drag_by(start, QPoint(-25, 10))
    canvas.bot.keyRelease(canvas.stage, Qt.Key.Key_Space)
    canvas.bot.mouseRelease(canvas.stage, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    assert canvas.stage.to_screen(WHOLE).topLeft() - before == QPointF(-25, 10)
    assert canvas.stage.selection == ()
    assert canvas.stage.cursor().shape() is not Qt.CursorShape.OpenHandCursor


@pytest.mark.parametrize("way", [QPoint(13, 7), QPoint(-9, 21), QPoint(0, -40)])
def test_what_was_panned_looks_as_if_it_were_painted_anew(canvas, way):
    canvas.panel.show_picture("ann", plain_picture("#00ff00"))
    canvas.wheel(320, 290, 3, CTRL)
    canvas.picture()
    start = canvas.screen(320, 290)
    canvas.bot.mousePress(canvas.stage, MIDDLE, Qt.KeyboardModifier.NoModifier, start)
    for step in (1, 2, 3):
        canvas.drag_by(start, way * step)
        canvas.picture()
    canvas.bot.mouseRelease(canvas.stage, MIDDLE, Qt.KeyboardModifier.NoModifier, start)
    panned = canvas.picture()
    canvas.key(Qt.Key.Key_T)
    canvas.key(Qt.Key.Key_T)
    assert canvas.picture() == panned


def test_a_plain_wheel_moves_only_a_canvas_that_was_zoomed(canvas):
    before = canvas.stage.to_screen(WHOLE).topLeft()
    canvas.wheel(300, 300, 1)
    assert canvas.stage.to_screen(WHOLE).topLeft() == before
    canvas.key(Qt.Key.Key_9, CTRL)
    before = canvas.stage.to_screen(WHOLE).topLeft()
    canvas.wheel(300, 300, 1)
    moved = canvas.stage.to_screen(WHOLE).topLeft() - before
    assert (moved.x(), moved.y()) == (0, 60)
    canvas.wheel(300, 300, 1, SHIFT)
    assert canvas.stage.to_screen(WHOLE).topLeft() - before == QPointF(60, 60)


def test_a_zoomed_canvas_keeps_its_zoom_when_the_window_changes(canvas):
    canvas.key(Qt.Key.Key_9, CTRL)
    canvas.panel.resize(1000, 760)
    assert canvas.stage.zoom_percent == 100
    canvas.key(Qt.Key.Key_0, CTRL)
    fitted = canvas.stage.zoom_percent
    canvas.panel.resize(1200, 900)
    assert canvas.stage.zoom_percent > fitted


@pytest.mark.parametrize("notches", [0, 8, -6])
def test_handles_are_grabbed_6_px_beside_their_point_at_any_zoom(canvas, notches):
    canvas.click(320, 290)
    canvas.wheel(440, 380, notches, CTRL)
    corner = canvas.screen(440, 380)
    beside = corner + QPoint(6, 6)
    canvas.bot.mousePress(canvas.stage, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, beside)
    canvas.drag_by(beside, QPoint(40, 30), CTRL)
    canvas.bot.mouseRelease(canvas.stage, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, beside)
    now = canvas.region("r1").rect
    assert (now.left, now.top) == (200, 200)
    assert now.width > A.rect.width


def test_the_picture_is_where_it_is_clicked_at_any_zoom(canvas):
    canvas.panel.show_picture("ann", plain_picture("#00ff00"))
    for notches in (3, 3, -12):
        canvas.wheel(320, 290, notches, CTRL)
        assert canvas.color_at(320, 250) == QColor("#00ff00")
        canvas.key(Qt.Key.Key_Escape)
        canvas.click(320, 250)
        assert canvas.stage.selected == "r1"


def test_also_on_air_and_with_a_preset_one_can_look_closer(canvas):
    canvas.show_layout(on_air=custom(A))
    canvas.look_on_air()
    fitted = canvas.stage.zoom_percent
    canvas.key(Qt.Key.Key_Plus, CTRL)
    assert canvas.stage.zoom_percent > fitted


@pytest.mark.parametrize(
    ("key", "command"),
    [(Qt.Key.Key_T, Command.THIRDS), (Qt.Key.Key_S, Command.SAFE_AREAS), (Qt.Key.Key_G, Command.GRID)],
)
def test_overlays_are_switched_by_key_and_seen(canvas, key, command):
    plain = canvas.picture()
    canvas.key(key)
    shown = canvas.picture()
    assert shown != plain
    canvas.panel.view_button.click()
    checked = [entry.data() for entry in canvas.panel.view_button.findChild(QMenu).actions() if entry.isChecked()]
    assert command in checked
    canvas.panel.view_button.findChild(QMenu).close()
    canvas.key(key)
    assert canvas.picture() == plain


def test_every_command_is_reached_by_its_keys():
    for command, spec in stage_actions.SPECS.items():
        pressed = QKeySequence(spec.shortcut)[0]
        event = QKeyEvent(QEvent.Type.KeyPress, pressed.key(), pressed.keyboardModifiers())
        assert stage_actions.command_of(event) is command


def test_the_lines_over_the_canvas_can_be_kept_between_two_starts(canvas, qtbot):
    canvas.key(Qt.Key.Key_T)
    canvas.key(Qt.Key.Key_G)
    kept = canvas.panel.overlay_names()
    later = CanvasDriver(qtbot, custom(A))
    later.panel.restore_overlays([*kept, "unknown", 7])
    assert later.panel.overlay_names() == kept
    assert later.stage.overlays == canvas.stage.overlays
    for damaged in (None, "has_thirds", {"has_thirds": 1}):
        later.panel.restore_overlays(damaged)
        assert later.panel.overlay_names() == ()


def test_the_zoom_is_read_in_a_narrow_panel(canvas):
    canvas.click(320, 290)
    canvas.panel.resize(canvas.panel.minimumSizeHint())
    button = canvas.panel.view_button
    assert button.width() >= button.sizeHint().width()
