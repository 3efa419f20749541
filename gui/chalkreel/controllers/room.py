"""The classroom: who publishes in it, how loud they are, and its boards."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Callable, Coroutine, Sequence
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.codes import RtcCode
from chalkreel.controllers.board_imports import blank_page, id_from, open_files, open_picture
from chalkreel.controllers.named_tasks import ErrorSink, NamedTasks, WhileBusy
from chalkreel.controllers.room_reading import board_views, cloud_stream_view, stream_view
from chalkreel.controllers.view_state import RoomView, StreamView
from chalkreel.domain.encoder_address import FIRST_PORT, NewGuest
from chalkreel.domain.limits import BOARD_LINGER_S
from chalkreel.services.errors import CallRefused, ServiceError, StudioRefused
from chalkreel.services.loopback_ports import free_port
from chalkreel.services.studio_models import Levels, LiveInterrupted, LiveMessage, RoomState, Thumbnail

if TYPE_CHECKING:
    from chalkreel.contract.rtc import RtcStreamItem
    from chalkreel.controllers.session import Session
    from chalkreel.services.studio_client import StudioClient

CLOUD_POLL_S = 12.0
"""The API lets a room's streams be asked for once in ten seconds."""
STUDIO_AWAY = phrase("Studio does not answer. Trying again…")
NOT_IN_STUDIO = phrase("Only Studio's own room can be changed here; in the cloud, people come by themselves.")


