"""The panel of the people in the room, through pointer and keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton

from chalkreel.base.phrase import phrase
from chalkreel.controllers.view_state import RoomView, StreamCondition, StreamView
from chalkreel.ui.streams.stream_row import StreamRow
from tests.drivers.streams import StreamsDriver

ANN = StreamView("s-ann", "Ann", StreamCondition.LIVE, level=0.5)
BEN = StreamView("s-ben", "Ben", StreamCondition.MUTED)
CLEO = StreamView("s-cleo", "Cleo", StreamCondition.CAMERA_OFF)


def room(*streams, is_studio=True, problem=None):
    return RoomView("math-7b", "Studio on this computer", is_studio, streams, problem)


@pytest.fixture
def people(qtbot):
    driver = StreamsDriver(qtbot)
    driver.show(room(ANN, BEN, CLEO))
    return driver


def test_room_and_connection_are_named(people):
    assert {"math-7b", "Studio on this computer", "People", "3"} <= set(people.texts())


def test_people_stand_in_entry_order_each_with_a_word(people):
    assert people.names() == ["Ann", "Ben", "Cleo"]
    assert people.condition("Ann") == ("Live", "safe")
    assert people.condition("Ben") == ("Muted", "neutral")
    assert people.condition("Cleo") == ("Camera off", "neutral")


@pytest.mark.parametrize("condition", list(StreamCondition))
def test_every_condition_has_its_own_word_and_shape(people, condition):
    people.show(room(StreamView("s-ann", "Ann", condition), BEN))
    word, _kind = people.condition("Ann")
    assert word
    assert people.row("Ann").accessibleName() == f"Ann, {word}"


def test_who_leaves_goes_and_who_returns_comes_back_at_his_place(people):
    people.show(room(ANN, CLEO))
    assert people.names() == ["Ann", "Cleo"]
    people.show(room(BEN, ANN, CLEO))
    assert people.names() == ["Ben", "Ann", "Cleo"]


def test_an_empty_room_says_what_will_happen(people):
    people.show(room())
    assert "Nobody is here yet" in people.texts()
    assert people.names() == []


def test_buttons_ask_for_the_other_state(people):
    people.press("Mute", "Ann")
    people.press("Unmute", "Ben")
    people.press("Turn camera off", "Ann")
    people.press("Turn camera on", "Cleo")
    people.press("Remove", "Ben")
    assert people.wishes == [
        ("mute", "s-ann", True),
        ("mute", "s-ben", False),
        ("camera off", "s-ann", True),
        ("camera off", "s-cleo", False),
        ("remove", "s-ben"),
    ]


def test_the_panel_changes_nothing_by_itself(people):
    people.press("Mute", "Ann")
    people.press("Remove", "Ben")
    assert people.names() == ["Ann", "Ben", "Cleo"]
    assert people.condition("Ann") == ("Live", "safe")


def test_people_of_a_cloud_room_cannot_be_controlled_from_here(people):
    people.show(room(ANN, is_studio=False))
    assert not people.can_see("Mute", "Ann")
    assert not people.can_see("Remove", "Ann")
    assert not people.can_see("Add participant")
    assert not people.can_see("From an address…")


def test_connection_and_add_by_pointer_and_keys(people):
    people.press("Connection…")
    people.press("Add participant")
    people.press("From an address…")
    people.press_keys(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    people.press_keys(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    people.press_keys(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert people.wishes == 2 * [("connection",), ("add",), ("add guest",)]


def test_tab_goes_from_the_head_of_the_panel_down_through_everybody(people):
    people.panel.findChild(QAbstractButton, "connection").setFocus()
    stops = []
    for _ in range(2 + 3 * len(people.rows())):
        people.bot.keyClick(people.panel.focusWidget(), Qt.Key.Key_Tab)
        row = people.panel.focusWidget().parent()
        stops.append(row.accessibleName().split(", ")[0] if isinstance(row, StreamRow) else "")
    assert stops == ["", "", *(name for name in people.names() for _ in range(3))]


def test_trouble_with_the_room_is_said_and_taken_back(people):
    people.show(room(ANN, problem=phrase("The room cannot be seen.")))
    assert "The room cannot be seen." in people.texts()
    people.show(room(ANN))
    assert "The room cannot be seen." not in people.texts()


def test_a_picture_is_shown_while_the_camera_is_on(people):
    picture = QImage(320, 180, QImage.Format.Format_RGB32)
    picture.fill(QColor("#336699"))
    people.panel.show_picture("s-ann", picture)
    people.panel.show_picture("nobody", picture)
    thumbnail = people.picture("Ann")
    assert thumbnail.has_picture
    middle = thumbnail.rect().center()
    assert thumbnail.grab().toImage().pixelColor(middle).name() == "#336699"
    people.show(room(StreamView("s-ann", "Ann", StreamCondition.CAMERA_OFF), BEN))
    corner = people.picture("Ann").grab().toImage().pixelColor(6, 6).name()
    assert corner != "#336699"
