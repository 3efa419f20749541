"""What a window draws of a room: states, levels and changed thumbnails in one WebSocket."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import av
from starlette.websockets import WebSocket, WebSocketDisconnect

from chalkreel.base.clock import Clock
from chalkreel.base.logging import Topic, log_of
from chalkreel.domain.geometry import Size
from chalkreel.studio.background import Background
from chalkreel.studio.rooms.names import problem_with_room_id
from chalkreel.studio.rooms.registry import Rooms
from chalkreel.studio.rooms.room import Room, RoomNotice
from chalkreel.studio.rooms.thumbnails import BOARD_THUMBNAIL, STREAM_THUMBNAIL, Thumbnails
from chalkreel.studio.server.bodies import path_id
from chalkreel.studio.server.mailbox import Mailbox

LEVELS_INTERVAL_S = 0.1
ROUNDS_PER_PICTURE = 2
"""Thumbnails every so many rounds of levels: at most 5 per second."""
GOING_AWAY = 1001
POLICY_VIOLATION = 1008
CLOSE_LIMIT_S = 1.0

log = log_of(Topic.STUDIO)


class LiveRooms:
    """Serves the live sockets; one loop per watched room, however many watch it."""

    def __init__(self, rooms: Rooms, clock: Clock, closing: asyncio.Event) -> None:
        self._rooms = rooms
        self._clock = clock
        self._closing = closing
        self._background = Background("live")
        self._casts: dict[str, _RoomCast] = {}

    async def serve(self, websocket: WebSocket) -> None:
        room_id = path_id(websocket, "room")
        if problem_with_room_id(room_id) is not None:
            await websocket.close(POLICY_VIOLATION)
            return
        await websocket.accept()
        mailbox = Mailbox(wants_pictures=websocket.query_params.get("thumbnails", "1") != "0")
        cast = self._join(room_id, mailbox)
        try:
            await self._attend(websocket, mailbox)
        finally:
            cast.leave(mailbox)
            if not cast.has_watchers and self._casts.get(room_id) is cast:
                del self._casts[room_id]
                cast.end()

    async def close(self) -> None:
        await self._background.close()

    def _join(self, room_id: str, mailbox: Mailbox) -> _RoomCast:
        if room_id not in self._casts:
            cast = _RoomCast(self._rooms.room(room_id), self._clock)
            self._casts[room_id] = cast
            cast.task = self._background.start(cast.run(), room_id)
        cast = self._casts[room_id]
        cast.join(mailbox)
        return cast

    async def _attend(self, websocket: WebSocket, mailbox: Mailbox) -> None:
        """Send until the watcher leaves or Studio ends."""
        sending = asyncio.create_task(_send_all(websocket, mailbox))
        leaving = asyncio.create_task(_until_gone(websocket))
        ending = asyncio.create_task(self._closing.wait())
        parts: set[asyncio.Task[Any]] = {sending, leaving, ending}
        try:
            await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for part in parts:
                part.cancel()
            await asyncio.gather(*parts, return_exceptions=True)
        if self._closing.is_set():
            with suppress(Exception):  # whoever watches may be gone or stuck; we are leaving either way
                await asyncio.wait_for(websocket.close(GOING_AWAY), CLOSE_LIMIT_S)


async def _send_all(websocket: WebSocket, mailbox: Mailbox) -> None:
    while True:
        payload = await mailbox.take()
        if isinstance(payload, bytes):
            await websocket.send_bytes(payload)
        else:
            await websocket.send_text(payload)


async def _until_gone(websocket: WebSocket) -> None:
    with suppress(WebSocketDisconnect):
        while True:
            message = await websocket.receive()
            if message["type"] == "websocket.disconnect":
                return


class _RoomCast:
    """Looks at one room ten times a second and leaves what changed in its watchers' mailboxes."""

    def __init__(self, room: Room, clock: Clock) -> None:
        self.task: asyncio.Task[Any] | None = None
        self._room = room
        self._clock = clock
        self._watchers: list[Mailbox] = []
        self._unwatch: Callable[[], None] = room.watch(self._on_change)
        self._described = ""
        self._shown: dict[str, object] = {}
        self._pictures: dict[str, bytes] = {}
        self._thumbnails = Thumbnails()

    @property
    def has_watchers(self) -> bool:
        return bool(self._watchers)

    def join(self, mailbox: Mailbox) -> None:
        self._watchers.append(mailbox)
        mailbox.put("room", self._describe())
        for key, picture in self._pictures.items():
            mailbox.put(key, picture)

    def leave(self, mailbox: Mailbox) -> None:
        self._watchers.remove(mailbox)

    def end(self) -> None:
        self._unwatch()
        if self.task is not None:
            self.task.cancel()

    async def run(self) -> None:
        number = 0
        loop = asyncio.get_running_loop()
        due_s = loop.time()
        while True:
            self._cast_room()
            self._cast_levels()
            if number % ROUNDS_PER_PICTURE == 0 and any(watcher.wants_pictures for watcher in self._watchers):
                await self._cast_pictures()
            number += 1
            # By the clock: the time the work took is no part of the interval. What is late is not made up for.
            due_s = max(due_s + LEVELS_INTERVAL_S, loop.time())
            await asyncio.sleep(due_s - loop.time())

    def _on_change(self, _notice: RoomNotice) -> None:
        self._cast_room()

    def _describe(self) -> str:
        return json.dumps({"type": "room", **self._room.describe()})

    def _cast_room(self) -> None:
        """Tell the room's state if it changed, also where nobody said so: sources stall and fail by themselves."""
        described = self._describe()
        if described != self._described:
            self._described = described
            self._put("room", described)

    def _cast_levels(self) -> None:
        if self._room.streams:
            levels = {stream_id: round(stream.source.level(), 3) for stream_id, stream in self._room.streams.items()}
            self._put("levels", json.dumps({"type": "levels", "levels": levels}))

    async def _cast_pictures(self) -> None:
        """Encode what changed, once for all watchers and off the loop."""
        changed = self._changed_pictures()
        if not changed:
            return
        try:
            encoded = await asyncio.to_thread(_encode_all, self._thumbnails, changed)
        except Exception:
            log.exception("Thumbnails of room %s could not be made", self._room.room_id)
            return
        for key, picture in encoded:
            self._pictures[key] = picture
            self._put(key, picture)

    def _changed_pictures(self) -> list[_Changed]:
        now = self._clock.now()
        changed: list[_Changed] = []
        for stream_id, stream in self._room.streams.items():
            frame = stream.source.frame_at(now) if stream.source.has_video else None
            if frame is not None:
                self._note(changed, "stream", stream_id, (id(stream), frame.serial), frame.serial, frame.frame)
        for board in self._room.boards.values():
            self._note(changed, "board", board.whiteboard_id, board.revision, board.revision, board.picture.frame)
        present = {f"stream {name}" for name in self._room.streams} | {f"board {name}" for name in self._room.boards}
        for key in self._shown.keys() - present:
            self._shown.pop(key)
            self._pictures.pop(key, None)
        return changed

    def _note(
        self, changed: list[_Changed], kind: str, name: str, version: object, revision: int, frame: av.VideoFrame
    ) -> None:
        key = f"{kind} {name}"
        if self._shown.get(key) != version:
            self._shown[key] = version
            changed.append((key, kind, name, revision, frame))

    def _put(self, key: str, payload: str | bytes) -> None:
        for watcher in self._watchers:
            watcher.put(key, payload)


_Changed = tuple[str, str, str, int, av.VideoFrame]
"""Mailbox key, kind, id, revision and the picture itself."""


def _encode_all(thumbnails: Thumbnails, changed: list[_Changed]) -> list[tuple[str, bytes]]:
    return [
        (key, _picture_message(thumbnails, kind, name, revision, frame)) for key, kind, name, revision, frame in changed
    ]


def _picture_message(thumbnails: Thumbnails, kind: str, name: str, revision: int, frame: av.VideoFrame) -> bytes:
    """Length of the header, header, JPEG; several of them may follow each other in one message."""
    fits: Size = BOARD_THUMBNAIL if kind == "board" else STREAM_THUMBNAIL
    size, jpeg = thumbnails.jpeg(frame, fits)
    said = {"kind": kind, "id": name, "width": size.width, "height": size.height, "revision": revision}
    header = json.dumps({**said, "jpeg_bytes": len(jpeg)}).encode()
    return len(header).to_bytes(4, "big") + header + jpeg
