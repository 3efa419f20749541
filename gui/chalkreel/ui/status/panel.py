"""The right panel: one truthful picture of the take."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from chalkreel.controllers.view_state import FileView, TakeAction, TakeView
from chalkreel.ui.kit.elided_label import divider
from chalkreel.ui.kit.headers import EmptyState, SectionHeader
from chalkreel.ui.kit.roles import set_role
from chalkreel.ui.kit.words import tr
from chalkreel.ui.status.event_list import EventList
from chalkreel.ui.status.file_row import FileRow
from chalkreel.ui.status.take_head import TakeHead
from chalkreel.ui.theme import SPACING


class StatusPanel(QFrame):
    """Renders a ``TakeView``; decides nothing.

    Signals:
        action_requested: the one action of the phase was pressed.
    """

    action_requested = Signal(TakeAction)

    def __init__(self, owner: QWidget | None = None, now: Callable[[], float] = monotonic) -> None:
        super().__init__(owner)
        set_role(self, "panel")
        self._take = TakeView()
        self._head = TakeHead(now=now)
        self._files_header = SectionHeader()
        self._files = QVBoxLayout()
        self._rows: list[FileRow] = []
        self._events_header = SectionHeader()
        self._events = EventList()
        self._empty = EmptyState("history")
        self._head.action_requested.connect(self.action_requested)
        self._assemble()
        self._retranslate()

    def show_take(self, take: TakeView) -> None:
        self._take = take
        self._head.show_take(take)
        self._render_files(take.files)
        self._render_events()

    def _render_files(self, files: tuple[FileView, ...]) -> None:
        while len(self._rows) > len(files):
            row = self._rows.pop()
            self._files.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(files):
            row = FileRow()
            self._rows.append(row)
            self._files.addWidget(row)
        for row, view in zip(self._rows, files, strict=True):
            row.render_file(view)
        self._files_header.setVisible(bool(files))
        self._files_header.show_words(tr("Files"), str(len(files)))

    def _render_events(self) -> None:
        has_events = bool(self._take.events)
        self._events.show_events(self._take.events)
        self._events.setVisible(has_events)
        self._empty.setVisible(not has_events)

    def _retranslate(self) -> None:
        self.setAccessibleName(tr("State of the recording"))
        self._events_header.show_words(tr("What happened"))
        self._events.setAccessibleName(tr("What happened in this recording"))
        self._empty.show_words(
            tr("Nothing happened yet"), tr("Switched boards, layouts and pauses are listed here with their time.")
        )
        self._events.viewport().update()
        self._render_files(self._take.files)
        self._render_events()

    def _assemble(self) -> None:
        self._files.setSpacing(SPACING.tight)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING.large, SPACING.medium, SPACING.large, SPACING.medium)
        column.setSpacing(SPACING.small)
        column.addWidget(self._head)
        column.addWidget(divider())
        column.addWidget(self._files_header)
        column.addLayout(self._files)
        column.addWidget(self._events_header)
        column.addWidget(self._events, 1)
        column.addWidget(self._empty, 1)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(320, 520)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 240)
