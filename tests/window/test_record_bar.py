"""The record bar allows what the take allows, and says why it does not."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from chalkreel.base.phrase import phrase
from chalkreel.controllers.view_state import TakeView
from chalkreel.domain.phases import Phase
from chalkreel.ui.status.marker_popup import MarkerPopup
from tests.drivers.status import RecordBarDriver

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NO_KEYS = Qt.KeyboardModifier.NoModifier
RECORD, PAUSE, SNAPSHOT, STOP, MARK, SETTINGS = range(6)
READY = TakeView(can_record=True)
RUNNING = TakeView(Phase.RECORDING, phrase("Recording"), can_pause=True, can_snapshot=True, can_stop=True)
PAUSED = TakeView(Phase.PAUSED, phrase("Paused"), can_resume=True, can_stop=True)


@pytest.fixture
def bar(qtbot):
    return RecordBarDriver(qtbot)


def enabled(bar):
    return [bar.button(place).isEnabled() for place in range(4)]


def test_ready_means_only_record(bar):
    bar.show(READY)
    assert enabled(bar) == [True, False, False, False]
    bar.press(RECORD)
    assert bar.wishes == ["record"]


def test_while_recording_everything_but_record(bar):
    bar.show(RUNNING)
    assert enabled(bar) == [False, True, True, True]
    assert bar.button(RECORD).text() == "Recording"
    for place in (PAUSE, SNAPSHOT, STOP):
        bar.press(place)
    assert bar.wishes == ["pause", "snapshot", "stop"]


def test_while_paused_pause_has_become_resume(bar):
    bar.show(PAUSED)
    assert enabled(bar) == [False, True, False, True]
    assert bar.button(PAUSE).text() == "Resume"
    bar.press(PAUSE)
    assert bar.wishes == ["resume"]
    bar.show(RUNNING)
    assert bar.button(PAUSE).text() == "Pause"


def test_the_keys_do_the_same(bar):
    bar.show(READY)
    bar.press_keys(Qt.Key.Key_R, CTRL)
    bar.show(RUNNING)
    bar.press_keys(Qt.Key.Key_R, CTRL)
    bar.press_keys(Qt.Key.Key_P, CTRL)
    bar.press_keys(Qt.Key.Key_P, CTRL | SHIFT)
    bar.press_keys(Qt.Key.Key_R, CTRL | SHIFT)
    bar.show(PAUSED)
    bar.press_keys(Qt.Key.Key_P, CTRL)
    assert bar.wishes == ["record", "pause", "snapshot", "stop", "resume"]


def test_a_double_click_on_record_cannot_stop(bar):
    bar.show(READY)
    place = bar.button(RECORD).geometry().center()
    bar.press(RECORD)
    bar.show(RUNNING)
    assert bar.bar.childAt(place) is bar.button(RECORD)
    assert bar.bar.childAt(place) is not bar.button(STOP)


def test_a_blocked_record_says_why(bar):
    bar.show(TakeView(record_blocked=phrase("Choose a room first.")))
    assert not bar.button(RECORD).isEnabled()
    assert bar.button(RECORD).toolTip() == "Choose a room first."
    bar.show(READY)
    assert "Ctrl+R" in bar.button(RECORD).toolTip()


@pytest.mark.parametrize("phase", list(Phase))
def test_every_button_is_named_in_every_phase(bar, phase):
    bar.show(TakeView(phase))
    for place in range(4):
        assert bar.button(place).accessibleName()
        assert bar.button(place).toolTip()


def test_pause_is_not_a_repeat_of_record_for_the_keyboard(bar):
    bar.show(READY)
    bar.button(RECORD).setFocus()
    bar.bot.keyClick(bar.button(RECORD), Qt.Key.Key_Space)
    assert bar.wishes == ["record"]


def test_a_single_recording_says_why_it_cannot_pause_or_be_photographed(bar):
    why, why_not = phrase("Only a mixed recording can be paused."), phrase("Pictures can be taken only of a mix.")
    bar.show(TakeView(Phase.RECORDING, can_stop=True, pause_blocked=why, snapshot_blocked=why_not))
    assert enabled(bar) == [False, False, False, True]
    assert bar.button(PAUSE).toolTip() == str(why)
    assert bar.button(SNAPSHOT).toolTip() == str(why_not)


def test_it_says_what_will_be_recorded_and_opens_the_settings(bar):
    wishes = []
    bar.bar.take_settings_requested.connect(lambda: wishes.append("settings"))
    bar.bar.show_summary((phrase("Mixed"), phrase("{format}", format="mp4")))
    assert any(label.text() == "Mixed, mp4" for label in bar.bar.findChildren(QLabel))
    assert bar.button(SETTINGS).accessibleDescription() == "Mixed, mp4"
    bar.press(SETTINGS)
    bar.press_keys(Qt.Key.Key_T, CTRL)
    assert wishes == ["settings", "settings"]


def test_a_marker_is_a_key_a_note_and_enter(bar):
    marked = []
    bar.bar.marker_requested.connect(lambda *said: marked.append(said))
    assert not bar.button(MARK).isEnabled()
    bar.show(TakeView(Phase.RECORDING, can_stop=True))
    bar.press_keys(Qt.Key.Key_M, NO_KEYS)
    popup = bar.bar.findChild(MarkerPopup)
    field = popup.findChild(QLineEdit)
    bar.bot.keyClicks(field, "Good question, 1")
    bar.bot.keyClick(field, Qt.Key.Key_Return)
    ((note, ago_ms),) = marked
    assert note == "Good question, 1"
    assert ago_ms >= 0
    bar.bot.waitUntil(lambda: bar.bar.findChild(MarkerPopup) is None)


def test_a_marker_without_a_note_is_just_a_marker_and_escape_is_none(bar):
    marked = []
    bar.bar.marker_requested.connect(lambda note, _ago_ms: marked.append(note))
    bar.show(TakeView(Phase.PAUSED, can_resume=True, can_stop=True))
    bar.press(MARK)
    bar.bot.keyClick(bar.bar.findChild(MarkerPopup).findChild(QLineEdit), Qt.Key.Key_Escape)
    bar.bot.waitUntil(lambda: bar.bar.findChild(MarkerPopup) is None)
    assert marked == []
    bar.press(MARK)
    bar.bot.keyClick(bar.bar.findChild(MarkerPopup).findChild(QLineEdit), Qt.Key.Key_Return)
    assert marked == ["Marker"]


def test_turning_to_something_else_sets_the_marker_and_is_not_lost_itself(bar):
    marked, wishes = [], []
    bar.bar.marker_requested.connect(lambda note, _ago_ms: marked.append(note))
    bar.bar.pause_requested.connect(lambda: wishes.append("pause"))
    bar.show(TakeView(Phase.RECORDING, can_stop=True, can_pause=True))
    bar.press(MARK)
    bar.bot.keyClicks(bar.bar.findChild(MarkerPopup).findChild(QLineEdit), "A proof")
    bar.press(PAUSE)
    assert (marked, wishes) == (["A proof"], ["pause"])
    bar.bot.waitUntil(lambda: bar.bar.findChild(MarkerPopup) is None)
    bar.press(MARK)
    bar.bot.mouseClick(bar.bar, Qt.MouseButton.LeftButton, pos=bar.bar.rect().center())
    assert marked == ["A proof", "Marker"]
    bar.bot.waitUntil(lambda: bar.bar.findChild(MarkerPopup) is None)
    bar.press(MARK)
    bar.bot.keyClick(bar.bar.findChild(MarkerPopup).findChild(QLineEdit), Qt.Key.Key_Tab)
    bar.bot.keyClick(bar.bar.window().focusWidget(), Qt.Key.Key_Tab)
    assert marked == ["A proof", "Marker", "Marker"]


def test_the_keyboard_goes_from_record_to_pause_and_back_and_never_to_what_stands_beside(bar):
    window = bar.bar.window()
    bar.show(TakeView(Phase.IDLE, can_record=True))
    bar.button(RECORD).setFocus()
    bar.show(TakeView(Phase.STARTING))
    assert window.focusWidget() is None, "a second press of the key does nothing"
    bar.show(TakeView(Phase.RECORDING, can_pause=True, can_stop=True))
    assert window.focusWidget() is bar.button(PAUSE)
    bar.button(STOP).setFocus()
    bar.show(TakeView(Phase.STOPPING))
    bar.show(TakeView(Phase.SAFE, can_record=True))
    assert window.focusWidget() is bar.button(RECORD)


def test_whoever_went_elsewhere_stays_there(bar):
    window = bar.bar.window()
    bar.show(TakeView(Phase.IDLE, can_record=True))
    bar.button(RECORD).setFocus()
    bar.show(TakeView(Phase.STARTING))
    bar.button(SETTINGS).setFocus()
    bar.show(TakeView(Phase.RECORDING, can_pause=True, can_stop=True))
    assert window.focusWidget() is bar.button(SETTINGS)


def test_the_buttons_stay_in_the_middle_whatever_is_said_beside_them(bar):
    bar.bar.resize(1100, 60)
    QApplication.processEvents()
    before = [bar.button(place).geometry() for place in range(4)]
    bar.bar.show_summary((phrase("A very long summary that has no room on any window of a sensible width at all"),))
    QApplication.processEvents()
    assert [bar.button(place).geometry() for place in range(4)] == before
    left, right = bar.button(RECORD).geometry().left(), bar.button(STOP).geometry().right()
    assert abs(left - (bar.bar.width() - right)) <= 2
