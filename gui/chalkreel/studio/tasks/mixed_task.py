"""A task that records all streams of a room, and its whiteboard, in one picture."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from dataclasses import replace

from chalkreel.base.phrase import phrase
from chalkreel.contract.callbacks import ImageFailedDetail
from chalkreel.contract.codes import ReturnCode
from chalkreel.contract.start_record import MixConfig, StartRecordRequest
from chalkreel.domain.enums import EventType, ImageType, StreamType, TaskStatus
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.limits import MAX_RECORD_S
from chalkreel.studio.background import Background
from chalkreel.studio.mixer.values import MixSettings, RecorderStats
from chalkreel.studio.outputs.output import OutputFailed
from chalkreel.studio.rooms.room import Room, RoomChange, RoomNotice
from chalkreel.studio.tasks.book import TaskBook
from chalkreel.studio.tasks.events import EventKind
from chalkreel.studio.tasks.images import TaskImages
from chalkreel.studio.tasks.output_choice import PICTURES_FPS, OutputChoice
from chalkreel.studio.tasks.owner import FileOwner
from chalkreel.studio.tasks.recording import Recorded, Recording
from chalkreel.studio.tasks.refusal import TaskRefusal
from chalkreel.studio.tasks.stage import Stage, mix_of, mix_settings
from chalkreel.studio.tasks.task import Label, Task, TaskParts, about_board


class MixedTask(Task):
    """Calls of its recording run one after the other (``_turn``).

    Recording starts with the first stream, or at once where the mix is always on.
    """

    def __init__(
        self,
        book: TaskBook,
        request: StartRecordRequest,
        room: Room,
        parts: TaskParts,
        on_finished: Callable[[Task], None],
    ) -> None:
        super().__init__(book, request, room, parts, on_finished)
        self._stage = Stage(request, room, parts.clock)
        settings = mix_settings(request, clock_has_seconds=parts.clock_has_seconds)
        self._recording = Recording(
            book,
            FileOwner.of_mix(book.record.output_stream_id),
            _settings_for(settings, self._choice),
            self._choice.files(),
            self._choice,
            parts.clock,
            self._listener(),
        )
        given = request.record_input_params
        self._images = TaskImages(given, settings.canvas, parts.images, self._on_image, self._on_image_failed)
        self._starts_by_s = parts.clock.now() + _wait_for_input_s(mix_of(request))
        self._turn = asyncio.Lock()
        self._is_opened = False
        self._snapshots = Background(f"snapshots of {book.task_id}")

    @property
    def canvas(self) -> Size:
        return self._recording.settings.canvas

    @property
    def layout(self) -> Layout:
        return self._stage.layout

    @property
    def recording_ms(self) -> int:
        return self._recording.recording_ms

    def update_layout(self, layout: Layout) -> None:
        self._stage.layout = layout
        if self._recording.settings.has_video:
            self._images.take_layout(layout)
            self._stage.backdrops = self._images.backdrops
        self._show(Label(EventKind.LAYOUT, {"mode": layout.mode.value, "regions": len(layout.regions)}))

    def update_whiteboard(self, whiteboard_id: str) -> None:
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

    def stats(self) -> RecorderStats:
        return self._recording.stats()

    @property
    def has_picture(self) -> bool:
        return self._recording.settings.has_video

    def preview_jpeg(self) -> bytes | None:
        return self._recording.preview_jpeg()

    def refresh(self) -> None:
        if not self.book.is_ended:
            self._recording.refresh()

    @property
    def _wanted_streams(self) -> frozenset[str]:
        return self._stage.wanted_streams

    @property
    def _has_too_long_name(self) -> bool:
        return self._recording.has_too_long_name

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
            shown = about_board(board) if board else {"title": self.book.record.room_id}
            try:
                await self._recording.open(self._stage.scene(), Label(EventKind.RECORDING_STARTED, shown))
            except OutputFailed as failure:
                self._on_failed(failure.reason, failure.sentence)
                return
            if self.book.record.status is TaskStatus.PAUSED:
                await self._recording.pause()
            self._recording.show(self._stage.scene())  # the room may have changed while the file was opened

    def tick(self, now_s: float) -> None:
        if not self.book.is_ended:
            came, went = self._stage.follow_encoders()
            for kind, streams in ((EventKind.STREAM_ENTERED, came), (EventKind.STREAM_LEFT, went)):
                for stream_id in streams:
                    self._show(Label(kind, {"stream_id": stream_id}))
        super().tick(now_s)

    def _on_room(self, notice: RoomNotice) -> None:
        change, subject = notice.change, notice.subject
        if change is RoomChange.STREAM_CHANGED:
            return
        if change is RoomChange.STREAM_ENTERED:
            if self._room.streams[subject].is_awaited:
                return
            self._stage.stream_entered(subject)
            self._show(Label(EventKind.STREAM_ENTERED, {"stream_id": subject}))
            self._record_if_due()
        elif change is RoomChange.STREAM_LEFT:
            if not self._stage.has_entered(subject):
                return
            self._stage.stream_left(subject)
            self._show(Label(EventKind.STREAM_LEFT, {"stream_id": subject}))
        elif subject == self._stage.whiteboard_id:
            kind = EventKind.PAGE if change is RoomChange.PAGE_TURNED else EventKind.WHITEBOARD
            self._show(self._board_label(kind))

    def _board_label(self, kind: EventKind) -> Label:
        board = self._stage.board
        if board is None:
            return Label(EventKind.WHITEBOARD_AWAITED, {"whiteboard_id": self._stage.whiteboard_id})
        return Label(kind, about_board(board))

    def _show(self, label: Label) -> None:
        if self._recording.is_open:
            self._recording.show(self._stage.scene(), label)
        else:
            self._on_shown(label, 0)

    def _prepare(self) -> None:
        if self._recording.settings.has_video:
            self._images.begin()
            self._images.take_layout(self._stage.layout)

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
        self._uploads.picture(file, recording_ms)

    async def _close_files(self) -> list[Recorded]:
        await self._images.close()
        await self._snapshots.join()
        async with self._turn:
            return await self._recording.close(self.book.all_marks)


def _wait_for_input_s(mix: MixConfig) -> float:
    """Tell how long the file waits for a first stream: for ever unless the request says otherwise."""
    if mix.clear_input_stream_timeout is not None and mix.clear_input_stream_timeout > 0:
        return min(mix.clear_input_stream_timeout, MAX_RECORD_S * 1000) / 1000  # any number may be sent
    return 0.0 if mix.is_always_mix else math.inf


def _settings_for(settings: MixSettings, choice: OutputChoice) -> MixSettings:
    """Leave out what no file of the task takes, so that it is not mixed either."""
    files = choice.files()
    has_video, has_audio = any(file.has_video for file in files), any(file.has_audio for file in files)
    if has_video and has_audio:
        return settings
    if has_video:
        fps = PICTURES_FPS if choice.takes_pictures_only else settings.fps
        return replace(settings, stream_type=StreamType.VIDEO, fps=fps)
    return replace(settings, stream_type=StreamType.AUDIO)
