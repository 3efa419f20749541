"""Gives people who came without a place one of their own: beside the others, or over as little of them as possible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.layout_editing import with_new_region

_FREE_TILES = (3, 4, 5)
"""Tiles of so many to the width are tried, large ones first, as long as one covers nobody."""
_SMALLEST = 5


def with_people_seated(layout: Layout, canvas: Size, stream_ids: Iterable[str]) -> Layout:
    """Add a region for each stream, in front; a full layout takes no more."""
    for stream_id in stream_ids:
        added, region_id = with_new_region(layout, canvas, stream_id=stream_id)
        region = added.region(region_id)
        if region is None:
            return layout
        place = seat(canvas, [other.rect for other in layout.visible_regions])
        layout = added.with_region(replace(region, rect=place))
    return layout


def seat(canvas: Size, taken: Sequence[Rect]) -> Rect:
    """Find a place for one more: free if there is any, else where it covers least of what is there."""
    for count in _FREE_TILES:
        free = next((tile for tile in _tiles(canvas, count) if not _covered_px(tile, taken)), None)
        if free is not None:
            return free
    return min(_tiles(canvas, _SMALLEST), key=lambda tile: _covered_px(tile, taken))


def _tiles(canvas: Size, count: int) -> Iterator[Rect]:
    """Give the places of tiles, ``count`` in a row, from the lower right corner to the left and up."""
    width, height = max(canvas.width // count, 1), max(canvas.height // count, 1)
    for row in range(count):
        for column in range(count):
            yield Rect.of(canvas.width - (column + 1) * width, canvas.height - (row + 1) * height, width, height)


def _covered_px(tile: Rect, taken: Sequence[Rect]) -> int:
    """How much of others lies under a tile: what lies there twice counts twice, so that tiles do not pile up."""
    common = (tile.intersection(rect) for rect in taken)
    return sum(rect.size.area for rect in common if not rect.is_empty)
