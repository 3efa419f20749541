"""The time line of the take in view."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from chalkreel.controllers.take_moments import timeline_of_take
from chalkreel.controllers.take_state import TakeState
from chalkreel.domain.timeline import Timeline


class TimelineController(QObject):
    """Lays the take out anew when something happened in it, not while it only goes on.

    Signals:
        timeline_changed(Timeline): there is something new on it, or another take is in view.
    """

    timeline_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timeline = Timeline()

    @property
    def timeline(self) -> Timeline:
        return self._timeline

    def show_take(self, take: TakeState) -> None:
        timeline = timeline_of_take(take)
        if timeline != self._timeline:
            self._timeline = timeline
            self.timeline_changed.emit(timeline)
