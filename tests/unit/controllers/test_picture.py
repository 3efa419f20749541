"""Whose settings count for the picture, and who keeps a place after leaving."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalkreel.controllers.picture import PictureController
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.view_state import BoardsView, BoardView, RoomView, StreamCondition, StreamView
from chalkreel.domain.enums import FileStatus, ImageType, TaskStatus
from chalkreel.domain.phases import Wish
from chalkreel.domain.picture_options import PictureOptions, options_of
from chalkreel.domain.take_settings import DEFAULTS

FILLING = PictureOptions(fill_blank=True, has_whiteboard=True)
RECORDING = TakeState(
    task_id="t",
    wish=Wish.START,
    status=TaskStatus.RECORDING,
    file_statuses=(FileStatus.RECORDING,),
    options=FILLING,
    on_air_board="board",
)
SAFE = replace(RECORDING, status=TaskStatus.ENDED, file_statuses=(FileStatus.UPLOADED,))


class Listening:
    def __init__(self):
        self.controller = PictureController()
        self.views, self.begun = [], []
        self.controller.picture_changed.connect(self.views.append)
        self.controller.take_began.connect(lambda: self.begun.append(True))

    @property
    def view(self):
        return self.controller.view

    def let_in(self, *names, room="class", level=0.0):
        streams = tuple(StreamView(name, name.title(), StreamCondition.LIVE, level) for name in names)
        self.controller.show_room(RoomView(room, "Studio", True, streams))

    def show_board(self, *, is_on_air):
        boards = (BoardView("board", "Board", is_on_air=True),) if is_on_air else ()
        self.controller.show_boards(BoardsView(boards))


@pytest.fixture
def at():
    return Listening()


def test_settings_count_until_a_take_is_live_then_its_own(at):
    settings = replace(DEFAULTS, background_rgb=0x102030)
    at.controller.show_settings(settings)
    assert at.view.options == options_of(settings)
    assert at.view.options.background_rgb == (0x10, 0x20, 0x30)
    at.controller.show_take(RECORDING)
    at.controller.show_settings(replace(settings, background_rgb=0xFF0000))
    assert at.view.options == FILLING
    at.controller.show_take(SAFE)
    assert at.view.options.background_rgb == (255, 0, 0)


def test_who_leaves_a_take_that_fills_blanks_keeps_place_and_name_until_back(at):
    at.let_in("ann", "bob", "cy")
    at.controller.show_take(RECORDING)
    at.let_in("bob", "cy")
    assert at.view.order == ("ann", "bob", "cy")
    assert [(one.stream_id, one.user_name, one.condition) for one in at.view.departed] == [
        ("ann", "Ann", StreamCondition.ABSENT)
    ]
    at.let_in("bob", "cy", "ann")
    assert (at.view.order, at.view.departed) == (("ann", "bob", "cy"), ())
    at.let_in("bob")
    at.controller.show_take(SAFE)
    assert (at.view.order, at.view.departed) == (("bob",), ())


@pytest.mark.parametrize("take", [TakeState(), replace(RECORDING, options=PictureOptions())])
def test_without_a_take_that_fills_blanks_who_leaves_gives_the_place_up(at, take):
    at.controller.show_take(take)
    at.let_in("ann", "bob")
    at.let_in("bob")
    at.let_in("bob", "ann")
    assert (at.view.order, at.view.departed) == (("bob", "ann"), ())


def test_another_room_begins_afresh(at):
    at.controller.show_take(RECORDING)
    at.let_in("ann")
    at.let_in("bob", room="other")
    assert (at.view.order, at.view.departed) == (("bob",), ())


def test_the_place_of_a_board_that_left_is_held_only_while_a_take_fills_blanks(at):
    at.show_board(is_on_air=False)
    at.controller.show_take(RECORDING)
    assert not at.view.is_board_held
    at.show_board(is_on_air=True)
    assert not at.view.is_board_held
    at.show_board(is_on_air=False)
    assert at.view.is_board_held
    at.controller.show_take(SAFE)
    assert not at.view.is_board_held


def test_pictures_that_the_recorder_could_not_fetch_are_left_out_while_it_records(at):
    options = PictureOptions(background_image="http://x.example/a", watermark_image="http://x.example/b")
    take = replace(
        RECORDING,
        options=options,
        failed_images=frozenset(
            {
                (ImageType.MIX_OUTPUT_WATERMARK, "http://x.example/b"),
                (ImageType.REGION_BACKGROUND, "http://x.example/c"),
            }
        ),
    )
    at.controller.show_take(take)
    assert at.view.options == replace(options, watermark_image="")
    assert at.view.missing_images == {"http://x.example/c"}
    at.controller.show_take(replace(take, status=TaskStatus.ENDED, file_statuses=(FileStatus.UPLOADED,)))
    assert at.view.missing_images == frozenset()


def test_levels_are_no_change_and_a_take_begins_once(at):
    at.let_in("ann")
    told = len(at.views)
    at.let_in("ann", level=0.5)
    assert len(at.views) == told
    at.controller.show_take(RECORDING)
    at.controller.show_take(replace(RECORDING, max_idle_s=9))
    assert at.begun == [True]
