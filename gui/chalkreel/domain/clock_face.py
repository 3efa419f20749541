"""The clock in the picture: its text, its place, and its digits as strokes, crisp at any size without a font file."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from chalkreel.domain.backgrounds import Rgb
from chalkreel.domain.geometry import Size

MINUTES = "%Y-%m-%d %H:%M"
SECONDS = "%Y-%m-%d %H:%M:%S"

CAP_HEIGHT = 0.72
"""Height of a digit as a part of the font size, as in common typefaces."""
STROKE = 0.14
"""Width of a stroke as a part of a digit's height."""
DIGITS_RGB: Rgb = (255, 255, 255)
RIM_RGB: Rgb = (0, 0, 0)
RIM_ALPHA = 0.65
"""How dark the rim around the white digits is; it is seen on any picture."""

_RIM = 0.05
"""Width of the rim as a part of the font size."""
_MARGIN = 0.5
"""Distance from the picture's edges as a part of the font size."""
_ADVANCE = 0.72
_NARROW = 0.42

Point = tuple[float, float]
Stroke = tuple[Point, ...]
"""Points of a centre line; one point twice is a dot."""


@dataclass(frozen=True, slots=True)
class ClockFace:
    """A clock on a canvas: ``font_px`` is what was asked for, or the largest with which it is not wider than that."""

    canvas: Size
    font_px: int
    form: str = MINUTES

    @classmethod
    def fitted(cls, canvas: Size, font_px: int, form: str = MINUTES) -> ClockFace:
        longest = text_width(datetime(2000, 1, 1).strftime(form), 1000) / 1000
        largest = math.floor(canvas.width / (longest + 2 * _MARGIN))
        return cls(canvas, max(min(font_px, largest), 1), form)

    @property
    def step_s(self) -> int:
        """After how long the text changes; it does at whole multiples of this."""
        return 1 if self.form == SECONDS else 60

    @property
    def stroke_px(self) -> float:
        return self.font_px * CAP_HEIGHT * STROKE

    @property
    def rim_px(self) -> float:
        """How far the dark rim reaches beyond the digits' strokes."""
        return max(self.font_px * _RIM, 1.0)

    def text_at(self, wall_s: float) -> str:
        """Give date and time in the computer's own time zone."""
        return datetime.fromtimestamp(wall_s).strftime(self.form)

    def strokes(self, text: str) -> Iterator[Stroke]:
        """Give the centre lines of a text on the canvas."""
        left, top = self.origin(text)
        yield from strokes_of(text, self.font_px, left, top)

    def origin(self, text: str) -> Point:
        """Give the upper left corner of the first digit's box."""
        margin, room = round(self.font_px * _MARGIN), room_px(self.font_px)
        return self.canvas.width - margin - math.ceil(text_width(text, self.font_px)) - room, margin + room


def room_px(font_px: int, stroke_more_px: float = 0.0) -> int:
    """Give how much room strokes need around a text."""
    return math.ceil(stroke_more_px + font_px * CAP_HEIGHT * STROKE / 2) + 2


def text_width(text: str, font_px: int) -> float:
    """Tell how wide a text becomes, in px."""
    return sum(_advance(char) for char in text) * font_px * CAP_HEIGHT


def strokes_of(text: str, font_px: int, left: float, top: float) -> Iterator[Stroke]:
    """Give the centre lines of digits, hyphens, colons and spaces from a place on."""
    height = font_px * CAP_HEIGHT
    for char in text:
        for stroke in _GLYPHS[char]:
            yield tuple((left + x * height, top + y * height) for x, y in stroke)
        left += _advance(char) * height


def _arc(x: float, y: float, rx: float, ry: float, start_deg: float, end_deg: float) -> Stroke:
    """Give points of an ellipse; 0 degrees is to the right, 90 below."""
    steps = max(math.ceil(abs(end_deg - start_deg) / 12), 1)
    angles = [math.radians(start_deg + (end_deg - start_deg) * step / steps) for step in range(steps + 1)]
    return tuple((x + rx * math.cos(angle), y + ry * math.sin(angle)) for angle in angles)


def _advance(char: str) -> float:
    return _NARROW if char in ": " else _ADVANCE


# Boxes are 0.56 wide and 1 high, y downwards; strokes are centre lines.
_L, _R, _M, _T, _B = 0.07, 0.49, 0.28, 0.07, 0.93
_GLYPHS: dict[str, tuple[Stroke, ...]] = {
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
