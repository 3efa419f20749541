"""Chalk and markers: strokes with a hand in them, the same at every run."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, radians, sin
from random import Random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

WIDTH_PX, HEIGHT_PX = 1280, 720
SERIF = "P052"
SANS = "Noto Sans CJK SC"


class Chalk:
    """Draws on one board; the seed decides where the hand trembles."""

    def __init__(self, painter: QPainter, seed: int, tremble_px: float = 0.9, passes: int = 2) -> None:
        self._painter = painter
        self._random = Random(seed)
        self._tremble_px = tremble_px
        self._passes = passes
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def stroke(self, path: QPainterPath, color: str, width_px: float = 4.0) -> None:
        """Draw along a path in short pieces, a little beside it each time."""
        for layer in range(self._passes):
            shade = QColor(color)
            shade.setAlpha(235 if layer == 0 else 120)
            pen = QPen(shade, width_px * (1.0 if layer == 0 else 0.55))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            self._painter.setPen(pen)
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawPath(self._trembled(path))

    def line(self, first: tuple[float, float], last: tuple[float, float], color: str, width_px: float = 4.0) -> None:
        path = QPainterPath(QPointF(*first))
        path.lineTo(QPointF(*last))
        self.stroke(path, color, width_px)

    def curve(self, points: Sequence[tuple[float, float]], color: str, width_px: float = 4.0) -> None:
        """Draw a smooth curve: a start, then groups of two control points and an end."""
        self.stroke(curve_path(points), color, width_px)

    def arrow(self, points: Sequence[tuple[float, float]], color: str, width_px: float = 4.0) -> None:
        """Draw a curve with a head at its end."""
        path = curve_path(points)
        self.stroke(path, color, width_px)
        tip = path.pointAtPercent(1.0)
        angle = path.angleAtPercent(0.985)
        for turn in (152, -152):
            wing = QPainterPath(tip)
            side = QPointF(tip)
            direction = _unit(angle + turn)
            wing.lineTo(side + direction * (width_px * 4.6))
            self.stroke(wing, color, width_px)

    def box(self, box: QRectF, color: str, width_px: float = 3.0, radius_px: float = 14.0) -> None:
        path = QPainterPath()
        path.addRoundedRect(box, radius_px, radius_px)
        self.stroke(path, color, width_px)

    def hatch(self, shape: QPainterPath, color: str, alpha: int = 60) -> None:
        """Fill a shape with the flat of the chalk."""
        shade = QColor(color)
        shade.setAlpha(alpha)
        self._painter.fillPath(shape, QBrush(shade))

    def write(
        self, place: tuple[float, float], text: str, color: str, size_px: int, family: str = SERIF, **looks: bool
    ) -> float:
        """Write from a baseline point to the right; tell how wide it became."""
        font = _font(family, size_px, **looks)
        self._painter.setFont(font)
        self._painter.setPen(QColor(color))
        self._painter.drawText(QPointF(*place), text)
        return QFontMetricsF(font).horizontalAdvance(text)

    def write_centred(
        self, middle: tuple[float, float], text: str, color: str, size_px: int, family: str = SERIF, **looks: bool
    ) -> None:
        """Write around a middle point."""
        font = _font(family, size_px, **looks)
        metrics = QFontMetricsF(font)
        left = middle[0] - metrics.horizontalAdvance(text) / 2
        self.write((left, middle[1] + metrics.capHeight() / 2), text, color, size_px, family, **looks)

    def _trembled(self, path: QPainterPath) -> QPainterPath:
        """Shift points along the path and run smoothly between them; a ruler's hand draws the path itself."""
        if self._tremble_px == 0:
            return path
        length = path.length()
        steps = max(2, round(length / 11))
        points = [
            path.pointAtPercent(path.percentAtLength(length * step / steps)) + QPointF(self._shift(), self._shift())
            for step in range(steps + 1)
        ]
        drawn = QPainterPath(points[0])
        for point, following in pairwise(points[1:]):
            drawn.quadTo(point, (point + following) / 2)
        drawn.lineTo(points[-1])
        return drawn

    def _shift(self) -> float:
        return self._random.uniform(-self._tremble_px, self._tremble_px)


def curve_path(points: Sequence[tuple[float, float]]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for place in range(1, len(points), 3):
        path.cubicTo(*(QPointF(*point) for point in points[place : place + 3]))
    return path


def _unit(angle_deg: float) -> QPointF:

    return QPointF(cos(radians(angle_deg)), -sin(radians(angle_deg)))


def _font(family: str, size_px: int, *, bold: bool = False, italic: bool = False) -> QFont:
    font = QFont(family)
    font.setPixelSize(size_px)
    font.setBold(bold)
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
