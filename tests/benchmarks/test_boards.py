"""200 boards in the picker, beside a bare list of Qt with as many icons; and 100 pictures coming in at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView
from pytestqt.qtbot import QtBot

from chalkreel.app.board_pictures import small_fits
from chalkreel.controllers.view_state import BoardsView, BoardView
from chalkreel.domain.board_groups import BoardGroup, Groups
from chalkreel.domain.geometry import Size
from chalkreel.ui.whiteboards.board_delegate import TALL
from tests.benchmarks.conftest import Effort, Report
from tests.benchmarks.contenders import ROOT
from tests.benchmarks.event_times import EventTimes, Paints
from tests.drivers.whiteboards import WhiteboardsDriver

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", "does not support raise")

COUNT, IMPORTED = 200, 100
MOST_MS, MOST_BUSY_MS = 16.0, 8.0
WIDTH_PX, GRID_PX = 1280, 560
STRIP_PASSES, GRID_PASSES = 3, 12
TURNED = 120
"""One notch of a wheel."""


def pictures() -> list[QImage]:
    """One picture for each board, as the decoder gives them to the picker."""
    made = []
    for number in range(COUNT):
        image = QImage(small_fits(), QImage.Format.Format_RGB32)
        image.fill(QColor.fromHsv(number * 7 % 360, 120, 200))
        made.append(image)
    return made


def picker(bot: QtBot, *, is_grid: bool, groups: Groups) -> WhiteboardsDriver:
    """The real panel with its boards."""
    driver = WhiteboardsDriver(bot, WIDTH_PX)
    boards = tuple(BoardView(f"b{n}", f"Lesson {n}: what was written", size=Size(1280, 720)) for n in range(COUNT))
    driver.show(BoardsView(boards, groups=groups))
    if is_grid:
        driver.press("Show as grid")
        driver.panel.resize(WIDTH_PX, GRID_PX)
    QApplication.processEvents()
    return driver


class Arriving:
    """Pictures that were wanted come together, as an event of their own after the wheel's, as decoded ones do."""

    def __init__(self, driver: WhiteboardsDriver, paints: Paints) -> None:
        self._driver, self._pictures, self._paints = driver, pictures(), paints

    def come(self, times: EventTimes) -> None:
        wanted, self._driver.wanted[:] = list(self._driver.wanted), []
        if wanted:
            times.take(self._paints, lambda: self._show(wanted))

    def _show(self, wanted: list[str]) -> None:
        for board_id in wanted:
            # A decoded picture is always another one, even of the same board.
            self._driver.panel.show_board_picture(board_id, self._pictures[int(board_id[1:])].copy())


def plain(bot: QtBot, like: QListView) -> QListView:
    """A bare list with as many icons, as large as the picker's list is."""
    view, model = QListView(), QStandardItemModel()
    model.setParent(view)
    for number, image in enumerate(pictures()):
        icon = QIcon(QPixmap.fromImage(image.scaled(TALL.picture)))
        model.appendRow(QStandardItem(icon, f"Lesson {number}: what was written"))
    view.setModel(model)
    view.setViewMode(QListView.ViewMode.IconMode)
    view.setMovement(QListView.Movement.Static)
    view.setUniformItemSizes(True)
    view.setIconSize(TALL.picture)
    view.setGridSize(QSize(TALL.item))
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setWrapping(like.isWrapping())
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    bot.addWidget(view)
    view.resize(like.size())
    with bot.waitExposed(view):
        view.show()
    return view


def scrolled(view: QListView, paints: Paints, times: EventTimes, arriving: Arriving | None = None) -> None:
    """Turn the wheel to the end and back."""
    bar = view.verticalScrollBar() if view.isWrapping() else view.horizontalScrollBar()
    assert bar.maximum() > 0
    for turned in (-TURNED, TURNED):
        end = bar.maximum() if turned < 0 else 0
        while bar.value() != end:
            before = bar.value()
            times.take(paints, lambda turned=turned: turn(view, turned))
            assert bar.value() != before
            if arriving is not None:
                arriving.come(times)


