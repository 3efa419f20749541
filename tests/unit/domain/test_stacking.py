from hypothesis import given
from hypothesis import strategies as st

from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.stacking import back_to_front, in_order, put_before, raised, to_back, to_front

IDS = "abcdef"
LAYOUT = Layout(MixMode.CUSTOM, tuple(Region(one, Rect.of(0, 0, 9, 9), layer) for layer, one in enumerate(IDS)))


def order(layout):
    return "".join(back_to_front(layout))


def test_several_are_raised_and_lowered_together():
    assert order(raised(LAYOUT, "bd", 1)) == "acbedf"
    assert order(raised(LAYOUT, "bd", -1)) == "badcef"
    assert order(raised(LAYOUT, "ef", 1)) == IDS
    assert raised(LAYOUT, "ef", 1) is LAYOUT


def test_to_the_front_and_to_the_back():
    assert order(to_front(LAYOUT, "ac")) == "bdefac"
    assert order(to_back(LAYOUT, "ce")) == "ceabdf"


def test_put_right_in_front_of_another():
    assert order(put_before(LAYOUT, "ae", "c")) == "bcaedf"
    assert order(put_before(LAYOUT, "de", "")) == "deabcf"
    assert put_before(LAYOUT, "ab", "b") is LAYOUT
    assert put_before(LAYOUT, "b", "a") is LAYOUT


@given(st.sets(st.sampled_from(IDS)), st.integers(-7, 7))
def test_the_chosen_and_the_others_keep_their_order_among_each_other(chosen, steps):
    result = order(raised(LAYOUT, chosen, steps))
    assert [one for one in result if one in chosen] == sorted(chosen)
    assert [one for one in result if one not in chosen] == [one for one in IDS if one not in chosen]


@given(st.permutations(IDS), st.sets(st.sampled_from(IDS)))
def test_layers_are_numbered_anew_only_where_the_order_changes(wanted, chosen):
    layout = in_order(LAYOUT, wanted)
    assert order(layout) == "".join(wanted)
    assert in_order(layout, wanted) is layout
    assert {region.layer for region in to_front(layout, chosen).regions} == set(range(len(IDS)))
