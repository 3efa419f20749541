"""A task that records every stream into files of its own, and the whiteboard into another."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from chalkreel.base.logging import Topic, log_of
from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.domain.enums import OutputFileFormat, QuitReason
from chalkreel.domain.limits import MAX_SINGLE_STREAMS
from chalkreel.studio.background import Background
from chalkreel.studio.crew import PICTURE_PATIENCE_S, Crew
from chalkreel.studio.mixer.values import RecorderStats
from chalkreel.studio.outputs.output import OutputFailed
from chalkreel.studio.outputs.plan import WHITEBOARD_FILE
from chalkreel.studio.rooms.room import Room, RoomNotice
from chalkreel.studio.rooms.stream import PublishedStream
from chalkreel.studio.sources.source import SourceState
from chalkreel.studio.tasks.board_take import BoardTake
from chalkreel.studio.tasks.book import TaskBook
from chalkreel.studio.tasks.events import EventKind
from chalkreel.studio.tasks.first_pictures import FirstPictures
from chalkreel.studio.tasks.output_choice import PICTURES_FPS
from chalkreel.studio.tasks.owner import FileOwner
from chalkreel.studio.tasks.recording import Recorded, Recording
from chalkreel.studio.tasks.single_settings import board_settings, stream_settings
from chalkreel.studio.tasks.stream_take import StreamTake, WhenInterrupted
from chalkreel.studio.tasks.task import Label, Task, TaskParts

log = log_of(Topic.STUDIO)

LOOK_AGAIN_S = 0.04
"""So soon it is looked again whether a publisher's first picture is due."""

_OF_ONE_STREAM = frozenset({QuitReason.UNKNOWN, QuitReason.ENGINE_INIT_FAILED})
"""Failures that cost one stream its recording; any other one (a full disk, say) would meet all of them."""


