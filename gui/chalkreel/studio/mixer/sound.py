"""The mixed sound: the sum of what is heard, kept below full scale."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from chalkreel.studio.sources.source import SAMPLE_RATE, Sound, Source

CEILING = 0.95
_BLOCK = SAMPLE_RATE // 100
_RELEASE_PER_BLOCK = 0.02
_FADE = SAMPLE_RATE // 200


class Limiter:
    """Turns sound down where it would be louder than full scale, and slowly up again.

    The gain is known at the ends of blocks of 10 ms and goes straight between them; each end looks at the
    block before and the block after it, so the sound never gets through too loud. That needs one block of
    sound ahead, which the caller gives.
    """

    def __init__(self) -> None:
        self._gain = 1.0

    def limited(self, samples: Sound, ahead: Sound) -> Sound:
        """Limit ``samples``; ``ahead`` is the sound that follows them."""
        both = np.concatenate((samples, ahead), axis=1)
        peak = float(np.abs(both).max(initial=0.0))
        if peak <= CEILING and self._gain >= 1.0:
            return samples
        count = samples.shape[1]
        edges = np.append(np.arange(0, count, _BLOCK), count)
        needed = [_needed_gain(both[:, start : start + _BLOCK]) for start in edges]
        gains = [min(self._gain, needed[0])]
        for before, after in pairwise(needed):
            gains.append(min(before, after, gains[-1] + _RELEASE_PER_BLOCK, 1.0))
        self._gain = gains[-1]
        curve = np.interp(np.arange(count), edges, gains).astype(np.float32)
        limited: Sound = samples * curve
        return limited


def _needed_gain(block: Sound) -> float:
    peak = float(np.abs(block).max(initial=0.0))
    return min(1.0, CEILING / peak) if peak > 0 else 1.0


class SoundMixer:
    """Adds up sources by the clock's sample numbers; used by the mixer's thread only."""

    def __init__(self) -> None:
        self._limiter = Limiter()

    def mixed(self, sources: Sequence[Source], first_sample: int, count: int) -> Sound:
        """Give ``count`` samples of the mix."""
        total: Sound = np.zeros((2, count + _BLOCK), np.float32)
        for source in sources:
            total += source.sound(first_sample, count + _BLOCK)
        return self._limiter.limited(total[:, :count], total[:, count:])


def faded_in(samples: Sound) -> Sound:
    """Soften the start of a stretch, so that cutting out a pause is not heard as a click."""
    length = min(_FADE, samples.shape[1])
    result = samples.copy()
    result[:, :length] *= np.linspace(0, 1, length, dtype=np.float32)
    return result
