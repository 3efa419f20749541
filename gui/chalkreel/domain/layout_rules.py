"""What is wrong or doubtful about a layout, in words the host understands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from chalkreel.base.phrase import Phrase, counted, phrase
from chalkreel.domain.arrange import arrange
from chalkreel.domain.arrangement import View, ViewContent
from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.layout_names import region_name
from chalkreel.domain.limits import MAX_CANVAS_AREA_PX, MAX_CANVAS_SIDE_PX, MAX_VIEWS
from chalkreel.domain.presets import LARGE_VIEW_MODES

Names = Mapping[str, str]


class LayoutRule(Enum):
    """What a finding is about, whatever its words."""

    CANVAS = "canvas"
    COUNT = "count"
    SECOND_BOARD = "second board"
    BOARD_NOT_RECORDED = "board not recorded"
    BOARD_WITHOUT_REGION = "board without region"
    OUTSIDE = "outside"
    NO_AREA = "no area"
    COVERED = "covered"
    ABSENT = "absent"
    OPEN_SEATS = "open seats"
    NOT_SHOWN = "not shown"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say about a layout. An error makes the recorder refuse it; the rest is advice."""

    sentence: Phrase
    rule: LayoutRule
    is_error: bool = False
    region_ids: tuple[str, ...] = ()


def problems(layout: Layout, canvas: Size, streams: Names, has_whiteboard: bool) -> tuple[Phrase, ...]:
    """Say all findings, errors first."""
    return tuple(finding.sentence for finding in findings(layout, canvas, streams, has_whiteboard))


def findings(layout: Layout, canvas: Size, streams: Names, has_whiteboard: bool) -> tuple[Finding, ...]:
    """List what there is to say, errors first. ``streams`` names those present, in order of entry."""
    found = [*_canvas_findings(canvas)]
    if layout.mode is MixMode.CUSTOM:
        found += _count_findings(layout)
        found += _board_findings(layout, has_whiteboard)
        for region in layout.visible_regions:
            found += _place_findings(region, canvas, streams)
        found += _cover_findings(layout, streams)
    elif layout.mode in LARGE_VIEW_MODES and layout.large_stream_id not in {"", *streams}:
        sentence = phrase("The large view stays empty until {name} is here.", name=layout.large_stream_id)
        found.append(Finding(sentence, LayoutRule.ABSENT))
    found += _people_findings(layout, canvas, streams, has_whiteboard)
    return tuple(sorted(found, key=lambda finding: not finding.is_error))


def _canvas_findings(canvas: Size) -> Iterator[Finding]:
    if canvas.width < 1 or canvas.height < 1:
        yield Finding(phrase("The canvas has no area."), LayoutRule.CANVAS, True)
    if max(canvas.width, canvas.height) > MAX_CANVAS_SIDE_PX:
        side = MAX_CANVAS_SIDE_PX
        sentence = phrase("A canvas side is at most {side} px; this one is {size}.", side=side, size=canvas)
        yield Finding(sentence, LayoutRule.CANVAS, True)
    elif canvas.area > MAX_CANVAS_AREA_PX:
        sentence = phrase("A canvas of {size} has more pixels than 1920x1080.", size=canvas)
        yield Finding(sentence, LayoutRule.CANVAS, True)


def _count_findings(layout: Layout) -> Iterator[Finding]:
    count = len(layout.visible_regions)
    if not layout.regions:
        yield Finding(phrase("The layout needs at least one region."), LayoutRule.COUNT, True)
    elif not count:
        sentence = phrase("All regions are hidden; the layout needs one that is not.")
        yield Finding(sentence, LayoutRule.COUNT, True)
    if count > MAX_VIEWS:
        sentence = phrase("A layout has at most {most} regions; this one has {n}.", most=MAX_VIEWS, n=count)
        yield Finding(sentence, LayoutRule.COUNT, True)


def _board_findings(layout: Layout, has_whiteboard: bool) -> Iterator[Finding]:
    boards = tuple(region.region_id for region in layout.visible_regions if region.shows_whiteboard)
    if len(boards) > 1:
        yield Finding(phrase("Only one region can show the whiteboard."), LayoutRule.SECOND_BOARD, True, boards)
    if boards and not has_whiteboard:
        sentence = phrase("A region shows the whiteboard, but whiteboards are not recorded.")
        yield Finding(sentence, LayoutRule.BOARD_NOT_RECORDED, True, boards)
    if not boards and has_whiteboard:
        sentence = phrase("The whiteboard has no region, so it will not be in the recording.")
        yield Finding(sentence, LayoutRule.BOARD_WITHOUT_REGION)


