"""The painted picture, kept from one paint event to the next: only what changed is painted again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import ceil
from typing import cast

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPixmap, QRegion

_LEAST_PX = 0.01
"""A part of a device px that is a matter of arithmetic only."""

_TILE_PX = 16
_MOST_PARTS = 8
_WASTE = 1.3
"""Two parts are painted as one where that is not much more than both."""

PaintPart = Callable[[QPainter, QRect], None]


class SceneCache:
    """Holds the picture in the widget's size, without marks; owned by the stage."""

    def __init__(self) -> None:
        self._pixmap = QPixmap()
        self._dirty: list[QRect] = []

    def invalidate(self, area: QRect) -> None:
        """Have a part painted again.

        Parts are kept as plain rectangles: through a clip of any other shape Qt paints pictures ten times slower.
        """
        parts = self._dirty
        while mates := [part for part in parts if len(parts) >= _MOST_PARTS or _is_better_together(part, area)]:
            parts = [part for part in parts if part not in mates]
            for mate in mates:
                area = area.united(mate)
        self._dirty = [*parts, area]

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
        way = QPoint(round(dx), round(dy))
        self._dirty = [part.translated(way).adjusted(-1, -1, 1, 1) for part in self._dirty]
        if step_x:
            self.invalidate(QRect(0 if dx > 0 else width - step_x, 0, step_x, height))
        if step_y:
            self.invalidate(QRect(0, 0 if dy > 0 else height - step_y, width, step_y))

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
            self._dirty = [whole]
        dirty, self._dirty = [part & whole for part in self._dirty], []
        for part in dirty:
            if not part.isEmpty():
                painter = QPainter(self._pixmap)
                painter.setClipRect(part)
                paint(painter, part)
                painter.end()
        return self._pixmap


def in_tiles(area: QRect) -> tuple[int, int, int, int]:
    """Give left, top, width and height of the tiles that hold an area.

    What changes from one event of a drag to the next lies in the same tiles mostly, and makes few rectangles; px for
    px it would be dozens, each painted by itself.
    """
    left, top = area.left() & -_TILE_PX, area.top() & -_TILE_PX
    return left, top, (area.right() | _TILE_PX - 1) + 1 - left, (area.bottom() | _TILE_PX - 1) + 1 - top


def rects_of(region: QRegion) -> Iterable[QRect]:
    """Give the rectangles that make up a region; Qt's own hints do not say that it can be gone through."""
    return cast("Iterable[QRect]", region)


def paint_parts(painter: QPainter, scene: QPixmap, region: QRegion) -> None:
    """Paint what an event is about, rectangle by rectangle, for the same reason that parts are kept as such."""
    if not scene.devicePixelRatio().is_integer():
        painter.drawPixmap(0, 0, scene)  # a rectangle's edge may lie within a device px
        return
    for part in rects_of(region):
        painter.setClipRect(part)
        painter.drawPixmap(0, 0, scene)
    painter.setClipping(False)


def _is_better_together(one: QRect, other: QRect) -> bool:
    # That they cross is no reason: the two strips that a pan brings into sight would be all of the canvas.
    return _area(one.united(other)) <= _WASTE * (_area(one) + _area(other))


def _area(rect: QRect) -> int:
    return rect.width() * rect.height()
