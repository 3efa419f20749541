"""Several regions edited as one."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from chalkreel.domain.enums import MixMode, ViewType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.layout_editing import stacked
from chalkreel.domain.limits import MAX_VIEWS
from chalkreel.domain.region_groups import (
    bounds,
    box_of,
    movable,
    with_copies,
    with_regions_in_box,
    with_regions_moved,
    with_regions_raised,
)

HD = Size(1280, 720)
A = Region("a", Rect.of(0, 0, 100, 100), 0, stream_id="s1")
B = Region("b", Rect.of(100, 50, 100, 100), 1)
C = Region("c", Rect.of(900, 90, 100, 100), 2)
ABC = Layout(MixMode.CUSTOM, (A, B, C))

rects = st.builds(Rect.of, st.integers(0, 1000), st.integers(0, 500), st.integers(1, 280), st.integers(1, 220))
layouts = st.lists(rects, min_size=1, max_size=6).map(
    lambda some: Layout(MixMode.CUSTOM, tuple(Region(f"r{i}", rect, i) for i, rect in enumerate(some)))
)


def order(layout: Layout) -> str:
    return "".join(region.region_id for region in stacked(layout))


def test_bounds_are_around_all_and_none_around_nothing():
    assert bounds([]) is None
    assert bounds([A.rect, C.rect]) == Rect(0, 0, 1000, 190)


def test_locked_and_hidden_ones_are_not_moved_by_hand():
    layout = Layout(MixMode.CUSTOM, (replace(A, is_locked=True), replace(B, is_hidden=True), C))
    assert movable(layout, "abc") == (C,)
    assert box_of(layout, "ab") is None
    assert with_regions_moved(layout, "ab", 5, 5, HD) == layout
    moved = with_regions_moved(layout, "abc", 5, 5, HD)
    assert [one.rect for one in moved.regions] == [A.rect, B.rect, C.rect.moved(5, 5)]


@given(layouts, st.integers(-2000, 2000), st.integers(-2000, 2000))
def test_together_they_stay_on_the_canvas_and_keep_their_distances(layout, dx, dy):
    ids = [region.region_id for region in layout.regions]
    moved = with_regions_moved(layout, ids, dx, dy, HD)
    ways = {
        (new.rect.left - old.rect.left, new.rect.top - old.rect.top, new.rect.size == old.rect.size)
        for old, new in zip(layout.regions, moved.regions, strict=True)
    }
    assert len(ways) == 1
    assert all(region.rect.is_inside(HD) for region in moved.regions)


@given(layouts, rects)
def test_scaled_into_a_box_none_is_lost_and_all_lie_in_it(layout, box):
    ids = [region.region_id for region in layout.regions]
    old = box_of(layout, ids)
    scaled = with_regions_in_box(layout, ids, old, box)
    for before, after in zip(layout.regions, scaled.regions, strict=True):
        assert not after.rect.is_empty
        assert after.rect.left >= box.left
        assert after.rect.right <= box.right + 1  # one px, where there was no room left for any
        assert (after.layer, after.region_id) == (before.layer, before.region_id)
    assert with_regions_in_box(layout, ids, old, old) == layout


def test_raised_together_they_keep_their_order():
    assert order(with_regions_raised(ABC, "ab", 1)) == "cab"
    assert order(with_regions_raised(ABC, "bc", -1)) == "bca"
    assert order(with_regions_raised(ABC, "ac", 1)) == "bac"
    assert order(with_regions_raised(ABC, "a", 10_000)) == "bca"
    assert with_regions_raised(ABC, "bc", 5) == ABC


@given(st.sets(st.sampled_from("abc")), st.integers(-4, 4))
def test_raised_or_lowered_the_chosen_and_the_others_keep_their_order(chosen, steps):
    result = order(with_regions_raised(ABC, chosen, steps))
    assert [one for one in result if one in chosen] == sorted(chosen)
    assert [one for one in result if one not in chosen] == [one for one in "abc" if one not in chosen]


def test_copies_are_in_front_of_all_unlocked_and_inside():
    layout, ids = with_copies(ABC, (replace(C, is_locked=True), A), 24, 700, HD)
    copies = [layout.region(one) for one in ids]
    assert [one.rect for one in copies] == [Rect.of(24, 530, 100, 100), Rect.of(924, 620, 100, 100)]
    assert order(layout) == "abc" + "".join(ids)
    assert not any(one.is_locked for one in copies)
    assert copies[0].stream_id == "s1"


def test_a_region_larger_than_the_canvas_is_cut_to_it():
    layout, (one,) = with_copies(ABC, (Region("x", Rect(0, 0, 1920, 1080)),), 0, 0, HD)
    assert layout.region(one).rect == Rect(0, 0, 1280, 720)


def test_only_one_of_two_whiteboards_stays_one():
    board = replace(A, view_type=ViewType.WHITEBOARD, stream_id="")
    layout, ids = with_copies(Layout(MixMode.CUSTOM), (board, replace(board, region_id="z")), 0, 0, HD)
    assert [layout.region(one).shows_whiteboard for one in ids] == [True, False]


def test_a_full_layout_stays_as_it_is():
    full = Layout(MixMode.CUSTOM, tuple(replace(A, region_id=str(i)) for i in range(MAX_VIEWS - 1)))
    assert with_copies(full, (A, B), 0, 0, HD) == (full, ())
    assert len(with_copies(full, (A,), 0, 0, HD)[1]) == 1
