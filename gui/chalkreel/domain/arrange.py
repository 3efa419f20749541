"""Who sits where: the single truth that the canvas draws, the checks judge and the mixer records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum

from chalkreel.domain.arrangement import View, ViewContent
from chalkreel.domain.enums import FillMode, MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.limits import MAX_VIEWS
from chalkreel.domain.presets import preset_rects


def arrange(
    layout: Layout,
    canvas: Size,
    entry_order: Sequence[str],
    *,
    board_open: bool,
    has_whiteboard: bool = False,
    board_held: bool = False,
) -> tuple[View, ...]:
    """Give the views of the picture in paint order, lowest first.

    ``entry_order`` are the streams that hold a place, by entry. ``board_open`` says that whiteboard recording is
    on and a board is on air in the room. ``has_whiteboard`` says that whiteboard recording is on at all: while
    no board is open yet, the large view of modes 3 to 5 waits for it (CONTRACT section 8) instead of going to the
    first stream. ``board_held``: FillBlank keeps the place of a board that was on air and left (CONTRACT section 8);
    it shows nothing, and a stream named there has no effect.

    A view that names a stream which is not there keeps its ``stream_id`` with content NOTHING. An empty view paints
    nothing of its own: what lies below it, in the end the canvas background, stays to be seen.
    """
    board = _BoardPlace.OPEN if board_open else _BoardPlace.HELD if board_held else _BoardPlace.NONE
    if layout.mode is MixMode.CUSTOM:
        views = _custom_views(layout.visible_regions, entry_order, board)
    elif layout.mode is MixMode.GRID:
        views = _grid_views(layout, canvas, entry_order, board)
    else:
        views = _large_views(layout, canvas, entry_order, board, has_whiteboard)
    return tuple(sorted(views, key=lambda view: view.layer))


def moved_views(views: Sequence[View], before: Layout, after: Layout) -> tuple[View, ...] | None:
    """Give the views of a custom layout from those of one that differs by the places of regions alone, or ``None``.

    The same as :func:`arrange`, at a fraction of its cost: each event of a drag asks for it.
    """
    if after.mode is not MixMode.CUSTOM or replace(after, regions=before.regions) != before:
        return None
    if len(before.regions) != len(after.regions):
        return None
    places: dict[str, Rect] = {}
    for old, new in zip(before.regions, after.regions, strict=True):
        if old is not new:
            if replace(new, rect=old.rect) != old:
                return None
            places[new.region_id] = new.rect
    return tuple(view._replace(rect=places[view.region_id]) if view.region_id in places else view for view in views)


class _BoardPlace(Enum):
    """What becomes of the board's place."""

    NONE = 0
    OPEN = 1
    HELD = 2


def _custom_views(regions: Sequence[Region], entry_order: Sequence[str], board: _BoardPlace) -> Iterator[View]:
    present = frozenset(entry_order)
    named = {region.stream_id for region in regions if region.stream_id and not _is_board(region, board)}
    next_to_join = (stream_id for stream_id in entry_order if stream_id not in named)
    for region in regions:
        fill = region.fill_mode
        if _is_board(region, board):
            content, stream_id, fill = _board_content(board), "", FillMode.FIT
        elif region.stream_id:
            stream_id = region.stream_id
            content = ViewContent.STREAM if stream_id in present else ViewContent.NOTHING
        elif region.shows_whiteboard:
            content, stream_id = ViewContent.NOTHING, ""
        else:
            stream_id = next(next_to_join, "")
            content = ViewContent.STREAM if stream_id else ViewContent.NOTHING
        yield View(region.rect, region.layer, fill, content, stream_id, region.region_id)


def _is_board(region: Region, board: _BoardPlace) -> bool:
    """Whether the board takes this region; a stream named there has no effect then."""
    return region.shows_whiteboard and board is not _BoardPlace.NONE


def _grid_views(layout: Layout, canvas: Size, entry_order: Sequence[str], board: _BoardPlace) -> Iterator[View]:
    count = min(len(entry_order) + (board is not _BoardPlace.NONE), MAX_VIEWS)
    if not count:
        return
    rects = iter(preset_rects(layout.mode, count, canvas))
    if board is not _BoardPlace.NONE:
        yield _board_view(next(rects), board)
    fill = layout.fill_mode or FillMode.CROP
    for rect, stream_id in zip(rects, entry_order, strict=False):
        yield View(rect, 0, fill, ViewContent.STREAM, stream_id)


def _large_views(
    layout: Layout, canvas: Size, entry_order: Sequence[str], board: _BoardPlace, has_whiteboard: bool
) -> Iterator[View]:
    is_board = board is not _BoardPlace.NONE
    is_reserved = has_whiteboard or is_board
    named = "" if is_board else layout.large_stream_id
    large_stream = named if named or is_reserved else next(iter(entry_order), "")
    small = [stream_id for stream_id in entry_order if stream_id != large_stream]
    if not (small or large_stream or is_reserved):
        return
    rects = iter(preset_rects(layout.mode, min(1 + len(small), MAX_VIEWS), canvas))
    if is_board:
        yield _board_view(next(rects), board, is_large=True)
    else:
        content = ViewContent.STREAM if large_stream in entry_order else ViewContent.NOTHING
        yield View(next(rects), 0, layout.fill_mode or FillMode.FIT, content, large_stream, is_large=True)
    fill = layout.fill_mode or FillMode.CROP
    for rect, stream_id in zip(rects, small, strict=False):
        yield View(rect, 1, fill, ViewContent.STREAM, stream_id)


def _board_view(rect: Rect, board: _BoardPlace, *, is_large: bool = False) -> View:
    """Make the board's view; a board is fitted, never cropped."""
    return View(rect, 0, FillMode.FIT, _board_content(board), is_large=is_large)


def _board_content(board: _BoardPlace) -> ViewContent:
    return ViewContent.WHITEBOARD if board is _BoardPlace.OPEN else ViewContent.NOTHING
