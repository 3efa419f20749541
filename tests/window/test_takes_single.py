"""A take of single streams is watched on one time line, each file at its own place."""

from dataclasses import replace

import pytest

from chalkreel.domain.enums import RecordMode
from chalkreel.domain.phases import Phase
from chalkreel.domain.timeline import TrackKind
from tests.drivers.main_window import MainWindowDriver
from tests.drivers.takes import NOISE, TakesDriver
from tests.support.waiting import until

pytestmark = [pytest.mark.asyncio, pytest.mark.qt_loop, pytest.mark.qt_log_ignore(*NOISE)]
NEAR_MS = 400


async def test_streams_and_whiteboard_stand_on_one_time_line_and_the_moment_stays(qtbot, tmp_path):
    host = MainWindowDriver(qtbot, tmp_path / "profile")
    try:
        await host.open()
        host.at.take_settings.change(replace(host.at.take_settings.current, record_mode=RecordMode.SINGLE))
        await host.record()
        await host.until_recorded(1500)
        host.pick_board(2)
        await until(lambda: host.board_on_air == host.boards[1])
        await host.until_recorded(3500)
        await host.stop()
        assert host.phase is Phase.SAFE
        host.press("takes")
        takes = TakesDriver(qtbot, host.program.past_takes.window)
        player = takes.player
        await until(lambda: player.detail is not None)
        rows = [track.name for track in player.detail.timeline.tracks if track.kind is TrackKind.FILE]
        people = [stream.user_name for stream in host.at.room.view.streams]
        assert rows[0] == "whiteboard"
        assert set(rows[1:]) == set(people)
        assert all(0 <= file.offset_ms < 2000 for file in player.detail.files)
        player.seek(2500)
        await until(lambda: abs(player.file.offset_ms + player.film.position_ms - 2500) < NEAR_MS)
        first = player.file
        other = next(n for n, file in enumerate(player.detail.files) if str(file.name) != str(first.name))
        takes.choose_file(other)
        await until(lambda: player.file is not first and not player.video.image.isNull())
        await until(lambda: abs(player.file.offset_ms + player.film.position_ms - 2500) < NEAR_MS)
        assert player.moment_ms == pytest.approx(2500, abs=NEAR_MS)
    finally:
        await host.close()
