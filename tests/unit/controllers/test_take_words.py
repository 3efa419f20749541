from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.base.phrase import phrase
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.take_words import clock_text, words_for
from chalkreel.controllers.view_state import FileCondition, FileView, TakeAction
from chalkreel.domain.enums import FileStatus, QuitReason, TaskStatus
from chalkreel.domain.phases import ORDINARY_QUIT_REASONS, Phase, Wish

RUNNING = TakeState(take_id=1, task_id="t", wish=Wish.START, status=TaskStatus.RECORDING)
RECORDING = (FileStatus.RECORDING,)
STATES = {
    Phase.IDLE: TakeState(),
    Phase.PREFLIGHT: TakeState(wish=Wish.CHECK),
    Phase.STARTING: TakeState(wish=Wish.START),
    Phase.ARMED: RUNNING,
    Phase.RECORDING: replace(RUNNING, file_statuses=RECORDING),
    Phase.WAITING: replace(RUNNING, file_statuses=(FileStatus.UPLOADED,)),
    Phase.PAUSED: replace(RUNNING, status=TaskStatus.PAUSED, file_statuses=RECORDING),
    Phase.STOPPING: replace(RUNNING, wish=Wish.STOP, file_statuses=RECORDING),
    Phase.UPLOADING: replace(RUNNING, status=TaskStatus.ENDED, file_statuses=(FileStatus.UPLOADED, *RECORDING)),
    Phase.SAFE: replace(RUNNING, status=TaskStatus.ENDED, file_statuses=(FileStatus.UPLOADED,)),
    Phase.EMPTY: replace(RUNNING, status=TaskStatus.ENDED),
    Phase.PARTIAL: replace(RUNNING, status=TaskStatus.ENDED, file_statuses=(FileStatus.LOST,)),
    Phase.FAILED: TakeState(refused=phrase("No.")),
}
ACTIONS = {
    Phase.IDLE: TakeAction.RECORD,
    Phase.ARMED: TakeAction.STOP,
    Phase.RECORDING: TakeAction.STOP,
    Phase.WAITING: TakeAction.STOP,
    Phase.PAUSED: TakeAction.RESUME,
    Phase.SAFE: TakeAction.OPEN_FOLDER,
    Phase.EMPTY: TakeAction.RECORD,
    Phase.PARTIAL: TakeAction.FIX_SETTINGS,
    Phase.FAILED: TakeAction.RETRY,
}


def test_the_examples_cover_every_phase():
    assert {state.phase for state in STATES.values()} == set(Phase)
    assert all(state.phase is phase for phase, state in STATES.items())


@pytest.mark.parametrize("phase", list(Phase))
def test_every_phase_has_a_headline_and_its_action(phase):
    words = words_for(STATES[phase], 0.0, 754_000)
    assert str(words.headline)
    assert words.action is ACTIONS.get(phase)


def test_where_only_some_were_chosen_nobody_says_that_the_room_is_empty():
    waiting = words_for(replace(STATES[Phase.ARMED], is_of_chosen=True), 0.0, 0)
    assert str(waiting.headline) == "Waiting for those who were chosen"
    empty = words_for(replace(STATES[Phase.EMPTY], is_of_chosen=True), 0.0, 0)
    assert str(empty.cause) == "Only certain streams were to be recorded, and none of them came."
    assert empty.action is TakeAction.TAKE_SETTINGS


def test_a_pause_and_a_save_say_how_far_they_are():
    assert str(words_for(STATES[Phase.PAUSED], 0.0, 754_000).headline) == "Paused at 00:12:34"
    assert str(words_for(STATES[Phase.UPLOADING], 0.0, 0).headline) == "Saving 2 of 2"


def test_what_is_being_finished_and_what_is_safe_is_named_as_it_is():
    stopping = STATES[Phase.STOPPING]
    series = replace(stopping, is_picture_only=True, file_statuses=())
    several = replace(stopping, file_statuses=RECORDING * 5)
    said = [str(words_for(state, 0.0, 0).next_step) for state in (stopping, several, series)]
    assert said == [
        "The file is being finished, then saved.",
        "The files are being finished, then saved.",
        "The last pictures are being saved.",
    ]
    cut_off = {"status": TaskStatus.ENDED_ABNORMALLY, "quit_reason": QuitReason.SERVICE_DISCONNECTED}
    broken_off = replace(series, wish=Wish.START, **cut_off)
    taken = replace(broken_off, pictures=(FileView("1.jpg", FileCondition.SAFE),))
    assert str(words_for(taken, 0.0, 0).next_step) == "The pictures taken until then are safe."
    assert words_for(broken_off, 0.0, 0).next_step is None
    lost = replace(taken, pictures=(*taken.pictures, FileView("2.jpg", FileCondition.LOST)))
    assert words_for(lost, 0.0, 0).next_step is None


