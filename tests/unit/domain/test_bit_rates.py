import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.domain.bit_rates import SUGGESTED_SIZES, suggested_bit_rate_bps
from chalkreel.domain.geometry import Size

sizes = st.builds(Size, st.integers(1, 1920), st.integers(1, 1920))


@pytest.mark.parametrize(
    ("size", "fps", "kbps"),
    [
        (Size(640, 360), 15, 400),
        (Size(640, 360), 30, 600),
        (Size(1280, 720), 15, 1130),
        (Size(1280, 720), 30, 1710),
        (Size(720, 1280), 15, 1130),
        (Size(1920, 1080), 15, 2080),
        (Size(1920, 1080), 30, 3150),
        (Size(640, 480), 10, 400),
        (Size(160, 120), 15, 65),
    ],
)
def test_the_documented_sizes_get_the_documented_rate(size, fps, kbps):
    assert suggested_bit_rate_bps(size, fps) == kbps * 1000


@given(sizes, st.integers(-5, 60))
def test_every_size_and_rate_has_a_suggestion_above_zero(size, fps):
    assert suggested_bit_rate_bps(size, fps) > 0


@given(st.sampled_from(SUGGESTED_SIZES), st.integers(5, 29))
def test_a_faster_picture_never_asks_for_less(size, fps):
    assert suggested_bit_rate_bps(size, fps) <= suggested_bit_rate_bps(size, fps + 1)


def test_a_size_without_area_is_no_trouble():
    assert suggested_bit_rate_bps(Size(0, 0), 15) > 0
