"""Painting only what changed must give the same picture as painting everything."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.domain.geometry import Rect, Size
from chalkreel.studio.mixer.brush import Brush
from chalkreel.studio.mixer.canvas import Canvas, Yuv

SIZE = Size(32, 24)
GROUND: Yuv = (16, 128, 128)


class Patch:
    """One colour in one place; colour 0 shows nothing, a translucent one adds to what is there."""

    def __init__(self, rect: Rect, is_translucent: bool) -> None:
        self.rect = rect
        self.is_translucent = is_translucent
        self.is_steady = False
        self.colour = 0
        self.paints = 0

    def version(self, time_s: float) -> Hashable:  # noqa: ARG002
        return self.colour or None

    def paint(self, canvas: Canvas) -> None:
        self.paints += 1
        if self.is_translucent:
            rect = self.rect
            canvas.planes[0][rect.top : rect.bottom, rect.left : rect.right] += np.uint8(self.colour)
        else:
            canvas.fill(self.rect, (self.colour, 128, 128))


rects = st.builds(
    lambda left, top, width, height: Rect.of(left, top, width, height).intersection(Rect(0, 0, 32, 24)),
    st.integers(0, 31),
    st.integers(0, 23),
    st.integers(1, 32),
    st.integers(1, 24),
)
patches = st.lists(st.builds(Patch, rects, st.booleans()), max_size=5)


@given(patches, st.lists(st.lists(st.integers(0, 3), min_size=5, max_size=5), max_size=6))
def test_the_picture_is_the_same_as_if_everything_were_painted(painters: list[Patch], steps: list[list[int]]) -> None:
    brush, canvas = Brush(GROUND), Canvas(SIZE)
    brush.take(painters)
    for colours in steps:
        for painter, colour in zip(painters, colours, strict=False):
            painter.colour = colour
        brush.paint(canvas, 0.0)
        fresh = Canvas(SIZE)
        brush.paint(fresh, 0.0)
        for plane, expected in zip(canvas.planes, fresh.planes, strict=True):
            assert (plane == expected).all()


def test_what_stays_the_same_is_not_painted_again() -> None:
    left, right = Patch(Rect(0, 0, 16, 24), False), Patch(Rect(16, 0, 32, 24), False)
    left.colour = right.colour = 1
    brush, canvas = Brush(GROUND), Canvas(SIZE)
    brush.take([left, right])
    for colour in (1, 2, 3):
        right.colour = colour
        brush.paint(canvas, 0.0)
    assert (left.paints, right.paints) == (1, 3)


def test_who_is_wholly_covered_is_neither_asked_nor_painted() -> None:
    below, above = Patch(Rect(4, 4, 12, 12), False), Patch(Rect(0, 0, 16, 24), False)
    above.is_steady = True
    above.colour = below.colour = 1
    brush = Brush(GROUND)
    brush.take([below, above])
    brush.paint(Canvas(SIZE), 0.0)
    assert (below.paints, above.paints) == (0, 1)


def test_who_is_covered_by_something_that_may_not_show_is_painted() -> None:
    below, above = Patch(Rect(4, 4, 12, 12), False), Patch(Rect(0, 0, 16, 24), False)
    below.colour = 1
    brush = Brush(GROUND)
    brush.take([below, above])
    brush.paint(Canvas(SIZE), 0.0)
    assert (below.paints, above.paints) == (1, 0)
