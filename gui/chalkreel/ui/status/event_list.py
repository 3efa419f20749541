"""The history of a take, newest first."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from chalkreel.controllers.view_state import EventView
from chalkreel.domain.recording_time import short_clock
from chalkreel.ui.kit.icons import paint_icon
from chalkreel.ui.kit.words import tr_phrase
from chalkreel.ui.theme import SPACING, current_tokens

_EVENT_ROLE = Qt.ItemDataRole.UserRole
_ICON_PX = 14
_Index = QModelIndex | QPersistentModelIndex


class EventModel(QAbstractListModel):
    """Holds a take's events in reverse order."""

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._events: tuple[EventView, ...] = ()

    def show_events(self, events: tuple[EventView, ...]) -> None:
        """Take over a take's events, oldest first; added ones come in without a reset."""
        if events == self._events:
            return
        known = len(self._events)
        if events[:known] == self._events:
            self.beginInsertRows(QModelIndex(), 0, len(events) - known - 1)
            self._events = events
            self.endInsertRows()
        else:
            self.beginResetModel()
            self._events = events
            self.endResetModel()

    def event_at(self, row: int) -> EventView:
        return self._events[-1 - row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._events)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        event = self.event_at(index.row())
        if role == _EVENT_ROLE:
            return event
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{short_clock(event.recording_ms)}  {tr_phrase(event.text)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{event.wall_clock}\n{tr_phrase(event.text)}"
        return None


class EventList(QListView):
    """Shows the events of a take, each with its time inside the recording."""

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._events = EventModel(self)
        self.setModel(self._events)
        self.setItemDelegate(_EventDelegate(self))
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)

    def show_events(self, events: tuple[EventView, ...]) -> None:
        self._events.show_events(events)


class _EventDelegate(QStyledItemDelegate):
    """Paints a time, a warning shape where there is trouble, and the words on as many lines as they need."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        event = index.data(_EVENT_ROLE)
        colors = current_tokens().colors
        box = option.rect.adjusted(0, SPACING.tight, 0, -SPACING.tight)
        painter.save()
        painter.setFont(option.font)
        painter.setPen(QColor(colors.text_muted))
        time_box = QRect(box.left(), box.top(), _time_px(option.fontMetrics), box.height())
        flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        painter.drawText(time_box, int(flags), short_clock(event.recording_ms))
        words = _words_box(box, option.fontMetrics, event.is_problem)
        if event.is_problem:
            mark = QRect(words.left() - _ICON_PX - SPACING.tight, box.top() + 2, _ICON_PX, _ICON_PX)
            paint_icon(painter, mark.toRectF(), "warning", colors.problem_text)
        painter.setPen(QColor(colors.problem_text if event.is_problem else colors.text))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap), tr_phrase(event.text))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        event = index.data(_EVENT_ROLE)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        words = _words_box(QRect(0, 0, width, 10_000), option.fontMetrics, event.is_problem)
        needed = option.fontMetrics.boundingRect(words, int(Qt.TextFlag.TextWordWrap), tr_phrase(event.text))
        return QSize(width, needed.height() + 2 * SPACING.tight)


def _time_px(metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance("0:00:00")


def _words_box(box: QRect, metrics: QFontMetrics, is_problem: bool) -> QRect:
    left = _time_px(metrics) + SPACING.medium + (_ICON_PX + SPACING.tight if is_problem else 0)
    return box.adjusted(left, 0, -SPACING.tight, 0)
