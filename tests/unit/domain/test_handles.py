"""Handles: found where they are seen, and dragged within bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.handles import MIN_REGION_PX, Handle, handle_at, handle_point, resized

HD = Size(1280, 720)
RECT = Rect(100, 100, 420, 280)
RECTS = st.builds(
    lambda x, y, w, h: Rect(x, y, min(x + w, 1280), min(y + h, 720)),
    st.integers(0, 1260),
    st.integers(0, 700),
    st.integers(4, 1280),
    st.integers(4, 720),
)
MOVES = st.integers(-2000, 2000)


@pytest.mark.parametrize("handle", list(Handle))
def test_each_handle_is_found_at_its_point_and_6_px_around(handle):
    x, y = handle_point(RECT, handle)
    for dx in (-6, 0, 6):
        for dy in (-6, 0, 6):
            assert handle_at(RECT, x + dx, y + dy, reach=6) is handle


def test_the_middle_of_a_region_is_no_handle_however_small_it_is():
    for side in (8, 16, 40):
        rect = Rect.of(0, 0, side, side)
        assert handle_at(rect, side / 2, side / 2, reach=10) is None


@given(RECTS, st.sampled_from(list(Handle)), MOVES, MOVES, st.booleans())
def test_a_resized_region_stays_on_the_canvas_and_keeps_its_opposite_side(rect, handle, dx, dy, keeps_aspect):
    result = resized(rect, handle, dx, dy, HD, keeps_aspect=keeps_aspect)
    assert result.is_inside(HD)
    assert not result.is_empty
    across, down = handle.value
    if across <= 0:
        assert result.right == rect.right
    if across >= 0:
        assert result.left == rect.left
    if down <= 0:
        assert result.bottom == rect.bottom
    if down >= 0:
        assert result.top == rect.top


@given(RECTS, st.sampled_from([handle for handle in Handle if handle.is_corner]), MOVES, MOVES)
def test_a_corner_keeps_the_shape(rect, handle, dx, dy):
    result = resized(rect, handle, dx, dy, HD, keeps_aspect=True)
    # Each side is rounded by at most half a px (and is at least 1 px).
    assert abs(result.width * rect.height - result.height * rect.width) <= rect.width + rect.height


@given(RECTS, st.sampled_from(list(Handle)), st.booleans())
def test_dragging_by_nothing_changes_nothing(rect, handle, keeps_aspect):
    assert resized(rect, handle, 0, 0, HD, keeps_aspect=keeps_aspect) == rect


def test_a_region_is_not_dragged_under_its_least_size():
    assert resized(RECT, Handle.RIGHT, -2000, 0, HD, keeps_aspect=True).width == MIN_REGION_PX


def test_free_corners_follow_the_pointer():
    assert resized(RECT, Handle.BOTTOM_RIGHT, 7, -9, HD, keeps_aspect=False) == Rect(100, 100, 427, 271)
