"""The preset tables keep what they promise on every canvas."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.presets import PRESET_MODES, full_step, preset_rects

CANVASES = st.builds(Size, st.integers(16, 1920), st.integers(16, 1920))
MODES = st.sampled_from(PRESET_MODES)
GAPLESS_STEPS = [
    *((MixMode.GRID, views) for views in (1, 2, 4, 6, 9, 12, 16, 20, 25)),
    *((mode, views) for mode in (MixMode.HORIZONTAL, MixMode.VERTICAL) for views in (5, 9, 17, 25)),
]
HD = Size(1280, 720)


def overlap(one: Rect, other: Rect) -> bool:
    return not one.intersection(other).is_empty


@pytest.mark.parametrize(("mode", "views"), GAPLESS_STEPS)
@given(canvas=CANVASES)
@settings(max_examples=25)
def test_a_full_step_tiles_the_canvas_without_gap_or_overlap(mode, views, canvas):
    rects = preset_rects(mode, views, canvas)
    assert sum(rect.size.area for rect in rects) == canvas.area
    assert not any(overlap(a, b) for i, a in enumerate(rects) for b in rects[:i])


@given(mode=MODES, views=st.integers(1, 25), canvas=CANVASES)
def test_every_view_lies_inside_the_canvas_and_has_area(mode, views, canvas):
    rects = preset_rects(mode, views, canvas)
    assert len(rects) == views
    assert all(rect.is_inside(canvas) and not rect.is_empty for rect in rects)
    assert rects == preset_rects(mode, views, canvas)


@given(mode=MODES, views=st.integers(1, 25), canvas=CANVASES)
def test_a_newcomer_within_a_step_moves_nobody(mode, views, canvas):
    places = preset_rects(mode, full_step(mode, views), canvas)
    assert preset_rects(mode, views, canvas) == places[:views]


@given(mode=MODES, views=st.integers(1, 25), canvas=CANVASES)
def test_small_views_differ_by_at_most_a_pixel(mode, views, canvas):
    small = preset_rects(mode, views, canvas)[0 if mode is MixMode.GRID else 1 :]
    for side in ("width", "height"):
        sizes = {getattr(rect, side) for rect in small}
        assert not sizes or max(sizes) - min(sizes) <= 1


def test_vertical_25_has_the_check_values_of_the_contract():
    large, *small = preset_rects(MixMode.VERTICAL, 25, HD)
    assert large == Rect.of(0, 0, 1024, 630)
    assert {rect.size for rect in small} == {Size(128, 90)}
    assert len(small) == 24
    assert small[0] == Rect.of(1024, 0, 128, 90)
    assert small[8] == Rect.of(1152, 0, 128, 90)
    assert small[16] == Rect.of(0, 630, 128, 90)
    assert small[23] == Rect.of(7 * 128, 630, 128, 90)


def test_horizontal_25_has_the_check_values_of_the_contract():
    large, *small = preset_rects(MixMode.HORIZONTAL, 25, HD)
    assert large == Rect.of(0, 144, 1120, 576)
    assert {rect.size for rect in small} == {Size(160, 72)}
    assert len(small) == 24
    assert small[0] == Rect.of(0, 0, 160, 72)
    assert small[8] == Rect.of(0, 72, 160, 72)
    assert small[16] == Rect.of(1120, 144, 160, 72)
    assert small[23] == Rect.of(1120, 144 + 7 * 72, 160, 72)


def test_vertical_starts_with_a_column_of_four_and_then_of_eight():
    assert preset_rects(MixMode.VERTICAL, 5, HD)[1:3] == (Rect.of(1024, 0, 256, 180), Rect.of(1024, 180, 256, 180))
    assert preset_rects(MixMode.VERTICAL, 6, HD)[0] == Rect(0, 0, 1138, 720)


@pytest.mark.parametrize(("views", "tile", "columns"), [(5, 0.235, 4), (25, 0.1115, 8)])
def test_floating_follows_its_formula_from_the_bottom_right(views, tile, columns):
    large, *small = preset_rects(MixMode.FLOATING, views, HD)
    assert large == Rect(0, 0, 1280, 720)
    for i, rect in enumerate(small):
        row, column = divmod(i, columns)
        assert rect.left == pytest.approx((1 - (column + 1) * (tile + 0.012)) * 1280, abs=0.51)
        assert rect.top == pytest.approx((1 - (row + 1) * (tile + 0.012)) * 720, abs=0.51)
        assert rect.size.width == pytest.approx(tile * 1280, abs=1)
    assert not any(overlap(a, b) for i, a in enumerate(small) for b in small[:i])


@pytest.mark.parametrize(
    ("views", "columns", "rows"),
    [(1, 1, 1), (2, 2, 1), (3, 2, 2), (5, 3, 2), (7, 3, 3), (10, 4, 3), (13, 4, 4), (17, 5, 4), (21, 5, 5)],
)
def test_grid_adds_columns_before_rows(views, columns, rows):
    first = preset_rects(MixMode.GRID, views, Size(1200, 1200))[0]
    assert first == Rect.of(0, 0, 1200 // columns, 1200 // rows)


@pytest.mark.parametrize("views", [0, 26])
def test_a_picture_has_1_to_25_views(views):
    with pytest.raises(ValueError, match="1 to 25"):
        preset_rects(MixMode.GRID, views, HD)


def test_a_custom_layout_has_no_preset_places():
    with pytest.raises(ValueError, match="custom"):
        preset_rects(MixMode.CUSTOM, 1, HD)
