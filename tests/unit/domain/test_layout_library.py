import hypothesis.strategies as st
from hypothesis import given

from chalkreel.domain.enums import MixMode, ViewType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.layout_library import LONGEST_NAME, MAX_LAYOUTS, LayoutLibrary, NamedLayout, free_name
from chalkreel.domain.layout_sketch import SketchKind, sketch
from chalkreel.domain.presets import preset_rects

HD = Size(1280, 720)


def library(*names: str, room: str = "") -> LayoutLibrary:
    made = LayoutLibrary()
    for name in names:
        made = made.added(NamedLayout("", name, Layout(), HD, room))
    return made


def names(made: LayoutLibrary) -> list[str]:
    return [one.name for one in made.layouts]


def test_each_room_sees_its_own_layouts_and_those_for_all():
    made = (
        library("all")
        .added(NamedLayout("", "mine", Layout(), HD, "room"))
        .added(NamedLayout("", "theirs", Layout(), HD, "other"))
    )
    assert [one.name for one in made.in_room("room")] == ["all", "mine"]
    assert made.named(" MINE ", "room") is not None
    assert made.named("theirs", "room") is None


def test_a_duplicate_stands_behind_its_original_with_an_id_of_its_own():
    made = library("a", "b").duplicated("layout-1", "a 2")
    assert names(made) == ["a", "a 2", "b"]
    assert len({one.layout_id for one in made.layouts}) == 3


def test_a_full_library_takes_no_more():
    made = library(*(str(number) for number in range(MAX_LAYOUTS)))
    assert made.is_full
    assert made.added(NamedLayout("", "more", Layout(), HD)) == made


@given(st.permutations(["layout-2", "layout-4", "layout-5"]))
def test_reordering_the_layouts_of_one_room_leaves_all_others_in_their_places(order):
    made = library(*"abcde").ordered(order)
    assert [one.layout_id for one in made.layouts if one.layout_id in order] == order
    assert [made.layouts[place].name for place in (0, 2)] == ["a", "c"]
    assert sorted(names(made)) == list("abcde")


def test_an_order_that_names_one_twice_or_a_stranger_harms_nothing():
    made = library(*"ab")
    assert made.ordered(["layout-1", "layout-1"]) == made
    assert names(made.ordered(["layout-2", "gone", "layout-1"])) == ["b", "a"]


@given(st.text(max_size=80), st.lists(st.text(max_size=8)))
def test_a_free_name_is_free_and_short(wanted, taken):
    found = free_name(wanted, taken)
    assert found.casefold() not in {name.casefold() for name in taken}
    assert len(found) <= LONGEST_NAME


def test_a_layout_is_scaled_to_another_canvas():
    one = NamedLayout("1", "a", Layout(MixMode.CUSTOM, (Region("r", Rect(0, 0, 640, 720)),)), HD)
    assert one.on(Size(1920, 1080)).regions[0].rect == Rect(0, 0, 960, 1080)


def test_a_sketch_of_a_custom_layout_is_its_visible_regions_from_back_to_front():
    board = Region("w", Rect(0, 0, 100, 100), 2, view_type=ViewType.WHITEBOARD)
    seat, ann = Region("s", Rect(0, 0, 50, 50), 1), Region("a", Rect(0, 0, 9, 9), 3, stream_id="ann")
    hidden, empty = Region("h", Rect(0, 0, 5, 5), is_hidden=True), Region("e", Rect(5, 5, 5, 9))
    boxes = sketch(Layout(MixMode.CUSTOM, (board, seat, ann, hidden, empty)), HD)
    assert [box.kind for box in boxes] == [SketchKind.SEAT, SketchKind.BOARD, SketchKind.PERSON]


def test_a_sketch_of_a_preset_is_what_the_recorder_makes_of_it():
    boxes = sketch(Layout(MixMode.VERTICAL), HD)
    assert tuple(box.rect for box in boxes) == preset_rects(MixMode.VERTICAL, 5, HD)
    assert [box.kind for box in boxes].count(SketchKind.LARGE) == 1
    assert all(box.kind is SketchKind.SEAT for box in sketch(Layout(MixMode.GRID), HD))
