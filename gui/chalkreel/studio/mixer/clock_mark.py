"""The wall clock in the top right corner of the picture."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Hashable
from datetime import datetime

import numpy as np

from chalkreel.domain.geometry import Rect, Size
from chalkreel.studio.mixer.canvas import Canvas
from chalkreel.studio.mixer.digits import drawn, text_width
from chalkreel.studio.mixer.overlay import Overlay

MINUTES = "%Y-%m-%d %H:%M"
SECONDS = "%Y-%m-%d %H:%M:%S"
_MARGIN = 0.5
"""Distance from the picture's edges as a part of the font size."""
_RIM = 0.05
"""Width of the dark rim around the white digits, as a part of the font size; it is seen on any picture."""
_RIM_ALPHA = 0.65


class ClockMark:
    """Draws date and time in the computer's own time zone, anew only when the text changes; implements ``Painter``."""

    is_translucent = True
    is_steady = False

    def __init__(self, canvas: Size, font_px: int, *, has_seconds: bool, now: Callable[[], float] = time.time) -> None:
        self._canvas = canvas
        self._form = SECONDS if has_seconds else MINUTES
        self._step_s = 1 if has_seconds else 60
        self._font_px = _fitting(font_px, self._form, canvas.width)
        self._now = now
        self._step: int | None = None
        self._overlay: Overlay | None = None

    @property
    def rect(self) -> Rect:
        """Give the whole of the upper edge: the digits' widths differ a little."""
        return Rect(0, 0, self._canvas.width, min(2 * self._font_px, self._canvas.height))

    def version(self, time_s: float) -> Hashable:
        """Draw what is due by the wall clock; the recording's time does not matter."""
        del time_s
        now_s = self._now()
        step = math.floor(now_s / self._step_s)
        if self._overlay is None or step != self._step:
            self._step, self._overlay = step, self._drawn(datetime.fromtimestamp(now_s).strftime(self._form))
        return step

    def paint(self, canvas: Canvas) -> None:
        if self._overlay is not None:
            self._overlay.paint(canvas)

    def _drawn(self, text: str) -> Overlay:
        rim_px = max(self._font_px * _RIM, 1.0)
        rim, digits = drawn(text, self._font_px, rim_px), drawn(text, self._font_px)
        down, across = ((outer - inner) // 2 for outer, inner in zip(rim.shape, digits.shape, strict=True))
        white = np.zeros_like(rim)
        white[down : down + digits.shape[0], across : across + digits.shape[1]] = digits
        pixels = np.zeros((*rim.shape, 4), np.uint8)
        pixels[..., :3] = np.rint(255 * white)[..., None]
        pixels[..., 3] = np.rint(255 * np.maximum(white, rim * _RIM_ALPHA))
        margin = round(self._font_px * _MARGIN)
        return Overlay(pixels, self._canvas.width - margin - rim.shape[1] + across, margin - down, self._canvas)


def _fitting(font_px: int, form: str, width_px: int) -> int:
    """Give the font size asked for, or the largest with which the clock is not wider than the picture."""
    longest = text_width(datetime(2000, 1, 1).strftime(form), 1000) / 1000
    return max(min(font_px, math.floor(width_px / (longest + 2 * _MARGIN))), 1)
