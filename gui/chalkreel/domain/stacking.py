"""Which region is in front of which: changing the order renumbers the layers from 0."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from chalkreel.domain.layout import Layout
from chalkreel.domain.layout_editing import stacked


def back_to_front(layout: Layout) -> list[str]:
    return [region.region_id for region in stacked(layout)]


def in_order(layout: Layout, region_ids: Sequence[str]) -> Layout:
    """Stack the regions in this order, from back to front; the same order again changes nothing."""
    if list(region_ids) == back_to_front(layout):
        return layout
    layers = {region_id: layer for layer, region_id in enumerate(region_ids)}
    return replace(layout, regions=tuple(replace(region, layer=layers[region.region_id]) for region in layout.regions))


def put_before(layout: Layout, region_ids: Collection[str], neighbour_id: str) -> Layout:
    """Put regions right in front of another one; in front of none ("") means all the way back."""
    order = back_to_front(layout)
    chosen = [region_id for region_id in order if region_id in region_ids]
    if neighbour_id in chosen:
        return layout
    rest = [region_id for region_id in order if region_id not in chosen]
    place = rest.index(neighbour_id) + 1 if neighbour_id in rest else 0
    return in_order(layout, [*rest[:place], *chosen, *rest[place:]])
