"""Drags a handle of a region, or of the box around several."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from PySide6.QtCore import Qt

from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.handles import Handle, resized
from chalkreel.domain.layout import Layout
from chalkreel.domain.region_groups import box_of, movable, with_regions_in_box
from chalkreel.domain.snapping import SnapField
from chalkreel.ui.canvas.tools.gesture import Dragged, Pointing
from chalkreel.ui.canvas.tools.move import field_beside

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
    """Moves one side or corner; corners keep the shape unless Shift frees it, and several regions grow together."""

    base: Layout
    canvas: Size
    ids: tuple[str, ...]
    box: Rect
    handle: Handle
    field: SnapField
    start_x: float
    start_y: float

    @classmethod
    def of(
        cls, layout: Layout, canvas: Size, ids: tuple[str, ...], handle: Handle, at: Pointing, grid_px: int
    ) -> ResizeGesture | None:
        """Begin to resize regions; ``None`` where none of them can be."""
        box = box_of(layout, ids)
        if box is None:
            return None
        return cls(layout, canvas, ids, box, handle, field_beside(layout, canvas, ids, grid_px), at.x, at.y)

    @property
    def cursor(self) -> Qt.CursorShape:
        return CURSORS[self.handle]

    @property
    def resized_ids(self) -> tuple[str, ...]:
        return tuple(region.region_id for region in movable(self.base, self.ids))

    def at(self, pointing: Pointing) -> Dragged:
        keeps_aspect = not pointing.keys & Qt.KeyboardModifier.ShiftModifier
        dx, dy = round(pointing.x - self.start_x), round(pointing.y - self.start_y)
        rect = resized(self.box, self.handle, dx, dy, self.canvas, keeps_aspect=keeps_aspect)
        snapped = None
        if pointing.snaps:
            has_ratio = keeps_aspect and self.handle.is_corner and not self.box.is_empty
            ratio = Fraction(self.box.width, self.box.height) if has_ratio else None
            snapped = self.field.resized(rect, self.handle, pointing.reach, ratio=ratio)
            rect = snapped.rect
        layout = with_regions_in_box(self.base, self.ids, self.box, rect)
        return Dragged(layout, self.ids, rect, snapped.guides if snapped else ())
