"""The right panel: one truthful picture of the take."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from chalkreel.base.phrase import Phrase
from chalkreel.controllers.view_state import TakeAction, TakeView
from chalkreel.ui.kit.elided_label import divider
from chalkreel.ui.kit.headers import EmptyState, SectionHeader
from chalkreel.ui.kit.roles import set_role
from chalkreel.ui.kit.words import tr
from chalkreel.ui.status.event_list import EventList
from chalkreel.ui.status.file_list import FileList
from chalkreel.ui.status.take_head import TakeHead
from chalkreel.ui.theme import SPACING

PICTURES_LISTED = 12
"""The newest ones; a series may have many hundreds."""


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
        self._files = FileList()
        self._pictures_header = SectionHeader()
        self._pictures = FileList()
        self._events_header = SectionHeader()
        self._events = EventList()
        self._empty = EmptyState("history")
        self._head.action_requested.connect(self.action_requested)
        self._assemble()
        self._retranslate()

    def show_take(self, take: TakeView) -> None:
        self._take = take
        self._head.show_take(take)
        self._render_files()
        self._render_events()

    def show_summary(self, pieces: tuple[Phrase, ...]) -> None:
        """Say in few words what a recording would begin with."""
        self._head.show_summary(pieces)

    def _render_files(self) -> None:
        files, pictures = self._take.files, self._take.pictures
        self._files.show_files(files)
        self._files_header.setVisible(bool(files))
        self._files_header.show_words(tr("Files"), str(len(files)))
        self._pictures.show_files(pictures[: -PICTURES_LISTED - 1 : -1])
        self._pictures_header.setVisible(bool(pictures))
        self._pictures_header.show_words(tr("Pictures"), str(len(pictures)))

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
        self._render_files()
        self._render_events()

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING.large, SPACING.medium, SPACING.large, SPACING.medium)
        column.setSpacing(SPACING.small)
        column.addWidget(self._head)
        column.addWidget(divider())
        column.addWidget(self._files_header)
        column.addWidget(self._files)
        column.addWidget(self._pictures_header)
        column.addWidget(self._pictures)
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
