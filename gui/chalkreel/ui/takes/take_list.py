"""The list of takes: thousands of rows, of which only those in view are painted."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from chalkreel.controllers.takes_view import TakeRow, TakesView
from chalkreel.domain.recording_time import short_clock
from chalkreel.ui.kit.badge import badge_size, paint_badge
from chalkreel.ui.kit.words import tr, tr_count
from chalkreel.ui.takes.signs import SIGNS, began_words, sign_word
from chalkreel.ui.theme import RADII, SPACING, current_tokens

_Index = QModelIndex | QPersistentModelIndex
ROW_PX = 62


class TakeModel(QAbstractListModel):
    """Holds the rows found so far and asks for more when the view comes to their end.

    Signals:
        more_wanted: the last row is near.
    """

    more_wanted = Signal()

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._rows: tuple[TakeRow, ...] = ()
        self._has_more = False

    def show_takes(self, view: TakesView) -> None:
        """Take over rows, telling the view the least that makes it show them."""
        before, self._has_more = self._rows, view.has_more and not view.is_loading
        ids, ids_before = [row.take_id for row in view.rows], [row.take_id for row in before]
        if ids == ids_before:
            self._rows = view.rows
            for place, (old, new) in enumerate(zip(before, view.rows, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(place), self.index(place))
        elif before and ids[: len(before)] == ids_before:
            self.beginInsertRows(QModelIndex(), len(before), len(ids) - 1)
            self._rows = view.rows
            self.endInsertRows()
        else:
            self.beginResetModel()
            self._rows = view.rows
            self.endResetModel()

    def row_at(self, place: int) -> TakeRow | None:
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, take_id: int) -> int:
        return next((place for place, row in enumerate(self._rows) if row.take_id == take_id), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and self._has_more

    def fetchMore(self, parent: _Index) -> None:
        if self.canFetchMore(parent):
            self._has_more = False
            self.more_wanted.emit()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return row.room
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return tr(
                    "{room}, {began}, {facts}, {state}",
                    room=row.room,
                    began=began_words(row),
                    facts=facts(row),
                    state=sign_word(row),
                )
        return None


def facts(row: TakeRow) -> str:
    """Say how long a take is and in how many files."""
    pieces = [short_clock(row.length_ms)] if row.length_ms else []
    if row.is_series:
        pieces.append(tr_count("{n} picture", "{n} pictures", row.file_count))
    elif row.file_count != 1:
        pieces.append(tr_count("{n} file", "{n} files", row.file_count))
    return " · ".join(pieces)


class TakeList(QListView):
    """Shows the takes, newest first; owned by the takes window.

    Signals:
        take_chosen: another take is looked at.
    """

    take_chosen = Signal(int)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self.takes = TakeModel(self)
        self._chosen_id = 0
        self.setModel(self.takes)
        self.setItemDelegate(_TakeDelegate(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.takes.modelReset.connect(self._on_model_reset)

    def choose(self, take_id: int) -> None:
        """Look at a take, if it is among those found."""
        place = self.takes.place_of(take_id)
        if place >= 0:
            self.setCurrentIndex(self.takes.index(place))

    def _on_current_changed(self, current: QModelIndex) -> None:
        row = self.takes.row_at(current.row()) if current.isValid() else None
        if row is not None and row.take_id != self._chosen_id:
            self._chosen_id = row.take_id
            self.take_chosen.emit(row.take_id)

    def _on_model_reset(self) -> None:
        """Keep looking at the same take, or at the newest one found."""
        place = max(self.takes.place_of(self._chosen_id), 0)
        if self.takes.row_at(place) is not None:
            self.setCurrentIndex(self.takes.index(place))
        else:
            self._chosen_id = 0


class _TakeDelegate(QStyledItemDelegate):
    """Paints a room, when, how long, and what became of it."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(200, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        colors = current_tokens().colors
        box = QRectF(option.rect).adjusted(SPACING.tight, 1, -SPACING.tight, -1)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.accent_soft if is_chosen else colors.hover))
            painter.drawRoundedRect(box, RADII.control, RADII.control)
        if is_chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(colors.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADII.control, RADII.control)
        inside = box.adjusted(SPACING.small, SPACING.tight, -SPACING.small, -SPACING.tight)
        self._paint_words(painter, option, inside, row)
        painter.restore()

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, row: TakeRow) -> None:
        colors = current_tokens().colors
        half = box.height() / 2
        top, low = (
            QRectF(box.left(), box.top(), box.width(), half),
            QRectF(box.left(), box.top() + half, box.width(), half),
        )
        sign, word = SIGNS[row.condition], sign_word(row)
        wide = min(badge_size(word, option.font).width(), int(box.width() * 0.6))
        badge = QRectF(low.right() - wide, low.center().y() - 10, wide, 20)
        paint_badge(painter, badge, word, sign.icon, sign.kind)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        end = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.setFont(option.font)
        painter.setPen(QColor(colors.text_muted))
        length = facts(row)
        length_px = painter.fontMetrics().horizontalAdvance(length)
        painter.drawText(top, end, length)
        left = low.adjusted(0, 0, -wide - SPACING.small, 0)
        began = painter.fontMetrics().elidedText(began_words(row), Qt.TextElideMode.ElideRight, int(left.width()))
        painter.drawText(left, flags, began)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(colors.text))
        room_px = int(top.width() - length_px - SPACING.small)
        painter.drawText(top, flags, painter.fontMetrics().elidedText(row.room, Qt.TextElideMode.ElideRight, room_px))
