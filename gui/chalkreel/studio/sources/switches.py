"""What a publisher can do to any source while it is sent: mute, camera off."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable

import numpy as np

from chalkreel.base.clock import Clock
from chalkreel.studio.sources.loudness import METER_S, loudness
from chalkreel.studio.sources.source import SAMPLE_RATE, Sound, SourceFrame

_KEPT_SAMPLES = 2 * SAMPLE_RATE
"""Nobody asks for sound that is longer ago."""

_EVER = sys.maxsize


class SwitchedSource:
    """Picture and sound of a ``Source``, switched; ``sent_frame_at`` and ``sent_sound`` give what it sends itself."""

    def __init__(
        self,
        clock: Clock,
        sent_frame_at: Callable[[float], SourceFrame | None],
        sent_sound: Callable[[int, int], Sound],
    ) -> None:
        self._clock = clock
        self._sent_frame_at = sent_frame_at
        self._sent_sound = sent_sound
        self._camera_lock = threading.Lock()
        self._frozen: SourceFrame | None = None
        self._is_muted = False
        self._mutes: tuple[range, ...] = ()
        self._is_camera_off = False

    @property
    def is_muted(self) -> bool:
        return self._is_muted

    @property
    def is_camera_off(self) -> bool:
        return self._is_camera_off

    def set_muted(self, muted: bool) -> None:
        """Switch from this moment on: sound of before and after that is asked for later is as it was then."""
        sample = round(self._clock.now() * SAMPLE_RATE)
        if muted and not self._is_muted:
            self._mutes = (*(mute for mute in self._mutes if mute.stop > sample - _KEPT_SAMPLES), range(sample, _EVER))
        elif not muted and self._is_muted:
            self._mutes = (*self._mutes[:-1], range(self._mutes[-1].start, sample))
        self._is_muted = muted

    def set_camera_off(self, camera_off: bool) -> None:
        with self._camera_lock:
            if camera_off and not self._is_camera_off:
                self._frozen = self._sent_frame_at(self._clock.now())
            self._is_camera_off = camera_off

    def frame_at(self, time_s: float) -> SourceFrame | None:
        with self._camera_lock:
            if self._is_camera_off:
                return self._frozen
        return self._sent_frame_at(time_s)

    def sound(self, first_sample: int, count: int) -> Sound:
        mutes = self._mutes
        if mutes and mutes[-1].start <= first_sample and first_sample + count <= mutes[-1].stop:
            return np.zeros((2, count), np.float32)
        samples = self._sent_sound(first_sample, count)
        for mute in mutes:
            samples[:, max(mute.start - first_sample, 0) : max(mute.stop - first_sample, 0)] = 0
        return samples

    def level(self) -> float:
        if self._is_muted:
            return 0.0
        count = round(METER_S * SAMPLE_RATE)
        return loudness(self._sent_sound(round(self._clock.now() * SAMPLE_RATE) - count, count))
