"""The book of a cloud room's boards: what the host wrote down of them, kept per room."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from chalkreel.base.phrase import phrase
from chalkreel.controllers.named_tasks import ErrorSink, NamedTasks, WhileBusy
from chalkreel.controllers.view_state import BoardView
from chalkreel.domain.board_book import BookBoard, merged
from chalkreel.domain.geometry import Size
from chalkreel.services.errors import ServiceError
from chalkreel.services.settings import BoardBookEntry, BookBoardEntry

if TYPE_CHECKING:
    from chalkreel.controllers.session import Session
    from chalkreel.services.settings import SettingsStore

ROOMS_KEPT = 200
LARGEST_PICTURE_BYTES = 40 * 1024 * 1024


class BoardBookController(QObject):
    """Owns the boards of the cloud room in view. In a Studio room there is no book: Studio knows its boards.

    Signals:
        boards_changed(tuple[BoardView, ...]): the book is another one.
        board_picture(str, bytes): the picture a board is known by, as it is in its file.
        unreadable_changed(frozenset[str]): the boards whose picture cannot be read.
        told(Phrase): something could not be kept or read.
    """

    boards_changed = Signal(object)
    board_picture = Signal(str, bytes)
    unreadable_changed = Signal(object)
    told = Signal(object)

    def __init__(self, store: SettingsStore, on_error: ErrorSink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._tasks = NamedTasks("board book", on_error)
        self._key: tuple[str, str] | None = None
        self._book: tuple[BookBoard, ...] = ()

    @property
    def book(self) -> tuple[BookBoard, ...]:
        return self._book

    def enter(self, session: Session | None, room_id: str) -> None:
        """Take up a room's book; without a cloud session there is none."""
        self._tasks.cancel("pictures")
        if session is None or session.is_studio:
            self._key, self._book = None, ()
            return
        self._key = (session.connection.connection_id, room_id)
        entry = next((one for one in self._store.current.board_books if one.key == self._key), None)
        self._book = tuple(_board(one) for one in entry.boards) if entry is not None else ()
        self._publish()

    def keep(self, book: Sequence[BookBoard]) -> None:
        """Let the book hold these boards; what is known of one and not said again stays known."""
        known = {board.board_id: board for board in self._book}
        self._replace(merged((known[one.board_id] for one in book if one.board_id in known), book), book)

    def remove(self, board_id: str) -> None:
        """Take a board out of the book; the room itself keeps it."""
        left = tuple(board for board in self._book if board.board_id != board_id)
        self._replace(left, left)

    def choose_picture(self, board_id: str, path: Path) -> None:
        """Know a board by the picture in a file."""
        changed = tuple(
            replace(board, picture=str(path)) if board.board_id == board_id else board for board in self._book
        )
        self._replace(changed, changed)

    async def close(self) -> None:
        await self._tasks.close()

    def _replace(self, boards: Sequence[BookBoard], order: Sequence[BookBoard]) -> None:
        if self._key is None:
            return
        by_id = {board.board_id: board for board in boards}
        self._book = tuple(by_id[board.board_id] for board in order)
        self._publish()
        connection_id, room_id = self._key
        entry = BoardBookEntry(connection_id=connection_id, room_id=room_id, boards=tuple(map(_entry, self._book)))
        others = tuple(one for one in self._store.current.board_books if one.key != self._key)
        self._store.change(board_books=(entry, *others)[:ROOMS_KEPT])
        self._tasks.start("save", self._save, WhileBusy.QUEUE)

    def _publish(self) -> None:
        self.boards_changed.emit(
            tuple(BoardView(board.board_id, board.name or board.board_id, size=board.size) for board in self._book)
        )
        pictures = tuple((board.board_id, Path(board.picture)) for board in self._book if board.picture)
        self._tasks.start("pictures", lambda: self._read_pictures(pictures), WhileBusy.REPLACE)

    async def _read_pictures(self, pictures: Sequence[tuple[str, Path]]) -> None:
        unreadable = set()
        for board_id, path in pictures:
            content = await asyncio.to_thread(_content, path)
            if content:
                self.board_picture.emit(board_id, content)
            else:
                unreadable.add(board_id)
                self.told.emit(phrase("The picture {name} cannot be read.", name=path.name))
        self.unreadable_changed.emit(frozenset(unreadable))

    async def _save(self) -> None:
        try:
            await self._store.save()
        except ServiceError as failure:
            self.told.emit(failure.sentence)


def _content(path: Path) -> bytes:
    """Read a picture's file; nothing where it cannot be or is far too large. Blocks."""
    try:
        if path.stat().st_size > LARGEST_PICTURE_BYTES:
            return b""
        return path.read_bytes()
    except OSError:
        return b""


def _board(entry: BookBoardEntry) -> BookBoard:
    return BookBoard(entry.board_id, entry.name, Size(entry.horizontal, entry.vertical), entry.picture)


def _entry(board: BookBoard) -> BookBoardEntry:
    return BookBoardEntry(
        board_id=board.board_id,
        name=board.name,
        horizontal=board.ratio.width,
        vertical=board.ratio.height,
        picture=board.picture,
    )
