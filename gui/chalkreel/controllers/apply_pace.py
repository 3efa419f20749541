"""Keeps automatic calls apart: the first goes at once, of all that follow too soon the last."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

PACE_MS = 200
"""Five calls a second at most: half of what the API allows, so that questions about the take fit in between."""


class ApplyPace(QObject):
    """Says when the next automatic call may leave; owned by whoever makes the calls.

    Signals:
        due: make the call now, with the state of now.
    """

    due = Signal()

    def __init__(self, owner: QObject, now_s: Callable[[], float] = monotonic) -> None:
        super().__init__(owner)
        self._now_s = now_s
        self._left_at_s = float("-inf")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer_timeout)

    def ask(self) -> None:
        """Ask for a call; several wishes before it leaves are one."""
        if self._timer.isActive():
            return
        wait_ms = PACE_MS - (self._now_s() - self._left_at_s) * 1000
        if wait_ms <= 0:
            self._on_timer_timeout()
        else:
            self._timer.start(round(wait_ms) + 1)

    def stop(self) -> None:
        self._timer.stop()

    def _on_timer_timeout(self) -> None:
        self._left_at_s = self._now_s()
        self.due.emit()
