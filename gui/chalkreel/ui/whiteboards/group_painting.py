"""Paints the name of a group of boards: a card with a caret, how many there are, and whether one is on air."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from chalkreel.ui.kit.badge import BadgeKind, badge_size, paint_badge
from chalkreel.ui.kit.icons import paint_icon
from chalkreel.ui.kit.words import tr
from chalkreel.ui.theme import RADII, SPACING, current_tokens
from chalkreel.ui.whiteboards.board_model import GroupHead
from chalkreel.ui.whiteboards.drawings import Drawings

_ICON_PX = 16
_NAME_LINES = 2
_MARGIN_PX = 6


def paint_group(painter: QPainter, option: QStyleOptionViewItem, head: GroupHead, drawings: Drawings) -> None:
    """Paint a group's head into the place of an item."""
    tokens = current_tokens()
    colors = tokens.colors
    item = QRectF(option.rect)
    card = item.adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
    card.setHeight(81)
    has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
    is_under = bool(option.state & QStyle.StateFlag.State_MouseOver)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colors.accent if has_focus else colors.control_border), 2 if has_focus else 1))
    painter.setBrush(QColor(colors.hover if is_under else colors.sunken))
    painter.drawRoundedRect(card, RADII.control, RADII.control)
    inside = card.adjusted(SPACING.small, SPACING.small, -SPACING.small, -SPACING.small)
    caret = QRectF(inside.left(), inside.top(), _ICON_PX, _ICON_PX)
    paint_icon(painter, caret, "next" if head.is_folded else "down", colors.text)
    font = option.font
    font.setPixelSize(tokens.sizes.body)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(colors.text))
    left = caret.right() + SPACING.tight
    width, height = inside.right() - left, painter.fontMetrics().height()
    for place, line in enumerate(drawings.lines(head.name, font, [width] * _NAME_LINES)):
        row = QRectF(left, inside.top() + place * height, width, height)
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)
    font.setBold(False)
    font.setPixelSize(tokens.sizes.caption)
    painter.setFont(font)
    painter.setPen(QColor(colors.text_muted))
    painter.drawText(inside, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, head.count_words)
    _paint_state(painter, inside, head)
    painter.restore()


def _paint_state(painter: QPainter, inside: QRectF, head: GroupHead) -> None:
    """Say what is on air or next although its board is folded away."""
    if not head.is_folded:
        return
    kind: BadgeKind
    if any(board.is_on_air for board in head.boards):
        word, icon_name, kind = tr("ON AIR"), "on-air", "on-air"
    elif any(board.is_staged for board in head.boards):
        word, icon_name, kind = tr("NEXT"), "staged", "next"
    elif any(board.is_next for board in head.boards):
        word, icon_name, kind = tr("First on air"), "ready", "accent"
    else:
        return
    extent = badge_size(word, painter.font())
    box = QRectF(inside.left(), inside.bottom() - extent.height(), extent.width(), extent.height())
    paint_badge(painter, box, word, icon_name, kind)
