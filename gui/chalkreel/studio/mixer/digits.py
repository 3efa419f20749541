"""Digits of a clock, drawn as strokes: crisp at any size, without a font file."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.float32]
"""Coverage from 0 to 1."""

CAP_HEIGHT = 0.72
"""Height of a digit as a part of the font size, as in common typefaces."""

STROKE = 0.14
"""Width of a stroke as a part of a digit's height."""

_ADVANCE = 0.72
_NARROW = 0.42
_Point = tuple[float, float]
_Stroke = tuple[_Point, ...]


def _arc(x: float, y: float, rx: float, ry: float, start_deg: float, end_deg: float) -> _Stroke:
    """Give points of an ellipse; 0 degrees is to the right, 90 below."""
    steps = max(math.ceil(abs(end_deg - start_deg) / 12), 1)
    angles = [math.radians(start_deg + (end_deg - start_deg) * step / steps) for step in range(steps + 1)]
    return tuple((x + rx * math.cos(angle), y + ry * math.sin(angle)) for angle in angles)


# Boxes are 0.56 wide and 1 high, y downwards; strokes are centre lines.
_L, _R, _M, _T, _B = 0.07, 0.49, 0.28, 0.07, 0.93
_GLYPHS: dict[str, tuple[_Stroke, ...]] = {
    "0": (_arc(_M, 0.5, 0.21, 0.43, 0, 360),),
    "1": (((0.13, 0.24), (0.32, _T), (0.32, _B)),),
    "2": ((*_arc(_M, 0.28, 0.2, 0.21, 190, 395), (_L, _B), (_R, _B)),),
    "3": (
        (*_arc(_M, 0.275, 0.185, 0.205, 200, 450),),
        (*_arc(_M, 0.705, 0.205, 0.225, 270, 520),),
    ),
    "4": (((0.38, _B), (0.38, _T), (0.05, 0.68), (0.51, 0.68)),),
    "5": (((0.45, _T), (0.13, _T), (0.1, 0.46)), _arc(0.265, 0.65, 0.22, 0.28, 222, 515)),
    "6": (_arc(_M, 0.655, 0.21, 0.275, 0, 360), ((0.08, 0.6), (0.12, 0.4), (0.24, 0.2), (0.4, _T))),
    "7": (((_L, _T), (_R, _T), (0.22, _B)),),
    "8": (_arc(_M, 0.275, 0.18, 0.205, 0, 360), _arc(_M, 0.705, 0.21, 0.225, 0, 360)),
    "9": (_arc(_M, 0.345, 0.21, 0.275, 0, 360), ((0.48, 0.4), (0.44, 0.6), (0.32, 0.8), (0.16, _B))),
    "-": (((0.1, 0.56), (0.46, 0.56)),),
    ":": (((0.2, 0.3), (0.2, 0.3)), ((0.2, 0.74), (0.2, 0.74))),
    " ": (),
}


def text_width(text: str, font_px: int) -> float:
    """Tell how wide a text becomes, in px."""
    return sum(_advance(char) for char in text) * font_px * CAP_HEIGHT


def drawn(text: str, font_px: int, stroke_more_px: float = 0.0) -> Mask:
    """Draw digits, hyphens, colons and spaces; with ``stroke_more_px`` each stroke is so much wider on both sides.

    The mask has room for that much and two pixels around the text.
    """
    height = font_px * CAP_HEIGHT
    room = math.ceil(stroke_more_px + height * STROKE / 2) + 2
    mask = np.zeros((math.ceil(height) + 2 * room, math.ceil(text_width(text, font_px)) + 2 * room), np.float32)
    left = float(room)
    for char in text:
        for stroke in _GLYPHS[char]:
            points = [(left + x * height, room + y * height) for x, y in stroke]
            _add_stroke(mask, points, height * STROKE / 2 + stroke_more_px)
        left += _advance(char) * height
    return mask


def _advance(char: str) -> float:
    return _NARROW if char in ": " else _ADVANCE


def _add_stroke(mask: Mask, points: list[_Point], half_px: float) -> None:
    """Draw a line with round ends and corners: coverage falls from 1 to 0 within the pixel around its edge."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right = max(math.floor(min(xs) - half_px - 1), 0), math.ceil(max(xs) + half_px + 1)
    top, bottom = max(math.floor(min(ys) - half_px - 1), 0), math.ceil(max(ys) + half_px + 1)
    part = mask[top:bottom, left:right]
    y, x = np.mgrid[top : top + part.shape[0], left : left + part.shape[1]] + 0.5
    distance = np.full(part.shape, np.inf)
    for start, end in pairwise(points):
        distance = np.minimum(distance, _distance(x, y, start, end))
    np.maximum(part, np.clip(half_px + 0.5 - distance, 0, 1), out=part, casting="unsafe")


def _distance(x: NDArray[np.float64], y: NDArray[np.float64], start: _Point, end: _Point) -> NDArray[np.float64]:
    """Give the distance of every pixel's middle from a line."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = across * across + down * down
    along = ((x - start[0]) * across + (y - start[1]) * down) / length if length else np.zeros_like(x)
    along = np.clip(along, 0, 1)
    result: NDArray[np.float64] = np.hypot(x - start[0] - along * across, y - start[1] - along * down)
    return result
