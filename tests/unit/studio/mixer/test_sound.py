"""The limiter."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from chalkreel.studio.mixer.sound import CEILING, Limiter, faded_in


def pieces_limited(wave: np.ndarray, size: int) -> np.ndarray:
    limiter = Limiter()
    ahead = np.pad(wave, (0, size + 480))
    parts = [
        limiter.limited(
            np.tile(ahead[at : at + size], (2, 1)).astype(np.float32),
            np.tile(ahead[at + size : at + size + 480], (2, 1)).astype(np.float32),
        )
        for at in range(0, wave.size, size)
    ]
    return np.concatenate(parts, axis=1)[0, : wave.size]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0, 12), min_size=2, max_size=10), st.sampled_from([800, 1600, 3200, 6857]))
def test_nothing_is_ever_louder_than_the_ceiling(levels: list[float], size: int) -> None:
    tone = np.sin(np.arange(len(levels) * 2000) * 0.05)
    wave = tone * np.repeat(levels, 2000)
    assert np.abs(pieces_limited(wave, size)).max() <= CEILING + 1e-4


def test_quiet_sound_is_left_as_it_is() -> None:
    wave = 0.9 * np.sin(np.arange(9600) * 0.05)
    assert np.allclose(pieces_limited(wave, 1600), wave, atol=1e-6)


def test_after_a_loud_moment_the_sound_comes_back_slowly_to_its_own_level() -> None:
    wave = 0.5 * np.sin(np.arange(96_000) * 0.05)
    wave[:4800] *= 10
    limited = pieces_limited(wave, 1600)
    assert np.abs(limited[4800:6000]).max() < 0.2
    assert np.abs(limited[-4800:]).max() > 0.49


def test_a_stretch_begins_from_silence() -> None:
    faded = faded_in(np.ones((2, 1000), np.float32))
    assert faded[:, 0].max() == 0
    assert faded[:, 240:].min() == 1
    assert faded_in(np.ones((2, 0), np.float32)).shape == (2, 0)
