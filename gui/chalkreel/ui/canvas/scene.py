"""The painted picture, kept from one paint event to the next: only what changed is painted again."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPixmap, QRegion

_LEAST_PX = 0.01
"""A part of a device px that is a matter of arithmetic only."""

PaintPart = Callable[[QPainter, QRegion], None]


class SceneCache:
    """Holds the picture in the widget's size, without marks; owned by the stage."""

    def __init__(self) -> None:
        self._pixmap = QPixmap()
        self._dirty = QRegion()

    def invalidate(self, area: QRect) -> None:
        self._dirty += area

    def scroll(self, dx: float, dy: float) -> None:
        """Move all that is painted; only what comes into sight is painted anew."""
        ratio = self._pixmap.devicePixelRatio()
        across, down = round(dx * ratio), round(dy * ratio)
        if self._pixmap.isNull() or max(abs(across - dx * ratio), abs(down - dy * ratio)) > _LEAST_PX:
            self.forget()
            return
        whole = QRect(QPoint(0, 0), self._pixmap.size())
        self._pixmap.scroll(across, down, whole)
        step_x, step_y = ceil(abs(dx)), ceil(abs(dy))
        width, height = ceil(whole.width() / ratio), ceil(whole.height() / ratio)
        waiting = self._dirty.boundingRect().translated(round(dx), round(dy))
        self._dirty = QRegion(waiting.adjusted(-1, -1, 1, 1)) if not self._dirty.isEmpty() else QRegion()
        self._dirty += QRect(0 if dx > 0 else width - step_x, 0, step_x, height)
        self._dirty += QRect(0, 0 if dy > 0 else height - step_y, width, step_y)

    def forget(self) -> None:
        """Paint all of it again."""
        self._pixmap = QPixmap()

    def refreshed(self, size: QSize, device_ratio: float, paint: PaintPart) -> QPixmap:
        """Give the picture as it is now; ``paint`` is called for what is out of date."""
        whole = QRect(0, 0, size.width(), size.height())
        wanted = size * device_ratio
        if self._pixmap.size() != wanted or self._pixmap.devicePixelRatio() != device_ratio:
            self._pixmap = QPixmap(wanted)
            self._pixmap.setDevicePixelRatio(device_ratio)
            self._dirty = QRegion(whole)
        dirty, self._dirty = self._dirty & whole, QRegion()
        if not dirty.isEmpty():
            painter = QPainter(self._pixmap)
            painter.setClipRegion(dirty)
            paint(painter, dirty)
            painter.end()
        return self._pixmap
