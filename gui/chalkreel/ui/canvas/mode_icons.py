"""Icons of the layouts: the arrangement itself, with few enough views to be seen at that size."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPen, QPixmap

from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.presets import LARGE_VIEW_MODES, preset_rects
from chalkreel.ui.theme import current_tokens

_SHEET = Size(240, 180)
_LINE = 16
"""How thick an outline is, in the sheet's units: a good px at the size of a button."""

_PICTURES = {
    MixMode.GRID: preset_rects(MixMode.GRID, 4, _SHEET),
    MixMode.HORIZONTAL: (Rect(0, 60, 240, 180), Rect(0, 0, 80, 60), Rect(80, 0, 160, 60), Rect(160, 0, 240, 60)),
    MixMode.VERTICAL: (Rect(0, 0, 170, 180), Rect(170, 0, 240, 60), Rect(170, 60, 240, 120), Rect(170, 120, 240, 180)),
    MixMode.FLOATING: (Rect(0, 0, 240, 180), Rect(35, 100, 115, 160), Rect(125, 100, 205, 160)),
    MixMode.CUSTOM: (Rect(0, 0, 160, 115), Rect(170, 0, 240, 70), Rect(90, 80, 240, 180)),
}


def mode_icon(mode: MixMode) -> QIcon:
    return QIcon(_ModeEngine(mode))


class _ModeEngine(QIconEngine):
    """Draws the views of one mode in the colour of text: the large one as an outline, the small ones filled."""

    def __init__(self, mode: MixMode) -> None:
        super().__init__()
        self._mode = mode

    def clone(self) -> QIconEngine:
        return _ModeEngine(self._mode)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        colors = current_tokens().colors
        chosen = colors.accent_text if state is QIcon.State.On else colors.text
        color = colors.text_disabled if mode is QIcon.Mode.Disabled else chosen
        # A square at the left: what is wider than high keeps the word at a distance.
        scale = min(rect.width(), rect.height()) / _SHEET.width
        left = rect.left()
        top = rect.top() + (rect.height() - _SHEET.height * scale) / 2
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, view in enumerate(_PICTURES[self._mode]):
            box = QRectF(left + view.left * scale, top + view.top * scale, view.width * scale, view.height * scale)
            is_outline = number == 0 and (self._mode in LARGE_VIEW_MODES or self._mode is MixMode.CUSTOM)
            self._draw(painter, box, QPen(QColor(color), _LINE * scale), is_outline)
        painter.restore()

    def _draw(self, painter: QPainter, box: QRectF, pen: QPen, is_outline: bool) -> None:
        line = pen.widthF()
        if is_outline:
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inner = box.adjusted(line / 2, line / 2, -line / 2, -line / 2)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(pen.color())
            gap = line * 0.6
            inner = box.adjusted(gap, gap, -gap, -gap)
        painter.drawRoundedRect(inner, line, line)

    def pixmap(self, extent: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(extent)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(0, 0, extent.width(), extent.height()), mode, state)
        painter.end()
        return drawn
