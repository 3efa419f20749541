"""The bit rates asked for are those picture and sound are recorded with."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from chalkreel.domain.enums import OutputFileFormat, StreamType
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.studio.mixer.recorder import Recorder
from chalkreel.studio.mixer.values import MixSettings
from chalkreel.studio.outputs.files import FormatSettings, RecordingFiles, Target
from chalkreel.studio.outputs.hls import FragmentSettings
from chalkreel.studio.outputs.plan import planned_files
from chalkreel.studio.sources.opening import SourceSpec
from chalkreel.studio.sources.source import SAMPLE_RATE
from tests.support.recordings import Studio, settings, steady, video_file

RECORDED = {
    OutputFileFormat.MP4: "mp4",
    OutputFileFormat.FLV: "flv",
    OutputFileFormat.HLS: "hls",
    OutputFileFormat.AAC: "aac",
    OutputFileFormat.MP3: "mp3",
    OutputFileFormat.OGG: "ogg",
}
"""Each format that is encoded, and how a player calls it."""


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


def spent_bps(recording: Studio, mix: MixSettings) -> float:
    """Record one second and tell what its only track takes."""
    recorder = recording.recorder(mix, f"{mix.audio_bitrate_bps} {mix.video_bitrate_bps}.mp4")
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(1.0)
    finished = recorder.stop()
    assert finished is not None
    with av.open(str(finished.path)) as container:
        return sum(packet.size for packet in container.demux(container.streams[0])) * 8000 / finished.duration_ms


def test_the_bit_rate_asked_for_decides_what_is_spent_on_sound(recording: Studio, tmp_path: Path) -> None:
    """Rates are compared with each other: on noise the encoder overshoots low ones by about a third."""
    recording.open("ann", SourceSpec("file", path=str(noise_file(tmp_path / "noise.wav", 3.0))))
    sound = settings(Size(320, 180), stream_type=StreamType.AUDIO)
    low, high = (spent_bps(recording, replace(sound, audio_bitrate_bps=asked)) for asked in (32_000, 96_000))
    assert high > 1.8 * low
    assert high == pytest.approx(96_000, rel=0.15)


def test_the_bit_rate_asked_for_decides_what_is_spent_on_the_picture(recording: Studio, tmp_path: Path) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (30, 90, 160, 3), np.uint8)
    noise = video_file(tmp_path / "noise.mp4", Size(160, 90), lambda number: pixels[number], times=steady(1.2))
    recording.open("ann", SourceSpec("file", path=str(noise)))
    picture = settings(Size(160, 90), stream_type=StreamType.VIDEO)
    low, high = (spent_bps(recording, replace(picture, video_bitrate_bps=asked)) for asked in (200_000, 800_000))
    assert high > 2 * low


@pytest.mark.parametrize("asked_bps", [1, 100, 1_000_000])
@pytest.mark.parametrize("file_format", list(RECORDED), ids=lambda value: value.value)
def test_a_rate_that_no_encoder_takes_is_brought_to_the_nearest(
    recording: Studio, asked_bps: int, file_format: OutputFileFormat
) -> None:
    recording.open("ann", SourceSpec("test", options={"width": 160, "height": 90, "tone_hz": 440}))
    (planned,) = planned_files(file_format, StreamType.AUDIO_VIDEO)
    kind = StreamType.AUDIO_VIDEO if planned.has_video else StreamType.AUDIO
    mix = settings(Size(160, 90), stream_type=kind)
    mix = replace(mix, audio_bitrate_bps=asked_bps, video_bitrate_bps=asked_bps)
    target = Target(recording.folder / f"take.{planned.extension}", planned)
    files = RecordingFiles((target,), FormatSettings(fragments=FragmentSettings(2)))
    recorder = Recorder(mix, files, recording.clock, on_failed=lambda *told: recording.failures.append(told))
    recording.recorders.append(recorder)
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(1.0)
    finished = recorder.stop()
    assert recording.failures == []
    assert finished is not None
    assert finished.duration_ms == pytest.approx(1000, abs=120)  # encoders put some sound in front
    with av.open(str(finished.path)) as container:
        assert RECORDED[file_format] in container.format.name
