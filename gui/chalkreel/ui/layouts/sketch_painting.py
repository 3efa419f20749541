"""Paints a layout as a small picture: boxes and signs, no screenshots, the same whoever is in the room."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.layout_sketch import SketchBox, SketchKind, sketch
from chalkreel.ui.kit.icons import paint_icon
from chalkreel.ui.theme import RADII, Colors, current_tokens

_SIGNS = {SketchKind.BOARD: "board", SketchKind.PERSON: "user", SketchKind.LARGE: "user"}
_SMALLEST_SIGN_PX = 9
_LARGEST_SIGN_PX = 16


def paint_sketch(painter: QPainter, place: QRectF, layout: Layout, canvas: Size) -> None:
    """Paint a layout into a place, with its canvas as large as fits there."""
    colors = current_tokens().colors
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colors.control_border), 1))
    painter.setBrush(QColor(colors.sunken))
    sheet = fitted(place, canvas)
    painter.drawRoundedRect(sheet, RADII.small, RADII.small)
    painter.setClipRect(sheet)
    for box in sketch(layout, canvas):
        _paint_box(painter, _placed(box, sheet, canvas), box.kind, colors)
    painter.restore()


def fitted(place: QRectF, canvas: Size) -> QRectF:
    """Give the largest rectangle of a canvas's shape in the middle of a place, on whole px."""
    scale = min(place.width() / max(canvas.width, 1), place.height() / max(canvas.height, 1))
    sheet = QRectF(0, 0, max(round(canvas.width * scale), 4), max(round(canvas.height * scale), 4))
    sheet.moveCenter(place.center())
    return QRectF(round(sheet.left()) + 0.5, round(sheet.top()) + 0.5, sheet.width() - 1, sheet.height() - 1)


def _placed(box: SketchBox, sheet: QRectF, canvas: Size) -> QRectF:
    across, down = sheet.width() / max(canvas.width, 1), sheet.height() / max(canvas.height, 1)
    rect = box.rect
    top_left = QPointF(sheet.left() + rect.left * across, sheet.top() + rect.top * down)
    placed = QRectF(top_left.x(), top_left.y(), rect.width * across, rect.height * down)
    gap = min(1.0, placed.width() / 4, placed.height() / 4)
    return placed.adjusted(gap, gap, -gap, -gap)


def _paint_box(painter: QPainter, place: QRectF, kind: SketchKind, colors: Colors) -> None:
    """Paint one view: a board bright with an outline, people filled, places for whoever comes as outlines."""
    fill = {
        SketchKind.BOARD: colors.surface,
        SketchKind.PERSON: colors.accent_soft,
        SketchKind.LARGE: colors.accent_soft,
        SketchKind.SEAT: colors.hover,
    }[kind]
    line = colors.accent if kind in (SketchKind.PERSON, SketchKind.LARGE) else colors.control_border
    painter.setPen(QPen(QColor(line), 1))
    painter.setBrush(QColor(fill))
    painter.drawRoundedRect(place, 1.5, 1.5)
    side = min(place.width(), place.height()) * 0.7
    if kind in _SIGNS and side >= _SMALLEST_SIGN_PX:
        side = min(side, _LARGEST_SIGN_PX)
        square = QRectF(0, 0, side, side)
        square.moveCenter(place.center())
        tone = colors.accent_text if line == colors.accent else colors.text_muted
        painter.setBrush(Qt.BrushStyle.NoBrush)
        paint_icon(painter, square, _SIGNS[kind], tone)
