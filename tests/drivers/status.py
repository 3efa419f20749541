"""Speaks to the status panel and to the record bar as a host does."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from chalkreel.controllers.view_state import TakeAction, TakeView
from chalkreel.ui.kit.badge import Badge
from chalkreel.ui.status import RecordBar, StatusPanel
from chalkreel.ui.status.clock_label import ClockLabel
from chalkreel.ui.status.event_list import EventList
from chalkreel.ui.status.file_row import FileRow


class StatusDriver:
    """Holds a shown status panel with a clock that the test turns."""

    def __init__(self, qtbot: QtBot) -> None:
        self.bot = qtbot
        self.now_s = 1000.0
        self.panel = StatusPanel(now=self._now)
        self.wishes: list[TakeAction] = []
        self.panel.action_requested.connect(self.wishes.append)
        qtbot.addWidget(self.panel)
        self.panel.resize(320, 680)
        with qtbot.waitExposed(self.panel):
            self.panel.show()

    def show(self, take: TakeView) -> None:
        self.panel.show_take(take)
        QApplication.processEvents()

    def texts(self) -> list[str]:
        return [label.text() for label in self.panel.findChildren(QLabel) if label.isVisible() and label.text()]

    def sign(self) -> tuple[str, str]:
        badge = self.panel.findChildren(Badge)[0]
        return badge.word, badge.kind

    def timer(self) -> str:
        return self.panel.findChild(ClockLabel).text

    def action_word(self) -> str | None:
        button = self._action_button()
        return None if button is None else button.text()

    def press_action(self) -> None:
        self.bot.mouseClick(self._action_button(), Qt.MouseButton.LeftButton)

    def files(self) -> list[str]:
        return [row.accessibleName() for row in self.panel.findChildren(FileRow) if row.isVisible()]

    def events(self) -> list[str]:
        rows = self.panel.findChild(EventList).model()
        return [rows.index(row, 0).data(Qt.ItemDataRole.DisplayRole) for row in range(rows.rowCount())]

    def _action_button(self) -> QAbstractButton | None:
        return next((b for b in self.panel.findChildren(QAbstractButton) if b.isVisible()), None)

    def _now(self) -> float:
        return self.now_s


class RecordBarDriver:
    """Holds a shown record bar and remembers what was wished for."""

    def __init__(self, qtbot: QtBot) -> None:
        self.bot = qtbot
        self.bar = RecordBar()
        self.wishes: list[str] = []
        self.bar.record_requested.connect(self._on_record)
        self.bar.pause_requested.connect(self._on_pause)
        self.bar.resume_requested.connect(self._on_resume)
        self.bar.snapshot_requested.connect(self._on_snapshot)
        self.bar.stop_requested.connect(self._on_stop)
        qtbot.addWidget(self.bar)
        with qtbot.waitExposed(self.bar):
            self.bar.show()
        self.bar.activateWindow()
        qtbot.waitUntil(self.bar.isActiveWindow)

    def show(self, take: TakeView) -> None:
        self.bar.show_take(take)

    def button(self, place: int) -> QAbstractButton:
        """The buttons from left to right: Record, Pause or Resume, Snapshot, Stop, Marker, Take settings."""
        return sorted(self.bar.findChildren(QAbstractButton), key=self._left_edge)[place]

    def _left_edge(self, button: QAbstractButton) -> int:
        return button.mapTo(self.bar, QPoint()).x()

    def press(self, place: int) -> None:
        self.bot.mouseClick(self.button(place), Qt.MouseButton.LeftButton)

    def press_keys(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        self.bot.keyClick(self.bar, key, modifiers)

    def _on_record(self) -> None:
        self.wishes.append("record")

    def _on_pause(self) -> None:
        self.wishes.append("pause")

    def _on_resume(self) -> None:
        self.wishes.append("resume")

    def _on_snapshot(self) -> None:
        self.wishes.append("snapshot")

    def _on_stop(self) -> None:
        self.wishes.append("stop")
