"""One recorder of a task and the files it writes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from chalkreel.base.clock import Clock
from chalkreel.base.logging import Topic, log_of
from chalkreel.base.phrase import Phrase, phrase
from chalkreel.domain.chapters import ChapterMark
from chalkreel.domain.enums import MediaTrackType, OutputFileFormat, QuitReason
from chalkreel.domain.geometry import Size
from chalkreel.studio.crew import Crew
from chalkreel.studio.mixer.opus_recorder import OpusRecorder
from chalkreel.studio.mixer.recorder import Recorder
from chalkreel.studio.mixer.values import MixSettings, RecorderStats, Scene
from chalkreel.studio.outputs.effort import Effort
from chalkreel.studio.outputs.files import FormatSettings, RecordingFiles, Target, written_bytes
from chalkreel.studio.outputs.hls import FragmentSettings
from chalkreel.studio.outputs.measure import RecordedFile
from chalkreel.studio.outputs.output import OutputFailed
from chalkreel.studio.outputs.plan import PlannedFile
from chalkreel.studio.outputs.stills import StillSettings
from chalkreel.studio.sources.opus import opus_of
from chalkreel.studio.sources.source import SAMPLE_RATE, Source
from chalkreel.studio.tasks.book import TaskBook
from chalkreel.studio.tasks.events import EventKind
from chalkreel.studio.tasks.file_names import is_too_long
from chalkreel.studio.tasks.output_choice import OutputChoice
from chalkreel.studio.tasks.owner import FileOwner
from chalkreel.studio.tasks.record import FileRecord, FileRole

log = log_of(Topic.STUDIO)

PICTURE = PlannedFile(OutputFileFormat.JPG, MediaTrackType.VIDEO)

Recorded = tuple[FileRecord, RecordedFile]
"""A file of a closed recording, and what it holds."""


@dataclass(frozen=True, slots=True)
class RecordingListener:
    """Who is told of what happens to a recording; all are called on the loop's thread."""

    on_shown: Callable[[object, int], None]
    on_failed: Callable[[QuitReason, Phrase], None]
    on_picture: Callable[[FileRecord], None]
    on_fragment: Callable[[FileRecord, str], None]
    on_file: Callable[[FileRecord], None]
    """A file was closed while the recording goes on; it is the listener's from now on."""


