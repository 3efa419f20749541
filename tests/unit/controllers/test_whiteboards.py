from dataclasses import replace

import pytest

from chalkreel.base.phrase import phrase
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.view_state import BoardView
from chalkreel.controllers.whiteboards import WhiteboardController
from chalkreel.domain.enums import FileStatus, TaskStatus
from chalkreel.domain.phases import Wish

BOARDS = tuple(BoardView(f"b{number}", f"Board {number}") for number in (1, 2, 3))
RECORDING = TakeState(
    task_id="t",
    wish=Wish.START,
    status=TaskStatus.RECORDING,
    file_statuses=(FileStatus.RECORDING,),
    on_air_board="b1",
)
STOPPING = replace(RECORDING, wish=Wish.STOP)
SAFE = replace(RECORDING, status=TaskStatus.ENDED, file_statuses=(FileStatus.UPLOADED,))


class Listening:
    """A controller and what it wished for and showed."""

    def __init__(self):
        self.controller = WhiteboardController()
        self.wishes, self.views = [], []
        self.controller.switch_wished.connect(self.wishes.append)
        self.controller.boards_changed.connect(self.views.append)
        self.controller.show_room_boards(BOARDS)

    def click(self, board_id):
        self.controller.request_board(board_id)

    def marked(self, what):
        return [board.board_id for board in self.controller.view.boards if getattr(board, what)]


@pytest.fixture
def at():
    return Listening()


def test_the_first_board_is_next_until_the_host_chooses(at):
    assert at.marked("is_next") == ["b1"]
    at.click("b3")
    assert at.marked("is_next") == ["b3"]
    assert at.controller.first_board.board_id == "b3"
    assert (at.wishes, at.marked("is_on_air")) == ([], [])


def test_when_the_chosen_board_goes_the_first_takes_its_place(at):
    at.click("b3")
    at.controller.show_room_boards(BOARDS[:2])
    assert at.marked("is_next") == ["b1"]
    at.controller.show_room_boards(())
    assert at.controller.first_board is None


def test_during_a_take_a_click_is_a_wish_and_nothing_is_on_air_before_it_is_confirmed(at):
    at.controller.show_take(RECORDING)
    assert (at.marked("is_on_air"), at.marked("is_next")) == (["b1"], [])
    at.click("b2")
    assert at.wishes == ["b2"]
    assert at.marked("is_on_air") == ["b1"]
    at.controller.show_take(replace(RECORDING, pending_board="b2"))
    assert (at.marked("is_on_air"), at.marked("is_pending")) == (["b1"], ["b2"])
    at.controller.show_take(replace(RECORDING, on_air_board="b2"))
    assert (at.marked("is_on_air"), at.marked("is_pending")) == (["b2"], [])


def test_a_click_on_the_board_on_air_wishes_nothing(at):
    at.controller.show_take(RECORDING)
    at.click("b1")
    assert at.wishes == []


def test_a_click_back_while_another_is_awaited_is_a_wish_again(at):
    at.controller.show_take(replace(RECORDING, pending_board="b2"))
    at.click("b2")
    assert at.wishes == []
    at.click("b1")
    assert at.wishes == ["b1"]


def test_a_refusal_is_shown_and_the_board_on_air_stays(at):
    no = phrase("There is no such board.")
    at.controller.show_take(replace(RECORDING, board_refused=no))
    assert at.controller.view.refused == no
    assert at.marked("is_on_air") == ["b1"]


def test_while_a_take_is_being_ended_no_board_can_be_chosen(at):
    at.controller.show_take(STOPPING)
    at.click("b2")
    assert not at.controller.view.can_switch
    assert (at.wishes, at.controller.first_board.board_id) == ([], "b1")


def test_after_a_take_the_next_one_begins_with_the_board_shown_last(at):
    at.controller.show_take(replace(RECORDING, on_air_board="b2"))
    at.controller.show_take(replace(SAFE, on_air_board="b2"))
    assert at.controller.view.can_switch
    assert at.marked("is_next") == ["b2"]
    at.click("b3")
    assert at.marked("is_next") == ["b3"]


def test_an_unknown_board_is_no_choice(at):
    at.click("elsewhere")
    at.controller.show_take(RECORDING)
    at.click("elsewhere")
    assert (at.wishes, at.marked("is_on_air")) == ([], ["b1"])


def test_while_the_recorder_starts_its_first_board_stays_in_the_picture(at):
    at.click("b2")
    starting = TakeState(wish=Wish.START)
    at.controller.show_take(starting)
    assert at.marked("is_next") == ["b2"]
    at.controller.show_take(replace(starting, on_air_board="b2"))
    assert (at.marked("is_next"), at.marked("is_on_air")) == ([], ["b2"])


def test_staged_first_and_taken_then(at):
    at.controller.show_take(RECORDING)
    at.controller.stage_first(True)
    at.click("b2")
    assert (at.wishes, at.marked("is_staged")) == ([], ["b2"])
    assert at.marked("is_on_air") == ["b1"]
    at.click("b3")
    at.controller.take_staged()
    assert (at.wishes, at.marked("is_staged")) == (["b3"], [])
    assert at.marked("is_on_air") == ["b1"], "only the recorder says what is on air"
    at.controller.take_staged()
    assert at.wishes == ["b3"]


def test_staging_ends_with_the_board_the_take_or_a_click_on_what_is_on_air(at):
    at.controller.show_take(RECORDING)
    at.controller.stage_first(True)
    at.click("b2")
    at.click("b1")
    assert at.marked("is_staged") == []
    at.click("b3")
    at.controller.show_room_boards(BOARDS[:2])
    assert at.marked("is_staged") == []
    at.click("b2")
    at.controller.show_take(SAFE)
    assert at.marked("is_staged") == []
    at.click("b2")
    assert at.marked("is_next") == ["b2"], "before a recording a click chooses the first board as ever"
    assert at.wishes == []


def test_directly_again_nothing_is_staged(at):
    told = []
    at.controller.staging_changed.connect(told.append)
    at.controller.show_take(RECORDING)
    at.controller.stage_first(True)
    at.click("b2")
    at.controller.stage_first(False)
    assert at.marked("is_staged") == []
    at.click("b2")
    assert (at.wishes, told) == (["b2"], [True, False])


def test_while_no_whiteboard_is_recorded_none_is_on_air_and_none_can_be_put_there(at):
    at.click("b2")
    at.controller.show_take(replace(RECORDING, on_air_board="", records_board=False))
    at.click("b3")
    assert (at.wishes, at.marked("is_on_air"), at.marked("is_next")) == ([], [], [])
    assert not at.controller.view.can_switch
    assert str(at.controller.view.not_recorded).startswith("This recording has no whiteboard.")
    at.controller.show_take(replace(SAFE, on_air_board="", records_board=False))
    assert (at.marked("is_next"), at.controller.view.not_recorded) == (["b2"], None)
