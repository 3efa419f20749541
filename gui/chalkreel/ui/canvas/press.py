"""What a press of the pointer begins, and what it selects: pure rules on what is seen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import Qt

from chalkreel.domain.arrangement import View
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.handles import Handle, handle_at
from chalkreel.domain.layout import Layout
from chalkreel.domain.region_groups import box_of, movable
from chalkreel.ui.canvas.tools import Band, BandMode, Gesture, MoveGesture, Pointing, ResizeGesture

_TOGGLES = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Seen(NamedTuple):
    """What lies under the pointer: the layout with its views in paint order, and what is selected of it."""

    layout: Layout
    canvas: Size
    views: Sequence[View]
    selection: tuple[str, ...]
    grid_px: int = 0


@dataclass(frozen=True, slots=True)
class Press:
    """``selection`` holds at once, ``clicked`` after a release without a drag; a drag does ``gesture`` or ``band``."""

    selection: tuple[str, ...]
    clicked: tuple[str, ...]
    gesture: Gesture | None = None
    band: Band | None = None
    is_full: bool = False
    """The press asks for copies, and the layout takes no more regions."""
    is_held: bool = False
    """What was pressed is locked: a drag moves nothing, and nothing behind it either."""


def grips_of(layout: Layout, selection: tuple[str, ...]) -> Rect | None:
    """Tell what the handles stand around."""
    return box_of(layout, selection)


def grip_at(seen: Seen, x: float, y: float, reach: float) -> Handle | None:
    box = grips_of(seen.layout, seen.selection)
    return handle_at(box, x, y, reach) if box is not None else None


def regions_at(views: Sequence[View], x: float, y: float) -> tuple[str, ...]:
    """List the regions under a point, the top-most first."""
    return tuple(view.region_id for view in reversed(views) if view.rect.contains(x, y))


def press(seen: Seen, at: Pointing, grip_reach: float, picked_here: str = "") -> Press:
    """Begin with a press; ``picked_here`` is what the click before selected, if it was on the same spot."""
    handle = grip_at(seen, at.x, at.y, grip_reach)
    if handle is not None:
        resizing = ResizeGesture.of(seen.layout, seen.canvas, seen.selection, handle, at, seen.grid_px)
        return Press(seen.selection, seen.selection, resizing)
    hits = regions_at(seen.views, at.x, at.y)
    free = frozenset(region.region_id for region in movable(seen.layout, hits))
    if _is_held(seen, at, hits, free):
        return Press(seen.selection, _next_of(hits, picked_here), is_held=True)
    if not free:
        return _press_on_ground(seen, at, _next_of(hits, picked_here))
    if at.keys & _TOGGLES:
        return _toggling(seen, at, hits[0])
    dragged = seen.selection if _drags_selection(seen, hits, free, picked_here) else (_first(hits, free),)
    selection = dragged if dragged[-1] == hits[0] else seen.selection
    copies = bool(at.keys & Qt.KeyboardModifier.AltModifier)
    make = MoveGesture.of_copies if copies else MoveGesture.of
    gesture = make(seen.layout, seen.canvas, dragged, at, seen.grid_px)
    return Press(selection, _next_of(hits, picked_here), gesture, is_full=copies and gesture is None)


def _is_held(seen: Seen, at: Pointing, hits: tuple[str, ...], free: frozenset[str]) -> bool:
    """Whether a plain press means a locked region: one in front, unless what is selected below can be moved."""
    is_plain = not at.keys & (_TOGGLES | Qt.KeyboardModifier.AltModifier)
    return is_plain and bool(hits) and hits[0] not in free and free.isdisjoint(seen.selection)


def _drags_selection(seen: Seen, hits: tuple[str, ...], free: Collection[str], picked_here: str) -> bool:
    """Whether a drag takes what is selected rather than what is in front.

    It does where the click before reached for it below others, or where nothing smaller lies on it: so a covered
    region can be dragged, and one that lies on a large selected region can, too.
    """
    selected = [hit for hit in hits if hit in free and hit in seen.selection]
    if picked_here in selected:
        return True
    front = seen.layout.region(hits[0])
    areas = [region.rect.size.area for one in selected if (region := seen.layout.region(one)) is not None]
    return front is not None and any(area <= front.rect.size.area for area in areas)


def _first(hits: tuple[str, ...], free: Collection[str]) -> str:
    return next(hit for hit in hits if hit in free)


def _toggling(seen: Seen, at: Pointing, hit: str) -> Press:
    """Add a region at once, or take one away when nothing is dragged."""
    rest = tuple(one for one in seen.selection if one != hit)
    selection = seen.selection if hit in seen.selection else (*rest, hit)
    clicked = rest if hit in seen.selection else selection
    return Press(selection, clicked, MoveGesture.of(seen.layout, seen.canvas, selection, at, seen.grid_px))


def _press_on_ground(seen: Seen, at: Pointing, clicked: tuple[str, ...]) -> Press:
    """Draw a band from where nothing can be moved; with Shift, Ctrl or Alt also from a locked region."""
    mode = BandMode.REPLACE
    if at.keys & _TOGGLES:
        mode = BandMode.ADD
        clicked = (*(one for one in seen.selection if one not in clicked), *clicked)
    elif at.keys & Qt.KeyboardModifier.AltModifier:
        mode = BandMode.SUBTRACT
        clicked = tuple(one for one in seen.selection if one not in clicked)
    return Press(seen.selection, clicked, band=Band(at.x, at.y, seen.selection, mode))


def _next_of(hits: tuple[str, ...], picked_here: str) -> tuple[str, ...]:
    """Choose the top-most region, or the one below what the last click on this spot chose."""
    if not hits:
        return ()
    place = (hits.index(picked_here) + 1) % len(hits) if picked_here in hits else 0
    return (hits[place],)
