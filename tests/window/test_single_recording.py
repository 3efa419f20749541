"""Single recordings and series of pictures, as the panels show them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolTip

from chalkreel.base.phrase import phrase
from chalkreel.controllers.view_state import FileCondition, FileView, TakeAction, TakeView
from chalkreel.domain.enums import MediaTrackType, MixMode
from chalkreel.domain.layout import Layout
from chalkreel.domain.phases import Phase
from chalkreel.ui.status.file_list import FileList
from chalkreel.ui.status.panel import PICTURES_LISTED
from tests.drivers.canvas import CanvasDriver
from tests.drivers.status import StatusDriver

NOT_USED = phrase("Each stream is recorded into a file of its own, so the layout is not used.")
TAKE = TakeView(Phase.RECORDING, phrase("Recording"), can_stop=True)


def files(count, owner="Ana"):
    return tuple(FileView(f"{n}.mp4", FileCondition.RECORDING, owner=f"{owner} {n}") for n in range(1, count + 1))


@pytest.fixture
def status(qtbot):
    return StatusDriver(qtbot)


def test_every_file_says_whose_it_is(status):
    status.show(replace(TAKE, files=files(3)))
    assert status.files() == [f"File {n}.mp4 of Ana {n}, Recording" for n in (1, 2, 3)]
    assert {"Ana 1", "Ana 2", "Ana 3"} <= set(status.texts())


def test_files_of_one_person_are_told_apart_and_the_board_has_its_name(status):
    shown = files(3)
    owners = ("Ana", "Ana", "whiteboard")
    held = (MediaTrackType.AUDIO, MediaTrackType.VIDEO, MediaTrackType.VIDEO)
    told = zip(shown, owners, held, strict=True)
    status.show(replace(TAKE, files=tuple(replace(view, owner=owner, tracks=kind) for view, owner, kind in told)))
    assert [text for text in status.texts() if text in {"Ana · sound", "Ana · picture", "Whiteboard"}] == [
        *("Ana · sound", "Ana · picture", "Whiteboard"),
    ]
    assert status.files()[0] == "File 1.mp4 of Ana · sound, Recording"


def test_many_files_scroll_and_leave_room_for_the_rest(status):
    status.show(replace(TAKE, files=files(36)))
    QApplication.processEvents()
    listed = status.panel.findChildren(FileList)[0]
    assert listed.verticalScrollBar().maximum() > 0
    assert listed.height() < status.panel.height() / 2
    status.show(replace(TAKE, files=files(1)))
    QApplication.processEvents()
    assert listed.verticalScrollBar().maximum() == 0


def test_pictures_are_counted_and_the_newest_stand_first(status):
    pictures = tuple(FileView(f"{n}.jpg", FileCondition.SAFE) for n in range(1, 101))
    status.show(replace(TAKE, pictures=pictures))
    assert {"Pictures", "100"} <= set(status.texts())
    assert status.files()[0] == "File 100.jpg, Safe"
    assert len(status.files()) == PICTURES_LISTED
    status.show(TAKE)
    assert status.files() == []
    assert "Pictures" not in status.texts()


def test_a_refused_setting_is_said_and_leads_to_the_settings(status):
    said = phrase("The recorder refused this: {message}", message="RecordInputParams.RecordMode: not yet.")
    status.show(TakeView(Phase.FAILED, phrase("Recording did not start"), said, action=TakeAction.TAKE_SETTINGS))
    assert "The recorder refused this: RecordInputParams.RecordMode: not yet." in status.texts()
    assert status.action_word() == "Change settings"
    status.press_action()
    assert status.wishes == [TakeAction.TAKE_SETTINGS]


def tip_of(qtbot, part):
    """Point at a part as Qt does after a moment's rest, and read what it says."""
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
    middle = part.rect().center()
    QApplication.sendEvent(part, QHelpEvent(QEvent.Type.ToolTip, middle, part.mapToGlobal(middle)))
    said = QToolTip.text()
    QToolTip.hideText()
    return said


def test_the_canvas_rests_and_says_why(qtbot):
    canvas = CanvasDriver(qtbot, Layout(MixMode.GRID), on_air=Layout(MixMode.VERTICAL))
    canvas.show_layout(not_used=NOT_USED)
    assert canvas.words() == str(NOT_USED)
    for word in ("Apply", "Discard"):
        button = canvas.button(word)
        assert not button.isEnabled()
        assert button.toolTip() == str(NOT_USED)
    assert not canvas.panel.stage.isEnabled()
    for resting in (canvas.panel.head.modes, canvas.panel.edit_bar):
        parts = resting.findChildren(QAbstractButton)
        assert parts
        for part in parts:
            assert not part.isEnabled()
            assert tip_of(qtbot, part) == str(NOT_USED)
    canvas.show_layout(not_used=None)
    assert canvas.panel.stage.isEnabled()
    for part in canvas.panel.head.modes.findChildren(QAbstractButton):
        assert tip_of(qtbot, part) == part.toolTip()
    assert canvas.button("Apply").toolTip() != str(NOT_USED)
