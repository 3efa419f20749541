"""The wall clock in the top right corner of the picture."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Hashable

import numpy as np

from chalkreel.domain.clock_face import MINUTES, RIM_ALPHA, SECONDS, ClockFace, room_px
from chalkreel.domain.geometry import Rect, Size
from chalkreel.studio.mixer.canvas import Canvas
from chalkreel.studio.mixer.digits import drawn
from chalkreel.studio.mixer.overlay import Overlay


class ClockMark:
    """Draws date and time in the computer's own time zone, anew only when the text changes; implements ``Painter``."""

    is_translucent = True
    is_steady = False

    def __init__(self, canvas: Size, font_px: int, *, has_seconds: bool, now: Callable[[], float] = time.time) -> None:
        self._canvas = canvas
        self._face = ClockFace.fitted(canvas, font_px, SECONDS if has_seconds else MINUTES)
        self._now = now
        self._step: int | None = None
        self._overlay: Overlay | None = None

    @property
    def rect(self) -> Rect:
        """Give the whole of the upper edge: the digits' widths differ a little."""
        return Rect(0, 0, self._canvas.width, min(2 * self._face.font_px, self._canvas.height))

    def version(self, time_s: float) -> Hashable:
        """Draw what is due by the wall clock; the recording's time does not matter."""
        del time_s
        now_s = self._now()
        step = math.floor(now_s / self._face.step_s)
        if self._overlay is None or step != self._step:
            self._step, self._overlay = step, self._drawn(self._face.text_at(now_s))
        return step

    def paint(self, canvas: Canvas) -> None:
        if self._overlay is not None:
            self._overlay.paint(canvas)

    def _drawn(self, text: str) -> Overlay:
        face = self._face
        rim, digits = drawn(text, face.font_px, face.rim_px), drawn(text, face.font_px)
        down, across = ((outer - inner) // 2 for outer, inner in zip(rim.shape, digits.shape, strict=True))
        white = np.zeros_like(rim)
        white[down : down + digits.shape[0], across : across + digits.shape[1]] = digits
        pixels = np.zeros((*rim.shape, 4), np.uint8)
        pixels[..., :3] = np.rint(255 * white)[..., None]
        pixels[..., 3] = np.rint(255 * np.maximum(white, rim * RIM_ALPHA))
        left, top = face.origin(text)
        room = room_px(face.font_px, face.rim_px)
        return Overlay(pixels, round(left) - room, round(top) - room, self._canvas)
