"""Crop and fit, to the pixel."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.domain.enums import FillMode
from chalkreel.domain.fitting import bars, fit
from chalkreel.domain.geometry import Rect, Size

SOURCES = st.builds(Size, st.integers(2, 4096), st.integers(2, 4096))
TARGETS = st.builds(Rect.of, st.integers(0, 1000), st.integers(0, 1000), st.integers(1, 1920), st.integers(1, 1920))


@given(SOURCES, TARGETS)
def test_crop_covers_the_view_with_the_centred_part_of_its_shape(source, target):
    fitting = fit(source, target, FillMode.CROP)
    cut = fitting.source
    assert fitting.target == target
    assert cut.is_inside(source)
    assert not cut.is_empty
    assert cut.width == source.width or cut.height == source.height
    assert abs(cut.left - (source.width - cut.right)) <= 2
    assert abs(cut.top - (source.height - cut.bottom)) <= 2
    wanted_width = min(source.width, max(source.height * target.width / target.height, 1))
    wanted_height = min(source.height, max(source.width * target.height / target.width, 1))
    assert abs(cut.width - wanted_width) < 2
    assert abs(cut.height - wanted_height) < 2


@given(SOURCES, TARGETS)
def test_a_crop_can_be_cut_out_of_420_data(source, target):
    cut = fit(source, target, FillMode.CROP).source
    assert cut.left % 2 == 0
    assert cut.top % 2 == 0
    assert cut.width % 2 == 0 or cut.width == source.width
    assert cut.height % 2 == 0 or cut.height == source.height


@given(SOURCES, TARGETS)
def test_fit_shows_the_whole_picture_centred_in_its_shape(source, target):
    fitting = fit(source, target, FillMode.FIT)
    placed = fitting.target
    assert fitting.source == Rect(0, 0, source.width, source.height)
    assert placed.intersection(target) == placed
    assert placed.width == target.width or placed.height == target.height
    assert 0 <= (target.right - placed.right) - (placed.left - target.left) <= 1
    assert 0 <= (target.bottom - placed.bottom) - (placed.top - target.top) <= 1
    assert abs(placed.width - max(min(target.width, source.width * target.height / source.height), 1)) <= 0.5
    assert abs(placed.height - max(min(target.height, source.height * target.width / source.width), 1)) <= 0.5


@given(SOURCES, TARGETS)
def test_picture_and_bars_fill_the_view_exactly(source, target):
    placed = fit(source, target, FillMode.FIT).target
    free = bars(target, placed)
    assert placed.size.area + sum(bar.size.area for bar in free) == target.size.area
    assert len(free) <= 2
    assert all(bar.intersection(placed).is_empty for bar in free)


@pytest.mark.parametrize("fill", list(FillMode))
def test_the_same_shape_is_neither_cut_nor_barred(fill):
    fitting = fit(Size(640, 360), Rect.of(10, 20, 1280, 720), fill)
    assert fitting.source == Rect(0, 0, 640, 360)
    assert fitting.target == Rect.of(10, 20, 1280, 720)


def test_known_crop_and_fit():
    assert fit(Size(640, 480), Rect.of(0, 0, 1280, 720), FillMode.CROP).source == Rect.of(0, 60, 640, 360)
    assert fit(Size(640, 480), Rect.of(0, 0, 1280, 720), FillMode.FIT).target == Rect.of(160, 0, 960, 720)


@pytest.mark.parametrize("fill", list(FillMode))
def test_a_view_or_source_without_area_is_left_alone(fill):
    assert fit(Size(640, 480), Rect(5, 5, 5, 9), fill).target.is_empty
    assert fit(Size(0, 0), Rect(0, 0, 10, 10), fill).source.is_empty
