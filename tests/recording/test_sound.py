"""What is heard in a recording."""

from __future__ import annotations

import numpy as np
import pytest

from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.studio.mixer.sound import CEILING
from chalkreel.studio.outputs.inspection import sound_of
from chalkreel.studio.sources.opening import SourceSpec
from tests.support.recordings import Studio, settings, sound_file

SMALL = Size(320, 180)


def tone(hz: int) -> SourceSpec:
    return SourceSpec("test", options={"tone_hz": hz, "width": 64, "height": 36})


def test_every_stream_with_a_view_is_heard_and_the_others_are_not(recording: Studio) -> None:
    for stream_id, hz in (("ann", 500), ("bob", 900), ("cy", 1700)):
        recording.open(stream_id, tone(hz))
    two_views = Layout(
        MixMode.CUSTOM,
        (Region("1", Rect(0, 0, 160, 180)), Region("2", Rect(160, 0, 320, 180), stream_id="cy")),
    )
    recorder = recording.recorder(settings(SMALL))
    recorder.start(recording.scene(two_views))
    recording.clock.run_for(1.5)
    finished = recorder.stop()
    assert finished is not None
    sound = sound_of(finished.path)
    assert sound is not None
    assert sound.tone_amplitude(500, 0.3, 1.3) > 0.03
    assert sound.tone_amplitude(1700, 0.3, 1.3) > 0.03
    assert sound.tone_amplitude(900, 0.3, 1.3) < 0.003


def test_each_participant_is_as_loud_in_the_mix_as_at_home(recording: Studio) -> None:
    tones = {"ann": 500, "bob": 900, "cy": 1700}
    for stream_id, hz in tones.items():
        path = sound_file(recording.folder / f"{stream_id}.wav", hz, 3.0, "pcm_s16le")
        recording.open(stream_id, SourceSpec("file", path=str(path)))
    recorder = recording.recorder(settings(SMALL, audio_bitrate_bps=128_000))
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(1.3)
    recording.sources["bob"].set_muted(True)
    recording.clock.run_for(1.3)
    finished = recorder.stop()
    assert finished is not None
    sound = sound_of(finished.path)
    assert sound is not None
    together, without_bob = (
        [sound.tone_amplitude(hz, from_s, from_s + 0.8) for hz in tones.values()] for from_s in (0.4, 1.7)
    )
    assert together == pytest.approx([0.3, 0.3, 0.3], rel=0.12)  # 1 dB
    assert without_bob == pytest.approx([0.3, 0, 0.3], rel=0.12, abs=0.002)


def test_a_muted_stream_is_silent_and_its_camera_goes_on(recording: Studio) -> None:
    source = recording.open("ann", tone(700))
    recorder = recording.recorder(settings(SMALL))
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(1.0)
    source.set_muted(True)
    assert source.level() == 0
    recording.clock.run_for(1.0)
    source.set_muted(False)
    assert source.level() > 0
    recording.clock.run_for(1.0)
    finished = recorder.stop()
    assert finished is not None
    sound = sound_of(finished.path)
    assert sound is not None
    loud, silent, again = (sound.tone_amplitude(700, at + 0.2, at + 0.8) for at in (0.0, 1.0, 2.0))
    assert loud > 0.03
    assert silent < 0.002
    assert again > 0.03


def test_many_loud_streams_stay_below_full_scale(recording: Studio, tmp_path: object) -> None:
    path = sound_file(recording.folder / "loud.wav", 440, 2.0, "pcm_s16le")
    for number in range(6):
        recording.open(f"s{number}", SourceSpec("file", path=str(path)))
    recorder = recording.recorder(settings(SMALL, audio_bitrate_bps=128_000))
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(1.5)
    finished = recorder.stop()
    assert finished is not None
    sound = sound_of(finished.path)
    assert sound is not None
    assert sound.samples.shape[0] == 2
    assert float(np.abs(sound.samples).max()) < 1.0
    assert sound.tone_amplitude(440, 0.5, 1.4) == pytest.approx(CEILING, abs=0.15)


@pytest.mark.parametrize(("codec", "suffix", "rate"), [("pcm_s16le", ".wav", 44_100), ("libmp3lame", ".mp3", 22_050)])
def test_sound_files_of_any_rate_keep_their_pitch(recording: Studio, codec: str, suffix: str, rate: int) -> None:
    path = sound_file(recording.folder / f"tone{suffix}", 600, 2.5, codec, rate)
    source = recording.open("ann", SourceSpec("file", path=str(path)))
    assert (source.has_video, source.has_audio, source.size) == (False, True, None)
    recorder = recording.recorder(settings(SMALL))
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(2.0)
    finished = recorder.stop()
    assert finished is not None
    sound = sound_of(finished.path)
    assert sound is not None
    assert sound.tone_amplitude(600, 0.5, 1.9) == pytest.approx(0.3, abs=0.03)
    assert sound.tone_amplitude(653, 0.5, 1.9) < 0.01
