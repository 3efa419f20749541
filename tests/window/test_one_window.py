"""Starting the program again brings the window forward that is open."""

import asyncio
import sys

import pytest

from chalkreel.app.only_window import OnlyWindow
from tests.drivers.main_window import MainWindowDriver
from tests.support.waiting import until

pytestmark = [pytest.mark.asyncio, pytest.mark.qt_loop]


async def test_a_window_that_was_put_away_comes_back_when_the_program_is_started_again(qtbot, tmp_path):
    profile = tmp_path / "profile"
    host = MainWindowDriver(qtbot, profile)
    only = OnlyWindow(host.paths)
    try:
        assert only.claim()
        only.wanted.connect(host.program.come_forward)
        await host.open()
        host.window.showMinimized()
        await until(host.window.isMinimized)
        second = await asyncio.create_subprocess_exec(sys.executable, "-m", "chalkreel", "--profile", str(profile))
        await second.wait()
        assert second.returncode == 0
        assert not host.window.isMinimized()
        await until(host.window.isActiveWindow)
        assert len(host.rows("takes")) == 0
    finally:
        await host.close()
        only.release()
