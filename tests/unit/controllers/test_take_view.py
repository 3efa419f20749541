from dataclasses import replace

import pytest

from chalkreel.base.phrase import phrase
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.take_view import FRESH_FOR_S, take_view
from chalkreel.controllers.view_state import NOT_READY, READY, TakeAction
from chalkreel.domain.enums import FileStatus, TaskStatus
from chalkreel.domain.phases import Wish
from chalkreel.domain.recording_time import RecordingTime

RECORDING = TakeState(
    task_id="t",
    wish=Wish.START,
    status=TaskStatus.RECORDING,
    file_statuses=(FileStatus.RECORDING,),
    time=RecordingTime(5000, 10_000),
    heard_at_s=10.0,
)
PAUSED = replace(RECORDING, status=TaskStatus.PAUSED, time=RecordingTime(5000))
STOPPING = replace(RECORDING, wish=Wish.STOP)
SAFE = replace(RECORDING, status=TaskStatus.ENDED, file_statuses=(FileStatus.UPLOADED,))


def allowed(state, blocked=None):
    view = take_view(state, 10.0, blocked)
    names = ("record", "pause", "resume", "snapshot", "stop")
    return {name for name in names if getattr(view, f"can_{name}")}


@pytest.mark.parametrize(
    ("state", "wanted"),
    [
        (TakeState(), {"record"}),
        (TakeState(wish=Wish.CHECK), set()),
        (TakeState(wish=Wish.START), set()),
        (TakeState(wish=Wish.START, task_id="t"), {"stop"}),
        (RECORDING, {"pause", "snapshot", "stop"}),
        (replace(RECORDING, has_picture=False), {"pause", "stop"}),
        (PAUSED, {"resume", "stop"}),
        (STOPPING, set()),
        (SAFE, {"record"}),
        (TakeState(refused=phrase("No.")), {"record"}),
        (RECORDING.interrupted(0), set()),
    ],
)
def test_only_what_makes_sense_now_can_be_pressed(state, wanted):
    assert allowed(state) == wanted


def test_record_is_blocked_with_its_reason_and_a_running_take_is_the_first_one():
    nobody = phrase("There is no recorder yet.")
    assert allowed(TakeState(), nobody) == set()
    assert take_view(TakeState(), 0.0, nobody).record_blocked == nobody
    assert str(take_view(RECORDING, 10.0, nobody).record_blocked) == "A recording is running."


def test_the_time_counts_only_while_it_is_recorded():
    assert take_view(RECORDING, 12.0, None).recording_ms == 7000
    assert take_view(RECORDING, 12.0, None).is_counting
    assert take_view(PAUSED, 12.0, None).recording_ms == 5000
    assert not take_view(PAUSED, 12.0, None).is_counting


def test_the_age_of_the_last_answer_is_told_once_it_is_old_and_only_while_a_take_runs():
    assert take_view(RECORDING, 10.0 + FRESH_FOR_S - 0.1, None).heard_age_s is None
    assert take_view(RECORDING, 33.9, None).heard_age_s == 23
    assert take_view(SAFE, 33.9, None).heard_age_s is None
    assert take_view(TakeState(), 33.9, None).heard_age_s is None


def test_without_a_recorder_nothing_says_ready():
    why = phrase("The recorder is getting ready.")
    view = take_view(TakeState(), 0.0, why)
    assert (view.headline, view.cause, view.action) == (NOT_READY, why, None)
    assert take_view(TakeState(), 0.0, None).headline == READY
    assert str(take_view(SAFE, 10.0, why).headline) == "Safe to leave"


def test_trouble_comes_before_the_usual_words():
    troubled = replace(RECORDING, problem=phrase("The pause did not work."))
    assert str(take_view(troubled, 10.0, None).cause) == "The pause did not work."


def test_a_recorder_that_failed_can_be_tried_again_and_says_why():
    why = phrase("Studio did not become ready in time.")
    view = take_view(TakeState(), 0.0, why, TakeAction.RECONNECT)
    assert view.action is TakeAction.RECONNECT
    assert view.record_blocked == why
    assert not view.can_record


def test_a_running_take_is_never_offered_another_connection():
    files = (FileStatus.RECORDING,)
    running = TakeState(task_id="t", wish=Wish.START, status=TaskStatus.RECORDING, file_statuses=files)
    assert take_view(running, 0.0, None, TakeAction.RECONNECT).action is TakeAction.STOP
