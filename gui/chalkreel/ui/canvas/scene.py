"""The painted picture, kept from one paint event to the next: only what changed is painted again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPixmap, QRegion

PaintPart = Callable[[QPainter, QRegion], None]


class SceneCache:
    """Holds the picture in the widget's size, without marks; owned by the stage."""

    def __init__(self) -> None:
        self._pixmap = QPixmap()
        self._dirty = QRegion()

    def invalidate(self, area: QRect) -> None:
        self._dirty += area

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
