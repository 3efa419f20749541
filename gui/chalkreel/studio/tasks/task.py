"""One running recording task: its life from StartRecord to its stored files."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from chalkreel.base.clock import Clock
from chalkreel.base.logging import Topic, log_of
from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.callbacks import AbnormalEndDetail, ImageFailedDetail, StreamMissingDetail
from chalkreel.contract.codes import ReturnCode
from chalkreel.contract.start_record import MixConfig, StartRecordRequest
from chalkreel.domain.enums import EventType, ImageType, QuitReason, TaskStatus
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.studio.background import Background
from chalkreel.studio.callbacks import Callbacks
from chalkreel.studio.images import ImageFetcher
from chalkreel.studio.mixer.values import RecorderStats
from chalkreel.studio.outputs.measure import RecordedFile
from chalkreel.studio.outputs.output import OutputFailed
from chalkreel.studio.rooms.board import Board
from chalkreel.studio.rooms.room import Room, RoomChange, RoomNotice
from chalkreel.studio.tasks.book import TaskBook
from chalkreel.studio.tasks.chapters import board_title
from chalkreel.studio.tasks.deadlines import Deadlines, MissingStreams
from chalkreel.studio.tasks.events import EventKind
from chalkreel.studio.tasks.finishing import Finisher
from chalkreel.studio.tasks.images import TaskImages
from chalkreel.studio.tasks.record import FileRecord
from chalkreel.studio.tasks.recording import Recording
from chalkreel.studio.tasks.stage import Stage, mix_of, mix_settings

log = log_of(Topic.STUDIO)


class TaskRefusal(Exception):  # noqa: N818 - read as a fact
    """A call on a task that is not done, with the contract's code and why."""

    def __init__(self, code: ReturnCode, reason: Phrase) -> None:
        super().__init__(str(reason))
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True)
class _Label:
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


