"""The big timer."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from chalkreel.controllers.take_words import clock_text
from chalkreel.ui.theme import current_tokens


class ClockLabel(QWidget):
    """Shows HH:MM:SS in digits of equal width and counts on by itself from a measured time."""

    def __init__(self, owner: QWidget | None = None, now: Callable[[], float] = monotonic) -> None:
        super().__init__(owner)
        self._now = now
        self._base_ms = 0
        self._measured_at = 0.0
        self._is_counting = False
        self._text = clock_text(0)
        self._is_muted = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        return self._text

    def show_time(self, recording_ms: int, measured_at: float, is_counting: bool, is_muted: bool) -> None:
        """Show a recorded time that held at ``measured_at`` and grows from there while ``is_counting``."""
        self._base_ms, self._measured_at = recording_ms, measured_at
        self._is_counting = is_counting
        if is_muted != self._is_muted:
            self._is_muted = is_muted
            self.update()
        self._tick()

    def _tick(self) -> None:
        elapsed_ms = max(0, round((self._now() - self._measured_at) * 1000)) if self._is_counting else 0
        shown_ms = self._base_ms + elapsed_ms
        text = clock_text(shown_ms)
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.update()
        if self._is_counting:
            # Wakes just after the next full second, so that no second is skipped and none stays long.
            self._timer.start(1000 - shown_ms % 1000 + 5)
        else:
            self._timer.stop()

    def _timer_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(current_tokens().sizes.timer)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._timer_font())
        width = 6 * _digit_px(metrics) + 2 * _colon_px(metrics)
        return QSize(width, metrics.capHeight() + 12)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colors = current_tokens().colors
        painter = QPainter(self)
        painter.setFont(self._timer_font())
        painter.setPen(QColor(colors.text_muted if self._is_muted else colors.text))
        metrics = painter.fontMetrics()
        left = 0.0
        baseline = (self.height() + metrics.capHeight()) / 2
        for sign in self._text:
            cell = _colon_px(metrics) if sign == ":" else _digit_px(metrics)
            shift = (cell - metrics.horizontalAdvance(sign)) / 2
            painter.drawText(QPointF(left + shift, baseline), sign)
            left += cell
        painter.end()


def _digit_px(metrics: QFontMetrics) -> int:
    return max(metrics.horizontalAdvance(digit) for digit in "0123456789")


def _colon_px(metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance(":") + 2