class SingleTask(Task):
    """Looks at the room at every change and every tick, and opens, fills and closes files accordingly."""

    def __init__(
        self,
        book: TaskBook,
        request: StartRecordRequest,
        room: Room,
        parts: TaskParts,
        on_finished: Callable[[Task], None],
    ) -> None:
        super().__init__(book, request, room, parts, on_finished)
        given = request.record_input_params
        self._given = given
        self._listed = frozenset(item.stream_id for item in given.record_stream_list)
        self._takes: dict[str, StreamTake] = {}
        self._given_up: dict[str, PublishedStream] = {}
        self._crew = Crew(parts.clock, "recording", PICTURE_PATIENCE_S)
        self._board = self._board_take(request, room)
        self._work = Background(f"recordings of {book.task_id}")
        self._looks_again = False
        self._first_pictures = FirstPictures(parts.clock)
        self._without_picture: dict[str, PublishedStream] = {}

    @property
    def recording_ms(self) -> int:
        if self._board is not None and self._board.recording.is_open:
            return self._board.recording.recording_ms
        return max((recording.recording_ms for recording in self._recordings), default=0)

    def update_whiteboard(self, whiteboard_id: str) -> None:
        if self._board is not None:
            self._tell_unless_shown(self._board.switch(whiteboard_id))
            self._record_if_due()

    def stats(self) -> RecorderStats:
        return RecorderStats.of_all([recording.stats() for recording in self._recordings])

    @property
    def has_picture(self) -> bool:
        return self._board is not None or any(file.has_video for file in self._choice.files())

    def preview_jpeg(self) -> bytes | None:
        """Give the whiteboard's picture or, without one, that of the stream that is recorded longest."""
        pictures = (recording.preview_jpeg() for recording in self._recordings)
        return next((jpeg for jpeg in pictures if jpeg is not None), None)

    def refresh(self) -> None:
        if not self.book.is_ended:
            for recording in self._recordings:
                recording.refresh()

    @property
    def _recordings(self) -> list[Recording]:
        boards = [self._board.recording] if self._board is not None else []
        return [*boards, *(take.recording for take in self._takes.values())]

    @property
    def _wanted_streams(self) -> frozenset[str]:
        return self._listed

    @property
    def _has_too_long_name(self) -> bool:
        return self._board is not None and self._board.recording.has_too_long_name

    def _board_take(self, request: StartRecordRequest, room: Room) -> BoardTake | None:
        whiteboard = request.record_input_params.board
        if whiteboard is None or self._choice.takes_pictures_only:
            return None
        choice = replace(self._choice, file_format=OutputFileFormat.MP4, silence=None)
        recording = Recording(
            self.book,
            FileOwner.of_board(),
            board_settings(whiteboard),
            (WHITEBOARD_FILE,),
            choice,
            self._parts.clock,
            self._listener(),
            self._crew,
        )
        return BoardTake(whiteboard, room, recording)

    def _on_room(self, notice: RoomNotice) -> None:
        label = self._board.follow(notice) if self._board is not None else None
        if label is not None:
            self._tell_unless_shown(label)
        self._record_if_due()

    def _tell_unless_shown(self, label: Label) -> None:
        if self._board is not None and not self._board.recording.is_open:
            self._on_shown(label, 0)

    def _record_if_due(self) -> None:
        if self.book.is_ended:
            return
        if self._board is not None and self._board.is_due:
            self._start(self._opened(self._board.open()), "whiteboard")
        present = dict(self._present())
        for take in tuple(self._takes.values()):
            if take.stream is not None and present.get(take.stream_id) is not take.stream:
                self._interrupt(take)
        for stream_id, stream in present.items():
            take_or_none = self._takes.get(stream_id)
            if take_or_none is None:
                self._begin_stream(stream)
            elif take_or_none.stream is None and not take_or_none.recording.goes_on_with(stream.source):
                del self._takes[stream_id]
                self._start(self._close_early(take_or_none), stream_id)
                self._begin_stream(stream)
            elif take_or_none.stream is None:
                take_or_none.find(stream)
                self._start(self._opened(take_or_none.take_up()), stream_id)
            elif self._without_picture.get(stream_id) is stream and self._first_pictures.has_come(stream):
                del self._takes[stream_id], self._without_picture[stream_id]
                self._start(self._close_early(take_or_none), stream_id)
                self._begin_stream(stream)

    def _present(self) -> Iterable[tuple[str, PublishedStream]]:
        for stream_id, stream in self._room.streams.items():
            if stream.is_alive and (not self._listed or stream_id in self._listed):
                yield stream_id, stream

    def _begin_stream(self, stream: PublishedStream) -> None:
        if len(self._takes) >= MAX_SINGLE_STREAMS or self._given_up.get(stream.stream_id) is stream:
            return
        source = stream.source
        if source.condition.state is SourceState.STARTING:
            return  # what it will send is not known yet
        planned = self._choice.files(has_video=source.has_video, has_audio=source.has_audio)
        if any(file.has_video for file in planned) and not self._first_pictures.has_come(stream):
            if self._first_pictures.is_worth_waiting_for(stream):
                self._look_again_soon()
                return
            planned = self._choice.files(has_video=False, has_audio=source.has_audio)
            self._tell_without_picture(stream, has_sound=bool(planned))
        if not planned:
            return
        settings = stream_settings(source, planned)
        if self._choice.takes_pictures_only:
            settings = replace(settings, fps=PICTURES_FPS)
        listener = replace(self._listener(), on_failed=partial(self._on_stream_failed, stream.stream_id))
        recording = Recording(
            self.book,
            FileOwner.of_stream(stream),
            settings,
            planned,
            self._choice,
            self._parts.clock,
            listener,
            self._crew,
        )
        if recording.has_too_long_name:
            self._give_up(stream, phrase("The name of the recording's file is too long."))
            return
        take = StreamTake(stream, recording, self._when_interrupted(has_audio=settings.has_audio))
        self._takes[stream.stream_id] = take
        self._start(self._opened(take.open(), take), stream.stream_id)

    def _tell_without_picture(self, stream: PublishedStream, *, has_sound: bool) -> None:
        """Say it once of each stream; when its picture comes after all it is begun anew, picture and all."""
        if self._without_picture.get(stream.stream_id) is stream:
            return
        self._without_picture[stream.stream_id] = stream
        if has_sound:
            sentence = phrase(
                "No picture of {stream} can be shown; its sound is recorded alone.", stream=stream.stream_id
            )
        else:
            sentence = phrase("No picture of {stream} can be shown; it is not recorded.", stream=stream.stream_id)
        self._tell_problem(stream, sentence)

    def _look_again_soon(self) -> None:
        if not self._looks_again:  # one look is for all streams that wait
            self._looks_again = True
            self._start(self._look_again(), "first picture")

    async def _look_again(self) -> None:
        await asyncio.sleep(LOOK_AGAIN_S)
        self._looks_again = False
        self._record_if_due()

    def _when_interrupted(self, *, has_audio: bool) -> WhenInterrupted:
        if self._given.resume_without_interruption:
            return WhenInterrupted.CUT
        return WhenInterrupted.FILL if self._given.fill_blank and has_audio else WhenInterrupted.CLOSE

    def _interrupt(self, take: StreamTake) -> None:
        take.lose()
        self.book.events.add(EventKind.STREAM_LEFT, take.recording.recording_ms, stream_id=take.stream_id)
        if take.when_interrupted is WhenInterrupted.CLOSE:
            del self._takes[take.stream_id]
            self._start(self._close_early(take), take.stream_id)
        else:
            self._start(take.interrupt(), take.stream_id)

    async def _close_early(self, take: StreamTake) -> None:
        """Close the files of a stream that left, and store them while the task goes on."""
        for file, recorded in await take.close():
            self._uploads.file(file, recorded)

    async def _opened(self, opening: Coroutine[Any, Any, None], take: StreamTake | None = None) -> None:
        try:
            await opening
        except OutputFailed as failure:
            if take is None:
                self._on_failed(failure.reason, failure.sentence)
            else:
                self._on_stream_failed(take.stream_id, failure.reason, failure.sentence)

    def _on_stream_failed(self, stream_id: str, reason: QuitReason, sentence: Phrase) -> None:
        take = self._takes.get(stream_id)
        if reason not in _OF_ONE_STREAM:
            self._on_failed(reason, sentence)
        elif take is not None and not self.book.is_ended:
            del self._takes[stream_id]
            if take.stream is not None:
                self._give_up(take.stream, sentence)
            self._start(self._close_early(take), stream_id)

    def _give_up(self, stream: PublishedStream, sentence: Phrase) -> None:
        """Leave a stream out until it is published anew."""
        self._given_up[stream.stream_id] = stream
        self._tell_problem(stream, sentence)

    def _tell_problem(self, stream: PublishedStream, sentence: Phrase) -> None:
        log.error("Task %s cannot record %s: %s", self.book.task_id, stream.stream_id, sentence)
        self.book.events.add(EventKind.PROBLEM, self.recording_ms, stream_id=stream.stream_id, sentence=str(sentence))

    def _start(self, work: Coroutine[Any, Any, None], name: str) -> None:
        self._work.start(work, name)

    async def _close_files(self) -> list[Recorded]:
        # Closing takes each a while, so first all of them stop recording, at the same moment.
        streams = tuple(self._takes.values())
        boards = () if self._board is None else (self._board,)
        await asyncio.gather(*(take.halt() for take in streams), *(take.halt() for take in boards))
        await self._work.join()
        closings = [take.close() for take in streams] + [take.close(self.book.all_marks) for take in boards]
        closed = await asyncio.gather(*closings, return_exceptions=True)
        files: list[Recorded] = []
        for result in closed:
            if isinstance(result, BaseException):
                raise result
            files += result
        return files
