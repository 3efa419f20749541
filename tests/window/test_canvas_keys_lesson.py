"""The keys of the canvas in the whole window, where every other part has keys of its own."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect
from chalkreel.domain.layout import Layout, Region
from tests.drivers.main_window import MainWindowDriver
from tests.support.waiting import until

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.qt_loop,
    pytest.mark.qt_log_ignore("does not support propagateSizeHints", "does not support raise"),
]
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT_HALF, RIGHT_HALF = Rect(0, 0, 600, 700), Rect(640, 0, 1200, 700)


async def test_keys_edit_the_draft_escape_restores_it_and_apply_puts_it_on_air(qtbot, tmp_path):
    host = MainWindowDriver(qtbot, tmp_path / "profile")
    try:
        await host.open()
        layouts, stage = host.at.layouts, host.window.canvas.stage
        layouts.edit_draft(Layout(MixMode.CUSTOM, (Region("a", LEFT_HALF, 0), Region("b", RIGHT_HALF, 1))))
        await host.record()
        stage.setFocus()

        def key(which, keys=NONE):
            QTest.keyClick(host.window.windowHandle(), which, keys)

        def rect(region_id="a"):
            return layouts.draft.region(region_id).rect

        stage.set_selection(("a",))
        key(Qt.Key.Key_Right)
        key(Qt.Key.Key_Down, SHIFT)
        assert rect() == LEFT_HALF.moved(1, 10)
        key(Qt.Key.Key_Left, CTRL | SHIFT)
        assert (rect().width, rect().height) == (590, 700)
        layouts.edit_draft(layouts.draft.with_region(replace(layouts.draft.region("b"), layer=7)))
        before = layouts.draft
        key(Qt.Key.Key_Z, CTRL)
        assert layouts.draft != before
        key(Qt.Key.Key_Z, CTRL | SHIFT)
        assert layouts.draft == before

        held = layouts.draft
        view, at = stage, stage.to_screen(rect()).center().toPoint()
        QTest.mousePress(view, Qt.MouseButton.LeftButton, NONE, at)
        QTest.mouseMove(view, at + QPoint(40, 5))
        key(Qt.Key.Key_Escape)
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, NONE, at + QPoint(40, 5))
        assert layouts.draft == held

        stage.set_selection(("a",))
        key(Qt.Key.Key_L, CTRL)
        assert layouts.draft.region("a").is_locked
        key(Qt.Key.Key_L, CTRL)
        key(Qt.Key.Key_D, CTRL)
        assert len(layouts.draft.regions) == 3
        key(Qt.Key.Key_Delete)
        assert {region.region_id for region in layouts.draft.regions} == {"a", "b"}
        key(Qt.Key.Key_A, CTRL)
        key(Qt.Key.Key_C, CTRL)
        key(Qt.Key.Key_V, CTRL)
        assert len(layouts.draft.regions) == 4
        key(Qt.Key.Key_Delete)
        assert layouts.draft == held
        assert [region.rect for region in layouts.on_air.regions] == [LEFT_HALF, RIGHT_HALF], "not without Apply"

        key(Qt.Key.Key_Return, CTRL)
        await until(lambda: layouts.on_air.region("a").rect == rect())
        await host.stop()
    finally:
        await host.close()
