"""A place for those who have none."""

from hypothesis import given
from hypothesis import strategies as st

from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.limits import MAX_VIEWS
from chalkreel.domain.seating import seat, with_people_seated

HD = Size(1280, 720)
LEFT_HALF = Rect(0, 0, 640, 720)
WHOLE = Rect(0, 0, 1280, 720)


def overlap(one, other):
    common = one.intersection(other)
    return 0 if common.is_empty else common.size.area


def test_a_free_place_is_taken_and_a_large_one_first():
    assert seat(HD, [LEFT_HALF]) == Rect(854, 480, 1280, 720)
    assert seat(HD, [Rect(0, 0, 1280, 560)]) == Rect(1024, 576, 1280, 720)


def test_over_a_full_canvas_people_sit_side_by_side():
    layout = Layout(MixMode.CUSTOM, (Region("board", WHOLE, 0),))
    seated = with_people_seated(layout, HD, ["ann", "ben", "cat"])
    places = [region.rect for region in seated.regions if region.stream_id]
    assert [region.stream_id for region in seated.regions[1:]] == ["ann", "ben", "cat"]
    assert not any(overlap(one, other) for one in places for other in places if one is not other)
    assert min(region.layer for region in seated.regions[1:]) > 0


@given(
    st.lists(
        st.builds(Rect.of, st.integers(0, 1200), st.integers(0, 700), st.integers(1, 80), st.integers(1, 20)),
        max_size=20,
    ),
    st.builds(Size, st.integers(2, 1920), st.integers(2, 1080)),
)
def test_a_seat_is_inside_the_canvas(taken, canvas):
    assert seat(canvas, taken).is_inside(canvas)


def test_a_full_layout_takes_nobody_more():
    regions = tuple(Region(f"r{n}", Rect(0, 0, 10, 10), n) for n in range(MAX_VIEWS - 1))
    seated = with_people_seated(Layout(MixMode.CUSTOM, regions), HD, ["ann", "ben"])
    assert [region.stream_id for region in seated.regions if region.stream_id] == ["ann"]
