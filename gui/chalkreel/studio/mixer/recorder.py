"""The recording of one mix: starts, shows scenes, pauses, takes snapshots, stops."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path

import av

from chalkreel.base.clock import Clock
from chalkreel.base.memory import give_back_memory
from chalkreel.base.phrase import Phrase, phrase
from chalkreel.domain.chapters import ChapterMark
from chalkreel.domain.enums import QuitReason
from chalkreel.domain.geometry import Size
from chalkreel.studio.crew import PICTURE_PATIENCE_S, Crew
from chalkreel.studio.mixer.mixing import Mixing, OnShown
from chalkreel.studio.mixer.sound_wave import SOUND_WAVE_SUFFIX, SoundWave
from chalkreel.studio.mixer.values import MixSettings, RecorderStats, Scene
from chalkreel.studio.outputs.effort import Effort
from chalkreel.studio.outputs.encoding import Encoding
from chalkreel.studio.outputs.files import RecordingFiles
from chalkreel.studio.outputs.jpeg import PREVIEW_QUANTISER, JpegStream, fitted, write_jpeg
from chalkreel.studio.outputs.measure import RecordedFile
from chalkreel.studio.outputs.output import EncodingSettings, OutputFailed
from chalkreel.studio.sources.planes import view_of

OnFailed = Callable[[QuitReason, Phrase], None]
OnEffort = Callable[[Effort, int], None]

_PREVIEW_FITS = Size(640, 360)


class Recorder:
    """Records one mix into its files; methods may be called from any thread.

    ``hands`` do the work, a crew of its own where none is given. ``files`` given as a path means one MP4 file.

    ``on_shown(label, recording_ms)`` and ``on_failed(reason, sentence)`` are called on such threads: they
    must return at once (hand over to a loop). ``on_failed`` comes at most once; nothing more is recorded
    then, the file is closed as well as can be, and :meth:`stop` still has to be called and gives what the
    file holds. ``on_effort(effort, recording_ms)`` tells, likewise, that the picture encoder goes on with
    another effort because it was too slow, or no longer is.
    """

    def __init__(
        self,
        settings: MixSettings,
        files: RecordingFiles | Path,
        clock: Clock,
        *,
        on_shown: OnShown | None = None,
        on_failed: OnFailed | None = None,
        on_effort: OnEffort | None = None,
        hands: Crew | None = None,
    ) -> None:
        self._settings = settings
        self._files = RecordingFiles.one_mp4(files) if isinstance(files, Path) else files
        self._clock = clock
        self._on_shown = on_shown
        self._on_failed = on_failed
        self._on_effort = on_effort
        self._hands = hands or Crew(clock, "recording", PICTURE_PATIENCE_S)
        self._failed = threading.Event()
        self._parts: _Parts | None = None
        self._begun_s = 0.0
        self._snapshots: list[threading.Thread] = []
        self._preview = JpegStream(PREVIEW_QUANTISER)
        self._stop_lock = threading.Lock()
        self._is_stopped = False
        self._final = RecorderStats()
        self._results: tuple[RecordedFile, ...] = ()

    @property
    def settings(self) -> MixSettings:
        return self._settings

    @property
    def begun_s(self) -> float:
        """The clock's time of the first picture, once it is started."""
        return self._begun_s

    @property
    def recording_ms(self) -> int:
        """Recording time so far, pauses left out."""
        parts = self._parts
        return parts.mixing.recording_ms if parts else self._final.recording_ms

    def start(self, scene: Scene, label: object = None) -> None:
        """Open the files and record from now on; raises ``OutputFailed``. Blocks for some 50 ms."""
        output = self._files.open(_encoding_settings(self._settings))
        encoding = Encoding(
            output, self._settings.fps, self._clock, self._fail, self._effort_changed, hands=self._hands
        )
        wave = self._sound_wave()
        mixing = Mixing(self._settings, self._clock, encoding, self._on_shown, self._mix_broke, wave, hands=self._hands)
        self._parts = _Parts(mixing, encoding, wave)
        self._begun_s = self._clock.now()
        mixing.start(scene, label, self._begun_s)

    def show(self, scene: Scene, label: object = None) -> None:
        """Show another scene from the next picture on; ``on_shown`` tells when. Returns at once.

        While paused the scene is kept and shown (and told) with the first picture after resuming.
        """
        if (parts := self._running) is not None:
            parts.mixing.show(scene, label)

    def pause(self) -> int:
        """Record nothing from now on; gives the recording time in ms. Pausing twice changes nothing."""
        parts = self._running
        return parts.mixing.pause() if parts is not None else self._final.recording_ms

    def resume(self) -> None:
        """Go on with the same file; recording time continues where it was."""
        if (parts := self._running) is not None:
            parts.mixing.resume()

    def snapshot(self, path: Path) -> Future[Size]:
        """Write the mixed picture as JPG (atomically); also while paused. The future fails with ``OutputFailed``."""
        result: Future[Size] = Future()
        result.set_running_or_notify_cancel()
        picture = self._newest_picture()
        if picture is None:
            sentence = phrase("There is no picture to take a snapshot of.")
            result.set_exception(OutputFailed(QuitReason.ILLEGAL_STATE, sentence))
            return result
        thread = threading.Thread(target=_write_snapshot, args=(picture, path, result), name="snapshot", daemon=True)
        self._snapshots = [*(other for other in self._snapshots if other.is_alive()), thread]
        thread.start()
        return result

    def preview_jpeg(self, fits: Size = _PREVIEW_FITS) -> bytes | None:
        """Give the newest mixed picture as JPEG, within ``fits``; ``None`` before the first. Costs only when called."""
        parts = self._parts
        pool = parts.mixing.pool if parts else None
        index = pool.lend_newest() if pool else None
        if pool is None or index is None:
            return None
        try:
            size = fitted(self._settings.recorded_canvas, fits)
            return self._preview.encode(view_of(pool.canvas(index).planes), size)
        finally:
            pool.give_back(index)

    def stats(self) -> RecorderStats:
        parts = self._parts
        if parts is None:
            return self._final
        figures, encoding = parts.mixing.figures, parts.encoding
        behind = max(figures.frames - 1 - encoding.done_number, 0)
        picture_s = figures.frames / self._settings.fps
        return RecorderStats(
            recording_ms=round(picture_s * 1000),
            frames=figures.frames,
            repeated=figures.repeated + encoding.left_out,
            fps=figures.fps,
            encoder_lag_ms=behind * 1000 / self._settings.fps,
            longest_gap_ms=figures.longest_gap_ms,
            bytes_written=self._files.bytes_written(),
            av_drift_ms=encoding.drift_ms,
            is_paused=figures.is_paused,
            late_p99_ms=figures.late_p99_ms,
            late_most_ms=figures.late_most_ms,
            encoder_load=round(encoding.load, 3),
            encoder_effort=encoding.effort.value if self._settings.has_video else "",
            encoder_step=encoding.effort.step,
        )

    def stop(self, chapters: Sequence[ChapterMark] = ()) -> RecordedFile | None:
        """End the recording and give what its (first) file holds; ``None`` if nothing. See :meth:`stop_all`."""
        return next(iter(self.stop_all(chapters)), None)

    def stop_all(self, chapters: Sequence[ChapterMark] = ()) -> tuple[RecordedFile, ...]:
        """End the recording and give what its files hold, without those that hold nothing.

        Blocks until they are closed. Calling it again gives the same answer.
        """
        with self._stop_lock:
            if self._parts is not None and not self._is_stopped:
                self._parts.end(chapters)
                for thread in self._snapshots:
                    thread.join()
                self._results = self._files.measured()
                self._final, self._is_stopped = self.stats(), True
                self._parts = None  # canvases and encoders, which take the most memory of all
                give_back_memory()
            return self._results

    @property
    def _running(self) -> _Parts | None:
        """Give the running parts, ``None`` once they are stopped."""
        parts = self._parts
        if parts is None and not self._is_stopped:
            raise RuntimeError("the recorder was not started")
        return parts

    def _sound_wave(self) -> SoundWave | None:
        """Make the file of levels beside the (first) file, if it is asked for."""
        kind, targets = self._settings.sound_wave, self._files.targets
        if kind is None or not targets:
            return None
        return SoundWave(targets[0].path.with_suffix(SOUND_WAVE_SUFFIX), kind, self._settings.fps)

    def _newest_picture(self) -> av.VideoFrame | None:
        parts = self._parts
        pool = parts.mixing.pool if parts else None
        planes = pool.copy_of_newest() if pool else None
        return None if planes is None else view_of(planes)

    def _effort_changed(self, effort: Effort, number: int) -> None:
        if self._on_effort is not None:
            self._on_effort(effort, round(number * 1000 / self._settings.fps))

    def _mix_broke(self) -> None:
        self._fail(OutputFailed(QuitReason.UNKNOWN, phrase("The mixer failed; the recording was ended.")))

    def _fail(self, failure: OutputFailed) -> None:
        """Tell of the first failure; called on the mixer's or the encoder's thread."""
        if self._failed.is_set():
            return
        self._failed.set()
        if (parts := self._running) is not None:
            parts.mixing.end()
        if self._on_failed is not None:
            self._on_failed(failure.reason, failure.sentence)


class _Parts:
    """The threads of a running recording and the order in which they end."""

    def __init__(self, mixing: Mixing, encoding: Encoding, sound_wave: SoundWave | None) -> None:
        self.mixing = mixing
        self.encoding = encoding
        self._sound_wave = sound_wave

    def end(self, chapters: Sequence[ChapterMark]) -> None:
        self.mixing.end()
        self.mixing.join()
        self.encoding.close(chapters, self.mixing.recording_ms)
        if self._sound_wave is not None:
            self._sound_wave.close()


def _encoding_settings(settings: MixSettings) -> EncodingSettings:
    return EncodingSettings(
        size=settings.recorded_canvas if settings.has_video else None,
        fps=settings.fps,
        video_bitrate_bps=settings.video_bitrate_bps,
        audio_bitrate_bps=settings.audio_bitrate_bps if settings.has_audio else 0,
        has_constant_quality=settings.has_constant_quality,
        is_mono=settings.is_mono,
    )


def _write_snapshot(picture: av.VideoFrame, path: Path, result: Future[Size]) -> None:
    try:
        size = write_jpeg(picture, path)
    except OutputFailed as failure:
        result.set_exception(failure)
    else:
        result.set_result(size)
