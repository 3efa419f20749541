"""People and boards dragged from their lists onto the canvas, with the mouse."""

from dataclasses import replace

import pytest

from chalkreel.domain.enums import MixMode, ViewType
from chalkreel.domain.geometry import Rect
from chalkreel.domain.layout import Layout
from tests.drivers.canvas import custom, region
from tests.drivers.side_by_side import SideBySideDriver

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

A = region(1, Rect(0, 0, 400, 300), "ann")
B = region(2, Rect(800, 300, 1200, 600), "ben")
BOARD = replace(region(0, Rect(0, 0, 1280, 720)), view_type=ViewType.WHITEBOARD)


@pytest.fixture
def both(qtbot):
    driver = SideBySideDriver(qtbot, custom(A, B))
    driver.let_in("Ann", "Ben", "Cleo")
    driver.open_boards("Fractions", "Maps")
    return driver


def shown(both):
    return {one.region_id: one.stream_id or one.view_type.name for one in both.canvas.view.draft.regions}


def test_a_person_dropped_beside_the_regions_gets_one_of_a_sensible_size(both):
    both.take_person(2)
    both.drop(600, 520)
    assert len(both.canvas.edits) == 1
    added = both.canvas.view.draft.regions[-1]
    assert added.stream_id == "cleo"
    assert added.rect.contains(600, 520)
    assert added.rect.height == 240
    assert added.rect.width / added.rect.height == pytest.approx(4 / 3, rel=0.02)
    assert added.rect.is_inside(both.canvas.canvas)
    assert both.canvas.stage.selection == (added.region_id,)


def test_a_person_dropped_on_a_region_is_shown_there(both):
    both.take_person(2)
    both.drop(200, 150)
    assert shown(both) == {"r1": "cleo", "r2": "ben"}
    assert len(both.canvas.edits) == 1


def test_who_is_in_the_picture_already_swaps_places(both):
    both.take_person(1)
    both.drop(200, 150)
    assert shown(both) == {"r1": "ben", "r2": "ann"}


def test_while_hovering_the_region_is_marked_and_nothing_is_edited(both):
    plain = both.canvas.picture()
    both.take_person(2)
    both.carry_to(200, 150)
    marked = both.canvas.picture()
    assert marked != plain
    both.carry_to(1000, 450)
    assert both.canvas.picture() not in (plain, marked)
    both.carry_away()
    assert both.canvas.picture() == plain
    both.let_go(-500, 0)
    assert both.canvas.edits == []


def test_escape_gives_up(both):
    both.take_person(2)
    both.carry_to(200, 150)
    both.escape()
    both.let_go(200, 150)
    assert both.canvas.edits == []


def test_on_a_region_that_fills_the_picture_a_person_is_added(both):
    both.canvas.show_layout(draft=custom(BOARD))
    both.take_person(0)
    both.drop(1000, 500)
    assert shown(both)["r0"] == "WHITEBOARD"
    assert both.canvas.view.draft.regions[-1].stream_id == "ann"


def test_dropped_on_a_preset_it_becomes_a_layout_of_ones_own(both):
    both.canvas.show_layout(draft=Layout(MixMode.GRID), has_whiteboard=False)
    before = both.canvas.stage.views
    both.take_person(2)
    target = before[0].rect
    both.drop(target.left + 20, target.top + 20)
    assert len(both.canvas.edits) == 1
    draft = both.canvas.view.draft
    assert draft.mode is MixMode.CUSTOM
    assert [one.rect for one in draft.regions] == [view.rect for view in before]
    assert draft.regions[0].stream_id == "cleo"
    assert [one.stream_id for one in draft.regions].count("cleo") == 1


def test_nothing_is_dropped_on_what_is_on_air(both):
    both.canvas.show_layout(on_air=custom(A))
    both.canvas.look_on_air()
    both.take_person(2)
    both.drop(200, 150)
    assert both.canvas.edits == []


def test_a_board_dropped_on_the_canvas_gets_a_place_and_is_the_next(both):
    both.take_board(1)
    both.drop(600, 520)
    added = both.canvas.view.draft.regions[-1]
    assert added.shows_whiteboard
    assert added.rect.contains(600, 520)
    assert both.canvas.boards == ["maps"]


def test_a_board_dropped_on_a_region_is_shown_there(both):
    both.take_board(0)
    both.drop(1000, 450)
    assert shown(both) == {"r1": "ann", "r2": "WHITEBOARD"}


def test_a_second_place_for_the_board_is_not_made(both):
    both.canvas.show_layout(draft=custom(A, replace(B, view_type=ViewType.WHITEBOARD, stream_id="")))
    both.take_board(1)
    both.drop(600, 520)
    assert both.canvas.edits == []
    assert both.canvas.stage.selected == "r2"
    assert both.canvas.boards == ["maps"]


def test_over_the_boards_own_place_it_is_said_what_a_drop_does(both):
    with_board = custom(A, replace(B, view_type=ViewType.WHITEBOARD, stream_id=""))
    both.canvas.show_layout(draft=with_board)
    both.take_board(1)
    both.carry_to(1000, 450)
    assert both.canvas.stage.drop_words == "Begin the recording with this board, here"
    both.carry_to(600, 520)
    assert both.canvas.stage.drop_words == "Begin the recording with this board, here"
    both.carry_to(200, 150)
    assert both.canvas.stage.drop_words == "Swap with the whiteboard"
    both.drop(1000, 450)
    assert both.canvas.edits == []
    assert both.canvas.boards == ["maps"]
    both.canvas.show_layout(on_air=with_board)
    both.take_board(1)
    both.carry_to(1000, 450)
    assert both.canvas.stage.drop_words == "The whiteboard has a place in the picture already"


def test_who_is_dropped_where_they_are_stays_there(both):
    both.canvas.show_layout(draft=Layout(MixMode.GRID))
    target = both.canvas.stage.views[0].rect
    both.take_person(0)
    both.carry_to(target.left + 20, target.top + 20)
    assert both.canvas.stage.drop_words == "Ann is in the picture already"
    both.drop(target.left + 20, target.top + 20)
    assert both.canvas.edits == []
    assert both.canvas.view.draft.mode is MixMode.GRID


def test_while_recording_a_dropped_board_does_not_go_on_air(both):
    both.canvas.show_layout(on_air=custom(A, B))
    both.take_board(1)
    both.drop(600, 520)
    assert both.canvas.view.draft.regions[-1].shows_whiteboard
    assert both.canvas.boards == []
    assert len(both.canvas.told) == 1


def test_a_full_layout_says_why(both):
    full = custom(*(region(i, Rect.of(i * 40, 0, 40, 40), "ann") for i in range(25)))
    both.canvas.show_layout(draft=full)
    both.take_person(2)
    both.drop(600, 520)
    assert both.canvas.edits == []
    assert both.canvas.told == ["A layout has at most 25 regions"]


def test_a_press_without_a_drag_does_nothing(both):
    both.take_person(2)
    both.let_go(200, 150)
    assert both.canvas.edits == []
