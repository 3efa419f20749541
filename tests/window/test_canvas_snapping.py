"""Snapping and its guides while the pointer drags."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from chalkreel.domain.geometry import Rect
from chalkreel.domain.handles import Handle
from chalkreel.ui.theme import current_tokens
from tests.drivers.canvas import CanvasDriver, custom, region

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton
A = region(1, Rect(100, 100, 300, 300))
B = region(2, Rect(700, 400, 900, 650))


@pytest.fixture
def canvas(qtbot):
    return CanvasDriver(qtbot, custom(A, B))


def guide_is_seen(canvas, within=None):
    """Whether the colour of guides is on the stage, or in a part of the canvas."""
    color = QColor(current_tokens().colors.guide)
    seen = canvas.picture()
    if within is not None:
        area = canvas.stage.to_screen(within).toRect()
        seen = seen.copy(area)
    return any(seen.pixelColor(x, y) == color for x in range(seen.width()) for y in range(seen.height()))


def dragged(canvas, name, dx_screen_px, dy_screen_px, keys=NONE, notches=0):
    """Drag a region by px of the screen and give where it is then."""
    middle = canvas.region(name).rect
    at = ((middle.left + middle.right) / 2, (middle.top + middle.bottom) / 2)
    canvas.wheel(*at, notches, CTRL)
    start = canvas.screen(*at)
    canvas.bot.mousePress(canvas.stage, LEFT, NONE, start)
    canvas.drag_by(start, QPoint(dx_screen_px, dy_screen_px), keys)
    canvas.bot.mouseRelease(canvas.stage, LEFT, NONE, start + QPoint(dx_screen_px, dy_screen_px))
    return canvas.region(name).rect


@pytest.mark.parametrize("notches", [0, 4, -3])
@pytest.mark.parametrize(("off_px", "snaps"), [(7, True), (14, False)])
def test_edges_draw_from_10_px_of_the_screen_at_any_zoom(canvas, notches, off_px, snaps):
    """A is dragged until its left side is so many px of the screen right of the canvas's edge."""
    canvas.show_layout(draft=custom(A))
    canvas.wheel(200, 200, notches, CTRL)
    way = round(100 / canvas.px) - off_px
    assert (dragged(canvas, "r1", -way, 0).left == 0) == snaps


def test_with_ctrl_nothing_draws(canvas):
    way = round(100 / canvas.px) - 6
    assert dragged(canvas, "r1", -way, 0, CTRL).left != 0


def test_a_key_pressed_on_the_way_works_at_once(canvas):
    way = round(100 / canvas.px) - 6
    start = canvas.screen(200, 200)
    canvas.stage.setFocus()
    canvas.bot.mousePress(canvas.stage, LEFT, NONE, start)
    canvas.drag_by(start, QPoint(-way, 0))
    left = [canvas.stage.views[0].rect.left]
    canvas.bot.keyPress(canvas.stage, Qt.Key.Key_Control)
    left.append(canvas.stage.views[0].rect.left)
    canvas.bot.keyRelease(canvas.stage, Qt.Key.Key_Control, CTRL)
    left.append(canvas.stage.views[0].rect.left)
    canvas.bot.mouseRelease(canvas.stage, LEFT, NONE, start)
    assert left[0] == left[2] == 0
    assert left[1] != 0


def test_the_same_pointer_gives_the_same_place(canvas):
    """However the pointer came there: nothing jitters and nothing sticks."""
    start = canvas.screen(200, 200)
    canvas.bot.mousePress(canvas.stage, LEFT, NONE, start)
    first = {}
    for x in [*range(-60, 200, 3), *range(199, -61, -4), *range(-60, 200, 1)]:
        canvas.drag_by(start, QPoint(x, 40))
        assert first.setdefault(x, canvas.stage.views[0].rect) == canvas.stage.views[0].rect
    canvas.bot.mouseRelease(canvas.stage, LEFT, NONE, start)


