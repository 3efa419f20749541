"""What a publisher can do to any source while it is sent: mute, camera off."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np

from chalkreel.base.clock import Clock
from chalkreel.studio.sources.loudness import METER_S, loudness
from chalkreel.studio.sources.source import SAMPLE_RATE, Sound, SourceFrame


class Switches:
    """Mute and camera-off around plain reads of picture and sound; owned by each source."""

    def __init__(
        self,
        clock: Clock,
        frame_at: Callable[[float], SourceFrame | None],
        sound: Callable[[int, int], Sound],
    ) -> None:
        self._clock = clock
        self._frame_at = frame_at
        self._sound = sound
        self._lock = threading.Lock()
        self._frozen: SourceFrame | None = None
        self.is_muted = False
        self.is_camera_off = False

    def set_camera_off(self, camera_off: bool) -> None:
        with self._lock:
            if camera_off and not self.is_camera_off:
                self._frozen = self._frame_at(self._clock.now())
            self.is_camera_off = camera_off

    def frame_at(self, time_s: float) -> SourceFrame | None:
        with self._lock:
            if self.is_camera_off:
                return self._frozen
        return self._frame_at(time_s)

    def sound(self, first_sample: int, count: int) -> Sound | None:
        """Give the samples, ``None`` while muted."""
        return None if self.is_muted else self._sound(first_sample, count)

    def level(self) -> float:
        if self.is_muted:
            return 0.0
        count = round(METER_S * SAMPLE_RATE)
        return loudness(self._sound(round(self._clock.now() * SAMPLE_RATE) - count, count))


class SwitchedSource:
    """Picture and sound of a ``Source``, switched; ``frame_at`` and ``sound`` give what it would send otherwise."""

    def __init__(
        self,
        clock: Clock,
        frame_at: Callable[[float], SourceFrame | None],
        sound: Callable[[int, int], Sound],
    ) -> None:
        self._switches = Switches(clock, frame_at, sound)

    @property
    def is_muted(self) -> bool:
        return self._switches.is_muted

    @property
    def is_camera_off(self) -> bool:
        return self._switches.is_camera_off

    def frame_at(self, time_s: float) -> SourceFrame | None:
        return self._switches.frame_at(time_s)

    def sound(self, first_sample: int, count: int) -> Sound:
        samples = self._switches.sound(first_sample, count)
        return np.zeros((2, count), np.float32) if samples is None else samples

    def level(self) -> float:
        return self._switches.level()

    def set_muted(self, muted: bool) -> None:
        self._switches.is_muted = muted

    def set_camera_off(self, camera_off: bool) -> None:
        self._switches.set_camera_off(camera_off)
