"""Keeps a small picture of every board that was on air, so that past takes can be looked through by board."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from chalkreel.base.logging import Topic, log_of
from chalkreel.controllers.named_tasks import ErrorSink, NamedTasks, WhileBusy
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.view_state import BoardsView, BoardView
from chalkreel.services.errors import JournalError
from chalkreel.services.journal_listing import KeptPicture

if TYPE_CHECKING:
    from chalkreel.services.board_shelf import BoardShelf
    from chalkreel.services.journal import Journal

_log = log_of(Topic.JOURNAL)


def page_title(board: BoardView) -> str:
    """Name a board's page as chapters name it: by the board alone where it has but one."""
    return board.name if board.page_count <= 1 else f"{board.name} ({board.page})"


class BoardKeeper(QObject):
    """Puts the picture of the board on air onto the shelf: when it comes on air, and when its picture is another one.

    ``picture_of`` gives a board's newest picture as encoded bytes, or none; ``shrink`` makes a small JPEG of it, on
    another thread. A picture that cannot be kept is logged: nothing depends on it.
    """

    def __init__(
        self,
        journal: Journal,
        shelf: BoardShelf,
        picture_of: Callable[[str], bytes],
        shrink: Callable[[bytes], bytes],
        on_error: ErrorSink,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._shelf = shelf
        self._picture_of = picture_of
        self._shrink = shrink
        self._tasks = NamedTasks("board keeper", on_error)
        self._boards: dict[str, BoardView] = {}
        self._take = TakeState()
        self._kept: tuple[int, str, str] | None = None

    def show_boards(self, view: BoardsView) -> None:
        self._boards = {board.board_id: board for board in view.boards}
        self._keep_if_new()

    def show_take(self, take: TakeState) -> None:
        self._take = take
        self._keep_if_new()

    def hear_picture(self, board_id: str) -> None:
        """Learn that a board has another picture now."""
        if board_id == self._take.on_air_board:
            self._kept = None
            self._keep_if_new()

    async def close(self) -> None:
        """Finish what was begun."""
        await self._tasks.settled("keep")
        await self._tasks.close()

    def _keep_if_new(self) -> None:
        take, board = self._take, self._boards.get(self._take.on_air_board)
        if board is None or not take.take_id or not take.phase.is_live:
            return
        wanted = (take.take_id, board.board_id, page_title(board))
        encoded = self._picture_of(board.board_id) if wanted != self._kept else b""
        if encoded:
            self._kept = wanted
            self._tasks.start("keep", lambda: self._keep(*wanted, encoded), WhileBusy.QUEUE)

    async def _keep(self, take_id: int, board_id: str, title: str, encoded: bytes) -> None:
        try:
            small = await asyncio.to_thread(self._shrink, encoded)
            if small:
                key = await asyncio.to_thread(self._shelf.put, small)
                await self._journal.keep_picture(take_id, KeptPicture(board_id, title, key))
        except (OSError, JournalError) as error:
            _log.warning("the picture of board %s was not kept: %s", board_id, error)
