"""The inspector in the real window, with the real recorder behind it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Size
from chalkreel.domain.phases import Phase
from chalkreel.studio.outputs.measure import measure
from tests.drivers.main_window import MainWindowDriver
from tests.support.waiting import until

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.qt_loop,
    pytest.mark.qt_log_ignore("does not support propagateSizeHints", "does not support raise"),
]


def enter(host, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    host.bot.keyClicks(field, text)
    host.bot.keyClick(field, Qt.Key.Key_Return)


async def test_canvas_and_regions_are_edited_and_recorded_as_typed(qtbot, tmp_path):
    host = MainWindowDriver(qtbot, tmp_path / "profile")
    try:
        await host.open()
        host.press("side-column")
        side, layouts = host.window.canvas.side, host.at.layouts
        form = side.canvas_form
        enter(host, form.fps, "99")
        assert form.notes["fps"].words
        assert host.at.take_settings.current.fps == 15
        enter(host, form.fps, "10")
        enter(host, form.width_px, "1280/2")
        enter(host, form.height_px, "360")
        assert layouts.canvas == Size(640, 360)

        layouts.choose_preset(MixMode.CUSTOM)
        region = layouts.draft.regions[0]
        steps = len(layouts.history.layouts)
        host.window.canvas.stage.set_selection((region.region_id,))
        left = side.region_form.numbers["left"]
        for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up):
            host.bot.keyClick(left, key)
        assert layouts.draft.regions[0].rect.left == region.rect.left + 3
        assert len(layouts.history.layouts) == steps + 1
        layouts.undo()
        assert layouts.draft.regions[0] == region

        await host.record()
        host.window.canvas.stage.set_selection(())
        await until(lambda: not form.fps.isEnabled())
        assert form.blocked_note.words == "The canvas of a running recording cannot be changed."
        await host.until_recorded(1000)
        await host.stop()
        assert host.phase is Phase.SAFE
        assert measure(host.recording).resolution == Size(640, 360)
        await until(form.fps.isEnabled)
    finally:
        await host.close()
