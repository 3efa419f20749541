"""Equal gaps: where a region would stand as far from its neighbours as others in its row do from theirs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from chalkreel.domain.snap_kinds import Pull, Room, SnapKind, Span, nearest, pull


class RowGaps:
    """The free room in one row (or column) of regions, the canvas edges included.

    A neighbour is the next region of the row that is not overlapped. ``free`` lists the gaps there are.
    """

    def __init__(self, row: Sequence[Span], length: int) -> None:
        """Take the regions of the row by their low sides, lowest first."""
        self._lows = sorted({length, *(span.low for span in row)})
        self._highs = sorted({0, *(span.high for span in row)})
        self.free = tuple(_free(row, length)) if row else ()
        self.sizes = tuple(sorted({end - start for start, end in self.free}))

    @property
    def is_empty(self) -> bool:
        return not self.free

    def before(self, low: int) -> int | None:
        """Tell the gap to the neighbour on the low side; ``None`` where nothing is there."""
        place = bisect_right(self._highs, low)
        return low - self._highs[place - 1] if place else None

    def after(self, high: int) -> int | None:
        place = bisect_left(self._lows, high)
        return self._lows[place] - high if place < len(self._lows) else None

    def is_known(self, gap: int | None) -> bool:
        """Whether there is such a gap elsewhere in the row."""
        return gap is not None and gap in self.sizes

    # -- a region that moves ----------------------------------------------------------------------------------

    def pulls(self, low: int, high: int, room: Room) -> Iterator[Pull]:
        """Draw a whole region to equal gaps."""
        if self.is_empty:
            return
        yield from self.low_side_pulls(low, room)
        yield from self.high_side_pulls(high, room)
        for wall_low in self._highs_near(low, room):
            for wall_high in self._lows_near(high, room):
                found = self._between(wall_low, wall_high, low, high, room)
                if found is not None:
                    yield found

    def _between(self, wall_low: int, wall_high: int, low: int, high: int, room: Room) -> Pull | None:
        distance2 = wall_low + wall_high - low - high
        move = int(distance2 / 2)
        if not room.least <= move <= room.most or abs(distance2) > room.reach2:
            return None
        before, after = self.before(low + move), self.after(high + move)
        is_meant = before == low + move - wall_low and after == wall_high - high - move
        if not is_meant or not is_between(before, after):
            return None
        return Pull(abs(distance2), SnapKind.GAP.value, move)

    # -- one side ---------------------------------------------------------------------------------------------

    def low_side_pulls(self, low: int, room: Room, sizes: Sequence[int] | None = None) -> Iterator[Pull]:
        """Draw a low side to where its gap is one of these sizes (those of the row unless told)."""
        for wall in self._highs_near(low, room):
            place = bisect_right(self._highs, wall)
            next_wall = self._highs[place] if place < len(self._highs) else low + room.most + 1
            least, most = max(low + room.least, wall + 1), min(low + room.most, next_wall - 1)
            for size in nearest(self.sizes if sizes is None else sizes, low - wall, least - wall, most - wall):
                yield pull(SnapKind.GAP, wall + size - low)

    def high_side_pulls(self, high: int, room: Room, sizes: Sequence[int] | None = None) -> Iterator[Pull]:
        for wall in self._lows_near(high, room):
            place = bisect_left(self._lows, wall)
            last_wall = self._lows[place - 1] if place else high + room.least - 1
            least, most = max(high + room.least, last_wall + 1), min(high + room.most, wall - 1)
            for size in nearest(self.sizes if sizes is None else sizes, wall - high, wall - most, wall - least):
                yield pull(SnapKind.GAP, wall - size - high)

    def _highs_near(self, low: int, room: Room) -> list[int]:
        """List what can be the neighbour of a low side, wherever in its room it goes."""
        first = max(bisect_right(self._highs, low + room.least) - 1, 0)
        return self._highs[first : bisect_right(self._highs, low + room.most)]

    def _lows_near(self, high: int, room: Room) -> list[int]:
        last = bisect_left(self._lows, high + room.most) + 1
        return self._lows[bisect_left(self._lows, high + room.least) : last]


def is_between(before: int | None, after: int | None) -> bool:
    """Whether a region stands in the middle; an odd px over goes to either side."""
    return bool(before and after and abs(before - after) <= 1)


def _free(row: Sequence[Span], length: int) -> Iterator[tuple[int, int]]:
    end = 0
    for span in row:
        if span.low > end:
            yield end, span.low
        end = max(end, span.high)
    if length > end:
        yield end, length
