"""The picture being mixed: reused yuv420p planes that are filled and pasted into."""

from __future__ import annotations

import numpy as np

from chalkreel.domain.backgrounds import Rgb
from chalkreel.domain.geometry import Rect, Size
from chalkreel.studio.sources.planes import Planes

Yuv = tuple[int, int, int]


def yuv_of(rgb: Rgb) -> Yuv:
    """Give a colour in BT.709, limited range."""
    red, green, blue = (value / 255 for value in rgb)
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return (
        round(16 + 219 * luma),
        round(128 + 224 * (blue - luma) / 1.8556),
        round(128 + 224 * (red - luma) / 1.5748),
    )


class Canvas:
    """One picture of an even size, used by one thread.

    Luma is exact to the pixel; a chroma sample that two neighbours share on an odd edge goes to the one on
    the left or above. ``holds`` is the composer's note of what is painted on it.
    """

    def __init__(self, size: Size) -> None:
        self._bounds = Rect(0, 0, size.width, size.height)
        half = (size.height // 2, size.width // 2)
        self.planes: Planes = (
            np.zeros((size.height, size.width), np.uint8),
            np.zeros(half, np.uint8),
            np.zeros(half, np.uint8),
        )
        self.holds: object = None

    def fill_all(self, colour: Yuv) -> None:
        for plane, value in zip(self.planes, colour, strict=True):
            plane.fill(value)

    def fill(self, rect: Rect, colour: Yuv) -> None:
        rect = rect.intersection(self._bounds)
        if rect.is_empty:
            return
        top, bottom, left, right = rect.top, rect.bottom, rect.left, rect.right
        self.planes[0][top:bottom, left:right] = colour[0]
        for plane, value in zip(self.planes[1:], colour[1:], strict=True):
            plane[(top + 1) // 2 : (bottom + 1) // 2, (left + 1) // 2 : (right + 1) // 2] = value

    def paste(self, tile: Planes, left: int, top: int) -> None:
        """Copy a tile to a place; what lies outside the canvas is cut off on the right and below."""
        height, width = tile[0].shape
        target = self.planes[0][top : top + height, left : left + width]
        target[:] = tile[0][: target.shape[0], : target.shape[1]]
        rows = slice((top + 1) // 2, (top + height + 1) // 2)
        columns = slice((left + 1) // 2, (left + width + 1) // 2)
        for plane, part in zip(self.planes[1:], tile[1:], strict=True):
            goal = plane[rows, columns]
            goal[:] = part[: goal.shape[0], : goal.shape[1]]
