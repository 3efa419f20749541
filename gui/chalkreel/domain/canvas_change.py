"""A layout carried over to a canvas of another size."""

from __future__ import annotations

from dataclasses import replace

from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout


def for_canvas(layout: Layout, old: Size, new: Size) -> Layout:
    """Scale the regions of a layout; what met before meets again, because edges are rounded, not sizes."""
    if old == new or not old.area or new.width < 1 or new.height < 1:
        return layout
    return replace(
        layout, regions=tuple(replace(region, rect=_scaled(region.rect, old, new)) for region in layout.regions)
    )


def _scaled(rect: Rect, old: Size, new: Size) -> Rect:
    return Rect(
        round(rect.left * new.width / old.width),
        round(rect.top * new.height / old.height),
        round(rect.right * new.width / old.width),
        round(rect.bottom * new.height / old.height),
    )
