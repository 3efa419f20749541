"""How long after a click on a board the recording shows it: whole window, real Studio, the decoded file."""

from __future__ import annotations

import asyncio
import random
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from chalkreel.domain.geometry import Rect
from chalkreel.domain.phases import Phase
from tests.benchmarks.conftest import Effort, Report
from tests.drivers.main_window import MainWindowDriver
from tests.support.board_frames import COLOURS, boards_shown, chapters, colour_boards
from tests.support.waiting import until

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.qt_loop,
    pytest.mark.qt_log_ignore("does not support propagateSizeHints", "does not support raise"),
]
PLACE = Rect(500, 300, 780, 580)
SWITCHES_PER_S = 2
GOAL_MS = 250


async def test_from_the_click_to_the_recorded_frame(
    qtbot: QtBot, effort: Effort, report: Report, tmp_path: Path
) -> None:
    """The file's begin timestamp places its frames on the wall clock, to a frame."""
    host = MainWindowDriver(qtbot, tmp_path / "profile")
    try:
        await host.open()
        before = len(host.boards)
        host.import_boards(*colour_boards(tmp_path))
        await until(lambda: len(host.boards) == before + len(COLOURS))
        host.pick_board(before + 1)
        await host.record()
        await host.until_recorded(1000)
        clicks_ms = await _switch(host, before, round(effort.rounds * effort.seconds * SWITCHES_PER_S))
        await host.until_recorded_more(500)
        data = await host.program.session.api.describe_record_status(host.take.task_id)
        begun_ms = data.record_files[0].begin_timestamp
        await host.stop()
        assert host.phase is Phase.SAFE
        shown, marked = boards_shown(host.recording, PLACE), chapters(host.recording)
        late_ms = [begun_ms + board.at_s * 1000 - at for board, at in zip(shown[1:], clicks_ms, strict=True)]
        apart_ms = [abs(board.at_s - chapter.at_s) * 1000 for board, chapter in zip(shown, marked, strict=True)]
        report.add(
            f"{len(late_ms)} boards switched by a click in the window",
            f"in the recording after {_share(late_ms, 0.5):.0f} ms (median), 95 %"
            f" within {_share(late_ms, 0.95):.0f} ms,"
            f" the latest {max(late_ms):.0f} ms  (goal {GOAL_MS} ms for 95 %)",
            f"chapters at most {max(apart_ms):.1f} ms from the first frame of their board",
        )
    finally:
        await host.close()


async def _switch(host: MainWindowDriver, before: int, count: int) -> list[float]:
    """Click one board after the other at odd moments; give when each was clicked, wall-clock ms."""
    dice, clicks = random.Random(7), []
    for number in range(1, count + 1):
        place = number % len(COLOURS)
        await asyncio.sleep(dice.uniform(0.2, 0.6))
        clicks.append(time.time() * 1000)
        host.pick_board(before + place + 1)
        await until(lambda at=before + place: host.board_on_air == host.boards[at])
    return clicks


def _share(values: list[float], share: float) -> float:
    return sorted(values)[min(round(share * len(values)), len(values) - 1)]
