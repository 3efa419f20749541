"""A layout as a small picture: which boxes to draw, lowest first, whoever is in the room."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.layout_editing import stacked
from chalkreel.domain.presets import LARGE_VIEW_MODES, preset_rects

_GRID_VIEWS, _OTHER_VIEWS = 6, 5
"""With so many views a preset is recognised at the size of a thumb."""


class SketchKind(Enum):
    """What a box stands for."""

    LARGE = "large"
    PERSON = "person"
    """A certain person."""
    SEAT = "seat"
    """Whoever joins next, and the small views of presets."""
    BOARD = "board"


@dataclass(frozen=True, slots=True)
class SketchBox:
    """One view of the small picture, in px of the canvas."""

    rect: Rect
    kind: SketchKind


def sketch(layout: Layout, canvas: Size) -> tuple[SketchBox, ...]:
    if layout.mode is MixMode.CUSTOM:
        return tuple(SketchBox(one.rect, _kind(one)) for one in stacked(layout) if _is_seen(one))
    has_large = layout.mode in LARGE_VIEW_MODES
    rects = preset_rects(layout.mode, _OTHER_VIEWS if has_large else _GRID_VIEWS, canvas)
    kinds = [SketchKind.LARGE if has_large else SketchKind.SEAT, *(SketchKind.SEAT for _ in rects[1:])]
    return tuple(SketchBox(rect, kind) for rect, kind in zip(rects, kinds, strict=True))


def _is_seen(region: Region) -> bool:
    return not region.is_hidden and not region.rect.is_empty


def _kind(region: Region) -> SketchKind:
    if region.shows_whiteboard:
        return SketchKind.BOARD
    return SketchKind.PERSON if region.stream_id else SketchKind.SEAT
