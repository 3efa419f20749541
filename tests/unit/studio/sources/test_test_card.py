"""The made-up participant."""

from __future__ import annotations

import math

import numpy as np
import pytest

from chalkreel.base.clock import ManualClock
from chalkreel.domain.geometry import Size
from chalkreel.studio.sources.opening import SourceSpec, open_source
from chalkreel.studio.sources.planes import planes_of
from chalkreel.studio.sources.source import Source, SourceRefused, SourceState


def card(clock: ManualClock, **options: object) -> Source:
    return open_source(SourceSpec("test", options=options), clock)


def luma_at(source: Source, time_s: float) -> np.ndarray:
    frame = source.frame_at(time_s)
    assert frame is not None
    return planes_of(frame.frame)[0]


def test_it_moves_and_is_the_same_for_every_reader() -> None:
    clock = ManualClock()
    source, twin = card(clock, hue=40), card(clock, hue=40)
    assert (source.size, source.has_video, source.has_audio) == (Size(640, 360), True, True)
    assert source.condition.state is SourceState.PLAYING
    assert (luma_at(source, 1001.0) == luma_at(twin, 1001.0)).all()
    assert (luma_at(source, 1001.0) != luma_at(source, 1002.0)).any()


def test_its_pictures_come_at_its_rate() -> None:
    source = card(ManualClock(), fps=10)
    frames = [source.frame_at(1000 + number / 40) for number in range(8)]
    assert [frame.serial for frame in frames if frame] == [10_000] * 4 + [10_001] * 4
    assert source.frame_at(999.0) is None


def test_hue_tells_participants_apart() -> None:
    clock = ManualClock()
    red, green = card(clock, hue=0), card(clock, hue=120)
    chroma = [planes_of(source.frame_at(1001).frame)[1].mean() for source in (red, green)]  # type: ignore[union-attr]
    assert abs(chroma[0] - chroma[1]) > 3


@pytest.mark.parametrize("size", [Size(16, 16), Size(161, 91), Size(1920, 1080), Size(90, 160)])
def test_any_size_can_be_drawn(size: Size) -> None:
    source = card(ManualClock(), width=size.width, height=size.height)
    assert luma_at(source, 1003.3).shape == (size.height, size.width)


def test_flash_and_beep_are_at_full_seconds_of_the_clock() -> None:
    source = card(ManualClock(1000.3), flash_beep=True, fps=30)
    assert luma_at(source, 1001.05).min() == 235
    assert luma_at(source, 1001.15).mean() < 200
    samples = np.abs(source.sound(1001 * 48_000, 48_000)).max(axis=0)
    assert samples[:4800].max() > 0.4
    assert samples[4800:].max() == 0


def test_the_tone_is_continuous_whatever_pieces_it_is_read_in() -> None:
    source = card(ManualClock(), tone_hz=440.0)
    whole = source.sound(1001 * 48_000, 9600)
    pieces = [source.sound(1001 * 48_000 + start, 1600) for start in range(0, 9600, 1600)]
    assert np.concatenate(pieces, axis=1) == pytest.approx(whole, abs=1e-6)
    assert source.sound(999 * 48_000, 100).max() == 0


def test_mute_and_camera_off_work_like_a_publishers() -> None:
    clock = ManualClock()
    source = card(clock, tone_hz=440.0)
    clock.run_for(1.0)
    assert 0.01 < source.level() < 0.2
    source.set_muted(True)
    source.set_camera_off(True)
    assert (source.is_muted, source.is_camera_off, source.level()) == (True, True, 0.0)
    held = source.frame_at(clock.now())
    clock.run_for(1.0)
    assert source.frame_at(clock.now()) is held
    assert source.sound(1001 * 48_000, 480).max() == 0


@pytest.mark.parametrize(
    "options",
    [
        {"nonsense": 1},
        {"fps": 0},
        {"fps": 1000},
        {"fps": "15"},
        {"width": 8},
        {"height": 10_000},
        {"hue": math.nan},
        {"hue": True},
        {"flash_beep": 1},
        {"tone_hz": -1},
        {"__class__": "x"},
    ],
)
def test_wrong_options_are_refused_with_a_sentence(options: dict[str, object]) -> None:
    with pytest.raises(SourceRefused) as refusal:
        card(ManualClock(), **options)
    assert str(refusal.value.sentence).endswith(".")
