"""The boards of a room as a list that Qt can show."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QImage

from chalkreel.controllers.view_state import BoardView
from chalkreel.ui.kit.words import tr
from chalkreel.ui.whiteboards.actions import NUMBER_KEYS

BOARD_ROLE = Qt.ItemDataRole.UserRole
PICTURE_ROLE = Qt.ItemDataRole.UserRole + 1
PLACE_ROLE = Qt.ItemDataRole.UserRole + 2
"""The board's place among all, from 0, whatever the search leaves of them."""
PICTURES_KEPT = 96
"""More than the largest screen shows at once; pictures that were not painted for long are asked for again."""
_Index = QModelIndex | QPersistentModelIndex


class BoardModel(QAbstractListModel):
    """Holds the boards in their order, and the pictures of those that were painted last.

    Signals:
        picture_wanted: a board is being painted whose picture is not here.
    """

    picture_wanted = Signal(str)

    def __init__(self, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._all: tuple[BoardView, ...] = ()
        self._words: tuple[str, ...] = ()
        self._boards: tuple[BoardView, ...] = ()
        self._places: dict[str, int] = {}
        self._pictures: OrderedDict[str, QImage] = OrderedDict()
        self._asked: set[str] = set()

    @property
    def all_boards(self) -> tuple[BoardView, ...]:
        return self._all

    @property
    def has_staged(self) -> bool:
        """Whether a board waits for Take."""
        return any(board.is_staged for board in self._all)

    @property
    def is_searched(self) -> bool:
        return bool(self._words)

    def show_boards(self, boards: tuple[BoardView, ...]) -> None:
        """Take over the boards; as long as they are the same ones, only what changed is repainted."""
        self._all = boards
        self._places = {board.board_id: place for place, board in enumerate(boards)}
        for gone in self._pictures.keys() - self._places.keys():
            del self._pictures[gone]
        self._asked &= self._places.keys()
        self._fill()

    def search(self, text: str) -> None:
        """Show only the boards whose name or id has all these words."""
        self._words = tuple(text.casefold().split())
        self._fill()

    def show_picture(self, board_id: str, image: QImage) -> None:
        if board_id not in self._places:
            return
        self._asked.discard(board_id)
        self._pictures[board_id] = image
        self._pictures.move_to_end(board_id)
        while len(self._pictures) > PICTURES_KEPT:
            self._pictures.popitem(last=False)
        row = self.row_of(board_id)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row), [PICTURE_ROLE])

    def _fill(self) -> None:
        """Tell the view the least that makes it show the boards: what it is told less of, it scrolls less over."""
        boards = tuple(board for board in self._all if self._is_found(board))
        before, ids = [board.board_id for board in self._boards], [board.board_id for board in boards]
        if ids == before:
            self._change(boards)
        elif before and ids[: len(before)] == before:
            self._change(boards[: len(before)])
            self.beginInsertRows(QModelIndex(), len(before), len(ids) - 1)
            self._boards = boards
            self.endInsertRows()
        elif sorted(ids) == sorted(before):
            self._permute(boards)
        else:
            self.beginResetModel()
            self._boards = boards
            self.endResetModel()

    def _change(self, boards: tuple[BoardView, ...]) -> None:
        before, self._boards = self._boards, boards
        for row, (old, new) in enumerate(zip(before, boards, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row), self.index(row))

    def _permute(self, boards: tuple[BoardView, ...]) -> None:
        self.layoutAboutToBeChanged.emit()
        marked = self.persistentIndexList()
        moved = [self._boards[index.row()].board_id for index in marked]
        self._boards = boards
        self.changePersistentIndexList(marked, [self.index(self.row_of(board_id)) for board_id in moved])
        self.layoutChanged.emit()

    def _is_found(self, board: BoardView) -> bool:
        text = f"{board.name} {board.board_id}".casefold()
        return all(word in text for word in self._words)

    def _picture(self, board_id: str) -> QImage | None:
        """Give a picture, or ask for it once: only boards that are painted are ever decoded."""
        picture = self._pictures.get(board_id)
        if picture is not None:
            self._pictures.move_to_end(board_id)
        elif board_id not in self._asked:
            self._asked.add(board_id)
            self.picture_wanted.emit(board_id)
        return picture

    def board_of_number(self, number: int) -> BoardView | None:
        """Give the board of a number key, counted from 1 among all boards."""
        return self._all[number - 1] if 0 < number <= len(self._all) else None

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
                return self._picture(board.board_id)
            case _ if role == PLACE_ROLE:
                return self._places[board.board_id]
            case Qt.ItemDataRole.DisplayRole:
                return board.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken_text(self._places[board.board_id], board)
            case Qt.ItemDataRole.ToolTipRole:
                return tip_text(self._places[board.board_id], board, not any(other.is_next for other in self._all))
        return None


def spoken_text(place: int, board: BoardView) -> str:
    """Say a board and its state for a screen reader."""
    if board.is_on_air:
        state = tr("on air")
    elif board.is_pending:
        state = tr("going on air")
    elif board.is_next:
        state = tr("first on air")
    elif board.is_staged:
        state = tr("next, Take puts it on air")
    else:
        state = tr("not on air")
    return tr("Board {number}: {name}, {state}", number=place + 1, name=board.name, state=state)


def tip_text(place: int, board: BoardView, is_live: bool) -> str:
    """Say what a click does and what the board is; ``is_live``: a click changes what is recorded now."""
    if board.is_on_air:
        first = tr("“{name}” is on air", name=board.name)
    elif board.is_next:
        first = tr("The recording starts with “{name}”", name=board.name)
    elif board.is_staged:
        first = tr("“{name}” is next; Enter or Take puts it on air", name=board.name)
    elif is_live:
        first = tr("Click to put “{name}” on air", name=board.name)
    else:
        first = tr("Click to start the recording with “{name}”", name=board.name)
    facts = [board.board_id]
    if board.size is not None:
        facts.append(f"{board.size.width}×{board.size.height}")
    if place < NUMBER_KEYS:
        facts.append(tr("key {number}", number=place + 1))
    return first + "\n" + " · ".join(facts)
