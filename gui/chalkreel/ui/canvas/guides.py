"""The lines that help to arrange: what a drag snaps to, distances, thirds, safe areas and the grid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

from PySide6.QtCore import QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.snapping import Guide
from chalkreel.ui.canvas.lettering import LABEL_HEIGHT_PX, Lettering, LetterSizes
from chalkreel.ui.canvas.viewport import Viewport
from chalkreel.ui.theme import current_tokens

GRID_PX = 40
"""Divides the usual canvases into whole squares."""
_TICK_PX = 4
_OPACITY = 0.55
_FAINT = 0.25
_SMALLEST_SQUARE_PX = 6
"""Grid lines closer than this on the screen would be a grey veil: then only every fourth is drawn."""
_ACTION_MARGIN, _TITLE_MARGIN = 0.035, 0.05
"""What SMPTE ST 2046-1 and EBU R 95 leave free at each side of the picture."""


@dataclass(frozen=True, slots=True)
class Overlays:
    """Which lines lie over the picture, in this window only; the grid also draws regions to it."""

    has_thirds: bool = False
    has_safe_areas: bool = False
    has_grid: bool = False

    @classmethod
    def named(cls, names: Iterable[str]) -> Overlays:
        """Read what ``names`` wrote; unknown ones are left out."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: True for name in names if name in known})

    @property
    def names(self) -> tuple[str, ...]:
        """The lines that are shown, to be kept between two starts."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name))

    @property
    def grid_px(self) -> int:
        return GRID_PX if self.has_grid else 0


@dataclass(frozen=True, slots=True)
class PlacedGuides:
    """Lines and their labels where they are on the widget."""

    lines: tuple[QRectF, ...] = ()
    """Rectangles 1 px thick, which Qt fills faster than it draws lines."""
    labels: tuple[tuple[QRectF, str], ...] = ()
    cover: tuple[QRect, ...] = ()
    """What of the widget they cover: rectangles that may lie over each other."""

    @classmethod
    def of(cls, guides: Sequence[Guide], viewport: Viewport, sizes: LetterSizes) -> PlacedGuides:
        lines: list[QRectF] = []
        labels: list[tuple[QRectF, str]] = []
        cover: list[QRect] = []
        for guide in guides:
            along = viewport.to_widget(_rect_of(guide))
            left, top, right, bottom = along.left(), along.top(), along.right(), along.bottom()
            lines.append(_hairline(left, top, right, bottom))
            reach = 1
            if guide.distance_px is not None:
                reach += _TICK_PX
                if guide.is_vertical:
                    lines += (_hairline(left - _TICK_PX, y, left + _TICK_PX, y) for y in (top, bottom))
                else:
                    lines += (_hairline(x, top - _TICK_PX, x, top + _TICK_PX) for x in (left, right))
                words = str(guide.distance_px)
                box = _placed_label(guide, along, sizes.label_box(words))
                labels.append((box, words))
                along = along.united(box)
            cover.append(along.toAlignedRect().adjusted(-reach, -reach, reach + 1, reach + 1))
        return cls(tuple(lines), tuple(labels), tuple(cover))

    def paint(self, painter: QPainter, letters: Lettering) -> None:
        """Paint lines that snapped, and measures with their px."""
        color = letters.tokens.colors.guide
        filling = QColor(color)
        for line in self.lines:
            painter.fillRect(line, filling)
        for box, words in self.labels:
            letters.label(box, words, color)


def paint_overlays(painter: QPainter, viewport: Viewport, canvas: Size, overlays: Overlays) -> None:
    """Paint the lines that stand still."""
    if overlays.has_grid:
        step = GRID_PX if viewport.scale * GRID_PX >= _SMALLEST_SQUARE_PX else 4 * GRID_PX
        _stroke(painter, list(_grid_lines(canvas, viewport, step)), _FAINT)
    if overlays.has_thirds:
        _stroke(painter, list(_division_lines(canvas, viewport, 3)), _OPACITY)
    if overlays.has_safe_areas:
        for margin, style in ((_ACTION_MARGIN, Qt.PenStyle.DashLine), (_TITLE_MARGIN, Qt.PenStyle.SolidLine)):
            inset_x, inset_y = round(canvas.width * margin), round(canvas.height * margin)
            rect = viewport.to_widget(Rect(inset_x, inset_y, canvas.width - inset_x, canvas.height - inset_y))
            corners = [rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft()]
            sides = [QLineF(corner, corners[(place + 1) % 4]) for place, corner in enumerate(corners)]
            _stroke(painter, sides, _OPACITY, style)


def _stroke(painter: QPainter, lines: list[QLineF], opacity: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
    """Draw lines that are seen on dark and on light: a light one beside a dark one."""
    colors = current_tokens().colors
    for name, offset in ((colors.overlay, 1.0), (colors.on_overlay, 0.0)):
        color = QColor(name)
        color.setAlphaF(opacity)
        painter.setPen(QPen(color, 1, style))
        painter.drawLines([line.translated(offset, offset) for line in lines])


def _grid_lines(canvas: Size, viewport: Viewport, step: int) -> Iterator[QLineF]:
    for x in range(step, canvas.width, step):
        yield _line(viewport, Rect(x, 0, x, canvas.height))
    for y in range(step, canvas.height, step):
        yield _line(viewport, Rect(0, y, canvas.width, y))


def _division_lines(canvas: Size, viewport: Viewport, parts: int) -> Iterator[QLineF]:
    for part in range(1, parts):
        x, y = round(canvas.width * part / parts), round(canvas.height * part / parts)
        yield _line(viewport, Rect(x, 0, x, canvas.height))
        yield _line(viewport, Rect(0, y, canvas.width, y))


def _line(viewport: Viewport, rect: Rect) -> QLineF:
    placed = viewport.to_widget(rect)
    return QLineF(placed.topLeft(), placed.bottomRight())


def _hairline(left: float, top: float, right: float, bottom: float) -> QRectF:
    return QRectF(left, top, right - left + 1, bottom - top + 1)


def _placed_label(guide: Guide, along: QRectF, box: QRectF) -> QRectF:
    """Put the label on the middle of its line, or beside a line that is shorter than it."""
    middle = along.center()
    box.moveCenter(middle)
    if guide.is_vertical and along.height() < LABEL_HEIGHT_PX + 2 * _TICK_PX:
        box.moveLeft(middle.x() + 2 * _TICK_PX)
    elif not guide.is_vertical and along.width() < box.width() + 2 * _TICK_PX:
        box.moveTop(middle.y() + 2 * _TICK_PX)
    return box


def _rect_of(guide: Guide) -> Rect:
    if guide.is_vertical:
        return Rect(guide.position, guide.start, guide.position, guide.end)
    return Rect(guide.start, guide.position, guide.end, guide.position)
