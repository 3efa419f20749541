"""A small drawing of what becomes of a board: the part that is shown, and the bars beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from chalkreel.domain.preflight import Effect
from chalkreel.ui.kit.icons import paint_icon
from chalkreel.ui.kit.words import tr
from chalkreel.ui.theme import RADII, current_tokens

EXTENT = QSize(72, 44)
_ICON_PX = 14


class EffectPicture(QWidget):
    """Draws one effect, scaled into its own size."""

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._effect: Effect | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_effect(self, effect: Effect | None) -> None:
        self.setVisible(effect is not None)
        self._effect = effect
        words = tr("What becomes of the board: bars are hatched")
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return EXTENT

    def paintEvent(self, _event: QPaintEvent) -> None:
        effect = self._effect
        if effect is None or effect.frame.width < 1 or effect.frame.height < 1:
            return
        colors = current_tokens().colors
        scale = min((self.width() - 2) / effect.frame.width, (self.height() - 2) / effect.frame.height)
        frame = QRectF(0, 0, effect.frame.width * scale, effect.frame.height * scale)
        frame.moveCenter(QRectF(self.rect()).center())
        picture = effect.picture
        shown = QRectF(
            frame.left() + picture.left * scale,
            frame.top() + picture.top * scale,
            max(picture.width * scale, 2),
            max(picture.height * scale, 2),
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(frame, QColor(colors.backdrop))
        painter.fillRect(frame, QBrush(QColor(colors.problem), Qt.BrushStyle.BDiagPattern))
        painter.fillRect(shown, QColor(colors.raised))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colors.control_border), 1))
        painter.drawRoundedRect(frame, RADII.small / 2, RADII.small / 2)
        painter.drawRect(shown)
        side = min(_ICON_PX, shown.width() - 2, shown.height() - 2)
        if side >= 6:
            mark = QRectF(0, 0, side, side)
            mark.moveCenter(shown.center())
            paint_icon(painter, mark, "board", colors.text_muted)
        painter.end()
