"""Where a region snaps to while it is moved or resized: pure rules on whole canvas pixels.

The nearest wins, on each axis by itself; equally near, the first of ``SnapKind``. What snapped once stays where it
is when it is snapped again: an axis that has moved least is settled first, and the other one may not undo it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf

from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.handles import Handle
from chalkreel.domain.snap_axis import AxisField
from chalkreel.domain.snap_grips import Grip, MoveGrip, ResizeGrip
from chalkreel.domain.snap_guides import guides_of, neighbour_distances
from chalkreel.domain.snap_kinds import Guide, Pull, SnapKind, Span

__all__ = ["Guide", "SnapField", "SnapKind", "Snapped"]


@dataclass(frozen=True, slots=True)
class Snapped:
    """Where the region goes, and the lines that say why."""

    rect: Rect
    guides: tuple[Guide, ...] = ()


@dataclass(frozen=True, slots=True)
class SnapField:
    """Canvas and other regions, sorted once per gesture; ``reach`` is in canvas px."""

    across: AxisField
    down: AxisField

    @classmethod
    def of(cls, canvas: Size, others: Sequence[Rect], grid_px: int = 0) -> SnapField:
        solid = [rect for rect in others if not rect.is_empty]
        return cls(
            AxisField(canvas.width, canvas.height, [_across(rect) for rect in solid], grid_px),
            AxisField(canvas.height, canvas.width, [_down(rect) for rect in solid], grid_px),
        )

    def moved(self, rect: Rect, reach: float) -> Snapped:
        """Snap a region that is being moved; ``rect`` is where the pointer wants it."""
        return self._settled(rect, (MoveGrip(self.across, reach), MoveGrip(self.down, reach)))

    def resized(self, rect: Rect, handle: Handle, reach: float, *, ratio: Fraction | None = None) -> Snapped:
        """Snap the dragged sides; with a ratio (width to height) a corner keeps it, and the nearer side leads."""
        side_x, side_y = handle.value
        grips = (ResizeGrip(self.across, reach, side_x), ResizeGrip(self.down, reach, side_y))
        if ratio is None or not handle.is_corner:
            return self._settled(rect, grips)
        return self._in_ratio(rect, grips, ratio, reach)

    def distances(self, rect: Rect) -> tuple[Guide, ...]:
        """Measure the way to the next region or canvas edge on each side."""
        return neighbour_distances(rect, self.across, self.down)

    # -- settling ---------------------------------------------------------------------------------------------

    def _settled(self, rect: Rect, grips: tuple[Grip, Grip]) -> Snapped:
        """Let the nearer axis go first; what it found is kept while the other one looks for its own."""
        found = [grip.best(_span(rect, axis)) for axis, grip in enumerate(grips)]
        distances = [_distance2(one) for one in found]
        first = 1 if distances[1] < distances[0] else 0
        lead = found[first]
        if lead is None:
            return Snapped(rect)
        result = _with_span(rect, first, grips[first].pulled(_span(rect, first), lead.move))
        snapped = [first]
        second = 1 - first
        other = grips[second].best(_span(result, second))
        if other is not None:
            whole = _with_span(result, second, grips[second].pulled(_span(result, second), other.move))
            if lead.rank != SnapKind.GAP.value or grips[first].holds(_span(whole, first)):
                result = whole
                snapped.append(second)
        return Snapped(result, self._guides(result, grips, snapped))

    def _in_ratio(self, rect: Rect, grips: tuple[ResizeGrip, ResizeGrip], ratio: Fraction, reach: float) -> Snapped:
        """Try what draws either side, nearest first, until the whole region may go there."""
        tries = [(one, axis) for axis, grip in enumerate(grips) for one in grip.pulls(_span(rect, axis))]
        for found, axis in sorted(tries):
            if not found.move:
                return Snapped(rect, self._guides(rect, grips, _held(rect, grips)))
            span = grips[axis].pulled(_span(rect, axis), found.move)
            other, cross = 1 - axis, _span(rect, 1 - axis)
            length = round(span.length / ratio if axis == 0 else span.length * ratio)
            move = grips[other].side * (length - cross.length)
            if abs(move) > reach or not grips[other].may_move(cross, move):
                continue
            result = _with_span(_with_span(rect, axis, span), other, grips[other].pulled(cross, move))
            if grips[axis].holds(_span(result, axis)):
                return Snapped(result, self._guides(result, grips, _held(result, grips)))
        return Snapped(rect)

    def _guides(self, rect: Rect, grips: Sequence[Grip], snapped: Sequence[int]) -> tuple[Guide, ...]:
        found: list[Guide] = []
        for axis in sorted(snapped):
            grip = grips[axis]
            found += guides_of(grip.field, _span(rect, axis), grip.side, is_across=axis == 0)
        return tuple(found)


def _held(rect: Rect, grips: Sequence[Grip]) -> list[int]:
    """Tell on which axes something draws the region to where it is: the one that follows may be right by chance."""
    return [axis for axis, grip in enumerate(grips) if grip.holds(_span(rect, axis))]


def _span(rect: Rect, axis: int) -> Span:
    return _across(rect) if axis == 0 else _down(rect)


def _across(rect: Rect) -> Span:
    return Span(rect.left, rect.right, rect.top, rect.bottom)


def _down(rect: Rect) -> Span:
    return Span(rect.top, rect.bottom, rect.left, rect.right)


def _with_span(rect: Rect, axis: int, span: Span) -> Rect:
    if axis == 0:
        return Rect(span.low, rect.top, span.high, rect.bottom)
    return Rect(rect.left, span.low, rect.right, span.high)


def _distance2(found: Pull | None) -> float:
    return inf if found is None else found.distance2
