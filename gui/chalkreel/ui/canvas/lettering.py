"""Words over the picture: on a ground that is read on anything below it."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from chalkreel.ui.theme import RADII, SPACING, Tokens, current_tokens
from chalkreel.ui.theme.tokens import contrast

LABEL_HEIGHT_PX = 22
_OPACITY = 0.8
_MOST_GROUNDS = 64
_MOST_WIDTHS = 512


class LetterSizes:
    """How large words over the picture are, in a widget's font."""

    def __init__(self, font: QFont) -> None:
        self.tokens: Tokens = current_tokens()
        self.font = QFont(font)
        self.font.setPixelSize(self.tokens.sizes.caption)
        self.metrics = QFontMetricsF(self.font)
        self._widths: dict[str, int] = {}
        self._grounds: dict[tuple[float, str, float], QPixmap] = {}

    def label_box(self, words: str) -> QRectF:
        """Give the size of a label with these words, at the origin."""
        width = self._widths.get(words)
        if width is None:
            if len(self._widths) >= _MOST_WIDTHS:
                self._widths.clear()
            width = self._widths[words] = ceil(self.metrics.horizontalAdvance(words)) + 2 * SPACING.small
        return QRectF(0, 0, width, LABEL_HEIGHT_PX)

    def ground(self, width: float, color: str, ratio: float) -> QPixmap:
        """Give the ground of a label in a colour, drawn before: its round corners take longer than its words."""
        known = self._grounds.get((width, color, ratio))
        if known is None:
            if len(self._grounds) >= _MOST_GROUNDS:
                self._grounds.clear()
            known = QPixmap(ceil(width * ratio), ceil(LABEL_HEIGHT_PX * ratio))
            known.setDevicePixelRatio(ratio)
            known.fill(Qt.GlobalColor.transparent)
            painter = QPainter(known)
            Lettering(painter, self).ground(QRectF(0, 0, width, LABEL_HEIGHT_PX), color)
            painter.end()
            self._grounds[width, color, ratio] = known
        return known

    def stamp(self, px: int, outline: str, filling: str, ratio: float) -> QPixmap:
        """Give a square with an outline of 2 px, drawn before."""
        key = (px, outline + filling, ratio)
        known = self._grounds.get(key)
        if known is None:
            known = self._grounds[key] = QPixmap(ceil(px * ratio), ceil(px * ratio))
            known.setDevicePixelRatio(ratio)
            known.fill(QColor(outline))
            painter = QPainter(known)
            painter.fillRect(QRectF(2, 2, px - 4, px - 4), QColor(filling))
            painter.end()
        return known


class Lettering:
    """Writes with one painter; made anew for each paint event."""

    def __init__(self, painter: QPainter, sizes: LetterSizes) -> None:
        self._painter = painter
        self._sizes = sizes
        self.tokens, self.font, self.metrics = sizes.tokens, sizes.font, sizes.metrics

    def ground(self, box: QRectF, color: str = "") -> None:
        """Paint what words stand on: nearly opaque, or quite so in a colour of its own."""
        ground = QColor(color or self.tokens.colors.overlay)
        if not color:
            ground.setAlphaF(_OPACITY)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(ground)
        self._painter.drawRoundedRect(box, RADII.small, RADII.small)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def against(self, color: str) -> str:
        """Choose light or dark, whichever stands out more from a colour."""
        return _ink_on(color, self.tokens.colors.on_overlay, self.tokens.colors.overlay)

    def write(self, box: QRectF, words: str, color: str, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> None:
        self._painter.setFont(self.font)
        self._painter.setPen(QColor(color))
        self._painter.drawText(box, int(align | Qt.AlignmentFlag.AlignVCenter), words)

    def label(self, box: QRectF, words: str, color: str = "") -> None:
        """Paint words on their ground, whose box is that of ``label_box``; light or dark as they are read better."""
        ratio = self._painter.device().devicePixelRatio()
        self._painter.drawPixmap(box.topLeft(), self._sizes.ground(box.width(), color, ratio))
        self._painter.setFont(self.font)
        self._painter.setPen(QColor(self.against(color) if color else self.tokens.colors.on_overlay))
        # At a point, because Qt takes three times as long to find the place in a box.
        baseline = box.top() + (box.height() + self.metrics.ascent() - self.metrics.descent()) / 2
        self._painter.drawText(QPointF(box.left() + SPACING.small, round(baseline)), words)


@lru_cache(maxsize=32)
def _ink_on(color: str, *inks: str) -> str:
    return max(inks, key=lambda ink: contrast(ink, color))
