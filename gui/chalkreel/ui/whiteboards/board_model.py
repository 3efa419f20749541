"""The boards of a room as a list that Qt can show."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from chalkreel.controllers.view_state import BoardView
from chalkreel.ui.kit.words import tr

BOARD_ROLE = Qt.ItemDataRole.UserRole
PICTURE_ROLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


class BoardModel(QAbstractListModel):
    """Holds the boards in their order, each with its newest picture."""

    def __init__(self, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._boards: tuple[BoardView, ...] = ()
        self._pictures: dict[str, QImage] = {}

    def show_boards(self, boards: tuple[BoardView, ...]) -> None:
        """Take over the boards; as long as they are the same ones, only what changed is repainted."""
        before = self._boards
        if [board.board_id for board in boards] == [board.board_id for board in before]:
            self._boards = boards
            for row, (old, new) in enumerate(zip(before, boards, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._boards = boards
        kept = {board.board_id for board in boards}
        self._pictures = {board_id: image for board_id, image in self._pictures.items() if board_id in kept}
        self.endResetModel()

    def show_picture(self, board_id: str, image: QImage) -> None:
        row = self.row_of(board_id)
        if row >= 0:
            self._pictures[board_id] = image
            self.dataChanged.emit(self.index(row), self.index(row), [PICTURE_ROLE])

    def board_at(self, row: int) -> BoardView | None:
        return self._boards[row] if 0 <= row < len(self._boards) else None

    def row_of(self, board_id: str) -> int:
        return next((row for row, board in enumerate(self._boards) if board.board_id == board_id), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._boards)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        board = self.board_at(index.row()) if index.isValid() else None
        if board is None:
            return None
        match role:
            case Qt.ItemDataRole.UserRole:
                return board
            case _ if role == PICTURE_ROLE:
                return self._pictures.get(board.board_id)
            case Qt.ItemDataRole.DisplayRole:
                return board.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken_text(index.row(), board)
            case Qt.ItemDataRole.ToolTipRole:
                return tip_text(index.row(), board)
        return None


def spoken_text(row: int, board: BoardView) -> str:
    """Say a board and its state for a screen reader."""
    if board.is_on_air:
        state = tr("on air")
    elif board.is_pending:
        state = tr("going on air")
    else:
        state = tr("not on air")
    return tr("Board {number}: {name}, {state}", number=row + 1, name=board.name, state=state)


def tip_text(row: int, board: BoardView) -> str:
    """Say what a click does and what the board is."""
    if board.is_on_air:
        first = tr("“{name}” is on air", name=board.name)
    else:
        first = tr("Click to put “{name}” on air", name=board.name)
    facts = [board.board_id]
    if board.size is not None:
        facts.append(f"{board.size.width}×{board.size.height}")
    if row < 9:
        facts.append(tr("key {number}", number=row + 1))
    return first + "\n" + " · ".join(facts)
