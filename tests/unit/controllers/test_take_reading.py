from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from chalkreel.base.phrase import phrase
from chalkreel.contract.callbacks import ImageFailedDetail
from chalkreel.contract.queries import RecordStatusData
from chalkreel.controllers.take_reading import CLOCK_TOLERANCE_MS, ended_by, heard, without_image
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.view_state import FileCondition
from chalkreel.domain.enums import FileStatus, ImageType, QuitReason, TaskStatus
from chalkreel.domain.geometry import Size
from chalkreel.domain.phases import Phase, Wish
from chalkreel.domain.recording_time import RecordingTime

STARTED = TakeState(take_id=1, task_id="t", wish=Wish.START, status=TaskStatus.INITIALISING)
WALL_MS = 1_700_000_000_000
ENDED = (TaskStatus.ENDED, TaskStatus.ENDED_ABNORMALLY)
UNDER_WAY = (Phase.STARTING, Phase.ARMED, Phase.RECORDING, Phase.WAITING, Phase.PAUSED, Phase.STOPPING)


def said(status, *files, **others):
    listed = [{"FileId": f"{n}.mp4", **file} for n, file in enumerate(files)]
    return RecordStatusData.read_tolerant({"TaskId": "t", "Status": int(status), "RecordFiles": listed, **others})


statuses = st.integers(-1, 9)
files = st.lists(
    st.fixed_dictionaries({"Status": st.integers(-1, 9)}, optional={"Duration": st.integers(0, 10**7)}), max_size=3
)
answers = st.lists(st.tuples(statuses, files), min_size=1, max_size=8)


@given(answers, st.sampled_from([Wish.START, Wish.STOP]))
def test_no_answer_makes_an_ended_take_run_again(told, wish):
    state = replace(STARTED, wish=wish)
    for second, (status, listed) in enumerate(told):
        before = state
        state = heard(state, said(status, *listed), float(second), WALL_MS)
        if before.status in ENDED:
            assert state.phase not in UNDER_WAY
            assert state.status in ENDED
        assert state.heard_at_s == second


@given(answers)
def test_a_safe_take_stays_over_whatever_running_state_is_told_late(told):
    safe = heard(STARTED, said(3, {"Status": 3, "Duration": 5000}), 1.0, WALL_MS)
    assert safe.phase is Phase.SAFE
    for status, listed in told:
        if status not in (3, 4):
            assert heard(safe, said(status, *listed), 2.0, WALL_MS).phase is Phase.SAFE


@given(st.integers(-5, 99).filter(lambda number: number not in set(TaskStatus)))
def test_a_status_we_do_not_know_leaves_what_was_known(number):
    running = heard(STARTED, said(2, {"Status": 1}), 1.0, WALL_MS)
    assert heard(running, said(number, {"Status": 1}), 2.0, WALL_MS).phase is Phase.RECORDING


@given(st.integers(-5, 99).filter(lambda number: number not in set(FileStatus)))
def test_a_file_in_a_state_we_do_not_know_is_not_called_safe(number):
    state = heard(STARTED, said(3, {"Status": number}), 1.0, WALL_MS)
    assert state.phase is Phase.UPLOADING
    assert state.files[0].condition is FileCondition.UPLOADING


def test_what_the_recorder_measured_of_a_file_is_shown():
    told = said(
        3,
        {
            "Status": 3,
            "FileSize": 4711,
            "Duration": 61_000,
            "ResolutionWidth": 1280,
            "ResolutionHeight": 720,
            "FileUrl": "file:///a.mp4",
        },
    )
    (file,) = heard(STARTED, told, 1.0, WALL_MS).files
    assert (file.size_bytes, file.duration_ms, file.resolution) == (4711, 61_000, Size(1280, 720))
    assert (file.name, file.url, file.condition) == ("0.mp4", "file:///a.mp4", FileCondition.SAFE)


@given(st.lists(st.integers(-CLOCK_TOLERANCE_MS + 1, CLOCK_TOLERANCE_MS - 1), min_size=2, max_size=12))
def test_the_clock_does_not_twitch_while_the_recorder_is_near(errors_ms):
    state = heard(STARTED, said(2, {"Status": 1, "Duration": 0}), 0.0, WALL_MS)
    shown = []
    for second, error_ms in enumerate(errors_ms, start=1):
        duration_ms = max(1, second * 1000 + error_ms)
        state = heard(state, said(2, {"Status": 1, "Duration": duration_ms}), float(second), WALL_MS)
        shown.append(state.time.at(second * 1000))
    assert shown == [1000 * second for second in range(1, len(errors_ms) + 1)]


def test_the_clock_follows_a_recorder_that_is_far_away():
    state = heard(STARTED, said(2, {"Status": 1, "Duration": 0}), 0.0, WALL_MS)
    state = heard(state, said(2, {"Status": 1, "Duration": 60_000}), 1.0, WALL_MS)
    assert state.time.at(1000) == 60_000


def test_the_clock_stands_while_paused_and_shows_the_measured_length_at_the_end():
    state = heard(STARTED, said(2, {"Status": 1, "Duration": 0}), 0.0, WALL_MS)
    state = heard(state, said(5, {"Status": 1, "Duration": 4900}), 5.0, WALL_MS)
    assert (state.time.at(5000), state.time.at(90_000)) == (4900, 4900)
    state = heard(state, said(3, {"Status": 3, "Duration": 4933}), 95.0, WALL_MS)
    assert state.time == RecordingTime(4933, None)


def test_the_end_is_dated_by_the_recorder_or_else_by_us_and_only_once():
    assert heard(STARTED, said(2), 1.0, WALL_MS).ended_wall_ms == 0
    assert heard(STARTED, said(3, RecordEndTimestamp=77), 1.0, WALL_MS).ended_wall_ms == 77
    ended = heard(STARTED, said(3), 1.0, WALL_MS)
    assert heard(ended, said(3), 2.0, WALL_MS + 5000).ended_wall_ms == WALL_MS


def test_a_problem_the_host_was_told_stays_until_the_take_moves_on():
    told = replace(heard(STARTED, said(2, {"Status": 1}), 1.0, WALL_MS), problem=phrase("Pause did not work."))
    assert heard(told, said(2, {"Status": 1}), 2.0, WALL_MS).problem == told.problem
    assert heard(told, said(5, {"Status": 1}), 2.0, WALL_MS).problem is None


def test_why_a_take_ended_is_taken_over_unless_the_host_stopped_it():
    assert ended_by(STARTED, QuitReason.DISK_FULL).quit_reason is QuitReason.DISK_FULL
    assert ended_by(STARTED, 4242).quit_reason is QuitReason.UNKNOWN
    assert ended_by(replace(STARTED, wish=Wish.STOP), QuitReason.MAX_IDLE_TIME).quit_reason is None


def test_pictures_that_could_not_be_fetched_are_remembered_unless_their_kind_is_unknown():
    detail = ImageFailedDetail.read_tolerant({"image_type": 2, "image_url": "http://x.example/a"})
    unknown = ImageFailedDetail.read_tolerant({"image_type": 9, "image_url": "http://x.example/b"})
    state = without_image(without_image(STARTED, detail), unknown)
    assert state.failed_images == {(ImageType.MIX_OUTPUT_WATERMARK, "http://x.example/a")}
