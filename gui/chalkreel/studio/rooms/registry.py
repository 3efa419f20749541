"""All rooms of the process, and the blocking work around their streams and boards."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from chalkreel.base.clock import Clock
from chalkreel.base.phrase import Phrase, phrase
from chalkreel.studio.background import Background
from chalkreel.studio.crew import Crew
from chalkreel.studio.rooms.board import Board, BoardRefused, read_board
from chalkreel.studio.rooms.room import Room
from chalkreel.studio.rooms.stream import PublishedStream
from chalkreel.studio.sources.opening import SourceSpec, open_source
from chalkreel.studio.sources.pictures import MAX_PICTURE_BYTES, PictureRefused
from chalkreel.studio.sources.source import Source, SourceRefused

MAX_STREAMS_PER_ROOM = 64
MAX_BOARDS_PER_ROOM = 250
CLOSE_LIMIT_S = 3.0


class NotThere(Exception):  # noqa: N818 - read as a fact
    """There is no such room, stream or board."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


class Taken(Exception):  # noqa: N818 - read as a fact
    """The id is in use, or the room is full."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


class Rooms:
    """Finds and makes rooms; owns their sources. Lives on the loop's thread."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._crew = Crew(clock)
        self._rooms: dict[str, Room] = {}
        self._opening: set[tuple[str, str]] = set()
        self._number_ids = count(1)
        self._background = Background("rooms")
        self._is_closed = threading.Event()

    @property
    def all(self) -> tuple[Room, ...]:
        return tuple(room for room in self._rooms.values() if not room.is_empty)

    def known(self, room_id: str) -> Room | None:
        """Find a room with something in it."""
        room = self._rooms.get(room_id)
        return None if room is None or room.is_empty else room

    def room(self, room_id: str) -> Room:
        """Find a room or make an empty one."""
        if room_id not in self._rooms:
            self._forget_unused()
            self._rooms[room_id] = Room(room_id)
        return self._rooms[room_id]

    async def publish(
        self, room_id: str, stream_id: str, user_id: str, user_name: str, spec: SourceSpec
    ) -> PublishedStream:
        """Open the source and let the stream enter; raises ``Taken`` or ``SourceRefused``."""
        room, key = self.room(room_id), (room_id, stream_id)
        if stream_id in room.streams or key in self._opening:
            raise Taken(phrase("A stream {stream} is already published in this room.", stream=stream_id))
        if len(room.streams) >= MAX_STREAMS_PER_ROOM:
            raise Taken(phrase("The room is full: {most} streams are published.", most=MAX_STREAMS_PER_ROOM))
        self._opening.add(key)
        try:
            source = await asyncio.to_thread(self._open, spec)
        finally:
            self._opening.discard(key)
        entered_at_ms = int(time.time() * 1000)
        stream = PublishedStream(stream_id, user_id, user_name, source, entered_at_ms, next(self._number_ids))
        self.room(room_id).enter(stream)
        return stream

    def unpublish(self, room_id: str, stream_id: str) -> None:
        stream = self._room_with_stream(room_id, stream_id).leave(stream_id)
        self._background.start(asyncio.to_thread(stream.source.close), f"closing {stream_id}")

    def change_stream(
        self, room_id: str, stream_id: str, *, muted: bool | None, camera_off: bool | None
    ) -> PublishedStream:
        room = self._room_with_stream(room_id, stream_id)
        stream = room.streams[stream_id]
        if muted is not None:
            stream.source.set_muted(muted)
        if camera_off is not None:
            stream.source.set_camera_off(camera_off)
        room.stream_changed(stream_id)
        return stream

    async def open_board(self, room_id: str, whiteboard_id: str, name: str, pages: Sequence[bytes | Path]) -> Board:
        """Read the pictures and open the board, in place of one of the same id; raises ``BoardRefused``."""
        boards = self.room(room_id).boards
        if whiteboard_id not in boards and len(boards) >= MAX_BOARDS_PER_ROOM:
            raise Taken(phrase("The room is full: {most} whiteboards are open.", most=MAX_BOARDS_PER_ROOM))
        board = await asyncio.to_thread(lambda: read_board(whiteboard_id, name, [_page_bytes(page) for page in pages]))
        self.room(room_id).open_board(board)
        return board

    async def turn_page(self, room_id: str, whiteboard_id: str, page: int) -> Board:
        room = self._room_with_board(room_id, whiteboard_id)
        board = room.boards[whiteboard_id]
        if not 1 <= page <= board.page_count:
            raise BoardRefused(phrase("The whiteboard has pages 1 to {last}.", last=board.page_count))
        try:
            picture = await asyncio.to_thread(board.decode, page)
        except PictureRefused as refusal:
            raise BoardRefused(refusal.sentence) from None
        if room.boards.get(whiteboard_id) is board:  # it may have been closed or replaced meanwhile
            room.show_page(whiteboard_id, page, picture)
        return board

    def close_board(self, room_id: str, whiteboard_id: str) -> None:
        self._room_with_board(room_id, whiteboard_id).close_board(whiteboard_id)

    async def close(self) -> None:
        """End every source; nothing of a room survives the process."""
        self._is_closed.set()
        for room in self._rooms.values():
            for stream_id in tuple(room.streams):
                self.unpublish(room.room_id, stream_id)
        await self._background.join(CLOSE_LIMIT_S)

    def _open(self, spec: SourceSpec) -> Source:
        """Open a source off the loop; one that comes too late is closed here, for nobody would."""
        source = open_source(spec, self._clock, self._crew)
        if self._is_closed.is_set():
            source.close()
            raise SourceRefused(phrase("Studio is ending."))
        return source

    def _room_with_stream(self, room_id: str, stream_id: str) -> Room:
        room = self._rooms.get(room_id)
        if room is None or stream_id not in room.streams:
            raise NotThere(phrase("No stream {stream} is published in room {room}.", stream=stream_id, room=room_id))
        return room

    def _room_with_board(self, room_id: str, whiteboard_id: str) -> Room:
        room = self._rooms.get(room_id)
        if room is None or whiteboard_id not in room.boards:
            raise NotThere(phrase("No whiteboard {board} is open in room {room}.", board=whiteboard_id, room=room_id))
        return room

    def _forget_unused(self) -> None:
        opening = {room_id for room_id, _ in self._opening}
        for room in tuple(self._rooms.values()):
            if room.is_empty and not room.is_watched and room.room_id not in opening:
                del self._rooms[room.room_id]


def _page_bytes(page: bytes | Path) -> bytes:
    if isinstance(page, bytes):
        return page
    try:
        if not page.is_file():
            raise BoardRefused(phrase("There is no file {path}.", path=page))
        if page.stat().st_size > MAX_PICTURE_BYTES:
            raise BoardRefused(phrase("{name} is too large for a picture.", name=page.name))
        return page.read_bytes()
    except OSError as error:
        raise BoardRefused(
            phrase("{path} cannot be read: {reason}.", path=page, reason=error.strerror or "unknown")
        ) from None
