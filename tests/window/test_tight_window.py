"""In a small window the canvas gets the room that the people can do without."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from chalkreel.controllers.view_state import LayoutView
from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.ui.main_window import MainWindow
from chalkreel.ui.main_window.key_sheet import KeySheet
from chalkreel.ui.main_window.window import FIRST_SIZE, SMALLEST

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", "does not support raise")


@pytest.fixture
def window(qtbot):
    made = MainWindow()
    qtbot.addWidget(made)
    made.resize(SMALLEST)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_people_give_way_while_layers_and_fields_are_open(window, qtbot):
    before = window.canvas.stage.width()
    assert window.streams.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: window.canvas.side.isVisible())
    assert not window.streams.isVisible()
    qtbot.waitUntil(lambda: window.canvas.stage.width() >= before)
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert window.streams.isVisible()
    qtbot.waitUntil(lambda: window.canvas.stage.width() == before)


def test_where_there_is_room_nobody_gives_way(window, qtbot):
    window.resize(FIRST_SIZE)
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert window.canvas.side.isVisible()
    assert window.streams.isVisible()
    window.resize(SMALLEST)
    qtbot.waitUntil(lambda: not window.streams.isVisible())
    window.resize(FIRST_SIZE)
    qtbot.waitUntil(window.streams.isVisible)


def test_what_is_unfolded_is_named_and_unfolded_again(window, qtbot):
    assert window.open_parts() == []
    qtbot.keyClick(window, Qt.Key.Key_F4)
    window.timeline.fold(False)
    kept = window.open_parts()
    other = MainWindow()
    qtbot.addWidget(other)
    other.restore_open_parts(kept)
    assert other.canvas.is_side_open
    assert not other.timeline.is_folded
    other.restore_open_parts(["what is this", 7])
    assert other.open_parts() == []
    other.restore_open_parts(None)
    assert other.open_parts() == []


def test_the_sheet_of_keys_is_no_higher_than_the_window(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F1)
    sheet = window.findChild(KeySheet)
    assert sheet.height() < window.height()
    sheet.reject()
    qtbot.waitUntil(lambda: window.findChild(KeySheet) is None)


@pytest.mark.parametrize("size", [SMALLEST, QSize(1280, 800), FIRST_SIZE], ids=["smallest", "middle", "first"])
def test_no_column_moves_with_the_mode(window, qtbot, size):
    window.resize(size)
    found = set()
    for mode in MixMode:
        window.canvas.show_layout(LayoutView(Size(1280, 720), Layout(mode)))
        QApplication.processEvents()
        found.add((window.streams.width(), window.canvas.width(), window.status.width()))
    assert len(found) == 1
