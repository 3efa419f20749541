"""The row or grid of boards: click, Enter or a number key puts one on air; dragging one puts it elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QListView, QWidget

from chalkreel.controllers.view_state import BoardView
from chalkreel.domain.board_groups import Groups, folded, with_board_in
from chalkreel.ui.kit.carried import carried_board
from chalkreel.ui.kit.carrier import Carrier
from chalkreel.ui.kit.reorderable_list import ReorderableList
from chalkreel.ui.theme import SPACING
from chalkreel.ui.whiteboards.actions import NUMBER_KEYS
from chalkreel.ui.whiteboards.board_delegate import LOW, TALL, BoardDelegate
from chalkreel.ui.whiteboards.board_model import BoardModel, placed

EDGE_PX = 36
"""So near to an edge, a dragged board scrolls what is shown."""
SCROLL_STEP_PX = 24
_AWAY_PX = 8
"""So far above or below the row, a board is carried away rather than put elsewhere in it."""
GRID_ROWS = 2


class Filmstrip(ReorderableList):
    """Shows boards side by side, or in rows; owned by the whiteboards panel.

    Signals:
        board_requested: a board that is to go on air, or to be the next one.
        take_requested: the next board is to go on air.
        selection_moved: another board is the selected one, or none.
        order_requested: all boards' ids in the order they are to have.
        groups_requested: the groups as they are to be.
        picture_wanted: a board whose picture is painted now and not here.
    """

    board_requested = Signal(str)
    take_requested = Signal()
    selection_moved = Signal()
    order_requested = Signal(list)
    groups_requested = Signal(object)
    picture_wanted = Signal(str)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(EDGE_PX, SCROLL_STEP_PX, owner)
        self._boards = BoardModel(self)
        self._selected_id = ""
        self._carrier = Carrier(self)
        self.setModel(self._boards)
        self._delegate = BoardDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSpacing(0)
        self.show_grid(False)
        self.clicked.connect(self._on_clicked)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self._boards.picture_wanted.connect(self.picture_wanted)
        self._keys = [self._make_key(number) for number in range(1, NUMBER_KEYS + 1)]

    @property
    def selected_board(self) -> BoardView | None:
        return self._boards.board_at(self.currentIndex().row())

    @property
    def found_count(self) -> int:
        return self._boards.rowCount()

    @property
    def is_grid(self) -> bool:
        return self.isWrapping()

    def show_boards(self, boards: tuple[BoardView, ...], groups: Groups = ()) -> None:
        self._boards.show_boards(boards, groups)
        if self._dragged_id and self._boards.row_of(self._dragged_id) < 0:
            self._end_drag()
        self._select_again()

    def search(self, text: str) -> None:
        """Show only the boards that match."""
        self._boards.search(text)
        self._select_again()

    def show_grid(self, is_grid: bool) -> None:
        """Show the boards in rows, or in one."""
        self.setWrapping(is_grid)
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(needed if is_grid else off)
        self.setHorizontalScrollBarPolicy(off if is_grid else needed)
        self.updateGeometry()

    def show_low(self, is_low: bool) -> None:
        """Show smaller boards, where the height is needed for something else."""
        form = LOW if is_low else TALL
        if form != self._delegate.form:
            self._delegate.form = form
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def select_first(self) -> None:
        """Go to the first board that is shown."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.setCurrentIndex(self._boards.index(0))

    def show_picture(self, board_id: str, image: QImage) -> None:
        self._boards.show_picture(board_id, image)

    def select(self, board_id: str) -> None:
        """Go to a board, if it is shown."""
        row = self._boards.row_of(board_id)
        if row >= 0:
            self.setCurrentIndex(self._boards.index(row))

    def reveal(self, board_id: str) -> None:
        """Scroll so that a board can be seen."""
        row = self._boards.row_to_reveal(board_id)
        if row >= 0:
            self.scrollTo(self._boards.index(row))

    def _select_again(self) -> None:
        row = self._boards.row_of(self._selected_id)
        if row >= 0 and self.currentIndex().row() != row:
            self.setCurrentIndex(self._boards.index(row))
        self.selection_moved.emit()

    def _make_key(self, number: int) -> QShortcut:
        shortcut = QShortcut(QKeySequence(str(number)), self)
        shortcut.setProperty("number", number)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self._on_number_activated)
        return shortcut

    def _on_number_activated(self) -> None:
        shortcut = self.sender()
        if shortcut is not None:
            self._request(self._boards.board_of_number(int(shortcut.property("number"))))

    def _on_clicked(self, index: QModelIndex) -> None:
        if not self._fold(index.row()):
            self._request(self._boards.board_at(index.row()))

    def _fold(self, row: int) -> bool:
        """Fold or open the group whose name stands in this row; tell whether one does."""
        head = self._boards.group_at(row)
        if head is not None:
            self.groups_requested.emit(folded(self._boards.groups, head.name))
        return head is not None

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        board = self._boards.board_at(current.row())
        if board is not None:
            self._selected_id = board.board_id
        self.selection_moved.emit()

    def _request(self, board: BoardView | None) -> None:
        if board is None or not self.isEnabled():
            return
        row = self._boards.row_of(board.board_id)
        if row >= 0:
            self.setCurrentIndex(self._boards.index(row))
        if self._boards.has_staged or (not board.is_on_air and not board.is_pending):
            self.board_requested.emit(board.board_id)

    # Putting a board elsewhere

    def _id_at(self, row: int) -> str:
        board = self._boards.board_at(row)
        return "" if board is None else board.board_id

    def _put(self, item_id: str, gap: int) -> None:
        """Put a board into a gap between rows, and so into the group whose name stands before it."""
        order, group = placed(self._boards.rows, item_id, gap)
        groups = with_board_in(self._boards.groups, item_id, group)
        if groups != self._boards.groups:
            self.groups_requested.emit(groups)
        if order != [board.board_id for board in self._boards.all_boards]:
            self.order_requested.emit(order)

    def _put_beside(self, step: int) -> None:
        board = self.selected_board
        row = self.currentIndex().row()
        if board is not None and not self._boards.is_searched and 0 <= row + step < self._boards.rowCount():
            self._put(board.board_id, row + step + (1 if step > 0 else 0))

    def _drag_to(self, point: QPoint) -> None:
        # Between boards that were found there is no place: others stand between them.
        if not self._boards.is_searched:
            super()._drag_to(point)

    def _carry_to(self, point: QPoint, at: QPoint) -> bool:
        """Outside the row a board is carried to another panel."""
        if self.viewport().rect().adjusted(0, -_AWAY_PX, 0, _AWAY_PX).contains(point):
            self._carrier.give_up()
            return False
        if not self._carrier.is_carrying:
            index = self._boards.index(self._boards.row_of(self._dragged_id))
            self._carrier.take(carried_board(self._dragged_id), self.viewport().grab(self.visualRect(index)))
            self._gap = -1
            self.viewport().update()
        self._carrier.move_to(at)
        return True

    def _drop_carried(self, at: QPoint) -> bool:
        was_carried = self._carrier.is_carrying
        self._carrier.drop(at)
        return was_carried

    def _end_drag(self) -> None:
        self._carrier.give_up()
        super()._end_drag()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._put_beside(1 if event.key() == Qt.Key.Key_Right else -1)
            return
        is_pressed = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if is_pressed and self._fold(self.currentIndex().row()):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._boards.has_staged:
            self.take_requested.emit()
            return
        if is_pressed:
            self._request(self.selected_board)
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self._delegate.forget()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        item = self._delegate.form.item
        return QSize(4 * item.width(), self._rows() * item.height() + SPACING.medium)

    def minimumSizeHint(self) -> QSize:
        item = self._delegate.form.item
        return QSize(item.width(), self._rows() * item.height() + SPACING.medium)

    def _rows(self) -> int:
        return GRID_ROWS if self.is_grid else 1