def _place_findings(region: Region, canvas: Size, streams: Names) -> Iterator[Finding]:
    ids = (region.region_id,)
    name = _subject(region, streams)
    if not region.rect.is_inside(canvas):
        yield Finding(phrase("{name} reaches outside the canvas.", name=name), LayoutRule.OUTSIDE, True, ids)
    elif region.rect.is_empty:
        yield Finding(phrase("{name} has no area.", name=name), LayoutRule.NO_AREA, region_ids=ids)


def _cover_findings(layout: Layout, streams: Names) -> Iterator[Finding]:
    stacked = sorted(layout.visible_regions, key=lambda region: region.layer)
    for position, region in enumerate(stacked):
        above = [other.rect for other in stacked[position + 1 :]]
        if not region.rect.is_empty and _is_covered(region.rect, above):
            name = _subject(region, streams)
            sentence = phrase("{name} is hidden behind other regions.", name=name)
            yield Finding(sentence, LayoutRule.COVERED, region_ids=(region.region_id,))


def _people_findings(layout: Layout, canvas: Size, streams: Names, has_whiteboard: bool) -> Iterator[Finding]:
    """Look at who sits where as if the whiteboard were on air, which is when it takes a place."""
    views = arrange(layout, canvas, tuple(streams), board_open=has_whiteboard, has_whiteboard=has_whiteboard)
    for view in views:
        if view.content is ViewContent.NOTHING and view.stream_id and view.region_id:
            name = streams.get(view.stream_id, view.stream_id)
            sentence = phrase("A region stays empty until {name} is here.", name=name)
            yield Finding(sentence, LayoutRule.ABSENT, region_ids=(view.region_id,))
    seats = tuple(
        view.region_id
        for view in views
        if view.content is ViewContent.NOTHING and not view.stream_id and _is_seat(layout, view.region_id)
    )
    if seats:
        sentence = counted(
            "{n} open seat waits for the next to join.", "{n} open seats wait for the next to join.", len(seats)
        )
        yield Finding(sentence, LayoutRule.OPEN_SEATS, region_ids=seats)
    hidden = [streams[stream_id] for stream_id in _unshown(views, streams)]
    if len(hidden) == 1:
        yield Finding(phrase("{name} is not in the picture.", name=hidden[0]), LayoutRule.NOT_SHOWN)
    elif hidden:
        sentence = counted(
            "{n} person is not in the picture: {names}.",
            "{n} people are not in the picture: {names}.",
            len(hidden),
            names=tuple(hidden),
        )
        yield Finding(sentence, LayoutRule.NOT_SHOWN)


def not_shown(layout: Layout, canvas: Size, people: Collection[str], has_whiteboard: bool) -> list[str]:
    """Name the streams that no view shows, by entry; the whiteboard counts as on air."""
    views = arrange(layout, canvas, tuple(people), board_open=has_whiteboard, has_whiteboard=has_whiteboard)
    return _unshown(views, people)


def _unshown(views: Sequence[View], people: Iterable[str]) -> list[str]:
    shown = {view.stream_id for view in views if view.content is ViewContent.STREAM}
    return [stream_id for stream_id in people if stream_id not in shown]


def _is_seat(layout: Layout, region_id: str) -> bool:
    region = layout.region(region_id)
    return region is not None and not region.shows_whiteboard


def _subject(region: Region, streams: Names) -> Phrase:
    """Name a region at the start of a sentence."""
    if region.name or (region.stream_id and not region.shows_whiteboard):
        return region_name(region, streams)
    return phrase("The whiteboard") if region.shows_whiteboard else phrase("An open seat")


def is_covered_in(layout: Layout, region_id: str) -> bool:
    """Whether the regions above one leave nothing of it to be seen."""
    stacked = sorted(layout.visible_regions, key=lambda region: region.layer)
    place = next((place for place, region in enumerate(stacked) if region.region_id == region_id), -1)
    if place < 0 or stacked[place].rect.is_empty:
        return False
    return _is_covered(stacked[place].rect, [other.rect for other in stacked[place + 1 :]])


def _is_covered(rect: Rect, others: list[Rect]) -> bool:
    """Whether the others together leave nothing of the rectangle."""
    left_over = [rect]
    for other in others:
        left_over = [piece for whole in left_over for piece in _without(whole, other)]
        if not left_over:
            return True
    return False


def _without(rect: Rect, hole: Rect) -> Iterator[Rect]:
    """Give up to four pieces of a rectangle that a hole leaves."""
    common = rect.intersection(hole)
    if common.is_empty:
        yield rect
        return
    pieces = (
        Rect(rect.left, rect.top, rect.right, common.top),
        Rect(rect.left, common.bottom, rect.right, rect.bottom),
        Rect(rect.left, common.top, common.left, common.bottom),
        Rect(common.right, common.top, rect.right, common.bottom),
    )
    yield from (piece for piece in pieces if not piece.is_empty)
