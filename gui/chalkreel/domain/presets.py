"""Where the views of the four preset layouts are: tables of proportions and the one function that reads them.

The contract gives the proportions by analogy only (CONTRACT section 7), so they are plain constants here and
nothing else in the house knows a number of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.limits import MAX_VIEWS

_Box = tuple[Fraction, Fraction, Fraction, Fraction]
"""x, y, width and height in fractions of the canvas."""


@dataclass(frozen=True, slots=True)
class _Strip:
    """A row or column of tiles: where its first tile is and, in tiles (and gaps), where the next one is."""

    x: Fraction
    y: Fraction
    across: int
    down: int
    count: int


@dataclass(frozen=True, slots=True)
class _Step:
    """One arrangement of a mode, good for up to ``views`` views: the large view, then the tiles of the strips."""

    views: int
    large: _Box
    tile: tuple[Fraction, Fraction]
    strips: tuple[_Strip, ...]
    gap: Fraction = Fraction(0)

    def boxes(self) -> Iterator[_Box]:
        yield self.large
        width, height = self.tile
        for strip in self.strips:
            step_x, step_y = strip.across * (width + self.gap), strip.down * (height + self.gap)
            for i in range(strip.count):
                yield strip.x + i * step_x, strip.y + i * step_y, width, height


def _step(views: int, large: str, tile: str, *strips: _Strip) -> _Step:
    x, y, width, height = map(Fraction, large.split())
    tile_width, tile_height = map(Fraction, tile.split())
    return _Step(views, (x, y, width, height), (tile_width, tile_height), strips)


def _down(x: str, y: str, count: int) -> _Strip:
    return _Strip(Fraction(x), Fraction(y), 0, 1, count)


def _across(x: str, y: str, count: int) -> _Strip:
    return _Strip(Fraction(x), Fraction(y), 1, 0, count)


_VERTICAL = (
    _step(5, "0 0 4/5 1", "1/5 1/4", _down("4/5", "0", 4)),
    _step(9, "0 0 8/9 1", "1/9 1/8", _down("8/9", "0", 8)),
    _step(17, "0 0 4/5 1", "1/10 1/8", _down("4/5", "0", 8), _down("9/10", "0", 8)),
    _step(25, "0 0 4/5 7/8", "1/10 1/8", _down("4/5", "0", 8), _down("9/10", "0", 8), _across("0", "7/8", 8)),
)

_HORIZONTAL = (
    _step(5, "0 1/5 1 4/5", "1/4 1/5", _across("0", "0", 4)),
    _step(9, "0 1/9 1 8/9", "1/8 1/9", _across("0", "0", 8)),
    _step(17, "0 1/5 1 4/5", "1/8 1/10", _across("0", "0", 8), _across("0", "1/10", 8)),
    _step(25, "0 1/5 7/8 4/5", "1/8 1/10", _across("0", "0", 8), _across("0", "1/10", 8), _down("7/8", "1/5", 8)),
)


def _floating_step(views: int, tile: str, columns: int, rows: int) -> _Step:
    """Rows of tiles over the full large view, from the bottom right to the left, then upwards."""
    size, gap = Fraction(tile), Fraction("0.012")
    strips = tuple(_Strip(1 - size - gap, 1 - (row + 1) * (size + gap), -1, 0, columns) for row in range(rows))
    return _Step(views, (Fraction(0), Fraction(0), Fraction(1), Fraction(1)), (size, size), strips, gap)


_FLOATING = (_floating_step(5, "0.235", 4, 1), _floating_step(25, "0.1115", 8, 3))

_GRID = ((1, 1), (2, 1), (2, 2), (3, 2), (3, 3), (4, 3), (4, 4), (5, 4), (5, 5))
"""Columns and rows by number of views; columns are added before rows."""

_STEPS = {MixMode.HORIZONTAL: _HORIZONTAL, MixMode.VERTICAL: _VERTICAL, MixMode.FLOATING: _FLOATING}

PRESET_MODES = (MixMode.GRID, MixMode.HORIZONTAL, MixMode.VERTICAL, MixMode.FLOATING)
LARGE_VIEW_MODES = frozenset(_STEPS)
"""The modes that have one large view."""


def preset_rects(mode: MixMode, views: int, canvas: Size) -> tuple[Rect, ...]:
    """Give the rectangles of 1 to 25 views in seating order; in modes 3 to 5 the first is the large view."""
    if not 1 <= views <= MAX_VIEWS:
        raise ValueError(f"{views} views; a picture has 1 to {MAX_VIEWS}")
    if mode is MixMode.GRID:
        return tuple(_on(canvas, box) for box in _grid_boxes(views))
    if mode not in _STEPS:
        raise ValueError("a custom layout has no preset places")
    step = next(step for step in _STEPS[mode] if views <= step.views)
    boxes = step.boxes()
    return tuple(_on(canvas, next(boxes)) for _ in range(views))


def full_step(mode: MixMode, views: int) -> int:
    """Tell how many views the arrangement has room for that this many views use."""
    if mode is MixMode.GRID:
        columns, rows = _grid_shape(views)
        return columns * rows
    return next(step.views for step in _STEPS[mode] if views <= step.views)


def _grid_shape(views: int) -> tuple[int, int]:
    return next((columns, rows) for columns, rows in _GRID if views <= columns * rows)


def _grid_boxes(views: int) -> Iterator[_Box]:
    columns, rows = _grid_shape(views)
    width, height = Fraction(1, columns), Fraction(1, rows)
    for i in range(views):
        yield i % columns * width, i // columns * height, width, height


def _on(canvas: Size, box: _Box) -> Rect:
    """Round the edges, not the sizes, so that neighbours meet."""
    x, y, width, height = box
    return Rect(
        _rounded(x * canvas.width),
        _rounded(y * canvas.height),
        _rounded((x + width) * canvas.width),
        _rounded((y + height) * canvas.height),
    )


def _rounded(value: Fraction) -> int:
    """Round to the nearest whole number, halves up; ``round`` would send them to the even neighbour."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)
