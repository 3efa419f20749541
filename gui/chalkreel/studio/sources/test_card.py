"""A made-up participant: a portrait that moves and a soft tone, or a flash and a beep to measure by."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

import av
import numpy as np

from chalkreel.base.clock import Clock
from chalkreel.base.phrase import phrase
from chalkreel.domain.geometry import Size
from chalkreel.studio.sources.planes import frame_of
from chalkreel.studio.sources.portrait import Portrait
from chalkreel.studio.sources.source import (
    SAMPLE_RATE,
    Condition,
    Sound,
    SourceFrame,
    SourceRefused,
    SourceState,
)
from chalkreel.studio.sources.switches import SwitchedSource

FLASH_S = 0.1
BEEP_HZ = 1000.0
BEEP_AMPLITUDE = 0.5
TONE_AMPLITUDE = 0.08

_LARGEST_SIDE_PX = 1920
_SMALLEST_SIDE_PX = 16
_MAX_FPS = 60
_KEPT_FRAMES = 4
_SCALE = (0, 3, 5, 7, 10, 12)
"""Half tones above the lowest: any of these sound well together."""

_LOWEST_HZ = 196.0
_BREATH_S = 3.7


@dataclass(frozen=True, slots=True)
class TestCardOptions:
    """How a test participant looks and sounds; ``tone_hz`` 0 means one that goes with the hue."""

    hue: float = 210.0
    tone_hz: float = 0.0
    width: int = 640
    height: int = 360
    fps: int = 15
    flash_beep: bool = False

    __test__ = False  # no test class, whatever its name


def read_options(options: Mapping[str, object]) -> TestCardOptions:
    """Check options that came from outside; raises ``SourceRefused``."""
    defaults = TestCardOptions()
    for key, value in options.items():
        expected = getattr(defaults, key, None) if key in TestCardOptions.__slots__ else None
        if expected is None:
            raise SourceRefused(phrase("The test source has no option “{option}”.", option=key))
        if not _is_of_kind(value, expected):
            raise SourceRefused(phrase("The option “{option}” of the test source has a wrong value.", option=key))
    read = TestCardOptions(**dict(options))  # type: ignore[arg-type]
    sides = (read.width, read.height)
    if not (min(sides) >= _SMALLEST_SIDE_PX and max(sides) <= _LARGEST_SIDE_PX and 1 <= read.fps <= _MAX_FPS):
        raise SourceRefused(phrase("The test source cannot have this size or frame rate."))
    if not (math.isfinite(read.hue) and 0 <= read.tone_hz <= SAMPLE_RATE / 2):
        raise SourceRefused(phrase("The test source cannot have this hue or tone."))
    return read


def _is_of_kind(value: object, expected: object) -> bool:
    if isinstance(expected, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(expected, bool)
    if isinstance(expected, float):
        return isinstance(value, int | float)
    return isinstance(value, type(expected))


class TestCard(SwitchedSource):
    """Draws and sounds on demand, exactly by the clock; implements ``Source`` without a thread.

    With ``flash_beep`` the picture is white and a 1 kHz beep sounds for 0.1 s from every full second of the
    clock, and there is silence between.
    """

    __test__ = False  # no test class, whatever its name

    def __init__(self, options: TestCardOptions, clock: Clock) -> None:
        super().__init__(clock, self._drawn_at, self._sounded)
        self._options = options
        self._size = Size(options.width, options.height)
        self._portrait = Portrait(self._size, options.hue)
        self._tone_hz = options.tone_hz or _tone_for(options.hue)
        self._start_s = clock.now()
        self._lock = threading.Lock()
        self._frames: OrderedDict[int, SourceFrame] = OrderedDict()
        self._white = _white(self._size) if options.flash_beep else None

    @property
    def size(self) -> Size | None:
        return self._size

    @property
    def has_video(self) -> bool:
        return True

    @property
    def has_audio(self) -> bool:
        return True

    @property
    def is_stereo(self) -> bool:
        return False

    @property
    def frame_rate(self) -> float:
        return self._options.fps

    @property
    def condition(self) -> Condition:
        return Condition(SourceState.PLAYING)

    def close(self) -> None:
        """There is no thread to end."""

    def _drawn_at(self, time_s: float) -> SourceFrame | None:
        if time_s < self._start_s:
            return None
        serial = math.floor(time_s * self._options.fps + 1e-6)
        with self._lock:
            frame = self._frames.get(serial)
            if frame is None:
                due_s = serial / self._options.fps
                frame = self._frames[serial] = SourceFrame(serial, due_s, self._picture(due_s))
                while len(self._frames) > _KEPT_FRAMES:
                    self._frames.popitem(last=False)
        return frame

    def _picture(self, due_s: float) -> av.VideoFrame:
        if self._white is not None and (due_s + 1e-6) % 1.0 < FLASH_S:
            return self._white
        return self._portrait.at(due_s)

    def _sounded(self, first_sample: int, count: int) -> Sound:
        sample = first_sample + np.arange(count)
        if self._options.flash_beep:
            wave = BEEP_AMPLITUDE * np.sin(math.tau * BEEP_HZ / SAMPLE_RATE * (sample % SAMPLE_RATE))
            wave *= sample % SAMPLE_RATE < FLASH_S * SAMPLE_RATE
        else:
            breath = 0.7 + 0.3 * np.sin(math.tau * (sample / (SAMPLE_RATE * _BREATH_S) % 1.0))
            wave = TONE_AMPLITUDE * breath * np.sin(math.tau * (sample * (self._tone_hz / SAMPLE_RATE) % 1.0))
        wave = np.where(sample >= self._start_s * SAMPLE_RATE, wave, 0.0)
        return np.broadcast_to(wave.astype(np.float32), (2, count)).copy()


def _tone_for(hue: float) -> float:
    return float(_LOWEST_HZ * 2 ** (_SCALE[int(hue % 360 // 60)] / 12))


def _white(size: Size) -> av.VideoFrame:
    half = ((size.height + 1) // 2, (size.width + 1) // 2)
    grey = np.full(half, 128, np.uint8)
    return frame_of((np.full((size.height, size.width), 235, np.uint8), grey, grey))
