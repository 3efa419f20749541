"""What the host calls the parts of a layout."""

from __future__ import annotations

from collections.abc import Mapping

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.domain.enums import MixMode
from chalkreel.domain.layout import Region

WHITEBOARD = phrase("the whiteboard")
NEXT_TO_JOIN = phrase("next to join")

MODE_NAMES: dict[MixMode, Phrase] = {
    MixMode.CUSTOM: phrase("Custom"),
    MixMode.GRID: phrase("Grid"),
    MixMode.HORIZONTAL: phrase("Horizontal"),
    MixMode.VERTICAL: phrase("Vertical"),
    MixMode.FLOATING: phrase("Floating"),
}


def region_name(region: Region, names: Mapping[str, str]) -> Phrase:
    """Name a region as it can stand inside a sentence; ``names`` are those of the streams."""
    if region.name:
        return phrase("{name}", name=region.name)
    if region.shows_whiteboard:
        return WHITEBOARD
    if region.stream_id:
        return phrase("{name}", name=names.get(region.stream_id, region.stream_id))
    return NEXT_TO_JOIN
