"""A small sign: a shape, a word and a colour that say the same thing."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from chalkreel.ui.kit.icons import paint_icon
from chalkreel.ui.theme import SPACING, Colors, current_tokens

BadgeKind = Literal["neutral", "accent", "safe", "problem", "record", "on-air", "next"]
_ICON_PX = 12
_HEIGHT_PX = 20
_PAD_PX = 6


class Badge(QWidget):
    """Shows one state; the word is also its accessible name."""

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._word = ""
        self._icon = "info"
        self._kind: BadgeKind = "neutral"
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def word(self) -> str:
        return self._word

    @property
    def kind(self) -> BadgeKind:
        return self._kind

    def show_state(self, word: str, icon_name: str, kind: BadgeKind) -> None:
        if (word, icon_name, kind) == (self._word, self._icon, self._kind):
            return
        self._word, self._icon, self._kind = word, icon_name, kind
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return badge_size(self._word, self.font())

    def minimumSizeHint(self) -> QSize:
        return QSize(_ICON_PX + 2 * _PAD_PX, _HEIGHT_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        hint = self.sizeHint()
        box = QRectF(0, 0, min(self.width(), hint.width()), _HEIGHT_PX)
        box.moveTop((self.height() - _HEIGHT_PX) / 2)
        paint_badge(painter, box, self._word, self._icon, self._kind)
        painter.end()


def badge_font(base: QFont) -> QFont:
    font = QFont(base)
    font.setPixelSize(current_tokens().sizes.caption)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def badge_size(word: str, base: QFont) -> QSize:
    """Measure a badge before it is painted."""
    words_px = QFontMetrics(badge_font(base)).horizontalAdvance(word)
    return QSize(words_px + _ICON_PX + SPACING.tight + 2 * _PAD_PX + 1, _HEIGHT_PX)


def paint_badge(painter: QPainter, box: QRectF, word: str, icon_name: str, kind: BadgeKind) -> None:
    """Paint a badge, for widgets and for the delegates of lists."""
    ground, words = _look(current_tokens().colors, kind)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    mark = QRectF(box.left() + _PAD_PX, box.center().y() - _ICON_PX / 2, _ICON_PX, _ICON_PX)
    paint_icon(painter, mark, icon_name, words)
    painter.setFont(badge_font(painter.font()))
    painter.setPen(QColor(words))
    place = box.adjusted(_PAD_PX + _ICON_PX + SPACING.tight, 0, -SPACING.tight, 0)
    shown = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, round(place.width()) + 1)
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


def _look(colors: Colors, kind: BadgeKind) -> tuple[str, str]:
    match kind:
        case "neutral":
            return colors.hover, colors.text_muted
        case "accent":
            return colors.accent_soft, colors.accent_text
        case "safe":
            return colors.safe_soft, colors.safe_text
        case "problem":
            return colors.problem_soft, colors.problem_text
        case "record":
            return colors.record_soft, colors.record_text
        case "on-air":
            return colors.record, colors.on_record
        case "next":
            return colors.accent, colors.on_accent
