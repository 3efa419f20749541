"""One running recording task: its life from StartRecord to its stored files, whatever it records."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chalkreel.base.clock import Clock
from chalkreel.base.logging import Topic, log_of
from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.callbacks import AbnormalEndDetail, StreamMissingDetail
from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.domain.enums import EventType, QuitReason, TaskStatus
from chalkreel.studio.background import Background
from chalkreel.studio.callbacks import Callbacks
from chalkreel.studio.images import ImageFetcher
from chalkreel.studio.mixer.values import RecorderStats
from chalkreel.studio.rooms.board import Board
from chalkreel.studio.rooms.room import Room, RoomChange, RoomNotice
from chalkreel.studio.tasks.book import TaskBook
from chalkreel.studio.tasks.chapters import board_title
from chalkreel.studio.tasks.deadlines import Deadlines, MissingStreams
from chalkreel.studio.tasks.events import EventKind
from chalkreel.studio.tasks.finishing import Finisher
from chalkreel.studio.tasks.fragments import FragmentUploads
from chalkreel.studio.tasks.output_choice import OutputChoice
from chalkreel.studio.tasks.record import FileRecord
from chalkreel.studio.tasks.recording import Recorded, RecordingListener
from chalkreel.studio.tasks.uploads import Uploads

log = log_of(Topic.STUDIO)


@dataclass(frozen=True, slots=True)
class Label:
    """What a scene brings that becomes an event once it is on air."""

    kind: EventKind
    details: dict[str, Any]


@dataclass(frozen=True, slots=True)
class TaskParts:
    """What every task works with. ``clock_has_seconds``: whether the clock in a picture shows them."""

    clock: Clock
    callbacks: Callbacks
    finisher: Finisher
    images: ImageFetcher
    clock_has_seconds: bool = False


class Task(ABC):
    """Lives on the loop's thread. What is recorded, and how, is the subclass's.

    ``on_finished`` is told when nothing is left to do.
    """

    def __init__(
        self,
        book: TaskBook,
        request: StartRecordRequest,
        room: Room,
        parts: TaskParts,
        on_finished: Callable[[Task], None],
    ) -> None:
        given = request.record_input_params
        self.book = book
        self.has_whiteboard = given.has_whiteboard
        self._room = room
        self._parts = parts
        self._on_finished = on_finished
        self._choice = OutputChoice.of(request)
        self._deadlines = Deadlines(parts.clock.now(), given.max_idle_time, given.max_record_time)
        self._missing = MissingStreams()
        self._background = Background(f"task {book.task_id}")
        self._uploads = Uploads(book, parts.finisher, lambda: self.recording_ms)
        self._fragments = FragmentUploads(book, parts.finisher, parts.callbacks)
        self._unwatch: Callable[[], None] | None = None

    @property
    @abstractmethod
    def recording_ms(self) -> int:
        """Recording time so far."""

    @abstractmethod
    def update_whiteboard(self, whiteboard_id: str) -> None:
        """Put a board on air. One that is not open (yet) is awaited: it follows when it opens."""

    @abstractmethod
    def stats(self) -> RecorderStats: ...

    @property
    @abstractmethod
    def has_picture(self) -> bool:
        """Whether anything but sound is recorded."""

    @abstractmethod
    def preview_jpeg(self) -> bytes | None:
        """Give the newest picture that is recorded, ``None`` before the first; blocks, so call it off the loop."""

    @abstractmethod
    def refresh(self) -> None:
        """Bring what queries tell of growing files up to date."""

    @property
    @abstractmethod
    def _has_too_long_name(self) -> bool: ...

    @property
    @abstractmethod
    def _wanted_streams(self) -> frozenset[str]:
        """The streams that are asked for by name."""

    @abstractmethod
    def _record_if_due(self) -> None:
        """Look whether anything is to be recorded that is not recorded yet."""

    def _hear(self, notice: RoomNotice) -> None:
        """Take in what happens in the room; who is gone before the next tick was there all the same."""
        if notice.change is RoomChange.STREAM_ENTERED and not self._room.streams[notice.subject].is_awaited:
            self._deadlines.saw_somebody()
        elif notice.change is RoomChange.BOARD_OPENED:
            self._deadlines.saw_board()
        self._on_room(notice)

    @abstractmethod
    def _on_room(self, notice: RoomNotice) -> None: ...

    @abstractmethod
    async def _close_files(self) -> list[Recorded]:
        """End all recordings and give the files that are left to store."""

    def _prepare(self) -> None:  # noqa: B027 - most have nothing to prepare
        """Begin what a recording needs besides."""

    def attend(self) -> None:
        """Follow from now on what happens in the room, until the end."""
        if self._unwatch is None:
            self._unwatch = self._room.watch(self._hear)

    def begin(self) -> None:
        """Come to life."""
        if self.book.is_ended:
            return
        self.attend()
        self.book.events.add(EventKind.STARTED, 0, room_id=self.book.record.room_id)
        if self._has_too_long_name:
            self._on_failed(QuitReason.FILE_NAME_TOO_LONG, phrase("The name of the recording's file is too long."))
            return
        if self.book.record.status is TaskStatus.INITIALISING:  # whoever knew it already may have paused it
            self.book.set_status(TaskStatus.RECORDING)
        self._prepare()
        log.info("Task %s runs in room %s", self.book.task_id, self.book.record.room_id)
        self._record_if_due()

    def tick(self, now_s: float) -> None:
        """Look at the clock: idle time, maximum time, the events of an empty room and of missing streams."""
        if self.book.is_ended:
            return
        reason = self._deadlines.due(now_s, is_occupied=self._room.is_occupied(now_s))
        if reason is not None:
            self.end(TaskStatus.ENDED_ABNORMALLY, reason)
            return
        present = frozenset(stream.stream_id for stream in self._room.streams.values() if stream.is_alive)
        if self._deadlines.is_no_stream_event_due(now_s, has_stream=bool(present)):
            self._parts.callbacks.send(self.book, EventType.NO_STREAM, self.recording_ms)
        for stream_id in self._missing.due(now_s, self._wanted_streams, present):
            detail = StreamMissingDetail(stream_id=stream_id)
            self._parts.callbacks.send(self.book, EventType.STREAM_MISSING, self.recording_ms, detail)
        self._record_if_due()

    def add_marker(self, name: str, ago_ms: int = 0) -> int:
        """Name this moment of the recording, or one before; gives its recording time in ms."""
        recording_ms = max(self.recording_ms - ago_ms, 0)
        self.book.events.add(EventKind.MARKER, recording_ms, title=name)
        return recording_ms

    def end(self, status: TaskStatus, reason: QuitReason | None = None) -> None:
        """End the task; its files are closed and stored in the background. Ending twice changes nothing."""
        if self.book.is_ended:
            return
        self.refresh()
        if self._unwatch is not None:
            self._unwatch()
        self.book.set_ended(status, reason)
        log.info("Task %s ends (%s)", self.book.task_id, reason.name if reason else "stopped")
        self.book.events.add(EventKind.STOPPED, self.recording_ms, status=status.value, quit_reason=reason)
        if reason is None:
            self._parts.callbacks.send(self.book, EventType.STOPPED_UPLOADING, self.recording_ms)
        else:
            detail = AbnormalEndDetail(quit_reason=reason)
            self._parts.callbacks.send(self.book, EventType.ABNORMAL_END, self.recording_ms, detail)
        self._background.start(self._finish(), "finishing")

    async def finished(self) -> None:
        """Wait until the files of an ended task are where they belong."""
        await self._background.join()

    def _listener(self) -> RecordingListener:
        return RecordingListener(
            self._on_shown, self._on_failed, self._uploads.picture, self._on_fragment, self._uploads.ended_file
        )

    def _on_shown(self, label: object, recording_ms: int) -> None:
        if isinstance(label, Label):
            self.book.events.add(label.kind, recording_ms, **label.details)

    def _on_failed(self, reason: QuitReason, sentence: Phrase) -> None:
        log.error("Task %s ends: %s", self.book.task_id, sentence)
        self.book.events.add(EventKind.PROBLEM, self.recording_ms, quit_reason=reason.value, sentence=str(sentence))
        self.end(TaskStatus.ENDED_ABNORMALLY, reason)

    def _on_fragment(self, file: FileRecord, name: str) -> None:
        if self._choice.uploads_fragments:
            self._fragments.add(file, name, self.recording_ms)

    async def _finish(self) -> None:
        try:
            recorded = await self._close_files()
            await self._fragments.join()
            await self._parts.finisher.store_all(self.book, recorded)
            await self._uploads.join()
        except Exception:
            log.exception("The files of task %s could not be finished", self.book.task_id)
            await asyncio.to_thread(self._parts.finisher.leave_in_place, self.book)
        try:
            self._parts.finisher.conclude(self.book)
        finally:
            self._on_finished(self)


def about_board(board: Board) -> dict[str, Any]:
    """Say in an event what a board shows."""
    return {
        "whiteboard_id": board.whiteboard_id,
        "name": board.name,
        "page": board.page,
        "title": board_title(board.name, board.page, board.page_count),
    }
