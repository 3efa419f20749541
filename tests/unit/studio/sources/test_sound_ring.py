"""Sound by the clock's sample numbers."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.studio.sources.sound_ring import SoundRing


def counted(first: int, count: int) -> np.ndarray:
    """Samples that carry their own number."""
    return np.arange(first, first + count, dtype=np.float32)[None] + 1


@given(st.lists(st.integers(1, 700), min_size=1, max_size=12), st.integers(-300, 3000), st.integers(0, 1200))
def test_what_was_written_is_read_at_its_place_and_silence_elsewhere(sizes: list[int], first: int, count: int) -> None:
    ring = SoundRing(1000)
    position = 0
    for size in sizes:
        ring.write(position, counted(position, size))
        position += size
    expected = [
        float(number + 1) if max(0, position - 1000) <= number < position else 0.0
        for number in range(first, first + count)
    ]
    result = ring.read(first, count)
    assert result.shape == (2, count)
    assert result[0].tolist() == expected
    assert result[1].tolist() == expected


def test_a_gap_is_silence_and_a_rounded_time_stamp_is_none() -> None:
    ring = SoundRing(48_000)
    ring.write(0, np.ones((2, 1000), np.float32))
    ring.write(1010, np.ones((2, 1000), np.float32))  # rounded: joined
    assert ring.end_sample == 2000
    ring.write(4000, np.ones((2, 1000), np.float32))
    assert ring.read(2000, 2000).max() == 0
    assert ring.read(4000, 1000).min() == 1
    ring.write(4000, np.full((2, 2000), 0.5, np.float32))  # what was there already stays
    assert ring.read(4000, 1000).min() == 1
    assert ring.read(5000, 1000).min() == 0.5


def test_a_long_silence_and_a_jump_far_ahead_do_no_harm() -> None:
    ring = SoundRing(100)
    assert ring.end_sample is None
    assert ring.read(0, 10).max() == 0
    ring.write(0, np.ones((1, 50), np.float32))
    ring.write(10**9, np.ones((1, 50), np.float32))
    assert ring.read(0, 50).max() == 0
    assert ring.read(10**9, 50).min() == 1


def test_a_second_channel_may_come_later() -> None:
    ring = SoundRing(100)
    ring.write(0, np.ones((1, 20), np.float32))
    ring.write(20, np.stack((np.full(20, 0.5, np.float32), np.zeros(20, np.float32))))
    both = ring.read(0, 40)
    assert both[:, :20].min() == 1
    assert both[0, 20:].min() == 0.5
    assert both[1, 20:].max() == 0
