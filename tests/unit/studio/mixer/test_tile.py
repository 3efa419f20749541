from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from chalkreel.domain.enums import FillMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.studio.mixer.canvas import Canvas
from chalkreel.studio.mixer.tile import StreamTile
from chalkreel.studio.sources.planes import Plane, frame_of
from chalkreel.studio.sources.source import SourceFrame

CANVAS = Size(640, 480)


class Publisher:
    """Shows one picture, of any luma and grey."""

    def __init__(self, luma: Plane) -> None:
        height, width = luma.shape
        grey = np.full(((height + 1) // 2, (width + 1) // 2), 128, np.uint8)
        self._frame = SourceFrame(0, 0.0, frame_of((luma, grey, grey)))
        self.size: Size | None = Size(width, height)

    def frame_at(self, time_s: float) -> SourceFrame | None:
        return self._frame if time_s >= 0 else None


def _noise(width: int, height: int) -> Plane:
    return np.random.default_rng(1).integers(16, 236, (height, width)).astype(np.uint8)


def _painted(luma: Plane, rect: Rect, fill: FillMode) -> Plane:
    tile = StreamTile(Publisher(luma), rect, fill)
    assert tile.version(0.0) == 0
    canvas = Canvas(CANVAS)
    tile.paint(canvas)
    return canvas.planes[0][rect.top : rect.bottom, rect.left : rect.right]


def _shares(count: int, cells: int) -> NDArray[np.float64]:
    """Give which share of each of ``cells`` equal stretches each of ``count`` pixels has."""
    edges = np.arange(cells + 1)[:, None] * count / cells
    covered = np.clip(edges - np.arange(count), 0, 1)
    return (covered[1:] - covered[:-1]) * cells / count


def test_shrinking_averages_the_area_that_a_pixel_covers() -> None:
    noise = _noise(1280, 720)
    average = _shares(720, 270) @ noise.astype(float) @ _shares(1280, 480).T
    shown = _painted(noise, Rect(80, 60, 560, 330), FillMode.FIT)
    assert np.abs(shown - average).mean() < 1.0  # the scaler's bilinear is off by 7 here


def test_a_picture_of_its_own_size_is_shown_as_it_is() -> None:
    noise = _noise(320, 180)
    assert np.array_equal(_painted(noise, Rect(10, 20, 330, 200), FillMode.FIT), noise)


@pytest.mark.parametrize("size", [(961, 721), (3, 2), (1, 90), (320, 4)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("fill", [FillMode.CROP, FillMode.FIT])
def test_pictures_of_any_shape_fill_their_place(size: tuple[int, int], fill: FillMode) -> None:
    luma = np.full(size[::-1], 200, np.uint8)
    shown = _painted(luma, Rect(0, 0, 320, 240), fill)
    assert 200 in shown
    if fill is FillMode.CROP:
        assert abs(shown.astype(int) - 200).max() <= 1
