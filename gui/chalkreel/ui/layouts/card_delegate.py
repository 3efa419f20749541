"""Paints one kept layout: its small picture, its number key, its name, and whether it is in the draft or on air."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from chalkreel.controllers.library_view import NUMBER_KEYS, LayoutCard
from chalkreel.ui.kit.icons import paint_icon
from chalkreel.ui.layouts.card_model import CARD_ROLE
from chalkreel.ui.layouts.sketch_painting import paint_sketch
from chalkreel.ui.theme import RADII, SPACING, Colors, current_tokens

PICTURE = QSize(58, 34)
ITEM = QSize(154, 46)
_SIGN_PX = 14
_Index = QModelIndex | QPersistentModelIndex


class CardDelegate(QStyledItemDelegate):
    """Draws cards from the tokens of the theme."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return ITEM

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        card = index.data(CARD_ROLE)
        colors = current_tokens().colors
        card_box = QRectF(option.rect).adjusted(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_frame(painter, card_box, card, option, colors)
        picture = QRectF(
            card_box.left() + SPACING.tight, card_box.center().y() - PICTURE.height() / 2, PICTURE.width(),
            PICTURE.height(),
        )  # fmt: skip
        paint_sketch(painter, picture, card.layout, card.canvas)
        words = QRectF(
            picture.right() + SPACING.small, card_box.top(), card_box.right() - picture.right() - 12, card_box.height()
        )
        _paint_words(painter, option, words, index.row(), card, colors)
        painter.restore()


def _paint_frame(
    painter: QPainter, box: QRectF, card: LayoutCard, option: QStyleOptionViewItem, colors: Colors
) -> None:
    """On air: a red frame. In the draft: an accent one, on a tinted ground. Else a thin one, stronger under focus."""
    state = option.state
    has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
    is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    ground = colors.accent_soft if card.is_draft else colors.hover if is_hovered else colors.surface
    if card.is_on_air:
        pen = QPen(QColor(colors.record), 2)
    elif card.is_draft:
        pen = QPen(QColor(colors.accent), 2)
    else:
        pen = QPen(QColor(colors.border), 1)
    painter.setPen(pen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADII.control, RADII.control)
    if has_focus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(
            QPen(QColor(colors.accent), 1.5, Qt.PenStyle.DotLine if card.is_draft else Qt.PenStyle.SolidLine)
        )
        painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), RADII.small, RADII.small)


def _paint_words(
    painter: QPainter, option: QStyleOptionViewItem, box: QRectF, row: int, card: LayoutCard, colors: Colors
) -> None:
    sizes, font = current_tokens().sizes, option.font
    font.setPixelSize(sizes.body)
    font.setBold(card.is_on_air)
    painter.setFont(font)
    upper, lower = QRectF(box), QRectF(box)
    upper.setBottom(box.center().y() + 3)
    lower.setTop(box.center().y() + 1)
    painter.setPen(QColor(colors.text))
    name = painter.fontMetrics().elidedText(card.name, Qt.TextElideMode.ElideRight, int(upper.width()))
    painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, name)
    font.setBold(False)
    font.setPixelSize(sizes.caption)
    painter.setFont(font)
    painter.setPen(QColor(colors.text_muted))
    if row < NUMBER_KEYS:
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, f"⇧ {row + 1}")
    sign, tone = ("on-air", colors.record_text) if card.is_on_air else ("draft", colors.accent_text)
    if card.is_on_air or card.is_draft:
        square = QRectF(lower.right() - _SIGN_PX, lower.center().y() - _SIGN_PX / 2, _SIGN_PX, _SIGN_PX)
        paint_icon(painter, square, sign, tone)
