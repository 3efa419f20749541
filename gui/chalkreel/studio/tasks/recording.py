"""The recorder of one task and the files it writes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from chalkreel.base.clock import Clock
from chalkreel.base.logging import Topic, log_of
from chalkreel.base.phrase import Phrase, phrase
from chalkreel.domain.chapters import ChapterMark
from chalkreel.domain.enums import MediaTrackType, OutputFileFormat, QuitReason
from chalkreel.domain.geometry import Size
from chalkreel.studio.mixer.recorder import Recorder
from chalkreel.studio.mixer.values import MixSettings, RecorderStats, Scene
from chalkreel.studio.outputs.effort import Effort
from chalkreel.studio.outputs.files import RecordingFiles, Target, written_bytes
from chalkreel.studio.outputs.measure import RecordedFile
from chalkreel.studio.outputs.output import OutputFailed
from chalkreel.studio.outputs.plan import PlannedFile, planned_files
from chalkreel.studio.tasks.book import TaskBook
from chalkreel.studio.tasks.events import EventKind
from chalkreel.studio.tasks.file_names import is_too_long, mixed_file_name
from chalkreel.studio.tasks.record import FileRecord

log = log_of(Topic.STUDIO)


class Recording:
    """Opens, pauses and closes a task's recorder off the loop; its owner lets one call in at a time.

    ``on_shown`` and ``on_failed`` are called on the loop's thread.
    """

    def __init__(
        self,
        book: TaskBook,
        settings: MixSettings,
        clock: Clock,
        on_shown: Callable[[object, int], None],
        on_failed: Callable[[QuitReason, Phrase], None],
    ) -> None:
        self.settings = settings
        self._book = book
        self._clock = clock
        self._on_shown = on_shown
        self._on_failed = on_failed
        self._planned = planned_files(OutputFileFormat.MP4, settings.stream_type)
        self._files: tuple[FileRecord, ...] = ()
        self._loop = asyncio.get_running_loop()
        self._recorder: Recorder | None = None
        self._last_stamp_ms = 0

    @property
    def is_open(self) -> bool:
        return self._recorder is not None

    @property
    def has_too_long_name(self) -> bool:
        return any(is_too_long(self._file_name(planned.letters, planned.extension, 0)) for planned in self._planned)

    @property
    def recording_ms(self) -> int:
        return self._recorder.recording_ms if self._recorder is not None else 0

    async def open(self, scene: Scene, label: object) -> None:
        """Open the files and record; raises ``OutputFailed``. The task's record knows the files before they exist."""
        begin_ms = self._stamp_ms()
        self._files = tuple(self._file_record(planned, begin_ms) for planned in self._planned)
        pairs = zip(self._files, self._planned, strict=True)
        targets = RecordingFiles(tuple(Target(Path(file.path), planned) for file, planned in pairs))
        self._book.record.files += self._files
        self._book.save()
        try:
            self._recorder = await asyncio.to_thread(self._started, targets, scene, label)
        except BaseException:
            for file in self._files:
                self._book.record.files.remove(file)
            raise

    def show(self, scene: Scene, label: object = None) -> None:
        if self._recorder is not None:
            self._recorder.show(scene, label)

    async def pause(self) -> None:
        if self._recorder is not None:
            await asyncio.to_thread(self._recorder.pause)

    async def resume(self) -> None:
        if self._recorder is not None:
            await asyncio.to_thread(self._recorder.resume)

    async def close(self, marks: Sequence[ChapterMark]) -> tuple[RecordedFile, ...]:
        """Close the files and measure them; those in which nothing was recorded are left out."""
        return () if self._recorder is None else await asyncio.to_thread(self._recorder.stop_all, marks)

    def refresh(self) -> None:
        """Bring sizes and durations of the growing files up to date."""
        if self._recorder is None:
            return
        for file in self._files:
            file.size_bytes = written_bytes(Path(file.path))
            file.duration_ms = self._recorder.recording_ms

    async def snapshot(self) -> FileRecord:
        """Write the mixed picture as it is now beside the recording; raises ``OutputFailed``."""
        assert self._recorder is not None
        begin_ms = self._stamp_ms()
        path = self._book.folder / self._file_name("V", OutputFileFormat.JPG.value, begin_ms)
        size = await asyncio.wrap_future(self._recorder.snapshot(path))
        return FileRecord(
            file_id=path.name,
            path=str(path),
            begin_ms=begin_ms,
            format=OutputFileFormat.JPG,
            track_type=MediaTrackType.VIDEO,
            size_bytes=await asyncio.to_thread(lambda: path.stat().st_size),
            width=size.width,
            height=size.height,
        )

    def stats(self) -> RecorderStats:
        return self._recorder.stats() if self._recorder is not None else RecorderStats()

    def preview_jpeg(self) -> bytes | None:
        """Give the newest mixed picture; blocks, so call it off the loop."""
        return self._recorder.preview_jpeg() if self._recorder is not None and self.settings.has_video else None

    def _file_record(self, planned: PlannedFile, begin_ms: int) -> FileRecord:
        name = self._file_name(planned.letters, planned.extension, begin_ms)
        size = self.settings.recorded_canvas if planned.has_video else Size(0, 0)
        return FileRecord(
            file_id=name,
            path=str(self._book.folder / name),
            begin_ms=begin_ms,
            format=planned.file_format,
            track_type=planned.tracks,
            width=size.width,
            height=size.height,
        )

    def _started(self, files: RecordingFiles, scene: Scene, label: object) -> Recorder:
        """Make and start the recorder; runs off the loop."""
        try:
            recorder = Recorder(
                self.settings,
                files,
                self._clock,
                on_shown=self._shown_elsewhere,
                on_failed=self._failed_elsewhere,
                on_effort=self._effort_elsewhere,
            )
            recorder.start(scene, label)
        except OutputFailed:
            raise
        except Exception:
            log.exception("The recorder of task %s could not be started", self._book.task_id)
            raise OutputFailed(QuitReason.ENGINE_INIT_FAILED, phrase("The recorder could not be started.")) from None
        return recorder

    def _shown_elsewhere(self, label: object, recording_ms: int) -> None:
        """Hand over from the recorder's thread."""
        self._loop.call_soon_threadsafe(self._on_shown, label, recording_ms)

    def _failed_elsewhere(self, reason: QuitReason, sentence: Phrase) -> None:
        """Hand over from one of the recorder's threads."""
        self._loop.call_soon_threadsafe(self._on_failed, reason, sentence)

    def _effort_elsewhere(self, effort: Effort, recording_ms: int) -> None:
        """Hand over from the encoder's thread."""
        self._loop.call_soon_threadsafe(self._note_effort, effort, recording_ms)

    def _note_effort(self, effort: Effort, recording_ms: int) -> None:
        self._book.events.add(EventKind.ENCODER_EFFORT, recording_ms, effort=effort.value, step=effort.step)

    def _stamp_ms(self) -> int:
        """Give the moment for a file's name; never the same one twice in a task."""
        self._last_stamp_ms = max(self._last_stamp_ms + 1, self._book.now_ms())
        return self._last_stamp_ms

    def _file_name(self, letters: str, extension: str, begin_ms: int) -> str:
        record = self._book.record
        return mixed_file_name(record.task_id, record.room_id, record.output_stream_id, letters, begin_ms, extension)
