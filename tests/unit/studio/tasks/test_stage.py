"""What a request's mix is read as."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.domain.enums import FrameFillMode, PerStreamType, SoundWaveType
from chalkreel.domain.geometry import Size
from chalkreel.domain.limits import MAX_CANVAS_SIDE_PX
from chalkreel.studio.mixer.values import MixSettings
from chalkreel.studio.tasks.stage import mix_settings
from tests.drivers.studio import start_request


def read(**changes: Any) -> MixSettings:
    return mix_settings(StartRecordRequest.from_wire(start_request("r", Path("/recordings"), **changes)))


def test_without_options_nothing_is_switched_on() -> None:
    mix = read()
    assert not mix.fill_rules.fill_blank
    assert mix.fill_rules.frame_fill is FrameFillMode.LAST_FRAME
    assert (mix.stream_choices, mix.clock_font_px, mix.sound_wave) == ({}, 0, None)
    assert mix.audio_bitrate_bps == 48_000
    assert (mix.background_rgb, mix.board_background_rgb) == ((0, 0, 0), (255, 255, 255))


def test_every_option_of_the_mix_is_read() -> None:
    mix = read(
        FillBlank=True,
        FillFrame={"FrameFillMode": 2, "FrameFillColor": 0x0A141E00},
        HasWhiteboard=True,
        Whiteboard=[{"HorizontalRatio": 4, "VerticalRatio": 3, "BackgroundColor": 0x46505A00}],
        MixConfig={
            "MixOutputVideoConfig": {"Width": 640, "Height": 360, "Fps": 24, "Bitrate": 700_000},
            "MixOutputBackgroundColor": 0x28323C00,
            "MixOutputAudioConfig": {"Bitrate": 96_000},
            "MixOutputWatermarkTimestampConfig": {"FontSize": 24},
            "RecordSoundWave": True,
            "SoundWaveType": 1,
        },
    )
    assert (mix.canvas, mix.fps, mix.video_bitrate_bps) == (Size(640, 360), 24, 700_000)
    assert (mix.background_rgb, mix.board_background_rgb) == ((40, 50, 60), (70, 80, 90))
    assert mix.fill_rules.fill_blank
    assert (mix.fill_rules.frame_fill, mix.frame_fill_rgb) == (FrameFillMode.COLOR, (10, 20, 30))
    assert (mix.audio_bitrate_bps, mix.clock_font_px, mix.sound_wave) == (96_000, 24, SoundWaveType.USER_ID)


@pytest.mark.parametrize(("stream_type", "has_effect"), [(1, False), (2, False), (3, True), (4, True)])
def test_a_choice_per_stream_counts_only_where_both_are_recorded(stream_type: int, has_effect: bool) -> None:
    listed = [
        {"StreamId": "a", "StreamType": 1},
        {"StreamId": "b", "StreamType": 0},
        {"StreamId": "", "StreamType": 2},
    ]
    mix = read(StreamType=stream_type, MixConfig={"StreamConfigList": listed})
    expected = [PerStreamType.AUDIO, PerStreamType.DEFAULT, PerStreamType.VIDEO]
    if not has_effect:
        expected = [PerStreamType.DEFAULT] * 3
    assert [mix.choice_of(stream_id) for stream_id in ("a", "b", "anybody")] == expected


def test_where_no_picture_is_asked_for_every_place_a_region_may_name_has_its_view() -> None:
    request = start_request("r", Path("/recordings"), StreamType=1)
    del request["RecordInputParams"]["MixConfig"]["MixOutputVideoConfig"]
    mix = mix_settings(StartRecordRequest.from_wire(request))
    assert not mix.has_video
    assert mix.canvas == Size(MAX_CANVAS_SIDE_PX, MAX_CANVAS_SIDE_PX)
