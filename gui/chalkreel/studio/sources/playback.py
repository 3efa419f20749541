"""What decoding sources have in common: pictures and sound kept by the time they are due, for any readers."""

from __future__ import annotations

import threading

import numpy as np

from chalkreel.base.clock import Clock
from chalkreel.domain.geometry import Size
from chalkreel.studio.sources.colours import ColourNormaliser
from chalkreel.studio.sources.frame_shelf import FrameShelf
from chalkreel.studio.sources.media import MediaPicture, MediaSound
from chalkreel.studio.sources.opus import OpusShelf
from chalkreel.studio.sources.sound_ring import SoundRing
from chalkreel.studio.sources.source import SAMPLE_RATE, Sound, SourceFrame
from chalkreel.studio.sources.switches import Switches


class Playback:
    """Written by one decoding thread, read by anybody; the part of ``Source`` that is about picture and sound."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._shelf = FrameShelf()
        self._ring = SoundRing()
        self._normaliser = ColourNormaliser()
        self._switches = Switches(clock, self._newest_at, self._samples)
        self._serial = 0
        self._opus: OpusShelf | None = None

    @property
    def size(self) -> Size | None:
        with self._lock:
            newest = self._shelf.newest
        return newest.size if newest else None

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

    @property
    def opus(self) -> OpusShelf | None:
        """The sound's packets, where they are Opus that an Ogg file can carry as it is."""
        return self._opus

    def expect_opus(self, head: bytes | None) -> None:
        """Keep packets of the Opus that this head belongs to from now on; ``None``: the sound is something else."""
        if head is None:
            self._opus = None
        elif self._opus is None or self._opus.head != head:
            self._opus = OpusShelf(head)

    def take(self, item: MediaPicture | MediaSound, due_s: float) -> None:
        """Keep a decoded piece; called by the decoding thread."""
        if isinstance(item, MediaPicture):
            frame = SourceFrame(self._serial, due_s, self._normaliser.normalise(item.frame))
            self._serial += 1
            with self._lock:
                self._shelf.put(frame, self._clock.now())
        else:
            due_sample = round(due_s * SAMPLE_RATE)
            with self._lock:
                self._ring.write(due_sample, item.samples)
            if self._opus is not None and item.opus:
                self._opus.put(due_sample, item.opus)

    def _newest_at(self, time_s: float) -> SourceFrame | None:
        with self._lock:
            return self._shelf.at(time_s)

    def _samples(self, first_sample: int, count: int) -> Sound:
        with self._lock:
            return self._ring.read(first_sample, count)
