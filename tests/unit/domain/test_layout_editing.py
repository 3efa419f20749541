"""Edits of a custom layout give valid layouts and touch only what they say."""

from hypothesis import given
from hypothesis import strategies as st

from chalkreel.domain.enums import FillMode, MixMode, ViewType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.layout_editing import (
    moved_inside,
    stacked,
    with_content,
    with_fill,
    with_hiding,
    with_lock,
    with_new_region,
    with_rect,
    with_region_moved,
    with_region_raised,
    without_region,
    without_regions,
)

HD = Size(1280, 720)
A = Region("a", Rect.of(0, 0, 100, 100), 0, stream_id="s1")
B = Region("b", Rect.of(50, 50, 100, 100), 0)
C = Region("c", Rect.of(90, 90, 100, 100), 7)
ABC = Layout(MixMode.CUSTOM, (A, B, C))


def order(layout: Layout) -> str:
    return "".join(region.region_id for region in stacked(layout))


def test_equal_layers_are_stacked_in_their_order():
    assert order(ABC) == "abc"


def test_raising_and_lowering_step_through_the_stack():
    assert order(with_region_raised(ABC, "a", 1)) == "bac"
    assert order(with_region_raised(ABC, "c", -1)) == "acb"
    assert order(with_region_raised(ABC, "a", 9)) == "bca"
    assert with_region_raised(ABC, "c", 1) is ABC
    assert with_region_raised(ABC, "nobody", 1) is ABC


@given(st.integers(-3000, 3000), st.integers(-3000, 3000))
def test_a_moved_region_keeps_its_size_and_stays_on_the_canvas(dx, dy):
    rect = moved_inside(B.rect, dx, dy, HD)
    assert rect.size == B.rect.size
    assert rect.is_inside(HD)


def test_moving_touches_only_that_region():
    changed = with_region_moved(ABC, "b", 3, 4, HD)
    assert changed.regions == (A, Region("b", Rect.of(53, 54, 100, 100), 0), C)


def test_showing_something_else():
    assert with_content(ABC, "a", ViewType.WHITEBOARD).regions[0].shows_whiteboard
    assert with_content(ABC, "b", ViewType.AUDIO_VIDEO, "s2").regions[1].stream_id == "s2"
    assert with_content(ABC, "a", ViewType.AUDIO_VIDEO).regions[0].stream_id == ""


def test_filling_and_removing():
    assert with_fill(ABC, "a", FillMode.FIT).regions[0].fill_mode is FillMode.FIT
    assert without_region(ABC, "b").regions == (A, C)


def test_new_regions_are_in_front_inside_the_canvas_and_apart_until_25():
    layout, ids = Layout(MixMode.CUSTOM), []
    for _ in range(26):
        layout, region_id = with_new_region(layout, HD)
        ids.append(region_id)
        if region_id:
            assert stacked(layout)[-1].region_id == region_id
    assert ids[-1] == ""
    assert len(set(ids[:-1])) == len(layout.regions) == 25
    assert all(region.rect.is_inside(HD) for region in layout.regions)
    assert len({region.rect for region in layout.regions[:8]}) == 8


def test_a_new_whiteboard_region_is_fitted():
    layout, region_id = with_new_region(Layout(MixMode.CUSTOM), HD, ViewType.WHITEBOARD)
    assert layout.region(region_id).fill_mode is FillMode.FIT


def test_a_locked_region_stays_where_it_is_and_is_not_deleted():
    locked = with_lock(ABC, ("a", "b"), True)
    assert with_region_moved(locked, "a", 9, 9, HD) is locked
    assert with_rect(locked, "b", Rect.of(1, 1, 2, 2)) is locked
    assert [region.region_id for region in without_regions(locked, ("a", "b", "c")).regions] == ["a", "b"]
    assert with_lock(locked, ("a", "b"), False) == ABC


def test_a_hidden_region_is_no_part_of_the_picture_and_comes_back_as_it_was():
    hidden = with_hiding(ABC, ("b",), True)
    assert [region.region_id for region in hidden.visible_regions] == ["a", "c"]
    assert hidden.recorded.regions == (A, C)
    assert with_hiding(hidden, ("b",), False) == ABC
    assert with_hiding(ABC, ("b", "nobody"), False) is ABC


def test_new_regions_have_free_names_beside_many_hidden_ones():
    layout = Layout(MixMode.CUSTOM)
    for _ in range(30):
        layout, region_id = with_new_region(layout, HD)
        layout = with_hiding(layout, (region_id,), True)
    assert len({region.region_id for region in layout.regions}) == 30
