"""Which stream sits where, and what is painted over what."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.domain.arrange import arrange, moved_views
from chalkreel.domain.arrangement import ViewContent
from chalkreel.domain.conversion import to_custom
from chalkreel.domain.enums import FillMode, MixMode, ViewType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.presets import LARGE_VIEW_MODES, PRESET_MODES, preset_rects
from chalkreel.domain.roster import Roster

HD = Size(1280, 720)
MANY = tuple(f"s{i}" for i in range(30))
BOARD, STREAM, NOTHING = ViewContent.WHITEBOARD, ViewContent.STREAM, ViewContent.NOTHING


def region(number: int, stream_id: str = "", *, layer: int = 0, board: bool = False) -> Region:
    view_type = ViewType.WHITEBOARD if board else ViewType.AUDIO_VIDEO
    rect = Rect.of(number * 10, 0, 100, 100)
    return Region(f"r{number}", rect, layer, FillMode.CROP, view_type, stream_id)


def custom(*regions: Region) -> Layout:
    return Layout(MixMode.CUSTOM, regions)


def seats(layout: Layout, *streams: str, board_open: bool = False, has_whiteboard: bool = False) -> list:
    """List what the views show, in the order of the regions (custom) or of the places (presets)."""
    views = arrange(layout, HD, streams, board_open=board_open, has_whiteboard=has_whiteboard)
    return [view.stream_id if view.content is STREAM else view.content for view in views]


# -- custom ---------------------------------------------------------------------------------------------------


def test_unbound_regions_take_the_next_streams_in_order_of_entry():
    assert seats(custom(region(0), region(1)), "a", "b", "c") == ["a", "b"]


def test_streams_bound_elsewhere_are_skipped():
    assert seats(custom(region(0), region(1, "a"), region(2)), "a", "b", "c") == ["b", "a", "c"]


def test_a_bound_region_shows_only_its_stream_and_remembers_whom_it_waits_for():
    views = arrange(custom(region(0, "a"), region(1)), HD, ("b",), board_open=False)
    assert [(view.content, view.stream_id) for view in views] == [(NOTHING, "a"), (STREAM, "b")]


def test_seats_nobody_fills_stay_empty():
    assert seats(custom(region(0), region(1)), "a") == ["a", NOTHING]


def test_a_board_wins_over_the_stream_named_in_its_region_and_frees_that_stream():
    layout = custom(region(0, "a", board=True), region(1))
    assert seats(layout, "a", "b", board_open=True) == [BOARD, "a"]


def test_without_an_open_board_its_region_shows_the_named_stream_or_the_background():
    assert seats(custom(region(0, "a", board=True), region(1)), "a", "b") == ["a", "b"]
    assert seats(custom(region(0, "z", board=True), region(1)), "a", "b") == [NOTHING, "a"]
    assert seats(custom(region(0, board=True), region(1)), "a", "b") == [NOTHING, "a"]


def test_a_board_is_fitted_and_streams_follow_their_region():
    layout = custom(region(0, board=True), region(1))
    views = arrange(layout, HD, ("a",), board_open=True)
    assert [view.fill_mode for view in views] == [FillMode.FIT, FillMode.CROP]


def test_higher_layers_are_painted_later_and_equal_ones_in_their_order():
    layout = custom(region(0, layer=2), region(1, layer=-1), region(2, layer=2), region(3))
    views = arrange(layout, HD, MANY, board_open=False)
    assert [view.region_id for view in views] == ["r1", "r3", "r0", "r2"]


def test_order_of_entry_follows_the_list_of_regions_not_their_layers():
    layout = custom(region(0, layer=5), region(1, layer=1))
    assert {v.region_id: v.stream_id for v in arrange(layout, HD, ("a", "b"), board_open=False)} == {
        "r0": "a",
        "r1": "b",
    }


# -- grid -----------------------------------------------------------------------------------------------------


def test_grid_gives_the_board_view_1():
    assert seats(Layout(MixMode.GRID), "a", "b", board_open=True) == [BOARD, "a", "b"]


def test_grid_gives_view_1_to_streams_while_no_board_is_open():
    assert seats(Layout(MixMode.GRID), "a", "b", has_whiteboard=True) == ["a", "b"]


def test_grid_crops_unless_told_otherwise():
    assert {v.fill_mode for v in arrange(Layout(MixMode.GRID), HD, "ab", board_open=False)} == {FillMode.CROP}
    fitted = Layout(MixMode.GRID, fill_mode=FillMode.FIT)
    assert {v.fill_mode for v in arrange(fitted, HD, "ab", board_open=False)} == {FillMode.FIT}


# -- one large view -------------------------------------------------------------------------------------------

large_modes = pytest.mark.parametrize("mode", sorted(LARGE_VIEW_MODES))


@large_modes
def test_the_first_to_enter_is_large_unless_one_is_named(mode):
    assert seats(Layout(mode), "a", "b", "c") == ["a", "b", "c"]
    assert seats(Layout(mode, large_stream_id="c"), "a", "b", "c") == ["c", "a", "b"]


@large_modes
def test_a_named_stream_that_is_absent_leaves_the_large_view_empty(mode):
    assert seats(Layout(mode, large_stream_id="z"), "a", "b") == [NOTHING, "a", "b"]
    assert seats(Layout(mode, large_stream_id="z")) == [NOTHING]


@large_modes
def test_the_board_takes_the_large_view_and_voids_the_named_stream(mode):
    assert seats(Layout(mode, large_stream_id="b"), "a", "b", board_open=True) == [BOARD, "a", "b"]


@large_modes
def test_the_large_view_waits_for_a_late_board(mode):
    assert seats(Layout(mode), "a", "b", has_whiteboard=True) == [NOTHING, "a", "b"]
    assert seats(Layout(mode, large_stream_id="b"), "a", "b", has_whiteboard=True) == ["b", "a"]
    assert seats(Layout(mode), "a", "b", has_whiteboard=True, board_open=True) == [BOARD, "a", "b"]


@large_modes
def test_large_is_fitted_and_small_cropped_unless_told_otherwise(mode):
    large, *small = arrange(Layout(mode), HD, "abc", board_open=False)
    assert large.is_large
    assert large.fill_mode is FillMode.FIT
    assert {view.fill_mode for view in small} == {FillMode.CROP}
    cropped = arrange(Layout(mode, fill_mode=FillMode.CROP), HD, "abc", board_open=False)
    assert {view.fill_mode for view in cropped} == {FillMode.CROP}


@large_modes
def test_the_large_view_lies_below_the_small_ones(mode):
    large, *small = arrange(Layout(mode), HD, MANY, board_open=False)
    assert all(view.layer > large.layer for view in small)


# -- all presets ----------------------------------------------------------------------------------------------

preset_modes = pytest.mark.parametrize("mode", PRESET_MODES)


@preset_modes
def test_at_most_25_views_are_shown(mode):
    assert len(seats(Layout(mode), *MANY)) == 25
    assert len(seats(Layout(mode), *MANY, board_open=True)) == 25
    assert seats(Layout(mode), *MANY, board_open=True)[-1] == "s23"


@preset_modes
def test_an_empty_room_has_no_views(mode):
    assert seats(Layout(mode)) == []


@preset_modes
def test_leaving_and_returning_moves_others_up_unless_blanks_are_filled(mode):
    roster = Roster(("a", "b", "c"))
    left = roster.left("a", fill_blank=False)
    assert seats(Layout(mode), *left.order) == ["b", "c"]
    assert seats(Layout(mode), *left.entered("a").order) == ["b", "c", "a"]
    kept = roster.left("a", fill_blank=True)
    assert seats(Layout(mode), *kept.order) == ["a", "b", "c"]


@pytest.mark.parametrize("mode", PRESET_MODES)
def test_a_held_board_keeps_its_place_empty_and_frees_the_stream_named_there(mode):
    layout = Layout(mode, large_stream_id="a")
    opened = arrange(layout, HD, ("a", "b"), board_open=True, has_whiteboard=True)
    held = arrange(layout, HD, ("a", "b"), board_open=False, has_whiteboard=True, board_held=True)
    assert [view.rect for view in held] == [view.rect for view in opened]
    assert [(view.content, view.stream_id) for view in held] == [(NOTHING, ""), (STREAM, "a"), (STREAM, "b")]


def test_a_held_boards_region_does_not_fall_back_to_the_stream_named_in_it():
    layout = custom(region(0, "a", board=True), region(1))
    views = arrange(layout, HD, ("a", "b"), board_open=False, has_whiteboard=True, board_held=True)
    assert [(view.content, view.stream_id) for view in views] == [(NOTHING, ""), (STREAM, "a")]


CANVASES = st.builds(Size, st.integers(16, 1920), st.integers(16, 1920))
LAYOUTS = st.builds(
    Layout,
    st.sampled_from(PRESET_MODES),
    st.just(()),
    st.sampled_from(["", "s0", "s2", "gone"]),
    st.sampled_from([None, *FillMode]),
)


@given(LAYOUTS, CANVASES, st.integers(0, 30), st.booleans(), st.booleans())
def test_presets_seat_people_once_inside_the_canvas_and_alike_each_time(layout, canvas, count, board_open, has_board):
    streams = MANY[:count]
    views = arrange(layout, canvas, streams, board_open=board_open, has_whiteboard=has_board)
    assert views == arrange(layout, canvas, streams, board_open=board_open, has_whiteboard=has_board)
    assert all(view.rect.is_inside(canvas) for view in views)
    shown = [view.stream_id for view in views if view.content is STREAM]
    assert len(set(shown)) == len(shown)
    assert [view.content for view in views].count(BOARD) == int(board_open)
    assert [view.layer for view in views] == sorted(view.layer for view in views)
    if views:
        assert tuple(view.rect for view in views) == preset_rects(layout.mode, len(views), canvas)


@given(LAYOUTS, CANVASES, st.integers(0, 30), st.booleans(), st.booleans())
def test_a_preset_made_custom_shows_the_same_picture(layout, canvas, count, board_open, has_board):
    streams = MANY[:count]
    converted = to_custom(layout, canvas, streams, board_open, has_board)
    assert converted.mode is MixMode.CUSTOM
    assert 1 <= len(converted.regions) <= 25
    assert len({region.region_id for region in converted.regions}) == len(converted.regions)

    def picture(of: Layout) -> list:
        views = arrange(of, canvas, streams, board_open=board_open, has_whiteboard=has_board)
        return [(v.rect, v.layer, v.fill_mode, v.content, v.stream_id) for v in views]

    expected = picture(layout)
    assert picture(converted) == expected or not expected


def test_a_custom_layout_stays_as_it_is():
    layout = custom(region(0))
    assert to_custom(layout, HD, ("a",), board_open=False) is layout


def test_a_large_view_that_waits_for_the_board_becomes_the_boards_region():
    converted = to_custom(Layout(MixMode.VERTICAL), HD, ("a",), board_open=False, has_whiteboard=True)
    assert [region.shows_whiteboard for region in converted.regions] == [True, False]


def test_a_hidden_region_is_not_arranged_and_its_person_sits_elsewhere():
    layout = custom(replace(region(0, "a"), is_hidden=True), region(1))
    (view,) = arrange(layout, HD, ("a",), board_open=False)
    assert (view.region_id, view.stream_id) == (layout.regions[1].region_id, "a")


REGIONS = st.builds(
    Region,
    region_id=st.sampled_from("abcdef"),
    rect=st.builds(Rect.of, *[st.integers(0, 300)] * 4),
    layer=st.integers(0, 2),
    view_type=st.sampled_from(ViewType),
    stream_id=st.sampled_from(["", *MANY[:3]]),
    is_hidden=st.booleans(),
)
LAYOUTS = st.lists(REGIONS, max_size=5, unique_by=lambda one: one.region_id).map(lambda found: custom(*found))


@given(LAYOUTS, st.data(), st.booleans())
def test_what_only_moved_is_arranged_as_everything_would_be(before, data, board_open):
    def arranged(layout):
        return arrange(layout, HD, MANY[:4], board_open=board_open)

    places = data.draw(st.lists(st.builds(Rect.of, *[st.integers(0, 300)] * 4), min_size=5, max_size=5))
    after = custom(*(replace(one, rect=place) for one, place in zip(before.regions, places, strict=False)))
    assert moved_views(arranged(before), before, after) == arranged(after)


@given(LAYOUTS, LAYOUTS)
def test_what_did_more_than_move_is_arranged_anew(before, after):
    views = arrange(before, HD, MANY[:4], board_open=True)
    moved = moved_views(views, before, after)
    assert moved is None or moved == arrange(after, HD, MANY[:4], board_open=True)
    assert moved_views(views, before, replace(before, mode=MixMode.GRID)) is None
    if before.regions:
        assert moved_views(views, before, custom(*before.regions[1:])) is None
        first, *others = before.regions
        assert moved_views(views, before, custom(replace(first, layer=first.layer + 1), *others)) is None