def test_sides_snap_to_others_while_resizing_and_a_guide_is_drawn(canvas):
    canvas.click(200, 200)
    x, y = 300, 200
    canvas.press(x, y)
    assert not guide_is_seen(canvas)
    canvas.drag_to(700 - 4 * canvas.px, y)
    assert canvas.stage.views[0].rect.right == 700
    assert guide_is_seen(canvas, Rect(690, 300, 710, 400))
    canvas.release(700 - 4 * canvas.px, y)
    assert canvas.region("r1").rect == Rect(100, 100, 700, 300)
    assert not guide_is_seen(canvas)


def test_a_corner_that_snaps_keeps_its_shape(canvas):
    canvas.click(200, 200)
    canvas.drag_handle("r1", Handle.BOTTOM_RIGHT, 400 - 4 * canvas.px, 400 - 4 * canvas.px)
    now = canvas.region("r1").rect
    assert now.width == now.height
    assert now.right == 700 or now.bottom in (650, 720, 400)


def test_copies_and_several_regions_snap_too(canvas):
    way = round(100 / canvas.px) - 6
    start = canvas.screen(200, 200)
    canvas.bot.mousePress(canvas.stage, LEFT, ALT, start)
    canvas.drag_by(start, QPoint(-way, 60))
    canvas.bot.mouseRelease(canvas.stage, LEFT, NONE, start)
    assert canvas.region(canvas.stage.selected).rect.left == 0
    canvas.show_layout(draft=custom(A, B))
    canvas.key(Qt.Key.Key_A, CTRL)
    assert dragged(canvas, "r1", -way, 0).left == 0
    assert canvas.region("r2").rect == B.rect.moved(-100, 0)


def test_the_grid_draws_only_while_it_is_shown(canvas):
    canvas.show_layout(draft=custom(region(1, Rect(103, 107, 303, 307))))
    start = canvas.region("r1").rect
    canvas.key(Qt.Key.Key_G)
    moved = dragged(canvas, "r1", 60, 60)
    assert (moved.left % 40, moved.top % 40) == (0, 0)
    assert moved != start


def test_alt_over_the_canvas_shows_distances_and_moves_nothing(canvas):
    canvas.show_layout(draft=custom(A, region(2, Rect(500, 100, 700, 300))))
    canvas.click(200, 200)
    assert not guide_is_seen(canvas)
    canvas.point_at(210, 210, ALT)
    assert guide_is_seen(canvas, Rect(301, 150, 499, 250))
    assert guide_is_seen(canvas, Rect(1, 150, 99, 250))
    canvas.point_at(210, 210)
    assert not guide_is_seen(canvas)
    assert canvas.edits == []


def test_shift_frees_a_corner(canvas):
    canvas.click(200, 200)
    canvas.drag_handle("r1", Handle.BOTTOM_RIGHT, 150, 40, CTRL | SHIFT)
    now = canvas.region("r1").rect
    assert now.width - now.height > 80


# -- equal gaps and equal sizes -------------------------------------------------------------------------------

ROW = custom(
    region(1, Rect(100, 100, 230, 300)), region(2, Rect(300, 117, 430, 333)), region(3, Rect(560, 141, 741, 277))
)


@pytest.mark.parametrize("off", [-9, 9])
@pytest.mark.parametrize(("keys", "draws"), [(NONE, True), (CTRL, False)])
def test_a_region_is_drawn_to_the_gap_of_others(canvas, off, keys, draws):
    canvas.show_layout(draft=ROW)
    canvas.drag((650, 210), (590 + off, 211), keys)
    assert (canvas.region("r3").rect.left == 430 + 70) is draws


@pytest.mark.parametrize(("keys", "draws"), [(NONE, True), (CTRL, False)])
@pytest.mark.parametrize(("handle", "dx", "wanted"), [(Handle.LEFT, -53, "gap"), (Handle.RIGHT, -45, "width")])
def test_a_side_is_drawn_to_equal_gaps_and_equal_sizes(canvas, handle, dx, wanted, keys, draws):
    canvas.show_layout(draft=ROW)
    canvas.click(650, 210)
    canvas.drag_handle("r3", handle, dx, 0, keys)
    now = canvas.region("r3").rect
    assert (now.left - 430 == 70 if wanted == "gap" else now.width == 130) is draws
