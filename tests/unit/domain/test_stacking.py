from hypothesis import given
from hypothesis import strategies as st

from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.stacking import back_to_front, in_order, put_before

IDS = "abcdef"
LAYOUT = Layout(MixMode.CUSTOM, tuple(Region(one, Rect.of(0, 0, 9, 9), layer) for layer, one in enumerate(IDS)))


def order(layout):
    return "".join(back_to_front(layout))


def test_put_right_in_front_of_another():
    assert order(put_before(LAYOUT, "ae", "c")) == "bcaedf"
    assert order(put_before(LAYOUT, "de", "")) == "deabcf"
    assert put_before(LAYOUT, "ab", "b") is LAYOUT
    assert put_before(LAYOUT, "b", "a") is LAYOUT


@given(st.permutations(IDS))
def test_layers_are_numbered_anew_only_where_the_order_changes(wanted):
    layout = in_order(LAYOUT, wanted)
    assert order(layout) == "".join(wanted)
    assert in_order(layout, wanted) is layout
    assert {region.layer for region in layout.regions} == set(range(len(IDS)))