class RoomController(QObject):
    """Follows one room and passes on what the host wishes of it.

    Signals:
        room_changed(RoomView): streams, their states or levels are others.
        boards_changed(tuple[BoardView, ...]): boards came, went or turned a page.
        stream_picture(str, bytes): a new thumbnail of a stream, JPEG.
        board_picture(str, bytes): a new picture of a board's page, JPEG.
        emptied(object): since when the room counts as empty, monotonic s as float; ``None`` while it does not.
        opening_changed(Phrase): which of several boards is being opened; ``None`` when all are.
        guest_entered(), guest_refused(Phrase): how :meth:`add_guest` ended.
        told(Phrase): a sentence for the host, about something that did not work.
    """

    room_changed = Signal(object)
    boards_changed = Signal(object)
    stream_picture = Signal(str, bytes)
    board_picture = Signal(str, bytes)
    emptied = Signal(object)
    opening_changed = Signal(object)
    guest_entered = Signal()
    guest_refused = Signal(object)
    told = Signal(object)

    def __init__(
        self,
        on_error: ErrorSink,
        monotonic_s: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks = NamedTasks("room", on_error)
        self._now_s = monotonic_s
        self._session: Session | None = None
        self._room = RoomView("", "", is_studio=False)
        self._boards: tuple[Any, ...] = ()
        self._left_at_s: float | None = None
        self._guest = ""

    @property
    def view(self) -> RoomView:
        return self._room

    def enter(self, session: Session | None, room_id: str, room_name: str = "") -> None:
        """Follow a room through a connection; ``None`` leaves the room."""
        self._session = session
        name = session.connection.name if session is not None else ""
        self._boards, self._left_at_s = (), None
        is_studio = session is not None and session.is_studio
        self._show(RoomView(room_id, name, is_studio=is_studio, room_name=room_name))
        self.boards_changed.emit(())
        if session is None:
            self._tasks.cancel("follow")
            return
        follow = self._follow_studio if session.is_studio else self._follow_cloud
        self._tasks.start("follow", lambda: follow(session, room_id), WhileBusy.REPLACE)

    def add_file(self, path: Path) -> None:
        """Let a media file enter the room as a participant, looped."""
        name = path.stem or path.name
        stream_id = f"{id_from(name)}-{uuid.uuid4().hex[:4]}"
        source = {"kind": "file", "path": str(path), "loop": True}
        self._wish(
            f"add {stream_id}",
            lambda studio, room: studio.publish(room, stream_id, source, user_name=name),
            about=path.name,
        )

    def add_guest(self, guest: NewGuest) -> None:
        """Let somebody enter from an address; fetching waits until something comes from there."""
        studio, room_id = self._studio, self._room.room_id
        if studio is None:
            self.guest_refused.emit(NOT_IN_STUDIO)
            return
        stream_id = f"{id_from(guest.name)}-{uuid.uuid4().hex[:4]}"
        source = {"kind": "url", "url": guest.url, "listen": guest.is_awaited}

        self._guest = stream_id

        async def work() -> None:
            refusal: Phrase | None = None
            try:
                await studio.publish(room_id, stream_id, source, user_name=guest.name)
                if self._guest != stream_id:
                    await studio.unpublish(room_id, stream_id)
            except StudioRefused as refused:
                refusal = refused.reason or refused.sentence
            except ServiceError as failure:
                refusal = failure.sentence
            if self._guest != stream_id:
                return
            self._guest = ""
            if refusal is None:
                self.guest_entered.emit()
            else:
                self.guest_refused.emit(refusal)

        self._tasks.start(f"add {stream_id}", work)

    def drop_guest(self) -> None:
        """Give up on whom :meth:`add_guest` still waits for: Studio may be opening it, but it will not stay."""
        self._guest = ""

    def free_port(self) -> int:
        """Give a port at which an encoder on this computer can be waited for."""
        return free_port(FIRST_PORT)

    def remove_stream(self, stream_id: str) -> None:
        self._wish(f"stream {stream_id}", lambda studio, room: studio.unpublish(room, stream_id))

    def mute(self, stream_id: str, muted: bool) -> None:
        self._wish(f"stream {stream_id}", lambda studio, room: studio.change_stream(room, stream_id, muted=muted))

    def switch_camera(self, stream_id: str, camera_off: bool) -> None:
        self._wish(
            f"stream {stream_id}", lambda studio, room: studio.change_stream(room, stream_id, camera_off=camera_off)
        )

    def open_boards(self, paths: Sequence[Path]) -> None:
        """Open pictures, folders of pictures and PDF files as boards, in this order; what cannot be is said."""
        studio, room_id = self._studio, self._room.room_id
        if studio is None:
            self.told.emit(NOT_IN_STUDIO)
            return

        async def work() -> None:
            problem = await open_files(studio, room_id, paths, self.opening_changed.emit)
            if problem is not None:
                self.told.emit(problem)

        self._tasks.start("open boards", work, WhileBusy.QUEUE)

    def open_picture(self, name: str, encode: Callable[[], bytes]) -> None:
        """Open a picture that is in no file as a board; ``encode`` gives it as PNG, on another thread."""
        self._wish("open boards", lambda studio, room: open_picture(studio, room, name, encode))

    def open_blank_board(self, name: str) -> None:
        self.open_picture(name, blank_page)

    def turn_page(self, board_id: str, page: int) -> None:
        self._wish(f"board {board_id}", lambda studio, room: studio.turn_page(room, board_id, page))

    def close_board(self, board_id: str) -> None:
        self._wish(f"board {board_id}", lambda studio, room: studio.close_board(room, board_id))

    async def close(self) -> None:
        await self._tasks.close()

    @property
    def _studio(self) -> StudioClient | None:
        return self._session.studio if self._session is not None else None

    def _wish(self, name: str, call: Callable[[StudioClient, str], Coroutine[Any, Any, Any]], about: str = "") -> None:
        studio = self._studio
        if studio is None:
            self.told.emit(NOT_IN_STUDIO)
            return
        room_id = self._room.room_id

        async def work() -> None:
            try:
                await call(studio, room_id)
            except ServiceError as refusal:
                self.told.emit(_about(about, refusal))

        self._tasks.start(name, work, WhileBusy.QUEUE)

    # Following

    async def _follow_studio(self, session: Session, room_id: str) -> None:
        if session.studio is None:
            return
        try:
            async with aclosing(session.studio.live(room_id)) as messages:
                async for message in messages:
                    self._hear(message)
        except ServiceError as refusal:
            self._show(replace(self._room, problem=refusal.sentence))

    def _hear(self, message: LiveMessage) -> None:
        match message:
            case RoomState():
                self._show(replace(self._room, problem=None, streams=tuple(map(stream_view, message.streams))))
                boards = board_views(message.boards)
                if boards != self._boards:
                    self._boards = boards
                    self.boards_changed.emit(boards)
                self._watch_emptiness()
            case Levels():
                self._show(replace(self._room, streams=_with_levels(self._room.streams, message.levels)))
            case Thumbnail(kind="board"):
                self.board_picture.emit(message.id, message.jpeg)
            case Thumbnail():
                self.stream_picture.emit(message.id, message.jpeg)
            case LiveInterrupted():
                self._show(replace(self._room, problem=STUDIO_AWAY))

    async def _follow_cloud(self, session: Session, room_id: str) -> None:
        while True:
            try:
                streams = await session.api.describe_simple_stream_list(room_id)
            except ServiceError as failure:
                if isinstance(failure, CallRefused) and failure.code in _NO_ROOM_CODES:
                    self._hear_cloud(())  # a room nobody entered does not exist yet; that is no fault
                else:
                    self._show(replace(self._room, problem=failure.sentence))
            else:
                self._hear_cloud(streams)
            await asyncio.sleep(CLOUD_POLL_S)

    def _hear_cloud(self, streams: Sequence[RtcStreamItem]) -> None:
        self._show(replace(self._room, streams=tuple(map(cloud_stream_view, streams)), problem=None))
        self._watch_emptiness()

    def _watch_emptiness(self) -> None:
        """Tell since when nobody is here; boards of a left room live a while longer (CONTRACT section 3)."""
        if self._room.streams:
            self._left_at_s = None
        elif self._left_at_s is None:
            self._left_at_s = self._now_s()
        since_s = self._left_at_s
        if since_s is not None and self._boards:
            since_s += BOARD_LINGER_S
        self.emptied.emit(since_s)

    def _show(self, room: RoomView) -> None:
        if room != self._room:
            self._room = room
            self.room_changed.emit(room)


def _with_levels(streams: Sequence[StreamView], levels: dict[str, float]) -> tuple[StreamView, ...]:
    return tuple(replace(stream, level=levels.get(stream.stream_id, 0.0)) for stream in streams)


def _about(subject: str, refusal: ServiceError) -> Phrase:
    if not subject:
        return refusal.sentence
    return phrase("{subject}: {sentence}", subject=subject, sentence=refusal.sentence)


_NO_ROOM_CODES = frozenset({RtcCode.ROOM_UNKNOWN, RtcCode.ROOM_UNKNOWN_5024, RtcCode.ROOM_UNKNOWN_50001})
