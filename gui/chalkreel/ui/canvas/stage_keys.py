"""The edits that the keys make of the selected regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from chalkreel.domain.enums import FillMode
from chalkreel.domain.geometry import Size
from chalkreel.domain.handles import Handle, resized
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.layout_editing import with_fill, with_lock, without_regions
from chalkreel.domain.region_groups import (
    box_of,
    with_copies,
    with_regions_in_box,
    with_regions_moved,
    with_regions_raised,
)
from chalkreel.ui.canvas.stage_actions import Command

NUDGE_PX = 1
LONG_NUDGE_PX = 10
COPY_OFFSET_PX = 24

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_RAISES = {Command.RAISE: 1, Command.LOWER: -1, Command.TO_FRONT: 10_000, Command.TO_BACK: -10_000}
_NO_KEYS = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_RESIZE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class Edit:
    """What a key makes of the layout, and what is selected then."""

    layout: Layout
    selection: tuple[str, ...]
    is_nudge: bool = False
    """Whether it is a small step, many of which make one change."""


def edit_for_arrow(layout: Layout, selection: tuple[str, ...], canvas: Size, event: QKeyEvent) -> Edit | None:
    """Move or resize by an arrow key; ``None`` for any other key."""
    key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key not in _ARROWS or not selection:
        return None
    if modifiers == _RESIZE:
        return edit_for_growing(layout, selection, canvas, event)
    across, down = _ARROWS[key]
    if modifiers not in (_NO_KEYS, _SHIFT):
        return None
    px = LONG_NUDGE_PX if modifiers == _SHIFT else NUDGE_PX
    return Edit(with_regions_moved(layout, selection, across * px, down * px, canvas), selection, is_nudge=True)


def edit_for_growing(layout: Layout, selection: tuple[str, ...], canvas: Size, event: QKeyEvent) -> Edit | None:
    """Resize by an arrow key; ``None`` for any other key."""
    key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key not in _ARROWS or modifiers != _RESIZE or not selection:
        return None
    across, down = _ARROWS[key]
    return Edit(_resized(layout, selection, across, down, canvas), selection, is_nudge=True)


def edit_for(command: Command, layout: Layout, selection: tuple[str, ...], canvas: Size) -> Edit | None:
    """Do a command to the selected regions; ``None`` where it edits nothing."""
    primary = layout.region(selection[-1]) if selection else None
    if primary is None:
        return None
    if command in _RAISES:
        return Edit(with_regions_raised(layout, selection, _RAISES[command]), selection)
    match command:
        case Command.DELETE | Command.CUT:
            return Edit(without_regions(layout, selection), ())
        case Command.FILL:
            other = FillMode.FIT if primary.fill_mode is FillMode.CROP else FillMode.CROP
            return Edit(_filled(layout, selection, other), selection)
        case Command.LOCK:
            regions = [region for region in layout.regions if region.region_id in selection]
            return Edit(with_lock(layout, selection, not all(region.is_locked for region in regions)), selection)
        case Command.DUPLICATE:
            originals = [region for region in layout.visible_regions if region.region_id in selection]
            edited, copies = with_copies(layout, originals, COPY_OFFSET_PX, COPY_OFFSET_PX, canvas)
            return Edit(edited, copies or selection)
    return None


def pasted(layout: Layout, regions: Sequence[Region], canvas: Size) -> Edit | None:
    """Add regions from the clipboard; ones that would lie exactly on others are put a little beside them."""
    if not regions:
        return None
    taken = {region.rect for region in layout.visible_regions}
    offset = 0
    while offset < canvas.width and any(region.rect.moved(offset, offset) in taken for region in regions):
        offset += COPY_OFFSET_PX
    edited, copies = with_copies(layout, regions, offset, offset, canvas)
    return Edit(edited, copies)


def _filled(layout: Layout, selection: tuple[str, ...], fill_mode: FillMode) -> Layout:
    for region_id in selection:
        layout = with_fill(layout, region_id, fill_mode)
    return layout


def _resized(layout: Layout, selection: tuple[str, ...], across: int, down: int, canvas: Size) -> Layout:
    """Move the right or lower side; near the canvas edge there is no more to gain."""
    box = box_of(layout, selection)
    if box is None:
        return layout
    handle = Handle.RIGHT if across else Handle.BOTTOM
    wanted = resized(box, handle, across * LONG_NUDGE_PX, down * LONG_NUDGE_PX, canvas, keeps_aspect=False)
    return with_regions_in_box(layout, selection, box, wanted)
