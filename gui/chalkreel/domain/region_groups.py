"""Edits of several regions as one: they move, grow, change order and are copied together.

A locked region keeps its place and size whatever the others do; a hidden one is no part of the picture and stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.layout_editing import moved_inside, stacked
from chalkreel.domain.limits import MAX_VIEWS


def movable(layout: Layout, region_ids: Collection[str]) -> tuple[Region, ...]:
    """Those of some regions that can be moved by hand."""
    return tuple(region for region in layout.visible_regions if region.region_id in region_ids and not region.is_locked)


def bounds(rects: Iterable[Rect]) -> Rect | None:
    """Give the smallest rectangle around others; ``None`` where there are none."""
    known = list(rects)
    if not known:
        return None
    return Rect(
        min(rect.left for rect in known),
        min(rect.top for rect in known),
        max(rect.right for rect in known),
        max(rect.bottom for rect in known),
    )


def box_of(layout: Layout, region_ids: Collection[str]) -> Rect | None:
    """Give what is around those regions that can be moved."""
    return bounds(region.rect for region in movable(layout, region_ids))


def with_regions_moved(layout: Layout, region_ids: Collection[str], dx: int, dy: int, canvas: Size) -> Layout:
    """Move regions together; the first that reaches an edge of the canvas stops them all."""
    box = box_of(layout, region_ids)
    if box is None:
        return layout
    return with_regions_in_box(layout, region_ids, box, moved_inside(box, dx, dy, canvas))


def with_regions_in_box(layout: Layout, region_ids: Collection[str], old: Rect, new: Rect) -> Layout:
    """Move and scale regions as if they were drawn into a rectangle that becomes another."""
    changed = {region.region_id: region for region in movable(layout, region_ids)}
    if not changed or old == new:
        return layout
    regions = tuple(
        replace(region, rect=_carried(region.rect, old, new)) if region.region_id in changed else region
        for region in layout.regions
    )
    return replace(layout, regions=regions)


def with_regions_raised(layout: Layout, region_ids: Collection[str], steps: int) -> Layout:
    """Bring regions that many places to the front (negative: to the back); among each other they stay in order."""
    order = [region.region_id for region in stacked(layout)]
    before = list(order)
    for _ in range(min(abs(steps), len(order))):
        _raise_once(order, region_ids, backwards=steps < 0)
    if order == before:
        return layout
    layers = {region_id: layer for layer, region_id in enumerate(order)}
    return replace(layout, regions=tuple(replace(region, layer=layers[region.region_id]) for region in layout.regions))


def with_copies(
    layout: Layout, originals: Sequence[Region], dx: int, dy: int, canvas: Size
) -> tuple[Layout, tuple[str, ...]]:
    """Add copies of regions in front of all others, that far away, and tell their ids.

    A second whiteboard would be refused by the recorder, so its copy waits for the next to join instead. Where not
    all fit into a layout, none is added.
    """
    free = MAX_VIEWS - len(layout.visible_regions)
    box = bounds(region.rect for region in originals)
    if box is None or len(originals) > free:
        return layout, ()
    placed = moved_inside(box, dx, dy, canvas)
    by = (placed.left - box.left, placed.top - box.top)
    top = max((region.layer for region in layout.regions), default=-1) + 1
    ids = _free_ids(layout, len(originals))
    has_board = any(region.shows_whiteboard for region in layout.visible_regions)
    added = []
    ordered = sorted(originals, key=lambda region: region.layer)
    for place, (region_id, original) in enumerate(zip(ids, ordered, strict=True)):
        copy = replace(
            original, region_id=region_id, rect=_clipped(original.rect.moved(*by), canvas), layer=top + place
        )
        if copy.shows_whiteboard and has_board:
            copy = replace(copy, view_type=_SEAT.view_type, stream_id="", name="")
        has_board = has_board or copy.shows_whiteboard
        added.append(replace(copy, is_locked=False, is_hidden=False))
    return replace(layout, regions=(*layout.regions, *added)), ids


_SEAT = Region("", Rect(0, 0, 0, 0))


def _carried(rect: Rect, old: Rect, new: Rect) -> Rect:
    if old.size == new.size:
        return rect.moved(new.left - old.left, new.top - old.top)
    left, right = _scaled(rect.left, rect.right, (old.left, old.right), (new.left, new.right))
    top, bottom = _scaled(rect.top, rect.bottom, (old.top, old.bottom), (new.top, new.bottom))
    return Rect(left, top, right, bottom)


def _scaled(low: int, high: int, old: tuple[int, int], new: tuple[int, int]) -> tuple[int, int]:
    """Scale one axis; edges that met before meet after, and nothing is lost altogether."""
    length, wanted = max(old[1] - old[0], 1), new[1] - new[0]
    start = new[0] + round((low - old[0]) * wanted / length)
    end = new[0] + round((high - old[0]) * wanted / length)
    return (start, end) if end > start or high <= low else (start, start + 1)


def _raise_once(order: list[str], region_ids: Collection[str], *, backwards: bool) -> None:
    places = range(len(order)) if backwards else range(len(order) - 1, -1, -1)
    step = -1 if backwards else 1
    for place in places:
        beside = place + step
        if order[place] in region_ids and 0 <= beside < len(order) and order[beside] not in region_ids:
            order[place], order[beside] = order[beside], order[place]


def _free_ids(layout: Layout, count: int) -> tuple[str, ...]:
    taken = {region.region_id for region in layout.regions}
    names = (f"region-{number}" for number in range(1, len(taken) + count + 1))
    return tuple(name for name in names if name not in taken)[:count]


def _clipped(rect: Rect, canvas: Size) -> Rect:
    """Bring a rectangle from another canvas onto this one."""
    width, height = min(rect.width, canvas.width), min(rect.height, canvas.height)
    return moved_inside(Rect.of(rect.left, rect.top, width, height), 0, 0, canvas)
