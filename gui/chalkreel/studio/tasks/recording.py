"""The recorder of one task and the file it writes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from chalkreel.base.clock import Clock
from chalkreel.base.logging import Topic, log_of
from chalkreel.base.phrase import Phrase, phrase
from chalkreel.domain.chapters import ChapterMark
from chalkreel.domain.enums import MediaTrackType, OutputFileFormat, QuitReason, StreamType
from chalkreel.domain.geometry import Size
from chalkreel.studio.mixer.recorder import Recorder
from chalkreel.studio.mixer.values import MixSettings, RecorderStats, Scene
from chalkreel.studio.outputs.measure import RecordedFile
from chalkreel.studio.outputs.output import OutputFailed
from chalkreel.studio.tasks.book import TaskBook
from chalkreel.studio.tasks.file_names import TYPE_LETTERS, is_too_long, mixed_file_name
from chalkreel.studio.tasks.record import FileRecord

log = log_of(Topic.STUDIO)

_TRACKS = {
    StreamType.AUDIO: MediaTrackType.AUDIO,
    StreamType.VIDEO: MediaTrackType.VIDEO,
    StreamType.AUDIO_VIDEO: MediaTrackType.AUDIO_VIDEO,
}


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
        self._loop = asyncio.get_running_loop()
        self._recorder: Recorder | None = None
        self._last_stamp_ms = 0

    @property
    def is_open(self) -> bool:
        return self._recorder is not None

    @property
    def has_too_long_name(self) -> bool:
        return is_too_long(self._file_name(TYPE_LETTERS[self.settings.stream_type], OutputFileFormat.MP4, 0))

    @property
    def recording_ms(self) -> int:
        return self._recorder.recording_ms if self._recorder is not None else 0

    async def open(self, scene: Scene, label: object) -> None:
        """Open the file and record; raises ``OutputFailed``. The task's record knows the file before it exists."""
        begin_ms = self._stamp_ms()
        name = self._file_name(TYPE_LETTERS[self.settings.stream_type], OutputFileFormat.MP4, begin_ms)
        path = self._book.folder / name
        size = self.settings.recorded_canvas if self.settings.has_video else Size(0, 0)
        file = FileRecord(
            file_id=name,
            path=str(path),
            begin_ms=begin_ms,
            track_type=_TRACKS[self.settings.stream_type],
            width=size.width,
            height=size.height,
        )
        self._book.record.files.append(file)
        self._book.save()
        try:
            self._recorder = await asyncio.to_thread(self._started, path, scene, label)
        except BaseException:
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

    async def close(self, marks: Sequence[ChapterMark]) -> RecordedFile | None:
        """Close the file and measure it; ``None`` where nothing was recorded."""
        return None if self._recorder is None else await asyncio.to_thread(self._recorder.stop, marks)

    def refresh(self) -> None:
        """Bring size and duration of the growing file up to date."""
        if self._recorder is not None and self._book.record.files:
            file = self._book.record.files[-1]
            file.size_bytes = self._recorder.stats().bytes_written
            file.duration_ms = self._recorder.recording_ms

    async def snapshot(self) -> FileRecord:
        """Write the mixed picture as it is now beside the recording; raises ``OutputFailed``."""
        assert self._recorder is not None
        begin_ms = self._stamp_ms()
        path = self._book.folder / self._file_name("V", OutputFileFormat.JPG, begin_ms)
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

    def _started(self, path: Path, scene: Scene, label: object) -> Recorder:
        """Make and start the recorder; runs off the loop."""
        try:
            recorder = Recorder(
                self.settings, path, self._clock, on_shown=self._shown_elsewhere, on_failed=self._failed_elsewhere
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

    def _stamp_ms(self) -> int:
        """Give the moment for a file's name; never the same one twice in a task."""
        self._last_stamp_ms = max(self._last_stamp_ms + 1, self._book.now_ms())
        return self._last_stamp_ms

    def _file_name(self, letters: str, file_format: OutputFileFormat, begin_ms: int) -> str:
        record = self._book.record
        return mixed_file_name(
            record.task_id, record.room_id, record.output_stream_id, letters, begin_ms, file_format.value
        )
