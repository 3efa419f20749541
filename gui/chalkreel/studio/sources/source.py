"""What every source of a room offers: pictures and sound by the time they are due."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

import av
import numpy as np
from numpy.typing import NDArray

from chalkreel.base.phrase import Phrase
from chalkreel.domain.geometry import Size

SAMPLE_RATE = 48_000
"""Samples per second of every source and every mix."""

Sound = NDArray[np.float32]
"""Samples of shape (2, count), 1.0 being full scale."""


class SourceRefused(Exception):  # noqa: N818 - a fact, not a fault of ours
    """A source cannot be opened; ``sentence`` says why, to the host."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


class SourceState(Enum):
    """How a source is doing."""

    STARTING = "starting"
    PLAYING = "playing"
    STALLED = "stalled"
    ENDED = "ended"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Condition:
    """A source's state and, where something is wrong, a sentence about it."""

    state: SourceState
    problem: Phrase | None = None


@dataclass(frozen=True, slots=True)
class SourceFrame:
    """One picture of a source.

    ``frame`` is upright yuv420p in the colours of every canvas (BT.709, limited range) and never written
    to again. ``serial`` is different for every picture of one source; ``due_s`` is clock time.
    """

    serial: int
    due_s: float
    frame: av.VideoFrame

    @property
    def size(self) -> Size:
        return Size(self.frame.width, self.frame.height)


class Source(Protocol):
    """A publisher's picture and sound, for any number of readers in any thread.

    Every picture and sample has a time on the shared clock at which it is due. ``frame_at`` and ``sound``
    are plain reads of what is due then: they change nothing, never block on a decoder and never raise.
    """

    @property
    def size(self) -> Size | None:
        """Give the size of the newest picture, upright; ``None`` without picture."""
        ...

    @property
    def has_video(self) -> bool: ...

    @property
    def has_audio(self) -> bool: ...

    @property
    def is_stereo(self) -> bool:
        """Whether the two channels of its sound may differ."""
        ...

    @property
    def frame_rate(self) -> float:
        """Give about how many pictures come per second."""
        ...

    @property
    def condition(self) -> Condition: ...

    @property
    def is_muted(self) -> bool: ...

    @property
    def is_camera_off(self) -> bool: ...

    def frame_at(self, time_s: float) -> SourceFrame | None:
        """Give the newest picture due at ``time_s``; the last one while the camera is off; ``None`` before the first.

        Pictures are kept from about 0.1 s (large ones 0.05 s) before the clock's time to about 0.2 s after it.
        """
        ...

    def sound(self, first_sample: int, count: int) -> Sound:
        """Give ``count`` samples from the clock's sample ``first_sample`` (time x 48000); silence where there is none.

        Samples are kept from about 0.6 s before the clock's time to about 0.2 s after it.
        """
        ...

    def level(self) -> float:
        """Give the loudness around now from 0 (silent) to 1 (full scale); 0 while muted."""
        ...

    def set_muted(self, muted: bool) -> None: ...

    def set_camera_off(self, camera_off: bool) -> None: ...

    def close(self) -> None:
        """End and join the source's thread; reads go on giving the last picture, and silence."""
        ...
