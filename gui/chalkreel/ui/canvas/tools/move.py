"""Drags a region to another place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.layout_editing import with_region_moved


@dataclass(frozen=True, slots=True)
class MoveGesture:
    """Moves one region by as much as the pointer went since the press."""

    base: Layout
    canvas: Size
    region_id: str
    start_x: float
    start_y: float
    cursor: Qt.CursorShape = Qt.CursorShape.SizeAllCursor

    def layout_at(self, x: float, y: float, modifiers: Qt.KeyboardModifier) -> Layout:
        del modifiers
        dx, dy = round(x - self.start_x), round(y - self.start_y)
        return with_region_moved(self.base, self.region_id, dx, dy, self.canvas)
