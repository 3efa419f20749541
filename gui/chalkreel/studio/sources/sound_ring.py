"""The latest stretch of a source's sound, by the clock's sample number."""

from __future__ import annotations

import numpy as np

from chalkreel.studio.sources.source import SAMPLE_RATE, Sound

_SEAM_SAMPLES = SAMPLE_RATE // 100
"""Time stamps are often rounded: sound that starts this near to the end of the last is joined without a gap."""


class SoundRing:
    """A ring of samples, of one channel until two are written; one writer, any readers. The caller holds the lock."""

    def __init__(self, capacity: int = SAMPLE_RATE * 5 // 4) -> None:
        self._data: Sound = np.zeros((1, capacity), np.float32)
        self._capacity = capacity
        self._end = 0
        self._is_empty = True

    @property
    def end_sample(self) -> int | None:
        """Give the sample number after the last one written, ``None`` before the first."""
        return None if self._is_empty else self._end

    def write(self, first: int, samples: Sound) -> None:
        """Put ``samples`` (2 or 1 rows) where they are due; a gap before them is silence."""
        count = samples.shape[1]
        if samples.shape[0] > self._data.shape[0]:
            self._data = np.repeat(self._data, samples.shape[0], axis=0)
        if self._is_empty or first - self._end > self._capacity:
            self._data[:] = 0
            self._end, self._is_empty = first, False
        gap = first - self._end
        if gap > _SEAM_SAMPLES:
            self._put(self._end, np.zeros((1, gap), np.float32))
        elif gap < -_SEAM_SAMPLES:
            samples = samples[:, min(-gap, count) :]
        self._put(self._end, samples)

    def read(self, first: int, count: int) -> Sound:
        """Copy samples of two channels out; those not (or no longer) there are silence."""
        result: Sound = np.zeros((2, count), np.float32)
        if self._is_empty:
            return result
        start = max(first, self._end - self._capacity)
        stop = min(first + count, self._end)
        position = start
        while position < stop:
            at = position % self._capacity
            part = min(stop - position, self._capacity - at)
            result[:, position - first : position - first + part] = self._data[:, at : at + part]
            position += part
        return result

    def _put(self, first: int, samples: Sound) -> None:
        total = samples.shape[1]
        samples = samples[:, -self._capacity :]
        position = first + total - samples.shape[1]
        done = 0
        while done < samples.shape[1]:
            at = (position + done) % self._capacity
            part = min(samples.shape[1] - done, self._capacity - at)
            self._data[:, at : at + part] = samples[:, done : done + part]
            done += part
        self._end = first + total
