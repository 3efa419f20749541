"""One classroom: who publishes in it, which boards are open, and who wants to know of changes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from itertools import count
from typing import Any

from chalkreel.domain.limits import BOARD_LINGER_S
from chalkreel.studio.rooms.board import Board
from chalkreel.studio.rooms.stream import PublishedStream
from chalkreel.studio.sources.pictures import Picture

_REVISIONS = count(1)
"""Shared by all boards of the process, so that a revision never means two pictures."""


class RoomChange(Enum):
    """What happened in a room."""

    STREAM_ENTERED = "stream entered"
    STREAM_LEFT = "stream left"
    STREAM_CHANGED = "stream changed"
    BOARD_OPENED = "board opened"
    BOARD_CLOSED = "board closed"
    PAGE_TURNED = "page turned"


@dataclass(frozen=True, slots=True)
class RoomNotice:
    """One change and the id of the stream or board it is about."""

    change: RoomChange
    subject: str


Watcher = Callable[[RoomNotice], None]


class Room:
    """Streams in order of entry and boards in order of opening; lives on the loop's thread.

    ``last_left_s`` is the monotonic time at which the last stream left, ``None`` while one is there or none was.
    """

    def __init__(self, room_id: str, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.room_id = room_id
        self.streams: dict[str, PublishedStream] = {}
        self.boards: dict[str, Board] = {}
        self.last_left_s: float | None = None
        self._monotonic = monotonic
        self._board_opened_s = self._last_alive_s = 0.0
        self._watchers: list[Watcher] = []

    @property
    def is_empty(self) -> bool:
        return not self.streams and not self.boards

    def is_occupied(self, now_s: float) -> bool:
        """Whether anything keeps a recording from being idle (CONTRACT sections 3 and 8).

        Somebody who publishes does; an open board does, too, but for a limited time after the last stream left. A
        publisher who just fell silent (an encoder that broke off) was there when this was asked before.
        """
        if any(stream.is_alive for stream in self.streams.values()):
            self._last_alive_s = now_s
            return True
        if not self.boards:
            return False
        alone_since_s = max(self._board_opened_s, self.last_left_s or 0.0, self._last_alive_s)
        return now_s - alone_since_s < BOARD_LINGER_S

    @property
    def is_watched(self) -> bool:
        return bool(self._watchers)

    def watch(self, watcher: Watcher) -> Callable[[], None]:
        """Tell ``watcher`` of every change; the result ends that."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def enter(self, stream: PublishedStream) -> None:
        self.streams[stream.stream_id] = stream
        self.last_left_s = None
        self._tell(RoomChange.STREAM_ENTERED, stream.stream_id)

    def leave(self, stream_id: str) -> PublishedStream:
        """Take the stream out; its source is the caller's to close."""
        stream = self.streams.pop(stream_id)
        if not self.streams:
            self.last_left_s = self._monotonic()
        self._tell(RoomChange.STREAM_LEFT, stream_id)
        return stream

    def stream_changed(self, stream_id: str) -> None:
        self._tell(RoomChange.STREAM_CHANGED, stream_id)

    def open_board(self, board: Board) -> None:
        """Open a board, or replace the open one of the same id."""
        board.revision = next(_REVISIONS)
        self.boards[board.whiteboard_id] = board
        self._board_opened_s = self._monotonic()
        self._tell(RoomChange.BOARD_OPENED, board.whiteboard_id)

    def close_board(self, whiteboard_id: str) -> None:
        del self.boards[whiteboard_id]
        self._tell(RoomChange.BOARD_CLOSED, whiteboard_id)

    def show_page(self, whiteboard_id: str, page: int, picture: Picture) -> None:
        board = self.boards[whiteboard_id]
        board.page, board.picture, board.revision = page, picture, next(_REVISIONS)
        self._tell(RoomChange.PAGE_TURNED, whiteboard_id)

    def describe(self) -> dict[str, Any]:
        """Give the room as Studio's own API shows it."""
        return {
            "room_id": self.room_id,
            "streams": [stream.describe() for stream in self.streams.values()],
            "boards": [board.describe() for board in self.boards.values()],
        }

    def _tell(self, change: RoomChange, subject: str) -> None:
        notice = RoomNotice(change, subject)
        for watcher in tuple(self._watchers):
            watcher(notice)
