"""Recording time: which picture and which samples are due when, with pauses left out."""

from __future__ import annotations

import math

from chalkreel.studio.sources.source import SAMPLE_RATE


class Timeline:
    """Numbers the pictures of a recording and says when each is due; used under the recorder's lock.

    Picture ``n`` is due ``n / fps`` after the start. It stands for the time until the next one, so the sound
    recorded beside it begins half a picture before its due time: an event then is seen at most half a
    picture before or after it is heard.
    """

    def __init__(self, fps: int) -> None:
        self.fps = fps
        self.next_number = 0
        self._base_s = 0.0
        self._segment_number = 0
        self._segment_sample = 0

    @property
    def recorded_ms(self) -> int:
        return round(self.next_number * 1000 / self.fps)

    def run_from(self, now_s: float) -> None:
        """Go on from now: the next picture is due at once."""
        self._base_s = now_s - self.next_number / self.fps
        self._segment_number = self.next_number
        self._segment_sample = round((now_s - 0.5 / self.fps) * SAMPLE_RATE)

    def due_s(self, number: int) -> float:
        return self._base_s + number / self.fps

    def missed(self, now_s: float) -> int:
        """Tell how many whole pictures the next one is late."""
        return max(math.floor((now_s - self.due_s(self.next_number)) * self.fps), 0)

    def starts_segment(self, number: int) -> bool:
        """Whether a picture is the first after the start or a pause."""
        return number == self._segment_number

    def first_sample(self, number: int) -> int:
        """Give the recording's sample number at which a picture begins."""
        return round(number * SAMPLE_RATE / self.fps)

    def clock_sample(self, number: int) -> int:
        """Give the clock's sample number of that sample."""
        return self._segment_sample + self.first_sample(number) - self.first_sample(self._segment_number)
