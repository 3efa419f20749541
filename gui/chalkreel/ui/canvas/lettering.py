"""Words over the picture: on a ground that is read on anything below it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from chalkreel.ui.theme import RADII, SPACING, Tokens, current_tokens
from chalkreel.ui.theme.tokens import contrast

LABEL_HEIGHT_PX = 22
_OPACITY = 0.8
_MOST_DRAWINGS = 64
_MOST_WIDTHS = 512


class LetterSizes:
    """How large words over the picture are, in a widget's font."""

    def __init__(self, font: QFont) -> None:
        self.tokens: Tokens = current_tokens()
        self.font = QFont(font)
        self.font.setPixelSize(self.tokens.sizes.caption)
        self.metrics = QFontMetricsF(self.font)
        self._widths: dict[str, int] = {}
        self._drawings: dict[tuple[tuple[object, ...], float], QPixmap] = {}

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
        box = QRectF(0, 0, width, LABEL_HEIGHT_PX)
        return self._drawn(
            ("ground", width, color), box, ratio, lambda painter: Lettering(painter, self).ground(box, color)
        )

    def stamp(self, px: int, outline: str, filling: str, ratio: float) -> QPixmap:
        """Give a square with an outline of 2 px, drawn before."""
        box = QRectF(0, 0, px, px)

        def draw(painter: QPainter) -> None:
            painter.fillRect(box, QColor(outline))
            painter.fillRect(box.adjusted(2, 2, -2, -2), QColor(filling))

        return self._drawn(("stamp", px, outline, filling), box, ratio, draw)

    def _drawn(self, look: tuple[object, ...], box: QRectF, ratio: float, draw: Callable[[QPainter], None]) -> QPixmap:
        """Give what was drawn before, or draw it; ``look`` holds all that it looks like, but for its scale."""
        known = self._drawings.get((look, ratio))
        if known is None:
            if len(self._drawings) >= _MOST_DRAWINGS:
                self._drawings.clear()
            known = self._drawings[look, ratio] = QPixmap(ceil(box.width() * ratio), ceil(box.height() * ratio))
            known.setDevicePixelRatio(ratio)
            known.fill(Qt.GlobalColor.transparent)
            painter = QPainter(known)
            draw(painter)
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