class Recording:
    """Opens, pauses and closes a recorder off the loop; its owner lets one call in at a time."""

    def __init__(
        self,
        book: TaskBook,
        owner: FileOwner,
        settings: MixSettings,
        planned: Sequence[PlannedFile],
        choice: OutputChoice,
        clock: Clock,
        listener: RecordingListener,
        hands: Crew | None = None,
    ) -> None:
        self.settings = settings
        self.owner = owner
        self._book = book
        self._planned = tuple(planned)
        self._choice = choice
        self._clock = clock
        self._listener = listener
        self._hands = hands
        self._loop = asyncio.get_running_loop()
        self._recorder: Recorder | OpusRecorder | None = None
        self._files: list[FileRecord] = []
        self._picture_begin_ms = 0
        self._zero_ms = 0
        self._paused_ms = 0

    @property
    def is_open(self) -> bool:
        return self._recorder is not None

    @property
    def has_too_long_name(self) -> bool:
        return any(is_too_long(self._name(planned, 0)) for planned in self._planned)

    @property
    def recording_ms(self) -> int:
        return self._recorder.recording_ms if self._recorder is not None else 0

    async def open(self, scene: Scene, label: object) -> None:
        """Open the files and record; raises ``OutputFailed``. The task's record knows them before they exist."""
        files = self._prepared_files()
        self._zero_ms = self._book.now_ms()
        try:
            self._recorder = await asyncio.to_thread(self._started, files, scene, label)
            for file in self._files:
                file.begin_ms = self._zero_ms  # not when they were named: many at once take a while to open
            self._book.save()
        except BaseException:
            for file in self._files:
                self._book.record.files.remove(file)
            self._files = []
            raise

    def show(self, scene: Scene, label: object = None) -> None:
        if self._recorder is not None:
            self._recorder.show(scene, label)

    def goes_on_with(self, source: Source) -> bool:
        """Whether a stream that was published anew fits into the same files."""
        return not isinstance(self._recorder, OpusRecorder) or self._recorder.goes_on_with(source)

    async def pause(self) -> None:
        if self._recorder is not None:
            await asyncio.to_thread(self._recorder.pause)
            self._paused_ms = self._book.now_ms()

    async def resume(self) -> None:
        if self._recorder is not None:
            await asyncio.to_thread(self._recorder.resume)
            self._zero_ms += self._book.now_ms() - self._paused_ms

    async def close(self, marks: Sequence[ChapterMark] = ()) -> list[Recorded]:
        """Close the files and measure them; the task's record forgets those that hold nothing."""
        if self._recorder is None:
            return []
        results = {result.path: result for result in await asyncio.to_thread(self._recorder.stop_all, marks)}
        for file in self._files:
            if Path(file.path) not in results:
                self._book.record.files.remove(file)
        return [(file, results[Path(file.path)]) for file in self._files if Path(file.path) in results]

    def refresh(self) -> None:
        """Bring size and duration of the growing files up to date."""
        if self._recorder is None:
            return
        for file in self._files:
            file.size_bytes = written_bytes(Path(file.path))
            # Without its silence a file is shorter than the time that passed: it is measured when it is closed.
            file.duration_ms = 0 if self._choice.silence is not None else self._recorder.recording_ms

    async def snapshot(self) -> FileRecord:
        """Write the picture as it is now beside the recording; raises ``OutputFailed``."""
        assert isinstance(self._recorder, Recorder)
        begin_ms = self._book.stamp_ms()
        path = self._book.folder / self._name(PICTURE, begin_ms)
        size = await asyncio.wrap_future(self._recorder.snapshot(path))
        return await asyncio.to_thread(self._picture_record, path, begin_ms, size)

    def stats(self) -> RecorderStats:
        return self._recorder.stats() if self._recorder is not None else RecorderStats()

    def preview_jpeg(self) -> bytes | None:
        """Give the newest picture; blocks, so call it off the loop."""
        recorder = self._recorder
        return recorder.preview_jpeg() if isinstance(recorder, Recorder) and self.settings.has_video else None

    def _prepared_files(self) -> RecordingFiles:
        if self._choice.takes_pictures_only:
            stills = StillSettings(self._choice.snapshot_s, self._next_picture_path, self._picture_elsewhere)
            return RecordingFiles((), FormatSettings(stills=stills))
        if self._choice.silence is not None:
            formats = FormatSettings(silence=self._choice.silence)
            return RecordingFiles((), formats, self._next_target, self._ended_elsewhere)
        begin_ms = self._book.stamp_ms()
        targets = tuple(self._added(planned, begin_ms) for planned in self._planned)
        fragments = FragmentSettings(self._choice.fragment_s, self._fragment_elsewhere)
        return RecordingFiles(targets, FormatSettings(fragments=fragments))

    def _added(self, planned: PlannedFile, begin_ms: int) -> Target:
        """Put a file on the task's record."""
        file = self.owner.record(self._name(planned, begin_ms), str(self._book.folder), begin_ms, planned)
        if planned.has_video:
            file.width, file.height = self.settings.recorded_canvas.width, self.settings.recorded_canvas.height
        self._add(file)
        return Target(Path(file.path), planned)

    def _add(self, file: FileRecord) -> None:
        self._files.append(file)
        self._book.record.files.append(file)
        self._book.save()

    def _started(self, files: RecordingFiles, scene: Scene, label: object) -> Recorder | OpusRecorder:
        """Make and start the recorder; runs off the loop."""
        try:
            recorder = self._made(files, scene)
            recorder.start(scene, label)
            self._zero_ms = self._book.now_ms() - round((self._clock.now() - recorder.begun_s) * 1000)
        except OutputFailed:
            raise
        except Exception:
            log.exception("A recorder of task %s could not be started", self._book.task_id)
            raise OutputFailed(QuitReason.ENGINE_INIT_FAILED, phrase("The recorder could not be started.")) from None
        return recorder

    def _made(self, files: RecordingFiles, scene: Scene) -> Recorder | OpusRecorder:
        on_shown, on_failed = self._shown_elsewhere, self._failed_elsewhere
        is_ogg = [planned.file_format for planned in self._planned] == [OutputFileFormat.OGG]
        if is_ogg and self.owner.role is FileRole.STREAM:
            shelf = opus_of(next(iter((scene.sources or {}).values())))
            if shelf is not None:
                path = files.targets[0].path
                return OpusRecorder(path, shelf, self._clock, on_shown=on_shown, on_failed=on_failed)
        return Recorder(
            self.settings,
            files,
            self._clock,
            on_shown=on_shown,
            on_failed=on_failed,
            on_effort=self._effort_elsewhere,
            hands=self._hands,
        )

    def _picture_record(self, path: Path, begin_ms: int, size: Size) -> FileRecord:
        file = self.owner.record(path.name, str(self._book.folder), begin_ms, PICTURE)
        file.size_bytes, file.width, file.height = path.stat().st_size, size.width, size.height
        return file

    def _name(self, planned: PlannedFile, begin_ms: int) -> str:
        return self.owner.file_name(self._book.record, planned.letters, begin_ms, planned.extension)

    # On the recorder's threads: what happened is handed over to the loop.

    def _shown_elsewhere(self, label: object, recording_ms: int) -> None:
        self._loop.call_soon_threadsafe(self._listener.on_shown, label, recording_ms)

    def _failed_elsewhere(self, reason: QuitReason, sentence: Phrase) -> None:
        self._loop.call_soon_threadsafe(self._listener.on_failed, reason, sentence)

    def _effort_elsewhere(self, effort: Effort, recording_ms: int) -> None:
        """Hand over from the encoder's thread."""
        self._loop.call_soon_threadsafe(self._note_effort, effort, recording_ms)

    def _note_effort(self, effort: Effort, recording_ms: int) -> None:
        self._book.events.add(EventKind.ENCODER_EFFORT, recording_ms, effort=effort.value, step=effort.step)

    def _next_picture_path(self) -> Path:
        self._picture_begin_ms = self._book.stamp_ms()
        return self._book.folder / self._name(PICTURE, self._picture_begin_ms)

    def _picture_elsewhere(self, path: Path, size: Size) -> None:
        file = self._picture_record(path, self._picture_begin_ms, size)
        self._loop.call_soon_threadsafe(self._listener.on_picture, file)

    def _fragment_elsewhere(self, fragment: Path, playlist: Path) -> None:
        self._loop.call_soon_threadsafe(self._fragment_done, fragment.name, playlist)

    def _fragment_done(self, name: str, playlist: Path) -> None:
        file = next((file for file in self._files if Path(file.path) == playlist), None)
        if file is not None:
            self._listener.on_fragment(file, name)

    def _ended_elsewhere(self, path: Path) -> None:
        self._loop.call_soon_threadsafe(self._file_ended, path)

    def _file_ended(self, path: Path) -> None:
        file = next((file for file in self._files if Path(file.path) == path), None)
        if file is not None:
            self._files.remove(file)
            self._listener.on_file(file)

    def _next_target(self, first_sample: int) -> Target:
        """Name the next file of a recording that goes without silence."""
        planned, begin_ms = self._planned[0], self._zero_ms + first_sample * 1000 // SAMPLE_RATE
        name = self._name(planned, self._book.stamp_ms())
        file = self.owner.record(name, str(self._book.folder), begin_ms, planned)
        self._loop.call_soon_threadsafe(self._add, file)
        return Target(Path(file.path), planned)
