from hypothesis import given
from hypothesis import strategies as st

from chalkreel.domain.canvas_change import for_canvas
from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region

HD, SMALL = Size(1280, 720), Size(641, 361)
sizes = st.builds(Size, st.integers(1, 1920), st.integers(1, 1080))


def layout(*rects):
    return Layout(MixMode.CUSTOM, tuple(Region(f"r{n}", rect) for n, rect in enumerate(rects)))


@given(sizes)
def test_what_is_inside_stays_inside_and_what_fills_still_fills(new):
    moved = for_canvas(layout(Rect(0, 0, 1280, 720), Rect(900, 0, 1280, 333)), HD, new)
    assert moved.regions[0].rect == Rect(0, 0, new.width, new.height)
    assert all(region.rect.is_inside(new) for region in moved.regions)


@given(sizes, st.integers(0, 1280))
def test_neighbours_stay_neighbours(new, edge):
    left, right = for_canvas(layout(Rect(0, 0, edge, 720), Rect(edge, 0, 1280, 720)), HD, new).regions
    assert left.rect.right == right.rect.left


def test_a_canvas_without_area_leaves_the_layout_as_it_is():
    there = layout(Rect(0, 0, 640, 360))
    assert for_canvas(there, HD, Size(0, 0)) is there
    assert for_canvas(there, HD, HD) is there
    assert for_canvas(for_canvas(there, HD, SMALL), SMALL, HD).regions[0].rect == Rect(0, 0, 639, 359)
