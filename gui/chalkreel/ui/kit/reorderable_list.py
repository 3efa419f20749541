"""A row of items, or rows of them, that a drag puts elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QWidget

from chalkreel.ui.kit.reordering import gap_at, gap_line
from chalkreel.ui.theme import current_tokens

_Index = QModelIndex | QPersistentModelIndex


class ReorderableList(QListView):
    """Lets items be dragged into another place; Escape gives a drag up.

    What the items are is the subclass's: it names them, and puts one into the gap where it was let go. So near to
    an edge as ``edge_px``, a dragged item scrolls what is shown, ``step_px`` with each move.
    """

    def __init__(self, edge_px: int, step_px: int, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._edge_px, self._step_px = edge_px, step_px
        self._pressed_at: QPoint | None = None
        self._dragged_id = ""
        self._is_given_up = False
        self._gap = -1
        self._line = QRect()
        self.setFlow(QListView.Flow.LeftToRight)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    # -- what a subclass says ---------------------------------------------------------------------------------

    def _id_at(self, row: int) -> str:
        """Name the item of a row; empty where none can be dragged."""
        raise NotImplementedError

    def _put(self, item_id: str, gap: int) -> None:
        """Take the item into a gap between the rows as they are."""
        raise NotImplementedError

    def _carry_to(self, _point: QPoint, _at: QPoint) -> bool:
        """Carry the item out of the list, to a point of it and of the screen; tell whether it is outside."""
        return False

    def _drop_carried(self, _at: QPoint) -> bool:
        """Let go of what was carried out of the list; tell whether something was."""
        return False

    # -- dragging ---------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        is_far = (point - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if not self._dragged_id and is_far:
            self._dragged_id = self._id_at(self.indexAt(self._pressed_at).row())
            if self._dragged_id:
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragged_id and not self._carry_to(point, event.globalPosition().toPoint()):
            self._drag_to(point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, gap, is_given_up = self._dragged_id, self._gap, self._is_given_up
        self._pressed_at, self._is_given_up = None, False
        was_carried = self._drop_carried(event.globalPosition().toPoint())
        if not dragged and not is_given_up:
            super().mouseReleaseEvent(event)
            return
        self._end_drag()
        self.setState(QAbstractItemView.State.NoState)
        if dragged and not was_carried and gap >= 0:
            self._put(dragged, gap)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._dragged_id:
            self._end_drag()
            self._is_given_up = True
            return
        super().keyPressEvent(event)

    def _drag_to(self, point: QPoint) -> None:
        bar, at, length = self.horizontalScrollBar(), point.x(), self.viewport().width()
        if self.isWrapping():
            bar, at, length = self.verticalScrollBar(), point.y(), self.viewport().height()
        if at < self._edge_px:
            bar.setValue(bar.value() - self._step_px)
        elif at > length - self._edge_px:
            bar.setValue(bar.value() + self._step_px)
        model = self.model()
        places = [self.visualRect(model.index(row, 0)) for row in range(model.rowCount())]
        self._gap = gap_at(places, point)
        self._line = gap_line(places, self._gap, point)
        self.viewport().update()

    def _end_drag(self) -> None:
        self._dragged_id, self._gap, self._pressed_at = "", -1, None
        self.unsetCursor()
        self.viewport().update()

    # -- looks ------------------------------------------------------------------------------------------------

    def dataChanged(self, first: _Index, last: _Index, roles: Sequence[int] = ()) -> None:
        # All items are of one size, whatever they say. QListView would lay all of them out again for each that
        # changes, and then paint everything; this paints those that changed.
        QAbstractItemView.dataChanged(self, first, last, list(roles))

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A plain wheel has only an up and down; in one row it moves along.
        turned = event.angleDelta()
        if turned.y() and not turned.x() and not self.isWrapping():
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - turned.y())
            event.accept()
            return
        super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._dragged_id and self._gap >= 0:
            painter = QPainter(self.viewport())
            painter.fillRect(self._line, QColor(current_tokens().colors.accent))
            painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LanguageChange):
            self.viewport().update()
        super().changeEvent(event)
