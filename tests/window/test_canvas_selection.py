"""Selecting several regions on the canvas, and what is done to all of them."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from chalkreel.domain.enums import FillMode, ViewType
from chalkreel.domain.geometry import Rect
from tests.drivers.canvas import CanvasDriver, custom, region

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
A = region(1, Rect(100, 100, 400, 300), "ann")
B = region(2, Rect(300, 200, 700, 500), "ben")
C = region(3, Rect(900, 100, 1100, 300))
THREE = custom(A, B, C)


@pytest.fixture
def canvas(qtbot):
    driver = CanvasDriver(qtbot, THREE)
    driver.let_in("Ann", "Ben", "Cleo")
    return driver


def rects(canvas):
    return {one.region_id: one.rect for one in canvas.view.draft.regions}


# -- choosing -------------------------------------------------------------------------------------------------


def test_a_second_click_on_the_same_spot_goes_below_and_around(canvas):
    seen = []
    for _ in range(3):
        canvas.click(350, 250)
        seen.append(canvas.stage.selection)
    assert seen == [("r2",), ("r1",), ("r2",)]


def test_a_click_elsewhere_begins_with_the_top_most_again(canvas):
    canvas.click(350, 250)
    canvas.click(370, 270)
    assert canvas.stage.selection == ("r2",)


def test_a_click_after_an_edit_does_not_go_below(canvas):
    canvas.click(350, 250)
    canvas.key(Qt.Key.Key_Escape)
    canvas.click(350, 250)
    assert canvas.stage.selection == ("r2",)


@pytest.mark.parametrize("keys", [CTRL, SHIFT])
def test_ctrl_click_adds_and_takes_away(canvas, keys):
    canvas.click(150, 150)
    canvas.click(1000, 200, keys)
    assert canvas.stage.selection == ("r1", "r3")
    assert canvas.stage.selected == "r3"
    canvas.click(150, 150, keys)
    assert canvas.stage.selection == ("r3",)
    assert canvas.edits == []


@pytest.mark.parametrize(
    ("keys", "selected"),
    [(NONE, {"r2", "r3"}), (SHIFT, {"r1", "r2", "r3"}), (ALT, {"r1"})],
    ids=["replaces", "adds", "subtracts"],
)
def test_a_rubber_band_selects_what_it_touches(canvas, keys, selected):
    canvas.click(150, 150)
    if keys is ALT:
        canvas.click(600, 450, CTRL)
    canvas.drag((1200, 600), (500, 250), keys, pressed=keys)
    assert set(canvas.stage.selection) == selected
    assert canvas.edits == []


def test_escape_gives_the_selection_back_that_a_band_began_with(canvas):
    canvas.click(150, 150)
    canvas.press(1200, 600)
    canvas.drag_to(500, 250)
    assert set(canvas.stage.selection) == {"r2", "r3"}
    canvas.key(Qt.Key.Key_Escape)
    assert canvas.stage.selection == ("r1",)
    canvas.release(500, 250)
    assert canvas.stage.selection == ("r1",)


def test_ctrl_a_selects_all_but_hidden_ones_and_escape_none(canvas):
    canvas.show_layout(draft=custom(A, replace(B, is_hidden=True), C))
    canvas.key(Qt.Key.Key_A, CTRL)
    assert canvas.stage.selection == ("r1", "r3")
    assert canvas.stage.accessibleDescription() == "2 regions are selected"
    canvas.key(Qt.Key.Key_Escape)
    assert canvas.stage.selection == ()


def test_hidden_regions_are_not_hit(canvas):
    canvas.show_layout(draft=custom(A, replace(B, is_hidden=True), C))
    canvas.click(350, 250)
    assert canvas.stage.selection == ("r1",)
    canvas.stage.set_selection(("r2", "r1"))
    assert canvas.stage.selection == ("r1",)


def test_an_undo_elsewhere_leaves_only_regions_that_are_there_selected(canvas):
    canvas.key(Qt.Key.Key_A, CTRL)
    canvas.show_layout(draft=custom(A, C))
    assert canvas.stage.selection == ("r1", "r3")


def test_a_double_click_asks_for_the_inspector_and_does_not_go_below(canvas):
    asked = []
    canvas.stage.inspector_requested.connect(asked.append)
    canvas.double_click(350, 250)
    assert asked == ["r2"]
    assert canvas.stage.selection == ("r2",)


# -- moving and resizing several ------------------------------------------------------------------------------


def test_all_selected_regions_are_dragged_together(canvas):
    canvas.click(150, 150)
    canvas.click(1000, 200, CTRL)
    canvas.drag((150, 150), (190, 350), CTRL)
    assert len(canvas.edits) == 1
    now = rects(canvas)
    dx, dy = now["r1"].left - A.rect.left, now["r1"].top - A.rect.top
    assert (dx, dy) != (0, 0)
    assert now == {"r1": A.rect.moved(dx, dy), "r2": B.rect, "r3": C.rect.moved(dx, dy)}
    assert canvas.stage.selection == ("r1", "r3")


def test_the_first_at_an_edge_stops_them_all(canvas):
    canvas.key(Qt.Key.Key_A, CTRL)
    canvas.drag((600, 400), (5000, 400))
    assert rects(canvas) == {"r1": A.rect.moved(180, 0), "r2": B.rect.moved(180, 0), "r3": C.rect.moved(180, 0)}


def test_what_lies_on_a_large_selected_region_can_be_dragged(canvas):
    board = replace(region(0, Rect(0, 0, 1280, 720)), layer=-1)
    canvas.show_layout(draft=custom(board, C))
    canvas.click(50, 600)
    assert canvas.stage.selected == "r0"
    canvas.drag((1000, 200), (1000, 400), CTRL)
    assert rects(canvas)["r0"] == board.rect
    assert rects(canvas)["r3"].top > C.rect.top


def test_a_covered_region_that_was_reached_by_clicks_is_dragged(canvas):
    canvas.click(350, 250)
    canvas.click(350, 250)
    assert canvas.stage.selected == "r1"
    canvas.drag((350, 250), (350, 350), CTRL)
    assert rects(canvas)["r2"] == B.rect
    assert rects(canvas)["r1"].top > A.rect.top


def test_several_grow_together_and_keep_their_places_in_the_box(canvas):
    near, far = region(1, Rect(0, 0, 100, 100)), region(2, Rect(100, 100, 200, 200))
    canvas.show_layout(draft=custom(near, far))
    canvas.key(Qt.Key.Key_A, CTRL)
    canvas.drag((200, 200), (400, 400), CTRL)
    now = rects(canvas)
    assert now["r2"].width == pytest.approx(200, abs=2 * canvas.px)
    assert now["r1"].width == pytest.approx(now["r2"].width, abs=1)
    assert (now["r1"].left, now["r1"].top) == (0, 0)
    assert (now["r1"].right, now["r1"].bottom) == (now["r2"].left, now["r2"].top)


def test_arrows_and_delete_act_on_all(canvas):
    canvas.click(150, 150)
    canvas.click(1000, 200, CTRL)
    canvas.key(Qt.Key.Key_Right, SHIFT)
    assert rects(canvas) == {"r1": A.rect.moved(10, 0), "r2": B.rect, "r3": C.rect.moved(10, 0)}
    canvas.key(Qt.Key.Key_F)
    assert [one.fill_mode for one in canvas.view.draft.regions] == [FillMode.FIT, FillMode.CROP, FillMode.FIT]
    canvas.key(Qt.Key.Key_Delete)
    assert list(rects(canvas)) == ["r2"]
    assert canvas.stage.selection == ()


@pytest.mark.parametrize(
    ("key", "grown"),
    [(Qt.Key.Key_Right, (10, 0)), (Qt.Key.Key_Left, (-10, 0)), (Qt.Key.Key_Down, (0, 10)), (Qt.Key.Key_Up, (0, -10))],
)
def test_ctrl_shift_arrows_resize(canvas, key, grown):
    canvas.click(1000, 200)
    canvas.key(key, CTRL | SHIFT)
    assert rects(canvas)["r3"] == Rect(900, 100, 1100 + grown[0], 300 + grown[1])


# -- locking --------------------------------------------------------------------------------------------------


def test_locked_regions_stay_where_they_are(canvas):
    canvas.click(150, 150)
    canvas.key(Qt.Key.Key_L, CTRL)
    assert canvas.region("r1").is_locked
    canvas.key(Qt.Key.Key_A, CTRL)
    canvas.drag((600, 400), (640, 480), CTRL)
    canvas.key(Qt.Key.Key_Right)
    assert rects(canvas)["r1"] == A.rect
    assert rects(canvas)["r2"] != B.rect
    canvas.key(Qt.Key.Key_Delete)
    assert list(rects(canvas)) == ["r1"]


def test_a_drag_on_a_locked_region_moves_nothing_and_says_why(canvas):
    behind = replace(C, rect=Rect(0, 0, 1280, 720), layer=0)
    canvas.show_layout(draft=custom(replace(A, is_locked=True), B, behind))
    canvas.drag((150, 150), (1000, 200))
    assert canvas.edits == []
    assert canvas.stage.selection == ("r1",)
    assert canvas.told == ["This region is locked. Ctrl+L unlocks it."]


def test_from_a_locked_region_a_band_is_drawn_with_shift(canvas):
    canvas.show_layout(draft=custom(replace(A, is_locked=True), B, C))
    canvas.drag((150, 150), (1000, 200), pressed=SHIFT)
    assert canvas.edits == []
    assert set(canvas.stage.selection) == {"r1", "r3"}
    assert canvas.told == []


def test_a_locked_region_can_be_clicked_and_unlocked(canvas):
    canvas.show_layout(draft=custom(replace(A, is_locked=True), B, C))
    canvas.click(150, 150)
    canvas.key(Qt.Key.Key_L, CTRL)
    assert not canvas.region("r1").is_locked


# -- copies ---------------------------------------------------------------------------------------------------


def test_ctrl_d_adds_a_copy_beside_which_is_selected(canvas):
    canvas.click(1000, 200)
    canvas.key(Qt.Key.Key_D, CTRL)
    assert len(canvas.edits) == 1
    copy = canvas.region(canvas.stage.selected)
    assert copy.region_id not in ("r1", "r2", "r3")
    assert copy.rect == C.rect.moved(24, 24)
    assert canvas.stage.views[-1].region_id == copy.region_id


def test_alt_drag_leaves_the_original_and_moves_a_copy(canvas):
    canvas.drag((1000, 200), (1000, 450), CTRL, pressed=ALT)
    assert len(canvas.edits) == 1
    assert rects(canvas)["r3"] == C.rect
    copy = canvas.region(canvas.stage.selected)
    assert copy.rect.size == C.rect.size
    assert copy.rect.top > C.rect.top + 200


def test_escape_during_an_alt_drag_takes_the_copy_back(canvas):
    canvas.press(1000, 200, ALT)
    canvas.drag_to(1000, 450)
    assert len(canvas.stage.views) == 4
    canvas.key(Qt.Key.Key_Escape)
    canvas.release(1000, 450)
    assert canvas.edits == []
    assert len(canvas.stage.views) == 3
    assert canvas.stage.selection == ("r3",)


def test_the_copy_of_the_whiteboard_waits_for_the_next_to_join(canvas):
    canvas.put_board_on_air()
    canvas.show_layout(draft=custom(replace(C, view_type=ViewType.WHITEBOARD)))
    canvas.click(1000, 200)
    canvas.key(Qt.Key.Key_D, CTRL)
    assert [one.shows_whiteboard for one in canvas.view.draft.regions] == [True, False]


@pytest.mark.parametrize("how", ["duplicate", "paste", "drag"])
def test_a_full_layout_says_why_it_takes_no_more(canvas, how):
    told = []
    canvas.panel.told.connect(lambda sentence: told.append(str(sentence)))
    full = custom(*(region(i, Rect.of(i * 40, 0, 40, 40)) for i in range(25)))
    canvas.show_layout(draft=full)
    canvas.click(20, 20)
    if how == "drag":
        canvas.drag((20, 20), (20, 500), pressed=ALT)
    else:
        canvas.key(Qt.Key.Key_C, CTRL)
        canvas.key(Qt.Key.Key_D if how == "duplicate" else Qt.Key.Key_V, CTRL)
    assert told == ["A layout has at most 25 regions"]
    assert canvas.edits == []


# -- clipboard ------------------------------------------------------------------------------------------------


def test_copied_regions_are_pasted_beside_the_originals_and_selected(canvas):
    named = replace(C, name="Corner")
    canvas.show_layout(draft=custom(A, B, named))
    canvas.click(1000, 200)
    canvas.key(Qt.Key.Key_C, CTRL)
    assert canvas.edits == []
    canvas.key(Qt.Key.Key_V, CTRL)
    canvas.key(Qt.Key.Key_V, CTRL)
    added = canvas.view.draft.regions[3:]
    assert [one.rect for one in added] == [C.rect.moved(24, 24), C.rect.moved(48, 48)]
    assert [one.name for one in added] == ["Corner", "Corner"]
    assert canvas.stage.selection == (added[1].region_id,)


def test_cut_regions_come_back_at_their_place(canvas):
    canvas.click(1000, 200)
    canvas.key(Qt.Key.Key_X, CTRL)
    assert list(rects(canvas)) == ["r1", "r2"]
    canvas.key(Qt.Key.Key_V, CTRL)
    assert canvas.region(canvas.stage.selected).rect == C.rect


def test_the_clipboard_holds_the_json_of_the_api_as_text(canvas):
    canvas.click(150, 150)
    canvas.key(Qt.Key.Key_C, CTRL)
    body = json.loads(QGuiApplication.clipboard().text())
    assert body["MixMode"] == 1
    item = body["MixInputList"][0]
    assert (item["StreamId"], item["Left"], item["Bottom"]) == ("ann", 100, 300)


@pytest.mark.parametrize("wrapped", [True, False])
def test_regions_written_elsewhere_can_be_pasted(canvas, wrapped):
    items = [{"StreamId": "cleo", "Top": 0, "Left": 0, "Bottom": 90, "Right": 160, "Layer": 4}]
    body = {"RecordInputParams": {"MixConfig": {"MixMode": 1, "MixInputList": items}}} if wrapped else items
    QGuiApplication.clipboard().setText(json.dumps(body))
    canvas.key(Qt.Key.Key_V, CTRL)
    pasted = canvas.region(canvas.stage.selected)
    assert (pasted.stream_id, pasted.rect) == ("cleo", Rect(0, 0, 160, 90))


@pytest.mark.parametrize("text", ["", "hello", "{}", "[1, 2]", '{"MixInputList": [{"Left": "no"}]}', "[" * 2000])
def test_other_text_on_the_clipboard_is_left_alone(canvas, text):
    QGuiApplication.clipboard().setText(text)
    canvas.key(Qt.Key.Key_V, CTRL)
    assert canvas.edits == []


# -- order ----------------------------------------------------------------------------------------------------


def test_ctrl_home_and_end_go_all_the_way(canvas):
    canvas.click(150, 150)
    canvas.key(Qt.Key.Key_Home, CTRL)
    assert [view.region_id for view in canvas.stage.views] == ["r2", "r3", "r1"]
    canvas.key(Qt.Key.Key_End, CTRL)
    assert [view.region_id for view in canvas.stage.views] == ["r1", "r2", "r3"]


def test_several_keep_their_order_among_each_other(canvas):
    canvas.click(150, 150)
    canvas.click(600, 450, CTRL)
    canvas.press_button("Bring forward")
    assert [view.region_id for view in canvas.stage.views] == ["r3", "r1", "r2"]
