"""Every combination of facts has one phase, and the phases keep what the host is promised."""

from hypothesis import given
from hypothesis import strategies as st

from chalkreel.domain.enums import FileStatus, QuitReason, TaskStatus
from chalkreel.domain.phases import ORDINARY_QUIT_REASONS, Phase, TakeFacts, Wish, phase_of

facts = st.builds(
    TakeFacts,
    wish=st.sampled_from(Wish),
    status=st.none() | st.sampled_from(TaskStatus),
    files=st.lists(st.sampled_from(FileStatus), max_size=4).map(tuple),
    quit_reason=st.none() | st.sampled_from(QuitReason),
    is_picture_only=st.booleans(),
    pictures=st.integers(0, 3),
    was_refused=st.booleans(),
)


@given(facts)
def test_any_facts_give_exactly_one_phase(some_facts):
    assert isinstance(phase_of(some_facts), Phase)


@given(facts)
def test_safe_only_when_ended_and_every_file_is_uploaded(some_facts):
    if phase_of(some_facts) is Phase.SAFE:
        assert some_facts.status in (TaskStatus.ENDED, TaskStatus.ENDED_ABNORMALLY)
        assert all(status is FileStatus.UPLOADED for status in some_facts.files)
        assert some_facts.files or some_facts.pictures


@given(facts)
def test_a_task_that_runs_is_never_shown_as_over(some_facts):
    running = (TaskStatus.INITIALISING, TaskStatus.RECORDING, TaskStatus.PAUSED)
    if some_facts.status in running and not some_facts.was_refused:
        assert not phase_of(some_facts).is_over


@given(facts)
def test_a_lost_file_is_never_safe_and_never_silent(some_facts):
    ended = some_facts.status in (TaskStatus.ENDED, TaskStatus.ENDED_ABNORMALLY)
    if ended and FileStatus.LOST in some_facts.files:
        assert phase_of(some_facts) in (Phase.UPLOADING, Phase.PARTIAL, Phase.FAILED)


def test_each_row_of_the_table_of_phases():
    recording = TaskStatus.RECORDING
    assert phase_of(TakeFacts()) is Phase.IDLE
    assert phase_of(TakeFacts(Wish.CHECK)) is Phase.PREFLIGHT
    assert phase_of(TakeFacts(Wish.START)) is Phase.STARTING
    assert phase_of(TakeFacts(Wish.START, TaskStatus.INITIALISING)) is Phase.STARTING
    assert phase_of(TakeFacts(Wish.START, recording)) is Phase.ARMED
    assert phase_of(TakeFacts(Wish.START, recording, (FileStatus.RECORDING,))) is Phase.RECORDING
    assert phase_of(TakeFacts(Wish.START, recording, (FileStatus.UPLOADED,))) is Phase.WAITING
    assert phase_of(TakeFacts(Wish.START, TaskStatus.PAUSED, (FileStatus.RECORDING,))) is Phase.PAUSED
    assert phase_of(TakeFacts(Wish.STOP, recording, (FileStatus.RECORDING,))) is Phase.STOPPING
    assert phase_of(TakeFacts(Wish.STOP, TaskStatus.ENDED, (FileStatus.UPLOADING,))) is Phase.UPLOADING
    assert phase_of(TakeFacts(Wish.STOP, TaskStatus.ENDED, (FileStatus.UPLOADED,))) is Phase.SAFE
    assert phase_of(TakeFacts(Wish.STOP, TaskStatus.ENDED)) is Phase.EMPTY
    assert phase_of(TakeFacts(Wish.STOP, TaskStatus.ENDED, (FileStatus.IN_BACKUP,))) is Phase.PARTIAL


def test_idle_and_maximum_time_are_no_failures_but_a_full_disk_is():
    files = (FileStatus.UPLOADED,)
    for reason in ORDINARY_QUIT_REASONS:
        assert phase_of(TakeFacts(Wish.START, TaskStatus.ENDED_ABNORMALLY, files, reason)) is Phase.SAFE
    full = TakeFacts(Wish.START, TaskStatus.ENDED_ABNORMALLY, files, QuitReason.DISK_FULL)
    assert phase_of(full) is Phase.FAILED


def test_pictures_alone_have_their_own_life():
    assert phase_of(TakeFacts(Wish.START, TaskStatus.RECORDING, is_picture_only=True)) is Phase.RECORDING
    assert phase_of(TakeFacts(Wish.STOP, TaskStatus.ENDED, is_picture_only=True, pictures=2)) is Phase.SAFE
