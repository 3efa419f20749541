"""The canvas panel, through pointer and keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from chalkreel.base.phrase import phrase
from chalkreel.controllers.view_state import StreamCondition
from chalkreel.domain.arrange import arrange
from chalkreel.domain.enums import FillMode, MixMode
from chalkreel.domain.fitting import fit
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.handles import Handle, handle_point
from chalkreel.domain.layout import Layout
from chalkreel.ui.canvas import actions
from tests.drivers.canvas import CanvasDriver, custom, plain_picture, region

# The offscreen platform says so whenever a window's least size changes.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

TAB_FOCUS = Qt.FocusPolicy.TabFocus
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
A = region(1, Rect(0, 0, 640, 360), "ann")
B = region(2, Rect(600, 300, 1000, 600), "ben")
TWO = custom(A, B)


@pytest.fixture
def canvas(qtbot):
    driver = CanvasDriver(qtbot, TWO)
    driver.let_in("Ann", "Ben", "Cleo")
    return driver


# -- pointer --------------------------------------------------------------------------------------------------


def test_a_drag_moves_a_region_and_is_one_edit(canvas):
    canvas.drag((700, 450), (800, 500), CTRL)
    assert len(canvas.edits) == 1
    moved = canvas.region("r2").rect
    assert moved.size == B.rect.size
    assert moved.left == pytest.approx(B.rect.left + 100, abs=2 * canvas.px)
    assert moved.top == pytest.approx(B.rect.top + 50, abs=2 * canvas.px)
    assert canvas.region("r1") == A


def test_a_region_cannot_be_dragged_off_the_canvas(canvas):
    canvas.drag((700, 450), (3000, 3000))
    assert canvas.region("r2").rect == Rect(880, 420, 1280, 720)


def test_a_click_selects_the_top_most_region_and_edits_nothing(canvas):
    canvas.click(620, 330)
    assert canvas.stage.selected == "r2"
    canvas.click(100, 100)
    assert canvas.stage.selected == "r1"
    canvas.click(100, 700)
    assert canvas.stage.selected == ""
    assert canvas.edits == []


def test_escape_during_a_drag_gives_back_the_exact_place(canvas):
    canvas.press(700, 450)
    canvas.drag_to(900, 500)
    assert canvas.stage.is_dragging
    assert next(view for view in canvas.stage.views if view.region_id == "r2").rect != B.rect
    canvas.key(Qt.Key.Key_Escape)
    canvas.drag_to(950, 500)
    canvas.release(950, 500)
    assert canvas.edits == []
    assert next(view for view in canvas.stage.views if view.region_id == "r2").rect == B.rect


@pytest.mark.parametrize("handle", list(Handle))
def test_escape_while_resizing_gives_back_the_exact_size(canvas, handle):
    canvas.click(800, 450)
    x, y = handle_point(B.rect, handle)
    across, down = handle.value
    canvas.press(x, y)
    canvas.drag_to(x + 60 * across, y + 60 * down)
    assert next(view for view in canvas.stage.views if view.region_id == "r2").rect != B.rect
    canvas.key(Qt.Key.Key_Escape)
    canvas.drag_to(x + 90 * across, y + 90 * down)
    canvas.release(x + 90 * across, y + 90 * down)
    assert canvas.edits == []
    assert next(view for view in canvas.stage.views if view.region_id == "r2").rect == B.rect


@pytest.mark.parametrize("handle", list(Handle))
def test_each_handle_resizes_and_the_other_side_stays(canvas, handle):
    canvas.click(800, 450)
    across, down = handle.value
    canvas.drag_handle("r2", handle, 80 * across, 60 * down, SHIFT | CTRL)
    assert len(canvas.edits) == 1
    now, slack = canvas.region("r2").rect, 2 * canvas.px
    assert now.width == pytest.approx(B.rect.width + 80 * abs(across), abs=slack)
    assert now.height == pytest.approx(B.rect.height + 60 * abs(down), abs=slack)
    assert (now.left == B.rect.left) == (across >= 0)
    assert (now.top == B.rect.top) == (down >= 0)


def test_a_corner_keeps_the_shape(canvas):
    canvas.click(800, 450)
    canvas.drag_handle("r2", Handle.BOTTOM_RIGHT, 100, 0)
    now = canvas.region("r2").rect
    assert now.width > B.rect.width
    assert now.width / now.height == pytest.approx(4 / 3, rel=0.01)


def test_handles_can_be_grabbed_6_px_beside_their_point(canvas):
    canvas.click(800, 450)
    x, y = B.rect.right + 6 * canvas.px, B.rect.bottom + 6 * canvas.px
    canvas.drag((x, y), (x + 100, y + 75))
    assert canvas.region("r2").rect.width > B.rect.width


def test_a_layout_from_elsewhere_ends_a_drag(canvas):
    canvas.press(700, 450)
    canvas.drag_to(900, 500)
    canvas.show_layout(draft=custom(A))
    canvas.release(900, 500)
    assert canvas.edits == []
    assert [view.region_id for view in canvas.stage.views] == ["r1"]


def test_a_drag_whose_end_nobody_told_is_given_up_and_the_next_one_begins(canvas):
    canvas.press(700, 450)
    canvas.drag_to(900, 500)
    canvas.point_at(1000, 600)  # let go of while a dialog was in front
    assert not canvas.stage.is_dragging
    assert next(view for view in canvas.stage.views if view.region_id == "r2").rect == B.rect
    canvas.drag((700, 450), (800, 450))
    assert len(canvas.edits) == 1


def test_a_drag_ends_when_the_draft_is_no_longer_in_view(canvas):
    canvas.show_layout(on_air=canvas.view.draft)
    canvas.press(700, 450)
    canvas.drag_to(900, 500)
    canvas.panel.head.tabs.chosen.emit(True)
    canvas.release(900, 500)
    assert canvas.edits == []


def test_presets_cannot_be_dragged(canvas):
    canvas.show_layout(draft=Layout(MixMode.GRID))
    canvas.drag((100, 100), (400, 400))
    assert canvas.edits == []
    assert canvas.stage.selected == ""


# -- keys -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "keys", "by"),
    [
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, (-1, 0)),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, (0, 1)),
        (Qt.Key.Key_Right, SHIFT, (10, 0)),
        (Qt.Key.Key_Up, SHIFT, (0, -10)),
    ],
)
def test_arrows_move_by_1_px_and_with_shift_by_10(canvas, key, keys, by):
    canvas.click(800, 450)
    canvas.key(key, keys)
    assert canvas.edits == [custom(A, replace(B, rect=B.rect.moved(*by)))]


def test_tab_walks_through_the_regions_and_then_leaves(canvas):
    canvas.stage.setFocus()
    seen = []
    for _ in range(3):
        canvas.bot.keyClick(canvas.stage, Qt.Key.Key_Tab)
        seen.append(canvas.stage.selected if canvas.stage.hasFocus() else "left")
    assert seen == ["r1", "r2", "left"]


def test_delete_takes_the_selected_region_out(canvas):
    canvas.click(800, 450)
    canvas.key(Qt.Key.Key_Delete)
    assert canvas.edits == [custom(A)]
    assert canvas.stage.selected == ""


def test_ctrl_up_and_down_change_what_is_in_front(canvas):
    canvas.click(100, 100)
    canvas.key(Qt.Key.Key_Up, CTRL)
    assert [view.region_id for view in canvas.stage.views] == ["r2", "r1"]
    canvas.key(Qt.Key.Key_Down, CTRL)
    assert [view.region_id for view in canvas.stage.views] == ["r1", "r2"]


def test_keys_with_nothing_selected_do_nothing(canvas):
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Delete, Qt.Key.Key_F):
        canvas.key(key)
    assert canvas.edits == []


def test_the_selection_is_told_to_screen_readers(canvas):
    canvas.click(800, 450)
    assert canvas.stage.accessibleDescription() == "Ben is selected: 400 by 300 px at 600, 300"


# -- buttons --------------------------------------------------------------------------------------------------


def test_crop_and_fit(canvas):
    canvas.click(800, 450)
    canvas.press_button("Fit")
    assert canvas.region("r2").fill_mode is FillMode.FIT
    canvas.key(Qt.Key.Key_F)
    assert canvas.region("r2").fill_mode is FillMode.CROP


def test_order_and_delete_by_button(canvas):
    canvas.click(100, 100)
    canvas.press_button("Bring forward")
    assert canvas.stage.views[-1].region_id == "r1"
    canvas.press_button("Send backward")
    assert canvas.stage.views[-1].region_id == "r2"
    canvas.press_button("Delete region")
    assert canvas.view.draft == custom(replace(B, layer=1))


def test_a_new_region_is_selected_and_in_front(canvas):
    canvas.add("Cleo")
    added = canvas.view.draft.regions[-1]
    assert added.stream_id == "cleo"
    assert canvas.stage.selected == added.region_id
    assert canvas.stage.views[-1].stream_id == "cleo"


def test_the_whiteboard_can_be_added(canvas):
    canvas.put_board_on_air()
    canvas.add("Whiteboard")
    assert canvas.view.draft.regions[-1].shows_whiteboard


def test_a_region_can_show_someone_else(canvas):
    canvas.click(800, 450)
    canvas.show_in_region("Next to join")
    assert canvas.region("r2").stream_id == ""
    canvas.show_in_region("Whiteboard")
    assert canvas.region("r2").shows_whiteboard


def test_a_full_layout_takes_no_more_regions(canvas):
    full = custom(*(region(i, Rect.of(i * 40, 0, 40, 40)) for i in range(25)))
    canvas.show_layout(draft=full)
    assert not canvas.button("Add").isEnabled()
    assert canvas.button("Add").toolTip() == "A layout has at most 25 regions"


# -- modes, draft and on air ----------------------------------------------------------------------------------


def test_the_five_layouts_are_chosen_by_click_and_key(canvas):
    canvas.choose_mode(MixMode.GRID)
    assert canvas.pressed_mode() is MixMode.GRID
    canvas.shortcut(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    canvas.bot.waitUntil(lambda: canvas.presets == [MixMode.GRID, MixMode.VERTICAL])
    assert canvas.pressed_mode() is MixMode.VERTICAL


def test_a_press_on_a_mode_is_only_a_wish(canvas):
    canvas.panel.preset_chosen.disconnect(canvas._on_preset_chosen)
    canvas.choose_mode(MixMode.GRID)
    assert canvas.pressed_mode() is MixMode.CUSTOM


def test_tab_stops_once_at_the_layouts_and_arrows_go_on_from_the_one_in_use(canvas):
    canvas.choose_mode(MixMode.HORIZONTAL)
    modes = canvas.panel.head.modes
    stops = [mode for mode in actions.MODES if modes.button(mode).focusPolicy() & TAB_FOCUS == TAB_FOCUS]
    assert stops == [MixMode.HORIZONTAL]
    canvas.bot.keyClick(modes.button(MixMode.HORIZONTAL), Qt.Key.Key_Right)
    assert canvas.pressed_mode() is MixMode.VERTICAL


def test_a_preset_becomes_regions_at_the_same_places(canvas):
    canvas.show_layout(draft=Layout(MixMode.VERTICAL))
    before = [view.rect for view in canvas.stage.views]
    canvas.press_button("Make it mine")
    assert canvas.view.draft.mode is MixMode.CUSTOM
    assert [view.rect for view in canvas.stage.views] == before


def test_the_difference_is_said_before_apply_and_gone_after(canvas):
    canvas.show_layout(on_air=TWO)
    assert canvas.words() == "The draft is what is on air."
    assert not canvas.button("Apply").isEnabled()
    canvas.click(800, 450)
    canvas.key(Qt.Key.Key_Left)
    assert canvas.words() == "Apply moves Ben"
    canvas.shortcut(Qt.Key.Key_Return, CTRL)
    canvas.bot.waitUntil(lambda: canvas.applied == 1)
    assert canvas.words() == "The draft is what is on air."


def test_changes_can_be_dropped(canvas):
    canvas.show_layout(on_air=TWO)
    canvas.click(800, 450)
    canvas.key(Qt.Key.Key_Delete)
    canvas.press_button("Discard")
    assert canvas.reverted == 1
    assert canvas.view.draft == TWO


def test_without_a_recording_there_is_nothing_on_air(canvas):
    assert not canvas.can_look_on_air()
    assert not canvas.button("Apply").isEnabled()
    assert canvas.words() == "The recording starts with this layout."


def test_on_air_is_seen_but_not_edited(canvas):
    canvas.show_layout(on_air=custom(A))
    canvas.look_on_air()
    assert [view.region_id for view in canvas.stage.views] == ["r1"]
    canvas.drag((100, 100), (300, 300))
    assert canvas.edits == []
    canvas.look_at_draft()
    assert [view.region_id for view in canvas.stage.views] == ["r1", "r2"]


def test_when_the_recording_ends_the_draft_is_back(canvas):
    canvas.show_layout(on_air=custom(A))
    canvas.look_on_air()
    canvas.show_layout(on_air=None)
    assert len(canvas.stage.views) == 2


def test_sending_and_refusal_are_said(canvas):
    canvas.show_layout(on_air=custom(A), is_applying=True)
    assert canvas.words() == "Sending the change…"
    assert not canvas.button("Apply").isEnabled()
    canvas.show_layout(is_applying=False, refused=phrase("the task is over"))
    assert canvas.words() == "Refused: the task is over"
    assert canvas.button("Apply").isEnabled()


def test_problems_are_listed_in_words(canvas):
    canvas.show_layout(draft=custom(A))
    assert canvas.panel.apply_bar.problem_words == "2 people are not in the picture: Ben, Cleo."
    canvas.show_layout(draft=custom(A, replace(B, rect=Rect(600, 300, 1300, 600))))
    assert canvas.panel.apply_bar.problem_words == "Ben reaches outside the canvas."
    canvas.press_button("Show all")
    assert "Cleo is not in the picture." in canvas.panel.apply_bar.listed_words


# -- the picture ----------------------------------------------------------------------------------------------


def test_the_canvas_keeps_its_shape_at_any_window_size(canvas):
    for width, height in ((700, 900), (1400, 620)):
        canvas.panel.resize(width, height)
        whole = canvas.stage.to_screen(Rect(0, 0, 1280, 720))
        assert whole.width() / whole.height() == pytest.approx(16 / 9, rel=0.01)
        assert canvas.stage.rect().contains(whole.toAlignedRect())


def test_live_pictures_are_in_their_regions(canvas):
    canvas.panel.show_picture("ann", plain_picture("#00ff00"))
    canvas.panel.show_picture("ben", plain_picture("#ff0000"))
    assert canvas.color_at(320, 100) == QColor("#00ff00")
    assert canvas.color_at(800, 400) == QColor("#ff0000")
    assert canvas.color_at(630, 330) == QColor("#ff0000")
    assert canvas.color_at(1200, 100) == QColor("#000000")


@pytest.mark.parametrize("fill_mode", list(FillMode))
def test_crop_and_fit_on_screen_are_those_of_the_recording(qtbot, fill_mode):
    place = Rect(200, 100, 1000, 340)
    driver = CanvasDriver(qtbot, custom(region(1, place, "ann", fill_mode)))
    driver.let_in("Ann", size=Size(640, 480))
    picture = plain_picture("#ffffff", 320, 240)
    for y in range(80):
        for x in range(320):
            picture.setPixelColor(x, y, QColor("#ff0000"))
    driver.panel.show_picture("ann", picture)
    fitting = fit(Size(640, 480), place, fill_mode)
    cut = fitting.target.top + (160 - fitting.source.top) * fitting.target.height / fitting.source.height
    slack = 2 * driver.px + 2
    if cut - slack > fitting.target.top:
        assert driver.color_at(600, cut - slack) == QColor("#ff0000")
    assert driver.color_at(600, cut + slack) == QColor("#ffffff")
    inside, outside = fitting.target.left + slack, fitting.target.left - slack
    assert driver.color_at(inside, fitting.target.bottom - 60) != QColor("#000000")
    assert driver.color_at(outside, fitting.target.bottom - 60) == QColor("#000000")


def test_the_board_is_in_its_view_and_a_switched_off_camera_holds_its_last_picture(canvas):
    canvas.put_board_on_air()
    canvas.show_layout(draft=Layout(MixMode.VERTICAL))
    canvas.panel.show_board_picture("board", plain_picture("#0000ff", 640, 360))
    canvas.panel.show_picture("ann", plain_picture("#00ff00"))
    assert canvas.color_at(500, 300) == QColor("#0000ff")
    assert canvas.color_at(1200, 30) == QColor("#00ff00")
    canvas.let_in("Ann", condition=StreamCondition.CAMERA_OFF)
    assert canvas.color_at(1200, 30) == QColor("#00ff00")
    canvas.panel.show_picture("ann", QImage())
    assert canvas.color_at(1250, 30) == QColor("#000000")


@pytest.mark.parametrize("mode", list(actions.MODES))
def test_what_is_shown_is_what_is_arranged(canvas, mode):
    layout = TWO if mode is MixMode.CUSTOM else Layout(mode)
    canvas.show_layout(draft=layout)
    assert canvas.stage.views == arrange(layout, Size(1280, 720), ("ann", "ben", "cleo"), board_open=False)


def test_an_absent_person_leaves_the_place_to_the_next(canvas):
    canvas.show_layout(draft=Layout(MixMode.GRID))
    canvas.let_in("Ann", "Ben", condition=StreamCondition.ABSENT)
    assert canvas.stage.views == ()


# -- actions --------------------------------------------------------------------------------------------------


def test_every_action_has_words_and_keys_of_its_own():
    ids = [spec.action_id for spec in actions.ALL]
    keys = [spec.shortcut for spec in actions.ALL if spec.action_id != "fit"]
    assert len(set(ids)) == len(ids)
    assert all(keys)
    assert len(set(keys)) == len(keys)
    assert all(str(spec.label) and str(spec.tip) for spec in actions.ALL)


# -- undo -----------------------------------------------------------------------------------------------------


def test_undo_and_redo_by_button_and_by_key(canvas):
    asked = []
    canvas.panel.undo_requested.connect(lambda: asked.append("undo"))
    canvas.panel.redo_requested.connect(lambda: asked.append("redo"))
    assert canvas.button("Undo").toolTip() == "There is nothing to undo"
    canvas.show_layout(undo=phrase("move {name}", name="Ben"), redo=phrase("delete {name}", name="Ann"))
    assert canvas.button("Undo").toolTip() == "Undo move Ben (Ctrl+Z)"
    assert canvas.button("Redo").toolTip() == "Redo delete Ann (Ctrl+Shift+Z)"
    canvas.press_button("Undo")
    canvas.press_button("Redo")
    canvas.shortcut(Qt.Key.Key_Z, CTRL)
    canvas.bot.waitUntil(lambda: len(asked) == 3)
    canvas.shortcut(Qt.Key.Key_Z, CTRL | SHIFT)
    canvas.bot.waitUntil(lambda: asked == ["undo", "redo", "undo", "redo"])


def test_while_on_air_is_looked_at_the_draft_is_not_undone(canvas):
    canvas.show_layout(on_air=custom(A), undo=phrase("move {name}", name="Ben"))
    canvas.look_on_air()
    assert not canvas.button("Undo").isEnabled()
    assert canvas.button("Undo").toolTip() == "Switch to Draft to change it"
    canvas.look_at_draft()
    assert canvas.button("Undo").isEnabled()
