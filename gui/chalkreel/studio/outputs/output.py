"""What every output of a take offers, and how it fails."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import av

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.domain.chapters import ChapterMark
from chalkreel.domain.enums import QuitReason
from chalkreel.domain.geometry import Size
from chalkreel.studio.outputs.effort import Effort
from chalkreel.studio.sources.planes import Planes
from chalkreel.studio.sources.source import Sound

STEREO_FROM_BPS = 64_000
"""Below this audio bitrate one channel sounds better than two."""


class OutputFailed(Exception):  # noqa: N818 - a fact, not a fault of ours
    """A file can no longer be written; ``reason`` is the contract's, ``sentence`` is for the host."""

    def __init__(self, reason: QuitReason, sentence: Phrase) -> None:
        super().__init__(str(sentence))
        self.reason = reason
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class EncodingSettings:
    """What an output encodes: picture of this even size, sound, or both (``None`` and 0 leave one out).

    With ``has_constant_quality`` the picture takes what it needs, ``video_bitrate_bps`` at most. Sound has two
    channels from a certain rate on, unless ``is_mono``.
    """

    size: Size | None
    fps: int
    video_bitrate_bps: int
    audio_bitrate_bps: int
    has_constant_quality: bool = False
    is_mono: bool = False

    @property
    def has_audio(self) -> bool:
        return self.audio_bitrate_bps > 0

    @property
    def channels(self) -> int:
        return 2 if self.audio_bitrate_bps >= STEREO_FROM_BPS and not self.is_mono else 1


class Output(Protocol):
    """Takes the mix in the order it was made, on one thread; every method raises ``OutputFailed``."""

    def write_picture(self, planes: Planes, number: int) -> None:
        """Encode the picture number ``number`` of the recording; the planes may be reused afterwards."""
        ...

    def write_sound(self, samples: Sound, first_sample: int) -> None: ...

    def use_effort(self, effort: Effort) -> None:
        """Encode the pictures that follow with less or more work; never raises."""
        ...

    def close(self, chapters: Sequence[ChapterMark], duration_ms: int) -> None:
        """Write what is still held back, and the end of the file."""
        ...

    def abandon(self) -> None:
        """Close after a failure as well as can be; never raises."""
        ...


_NO_SPACE = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
_NOT_OPENED = frozenset(
    {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EACCES, errno.EPERM, errno.EROFS, errno.EMFILE, errno.ENFILE}
)


def failure_from(error: BaseException) -> OutputFailed:
    """Tell what the system's error means to a recording."""
    code = getattr(error, "errno", None)
    if code in _NO_SPACE:
        return OutputFailed(QuitReason.DISK_FULL, phrase("The disk is full. What was recorded so far is kept."))
    if code == errno.EIO:
        return OutputFailed(QuitReason.WRITE_EIO, phrase("The disk reports a fault. The recording was ended."))
    if code == errno.EBADF:
        return OutputFailed(QuitReason.WRITE_EBADF, phrase("The recording's file was closed from outside."))
    if code == errno.ENAMETOOLONG:
        return OutputFailed(QuitReason.FILE_NAME_TOO_LONG, phrase("The recording's file name is too long."))
    if code in _NOT_OPENED:
        return OutputFailed(QuitReason.FILE_OPEN_FAILED, phrase("The recording's file cannot be created."))
    return OutputFailed(QuitReason.UNKNOWN, phrase("The recording could not be written: {error}", error=error))


WRITING_ERRORS = (av.FFmpegError, OSError, ValueError, RuntimeError)
