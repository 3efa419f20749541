"""The boards of a room as a list that Qt can show."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QImage

from chalkreel.controllers.view_state import BoardView
from chalkreel.domain.board_groups import Groups, group_of
from chalkreel.ui.kit.words import tr, tr_count
from chalkreel.ui.whiteboards.actions import NUMBER_KEYS

SHOWN_ROLE = Qt.ItemDataRole.UserRole
"""All that is painted of a row, a ``ShownBoard`` or a ``GroupHead``: asked for once, as many rows scroll by."""
PICTURES_KEPT = 96
"""More than the largest screen shows at once; pictures that were not painted for long are asked for again."""
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class GroupHead:
    """The name of a group, before its boards or instead of them."""

    name: str
    boards: tuple[BoardView, ...]
    is_folded: bool

    @property
    def count_words(self) -> str:
        return tr_count("{n} board", "{n} boards", len(self.boards))


Row = BoardView | GroupHead


@dataclass(frozen=True, slots=True)
class ShownBoard:
    """A board with its picture, if that is here, and its place among all, from 0, whatever a search leaves of them."""

    board: BoardView
    place: int
    picture: QImage | None


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
        self._groups: Groups = ()
        self._rows: tuple[Row, ...] = ()
        self._rows_of: dict[tuple[str, str], int] = {}
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

    @property
    def groups(self) -> Groups:
        return self._groups

    def show_boards(self, boards: tuple[BoardView, ...], groups: Groups = ()) -> None:
        """Take over the boards; as long as they are the same ones, only what changed is repainted."""
        self._all, self._groups = boards, groups
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
            self.dataChanged.emit(self.index(row), self.index(row), [SHOWN_ROLE])

    def _fill(self) -> None:
        """Tell the view the least that makes it show the boards: what it is told less of, it scrolls less over."""
        rows = self._wanted_rows()
        before, keys = [_key(row) for row in self._rows], [_key(row) for row in rows]
        if keys == before:
            self._change(rows)
        elif before and keys[: len(before)] == before:
            self._change(rows[: len(before)])
            self.beginInsertRows(QModelIndex(), len(before), len(keys) - 1)
            self._take(rows)
            self.endInsertRows()
        elif sorted(keys) == sorted(before):
            self._permute(rows)
        else:
            self.beginResetModel()
            self._take(rows)
            self.endResetModel()

    def _wanted_rows(self) -> tuple[Row, ...]:
        """Give what is shown: what was found, or each group's head before its boards unless it is folded."""
        if self._words:
            return tuple(board for board in self._all if self._is_found(board))
        owners = {board_id: group.name for group in self._groups for board_id in group.boards}
        behind: defaultdict[str, list[BoardView]] = defaultdict(list)
        for board in self._all:
            behind[owners.get(board.board_id, "")].append(board)
        rows: list[Row] = [*behind[""]]
        for group in self._groups:
            boards = behind[group.name]
            rows.append(GroupHead(group.name, tuple(boards), group.is_folded))
            rows += [] if group.is_folded else boards
        return tuple(rows)

    def _take(self, rows: tuple[Row, ...]) -> None:
        self._rows = rows
        # Every picture that comes looks its row up; a search through all of them would show while scrolling.
        self._rows_of = {_key(row): place for place, row in enumerate(rows)}

    def _change(self, rows: tuple[Row, ...]) -> None:
        before = self._rows
        self._take(rows)
        for place, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(place), self.index(place))

    def _permute(self, rows: tuple[Row, ...]) -> None:
        self.layoutAboutToBeChanged.emit()
        marked = self.persistentIndexList()
        moved = [_key(self._rows[index.row()]) for index in marked]
        self._take(rows)
        self.changePersistentIndexList(marked, [self.index(self._rows_of[key]) for key in moved])
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

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    def board_at(self, row: int) -> BoardView | None:
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, BoardView) else None

    def group_at(self, row: int) -> GroupHead | None:
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, GroupHead) else None

    def row_of(self, board_id: str) -> int:
        return self._rows_of.get(("board", board_id), -1)

    def row_to_reveal(self, board_id: str) -> int:
        """Give the row of a board, or of the folded group it is in."""
        place = self.row_of(board_id)
        name = group_of(self._groups, board_id)
        return place if place >= 0 else self._rows_of.get(("group", name), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        board = self.board_at(index.row()) if index.isValid() else None
        if board is None:
            head = self.group_at(index.row()) if index.isValid() else None
            return None if head is None else _group_data(head, role)
        match role:
            case Qt.ItemDataRole.UserRole:
                return ShownBoard(board, self._places[board.board_id], self._picture(board.board_id))
            case Qt.ItemDataRole.DisplayRole:
                return board.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken_text(self._places[board.board_id], board)
            case Qt.ItemDataRole.ToolTipRole:
                return tip_text(self._places[board.board_id], board, not any(other.is_next for other in self._all))
        return None


def placed(rows: Sequence[Row], board_id: str, gap: int) -> tuple[list[str], str]:
    """Put one board into a gap between the rows; give all boards in their new order, and the board's group."""
    at = next(place for place, row in enumerate(rows) if _key(row) == ("board", board_id))
    rest = [row for place, row in enumerate(rows) if place != at]
    rest.insert(gap - 1 if gap > at else gap, rows[at])
    order: list[str] = []
    group = owner = ""
    for row in rest:
        if isinstance(row, BoardView):
            order.append(row.board_id)
            owner = group if row.board_id == board_id else owner
        else:
            group = row.name
            order += [board.board_id for board in row.boards if row.is_folded]
    return order, owner


def _key(row: Row) -> tuple[str, str]:
    return ("board", row.board_id) if isinstance(row, BoardView) else ("group", row.name)


def _group_data(head: GroupHead, role: int) -> object:
    match role:
        case Qt.ItemDataRole.UserRole:
            return head
        case Qt.ItemDataRole.DisplayRole:
            return head.name
        case Qt.ItemDataRole.AccessibleTextRole:
            state = tr("folded") if head.is_folded else tr("open")
            return tr("Group {name}, {count}, {state}", name=head.name, count=head.count_words, state=state)
        case Qt.ItemDataRole.ToolTipRole:
            if head.is_folded:
                return tr("Click to show the boards of “{name}”", name=head.name)
            return tr("Click to fold “{name}”; drag boards behind it to put them in", name=head.name)
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
