"""The layout library in the real window: kept, staged by a key, applied by another, there again after a restart."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from chalkreel.domain.enums import MixMode
from tests.drivers.layouts import LayoutsDriver
from tests.drivers.main_window import MainWindowDriver
from tests.support.waiting import until

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.qt_loop,
    pytest.mark.qt_log_ignore("does not support propagateSizeHints", "does not support"),
]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


async def test_a_lesson_with_kept_layouts(qtbot, tmp_path):
    first = MainWindowDriver(qtbot, tmp_path / "profile")
    try:
        await first.open()
        row = LayoutsDriver(qtbot, first.window.layouts)
        first.choose_mode(MixMode.VERTICAL)
        row.window_key(Qt.Key.Key_S, CTRL)
        row.name_it("Lecture")
        first.choose_mode(MixMode.GRID)
        row.window_key(Qt.Key.Key_S, CTRL)
        row.name_it("Everyone")
        assert row.names() == ["Lecture", "Everyone"]
    finally:
        await first.close()
    second = MainWindowDriver(qtbot, tmp_path / "profile")
    try:
        await second.open()
        row = LayoutsDriver(qtbot, second.window.layouts)
        await until(lambda: row.names() == ["Lecture", "Everyone"])
        second.press_record()
        await until(lambda: second.at.layouts.on_air is not None)
        assert second.at.layouts.on_air.mode is MixMode.GRID
        row.window_key(Qt.Key.Key_1, SHIFT)
        assert second.at.layouts.draft.mode is MixMode.VERTICAL
        assert second.at.layouts.on_air.mode is MixMode.GRID
        row.window_key(Qt.Key.Key_Return, CTRL)
        await until(lambda: second.at.layouts.on_air.mode is MixMode.VERTICAL)
        assert [(card.is_draft, card.is_on_air) for card in row.panel.shelf.cards] == [(True, True), (False, False)]
        await self_applied(second, row)
        body = {"MixMode": 1, "MixInputList": [{"Top": 0, "Left": 0, "Bottom": 720, "Right": 1280, "Layer": 0}]}
        (tmp_path / "mine.json").write_text(json.dumps(body))
        assert row.drop_file(tmp_path / "mine.json", second.window.canvas)
        await until(
            lambda: [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.inherits("QDialog")]
        )
        row.take_in()
        await until(lambda: row.names() == ["Lecture", "Everyone", "mine"])
        assert second.at.layouts.draft.mode is MixMode.CUSTOM
        second.press_stop()
        await second.at.take.over()
    finally:
        await second.close()


async def self_applied(at: MainWindowDriver, row: LayoutsDriver) -> None:
    """Let edits go on air by themselves, quicker than they are sent; then go back by one key."""
    layouts = at.at.layouts
    row.window_key(Qt.Key.Key_Return, CTRL | SHIFT)
    assert layouts.view.applies_edits
    for number in (2, 1, 2, 1, 2, 1, 2):
        row.window_key(Qt.Key(Qt.Key.Key_0 + number), SHIFT)
    assert layouts.draft.mode is MixMode.GRID
    await until(lambda: layouts.on_air == layouts.draft)
    row.window_key(Qt.Key.Key_Return, CTRL | SHIFT)
    assert not layouts.view.applies_edits
    row.window_key(Qt.Key.Key_Backspace, CTRL | SHIFT)
    await until(lambda: layouts.on_air.mode is MixMode.VERTICAL)
    assert layouts.draft.mode is MixMode.VERTICAL
