"""What one axis of the canvas offers to snap to, ready to be asked at every move of the pointer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chalkreel.domain.handles import MIN_REGION_PX
from chalkreel.domain.snap_gaps import RowGaps
from chalkreel.domain.snap_kinds import Pull, Room, SnapKind, Span, nearest, pull

_MOST_ROWS = 16
"""Each move of the pointer asks for the same one or two rows several times."""


class AxisField:
    """The edges, centres, sizes and gaps along one axis; centres are doubled, since they can lie between two px."""

    def __init__(self, length: int, cross_length: int, spans: Sequence[Span], grid_px: int) -> None:
        self.length = length
        self.cross_length = cross_length
        self.spans = tuple(sorted(spans, key=lambda span: (span.low, span.high)))
        self.grid_px = grid_px
        self.edges = {edge for span in spans for edge in (span.low, span.high)}
        self.centres2 = {span.low + span.high for span in spans}
        self._sorted_edges = sorted(self.edges)
        self._sorted_centres2 = sorted(self.centres2)
        self._rows: dict[tuple[int, int], RowGaps] = {}
        self._sorted_lengths = sorted({span.length for span in spans})

    def row(self, cross_low: int, cross_high: int) -> RowGaps:
        """Look at the gaps among those that stand in a row."""
        known = self._rows.get((cross_low, cross_high))
        if known is None:
            row = [span for span in self.spans if span.cross_low < cross_high and cross_low < span.cross_high]
            if len(self._rows) >= _MOST_ROWS:
                self._rows.clear()
            known = self._rows[cross_low, cross_high] = RowGaps(row, self.length)
        return known

    def room_to_move(self, low: int, high: int, reach: float) -> Room:
        """What is on the canvas stays on it."""
        least, most = -int(reach), int(reach)
        if low >= 0 and high <= self.length:
            least, most = max(least, -low), min(most, self.length - high)
        return Room(least, most, int(2 * reach))

    def room_to_resize(self, low: int, high: int, side: int, reach: float) -> Room:
        """A region is not drawn under its least size."""
        space = low if side < 0 else self.length - high
        outwards = min(int(reach), space) if space >= 0 else int(reach)
        inwards = min(int(reach), max(high - low - MIN_REGION_PX, 0))
        least, most = (-outwards, inwards) if side < 0 else (-inwards, outwards)
        return Room(least, most, int(2 * reach))

    def moving(self, low: int, high: int, room: Room) -> Iterator[Pull]:
        """List what draws a whole region, gaps left out."""
        for edge in (low, high):
            yield from self._edge_pulls(edge, room)
        yield from _between_pulls((self.length,), SnapKind.CANVAS_CENTRE, low + high, room)
        yield from _between_pulls(self._sorted_centres2, SnapKind.CENTRE, low + high, room)
        yield from self._grid_pulls(low, room)

    def resizing(self, low: int, high: int, side: int, room: Room) -> Iterator[Pull]:
        """List what draws one side of a region, gaps left out."""
        edge = high if side > 0 else low
        yield from self._edge_pulls(edge, room)
        yield from _between_pulls((self.length,), SnapKind.CANVAS_CENTRE, 2 * edge, room)
        yield from _between_pulls(self._sorted_centres2, SnapKind.CENTRE, 2 * edge, room)
        length = high - low
        least, most = sorted((length + side * room.least, length + side * room.most))
        for found in nearest(self._sorted_lengths, length, least, most):
            yield pull(SnapKind.SIZE, side * (found - length))
        yield from self._grid_pulls(edge, room)

    def _edge_pulls(self, edge: int, room: Room) -> Iterator[Pull]:
        for found in nearest((0, self.length), edge, edge + room.least, edge + room.most):
            yield pull(SnapKind.CANVAS_EDGE, found - edge)
        for found in nearest(self._sorted_edges, edge, edge + room.least, edge + room.most):
            yield pull(SnapKind.EDGE, found - edge)

    def _grid_pulls(self, edge: int, room: Room) -> Iterator[Pull]:
        if self.grid_px > 0:
            below = edge // self.grid_px * self.grid_px
            for found in nearest((below, below + self.grid_px), edge, edge + room.least, edge + room.most):
                yield pull(SnapKind.GRID, found - edge)


def _between_pulls(centres2: Sequence[int], kind: SnapKind, wanted2: int, room: Room) -> Iterator[Pull]:
    """Draw to doubled places; the odd half px is left, on the side where it was."""
    for found in nearest(centres2, wanted2, wanted2 - room.reach2, wanted2 + room.reach2):
        distance2 = found - wanted2
        move = int(distance2 / 2)
        if room.least <= move <= room.most:
            yield Pull(abs(distance2), kind.value, move)
