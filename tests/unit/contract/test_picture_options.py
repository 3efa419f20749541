"""What the settings say and what the request says are the same picture."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from chalkreel.contract.picture_options import picture_options
from chalkreel.contract.storage import StorageParams
from chalkreel.controllers.take_plan import TakePlan, start_request
from chalkreel.domain.enums import FrameFillMode, PerStreamType, RecordMode, StreamType
from chalkreel.domain.geometry import Rect
from chalkreel.domain.layout import Layout
from chalkreel.domain.picture_options import options_of
from chalkreel.domain.take_settings import DEFAULTS, StreamChoice, TakeSettings

STORAGE = StorageParams(
    vendor=10, region="r", bucket="b", access_key_id="i", access_key_secret="s", end_point="http://e.example"
)
COLOURS, ADDRESSES = st.integers(0, 0xFFFFFF), st.sampled_from(["", "https://x.example/a.png"])
CHOICES = st.lists(st.sampled_from(PerStreamType).map(lambda kind: StreamChoice("ann", kind)), max_size=1).map(tuple)
SETTINGS = st.builds(
    replace,
    st.just(DEFAULTS),
    background_rgb=COLOURS,
    board_rgb=COLOURS,
    fill_frame_rgb=COLOURS,
    fill_blank=st.booleans(),
    fill_frame_mode=st.sampled_from(FrameFillMode),
    background_image=ADDRESSES,
    empty_view_image=ADDRESSES,
    watermark_image=ADDRESSES,
    watermark_place=st.just(Rect(10, 20, 30, 40)),
    clock_font_px=st.sampled_from([None, 12, 100]),
    stream_choices=CHOICES,
    stream_type=st.sampled_from([StreamType.VIDEO, StreamType.AUDIO_VIDEO, StreamType.SEPARATE]),
)


def plan(settings: TakeSettings) -> TakePlan:
    return TakePlan("room", settings.canvas, Layout(), STORAGE, settings, board_id="board")


@given(SETTINGS)
def test_what_is_drawn_before_a_take_is_what_its_request_asks_for(settings: TakeSettings) -> None:
    said = picture_options(start_request(plan(settings), "").record_input_params)

    assert said is not None
    meant = options_of(settings)
    assert said.has_whiteboard is True
    for name in ("background_rgb", "background_image", "board_rgb", "fill_blank", "frame_fill", "clock_font_px"):
        assert getattr(said, name) == getattr(meant, name)
    # What has no effect is not sent, and so cannot be read again.
    assert said.shown_default_image == meant.shown_default_image
    assert (said.shown_watermark, said.watermark_place) == (meant.shown_watermark, meant.watermark_place)
    assert said.choice_of("ann") == meant.choice_of("ann")
    if meant.frame_fill is FrameFillMode.COLOR:
        assert said.frame_fill_rgb == meant.frame_fill_rgb


def test_single_files_have_no_mixed_picture() -> None:
    settings = replace(DEFAULTS, record_mode=RecordMode.SINGLE)
    assert picture_options(start_request(plan(settings), "").record_input_params) is None
