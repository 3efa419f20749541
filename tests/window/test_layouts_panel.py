"""The row of kept layouts, through pointer, keys and menu."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton, QWidget

from chalkreel.base.phrase import phrase
from chalkreel.controllers.library_view import CanvasChoice, ImportProposal, LayoutCard, LibraryView
from chalkreel.domain.enums import FillMode, MixMode, ViewType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.ui.layouts.card_delegate import ITEM
from chalkreel.ui.layouts.import_dialog import SketchWidget
from tests.drivers.layouts import LayoutsDriver

pytestmark = pytest.mark.qt_log_ignore("does not support")
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
BOARD = Region("w", Rect(0, 0, 960, 720), 0, FillMode.FIT, ViewType.WHITEBOARD)


@pytest.fixture
def row(qtbot):
    return LayoutsDriver(qtbot)


def test_an_empty_library_says_how_to_fill_it(row):
    row.show()
    assert "Save layout" in row.panel._empty.text()
    row.show("Lecture")
    assert not row.panel._empty.isVisible()


def test_a_click_stages_and_so_does_each_number_with_shift(row):
    row.show(*"ABCDEFGHIJ")
    row.click("B")
    assert row.wish == ("stage", "id-B")
    for number, name in enumerate("ABCDEFGHI", start=1):
        row.window_key(Qt.Key(Qt.Key.Key_0 + number), SHIFT)
        assert row.wish == ("stage", f"id-{name}")
    row.show("A")
    row.window_key(Qt.Key.Key_2, SHIFT)
    assert row.wishes == []


@pytest.mark.parametrize(
    ("key", "keys", "wish"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, ("stage", "id-B")),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, ("stage", "id-B")),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, ("delete", "id-B")),
        (Qt.Key.Key_D, CTRL, ("duplicate", "id-B")),
        (Qt.Key.Key_U, CTRL, ("replace", "id-B")),
        (Qt.Key.Key_U, CTRL | SHIFT, ("share", "id-B", False)),
        (Qt.Key.Key_C, CTRL, ("copy", "id-B")),
        (Qt.Key.Key_Z, CTRL, ("undo",)),
        (Qt.Key.Key_Left, ALT, ("order", ["id-B", "id-A", "id-C"])),
        (Qt.Key.Key_Right, ALT, ("order", ["id-A", "id-C", "id-B"])),
    ],
)
def test_keys_of_the_row_act_on_the_selected_layout(row, key, keys, wish):
    row.show("A", "B", "C")
    row.focus("B")
    row.key(key, keys)
    assert row.wish == wish


def test_a_drag_puts_a_layout_elsewhere_and_escape_gives_it_up(row):
    row.show("A", "B", "C")
    row.drag("A", "C")
    assert row.wish == ("order", ["id-B", "id-C", "id-A"])
    row.drag("C", "A")
    assert row.wish == ("order", ["id-C", "id-A", "id-B"])
    row.drag("C", "A", is_given_up=True)
    assert row.wishes == []


def test_saving_asks_for_a_name_and_a_taken_one_means_to_replace(row):
    row.show("Horizontal", "Lecture")
    row.show_view(LibraryView(row.panel.shelf.cards, draft=Layout(MixMode.HORIZONTAL)))
    row.window_key(Qt.Key.Key_S, CTRL)
    assert row.popup._name.text() == "Horizontal 2"
    row.name_it("lecture")
    assert row.wish == ("save", "lecture", True)
    row.show()
    row.press("save-layout")
    row.name_it("  Board   alone ", all_rooms=False)
    assert row.wish == ("save", "Board   alone", False)


def test_the_button_says_replace_while_the_name_is_taken(row):
    row.show("Lecture")
    row.window_key(Qt.Key.Key_S, CTRL)
    popup = row.popup
    assert popup._save.text() == "Save"
    popup._name.setText("LECTURE")
    assert popup._save.text() == "Replace"
    popup._name.setText(" ")
    assert not popup._save.isEnabled()
    popup.reject()


def test_a_layout_with_certain_people_is_kept_to_its_room_at_first(row):
    row.show_view(LibraryView(names_persons=True))
    row.press("save-layout")
    row.name_it("Ann and Ben")
    assert row.wish == ("save", "Ann and Ben", False)


def test_renaming_begins_with_the_present_name(row):
    row.show("A", "B")
    row.focus("B")
    row.key(Qt.Key.Key_F2)
    assert row.popup._name.text() == "B"
    row.name_it("Better")
    assert row.wish == ("rename", "id-B", "Better")


def test_everything_is_in_the_menu_too(row):
    row.show("A", "B")
    row.focus("A")
    for word, wish in {
        "Put into the draft": ("stage", "id-A"),
        "Duplicate": ("duplicate", "id-A"),
        "Replace": ("replace", "id-A"),
        "Offer in all rooms": ("share", "id-A", False),
        "Move right": ("order", ["id-B", "id-A"]),
        "Copy as JSON": ("copy", "id-A"),
        "Delete": ("delete", "id-A"),
    }.items():
        row.choose(word)
        assert row.wish == wish


def test_the_last_change_can_be_taken_back_where_it_was_made(row):
    row.show_view(LibraryView(undo=phrase("delete {name}", name="Lecture")))
    assert row.panel._undo.toolTip() == "Undo delete Lecture"
    row.press("undo-layouts")
    assert row.wish == ("undo",)
    row.show_view(LibraryView())
    assert not row.panel._undo.isVisible()


def test_a_text_is_pasted_from_the_clipboard(row):
    QApplication.clipboard().setText("[]")
    row.show("A")
    row.window_key(Qt.Key.Key_V, CTRL | SHIFT)
    assert row.wish == ("paste", "[]")


def test_a_json_file_can_be_dropped_and_nothing_else(row, qtbot, tmp_path):
    target = QWidget()
    qtbot.addWidget(target)
    row.panel.take_drops_on(target)
    assert row.drop_file(tmp_path / "Start.JSON", target)
    assert row.wish == ("open", str(tmp_path / "Start.JSON"))
    assert not row.drop_file(tmp_path / "board.png", target)
    assert row.wishes == []


LARGE = Layout(MixMode.CUSTOM, (BOARD, Region("r", Rect(960, 0, 1920, 1080), 1)))


def test_what_was_read_is_shown_before_it_is_taken_in(row):
    offered = ImportProposal("math", "StartRecord", LARGE, Size(1920, 1080), Size(1280, 720), says_canvas=True)
    row.panel.show_proposal(offered)
    words = " ".join(label.text() for label in row.dialog.findChildren(QLabel))
    assert "2 regions" in words
    assert "made for 1920 × 1080" in words
    row.take_in()
    assert row.wish == ("import", offered, "math", CanvasChoice.SCALE)
    row.panel.show_proposal(offered)
    next(one for one in row.dialog.findChildren(QRadioButton) if "1920" in one.text()).click()
    row.take_in()
    assert row.wish == ("import", offered, "math", CanvasChoice.TAKE_OVER)


def test_while_a_recording_runs_its_canvas_cannot_be_taken_over(row):
    why = phrase("Not now.")
    row.panel.show_proposal(
        ImportProposal("a", "StartRecord", LARGE, Size(1920, 1080), Size(1280, 720), True, take_over_blocked=why)
    )
    assert not next(one for one in row.dialog.findChildren(QRadioButton) if "1920" in one.text()).isEnabled()
    assert "Not now." in [label.text() for label in row.dialog.findChildren(QLabel)]
    row.dialog.reject()


def test_each_layout_says_what_it_is_and_where_to_a_screen_reader(row):
    row.show("Lecture", is_on_air=True, is_draft=True)
    model = row.panel.shelf.model()
    spoken = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Layout 1: Lecture, on air"
    tip = model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert "on air" in tip
    assert "Shift+1" in tip


def picture(layout: Layout) -> QImage:
    return SketchWidget(layout, Size(1280, 720)).grab().toImage()


def test_the_small_picture_is_that_of_the_layout():
    with_board = picture(Layout(MixMode.CUSTOM, (BOARD,)))
    seats = picture(Layout(MixMode.CUSTOM, (Region("r", BOARD.rect),)))
    mirrored = picture(Layout(MixMode.CUSTOM, (Region("r", Rect(320, 0, 1280, 720)),)))
    presets = [picture(Layout(mode)) for mode in MixMode if mode is not MixMode.CUSTOM]
    pictures = [with_board, seats, mirrored, *presets]
    assert all(one != other for n, one in enumerate(pictures) for other in pictures[n + 1 :])
    at_left, at_right = seats.pixelColor(20, 20), seats.pixelColor(180, 20)
    assert (mirrored.pixelColor(180, 20), mirrored.pixelColor(20, 20)) == (at_left, at_right)
    assert at_left != at_right


def test_cards_are_drawn_apart_by_where_they_are_now(row):
    seen = []
    for changes in ({}, {"is_draft": True}, {"is_on_air": True}, {"is_draft": True, "is_on_air": True}):
        row.panel.show_library(LibraryView((LayoutCard("1", "A", Layout(), Size(1280, 720), **changes),)))
        seen.append(row.panel.shelf.grab().toImage().copy(0, 0, ITEM.width(), ITEM.height()))
    assert all(one != other for n, one in enumerate(seen) for other in seen[n + 1 :])
