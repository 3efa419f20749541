"""The bit rate asked for is the one the sound is recorded with."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from chalkreel.domain.enums import StreamType
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.studio.sources.opening import SourceSpec
from chalkreel.studio.sources.source import SAMPLE_RATE
from tests.support.recordings import Studio, settings


def noise_file(path: Path, seconds: float) -> Path:
    """Write noise: unlike a tone or silence it takes every bit an encoder may spend."""
    noise = np.random.default_rng(1).normal(0, 0.2, (1, round(seconds * SAMPLE_RATE))).clip(-1, 1)
    with av.open(str(path), "w") as container:
        audio = container.add_stream("pcm_s16le", rate=SAMPLE_RATE, layout="mono")
        frame = av.AudioFrame.from_ndarray((noise * 32767).astype(np.int16), format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, 0, Fraction(1, SAMPLE_RATE)
        container.mux(audio.encode(frame))
        container.mux(audio.encode(None))
    return path


def spent_bps(recording: Studio, asked_bps: int) -> float:
    mix = settings(Size(320, 180), stream_type=StreamType.AUDIO, audio_bitrate_bps=asked_bps)
    recorder = recording.recorder(mix, f"{asked_bps}.mp4")
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(1.0)
    finished = recorder.stop()
    assert finished is not None
    with av.open(str(finished.path)) as container:
        return sum(packet.size for packet in container.demux(audio=0)) * 8000 / finished.duration_ms


def test_the_bit_rate_asked_for_decides_what_is_spent_on_sound(recording: Studio, tmp_path: Path) -> None:
    """Rates are compared with each other: on noise the encoder overshoots low ones by about a third."""
    recording.open("ann", SourceSpec("file", path=str(noise_file(tmp_path / "noise.wav", 3.0))))
    low, high = (spent_bps(recording, asked_bps) for asked_bps in (32_000, 96_000))
    assert high > 1.8 * low
    assert high == pytest.approx(96_000, rel=0.15)