def turn(view: QListView, turned: int) -> None:
    way = QPoint(0, turned) if view.isWrapping() else QPoint(turned, 0)
    at = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        at, view.viewport().mapToGlobal(at), QPoint(), way, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


@pytest.mark.parametrize("is_grouped", [False, True], ids=["plain", "groups"])
@pytest.mark.parametrize("is_grid", [False, True], ids=["filmstrip", "grid"])
def test_200_boards_scroll(qtbot: QtBot, effort: Effort, report: Report, is_grid: bool, is_grouped: bool) -> None:
    groups = tuple(
        BoardGroup(f"Lesson {first // 20 + 1}", tuple(f"b{n}" for n in range(first, first + 20)))
        for first in range(0, COUNT if is_grouped else 0, 20)
    )
    driver = picker(qtbot, is_grid=is_grid, groups=groups)
    bare = plain(qtbot, driver.strip)
    paints, bare_paints = Paints(driver.strip.viewport()), Paints(bare.viewport())
    first, arriving = EventTimes(), Arriving(driver, paints)
    scrolled(bare, bare_paints, EventTimes())
    scrolled(driver.strip, paints, first, arriving)
    rounds = []
    for _ in range(effort.rounds):
        ours, theirs = EventTimes(), EventTimes()
        for _ in range(GRID_PASSES if is_grid else STRIP_PASSES):
            scrolled(bare, bare_paints, theirs)
            scrolled(driver.strip, paints, ours, arriving)
        assert ours.unpainted == theirs.unpainted == 0
        rounds.append((ours, theirs))
    p99, bare_p99 = (median(round_[side].p99 for round_ in rounds) for side in (0, 1))
    middle, bare_middle = (median(median(round_[side].ms) for round_ in rounds) for side in (0, 1))
    cpu, bare_cpu = (median(round_[side].cpu_p99 for round_ in rounds) for side in (0, 1))
    words = f"{'grid' if is_grid else 'filmstrip'}{', in 10 groups' if is_grouped else ''}"
    report.add(
        f"picker: {COUNT} boards, {words}, {driver.strip.width()}x{driver.strip.height()}",
        f"p99 {p99:.2f} ms (median {middle:.2f}), bare QListView with {COUNT} icons p99 {bare_p99:.2f} ms"
        f" (median {bare_middle:.2f}): x {p99 / bare_p99:.1f}  (goal {MOST_MS:.0f} ms)",
        f"processor time: p99 {cpu:.2f} ms, bare list {bare_cpu:.2f} ms: x {cpu / bare_cpu:.1f};"
        f" the very first time through: {max(first.ms):.2f} ms at most",
    )
    assert p99 <= MOST_MS


def test_100_pictures_come_in(effort: Effort, report: Report, tmp_path: Path) -> None:
    found = [imported(tmp_path / str(number)) for number in range(max(effort.rounds // 2, 1))]
    worst = {name: max(one[name] for one in found) for name in found[0]}
    report.add(
        f"{IMPORTED} pictures of 1 to 4 megapixels become boards, whole window and Studio, worst of {len(found)}",
        f"the window's thread is busy for {worst['busy_most_ms']:.1f} ms at most, p99 {worst['busy_p99_ms']:.1f} ms"
        f"  (goal {MOST_BUSY_MS:.0f} ms of processor time between two waits); {worst['took_s']:.1f} s",
        f"by the clock: {worst['gap_most_ms']:.1f} ms between two beats of 2 ms at most,"
        f" p99 {worst['gap_p99_ms']:.1f} ms; collecting garbage {worst['garbage_most_ms']:.1f} ms at most",
    )
    assert worst["busy_most_ms"] <= MOST_BUSY_MS


def imported(profile: Path) -> dict[str, float]:
    """Run a window of its own and let it measure itself."""
    command = [sys.executable, "-m", "tests.benchmarks.an_importing_window", str(profile), str(IMPORTED)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured
