"""The boards of the room, the one on air, and the one the next recording starts with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.view_state import BoardsView, BoardView
from chalkreel.domain.board_groups import Groups, in_groups
from chalkreel.domain.phases import Phase

NOT_RECORDED = phrase("This recording has no whiteboard. The take settings decide that before the next one begins.")


class WhiteboardController(QObject):
    """Decides what a click on a board means: a switch on air, or the board to begin with.

    Signals:
        boards_changed(BoardsView): the boards, their pages or their states are others.
        switch_wished(str): the host wants this board on air now.
        order_changed(tuple[str, ...]): the host has put the boards into another order.
        groups_changed(Groups): the host has put the boards into other groups.
        staging_changed(bool): from now on a click stages a board, or puts it on air at once.
    """

    boards_changed = Signal(object)
    switch_wished = Signal(str)
    order_changed = Signal(object)
    groups_changed = Signal(object)
    staging_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._boards: tuple[BoardView, ...] = ()
        self._order: tuple[str, ...] = ()
        self._groups: Groups = ()
        self._chosen_id = ""
        self._staged_id = ""
        self._is_staging = False
        self._take = TakeState()

    @property
    def first_board(self) -> BoardView | None:
        """The board the next recording starts with."""
        return next((board for board in self._boards if board.board_id == self._chosen_id), None)

    @property
    def view(self) -> BoardsView:
        is_live = self._take.phase.is_live
        # Until the recorder is there, the picture stays as it was.
        is_starting = self._take.phase is Phase.STARTING and not self._take.on_air_board
        is_ahead = not is_live or (is_starting and self._not_recorded is None)
        boards = tuple(
            replace(
                board,
                is_on_air=is_live and board.board_id == self._take.on_air_board,
                is_pending=is_live and board.board_id == self._take.pending_board,
                is_next=is_ahead and board.board_id == self._chosen_id,
                is_staged=is_live and board.board_id == self._staged_id,
            )
            for board in self._boards
        )
        return BoardsView(
            boards,
            can_switch=not self._is_closing and self._not_recorded is None,
            not_recorded=self._not_recorded,
            refused=self._take.board_refused,
            is_staging=self._is_staging,
            groups=self._groups,
        )

    def stage_first(self, is_staging: bool) -> None:
        """Let a click stage a board, or put it on air at once."""
        if is_staging != self._is_staging:
            self._is_staging = is_staging
            self._staged_id = ""
            self.staging_changed.emit(is_staging)
            self._publish()

    def take_staged(self) -> None:
        """Put the staged board on air."""
        board_id, self._staged_id = self._staged_id, ""
        if board_id and self._take.phase.is_live:
            self.switch_wished.emit(board_id)
        self._publish()

    def show_room_boards(self, boards: Sequence[BoardView]) -> None:
        """Take over the boards that the room has; the first is chosen until the host chooses."""
        self._arrange(boards)
        if not any(board.board_id == self._staged_id for board in self._boards):
            self._staged_id = ""
        if self.first_board is None:
            self._chosen_id = self._boards[0].board_id if self._boards else ""
        self._publish()

    def use_order(self, order: Sequence[str]) -> None:
        """Show the boards in an order that was kept."""
        self._order = tuple(order)
        self._arrange(self._boards)
        self._publish()

    def use_groups(self, groups: Groups) -> None:
        """Show the boards in groups that were kept."""
        self._groups = groups
        self._arrange(self._boards)
        self._publish()

    def regroup(self, groups: Groups) -> None:
        """Put the boards into the groups the host wishes."""
        if groups != self._groups:
            self.use_groups(groups)
            self.groups_changed.emit(groups)

    def reorder(self, order: Sequence[str]) -> None:
        """Put the boards into the order the host wishes."""
        before = self._boards
        self.use_order(order)
        if self._boards != before:
            self.order_changed.emit(tuple(board.board_id for board in self._boards))

    def show_take(self, take: TakeState) -> None:
        if take.phase.is_live and take.on_air_board:
            # The next recording begins where this one is, as a host who stops and starts again expects.
            self._chosen_id = take.on_air_board
        if not take.phase.is_live or take.on_air_board == self._staged_id:
            self._staged_id = ""
        self._take = take
        self._publish()

    def request_board(self, board_id: str) -> None:
        if not self.view.can_switch or not any(board.board_id == board_id for board in self._boards):
            return
        if self._take.phase.is_live and self._is_staging:
            is_on_air = board_id == (self._take.pending_board or self._take.on_air_board)
            self._staged_id = "" if is_on_air else board_id
            self._publish()
            return
        if self._take.phase.is_live:
            if board_id != (self._take.pending_board or self._take.on_air_board):
                self.switch_wished.emit(board_id)
            return
        self._chosen_id = board_id
        self._publish()

    @property
    def _is_closing(self) -> bool:
        phase = self._take.phase
        return not (phase.is_live or phase.is_over or self._take.task_id == "")

    @property
    def _not_recorded(self) -> Phrase | None:
        return NOT_RECORDED if self._take.phase.is_live and not self._take.records_board else None

    def _arrange(self, boards: Sequence[BoardView]) -> None:
        ordered = {board.board_id: board for board in in_order(boards, self._order)}
        self._boards = tuple(ordered[board_id] for board_id in in_groups(tuple(ordered), self._groups))

    def _publish(self) -> None:
        self.boards_changed.emit(self.view)


def in_order(boards: Sequence[BoardView], order: Sequence[str]) -> tuple[BoardView, ...]:
    """Sort boards as an order names them; the others follow as they are."""
    places = {board_id: place for place, board_id in enumerate(order)}
    return tuple(sorted(boards, key=lambda board: places.get(board.board_id, len(places))))
