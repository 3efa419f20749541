"""Looks at and scrubs the time line as a host does."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from chalkreel.controllers.view_state import TakeView
from chalkreel.domain.timeline import Timeline, TrackKind
from chalkreel.ui.kit.time_line import TimeLineView
from chalkreel.ui.kit.time_line_card import TimeLineCard
from chalkreel.ui.kit.time_line_rows import Row
from chalkreel.ui.timeline import TimelinePanel
from chalkreel.ui.timeline.actions import FIT, FOLD, PLAY


class TimelineDriver:
    """Holds a shown panel with a clock that the test turns, and remembers what was wished for."""

    def __init__(self, qtbot: QtBot, width_px: int = 760) -> None:
        self.bot = qtbot
        self.now_s = 1000.0
        self.panel = TimelinePanel(now=self._now)
        self.chosen: list[int] = []
        self.played: list[int] = []
        self.wanted: list[str] = []
        self.panel.moment_chosen.connect(self.chosen.append)
        self.panel.play_requested.connect(self.played.append)
        self.panel.picture_wanted.connect(self.wanted.append)
        self.panel.resize(width_px, 200)
        qtbot.addWidget(self.panel)

    @property
    def line(self) -> TimeLineView:
        return self.panel.line

    def show(self, timeline: Timeline, take: TakeView | None = None) -> None:
        self.panel.show_timeline(timeline)
        self.panel.show_take(take or TakeView(recording_ms=timeline.end_ms, measured_at=self.now_s))
        QApplication.processEvents()

    def unfold(self) -> None:
        self.press(FOLD.action_id)

    def fit(self) -> None:
        self.press(FIT.action_id)

    def play(self) -> None:
        self.press(PLAY.action_id)

    def press(self, action_id: str) -> None:
        self.bot.mouseClick(self.button(action_id), Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def button(self, action_id: str) -> QAbstractButton:
        button = self.panel.findChild(QAbstractButton, action_id)
        assert button is not None
        return button

    def row(self, kind: TrackKind | None) -> Row:
        """Give the row of a kind; ``None`` is that of the marks."""
        return next(row for row in self.line.rows if (row.track.kind if row.track else None) is kind)

    def place(self, kind: TrackKind | None, at_ms: int) -> QPoint:
        row = self.row(kind)
        return QPoint(round(self.line.scale.x_of(at_ms)), row.top_px + row.height_px // 2)

    def click(self, kind: TrackKind | None, at_ms: int) -> None:
        self.bot.mouseClick(self.line, Qt.MouseButton.LeftButton, pos=self.place(kind, at_ms))

    def double_click(self, kind: TrackKind | None, at_ms: int) -> None:
        self.click(kind, at_ms)
        self.bot.mouseDClick(self.line, Qt.MouseButton.LeftButton, pos=self.place(kind, at_ms))

    def hover(self, kind: TrackKind | None, at_ms: int) -> TimeLineCard | None:
        """Move the pointer there; give the card that is shown, if one is."""
        QTest.mouseMove(self.line, self.place(kind, at_ms) + QPoint(0, 1))
        QTest.mouseMove(self.line, self.place(kind, at_ms))
        QApplication.processEvents()
        card = self.line.findChild(TimeLineCard)
        return card if card is not None and card.isVisible() else None

    def keys(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            self.bot.keyClick(self.line, key, modifier)

    def _now(self) -> float:
        return self.now_s
