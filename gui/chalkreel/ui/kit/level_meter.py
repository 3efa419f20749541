"""A loudness meter that costs next to nothing to paint."""

from __future__ import annotations

from collections.abc import Callable
from math import log10
from time import monotonic

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from chalkreel.ui.theme import current_tokens

FLOOR_DB = -60.0
HOT_DB = -9.0
PEAK_HOLD_S = 1.2
_BAR_PX = 4


def meter_share(level: float) -> float:
    """Turn an amplitude of 0 to 1 into the share of the bar that is filled, by decibels."""
    if level <= 0.0:
        return 0.0
    return min(1.0, max(0.0, 1.0 - 20.0 * log10(level) / FLOOR_DB))


class LevelMeter(QWidget):
    """Shows a level with its peak held for a while; it repaints only when what it shows changes."""

    def __init__(self, owner: QWidget | None = None, now: Callable[[], float] = monotonic) -> None:
        super().__init__(owner)
        self._now = now
        self._share = 0.0
        self._peak = 0.0
        self._peak_at = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)

    @property
    def share(self) -> float:
        return self._share

    @property
    def peak(self) -> float:
        return self._peak

    def show_level(self, level: float) -> None:
        share = meter_share(level)
        peak, now = self._peak, self._now()
        if share >= peak:
            peak, self._peak_at = share, now
        elif now - self._peak_at > PEAK_HOLD_S:
            peak = share
        if self._pixels(share) != self._pixels(self._share) or self._pixels(peak) != self._pixels(self._peak):
            self.update()
        self._share, self._peak = share, peak

    def _pixels(self, share: float) -> int:
        return round(share * self.width() * self.devicePixelRatioF())

    def sizeHint(self) -> QSize:
        return QSize(96, _BAR_PX + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(32, _BAR_PX + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colors = current_tokens().colors
        painter = QPainter(self)
        top = (self.height() - _BAR_PX) / 2
        width = self.width()
        hot = width * (1.0 - HOT_DB / FLOOR_DB)
        filled = width * self._share
        painter.fillRect(QRectF(0, top, width, _BAR_PX), QColor(colors.hover))
        painter.fillRect(QRectF(0, top, min(filled, hot), _BAR_PX), QColor(colors.safe))
        if filled > hot:
            painter.fillRect(QRectF(hot, top, filled - hot, _BAR_PX), QColor(colors.problem))
        if self._peak > 0.0:
            mark = min(width - 2.0, width * self._peak)
            painter.fillRect(QRectF(mark, top - 1, 2, _BAR_PX + 2), QColor(colors.text_muted))
        painter.end()