@pytest.mark.parametrize("reason", list(QuitReason))
def test_every_reason_for_an_end_is_a_sentence_of_its_own(reason):
    ended = replace(RUNNING, status=TaskStatus.ENDED_ABNORMALLY, file_statuses=(FileStatus.UPLOADED,))
    words = words_for(replace(ended, quit_reason=reason), 0.0, 0)
    others = {
        str(words_for(replace(ended, quit_reason=other), 0.0, 0).cause) for other in QuitReason if other is not reason
    }
    assert str(words.cause).endswith(".")
    assert str(words.cause) not in others
    if reason in ORDINARY_QUIT_REASONS:
        assert str(words.headline) == "Safe to leave"
    else:
        assert str(words.headline) == "The recording broke off"
        assert "safe" in str(words.next_step)


def test_an_end_says_who_ended_it_as_far_as_that_is_known():
    safe = STATES[Phase.SAFE]
    assert str(words_for(replace(safe, wish=Wish.STOP), 0.0, 0).cause) == "You stopped the recording."
    abnormal = replace(safe, status=TaskStatus.ENDED_ABNORMALLY)
    assert "did not say why" in str(words_for(abnormal, 0.0, 0).cause)
    assert "You" not in str(words_for(safe, 0.0, 0).cause)


@given(st.floats(0, 1e6), st.floats(0, 120), st.integers(5, 600))
def test_the_countdown_falls_to_zero_and_no_further(since_s, gone_s, idle_s):
    state = replace(STATES[Phase.WAITING], empty_since_s=since_s, max_idle_s=idle_s)
    cause = words_for(state, since_s + gone_s, 0).cause
    minutes, seconds = str(cause.values["time"]).split(":")
    assert abs(int(minutes) * 60 + int(seconds) - max(0, idle_s - gone_s)) <= 0.51


def test_the_countdown_begins_with_the_recording_not_with_the_empty_room():
    state = replace(RUNNING, empty_since_s=100.0, started_at_s=700.0)
    assert str(words_for(state, 705.0, 0).cause) == "Stops by itself in 0:25."


def test_nothing_is_counted_while_somebody_is_there():
    assert words_for(STATES[Phase.WAITING], 0.0, 0).cause is None


def test_backups_say_until_when_and_lost_files_how_many():
    backup = replace(STATES[Phase.PARTIAL], file_statuses=(FileStatus.IN_BACKUP,), ended_wall_ms=1_700_000_000_000)
    assert "2023-11-" in str(words_for(backup, 0.0, 0).headline)
    lost = replace(STATES[Phase.PARTIAL], file_statuses=(FileStatus.LOST, FileStatus.UPLOADED))
    assert str(words_for(lost, 0.0, 0).headline) == "1 of 2 files are lost"


@pytest.mark.parametrize("quit_reason", [None, QuitReason.SERVICE_DISCONNECTED])
def test_what_waits_in_studios_backup_can_be_saved_again(quit_reason):
    status = TaskStatus.ENDED if quit_reason is None else TaskStatus.ENDED_ABNORMALLY
    waiting = replace(RUNNING, status=status, quit_reason=quit_reason, file_statuses=(FileStatus.IN_BACKUP,))
    assert words_for(waiting, 0.0, 0).action in (TakeAction.FIX_SETTINGS, TakeAction.RETRY)
    assert words_for(replace(waiting, is_with_studio=True), 0.0, 0).action is TakeAction.RETRY_UPLOAD
    lost = replace(waiting, is_with_studio=True, file_statuses=(FileStatus.LOST,))
    assert words_for(lost, 0.0, 0).action is not TakeAction.RETRY_UPLOAD


def test_a_refusal_is_told_apart_from_a_recording_that_was_forgotten():
    assert str(words_for(STATES[Phase.FAILED], 0.0, 0).headline) == "Recording did not start"
    forgotten = words_for(replace(RUNNING, refused=phrase("Unknown.")), 0.0, 0)
    assert "did not start" not in str(forgotten.headline)
    assert str(forgotten.cause) == "Unknown."


def test_an_interrupted_take_is_called_so_until_it_is_found_again():
    words = words_for(STATES[Phase.RECORDING].interrupted(0), 0.0, 0)
    assert str(words.headline) == "The recording broke off"
    assert words.action is None
    assert words.next_step is not None


def test_a_take_of_an_earlier_window_is_not_said_to_be_starting():
    adopted = TakeState(task_id="t", wish=Wish.START)
    assert adopted.phase is Phase.STARTING
    assert str(words_for(adopted, 0.0, 0).headline) == "A recording was under way"


def test_lengths_read_like_a_clock():
    assert [clock_text(ms) for ms in (0, 999, 61_000, 3_600_000 * 25 + 1000)] == [
        "00:00:00",
        "00:00:00",
        "00:01:01",
        "25:00:01",
    ]
