"""What one click makes of a layout or of the take settings. Pure; what cannot be helped stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import gcd
from typing import Any

from chalkreel.domain.enums import FillMode, OutputFileFormat, StreamType, ViewType
from chalkreel.domain.fitting import fit
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.layout_editing import (
    moved_inside,
    stacked,
    with_content,
    with_hiding,
    with_new_region,
    with_region_raised,
)
from chalkreel.domain.layout_rules import not_shown
from chalkreel.domain.preflight import Remedy
from chalkreel.domain.preflight_boards import best_preset
from chalkreel.domain.seating import with_people_seated
from chalkreel.domain.take_settings import TakeSettings

_IMAGES = frozenset({"background_image", "empty_view_image", "watermark_image"})


def mended_layout(
    layout: Layout,
    canvas: Size,
    remedy: Remedy,
    subject: str = "",
    ratio: Size | None = None,
    people: Sequence[str] = (),
    has_whiteboard: bool = False,
) -> Layout:
    """Apply a remedy to a layout.

    ``ratio`` is the shape of the first board, if it is known; ``people`` are the streams that are present, by entry;
    ``has_whiteboard`` says that a board is recorded.
    """
    region = layout.region(subject)
    match remedy:
        case Remedy.PUT_BOARD_IN_LAYOUT:
            return _with_board(layout, canvas, ratio)
        case Remedy.ONE_WHITEBOARD:
            return _with_one_board(layout)
        case Remedy.BOARD_TO_FRONT:
            return with_region_raised(layout, subject, len(layout.regions))
        case Remedy.BOARD_ALONE | Remedy.OPEN_SEAT if region is not None:
            return with_content(layout, subject, region.view_type)
        case Remedy.LARGE_BOARD:
            return _with_large_board(layout, canvas, subject, ratio, len(people))
        case Remedy.SHAPE_BOARD_REGION if region is not None and ratio is not None and not region.is_locked:
            return layout.with_region(replace(region, rect=fit(ratio, region.rect, FillMode.FIT).target))
        case Remedy.REGIONS_INSIDE:
            regions = (replace(each, rect=_inside(each.rect, canvas)) for each in layout.regions)
            return replace(layout, regions=tuple(regions))
        case Remedy.FREE_LARGE_VIEW:
            return replace(layout, large_stream_id="")
        case Remedy.PUT_PEOPLE_IN_LAYOUT:
            return with_people_seated(layout, canvas, not_shown(layout, canvas, people, has_whiteboard))
        case Remedy.DROP_PICTURE if region is not None:
            return layout.with_region(replace(region, background_image=""))
    return layout


def mended_settings(
    settings: TakeSettings, remedy: Remedy, subject: str = "", ratio: Size | None = None
) -> TakeSettings:
    """Apply a remedy to the settings of the next take."""
    match remedy:
        case Remedy.RECORD_BOARDS:
            return replace(settings, records_whiteboard=True)
        case Remedy.RECORD_PICTURE:
            is_for_sound = settings.output_format.holds_sound_only
            output_format = OutputFileFormat.MP4 if is_for_sound else settings.output_format
            return replace(settings, stream_type=StreamType.AUDIO_VIDEO, output_format=output_format)
        case Remedy.RECORD_EVERYBODY:
            return replace(settings, recorded_streams=())
        case Remedy.SHAPE_BOARD_FILE if ratio is not None:
            return replace(settings, board_size=_shaped(settings.board_size, ratio))
        case Remedy.DROP_PICTURE if subject in _IMAGES:
            dropped: dict[str, Any] = {subject: ""}
            return replace(settings, **dropped)
    return settings


def _with_board(layout: Layout, canvas: Size, ratio: Size | None) -> Layout:
    """Show a region that was hidden, or add one of the board's shape; where no more fit, the backmost becomes it."""
    hidden = next((region for region in layout.regions if region.shows_whiteboard and region.is_hidden), None)
    if hidden is not None:
        return with_hiding(layout, (hidden.region_id,), False)
    added, region_id = with_new_region(layout, canvas, ViewType.WHITEBOARD)
    region = added.region(region_id)
    if region is None:
        last = stacked(layout)[-1]
        return with_content(layout, last.region_id, ViewType.WHITEBOARD)
    if ratio is None:
        return added
    return added.with_region(replace(region, rect=fit(ratio, region.rect, FillMode.FIT).target))


def _with_one_board(layout: Layout) -> Layout:
    """Keep the largest whiteboard region; the others become open seats."""
    boards = [region for region in layout.visible_regions if region.shows_whiteboard]
    kept = max(boards, key=lambda region: region.rect.size.area, default=None)
    for region in boards:
        if region is not kept:
            layout = with_content(layout, region.region_id, ViewType.AUDIO_VIDEO)
    return layout


def _with_large_board(layout: Layout, canvas: Size, region_id: str, ratio: Size | None, people: int) -> Layout:
    """In a custom layout the board fills the canvas behind the others; a preset gives way to the one best for it."""
    region = layout.region(region_id)
    if region is None:
        return replace(layout, mode=best_preset(canvas, ratio, people))
    whole = Rect.of(0, 0, canvas.width, canvas.height)
    rect = whole if ratio is None else fit(ratio, whole, FillMode.FIT).target
    return _to_back(layout.with_region(replace(region, rect=rect, is_locked=False)), region)


def _to_back(layout: Layout, region: Region) -> Layout:
    return with_region_raised(layout, region.region_id, -len(layout.regions))


def _inside(rect: Rect, canvas: Size) -> Rect:
    """Make a rectangle fit into the canvas: moved first, and cut only where it is too large."""
    width, height = min(rect.width, canvas.width), min(rect.height, canvas.height)
    return moved_inside(Rect.of(rect.left, rect.top, max(width, 1), max(height, 1)), 0, 0, canvas)


def _shaped(size: Size, ratio: Size) -> Size:
    """Give a picture of a shape as wide as before, within the canvas's limits, with even sides."""
    divisor = gcd(ratio.width, ratio.height) or 1
    shape = Size(ratio.width // divisor, ratio.height // divisor)
    whole = fit(shape, Rect.of(0, 0, size.width, max(size.height, size.width)), FillMode.FIT).target.size
    limit = fit(shape, Rect.of(0, 0, 1920, 1080), FillMode.FIT).target.size
    return (whole if whole.area <= limit.area else limit).even()
