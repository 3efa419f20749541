"""What decoding sources have in common: pictures and sound kept by the time they are due, for any readers."""

from __future__ import annotations

import threading

from chalkreel.base.clock import Clock
from chalkreel.base.phrase import Phrase
from chalkreel.domain.geometry import Size
from chalkreel.studio.sources.colours import ColourNormaliser
from chalkreel.studio.sources.frame_shelf import FrameShelf
from chalkreel.studio.sources.media import MediaPass, MediaPicture, MediaSound
from chalkreel.studio.sources.opus import OpusShelf
from chalkreel.studio.sources.sound_ring import SoundRing
from chalkreel.studio.sources.source import SAMPLE_RATE, Condition, Sound, SourceFrame, SourceState
from chalkreel.studio.sources.switches import SwitchedSource

STALLED_AFTER_S = 1.0


class Playback(SwitchedSource):
    """Written by one decoding thread, read by anybody; all of ``Source`` but its end.

    ``stalled`` is said while what plays is not decoded in time.
    """

    def __init__(self, clock: Clock, stalled: Phrase) -> None:
        super().__init__(clock, self._newest_at, self._samples)
        self.has_video = self.has_audio = self.is_stereo = False
        self.frame_rate = 0.0
        self._stalled = stalled
        self._state = SourceState.STARTING
        self._problem: Phrase | None = None
        self._decoded_to_s = 0.0
        self._lock = threading.Lock()
        self._shelf = FrameShelf()
        self._ring = SoundRing()
        self._normaliser = ColourNormaliser()
        self._serial = 0
        self._opus: OpusShelf | None = None

    @property
    def size(self) -> Size | None:
        with self._lock:
            newest = self._shelf.newest
        return newest.size if newest else None

    @property
    def condition(self) -> Condition:
        with self._lock:
            state, problem, decoded_to_s = self._state, self._problem, self._decoded_to_s
        if state is SourceState.PLAYING and self._clock.now() - decoded_to_s > STALLED_AFTER_S:
            return Condition(SourceState.STALLED, self._stalled)
        return Condition(state, problem)

    @property
    def opus(self) -> OpusShelf | None:
        """The sound's packets, where they are Opus that an Ogg file can carry as it is."""
        return self._opus

    def _expect(self, media: MediaPass) -> None:
        """Say what comes from now on."""
        self.has_video, self.has_audio = media.has_video, media.has_audio
        self.is_stereo, self.frame_rate = media.is_stereo, media.frame_rate
        self._expect_opus(media.opus_head)

    def _expect_opus(self, head: bytes | None) -> None:
        """Keep packets of the Opus that this head belongs to from now on; ``None``: the sound is something else."""
        if head is None:
            self._opus = None
        elif self._opus is None or self._opus.head != head:
            self._opus = OpusShelf(head)

    def take(self, item: MediaPicture | MediaSound, due_s: float) -> None:
        """Keep a decoded piece; called by the decoding thread."""
        if isinstance(item, MediaPicture):
            frame = SourceFrame(self._serial, due_s, self._normaliser.normalise(item.frame, item.pixel_ratio))
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

    def _set_state(self, state: SourceState, problem: Phrase | None = None) -> None:
        with self._lock:
            self._state, self._problem = state, problem
