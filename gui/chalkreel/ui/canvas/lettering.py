"""Words over the picture: on a ground that is read on anything below it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from chalkreel.ui.theme import RADII, SPACING, Tokens, current_tokens
from chalkreel.ui.theme.tokens import contrast

LABEL_HEIGHT_PX = 22
_OPACITY = 0.8


class LetterSizes:
    """How large words over the picture are, in a widget's font."""

    def __init__(self, font: QFont) -> None:
        self.tokens: Tokens = current_tokens()
        self.font = QFont(font)
        self.font.setPixelSize(self.tokens.sizes.caption)
        self.metrics = QFontMetricsF(self.font)

    def label_box(self, words: str) -> QRectF:
        """Give the size of a label with these words, at the origin."""
        return QRectF(0, 0, self.metrics.horizontalAdvance(words) + 2 * SPACING.small, LABEL_HEIGHT_PX)


class Lettering:
    """Writes with one painter; made anew for each paint event."""

    def __init__(self, painter: QPainter, sizes: LetterSizes) -> None:
        self._painter = painter
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
        inks = (self.tokens.colors.on_overlay, self.tokens.colors.overlay)
        return max(inks, key=lambda one: contrast(one, color))

    def write(self, box: QRectF, words: str, color: str, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> None:
        self._painter.setFont(self.font)
        self._painter.setPen(QColor(color))
        self._painter.drawText(box, int(align | Qt.AlignmentFlag.AlignVCenter), words)

    def label(self, box: QRectF, words: str, color: str = "") -> None:
        """Paint words in the middle of their ground, light or dark as they are read better on it."""
        self.ground(box, color)
        ink = self.against(color) if color else self.tokens.colors.on_overlay
        self.write(box, words, ink, Qt.AlignmentFlag.AlignHCenter)
