"""The difference of two layouts, in words."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from chalkreel.domain.enums import FillMode, MixMode, ViewType
from chalkreel.domain.geometry import Rect
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.layout_difference import difference

NAMES = {"t": "Teacher", "c3": "Cam 3"}
TEACHER = Region("r1", Rect(0, 0, 640, 360), 0, stream_id="t")
CAM3 = Region("r2", Rect(640, 0, 1280, 360), 1, stream_id="c3")
SEAT = Region("r3", Rect(0, 360, 640, 720), 2)
BOARD = Region("r4", Rect(640, 360, 1280, 720), 3, view_type=ViewType.WHITEBOARD)


def custom(*regions: Region) -> Layout:
    return Layout(MixMode.CUSTOM, regions)


def words(old: Layout | None, new: Layout) -> list[str]:
    return [str(piece) for piece in difference(old, new, NAMES)]


def moved(region: Region, dx: int = 10) -> Region:
    return replace(region, rect=region.rect.moved(dx, 0))


ALL = custom(TEACHER, CAM3, SEAT, BOARD)


def test_switching_the_mode():
    assert words(Layout(MixMode.VERTICAL), Layout(MixMode.GRID)) == ["switches to grid"]
    assert words(None, Layout(MixMode.VERTICAL, large_stream_id="t")) == ["switches to vertical", "makes Teacher large"]
    assert words(Layout(MixMode.GRID), ALL) == ["switches to a custom layout"]


def test_moving_names_one_and_counts_many():
    assert words(ALL, custom(moved(TEACHER), CAM3, SEAT, BOARD)) == ["moves Teacher"]
    assert words(ALL, custom(moved(TEACHER), moved(CAM3), SEAT, BOARD)) == ["moves 2 regions"]
    assert words(ALL, custom(TEACHER, CAM3, moved(SEAT), BOARD)) == ["moves 1 region"]
    assert words(ALL, custom(TEACHER, CAM3, SEAT, moved(BOARD))) == ["moves the whiteboard"]


def test_resizing():
    larger = replace(TEACHER, rect=Rect(0, 0, 700, 400))
    assert words(ALL, custom(larger, CAM3, SEAT, BOARD)) == ["resizes Teacher"]


def test_coming_and_going():
    assert words(custom(TEACHER), custom(TEACHER, BOARD)) == ["adds the whiteboard"]
    assert words(ALL, custom(TEACHER, CAM3, SEAT)) == ["removes the whiteboard"]
    assert words(ALL, custom(TEACHER, SEAT, BOARD)) == ["hides Cam 3"]
    assert words(custom(TEACHER), custom(TEACHER, CAM3)) == ["shows Cam 3"]
    assert words(custom(TEACHER), custom(TEACHER, SEAT)) == ["adds 1 open seat"]


def test_another_person_in_the_same_region():
    assert words(custom(TEACHER), custom(replace(TEACHER, stream_id="c3"))) == ["shows Cam 3 in place of Teacher"]
    assert words(custom(TEACHER), custom(replace(TEACHER, stream_id=""))) == ["shows next to join in place of Teacher"]


def test_what_is_in_front_and_how_it_is_filled():
    assert words(custom(TEACHER, CAM3), custom(replace(TEACHER, layer=5), CAM3)) == ["changes what is in front"]
    assert words(custom(TEACHER, CAM3), custom(replace(TEACHER, layer=-5), CAM3)) == []
    assert words(custom(TEACHER), custom(replace(TEACHER, fill_mode=FillMode.FIT))) == ["fits Teacher"]


def test_hiding_a_region_takes_it_out_of_the_picture():
    assert words(custom(TEACHER, CAM3), custom(TEACHER, replace(CAM3, is_hidden=True))) == ["hides Cam 3"]
    assert words(custom(TEACHER, replace(BOARD, is_hidden=True)), custom(TEACHER, BOARD)) == ["adds the whiteboard"]


def test_a_lock_is_no_difference():
    assert words(custom(TEACHER), custom(replace(TEACHER, is_locked=True))) == []


def test_within_a_preset():
    plain = Layout(MixMode.VERTICAL)
    assert words(plain, replace(plain, large_stream_id="c3")) == ["makes Cam 3 large"]
    assert words(replace(plain, large_stream_id="c3"), plain) == ["gives the large view to the first to join"]
    assert words(plain, replace(plain, fill_mode=FillMode.FIT)) == ["fits every picture"]


@given(st.permutations([TEACHER, CAM3, SEAT, BOARD]), st.integers(0, 4))
def test_the_same_layout_has_no_difference(regions, count):
    layout = custom(*regions[:count])
    assert words(layout, layout) == []
