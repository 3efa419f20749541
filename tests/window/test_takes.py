"""The list of takes and the player, with a real recording of a real Studio."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from chalkreel.domain.phases import Phase
from chalkreel.ui.kit.picture_decoder import decode_picture
from tests.drivers.main_window import MainWindowDriver
from tests.drivers.takes import NOISE, TakesDriver
from tests.support.waiting import until

pytestmark = [pytest.mark.asyncio, pytest.mark.qt_loop, pytest.mark.qt_log_ignore(*NOISE)]
NEAR_MS = 350
"""A film shows its frames at their own times: so near is the same moment."""


async def a_take(host):
    """Record a few seconds: three boards, a second each."""
    await host.record()
    for number in (2, 3):
        await host.until_recorded(1200 * (number - 1))
        host.pick_board(number)
        await until(lambda: host.board_on_air == host.boards[number - 1])  # noqa: B023
    await host.until_recorded(4000)
    await host.stop()
    assert host.phase is Phase.SAFE


async def opened(host, qtbot):
    host.press("takes")
    takes = TakesDriver(qtbot, host.program.past_takes.window)
    await until(lambda: takes.player.detail is not None)
    return takes


async def test_a_recording_is_listed_watched_by_board_and_let_go(qtbot, tmp_path):
    host = MainWindowDriver(qtbot, tmp_path / "profile")
    try:
        await host.open()
        await a_take(host)
        takes = await opened(host, qtbot)
        player = takes.player
        (row,) = takes.rows()
        assert row.startswith("Demo classroom, ")
        assert row.endswith("Safe")
        names = {board.board_id: board.name for board in host.at.whiteboards.view.boards}
        assert takes.chapters() == [names[board_id] for board_id in host.boards]
        await until(lambda: takes.chapters_with_pictures() == 3)
        await until(lambda: not player.video.image.isNull())
        assert player.film.duration_ms == pytest.approx(host.take.files[0].duration_ms, abs=150)

        starts = [chapter.start_ms for chapter in player.detail.chapters]
        takes.click_chapter(2)
        await until(lambda: abs(player.film.position_ms - starts[2]) < NEAR_MS)
        assert player.video.caption == names[host.boards[2]]
        board = decode_picture(player.detail.pictures[2])
        wanted = board.pixelColor(board.width() // 2, board.height() // 2)
        await until(lambda: near(takes.colour_in_film(), wanted))
        takes.key(Qt.Key.Key_1)
        await until(lambda: player.moment_ms < NEAR_MS)
        takes.key(Qt.Key.Key_PageDown)
        await until(lambda: abs(player.film.position_ms - starts[1]) < NEAR_MS)
        takes.key(Qt.Key.Key_Space)
        await until(lambda: player.film.is_playing and player.moment_ms > starts[1] + 300)
        assert takes.play_word() == "Pause"
        takes.key(Qt.Key.Key_K)
        await until(lambda: not player.film.is_playing)
        takes.key(Qt.Key.Key_J)
        await until(lambda: player.moment_ms == 0)

        host.window.timeline.line.moment_chosen.emit(starts[1])
        await until(lambda: abs(player.film.position_ms - starts[1]) < NEAR_MS)
        takes.press("takes-copy-address")
        assert QGuiApplication.clipboard().text() == host.take.files[0].url
        takes.close()
        assert host.program.past_takes.window is None
    finally:
        await host.close()


async def test_a_file_that_is_gone_or_damaged_says_so_and_what_to_do(qtbot, tmp_path):
    host = MainWindowDriver(qtbot, tmp_path / "profile")
    try:
        await host.open()
        await host.record()
        await host.until_recorded(800)
        await host.stop()
        path = host.recording
        film = path.read_bytes()
        path.write_bytes(b"this was a film once")
        takes = await opened(host, qtbot)
        await until(lambda: takes.player.trouble)
        assert str(takes.player.trouble).startswith("This file cannot be played")
        takes.close()
        path.unlink()
        takes = await opened(host, qtbot)
        assert "not where it was saved" in str(takes.player.trouble)
        assert str(path) in str(takes.player.file.advice)
        assert not takes.button("takes-play").isEnabled()
        takes.close()
        path.write_bytes(film)
        path.with_suffix(".vtt").unlink()
        takes = await opened(host, qtbot)
        assert takes.player.trouble is None
        assert takes.chapters() == [host.at.whiteboards.view.boards[0].name], "from the film itself"
    finally:
        await host.close()


async def test_what_is_recorded_now_is_in_the_list_and_follows(qtbot, tmp_path):
    host = MainWindowDriver(qtbot, tmp_path / "profile")
    try:
        await host.open()
        host.press("takes")
        takes = TakesDriver(qtbot, host.program.past_takes.window)
        await until(lambda: takes.window._left.currentIndex() == 1)
        assert takes.rows() == []
        await host.record()
        await until(lambda: takes.rows() and takes.rows()[0].endswith("Recording"))
        await until(lambda: takes.player.trouble is not None and takes.player.detail is not None)
        await host.until_recorded(800)
        await host.stop()
        await until(lambda: takes.rows()[0].endswith("Safe"))
        await until(lambda: takes.player.trouble is None and not takes.player.video.image.isNull())
        takes.type_search("no such board")
        await until(lambda: takes.rows() == [])
    finally:
        await host.close()


def near(seen, wanted):
    return all(abs(one - other) < 40 for one, other in zip(seen.getRgb(), wanted.getRgb(), strict=True))
