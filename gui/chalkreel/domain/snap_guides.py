"""The lines that show why a region is where it is."""

from __future__ import annotations

from collections.abc import Iterator

from chalkreel.domain.geometry import Rect
from chalkreel.domain.snap_axis import AxisField
from chalkreel.domain.snap_gaps import RowGaps, is_between
from chalkreel.domain.snap_kinds import Guide, SnapKind, Span


def guides_of(field: AxisField, span: Span, side: int, *, is_across: bool) -> Iterator[Guide]:
    """List what holds exactly along one axis, for the side that is held (0: the whole region)."""
    ends = {0: (span.low, span.high), -1: (span.low,), 1: (span.high,)}[side]
    found = {
        *_edge_lines(field, span, ends, is_across),
        *_centre_lines(field, span, (span.low + span.high,) if side == 0 else (2 * ends[0],), is_across),
        *_gap_lines(field, span, side, is_across),
    }
    if side:
        found.update(_size_lines(field, span, is_across))
    if not found and field.grid_px:
        found.update(_grid_lines(field, span, side, is_across))
    yield from sorted(found, key=lambda guide: (guide.kind.value, guide.position, guide.start))


def neighbour_distances(rect: Rect, across: AxisField, down: AxisField) -> tuple[Guide, ...]:
    """Measure the way to what is next on each of the four sides."""
    found: list[Guide] = []
    for field, span, is_across in (
        (across, Span(rect.left, rect.right, rect.top, rect.bottom), True),
        (down, Span(rect.top, rect.bottom, rect.left, rect.right), False),
    ):
        row = field.row(span.cross_low, span.cross_high)
        for start, end in _gaps_beside(row, span, 0):
            found.append(_measure(SnapKind.GAP, span, start, end, is_across))
    return tuple(found)


# -- lines across the axis --------------------------------------------------------------------------------------


def _edge_lines(field: AxisField, span: Span, ends: tuple[int, ...], is_across: bool) -> Iterator[Guide]:
    for edge in ends:
        if edge in (0, field.length):
            yield Guide(SnapKind.CANVAS_EDGE, is_across, edge, 0, field.cross_length)
        elif edge in field.edges:
            others = [other for other in field.spans if edge in (other.low, other.high)]
            yield _line(SnapKind.EDGE, edge, span, others, is_across)


def _centre_lines(field: AxisField, span: Span, places2: tuple[int, ...], is_across: bool) -> Iterator[Guide]:
    for place2 in places2:
        if abs(field.length - place2) <= 1:
            yield Guide(SnapKind.CANVAS_CENTRE, is_across, field.length // 2, 0, field.cross_length)
            continue
        others = [other for other in field.spans if abs(other.low + other.high - place2) <= 1]
        if others:
            yield _line(SnapKind.CENTRE, (others[0].low + others[0].high) // 2, span, others, is_across)


def _grid_lines(field: AxisField, span: Span, side: int, is_across: bool) -> Iterator[Guide]:
    edge = span.high if side > 0 else span.low
    if edge % field.grid_px == 0:
        yield Guide(SnapKind.GRID, is_across, edge, 0, field.cross_length)


def _line(kind: SnapKind, position: int, span: Span, others: list[Span], is_across: bool) -> Guide:
    spans = [span, *others]
    start, end = min(one.cross_low for one in spans), max(one.cross_high for one in spans)
    return Guide(kind, is_across, position, start, end)


# -- measures along the axis ------------------------------------------------------------------------------------


def _gap_lines(field: AxisField, span: Span, side: int, is_across: bool) -> Iterator[Guide]:
    row = field.row(span.cross_low, span.cross_high)
    if row.is_empty:
        return
    before, after = row.before(span.low), row.after(span.high)
    beside = tuple(_gaps_beside(row, span, 0))
    if is_between(before, after) if side == 0 else bool(before) and before == after:
        for start, end in beside:
            yield _measure(SnapKind.GAP, span, start, end, is_across)
    for start, end in _gaps_beside(row, span, side):
        if row.is_known(end - start):
            yield _measure(SnapKind.GAP, span, start, end, is_across)
            for other_start, other_end in row.free:
                if other_end - other_start == end - start:
                    yield _measure(SnapKind.GAP, span, other_start, other_end, is_across)


def _gaps_beside(row: RowGaps, span: Span, side: int) -> Iterator[tuple[int, int]]:
    before, after = row.before(span.low), row.after(span.high)
    if before and side <= 0:
        yield span.low - before, span.low
    if after and side >= 0:
        yield span.high, span.high + after


def _size_lines(field: AxisField, span: Span, is_across: bool) -> Iterator[Guide]:
    alike = [other for other in field.spans if other.length == span.length]
    for one in (span, *alike) if alike else ():
        yield _measure(SnapKind.SIZE, one, one.low, one.high, is_across)


def _measure(kind: SnapKind, span: Span, start: int, end: int, is_across: bool) -> Guide:
    """Draw along the axis, through the middle of a region."""
    return Guide(kind, not is_across, (span.cross_low + span.cross_high) // 2, start, end, end - start)
