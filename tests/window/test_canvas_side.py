"""Layers and inspector beside the stage, through pointer and keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from chalkreel.base.phrase import phrase
from chalkreel.controllers.view_state import TakeSettingsView
from chalkreel.domain.enums import FillMode, MixMode, ViewType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.stacking import back_to_front
from chalkreel.domain.take_settings import DEFAULTS
from chalkreel.ui.canvas import CanvasSettings
from chalkreel.ui.canvas.arrange_actions import EVERY
from tests.drivers.canvas import CanvasDriver, custom, region
from tests.drivers.canvas_side import SideDriver

# The offscreen platform says so whenever a window's least size changes.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
A = region(1, Rect(0, 0, 640, 360), "ann")
B = region(2, Rect(600, 300, 1000, 600), "ben")
C = region(3, Rect(40, 420, 240, 620))
X, Y, W, H = "X: px from the left", "Y: px from the top", "Width in px", "Height in px"
LAYER, NAME, SHOWS = "Layer: higher ones are in front", "Name", "Shows"


@pytest.fixture
def canvas(qtbot):
    driver = CanvasDriver(qtbot, custom(A, B, C))
    driver.let_in("Ann", "Ben", "Cleo")
    return driver


@pytest.fixture
def side(canvas):
    return SideDriver(canvas)


def drawn_order(side):
    return back_to_front(side.canvas.view.draft)


# -- the column -----------------------------------------------------------------------------------------------


def test_the_column_opens_by_key_and_by_double_click(canvas):
    assert not canvas.panel.side.isVisible()
    canvas.shortcut(Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier)
    canvas.bot.waitUntil(canvas.panel.side.isVisible)
    canvas.shortcut(Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier)
    canvas.bot.waitUntil(lambda: not canvas.panel.side.isVisible())
    canvas.click(800, 500)
    canvas.bot.mouseDClick(canvas.stage, Qt.MouseButton.LeftButton, pos=canvas.screen(800, 500))
    assert canvas.panel.side.isVisible()
    assert canvas.panel.side.region_form.name.hasFocus()


def test_a_preset_has_no_layers(side):
    side.canvas.show_layout(draft=Layout(MixMode.GRID))
    assert not side.tree.isVisible()
    assert side.side.canvas_form.isVisible()


# -- layers ---------------------------------------------------------------------------------------------------


def test_layers_are_listed_front_first_and_selected_together_with_the_stage(side):
    assert side.names() == ["Next to join", "Ben", "Ann"]
    side.click(1)
    assert side.canvas.stage.selection == ("r2",)
    side.click(2, keys=CTRL)
    assert side.canvas.stage.selection == ("r2", "r1")
    side.canvas.click(100, 500)
    assert [item.text(0) for item in side.tree.selectedItems()] == ["Next to join"]


def test_locks_and_eyes_are_switched_by_click_and_key(side):
    side.click_lock(1)
    assert side.canvas.region("r2").is_locked
    side.click_eye(1)
    assert side.canvas.region("r2").is_hidden
    assert side.heard() == ["Next to join", "Ben, Locked, Hidden", "Ann"]
    assert [view.region_id for view in side.canvas.stage.views] == ["r1", "r3"]
    side.key(Qt.Key.Key_E, CTRL)
    side.bot.waitUntil(lambda: not side.canvas.region("r2").is_hidden)
    side.key(Qt.Key.Key_L, CTRL)
    assert not side.canvas.region("r2").is_locked


def test_a_hidden_region_is_selected_edited_and_deleted_in_the_layers_only(side):
    side.click_eye(1)
    side.click(1)
    assert side.canvas.stage.selection == ()
    assert side.side.selection == ("r2",)
    side.enter(X, "10")
    assert side.canvas.region("r2").rect.left == 10
    side.key(Qt.Key.Key_Delete)
    assert [region.region_id for region in side.canvas.view.draft.regions] == ["r1", "r3"]


def test_the_bar_below_says_which_hidden_region_is_selected_and_how_it_comes_back(side):
    side.click_eye(1)
    side.click(0)
    side.click(1)
    shows = next(box for box in side.panel.edit_bar.findChildren(QComboBox) if box.isVisible())
    assert shows.currentText() == "Ben (hidden)"
    assert "This region is hidden. Ctrl+E brings it back." in side.canvas.button("Delete region").toolTip()
    side.key(Qt.Key.Key_E, CTRL)
    side.bot.waitUntil(lambda: shows.currentText() == "Ben")
    side.click(1, keys=CTRL)
    assert shows.currentText() == "Nothing selected"


def test_a_layer_is_renamed_in_place_and_back(side):
    side.rename(1, "Guest")
    assert side.canvas.region("r2").name == "Guest"
    assert side.names()[1] == "Guest"
    side.rename(1, "Ben")
    assert side.canvas.region("r2").name == ""


def test_layers_are_ordered_by_keys_and_by_dropping(side):
    side.click(2)
    side.key(Qt.Key.Key_Up, CTRL)
    assert drawn_order(side) == ["r2", "r1", "r3"]
    side.key(Qt.Key.Key_Home, CTRL)
    assert drawn_order(side) == ["r2", "r3", "r1"]
    side.drop(0, onto=2, below=True)
    assert drawn_order(side) == ["r1", "r2", "r3"]
    side.drop(2, onto=0, below=False)
    assert drawn_order(side) == ["r2", "r3", "r1"]


def test_keys_of_the_stage_work_in_the_layers(side):
    side.click(1)
    side.key(Qt.Key.Key_D, CTRL)
    assert len(side.canvas.view.draft.regions) == 4
    side.key(Qt.Key.Key_A, CTRL)
    assert len(side.canvas.stage.selection) == 4


def test_layers_are_resized_by_the_keys_of_the_stage_and_only_walked_through_by_plain_arrows(side):
    side.click(1)
    chosen = side.canvas.stage.selected
    was = side.canvas.region(chosen).rect
    side.key(Qt.Key.Key_Left, CTRL | SHIFT)
    side.key(Qt.Key.Key_Down, CTRL | SHIFT)
    now = side.canvas.region(chosen).rect
    assert (now.width, now.height) == (was.width - 10, was.height + 10)
    assert side.canvas.stage.selection == (chosen,)
    before = side.canvas.view.draft
    side.key(Qt.Key.Key_Down)
    assert side.canvas.view.draft == before
    assert side.canvas.stage.selected != chosen


# -- the inspector --------------------------------------------------------------------------------------------


def test_fields_show_the_region_and_change_it(side):
    side.canvas.click(800, 500)
    assert [side.text(name) for name in (X, Y, W, H, LAYER)] == ["600", "300", "400", "300", "2"]
    side.enter(W, "1280/4")
    side.enter(Y, " 300 - 2*40")
    side.enter(LAYER, "7")
    side.enter(NAME, "Guest")
    side.choose(SHOWS, "Next to join")
    now = side.canvas.region("r2")
    assert (now.rect, now.layer, now.stream_id) == (Rect(600, 220, 920, 520), 7, "")
    assert side.fields == ["width", "top", "layer", "name", "shows", *["shows"] * (len(side.fields) - 5)]


def test_arrow_keys_count_and_are_edits_of_one_field(side):
    side.canvas.click(800, 500)
    field = side.field(X)
    side.bot.keyClick(field, Qt.Key.Key_Up)
    side.bot.keyClick(field, Qt.Key.Key_Up, SHIFT)
    side.bot.keyClick(field, Qt.Key.Key_Down)
    assert side.canvas.region("r2").rect.left == 610
    assert side.fields == ["left"] * 3


def test_what_is_typed_is_judged_before_it_is_taken(side):
    side.canvas.click(800, 500)
    note = side.side.region_form.place_note
    field = side.type(W, "1280/")
    assert note.words == "Enter a whole number or a sum such as 1920/2."
    side.type(W, "0")
    assert note.words == "A region is at least 1 px wide and high."
    side.type(W, "900")
    assert note.words == "It reaches outside the canvas, which is 1280x720."
    side.bot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), note.words) == ("400", "")
    assert side.canvas.edits == []


def test_a_broken_rule_stands_beside_its_field_in_the_layers_and_on_the_stage(side):
    side.canvas.click(800, 500)
    side.enter(W, "900")
    assert side.side.region_form.place_note.words == "Ben reaches outside the canvas."
    assert side.problem_of(1) == "Ben reaches outside the canvas."
    assert [str(said) for said in side.canvas.stage.said_about("r2")] == ["Ben reaches outside the canvas."]
    side.canvas.stage.set_selection(())
    before = side.canvas.picture()
    side.canvas.show_layout(draft=custom(A, B, C))
    assert side.canvas.picture() != before


def test_a_problem_leads_to_its_region(side):
    outside = replace(B, rect=Rect(900, 300, 1300, 600))
    side.canvas.show_layout(draft=custom(A, outside, C))
    side.canvas.press_button("Show on the canvas")
    assert side.canvas.stage.selection == ("r2",)
    assert side.canvas.stage.hasFocus()


def test_several_show_what_they_share_and_change_together(side):
    side.click(1)
    side.click(2, keys=CTRL)
    assert (side.text(X), side.text(Y)) == ("", "")
    assert side.field(X).placeholderText() == "various"
    side.bot.keyClick(side.field(SHOWS), Qt.Key.Key_Up)
    assert side.canvas.edits == []
    side.enter(W, "200")
    assert [side.canvas.region(one).rect.width for one in ("r1", "r2", "r3")] == [200, 200, 200]
    side.bot.mouseClick(side.side.region_form.fill.button(FillMode.FIT), Qt.MouseButton.LeftButton)
    assert [side.canvas.region(one).fill_mode for one in ("r1", "r2", "r3")] == [
        FillMode.FIT,
        FillMode.FIT,
        C.fill_mode,
    ]


def test_a_locked_region_is_not_moved_by_its_fields(side):
    side.canvas.show_layout(draft=custom(A, replace(B, is_locked=True), C))
    side.click(1)
    assert not side.field(X).isEnabled()
    assert side.field(LAYER).isEnabled()
    assert side.side.region_form.place_note.words.startswith("It is locked.")


def test_only_a_persons_region_has_a_background(side):
    name = "Address of a background picture"
    side.click(0)
    assert not side.field(name).isEnabled()
    side.click(1)
    side.type(name, "ftp://x")
    assert side.side.region_form.background_note.words == "An address begins with http:// or https://."
    side.enter(name, "https://x.org/a.png")
    assert side.canvas.region("r2").background_image == "https://x.org/a.png"


def test_an_edit_from_elsewhere_shows_in_the_fields(side):
    side.canvas.click(800, 500)
    side.canvas.show_layout(draft=custom(A, replace(B, rect=Rect(1, 2, 33, 44)), C))
    assert [side.text(name) for name in (X, Y, W, H)] == ["1", "2", "32", "42"]


# -- the canvas's own section ---------------------------------------------------------------------------------


def test_with_nothing_selected_the_canvas_is_edited(side):
    side.show_settings(CanvasSettings(TakeSettingsView(settings=DEFAULTS)))
    side.enter("Width of the canvas in px", "1920/2")
    side.enter("Frames per second", "30")
    side.enter("Bit rate of the picture in Mbps", "2.5")
    side.enter("Background colour", "#102030")
    assert side.settings == [
        replace(DEFAULTS, canvas=Size(960, 720)),
        replace(DEFAULTS, fps=30),
        replace(DEFAULTS, video_bit_rate_bps=2_500_000),
        replace(DEFAULTS, background_rgb=0x102030),
    ]
    assert side.field("Bit rate of the picture in Mbps").placeholderText() == "1.13, suggested"


def test_usual_sizes_are_those_of_the_table(side):
    side.show_settings(CanvasSettings(TakeSettingsView(settings=DEFAULTS)))
    side.choose("Usual sizes of the canvas", "1920 × 1080")
    assert side.settings[-1].canvas == Size(1920, 1080)


def test_what_the_contract_refuses_is_said_beside_the_field(side):
    view = TakeSettingsView(settings=replace(DEFAULTS, fps=99), problems={"fps": phrase("At most 30.")})
    side.show_settings(CanvasSettings(view))
    assert side.side.canvas_form.notes["fps"].words == "At most 30."


def test_while_recording_the_canvas_rests_and_says_why(side):
    side.show_settings(CanvasSettings(TakeSettingsView(), phrase("A recording is running.")))
    assert not side.field("Frames per second").isEnabled()
    assert side.side.canvas_form.blocked_note.words == "A recording is running."


# -- arranging ------------------------------------------------------------------------------------------------


def test_arranging_by_keys_and_by_the_align_buttons(side):
    side.canvas.click(800, 500)
    side.canvas.shortcut(Qt.Key.Key_A, ALT)
    side.bot.waitUntil(lambda: side.canvas.region("r2").rect.left == 0)
    side.canvas.press_button("Align bottoms")
    assert side.canvas.region("r2").rect == Rect(0, 420, 400, 720)


def test_every_arrange_action_edits_and_says_what_it_needs(side):
    entries = {entry.objectName(): entry for entry in side.side.arrange_menu.entries}
    assert not any(entry.isEnabled() for entry in entries.values())
    assert entries["same-width"].toolTip() == "Select two regions first"
    for action in EVERY:
        side.canvas.show_layout(draft=custom(A, B, C))
        side.canvas.stage.set_selection(("r1", "r2", "r3") if action.most is None else ("r1", "r2"))
        before = side.canvas.view.draft
        entries[action.spec.action_id].trigger()
        assert side.canvas.view.draft != before, action.spec.action_id


def test_arrange_keys_are_their_own():
    keys = [action.spec.shortcut for action in EVERY]
    assert len(set(keys)) == len(keys)


def test_locked_regions_are_not_arranged(side):
    side.canvas.show_layout(draft=custom(replace(A, is_locked=True), B, C))
    side.click(2)
    assert not side.canvas.button("Align left").isEnabled()


def test_a_second_whiteboard_is_marked_in_both_rows(side):
    board = replace(A, view_type=ViewType.WHITEBOARD, stream_id="")
    second = Region("r9", Rect(700, 0, 900, 100), 9, FillMode.FIT, ViewType.WHITEBOARD)
    side.canvas.show_layout(draft=custom(board, second))
    assert all("Only one region can show the whiteboard." in side.problem_of(row) for row in (0, 1))
