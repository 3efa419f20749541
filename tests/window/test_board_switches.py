"""Switching boards by hand: each chapter begins with the first frame that shows its board."""

import pytest

from chalkreel.domain.geometry import Rect
from chalkreel.domain.phases import Phase
from tests.drivers.main_window import MainWindowDriver
from tests.support.board_frames import boards_shown, chapters, colour_boards
from tests.support.waiting import until

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.qt_loop,
    pytest.mark.qt_log_ignore("does not support propagateSizeHints", "does not support raise"),
]
PLACE = Rect(500, 300, 780, 580)
"""Within the large view of the first layout."""
FRAME_S = 1 / 15
SEEN_MS = 300


async def test_each_chapter_begins_with_the_first_frame_of_its_board(qtbot, tmp_path):
    host = MainWindowDriver(qtbot, tmp_path / "profile")
    try:
        await host.open()
        before = len(host.boards)
        host.import_boards(*colour_boards(tmp_path))
        await until(lambda: len(host.boards) == before + 3)
        host.pick_board(before + 1)
        await host.record()
        for number in (2, 3, 1):
            await host.until_recorded_more(SEEN_MS)
            host.press_number(before + number)
            await until(lambda at=before + number - 1: host.board_on_air == host.boards[at])
        host.press("stage-boards")
        host.press_number(before + 2)
        staged = next(board for board in host.at.whiteboards.view.boards if board.is_staged)
        await host.until_recorded_more(SEEN_MS)
        assert host.board_on_air == host.boards[before], "what is next is not on air"
        host.press("take-board")
        await until(lambda: host.board_on_air == staged.board_id)
        await host.until_recorded_more(SEEN_MS)
        await host.stop()
        assert host.phase is Phase.SAFE
        shown, marked = boards_shown(host.recording, PLACE), chapters(host.recording)
        assert [board.name for board in shown] == ["red", "green", "blue", "red", "green"]
        assert [chapter.name for chapter in marked] == [board.name for board in shown]
        for chapter, board in zip(marked, shown, strict=True):
            assert abs(chapter.at_s - board.at_s) <= FRAME_S + 0.001, f"{chapter} beside {board}"
    finally:
        await host.close()
