"""The files of one recording: opened together, measured when they are closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from chalkreel.domain.enums import MediaTrackType, OutputFileFormat
from chalkreel.studio.outputs.containers import CONTAINERS
from chalkreel.studio.outputs.hls import FragmentSettings, HlsOutput
from chalkreel.studio.outputs.measure import RecordedFile, measure
from chalkreel.studio.outputs.muxed import MuxedOutput
from chalkreel.studio.outputs.output import EncodingSettings, Output
from chalkreel.studio.outputs.plan import PlannedFile
from chalkreel.studio.outputs.playlist import FRAGMENT_SUFFIX
from chalkreel.studio.outputs.silence import SilenceSettings, WithoutSilence
from chalkreel.studio.outputs.split import SplitOutput
from chalkreel.studio.outputs.stills import StillSettings, StillsOutput


@dataclass(frozen=True, slots=True)
class Target:
    """Where one planned file goes."""

    path: Path
    planned: PlannedFile


@dataclass(frozen=True, slots=True)
class FormatSettings:
    """What some formats need to know besides."""

    fragments: FragmentSettings | None = None
    stills: StillSettings | None = None
    silence: SilenceSettings | None = None


NextTarget = Callable[[int], Target]
"""Names the file that begins with a sample of the recording; called on the encoder's thread."""


class RecordingFiles:
    """Opens the outputs of a recording and knows their files.

    Of two targets the first takes the picture and the second the sound. ``next_target`` names files that come
    while the recording runs; with ``silence`` all of them do. ``on_ended`` is told, on the encoder's thread, of a file
    that is closed while the recording goes on: it is the listener's to measure.
    """

    def __init__(
        self,
        targets: tuple[Target, ...],
        formats: FormatSettings = FormatSettings(),
        next_target: NextTarget | None = None,
        on_ended: Callable[[Path], None] | None = None,
    ) -> None:
        self._targets = targets
        self._formats = formats
        self._next_target = next_target
        self._on_ended = on_ended

    @classmethod
    def one_mp4(cls, path: Path) -> RecordingFiles:
        return cls((Target(path, PlannedFile(OutputFileFormat.MP4, MediaTrackType.AUDIO_VIDEO)),))

    @property
    def targets(self) -> tuple[Target, ...]:
        return self._targets

    def open(self, settings: EncodingSettings) -> Output:
        """Open every output; raises ``OutputFailed`` and leaves none open then."""
        if self._formats.stills is not None:
            return StillsOutput(self._formats.stills, settings)
        if self._formats.silence is not None:
            return WithoutSilence(
                lambda first_sample: self._open_next(first_sample, settings), self._formats.silence, self._last_ended
            )
        first = self._opened(self._targets[0], settings)
        if len(self._targets) == 1:
            return first
        try:
            return SplitOutput(first, self._opened(self._targets[1], settings))
        except BaseException:
            first.abandon()
            raise

    def measured(self) -> tuple[RecordedFile, ...]:
        """Measure the closed files; those that hold nothing are left out. Blocks."""
        found = (measure(target.path) for target in self._targets)
        return tuple(file for file in found if file is not None)

    def bytes_written(self) -> int:
        return sum(written_bytes(target.path) for target in self._targets)

    def _open_next(self, first_sample: int, settings: EncodingSettings) -> Output:
        assert self._next_target is not None
        target = self._next_target(first_sample)
        self._targets = (*self._targets, target)
        return self._opened(target, settings)

    def _last_ended(self) -> None:
        """Let go of the last file where somebody takes it now; else it is told with the others at the end."""
        if self._on_ended is None:
            return
        *others, ended = self._targets
        self._targets = tuple(others)
        self._on_ended(ended.path)

    def _opened(self, target: Target, settings: EncodingSettings) -> Output:
        planned = target.planned
        own = replace(
            settings,
            size=settings.size if planned.has_video else None,
            audio_bitrate_bps=settings.audio_bitrate_bps if planned.has_audio else 0,
        )
        if planned.file_format is OutputFileFormat.HLS:
            assert self._formats.fragments is not None
            return HlsOutput(target.path, self._formats.fragments, own)
        return MuxedOutput(target.path, CONTAINERS[planned.file_format], own)


def written_bytes(path: Path) -> int:
    """Give what a growing file takes, fragments of a playlist included."""
    fragments = path.parent.glob(f"{path.stem}_*{FRAGMENT_SUFFIX}") if path.suffix == ".m3u8" else ()
    return sum(_size_of(file) for file in (path, *fragments))


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
