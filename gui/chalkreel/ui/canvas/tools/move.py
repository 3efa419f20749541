"""Drags regions, or copies of them, to another place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.layout_editing import moved_inside
from chalkreel.domain.region_groups import box_of, movable, with_copies, with_regions_in_box
from chalkreel.domain.snapping import SnapField
from chalkreel.ui.canvas.tools.gesture import Dragged, Pointing


@dataclass(frozen=True, slots=True)
class MoveGesture:
    """Moves regions by as much as the pointer went since the press; ``start`` holds the copies, where it drags some."""

    base: Layout
    start: Layout
    canvas: Size
    ids: tuple[str, ...]
    box: Rect
    field: SnapField
    start_x: float
    start_y: float
    cursor: Qt.CursorShape = Qt.CursorShape.SizeAllCursor
    resized_ids: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, layout: Layout, canvas: Size, ids: tuple[str, ...], at: Pointing, grid_px: int, base: Layout | None = None
    ) -> MoveGesture | None:
        """Begin to move regions; ``None`` where none of them can be."""
        box = box_of(layout, ids)
        if box is None:
            return None
        field = field_beside(layout, canvas, ids, grid_px)
        return cls(base or layout, layout, canvas, ids, box, field, at.x, at.y)

    @classmethod
    def of_copies(
        cls, layout: Layout, canvas: Size, ids: tuple[str, ...], at: Pointing, grid_px: int
    ) -> MoveGesture | None:
        """Begin to move copies of regions; ``None`` where the layout is full."""
        originals = [region for region in layout.visible_regions if region.region_id in ids]
        start, copies = with_copies(layout, originals, 0, 0, canvas)
        return cls.of(start, canvas, copies, at, grid_px, base=layout) if copies else None

    def at(self, pointing: Pointing) -> Dragged:
        dx, dy = round(pointing.x - self.start_x), round(pointing.y - self.start_y)
        wanted = moved_inside(self.box, dx, dy, self.canvas)
        snapped = self.field.moved(wanted, pointing.reach) if pointing.snaps else None
        rect, lines = (snapped.rect, snapped.guides) if snapped else (wanted, ())
        layout = with_regions_in_box(self.start, self.ids, self.box, rect)
        ways = (guide for guide in self.field.distances(rect) if guide not in lines)
        return Dragged(layout, self.ids, rect, (*lines, *ways))


def field_beside(layout: Layout, canvas: Size, ids: tuple[str, ...], grid_px: int) -> SnapField:
    """Collect what some regions can be drawn to: the canvas and all others that are seen."""
    dragged = {region.region_id for region in movable(layout, ids)}
    others = [region.rect for region in layout.visible_regions if region.region_id not in dragged]
    return SnapField.of(canvas, others, grid_px)
