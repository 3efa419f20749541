"""What can be done to a custom layout: each edit takes a layout and gives the next one.

A locked region keeps its place and size and is not deleted, whichever edit is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from chalkreel.domain.enums import FillMode, ViewType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.limits import MAX_VIEWS

_CASCADE_PX = 32
"""How far a new region stands from one that is in its place already."""


def with_rect(layout: Layout, region_id: str, rect: Rect) -> Layout:
    region = layout.region(region_id)
    return layout if region is None or region.is_locked else layout.with_region(replace(region, rect=rect))


def moved_inside(rect: Rect, dx: int, dy: int, canvas: Size) -> Rect:
    """Move a rectangle, stopping at the canvas edges; one that is too large stays at the left and top."""
    left = max(min(rect.left + dx, canvas.width - rect.width), 0)
    top = max(min(rect.top + dy, canvas.height - rect.height), 0)
    return Rect.of(left, top, rect.width, rect.height)


def with_region_moved(layout: Layout, region_id: str, dx: int, dy: int, canvas: Size) -> Layout:
    region = layout.region(region_id)
    return layout if region is None else with_rect(layout, region_id, moved_inside(region.rect, dx, dy, canvas))


def with_content(layout: Layout, region_id: str, view_type: ViewType, stream_id: str = "") -> Layout:
    """Let a region show the whiteboard, a certain stream, or (no stream named) the next to join."""
    region = layout.region(region_id)
    if region is None:
        return layout
    background = region.background_image if stream_id else ""
    return layout.with_region(
        replace(region, view_type=view_type, stream_id=stream_id, background_image=background, name="")
    )


def with_fill(layout: Layout, region_id: str, fill_mode: FillMode) -> Layout:
    region = layout.region(region_id)
    return layout if region is None else layout.with_region(replace(region, fill_mode=fill_mode))


def without_region(layout: Layout, region_id: str) -> Layout:
    return without_regions(layout, (region_id,))


def without_regions(layout: Layout, region_ids: Collection[str]) -> Layout:
    kept = tuple(region for region in layout.regions if region.is_locked or region.region_id not in region_ids)
    return layout if kept == layout.regions else replace(layout, regions=kept)


def with_lock(layout: Layout, region_ids: Collection[str], is_locked: bool) -> Layout:
    return with_each(layout, region_ids, lambda region: replace(region, is_locked=is_locked))


def with_hiding(layout: Layout, region_ids: Collection[str], is_hidden: bool) -> Layout:
    return with_each(layout, region_ids, lambda region: replace(region, is_hidden=is_hidden))


def with_each(layout: Layout, region_ids: Collection[str], change: Callable[[Region], Region]) -> Layout:
    """Change some of the regions alike."""
    wanted = frozenset(region_ids)
    regions = tuple(change(region) if region.region_id in wanted else region for region in layout.regions)
    return layout if regions == layout.regions else replace(layout, regions=regions)


def stacked(layout: Layout) -> tuple[Region, ...]:
    """List the regions from back to front; equal layers keep their order in the list."""
    return tuple(sorted(layout.regions, key=lambda region: region.layer))


def with_region_raised(layout: Layout, region_id: str, steps: int) -> Layout:
    """Bring a region that many places to the front (negative: to the back), and number the layers anew from 0."""
    order = [region.region_id for region in stacked(layout)]
    if region_id not in order:
        return layout
    position = order.index(region_id)
    wanted = max(0, min(position + steps, len(order) - 1))
    if wanted == position:
        return layout
    order.insert(wanted, order.pop(position))
    layers = {each: layer for layer, each in enumerate(order)}
    return replace(layout, regions=tuple(replace(region, layer=layers[region.region_id]) for region in layout.regions))


def with_new_region(
    layout: Layout, canvas: Size, view_type: ViewType = ViewType.AUDIO_VIDEO, stream_id: str = ""
) -> tuple[Layout, str]:
    """Add a region in front of all others and tell its id; a full layout stays as it is (empty id)."""
    if len(layout.visible_regions) >= MAX_VIEWS:
        return layout, ""
    fill_mode = FillMode.FIT if view_type is ViewType.WHITEBOARD else FillMode.CROP
    layer = max((region.layer for region in layout.regions), default=-1) + 1
    region_id = _free_id(layout)
    region = Region(region_id, _free_place(layout, canvas), layer, fill_mode, view_type, stream_id)
    return replace(layout, regions=(*layout.regions, region)), region_id


def _free_id(layout: Layout) -> str:
    taken = {region.region_id for region in layout.regions}
    return next(name for number in range(1, len(taken) + 2) if (name := f"region-{number}") not in taken)


def _free_place(layout: Layout, canvas: Size) -> Rect:
    """Give a third of the canvas in its middle, or a little further where a region lies exactly there."""
    width, height = max(canvas.width // 3, 1), max(canvas.height // 3, 1)
    rect = Rect.of((canvas.width - width) // 2, (canvas.height - height) // 2, width, height)
    taken = {region.rect for region in layout.regions}
    while rect in taken:
        further = moved_inside(rect, _CASCADE_PX, _CASCADE_PX, canvas)
        if further == rect:
            break
        rect = further
    return rect
