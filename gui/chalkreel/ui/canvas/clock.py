"""Tells the canvas what the clock in the picture says."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from chalkreel.domain.clock_face import ClockFace
from chalkreel.domain.geometry import Size

_LATE_MS = 5
"""So much after the turn, so that the turn is sure to have come."""


class PictureClock(QObject):
    """Runs only while a clock is recorded; owned by the canvas panel.

    Signals:
        text_changed(str): the clock says something else; empty when there is none.
    """

    text_changed = Signal(str)

    def __init__(self, owner: QObject, now_s: Callable[[], float] = time.time) -> None:
        super().__init__(owner)
        self._now_s = now_s
        self._face: ClockFace | None = None
        self._text = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timer_timeout)

    @property
    def text(self) -> str:
        return self._text

    def show_clock(self, canvas: Size, font_px: int) -> None:
        """Run for a clock of this size on this canvas; a size of 0 stops."""
        face = ClockFace.fitted(canvas.even(), font_px) if font_px > 0 else None
        if face == self._face:
            return
        self._face = face
        self._timer.stop()
        self._on_timer_timeout()

    def _on_timer_timeout(self) -> None:
        text = ""
        if self._face is not None:
            now_s, step_s = self._now_s(), self._face.step_s
            text = self._face.text_at(now_s)
            self._timer.start(round((step_s - now_s % step_s) * 1000) + _LATE_MS)
        if text != self._text:
            self._text = text
            self.text_changed.emit(text)
