"""Drags a handle of a region."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from chalkreel.domain.geometry import Size
from chalkreel.domain.handles import Handle, resized
from chalkreel.domain.layout import Layout
from chalkreel.domain.layout_editing import with_rect

CURSORS = {
    Handle.TOP_LEFT: Qt.CursorShape.SizeFDiagCursor,
    Handle.BOTTOM_RIGHT: Qt.CursorShape.SizeFDiagCursor,
    Handle.TOP_RIGHT: Qt.CursorShape.SizeBDiagCursor,
    Handle.BOTTOM_LEFT: Qt.CursorShape.SizeBDiagCursor,
    Handle.TOP: Qt.CursorShape.SizeVerCursor,
    Handle.BOTTOM: Qt.CursorShape.SizeVerCursor,
    Handle.LEFT: Qt.CursorShape.SizeHorCursor,
    Handle.RIGHT: Qt.CursorShape.SizeHorCursor,
}


@dataclass(frozen=True, slots=True)
class ResizeGesture:
    """Moves one side or corner; corners keep the shape unless Shift frees it."""

    base: Layout
    canvas: Size
    region_id: str
    handle: Handle
    start_x: float
    start_y: float

    @property
    def cursor(self) -> Qt.CursorShape:
        return CURSORS[self.handle]

    def layout_at(self, x: float, y: float, modifiers: Qt.KeyboardModifier) -> Layout:
        region = self.base.region(self.region_id)
        if region is None:
            return self.base
        keeps_aspect = not modifiers & Qt.KeyboardModifier.ShiftModifier
        dx, dy = round(x - self.start_x), round(y - self.start_y)
        rect = resized(region.rect, self.handle, dx, dy, self.canvas, keeps_aspect=keeps_aspect)
        return with_rect(self.base, self.region_id, rect)
