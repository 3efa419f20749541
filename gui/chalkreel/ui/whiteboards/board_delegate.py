"""Paints one board of the filmstrip: picture, number key, name, and unmistakably whether it is on air."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from chalkreel.controllers.view_state import BoardView
from chalkreel.ui.kit.badge import BadgeKind, badge_size, paint_badge
from chalkreel.ui.kit.icons import paint_icon
from chalkreel.ui.kit.lines import in_lines
from chalkreel.ui.kit.thumbnail import paint_thumbnail
from chalkreel.ui.kit.words import tr
from chalkreel.ui.theme import RADII, SPACING, Colors, current_tokens
from chalkreel.ui.whiteboards.actions import NUMBER_KEYS
from chalkreel.ui.whiteboards.board_model import BOARD_ROLE, GROUP_ROLE, PICTURE_ROLE, PLACE_ROLE
from chalkreel.ui.whiteboards.group_painting import paint_group

DRAWN_KEPT = 96
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
    """Draws boards from the tokens of the theme; keeps only the forms of pictures that were painted last."""

    def __init__(self, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self.form = TALL
        self._drawn: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return self.form.item

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        head = index.data(GROUP_ROLE)
        if head is not None:
            paint_group(painter, option, head)
            return
        board = index.data(BOARD_ROLE)
        picture = index.data(PICTURE_ROLE) or QImage()
        colors, form = current_tokens().colors, self.form
        item = QRectF(option.rect)
        place = QRectF(item.left() + _MARGIN_PX, item.top() + _MARGIN_PX, form.picture.width(), form.picture.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_frame(painter, place, board, option, colors)
        painter.drawPixmap(place.topLeft(), self._thumbnail(picture, painter.device().devicePixelRatioF()))
        _paint_badges(painter, place, board)
        if option.state & QStyle.StateFlag.State_Selected:
            _paint_selected(painter, place, board, colors)
        _paint_name(painter, option, place, form, index.data(PLACE_ROLE), board, colors)
        painter.restore()

    def _thumbnail(self, picture: QImage, ratio: float) -> QPixmap:
        """Scale and round a picture once; scrolling then only copies it."""
        size = self.form.picture
        key = (picture.cacheKey(), ratio, size.width(), current_tokens().is_dark)
        drawn = self._drawn.get(key)
        if drawn is None:
            drawn = QPixmap(size * ratio)
            drawn.setDevicePixelRatio(ratio)
            drawn.fill(Qt.GlobalColor.transparent)
            painter = QPainter(drawn)
            paint_thumbnail(painter, QRectF(0, 0, size.width(), size.height()), picture, "board")
            painter.end()
            self._drawn[key] = drawn
            if len(self._drawn) > DRAWN_KEPT:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(key)
        return drawn


def _paint_frame(
    painter: QPainter, place: QRectF, board: BoardView, option: QStyleOptionViewItem, colors: Colors
) -> None:
    """On air or next: a thick closed frame. On its way: the same, dashed. Selected or under the pointer: a thin one.

    Where the keyboard is, a second line runs inside.
    """
    state = option.state
    has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
    if board.is_on_air or board.is_pending:
        pen = QPen(QColor(colors.record), _FRAME_PX)
        if not board.is_on_air:
            pen.setStyle(Qt.PenStyle.DashLine)
            pen.setDashPattern([2.0, 1.5])
    elif board.is_staged:
        pen = QPen(QColor(colors.accent), _FRAME_PX)
    elif has_focus or state & QStyle.StateFlag.State_Selected:
        pen = QPen(QColor(colors.text), 2)
    elif state & QStyle.StateFlag.State_MouseOver:
        pen = QPen(QColor(colors.control_border), 1.5)
    else:
        pen = QPen(QColor(colors.border), 1)
    gap = pen.widthF() / 2 + 1
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place.adjusted(-gap, -gap, gap, gap), RADII.control, RADII.control)
    if has_focus:
        painter.setPen(QPen(QColor(colors.accent), 1.5))
        inner = place.adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(inner, RADII.small, RADII.small)


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


def _paint_name(
    painter: QPainter,
    option: QStyleOptionViewItem,
    place: QRectF,
    form: BoardForm,
    number: int,
    board: BoardView,
    colors: Colors,
) -> None:
    box = QRectF(place.left(), place.bottom() + _MARGIN_PX, place.width(), form.name_px)
    sizes = current_tokens().sizes
    font = option.font
    if number < NUMBER_KEYS:
        chip = QRectF(box.left(), box.top() + 1, _CHIP_PX, _CHIP_PX)
        painter.setPen(QPen(QColor(colors.control_border), 1))
        painter.setBrush(QColor(colors.sunken))
        painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), RADII.small, RADII.small)
        font.setPixelSize(sizes.caption)
        painter.setFont(font)
        painter.setPen(QColor(colors.text))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, str(number + 1))
        box.setLeft(chip.right() + SPACING.tight + 2)
    pages_px = 0
    if board.page_count > 1:
        pages = f"{board.page}/{board.page_count}"
        font.setPixelSize(sizes.caption)
        painter.setFont(font)
        painter.setPen(QColor(colors.text_muted))
        painter.drawText(box.adjusted(0, 0, 0, -2), Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, pages)
        pages_px = painter.fontMetrics().horizontalAdvance(pages) + SPACING.tight
    font.setPixelSize(sizes.body)
    font.setBold(board.is_on_air)
    painter.setFont(font)
    painter.setPen(QColor(colors.record_text if board.is_on_air else colors.text))
    _paint_lines(painter, box, form.name_lines, board.name, pages_px)


def _paint_lines(painter: QPainter, box: QRectF, lines: int, text: str, taken_px: int) -> None:
    """Write a name on as many lines as there is room for; the last one, of which some is taken, is cut."""
    widths = [box.width()] * (lines - 1) + [box.width() - taken_px]
    height = min(painter.fontMetrics().height(), box.height() / lines)
    for place, line in enumerate(in_lines(text, painter.font(), widths)):
        row = QRectF(box.left(), box.top() + place * height, box.width(), height)
        painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)
