"""The whiteboard of a single-stream task: one file for all its boards."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from chalkreel.contract.start_record import Whiteboard
from chalkreel.domain.chapters import ChapterMark
from chalkreel.studio.mixer.values import Scene
from chalkreel.studio.rooms.board import Board
from chalkreel.studio.rooms.room import Room, RoomChange, RoomNotice
from chalkreel.studio.tasks.events import EventKind
from chalkreel.studio.tasks.recording import Recorded, Recording
from chalkreel.studio.tasks.single_settings import board_scene
from chalkreel.studio.tasks.task import Label, about_board


class BoardTake:
    """Knows which board is on air; its file begins with the first. Lives on the loop's thread."""

    def __init__(self, whiteboard: Whiteboard, room: Room, recording: Recording) -> None:
        self.recording = recording
        self._whiteboard = whiteboard
        self._whiteboard_id = whiteboard.whiteboard_id
        self._room = room
        self._turn = asyncio.Lock()
        self._is_opened = False

    @property
    def board(self) -> Board | None:
        """The board on air, if it is open in the room."""
        return self._room.boards.get(self._whiteboard_id) if self._whiteboard_id else None

    @property
    def is_due(self) -> bool:
        """Whether the file is to be opened now; true once."""
        if self._is_opened or self.board is None:
            return False
        self._is_opened = True
        return True

    async def open(self) -> None:
        """Open the file; raises ``OutputFailed``."""
        async with self._turn:
            board = self.board
            shown = about_board(board) if board is not None else {}
            await self.recording.open(self._scene(), Label(EventKind.RECORDING_STARTED, shown))
            self.recording.show(self._scene())  # the page may have been turned while the file was opened

    def switch(self, whiteboard_id: str) -> Label:
        """Put another board on air; gives what to tell where nothing is recorded yet."""
        self._whiteboard_id = whiteboard_id
        return self._show(EventKind.WHITEBOARD)

    def follow(self, notice: RoomNotice) -> Label | None:
        """Show what a change of the room means to the board on air."""
        if notice.subject != self._whiteboard_id or notice.change not in _OF_BOARDS:
            return None
        is_page = notice.change is RoomChange.PAGE_TURNED
        return self._show(EventKind.PAGE if is_page else EventKind.WHITEBOARD)

    async def halt(self) -> None:
        """Record nothing from now on; :meth:`close` follows."""
        async with self._turn:
            await self.recording.pause()

    async def close(self, marks: Sequence[ChapterMark]) -> list[Recorded]:
        async with self._turn:
            return await self.recording.close(marks)

    def _show(self, kind: EventKind) -> Label:
        board = self.board
        if board is None:
            label = Label(EventKind.WHITEBOARD_AWAITED, {"whiteboard_id": self._whiteboard_id})
        else:
            label = Label(kind, about_board(board))
        self.recording.show(self._scene(), label)
        return label

    def _scene(self) -> Scene:
        return board_scene(self._whiteboard, self.board)


_OF_BOARDS = frozenset({RoomChange.BOARD_OPENED, RoomChange.BOARD_CLOSED, RoomChange.PAGE_TURNED})
