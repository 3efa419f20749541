"""Take settings of every kind, right and wrong, and a plan to judge them by."""

from hypothesis import strategies as st

from chalkreel.controllers.take_plan import TakePlan
from chalkreel.domain import enums
from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.take_settings import DEFAULTS, StreamChoice, TakeSettings
from chalkreel.services.connection import Credentials, Storage, storage_params

STORAGE = storage_params(
    Storage(region="local", bucket="b", end_point="file:///tmp"), Credentials(access_key_id="k", access_key_secret="s")
)


def plan(settings: TakeSettings = DEFAULTS, **others) -> TakePlan:
    given = {"room_id": "class", "layout": Layout(MixMode.HORIZONTAL), "storage": STORAGE, **others}
    return TakePlan(canvas=settings.canvas, settings=settings, **given)


def _numbers(low: int, high: int) -> st.SearchStrategy[int]:
    """Mostly numbers around a range, some far outside."""
    return st.integers(low - 2, high + 2) | st.sampled_from([-1, 0, 10**9])


sides = _numbers(1, 1920)
colors = st.integers(0, 0xFFFFFF)
images = st.sampled_from(["", "https://a/b.png", "HTTP://a", "ftp://a", "nonsense"])
texts = st.text(st.characters(codec="utf-8"), max_size=12)
settings_of_any_kind = st.builds(
    TakeSettings,
    record_mode=st.sampled_from(enums.RecordMode),
    stream_type=st.sampled_from(enums.StreamType),
    output_format=st.sampled_from(enums.OutputFileFormat),
    records_whiteboard=st.booleans(),
    canvas=st.builds(Size, sides, sides),
    fps=_numbers(5, 30),
    video_bit_rate_bps=st.none() | _numbers(0, 5_000_000),
    audio_bit_rate_bps=_numbers(0, 128_000),
    max_idle_s=_numbers(5, 86_400),
    max_record_s=_numbers(300, 86_400),
    recorded_streams=st.lists(texts, max_size=3).map(tuple),
    stream_choices=st.lists(st.builds(StreamChoice, texts, st.sampled_from(enums.PerStreamType)), max_size=3).map(
        tuple
    ),
    fill_blank=st.booleans(),
    fill_frame_mode=st.sampled_from(enums.FrameFillMode),
    fill_frame_rgb=colors,
    resume_without_interruption=st.booleans(),
    record_mute_audio=st.sampled_from(enums.RecordMuteAudio),
    mute_split_s=st.none() | _numbers(0, 60),
    is_always_mix=st.booleans(),
    clear_input_timeout_ms=st.none() | _numbers(0, 5000),
    preset_fill=st.none() | st.sampled_from(enums.FillMode),
    background_rgb=colors,
    background_image=images,
    empty_view_image=images,
    watermark_image=images,
    watermark_place=st.builds(Rect, sides, sides, sides, sides),
    clock_font_px=st.none() | _numbers(12, 100),
    board_size=st.builds(Size, sides, sides),
    board_rgb=colors,
    animates_presentations=st.booleans(),
    presentation_fps=_numbers(1, 30),
    mix_name=texts,
    output_folder=texts,
    snapshot_interval_s=_numbers(5, 3600),
    fragment_s=_numbers(2, 60),
    uploads_fragments=st.booleans(),
    has_short_fragment_paths=st.booleans(),
    records_sound_wave=st.booleans(),
    sound_wave_type=st.sampled_from(enums.SoundWaveType),
)
