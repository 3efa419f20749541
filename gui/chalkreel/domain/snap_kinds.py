"""What a region can be drawn to, and the lines that show it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class SnapKind(Enum):
    """In order of preference where two are equally near."""

    CANVAS_EDGE = 0
    CANVAS_CENTRE = 1
    EDGE = 2
    CENTRE = 3
    GAP = 4
    SIZE = 5
    GRID = 6


@dataclass(frozen=True, slots=True)
class Guide:
    """A line to draw, in canvas px: at ``position``, from ``start`` to ``end`` along it.

    ``distance_px`` is set where the line measures something: an equal gap, an equal size, the way to a neighbour.
    """

    kind: SnapKind
    is_vertical: bool
    position: int
    start: int
    end: int
    distance_px: int | None = None


class Pull(NamedTuple):
    """One thing that draws: sorted, the nearest comes first. Distances are doubled, for centres between two px."""

    distance2: int
    rank: int
    move: int


class Room(NamedTuple):
    """How far a side may go: moves from ``least`` (not above 0) to ``most`` (not below 0)."""

    least: int
    most: int
    reach2: int


@dataclass(frozen=True, slots=True)
class Span:
    """A region along one axis, and across it."""

    low: int
    high: int
    cross_low: int
    cross_high: int

    @property
    def length(self) -> int:
        return self.high - self.low


def pull(kind: SnapKind, move: int) -> Pull:
    return Pull(2 * abs(move), kind.value, move)


def nearest(values: Sequence[int], wanted: int, least: int, most: int) -> Iterator[int]:
    """Give the nearest of sorted values between two bounds: one at most from each side of what is wanted."""
    if least > most:
        return
    place = bisect_left(values, max(least, min(wanted, most)))
    if place < len(values) and values[place] <= most:
        yield values[place]
    if place and values[place - 1] >= least:
        yield values[place - 1]
