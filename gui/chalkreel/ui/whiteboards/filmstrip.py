"""The row of boards: click, Enter or a number key puts one on air."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from chalkreel.controllers.view_state import BoardView
from chalkreel.ui.theme import SPACING
from chalkreel.ui.whiteboards.actions import NUMBER_KEYS
from chalkreel.ui.whiteboards.board_delegate import ITEM, BoardDelegate
from chalkreel.ui.whiteboards.board_model import BoardModel


class Filmstrip(QListView):
    """Shows boards side by side; owned by the whiteboards panel.

    Signals:
        board_requested: a board that is to go on air.
        selection_moved: another board is the selected one, or none.
    """

    board_requested = Signal(str)
    selection_moved = Signal()

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._boards = BoardModel(self)
        self._selected_id = ""
        self.setModel(self._boards)
        self.setItemDelegate(BoardDelegate(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._on_clicked)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self._keys = [self._make_key(number) for number in range(1, NUMBER_KEYS + 1)]

    @property
    def selected_board(self) -> BoardView | None:
        return self._boards.board_at(self.currentIndex().row())

    def show_boards(self, boards: tuple[BoardView, ...]) -> None:
        selected_id = self._selected_id
        self._boards.show_boards(boards)
        row = self._boards.row_of(selected_id)
        if row >= 0 and self.currentIndex().row() != row:
            self.setCurrentIndex(self._boards.index(row))
        self.selection_moved.emit()

    def show_picture(self, board_id: str, image: QImage) -> None:
        self._boards.show_picture(board_id, image)

    def reveal(self, board_id: str) -> None:
        """Scroll so that a board can be seen."""
        row = self._boards.row_of(board_id)
        if row >= 0:
            self.scrollTo(self._boards.index(row))

    def _make_key(self, number: int) -> QShortcut:
        shortcut = QShortcut(QKeySequence(str(number)), self)
        shortcut.setProperty("number", number)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self._on_number_activated)
        return shortcut

    def _on_number_activated(self) -> None:
        shortcut = self.sender()
        if shortcut is not None:
            self._request(self._boards.index(int(shortcut.property("number")) - 1))

    def _on_clicked(self, index: QModelIndex) -> None:
        self._request(index)

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        board = self._boards.board_at(current.row())
        if board is not None:
            self._selected_id = board.board_id
        self.selection_moved.emit()

    def _request(self, index: QModelIndex) -> None:
        board = self._boards.board_at(index.row()) if index.isValid() else None
        if board is None or not self.isEnabled():
            return
        self.setCurrentIndex(index)
        if not board.is_on_air and not board.is_pending:
            self.board_requested.emit(board.board_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._request(self.currentIndex())
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A plain wheel has only an up and down; here it moves along the strip.
        turned = event.angleDelta()
        if turned.y() and not turned.x():
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - turned.y())
            event.accept()
            return
        super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LanguageChange):
            self.viewport().update()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(4 * ITEM.width(), ITEM.height() + SPACING.medium)

    def minimumSizeHint(self) -> QSize:
        return QSize(ITEM.width(), ITEM.height() + SPACING.medium)
