"""How a region is held along one axis: as a whole, or by one of its sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from chalkreel.domain.snap_axis import AxisField
from chalkreel.domain.snap_kinds import Pull, Span


class Grip(Protocol):
    """Looks for what draws a region along one axis. ``side`` is the side held: -1 low, 1 high, 0 both."""

    @property
    def field(self) -> AxisField: ...

    @property
    def side(self) -> int: ...

    def best(self, span: Span) -> Pull | None: ...

    def pulled(self, span: Span, move: int) -> Span: ...

    def holds(self, span: Span) -> bool:
        """Whether the region is where something draws it."""
        ...


@dataclass(frozen=True, slots=True)
class MoveGrip:
    """Holds the whole region."""

    field: AxisField
    reach: float
    side: int = 0

    def pulls(self, span: Span) -> Iterator[Pull]:
        room = self.field.room_to_move(span.low, span.high, self.reach)
        yield from self.field.moving(span.low, span.high, room)
        yield from self.field.row(span.cross_low, span.cross_high).pulls(span.low, span.high, room)

    def best(self, span: Span) -> Pull | None:
        return min(self.pulls(span), default=None)

    def pulled(self, span: Span, move: int) -> Span:
        return Span(span.low + move, span.high + move, span.cross_low, span.cross_high)

    def holds(self, span: Span) -> bool:
        return any(not found.move for found in self.pulls(span))


@dataclass(frozen=True, slots=True)
class ResizeGrip:
    """Holds one side, or none (then nothing draws)."""

    field: AxisField
    reach: float
    side: int

    def pulls(self, span: Span) -> Iterator[Pull]:
        if not self.side:
            return
        room = self.field.room_to_resize(span.low, span.high, self.side, self.reach)
        yield from self.field.resizing(span.low, span.high, self.side, room)
        row = self.field.row(span.cross_low, span.cross_high)
        if row.is_empty:
            return
        # The gap on the side that stays is one to be equalled, too.
        opposite = row.before(span.low) if self.side > 0 else row.after(span.high)
        sizes = sorted({*row.sizes, opposite}) if opposite else row.sizes
        if self.side > 0:
            yield from row.high_side_pulls(span.high, room, sizes)
        else:
            yield from row.low_side_pulls(span.low, room, sizes)

    def best(self, span: Span) -> Pull | None:
        return min(self.pulls(span), default=None)

    def pulled(self, span: Span, move: int) -> Span:
        low, high = (span.low + move, span.high) if self.side < 0 else (span.low, span.high + move)
        return Span(low, high, span.cross_low, span.cross_high)

    def may_move(self, span: Span, move: int) -> bool:
        room = self.field.room_to_resize(span.low, span.high, self.side, self.reach)
        return room.least <= move <= room.most

    def holds(self, span: Span) -> bool:
        return any(not found.move for found in self.pulls(span))
