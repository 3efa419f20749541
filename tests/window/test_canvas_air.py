"""Between draft and air: the difference on the canvas, live edits, back to previous; and presets tried and chosen."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QComboBox, QSlider

from chalkreel.base.phrase import phrase
from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.presets import preset_rects
from chalkreel.domain.view_difference import ViewChange
from chalkreel.ui.canvas.preset_bar import AS_PRESENT
from tests.drivers.canvas import CanvasDriver, custom, region

pytestmark = pytest.mark.qt_log_ignore("does not support")
HD = Size(1280, 720)
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
A = region(1, Rect(0, 0, 640, 360), "ann")
B = region(2, Rect(700, 300, 1000, 600), "ben")
MOVED = region(2, Rect(0, 400, 300, 700), "ben")
C = region(3, Rect(1000, 0, 1280, 200), "cleo")


@pytest.fixture
def canvas(qtbot):
    driver = CanvasDriver(qtbot, custom(A, B), custom(A, B))
    driver.let_in("Ann", "Ben", "Cleo")
    return driver


def changes(canvas):
    return {changed.change: (changed.old or changed.new).stream_id for changed in canvas.panel._overlay.changes}


def test_what_goes_comes_and_moves_is_marked_where_it_is(canvas):
    assert not canvas.panel._overlay.isVisible()
    before = canvas.picture()
    canvas.show_layout(draft=custom(MOVED, C))
    assert changes(canvas) == {ViewChange.REMOVED: "ann", ViewChange.MOVED: "ben", ViewChange.ADDED: "cleo"}
    marked = canvas.picture()
    canvas.press_button("Show on the canvas")
    bare = canvas.picture()
    assert before != marked != bare
    corner = canvas.screen(B.rect.left, B.rect.bottom) + QPoint(1, -30)
    assert marked.pixelColor(corner) != bare.pixelColor(corner), "where Ben is on air now"
    canvas.press_button("Show on the canvas")
    assert canvas.picture() == marked


def test_an_unfinished_drag_is_marked_too_and_a_look_on_air_is_not(canvas):
    canvas.show_layout(draft=custom(A, B, C))
    canvas.press(850, 450)
    canvas.drag_to(500, 500)
    assert changes(canvas)[ViewChange.MOVED] == "ben"
    canvas.key(Qt.Key.Key_Escape)
    canvas.release(500, 500)
    assert ViewChange.MOVED not in changes(canvas)
    canvas.look_on_air()
    assert changes(canvas) == {}


def test_marks_take_no_clicks(canvas):
    canvas.show_layout(draft=custom(MOVED, C))
    canvas.click(1100, 100)
    assert canvas.stage.selected == "r3"


def test_live_edits_are_shown_unmistakably_and_switched_off_in_one_press(canvas):
    asked = []
    canvas.panel.live_requested.connect(asked.append)
    quiet = canvas.picture()
    canvas.press_button("Apply as I edit")
    assert asked == [True]
    canvas.show_layout(applies_edits=True)
    assert "goes on air at once" in canvas.words()
    assert canvas.panel.apply_bar._live_badge.isVisible()
    edge = canvas.screen(0, 360) - QPoint(2, 0)
    red = canvas.picture().pixelColor(edge)
    assert red.red() > 2 * max(red.green(), red.blue())
    assert red != quiet.pixelColor(edge)
    canvas.shortcut(Qt.Key.Key_Return, CTRL | SHIFT)
    assert asked == [True, False]
    canvas.show_layout(applies_edits=False, refused=phrase("No."))
    assert canvas.words() == "Refused: No."


def test_back_to_previous_is_one_press_and_says_why_it_cannot_be(canvas):
    pressed = []
    canvas.panel.back_requested.connect(lambda: pressed.append(1))
    assert not canvas.button("Back to previous").isEnabled()
    assert "Nothing else" in canvas.button("Back to previous").toolTip()
    canvas.show_layout(has_previous=True)
    canvas.shortcut(Qt.Key.Key_Backspace, CTRL | SHIFT)
    canvas.press_button("Back to previous")
    assert len(pressed) == 2


def test_without_a_recording_there_is_nothing_of_that(qtbot):
    idle = CanvasDriver(qtbot, custom(A, B))
    assert not idle.panel.apply_bar._live.isVisible()
    assert not idle.panel.apply_bar._back.isVisible()


# -- presets ------------------------------------------------------------------------------------------------------


@pytest.fixture
def preset(qtbot):
    driver = CanvasDriver(qtbot, Layout(MixMode.VERTICAL))
    driver.let_in("Ann", "Ben", "Cleo")
    driver.chosen = []
    driver.panel.large_view_chosen.connect(driver.chosen.append)
    return driver


def slide(driver, views):
    slider = driver.panel.findChild(QSlider, "rehearse")
    driver.shortcut(Qt.Key.Key_H, CTRL)
    assert slider.hasFocus()
    driver.bot.keyClick(slider, Qt.Key.Key_Home)
    for _ in range(views):
        driver.bot.keyClick(slider, Qt.Key.Key_Right)


@pytest.mark.parametrize("mode", [mode for mode in MixMode if mode is not MixMode.CUSTOM])
@pytest.mark.parametrize("views", [1, 2, 6, 17, 25])
def test_a_rehearsal_shows_the_real_arrangement_for_so_many(preset, mode, views):
    preset.show_layout(draft=Layout(mode))
    slide(preset, views)
    assert sorted(map(str, (view.rect for view in preset.stage.views))) == sorted(
        map(str, preset_rects(mode, views, HD))
    )
    assert preset.panel._overlay.isVisible()
    assert preset.edits == []
    assert preset.view.draft == Layout(mode)


def test_a_board_on_air_is_one_of_the_views(preset):
    preset.put_board_on_air()
    slide(preset, 9)
    assert len(preset.stage.views) == 9
    assert len([view for view in preset.stage.views if view.stream_id]) == 8


def test_those_who_are_here_come_first_and_fewer_can_be_tried_too(preset):
    slide(preset, 2)
    assert [view.stream_id for view in preset.stage.views] == ["ann", "ben"]


def test_a_rehearsal_ends_with_escape_with_a_look_on_air_and_with_custom(preset):
    for end in (
        lambda: preset.bot.keyClick(preset.panel.findChild(QSlider, "rehearse"), Qt.Key.Key_Escape),
        lambda: preset.show_layout(draft=custom(A, B)),
        preset.look_on_air,
    ):
        preset.show_layout(draft=Layout(MixMode.VERTICAL), on_air=Layout(MixMode.VERTICAL))
        preset.look_at_draft()
        slide(preset, 12)
        assert len(preset.stage.views) == 12
        end()
        assert preset.panel.edit_bar.preset_bar.views == AS_PRESENT
        assert len(preset.stage.views) < 12


def test_a_click_on_a_view_gives_it_the_large_one(preset):
    small = next(view for view in preset.stage.views if view.stream_id == "cleo")
    x, y = (small.rect.left + small.rect.right) / 2, (small.rect.top + small.rect.bottom) / 2
    at = QPointF(preset.screen(x, y))
    none = Qt.MouseButton.NoButton
    hover = QMouseEvent(QMouseEvent.Type.MouseMove, at, preset.stage.mapToGlobal(at), none, none, CTRL & SHIFT)
    QApplication.sendEvent(preset.stage, hover)
    assert preset.panel._overlay.shown.offered == small.rect
    preset.click(x, y)
    assert preset.chosen == ["cleo"]
    preset.show_layout(draft=Layout(MixMode.VERTICAL, large_stream_id="cleo"))
    assert next(view for view in preset.stage.views if view.is_large).stream_id == "cleo"
    assert preset.panel._overlay.shown.offered is None
    preset.click(100, 100)
    assert preset.chosen == ["cleo"], "the large one is large already"


def test_the_large_view_can_be_chosen_by_keys_and_given_back(preset):
    preset.show_layout(draft=Layout(MixMode.HORIZONTAL, large_stream_id="gone"))
    box = preset.panel.findChild(QComboBox, "large_view")
    assert [box.itemText(row) for row in range(box.count())] == [
        "First to join",
        "Ann",
        "Ben",
        "Cleo",
        "gone (not here)",
    ]
    assert box.currentText() == "gone (not here)"
    box.setFocus()
    preset.bot.keyClick(box, Qt.Key.Key_Home)
    assert preset.chosen == [""]


def test_no_click_chooses_in_a_grid_in_a_rehearsal_on_air_or_under_a_board(preset):
    def click_last():
        rect = preset.stage.views[-1].rect
        preset.click((rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2)

    preset.show_layout(draft=Layout(MixMode.GRID))
    click_last()
    assert not preset.panel.findChild(QComboBox, "large_view").isVisible()
    preset.show_layout(draft=Layout(MixMode.VERTICAL), on_air=Layout(MixMode.VERTICAL))
    slide(preset, 5)
    click_last()
    preset.panel.edit_bar.preset_bar.end_rehearsal()
    preset.look_on_air()
    click_last()
    preset.look_at_draft()
    preset.put_board_on_air()
    click_last()
    assert preset.chosen == []
    assert "whiteboard" in preset.panel.findChild(QComboBox, "large_view").toolTip()


def test_while_a_change_is_sent_the_keyboard_waits_for_the_button_that_was_pressed(canvas):
    canvas.show_layout(has_previous=True)
    back = canvas.button("Back to previous")
    back.setFocus()
    canvas.show_layout(is_applying=True)
    assert back.window().focusWidget() is None
    canvas.show_layout(is_applying=False)
    assert back.window().focusWidget() is back
