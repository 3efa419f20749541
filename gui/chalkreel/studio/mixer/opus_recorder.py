"""Records one publisher's Opus as it came, without decoding it: the gaps in it are filled with silence."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from chalkreel.base.clock import Clock
from chalkreel.base.phrase import Phrase
from chalkreel.domain.chapters import ChapterMark
from chalkreel.domain.enums import QuitReason
from chalkreel.studio.mixer.values import RecorderStats, Scene
from chalkreel.studio.outputs.disk_sync import DiskSync
from chalkreel.studio.outputs.measure import RecordedFile, measure
from chalkreel.studio.outputs.ogg import OggOpusFile
from chalkreel.studio.outputs.output import failure_from
from chalkreel.studio.sources.opus import OpusShelf, opus_of
from chalkreel.studio.sources.source import SAMPLE_RATE, Source

_EVERY_S = 0.2
_SILENT = {1: b"\xf8\xff\xfe", 2: b"\xfc\xff\xfe"}
"""20 ms of nothing, as encoders write it, for one and two channels."""
_SILENT_SAMPLES = SAMPLE_RATE // 50
_CHANNELS_AT = 9
_LATE_S = 0.15
"""So long the recording waits for packets before it takes them for missing."""


class OpusRecorder:
    """Follows a source by the clock, on a thread of its own; methods may be called from any thread."""

    def __init__(
        self,
        path: Path,
        shelf: OpusShelf,
        clock: Clock,
        *,
        on_shown: Callable[[object, int], None],
        on_failed: Callable[[QuitReason, Phrase], None],
    ) -> None:
        self._path = path
        self._shelf = shelf
        self._clock = clock
        self._on_shown = on_shown
        self._on_failed = on_failed
        self._silence = _SILENT[shelf.head[_CHANNELS_AT]]
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._source: Source | None = None
        self._last_number = -1
        self._position = 0
        self._base: int | None = None
        self._begun_s = 0.0
        self._is_over = False
        self._file: OggOpusFile | None = None
        self._sync: DiskSync | None = None
        self._thread = threading.Thread(target=self._run, name="opus recorder", daemon=True)
        self._result: RecordedFile | None = None

    @property
    def begun_s(self) -> float:
        """The clock's time of the first sample, once it is started."""
        return self._begun_s

    @property
    def recording_ms(self) -> int:
        with self._lock:
            return self._position * 1000 // SAMPLE_RATE

    def start(self, scene: Scene, label: object = None) -> None:
        """Open the file and record from now on; raises ``OutputFailed``."""
        try:
            self._file = OggOpusFile(self._path, self._shelf.head)
        except OSError as error:
            raise failure_from(error) from error
        self._sync = DiskSync(self._path)
        self._begun_s = self._clock.now()
        self._base = round(self._begun_s * SAMPLE_RATE)
        self._switch(_source_in(scene))
        self._clock.hold()
        self._thread.start()
        self._on_shown(label, 0)

    def goes_on_with(self, source: Source) -> bool:
        """Whether a source sends what fits into the same file."""
        shelf = opus_of(source)
        return shelf is not None and shelf.head == self._shelf.head

    def show(self, scene: Scene, label: object = None) -> None:
        """Follow the scene's source, which :meth:`goes_on_with` this file, or nobody: silence."""
        source = _source_in(scene)
        with self._lock:
            self._catch_up()
            if source is not self._source:
                self._switch(source)
        self._on_shown(label, self.recording_ms)

    def pause(self) -> None:
        with self._lock:
            self._catch_up()
            self._base = None

    def resume(self) -> None:
        with self._lock:
            if self._base is None:
                self._base = self._now() - self._position
                self._skip_to_now()

    def stop_all(self, chapters: Sequence[ChapterMark] = ()) -> tuple[RecordedFile, ...]:
        """End the recording and give what the file holds, if anything; blocks until it is closed."""
        del chapters  # Ogg has no place for them
        with self._lock:
            self._catch_up()
            self._is_over = True
            self._wake.set()
        if self._thread.is_alive():
            self._thread.join()
        if self._file is not None:
            self._close(self._file)
            self._file = None
            self._result = measure(self._path)
        return () if self._result is None else (self._result,)

    def stats(self) -> RecorderStats:
        return RecorderStats(recording_ms=self.recording_ms, is_paused=self._base is None)

    # Under the lock.

    def _switch(self, source: Source | None) -> None:
        self._source = source
        shelf = opus_of(source) if source is not None else None
        if shelf is not None:
            self._shelf = shelf
            self._skip_to_now()

    def _skip_to_now(self) -> None:
        passed = self._shelf.due(-1, self._now())
        self._last_number = passed[-1].number if passed else -1

    def _now(self) -> int:
        return round(self._clock.now() * SAMPLE_RATE)

    def _catch_up(self) -> None:
        """Write what is due; a failure ends the recording and is told once."""
        if self._base is None or self._file is None or self._is_over:
            return
        try:
            if self._source is not None and self._source.is_muted:
                self._skip_to_now()
            elif self._source is not None:
                self._write_due(self._base)
            self._fill_to(self._now() - round(_LATE_S * SAMPLE_RATE) - self._base)
        except OSError as error:
            failure = failure_from(error)
            self._is_over = True
            self._wake.set()
            self._on_failed(failure.reason, failure.sentence)

    def _write_due(self, base: int) -> None:
        for packet in self._shelf.due(self._last_number, self._now()):
            self._last_number = packet.number
            place = packet.due_sample - base
            if place > self._position - _SILENT_SAMPLES:  # else it comes when its time is filled already
                self._fill_to(place)
                self._write(packet.data, packet.count)

    def _fill_to(self, position: int) -> None:
        while position - self._position >= _SILENT_SAMPLES:
            self._write(self._silence, _SILENT_SAMPLES)

    def _write(self, data: bytes, samples: int) -> None:
        assert self._file is not None
        self._file.write(data, samples)
        self._position += samples

    # On the thread.

    def _run(self) -> None:
        try:
            while not self._is_over:
                self._clock.wait_until(self._clock.now() + _EVERY_S, self._wake)
                with self._lock:
                    self._catch_up()
        finally:
            self._clock.release()

    def _close(self, file: OggOpusFile) -> None:
        try:
            file.close()
        except OSError:
            file.abandon()
        if self._sync is not None:
            self._sync.close()


def _source_in(scene: Scene) -> Source | None:
    return next(iter((scene.sources or {}).values()), None)
