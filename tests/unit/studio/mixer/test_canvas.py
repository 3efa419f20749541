"""Filling and pasting to the pixel."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalkreel.domain.geometry import Rect, Size
from chalkreel.studio.mixer.canvas import Canvas, yuv_of
from chalkreel.studio.sources.planes import Planes

SIZE = Size(24, 16)


def tile(width: int, height: int, values: tuple[int, int, int]) -> Planes:
    half = ((height + 1) // 2, (width + 1) // 2)
    return (
        np.full((height, width), values[0], np.uint8),
        np.full(half, values[1], np.uint8),
        np.full(half, values[2], np.uint8),
    )


@pytest.mark.parametrize(
    ("rgb", "yuv"),
    [((255, 255, 255), (235, 128, 128)), ((0, 0, 0), (16, 128, 128)), ((255, 0, 0), (63, 102, 240))],
)
def test_colours_are_bt709_limited(rgb: tuple[int, int, int], yuv: tuple[int, int, int]) -> None:
    assert yuv_of(rgb) == yuv


rects = st.builds(
    lambda x, y, w, h: Rect.of(x, y, min(w, 24 - x), min(h, 16 - y)),
    st.integers(0, 23),
    st.integers(0, 15),
    st.integers(1, 24),
    st.integers(1, 16),
)


@settings(max_examples=80)
@given(rects)
def test_luma_changes_inside_the_rectangle_only(rect: Rect) -> None:
    inside = np.zeros((16, 24), bool)
    inside[rect.top : rect.bottom, rect.left : rect.right] = True
    pasted, filled = Canvas(SIZE), Canvas(SIZE)
    pasted.paste(tile(rect.width, rect.height, (200, 90, 60)), rect.left, rect.top)
    filled.fill(rect, (200, 90, 60))
    for canvas in (pasted, filled):
        assert ((canvas.planes[0] == 200) == inside).all()
    assert (pasted.planes[1] == filled.planes[1]).all()
    assert (pasted.planes[2] == filled.planes[2]).all()
    # Every sample of colour that lies wholly inside is set, none that lies wholly outside.
    shares = inside.reshape(8, 2, 12, 2).sum(axis=(1, 3))
    is_set = pasted.planes[1] == 90
    assert is_set[shares == 4].all()
    assert not is_set[shares == 0].any()


@given(st.integers(1, 23), st.integers(1, 15))
def test_neighbours_share_their_edge_without_gap_or_overlap(x: int, y: int) -> None:
    canvas = Canvas(SIZE)
    canvas.paste(tile(x, 16, (50, 60, 70)), 0, 0)
    canvas.paste(tile(24 - x, y, (150, 160, 170)), x, 0)
    canvas.paste(tile(24 - x, 16 - y, (250, 200, 210)), x, y)
    assert (canvas.planes[1] != 0).all()
    assert (canvas.planes[1][:, : x // 2] == 60).all()
    assert (canvas.planes[1][: y // 2, (x + 1) // 2 :] == 160).all()


def test_what_lies_outside_is_cut_off() -> None:
    canvas = Canvas(SIZE)
    canvas.paste(tile(20, 20, (9, 9, 9)), 10, 4)
    canvas.fill(Rect(-5, -5, 4, 4), (7, 7, 7))
    canvas.fill(Rect(30, 30, 40, 40), (8, 8, 8))
    assert canvas.planes[0][-1, -1] == 9
    assert canvas.planes[0][0, 0] == 7
    assert 8 not in canvas.planes[0]
