"""Aligning and its kin: what is promised holds, on the canvas, and locked regions stay."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.domain.arranging import (
    Alignment,
    Measure,
    aligned,
    bounds,
    centred,
    distributed,
    filling,
    of_same_size,
    swapped,
)
from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region

HD = Size(1280, 720)
RECTS = st.builds(
    lambda x, y, w, h: Rect(x, y, min(x + w, 1280), min(y + h, 720)),
    st.integers(0, 1260),
    st.integers(0, 700),
    st.integers(1, 640),
    st.integers(1, 360),
)


@st.composite
def chosen_in_layouts(draw, least=1):
    """Give a layout and some of its regions."""
    rects = draw(st.lists(RECTS, min_size=least, max_size=8))
    locks = draw(st.lists(st.booleans(), min_size=len(rects), max_size=len(rects)))
    regions = tuple(
        Region(f"r{number}", rect, number, is_locked=locked)
        for number, (rect, locked) in enumerate(zip(rects, locks, strict=True))
    )
    ids = [region.region_id for region in regions]
    chosen = draw(st.lists(st.sampled_from(ids), min_size=least, unique=True))
    return Layout(MixMode.CUSTOM, regions), tuple(chosen)


ACTIONS = [
    *(lambda layout, ids, a=a: aligned(layout, ids, a, HD) for a in Alignment),
    lambda layout, ids: distributed(layout, ids, is_across=True),
    lambda layout, ids: distributed(layout, ids, is_across=False),
    *(lambda layout, ids, m=m: of_same_size(layout, ids, ids[0], m, HD) for m in Measure),
    lambda layout, ids: filling(layout, ids, HD),
    lambda layout, ids: centred(layout, ids, HD),
    lambda layout, ids: swapped(layout, ids[0], ids[-1]),
]


@given(chosen_in_layouts(), st.sampled_from(ACTIONS))
def test_only_chosen_unlocked_regions_change_they_stay_inside_and_twice_is_once(chosen, act):
    layout, ids = chosen
    result = act(layout, ids)
    for before, after in zip(layout.regions, result.regions, strict=True):
        if before.is_locked or before.region_id not in ids:
            assert after == before
        assert after.rect.is_inside(HD)
        assert replace(after, rect=before.rect, layer=before.layer) == before
    if act is not ACTIONS[-1]:
        assert act(result, ids) == result


@given(chosen_in_layouts(least=2), st.sampled_from(Alignment))
def test_aligned_regions_share_the_line_of_what_they_take_up(chosen, alignment):
    layout, ids = chosen
    layout = replace(layout, regions=tuple(replace(region, is_locked=False) for region in layout.regions))
    frame = bounds([layout.region(one) for one in ids])
    for one in (aligned(layout, ids, alignment, HD).region(one) for one in ids):
        assert abs(lines(one.rect)[alignment] - lines(frame)[alignment]) <= (
            1 if alignment in (Alignment.CENTRE, Alignment.MIDDLE) else 0
        )


def test_others_are_aligned_with_those_that_are_locked():
    locked = Region("a", Rect.of(100, 100, 100, 100), is_locked=True)
    layout = Layout(MixMode.CUSTOM, (locked, Region("b", Rect.of(40, 300, 50, 50))))
    assert aligned(layout, ("a", "b"), Alignment.RIGHT, HD).regions[1].rect == Rect.of(150, 300, 50, 50)


def lines(rect):
    return {
        Alignment.LEFT: rect.left,
        Alignment.CENTRE: (rect.left + rect.right) // 2,
        Alignment.RIGHT: rect.right,
        Alignment.TOP: rect.top,
        Alignment.MIDDLE: (rect.top + rect.bottom) // 2,
        Alignment.BOTTOM: rect.bottom,
    }


@pytest.mark.parametrize(
    ("alignment", "rect"),
    [
        (Alignment.LEFT, Rect.of(0, 50, 200, 100)),
        (Alignment.CENTRE, Rect.of(540, 50, 200, 100)),
        (Alignment.RIGHT, Rect.of(1080, 50, 200, 100)),
        (Alignment.TOP, Rect.of(40, 0, 200, 100)),
        (Alignment.MIDDLE, Rect.of(40, 310, 200, 100)),
        (Alignment.BOTTOM, Rect.of(40, 620, 200, 100)),
    ],
)
def test_one_region_alone_is_aligned_to_the_canvas(alignment, rect):
    layout = Layout(MixMode.CUSTOM, (Region("a", Rect.of(40, 50, 200, 100)),))
    assert aligned(layout, ("a",), alignment, HD).regions[0].rect == rect


@given(st.lists(RECTS, min_size=3, max_size=8), st.booleans())
def test_distributed_regions_have_equal_gaps(rects, is_across):
    layout = Layout(MixMode.CUSTOM, tuple(Region(f"r{number}", rect) for number, rect in enumerate(rects)))
    ids = [region.region_id for region in layout.regions]
    spans = [(r.left, r.right) if is_across else (r.top, r.bottom) for r in rects]
    order = sorted(range(len(rects)), key=lambda number: (spans[number][0], f"r{number}"))
    result = distributed(layout, ids, is_across=is_across).regions
    placed = [result[number].rect for number in order]
    spans = [(r.left, r.right) if is_across else (r.top, r.bottom) for r in placed]
    gaps = [spans[i + 1][0] - spans[i][1] for i in range(len(spans) - 1)]
    if result == layout.regions and max(gaps) - min(gaps) > 1:
        assert sum(gaps) < 0, "only what cannot lie side by side is left as it is"
    else:
        assert max(gaps) - min(gaps) <= 1
    assert (placed[0], placed[-1]) == (rects[order[0]], rects[order[-1]])


@pytest.mark.parametrize("middle", [Rect(0, 0, 2, 1), Rect(0, 0, 40, 1)])
def test_a_region_that_covers_the_others_is_not_distributed_beyond_them(middle):
    ends = Region("a", Rect(0, 0, 1, 1)), Region("c", Rect(1, 0, 2, 1))
    layout = Layout(MixMode.CUSTOM, (ends[0], Region("b", middle), ends[1]))
    assert distributed(layout, ("a", "b", "c"), is_across=True) is layout


def test_two_are_not_distributed():
    layout = Layout(MixMode.CUSTOM, (Region("a", Rect.of(0, 0, 9, 9)), Region("b", Rect.of(99, 9, 9, 9))))
    assert distributed(layout, ("a", "b"), is_across=True) is layout


@given(chosen_in_layouts(least=2), st.sampled_from(Measure))
def test_the_same_size_is_that_of_the_model(chosen, measure):
    layout, ids = chosen
    model = layout.region(ids[0])
    for region in (of_same_size(layout, ids, ids[0], measure, HD).region(one) for one in ids):
        if not region.is_locked:
            assert measure is Measure.HEIGHT or region.rect.width == model.rect.width
            assert measure is Measure.WIDTH or region.rect.height == model.rect.height


@given(chosen_in_layouts())
def test_centred_regions_keep_their_places_among_each_other(chosen):
    layout, ids = chosen
    before = [layout.region(one).rect for one in ids if not layout.region(one).is_locked]
    result = centred(layout, ids, HD)
    after = [result.region(one).rect for one in ids if not result.region(one).is_locked]
    assert len({(b.left - a.left, b.top - a.top) for a, b in zip(before, after, strict=True)}) <= 1
    if after:
        frame = bounds([result.region(one) for one in ids if not result.region(one).is_locked])
        assert abs(frame.left + frame.right - 1280) <= 1
        assert abs(frame.top + frame.bottom - 720) <= 1


@given(chosen_in_layouts(least=2))
def test_swapping_twice_is_nothing_and_swaps_places_and_layers(chosen):
    layout, ids = chosen
    one, other = layout.region(ids[0]), layout.region(ids[1])
    result = swapped(layout, ids[0], ids[1])
    assert swapped(result, ids[0], ids[1]) == layout
    if not (one.is_locked or other.is_locked):
        assert (result.region(ids[0]).rect, result.region(ids[0]).layer) == (other.rect, other.layer)


def test_filling():
    layout = Layout(MixMode.CUSTOM, (Region("a", Rect.of(40, 50, 200, 100)), Region("b", Rect.of(0, 0, 5, 5))))
    assert [region.rect for region in filling(layout, ("a",), HD).regions] == [Rect(0, 0, 1280, 720), Rect(0, 0, 5, 5)]
