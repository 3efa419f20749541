"""Paints one board of the filmstrip: picture, number key, name, and unmistakably whether it is on air."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from chalkreel.controllers.view_state import BoardView
from chalkreel.ui.kit.badge import BadgeKind, badge_size, paint_badge
from chalkreel.ui.kit.icons import paint_icon
from chalkreel.ui.kit.words import tr
from chalkreel.ui.theme import RADII, SPACING, Colors, Tokens, current_tokens
from chalkreel.ui.whiteboards.actions import NUMBER_KEYS
from chalkreel.ui.whiteboards.board_model import SHOWN_ROLE, GroupHead, ShownBoard
from chalkreel.ui.whiteboards.drawings import Drawings, Frame
from chalkreel.ui.whiteboards.group_painting import paint_group

_FRAME_PX = 3
_MARGIN_PX = _FRAME_PX + 3
_LINE_PX = 19
_CHIP_PX = 18
_CORNER_PX = 24


@dataclass(frozen=True, slots=True)
class BoardForm:
    """How large a board is painted: its picture, in px, and the lines of its name."""

    picture: QSize
    name_lines: int

    @property
    def name_px(self) -> int:
        return self.name_lines * _LINE_PX

    @property
    def item(self) -> QSize:
        return QSize(self.picture.width() + 2 * _MARGIN_PX, self.picture.height() + 2 * _MARGIN_PX + self.name_px)


TALL = BoardForm(QSize(144, 81), 2)
"""Names of lessons are long, and what tells them apart often stands at their end."""
LOW = BoardForm(QSize(112, 63), 1)
"""For a screen that has more need of its height."""
_Index = QModelIndex | QPersistentModelIndex


class BoardDelegate(QStyledItemDelegate):
    """Draws boards from the tokens of the theme."""

    def __init__(self, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self.form = TALL
        self._drawings = Drawings()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return self.form.item

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        shown = index.data(SHOWN_ROLE)
        if isinstance(shown, GroupHead):
            paint_group(painter, option, shown, self._drawings)
            return
        board, form, tokens = shown.board, self.form, current_tokens()
        item, ratio = QRectF(option.rect), painter.device().devicePixelRatioF()
        place = QRectF(item.left() + _MARGIN_PX, item.top() + _MARGIN_PX, form.picture.width(), form.picture.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = _frame(board, option.state, tokens.colors)
        corner = place.topLeft() - QPointF(frame.reach_px, frame.reach_px)
        painter.drawPixmap(corner, self._drawings.frame(frame, form.picture, ratio))
        painter.drawPixmap(place.topLeft(), self._drawings.picture(shown.picture or QImage(), form.picture, ratio))
        if option.state & QStyle.StateFlag.State_HasFocus:
            _paint_focus(painter, place, tokens.colors)
        _paint_badges(painter, place, board)
        if option.state & QStyle.StateFlag.State_Selected:
            _paint_selected(painter, place, board, tokens.colors)
        self._paint_caption(painter, option.font, place, shown, tokens)
        painter.restore()

    def forget(self) -> None:
        """Draw everything anew, in other looks or another font."""
        self._drawings.forget()

    def _paint_caption(self, painter: QPainter, font: QFont, place: QRectF, shown: ShownBoard, tokens: Tokens) -> None:
        board, colors, lines = shown.board, tokens.colors, self.form.name_lines
        box = QRectF(place.left(), place.bottom() + _MARGIN_PX, place.width(), self.form.name_px)
        font.setPixelSize(tokens.sizes.caption)
        painter.setFont(font)
        if shown.place < NUMBER_KEYS:
            box.setLeft(_paint_key(painter, box, shown.place + 1, colors) + SPACING.tight + 2)
        pages_px = _paint_pages(painter, box, board, colors) if board.page_count > 1 else 0
        font.setPixelSize(tokens.sizes.body)
        font.setBold(board.is_on_air)
        painter.setFont(font)
        painter.setPen(QColor(colors.record_text if board.is_on_air else colors.text))
        # As many lines as there is room for; the last one, of which some is taken, is cut.
        widths = [box.width()] * (lines - 1) + [box.width() - pages_px]
        height = min(painter.fontMetrics().height(), box.height() / lines)
        for row, line in enumerate(self._drawings.lines(board.name, font, widths)):
            rest = QRectF(box.left(), box.top() + row * height, box.width(), height)
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)


def _frame(board: BoardView, state: QStyle.StateFlag, colors: Colors) -> Frame:
    """On air or next: a thick closed frame. On its way: the same, dashed. Selected or under the pointer: a thin one."""
    if board.is_on_air or board.is_pending:
        return Frame(colors.record, _FRAME_PX, is_dashed=not board.is_on_air)
    if board.is_staged:
        return Frame(colors.accent, _FRAME_PX)
    if state & (QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Selected):
        return Frame(colors.text, 2)
    if state & QStyle.StateFlag.State_MouseOver:
        return Frame(colors.control_border, 1.5)
    return Frame(colors.border, 1)


def _paint_focus(painter: QPainter, place: QRectF, colors: Colors) -> None:
    """Where the keyboard is, a second line runs inside."""
    painter.setPen(QPen(QColor(colors.accent), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), RADII.small, RADII.small)


def _paint_badges(painter: QPainter, place: QRectF, board: BoardView) -> None:
    if board.is_on_air:
        _paint_corner_badge(painter, place, tr("ON AIR"), "on-air", "on-air")
    elif board.is_pending:
        _paint_corner_badge(painter, place, tr("Switching…"), "waiting", "record")
    elif board.is_staged:
        _paint_corner_badge(painter, place, tr("NEXT"), "staged", "next")
    elif board.is_next:
        _paint_corner_badge(painter, place, tr("First on air"), "ready", "accent")


def _paint_selected(painter: QPainter, place: QRectF, board: BoardView, colors: Colors) -> None:
    """A corner with a tick; its word only where no other word says more."""
    corner = QPainterPath(place.topRight())
    corner.lineTo(place.right() - _CORNER_PX, place.top())
    corner.lineTo(place.right(), place.top() + _CORNER_PX)
    corner.closeSubpath()
    painter.fillPath(corner, QColor(colors.accent))
    tick = QRectF(place.right() - 12, place.top() + 2, 10, 10)
    paint_icon(painter, tick, "check", colors.on_accent)
    if not (board.is_on_air or board.is_pending or board.is_next or board.is_staged):
        _paint_corner_badge(painter, place, tr("Selected"), "check", "neutral")


def _paint_corner_badge(painter: QPainter, place: QRectF, word: str, icon_name: str, kind: BadgeKind) -> None:
    extent = badge_size(word, painter.font())
    box = QRectF(place.left() + 6, 0, min(extent.width(), place.width() - 12), extent.height())
    # At the foot: titles of boards stand at their top.
    box.moveBottom(place.bottom() - 6)
    paint_badge(painter, box, word, icon_name, kind)


def _paint_key(painter: QPainter, box: QRectF, number: int, colors: Colors) -> float:
    """Paint the key that puts a board on air; give where it ends."""
    chip = QRectF(box.left(), box.top() + 1, _CHIP_PX, _CHIP_PX)
    painter.setPen(QPen(QColor(colors.control_border), 1))
    painter.setBrush(QColor(colors.sunken))
    painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), RADII.small, RADII.small)
    painter.setPen(QColor(colors.text))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, str(number))
    return chip.right()


def _paint_pages(painter: QPainter, box: QRectF, board: BoardView, colors: Colors) -> int:
    """Paint how many pages a board has; give how wide that is, in px."""
    pages = f"{board.page}/{board.page_count}"
    painter.setPen(QColor(colors.text_muted))
    painter.drawText(box.adjusted(0, 0, 0, -2), Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, pages)
    return painter.fontMetrics().horizontalAdvance(pages) + SPACING.tight
