"""A stream is recorded as it comes, within the contract's ceilings."""

from __future__ import annotations

from dataclasses import dataclass

import hypothesis.strategies as st
import pytest
from hypothesis import given

from chalkreel.contract.start_record import Whiteboard
from chalkreel.domain.enums import OutputFileFormat, StreamType
from chalkreel.domain.geometry import Size
from chalkreel.studio.outputs.output import EncodingSettings
from chalkreel.studio.outputs.plan import planned_files
from chalkreel.studio.tasks.single_settings import (
    LARGEST_AREA_PX,
    LONGEST_SIDE_PX,
    board_scene,
    recorded_size,
    stream_settings,
)


@dataclass
class SentStream:
    """What a publisher sends, as far as it decides how it is recorded."""

    size: Size | None
    frame_rate: float
    is_stereo: bool = True


SIDES = st.integers(16, 8192)


@given(SIDES, SIDES)
def test_a_size_is_even_within_the_ceiling_and_of_the_same_shape(width: int, height: int) -> None:
    size = recorded_size(Size(width, height))

    assert not (size.width | size.height) & 1
    assert max(size.width, size.height) <= LONGEST_SIDE_PX
    assert size.area <= LARGEST_AREA_PX
    scale = max(size.width / width, size.height / height)
    assert width * scale - size.width <= 4 * max(1, width / height)
    assert height * scale - size.height <= 4 * max(1, height / width)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (Size(640, 360), Size(640, 360)),
        (Size(641, 361), Size(640, 360)),
        (Size(1080, 1920), Size(1080, 1920)),
        (Size(3840, 2160), Size(1920, 1080)),
        (Size(1920, 1920), Size(1440, 1440)),
    ],
)
def test_sizes_up_to_the_ceiling_stay(size: Size, expected: Size) -> None:
    assert recorded_size(size) == expected


@pytest.mark.parametrize(("rate", "fps"), [(15.0, 15), (29.97, 30), (0.5, 5), (23.976, 24), (120.0, 60)])
def test_the_frame_rate_is_the_streams_own_within_bounds(rate: float, fps: int) -> None:
    planned = planned_files(OutputFileFormat.MP4, StreamType.AUDIO_VIDEO)

    assert stream_settings(SentStream(Size(320, 180), rate), planned).fps == fps


@pytest.mark.parametrize(("is_stereo", "channels", "bps"), [(True, 2, 128_000), (False, 1, 64_000)])
def test_sound_has_as_many_channels_as_are_sent(*, is_stereo: bool, channels: int, bps: int) -> None:
    planned = planned_files(OutputFileFormat.AAC, StreamType.AUDIO_VIDEO)

    made = stream_settings(SentStream(None, 0.0, is_stereo=is_stereo), planned)
    encoded = EncodingSettings(None, made.fps, 0, made.audio_bitrate_bps, is_mono=made.is_mono)

    assert (encoded.channels, encoded.audio_bitrate_bps) == (channels, bps)


def test_sound_alone_needs_neither_size_nor_rate() -> None:
    planned = planned_files(OutputFileFormat.MP3, StreamType.AUDIO_VIDEO)

    made = stream_settings(SentStream(None, 0.0), planned)

    assert (made.has_video, made.has_audio, made.fps) == (False, True, 15)


@pytest.mark.parametrize(
    ("ratio", "area"),
    [
        ((16, 9), (0, 0, 1280, 720)),
        ((4, 3), (160, 0, 1120, 720)),
        ((1, 1), (280, 0, 1000, 720)),
        ((32, 9), (0, 180, 1280, 540)),
    ],
)
def test_a_board_has_the_ratio_asked_for(ratio: tuple[int, int], area: tuple[int, int, int, int]) -> None:
    whiteboard = Whiteboard(horizontal_ratio=ratio[0], vertical_ratio=ratio[1])

    (region,) = board_scene(whiteboard, None).layout.regions

    assert (region.rect.left, region.rect.top, region.rect.right, region.rect.bottom) == area