class Task:
    """Lives on the loop's thread; calls of its recording run one after the other (``_turn``).

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
        self._room = room
        self._parts = parts
        self._on_finished = on_finished
        self._stage = Stage(request, room, parts.clock)
        settings = mix_settings(request, clock_has_seconds=parts.clock_has_seconds)
        self._recording = Recording(book, settings, parts.clock, self._on_shown, self._on_failed)
        self._images = TaskImages(given, settings.canvas, parts.images, self._on_image, self._on_image_failed)
        self._starts_by_s = parts.clock.now() + _wait_for_input_s(mix_of(request))
        self._missing = MissingStreams()
        self._deadlines = Deadlines(parts.clock.now(), given.max_idle_time, given.max_record_time)
        self._turn = asyncio.Lock()
        self._is_opened = False
        self._background = Background(f"task {book.task_id}")
        self._snapshots = Background(f"snapshots of {book.task_id}")
        self._uploads = Background(f"uploads of {book.task_id}")
        self._unwatch = room.watch(self._on_room)

    @property
    def canvas(self) -> Size:
        return self._recording.settings.canvas

    @property
    def layout(self) -> Layout:
        return self._stage.layout

    @property
    def has_whiteboard(self) -> bool:
        return self._stage.has_whiteboard

    @property
    def recording_ms(self) -> int:
        return self._recording.recording_ms

    def begin(self) -> None:
        """Come to life; recording starts with the first stream, or at once where the mix is always on."""
        if self.book.is_ended:
            return
        self.book.events.add(EventKind.STARTED, 0, room_id=self.book.record.room_id)
        if self._recording.has_too_long_name:
            self._on_failed(QuitReason.FILE_NAME_TOO_LONG, phrase("The name of the recording's file is too long."))
            return
        self.book.set_status(TaskStatus.RECORDING)
        if self._recording.settings.has_video:
            self._images.begin()
            self._images.take_layout(self._stage.layout)
        log.info("Task %s runs in room %s", self.book.task_id, self.book.record.room_id)
        self._record_if_due()

    def tick(self, now_s: float) -> None:
        """Look at the clock: idle time, maximum time, the event of an empty room."""
        if self.book.is_ended:
            return
        reason = self._deadlines.due(now_s, is_occupied=self._room.is_occupied(now_s))
        if reason is not None:
            self.end(TaskStatus.ENDED_ABNORMALLY, reason)
        elif self._deadlines.is_no_stream_event_due(now_s, has_stream=self._stage.has_stream):
            self._parts.callbacks.send(self.book, EventType.NO_STREAM, self.recording_ms)
        for stream_id in self._missing.due(now_s, self._stage.wanted_streams, self._stage.present_streams):
            detail = StreamMissingDetail(stream_id=stream_id)
            self._parts.callbacks.send(self.book, EventType.STREAM_MISSING, self.recording_ms, detail)
        self._record_if_due()

    def update_layout(self, layout: Layout) -> None:
        self._stage.layout = layout
        if self._recording.settings.has_video:
            self._images.take_layout(layout)
            self._stage.backdrops = self._images.backdrops
        self._show(_Label(EventKind.LAYOUT, {"mode": layout.mode.value, "regions": len(layout.regions)}))

    def update_whiteboard(self, whiteboard_id: str) -> None:
        """Put a board on air. One that is not open (yet) is awaited: its view follows when it opens."""
        self._stage.whiteboard_id = whiteboard_id
        self._show(self._board_label(EventKind.WHITEBOARD))

    async def pause(self) -> None:
        if self.book.record.status is TaskStatus.PAUSED:
            return
        self.book.set_status(TaskStatus.PAUSED)
        async with self._turn:
            await self._recording.pause()
        self.book.events.add(EventKind.PAUSED, self.recording_ms)
        self._parts.callbacks.send(self.book, EventType.PAUSED, self.recording_ms)

    async def resume(self) -> None:
        self.book.set_status(TaskStatus.RECORDING)
        async with self._turn:
            await self._recording.resume()
        self.book.events.add(EventKind.RESUMED, self.recording_ms)
        self._parts.callbacks.send(self.book, EventType.RESUMED, self.recording_ms)
        self._record_if_due()

    def take_snapshot(self) -> None:
        """Start one snapshot; callback event 1 announces it."""
        if not self._recording.settings.has_video:
            raise TaskRefusal(
                ReturnCode.INVALID_PARAMETER, phrase("This task records sound only: there is no picture to take.")
            )
        if not self._recording.is_open:
            raise TaskRefusal(ReturnCode.INVALID_PARAMETER, phrase("Nothing is being recorded yet."))
        self._snapshots.start(self._take_snapshot(), "snapshot")

    def add_marker(self, name: str) -> int:
        """Name this moment of the recording; gives its recording time in ms."""
        recording_ms = self.recording_ms
        self.book.events.add(EventKind.MARKER, recording_ms, title=name)
        return recording_ms

    def stats(self) -> RecorderStats:
        return self._recording.stats()

    def preview_jpeg(self) -> bytes | None:
        """Give the newest mixed picture; blocks, so call it off the loop."""
        return self._recording.preview_jpeg()

    def refresh(self) -> None:
        """Bring what queries tell of the growing file up to date."""
        if not self.book.is_ended:
            self._recording.refresh()

    def end(self, status: TaskStatus, reason: QuitReason | None = None) -> None:
        """End the task; its file is closed and stored in the background. Ending twice changes nothing."""
        if self.book.is_ended:
            return
        self.refresh()
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

    def _record_if_due(self) -> None:
        if self._is_opened or self.book.record.status is not TaskStatus.RECORDING:
            return
        if self._stage.has_stream or self._parts.clock.now() >= self._starts_by_s:
            self._is_opened = True
            self._background.start(self._open(), "opening")

    async def _open(self) -> None:
        async with self._turn:
            if self.book.is_ended:
                return
            board = self._stage.board
            shown = _about(board) if board else {"title": self.book.record.room_id}
            try:
                await self._recording.open(self._stage.scene(), _Label(EventKind.RECORDING_STARTED, shown))
            except OutputFailed as failure:
                self._on_failed(failure.reason, failure.sentence)
                return
            if self.book.record.status is TaskStatus.PAUSED:
                await self._recording.pause()
            self._recording.show(self._stage.scene())  # the room may have changed while the file was opened

    def _on_room(self, notice: RoomNotice) -> None:
        change, subject = notice.change, notice.subject
        if change is RoomChange.STREAM_CHANGED:
            return
        if change is RoomChange.STREAM_ENTERED:
            self._stage.stream_entered(subject)
            self._show(_Label(EventKind.STREAM_ENTERED, {"stream_id": subject}))
            self._record_if_due()
        elif change is RoomChange.STREAM_LEFT:
            self._stage.stream_left(subject)
            self._show(_Label(EventKind.STREAM_LEFT, {"stream_id": subject}))
        elif subject == self._stage.whiteboard_id:
            kind = EventKind.PAGE if change is RoomChange.PAGE_TURNED else EventKind.WHITEBOARD
            self._show(self._board_label(kind))

    def _board_label(self, kind: EventKind) -> _Label:
        board = self._stage.board
        if board is None:
            return _Label(EventKind.WHITEBOARD_AWAITED, {"whiteboard_id": self._stage.whiteboard_id})
        return _Label(kind, _about(board))

    def _show(self, label: _Label) -> None:
        if self._recording.is_open:
            self._recording.show(self._stage.scene(), label)
        else:
            self._on_shown(label, 0)

    def _on_shown(self, label: object, recording_ms: int) -> None:
        if isinstance(label, _Label):
            self.book.events.add(label.kind, recording_ms, **label.details)

    def _on_failed(self, reason: QuitReason, sentence: Phrase) -> None:
        log.error("Task %s ends: %s", self.book.task_id, sentence)
        self.book.events.add(EventKind.PROBLEM, self.recording_ms, quit_reason=reason.value, sentence=str(sentence))
        self.end(TaskStatus.ENDED_ABNORMALLY, reason)

    def _on_image(self) -> None:
        """Show a picture that has come."""
        self._stage.backdrops = self._images.backdrops
        if not self.book.is_ended:
            self._recording.show(self._stage.scene())

    def _on_image_failed(self, kind: ImageType, url: str, reason: str) -> None:
        detail = ImageFailedDetail(image_type=kind, image_url=url)
        self.book.events.add(EventKind.IMAGE_FAILED, self.recording_ms, image=kind.value, url=url, reason=reason)
        self._parts.callbacks.send(self.book, EventType.IMAGE_FAILED, self.recording_ms, detail)

    async def _take_snapshot(self) -> None:
        recording_ms = self.recording_ms
        try:
            file = await self._recording.snapshot()
        except OutputFailed as failure:
            self.book.events.add(EventKind.SNAPSHOT_FAILED, recording_ms, sentence=str(failure.sentence))
            return
        self.book.record.snapshots.append(file)
        self._uploads.start(self._store_snapshot(file, recording_ms), file.file_id)

    async def _store_snapshot(self, file: FileRecord, recording_ms: int) -> None:
        await self._parts.finisher.store(self.book, file)
        self.book.events.add(EventKind.SNAPSHOT, recording_ms, file_id=file.file_id, url=file.url)
        self._parts.finisher.tell_upload(self.book, [file], recording_ms)

    async def _finish(self) -> None:
        try:
            await self._images.close()
            await self._snapshots.join()
            async with self._turn:
                recorded = await self._recording.close(self.book.chapter_marks)
            await self._store_files(recorded)
            await self._uploads.join()
        except Exception:
            log.exception("The files of task %s could not be finished", self.book.task_id)
            await asyncio.to_thread(self._parts.finisher.leave_in_place, self.book)
        try:
            self._parts.finisher.conclude(self.book)
        finally:
            self._on_finished(self)

    async def _store_files(self, recorded: Sequence[RecordedFile]) -> None:
        """Store what was recorded; files that hold nothing are forgotten."""
        found = {str(file.path): file for file in recorded}
        files = self.book.record.files
        files[:] = [file for file in files if file.path in found]
        await self._parts.finisher.store_all(self.book, [(file, found[file.path]) for file in files])


def _wait_for_input_s(mix: MixConfig) -> float:
    """Tell how long the file waits for a first stream: for ever unless the request says otherwise."""
    if mix.clear_input_stream_timeout is not None and mix.clear_input_stream_timeout > 0:
        return mix.clear_input_stream_timeout / 1000
    return 0.0 if mix.is_always_mix else math.inf


def _about(board: Board) -> dict[str, Any]:
    return {
        "whiteboard_id": board.whiteboard_id,
        "name": board.name,
        "page": board.page,
        "title": board_title(board.name, board.page, board.page_count),
    }
