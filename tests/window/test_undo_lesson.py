"""Undo through the real window, and the draft that the next window finds."""

import pytest
from PySide6.QtCore import Qt

from chalkreel.domain.enums import MixMode
from tests.drivers.main_window import MainWindowDriver
from tests.support.waiting import until

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.qt_loop,
    pytest.mark.qt_log_ignore("does not support propagateSizeHints", "does not support raise"),
]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


async def test_keys_undo_in_the_window_and_the_next_window_goes_on_from_there(qtbot, tmp_path):
    first = MainWindowDriver(qtbot, tmp_path / "profile")
    try:
        await first.open()
        began = first.at.layouts.draft
        first.choose_mode(MixMode.VERTICAL)
        first.choose_mode(MixMode.GRID)
        qtbot.keyClick(first.window, Qt.Key.Key_Z, CTRL)
        await until(lambda: first.at.layouts.draft.mode is MixMode.VERTICAL)
        first.press("undo")
        assert first.at.layouts.draft == began
        qtbot.keyClick(first.window, Qt.Key.Key_Z, CTRL | SHIFT)
        await until(lambda: first.at.layouts.draft.mode is MixMode.VERTICAL)
        was = first.at.layouts.history
    finally:
        await first.close()
    second = MainWindowDriver(qtbot, tmp_path / "profile")
    try:
        await second.open()
        assert second.at.layouts.history == was
        second.press("redo")
        assert second.at.layouts.draft.mode is MixMode.GRID
    finally:
        await second.close()
