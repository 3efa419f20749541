"""Digits of a clock as pixels."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from chalkreel.domain.clock_face import CAP_HEIGHT, STROKE, Point, room_px, strokes_of, text_width

Mask = NDArray[np.float32]
"""Coverage from 0 to 1."""


def drawn(text: str, font_px: int, stroke_more_px: float = 0.0) -> Mask:
    """Draw digits, hyphens, colons and spaces; with ``stroke_more_px`` each stroke is so much wider on both sides.

    The mask has room for that much and two pixels around the text.
    """
    height = font_px * CAP_HEIGHT
    room = room_px(font_px, stroke_more_px)
    mask = np.zeros((math.ceil(height) + 2 * room, math.ceil(text_width(text, font_px)) + 2 * room), np.float32)
    for stroke in strokes_of(text, font_px, room, room):
        _add_stroke(mask, list(stroke), height * STROKE / 2 + stroke_more_px)
    return mask


def _add_stroke(mask: Mask, points: list[Point], half_px: float) -> None:
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


def _distance(x: NDArray[np.float64], y: NDArray[np.float64], start: Point, end: Point) -> NDArray[np.float64]:
    """Give the distance of every pixel's middle from a line."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = across * across + down * down
    along = ((x - start[0]) * across + (y - start[1]) * down) / length if length else np.zeros_like(x)
    along = np.clip(along, 0, 1)
    result: NDArray[np.float64] = np.hypot(x - start[0] - along * across, y - start[1] - along * down)
    return result
