"""Mute acts from the moment it was asked for, whenever the sound is fetched."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.base.clock import ManualClock
from chalkreel.studio.sources.source import SAMPLE_RATE, Sound
from chalkreel.studio.sources.switches import SwitchedSource


def ones(first_sample: int, count: int) -> Sound:
    return np.ones((2, count), np.float32)


@given(st.lists(st.integers(1, 400), max_size=5), st.integers(0, 1200))
def test_sound_is_silent_exactly_while_it_was_muted(steps_ms: list[int], length_ms: int) -> None:
    clock = ManualClock(100.0)
    source = SwitchedSource(clock, lambda _: None, ones)
    expected: list[bool] = []
    is_muted = False
    for step_ms in steps_ms:
        expected += [is_muted] * step_ms
        clock.run_for(step_ms / 1000)
        is_muted = not is_muted
        source.set_muted(is_muted)
        source.set_muted(is_muted)  # once more changes nothing
    expected += [is_muted] * length_ms
    per_ms = SAMPLE_RATE // 1000
    sound = source.sound(100 * SAMPLE_RATE, len(expected) * per_ms)
    silent = (sound == 0).all(axis=0).reshape(-1, per_ms)[:, per_ms // 2]  # edges are rounded to a sample
    assert silent.tolist() == expected
    assert source.is_muted is is_muted
