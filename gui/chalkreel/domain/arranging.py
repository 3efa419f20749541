"""Puts several regions of a custom layout in order: aligned, distributed, of one size, filling, centred, swapped.

Locked regions stay as they are; the others go by them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from functools import partial

from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.layout_editing import moved_inside, with_each


class Alignment(Enum):
    """A side or a middle line, by axis (0 across, 1 down) and share of the length."""

    LEFT = (0, 0)
    CENTRE = (0, 1)
    RIGHT = (0, 2)
    TOP = (1, 0)
    MIDDLE = (1, 1)
    BOTTOM = (1, 2)


class Measure(Enum):
    """What is made the same."""

    WIDTH = "width"
    HEIGHT = "height"
    SIZE = "size"


def aligned(layout: Layout, region_ids: Collection[str], alignment: Alignment, canvas: Size) -> Layout:
    """Align regions within what they take up together; one alone within the canvas.

    Where some of them are locked, the others are aligned with those.
    """
    while True:
        chosen = _chosen(layout, region_ids)
        locked = [region for region in chosen if region.is_locked]
        frame = bounds(locked or chosen) if len(chosen) > 1 else Rect.of(0, 0, canvas.width, canvas.height)
        rects = {region.region_id: _against(region.rect, frame, alignment, canvas) for region in chosen}
        moved = _with_rects(layout, rects)
        # What is moved to a middle may leave a narrower frame, whose middle is half a px elsewhere.
        if moved == layout:
            return layout
        layout = moved


def distributed(layout: Layout, region_ids: Collection[str], *, is_across: bool) -> Layout:
    """Make the gaps between regions equal (or their overlaps); the first and the last stay.

    Regions that lie so deep in each other that equal overlaps would change their order, or carry one beyond all of
    them, stay as they are.
    """
    low, length = (_left, _width) if is_across else (_top, _height)
    ordered = sorted(_chosen(layout, region_ids), key=lambda region: (low(region.rect), region.region_id))
    if len(ordered) < MIN_TO_DISTRIBUTE:
        return layout
    between = [region for region in ordered[1:-1] if not region.is_locked]
    start = low(ordered[0].rect) + length(ordered[0].rect)
    free = low(ordered[-1].rect) - start - sum(length(region.rect) for region in between)
    rects: dict[str, Rect] = {}
    taken = 0
    for number, region in enumerate(between, start=1):
        # Rounded from the start each time, so that no error adds up.
        wanted = start + taken + round(free * number / (len(between) + 1))
        by = wanted - low(region.rect)
        rects[region.region_id] = region.rect.moved(by, 0) if is_across else region.rect.moved(0, by)
        taken += length(region.rect)
    row = [(low(rects.get(one.region_id, one.rect)), one.region_id) for one in (ordered[0], *between, ordered[-1])]
    end = max(low(region.rect) + length(region.rect) for region in ordered)
    if row != sorted(row) or any(low(rect) + length(rect) > end for rect in rects.values()):
        return layout
    return _with_rects(layout, rects)


def of_same_size(layout: Layout, region_ids: Collection[str], model_id: str, measure: Measure, canvas: Size) -> Layout:
    """Give regions the width or height of one of them; they stay on the canvas."""
    model = layout.region(model_id)
    if model is None:
        return layout
    rects = {}
    for region in _chosen(layout, region_ids):
        width = region.rect.width if measure is Measure.HEIGHT else model.rect.width
        height = region.rect.height if measure is Measure.WIDTH else model.rect.height
        rects[region.region_id] = moved_inside(Rect.of(region.rect.left, region.rect.top, width, height), 0, 0, canvas)
    return _with_rects(layout, rects)


def filling(layout: Layout, region_ids: Collection[str], canvas: Size) -> Layout:
    """Spread regions over the whole canvas."""
    return _with_rects(layout, dict.fromkeys(region_ids, Rect.of(0, 0, canvas.width, canvas.height)))


def centred(layout: Layout, region_ids: Collection[str], canvas: Size) -> Layout:
    """Bring regions, as they stand together, to the middle of the canvas."""
    chosen = [region for region in _chosen(layout, region_ids) if not region.is_locked]
    if not chosen:
        return layout
    frame = bounds(chosen)
    dx = (canvas.width - frame.width) // 2 - frame.left
    dy = (canvas.height - frame.height) // 2 - frame.top
    return _with_rects(layout, {region.region_id: region.rect.moved(dx, dy) for region in chosen})


def swapped(layout: Layout, one_id: str, other_id: str) -> Layout:
    """Let two regions change places, in front and behind included."""
    one, other = layout.region(one_id), layout.region(other_id)
    if one is None or other is None or one.is_locked or other.is_locked:
        return layout
    changed = layout.with_region(replace(one, rect=other.rect, layer=other.layer))
    return changed.with_region(replace(other, rect=one.rect, layer=one.layer))


def bounds(regions: Sequence[Region]) -> Rect:
    """Give the rectangle that several regions (at least one) take up together."""
    rects = [region.rect for region in regions]
    return Rect(
        min(rect.left for rect in rects),
        min(rect.top for rect in rects),
        max(rect.right for rect in rects),
        max(rect.bottom for rect in rects),
    )


MIN_TO_DISTRIBUTE = 3


def _chosen(layout: Layout, region_ids: Collection[str]) -> list[Region]:
    return [region for region in layout.regions if region.region_id in region_ids]


def _with_rects(layout: Layout, rects: Mapping[str, Rect]) -> Layout:
    return with_each(layout, rects, partial(_placed, rects))


def _placed(rects: Mapping[str, Rect], region: Region) -> Region:
    return region if region.is_locked else replace(region, rect=rects[region.region_id])


def _against(rect: Rect, frame: Rect, alignment: Alignment, canvas: Size) -> Rect:
    axis, halves = alignment.value
    if axis == 0:
        by2 = 2 * (frame.left - rect.left) + (frame.width - rect.width) * halves
    else:
        by2 = 2 * (frame.top - rect.top) + (frame.height - rect.height) * halves
    by = int(by2 / 2)  # a middle between two px is either of them: what lies there already stays
    return moved_inside(rect, by if axis == 0 else 0, by if axis == 1 else 0, canvas)


def _left(rect: Rect) -> int:
    return rect.left


def _top(rect: Rect) -> int:
    return rect.top


def _width(rect: Rect) -> int:
    return rect.width


def _height(rect: Rect) -> int:
    return rect.height
