import asyncio
from contextlib import asynccontextmanager

import pytest

from chalkreel.base.phrase import phrase
from chalkreel.contract.callbacks import CallbackBody
from chalkreel.contract.codes import ReturnCode
from chalkreel.controllers.take import TakeController
from chalkreel.controllers.take_plan import TakePlan
from chalkreel.controllers.take_state import TakeState
from chalkreel.domain.enums import EventType, FileStatus, MixMode, QuitReason, TaskStatus
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.phases import Phase, Wish
from tests.support.recorder_peer import OK, Ordinary, file, recorder, refused, task_id
from tests.support.waiting import until

pytestmark = pytest.mark.asyncio
FIRST = task_id(1)
GRID, VERTICAL = Layout(MixMode.GRID), Layout(MixMode.VERTICAL)


class Plan:
    """What Record would record; a sentence where nothing can be."""

    def __init__(self, session):
        self.said = TakePlan("class", Size(1280, 720), GRID, session.storage, board_id="b1", board_name="One")

    def current(self):
        return self.said

    def remedy(self):
        return None

    def blocked(self):
        return None


def callback(task_id, event_type, detail):
    body = {
        "app_id": 12345,
        "task_id": task_id,
        "room_id": "class",
        "message": "",
        "event_type": event_type.value,
        "nonce": "1",
        "timestamp": "1",
        "signature": "x",
        "sequence": 1,
        "detail": detail,
    }
    return CallbackBody.read_tolerant(body)


class Errors(list):
    def __call__(self, name, error):
        self.append((name, error))


@asynccontextmanager
async def controller(journal):
    errors = Errors()
    async with recorder() as (peer, session):
        plan = Plan(session)
        take = TakeController(journal, plan, errors)
        take.peer, take.plan_source, take.session = peer, plan, session
        take.enter(session)
        try:
            yield take
        finally:
            await take.close()
    assert errors == []


async def recording(take):
    take.record()
    await until(lambda: take.state.phase is Phase.RECORDING)


async def test_a_take_from_record_to_safe_and_its_history(journal):
    async with controller(journal) as take:
        await recording(take)
        take.switch_board("b2", "Two")
        await until(lambda: take.state.on_air_board == "b2")
        take.apply_layout(VERTICAL)
        await until(lambda: take.state.on_air_layout == VERTICAL)
        take.pause()
        await until(lambda: take.state.phase is Phase.PAUSED)
        take.resume()
        await until(lambda: take.state.phase is Phase.RECORDING)
        take.take_snapshot()
        await until(lambda: len(take.peer.sent("TakeSnapshot")) == 1)
        take.stop()
        await until(lambda: take.state.phase is Phase.SAFE)
        await take.over()
        kinds = [event.kind for event in await journal.events(take.state.take_id)]
        assert kinds == ["started", "whiteboard", "layout", "paused", "resumed", "snapshot", "stopped"]
        assert len(take.state.events) == len(kinds)
        (written,) = await journal.takes()
    assert (written.outcome, written.task_id, written.status) == ("safe", FIRST, int(TaskStatus.ENDED))
    assert written.stop_wished_ms is not None


async def test_three_clicks_on_record_make_one_take(journal):
    async with controller(journal) as take:
        for _ in range(3):
            take.record()
        await until(lambda: take.state.phase is Phase.RECORDING)
        take.record()
        assert len(take.peer.sent("StartRecord")) == 1
        assert len(await journal.takes()) == 1


async def test_of_quick_clicks_on_boards_the_last_one_wins(journal):
    async with controller(journal) as take:
        await recording(take)
        for number in (2, 3, 4):
            take.switch_board(f"b{number}", str(number))
        assert take.state.pending_board == "b4"
        await until(lambda: take.state.on_air_board == "b4" and not take.state.pending_board)
        assert take.peer.sent("UpdateWhiteboard")[-1]["WhiteboardId"] == "b4"


async def test_a_click_back_while_a_switch_is_on_its_way_wins_too(journal):
    async with controller(journal) as take:
        await recording(take)

        def click_back(_asked):
            take.peer.script.clear()
            take.switch_board("b1", "One")
            return Ordinary

        take.peer.script["UpdateWhiteboard"] = click_back
        take.switch_board("b2", "Two")
        await until(lambda: not take.state.pending_board)
        assert take.state.on_air_board == "b1"
        assert [body["WhiteboardId"] for body in take.peer.sent("UpdateWhiteboard")] == ["b2", "b1"]


async def test_a_refused_board_does_not_swallow_the_next_click(journal):
    async with controller(journal) as take:
        await recording(take)

        def click_on_then_refuse(_asked):
            take.peer.script.clear()
            take.switch_board("b3", "Three")
            return refused(ReturnCode.INVALID_PARAMETER, "no such board")

        take.peer.script["UpdateWhiteboard"] = click_on_then_refuse
        take.switch_board("b2", "Two")
        await until(lambda: not take.state.pending_board)
        assert take.state.on_air_board == "b3"


async def test_a_refused_board_leaves_the_one_on_air_and_says_why(journal):
    async with controller(journal) as take:
        await recording(take)
        take.peer.script["UpdateWhiteboard"] = lambda _: refused(ReturnCode.INVALID_PARAMETER, "no such board")
        take.switch_board("b2", "Two")
        await until(lambda: take.state.board_refused)
        assert (take.state.on_air_board, take.state.pending_board) == ("b1", "")
        assert "no such board" in str(take.state.board_refused)
        assert take.state.phase is Phase.RECORDING


async def test_a_refused_layout_leaves_the_one_on_air_and_the_take_goes_on(journal):
    async with controller(journal) as take:
        await recording(take)
        take.peer.script["UpdateLayout"] = lambda _: refused(ReturnCode.INVALID_PARAMETER, "region 1 is off the canvas")
        take.apply_layout(VERTICAL)
        await until(lambda: take.state.layout_refused)
        assert take.state.on_air_layout == GRID
        assert "off the canvas" in str(take.state.layout_refused)
        assert take.state.phase is Phase.RECORDING


async def test_a_pause_that_is_refused_is_said_and_not_wiped_away_by_the_next_answer(journal):
    async with controller(journal) as take:
        await recording(take)
        take.peer.script["PauseRecord"] = lambda _: refused(ReturnCode.SYSTEM_ERROR)
        take.pause()
        await until(lambda: take.state.problem)
        asked = len(take.peer.sent("DescribeRecordStatus"))
        await until(lambda: len(take.peer.sent("DescribeRecordStatus")) > asked + 1)
        assert take.state.problem is not None
        assert take.state.phase is Phase.RECORDING


async def test_a_stop_that_does_not_work_is_said_and_can_be_pressed_again(journal):
    async with controller(journal) as take:
        await recording(take)
        take.peer.script["StopRecord"] = lambda _: refused(ReturnCode.INVALID_PARAMETER)
        take.stop()
        await until(lambda: take.state.problem)
        assert "Press Stop again" in str(take.state.problem)
        assert take.view.can_stop
        await until(lambda: take.state.events and take.state.events[-1].is_problem)
        take.peer.script.clear()
        take.stop()
        await until(lambda: take.state.phase is Phase.SAFE)


async def test_stopping_what_has_ended_meanwhile_is_no_problem(journal):
    async with controller(journal) as take:
        await recording(take)

        def over(_asked):
            take.peer.status, take.peer.files = TaskStatus.ENDED, [file(FileStatus.UPLOADED)]
            return refused(ReturnCode.TASK_ENDED)

        take.peer.script["StopRecord"] = over
        take.stop()
        await until(lambda: take.state.phase is Phase.SAFE)
        assert take.state.problem is None


async def test_a_plan_that_cannot_be_recorded_is_said_and_record_stays_possible(journal):
    async with controller(journal) as take:
        take.plan_source.said = phrase("Choose a room first.")
        take.record()
        await until(lambda: take.state.refused)
        assert str(take.view.cause) == "Choose a room first."
        assert take.view.can_record
        assert take.peer.seen == []


async def test_why_it_ended_is_learnt_from_the_callback(journal):
    async with controller(journal) as take:
        await recording(take)
        detail = {"quit_reason": int(QuitReason.DISK_FULL)}
        take.hear_callback(callback("another", EventType.ABNORMAL_END, detail))
        assert take.state.quit_reason is None
        take.hear_callback(callback(take.state.task_id, EventType.ABNORMAL_END, detail))
        assert take.state.quit_reason is QuitReason.DISK_FULL
        take.peer.status, take.peer.files = TaskStatus.ENDED_ABNORMALLY, [file(FileStatus.UPLOADED)]
        await until(lambda: take.state.phase is Phase.FAILED)
        assert "disk is full" in str(take.view.cause)


async def test_a_recorder_that_goes_away_leaves_an_interrupted_take_not_an_idle_window(journal):
    async with controller(journal) as take:
        await recording(take)
        take.enter(None)
        assert take.state.is_interrupted
        assert str(take.view.headline) == "The recording broke off"
        assert not take.view.can_record
        take.enter(take.session)
        assert take.state.is_interrupted
        take.settle()
        assert take.state == TakeState()
        assert take.view.can_record


async def test_wishes_on_their_way_end_with_the_connection(journal):
    async with controller(journal) as take:
        await recording(take)
        take.peer.script["StopRecord"] = lambda _: None
        take.stop()
        await until(lambda: take.peer.sent("StopRecord"))
        take.enter(None)
        await take._tasks.settled("stop")
        assert take.state.is_interrupted


async def test_an_adopted_take_shows_what_is_on_air_and_its_history(journal):
    async with controller(journal) as take:
        take_id = await journal.open_intent("school", "class", "mine", {})
        await journal.event(take_id, "whiteboard", recording_ms=1000, detail={"board": "b2", "name": "Two"})
        adopted = []
        take.adopted.connect(adopted.append)
        await take.adopt(
            take.session, TakeState(take_id=take_id, task_id=FIRST, wish=Wish.START, on_air_layout=VERTICAL)
        )
        told = ["Whiteboard: Two", "Window opened again; the recording went on"]
        await until(lambda: [str(event.text) for event in take.state.events] == told)
        assert take.state.phase is Phase.RECORDING
        assert [state.on_air_layout for state in adopted] == [VERTICAL]


async def test_a_stop_that_the_recorder_may_not_have_heard_is_sent_again(journal):
    async with controller(journal) as take:
        take_id = await journal.open_intent("school", "class", "mine", {})
        await take.adopt(take.session, TakeState(take_id=take_id, task_id=FIRST, wish=Wish.STOP))
        await until(lambda: take.state.phase is Phase.SAFE)
        assert take.peer.sent("StopRecord") == [{"TaskId": FIRST}]


async def test_a_take_that_comes_back_after_a_crash_of_the_recorder_keeps_the_draft(journal):
    async with controller(journal) as take:
        await recording(take)
        in_view = take.state
        adopted = []
        take.adopted.connect(adopted.append)
        await until(lambda: take.view.recording_ms > 0)
        take.enter(None)
        broke_off_ms = take.state.time.recorded_ms
        take.enter(take.session)
        take.peer.status, take.peer.files = TaskStatus.ENDED_ABNORMALLY, [file(FileStatus.UPLOADED)]
        shown_ms = []
        take.view_changed.connect(lambda view: shown_ms.append(view.recording_ms))
        await take.adopt(take.session, TakeState(take_id=in_view.take_id, task_id=in_view.task_id, wish=Wish.START))
        await until(lambda: take.state.phase.is_over)
        assert adopted == []
        told = {str(event.text): event.recording_ms for event in take.state.events}
        assert told["The recorder ended unexpectedly"] == broke_off_ms > 0
        assert min(shown_ms) > 0, "the clock does not begin again"


async def test_an_unknown_task_is_not_called_a_failed_start(journal):
    async with controller(journal) as take:
        take_id = await journal.open_intent("school", "class", "mine", {})
        take.peer.script["DescribeRecordStatus"] = lambda _: refused(ReturnCode.TASK_UNKNOWN)
        await take.adopt(take.session, TakeState(take_id=take_id, task_id=FIRST, wish=Wish.START))
        await until(lambda: take.state.phase is Phase.FAILED)
        assert str(take.view.headline) == "The recording is lost sight of"


async def test_silence_changes_nothing_but_the_age_of_the_last_answer(journal):
    async with controller(journal) as take:
        await recording(take)
        take.peer.script["DescribeRecordStatus"] = lambda _: None
        asked = len(take.peer.sent("DescribeRecordStatus"))
        await until(lambda: len(take.peer.sent("DescribeRecordStatus")) > asked)
        await asyncio.sleep(0)
        assert take.state.phase is Phase.RECORDING
        take.peer.script["DescribeRecordStatus"] = lambda _: OK | {"Data": {"Status": 99, "RecordFiles": []}}
        assert take.view.can_stop


async def test_everyone_leaving_and_somebody_coming_back_is_noted_for_the_time_line(journal):
    async with controller(journal) as take:
        await recording(take)
        take.peer.files = [file(FileStatus.UPLOADED)]
        await until(lambda: take.state.phase is Phase.WAITING)
        take.peer.files = [file(FileStatus.RECORDING)]
        await until(lambda: take.state.phase is Phase.RECORDING)
        await until(lambda: len(take.state.events) == 3)
        kinds = [event.kind for event in await journal.events(take.state.take_id)]
        assert kinds == ["started", "everyone left", "came back"]


async def test_the_next_take_begins_anew(journal):
    async with controller(journal) as take:
        await recording(take)
        take.stop()
        await until(lambda: take.state.phase is Phase.SAFE)
        first = take.state
        take.peer.status, take.peer.files = TaskStatus.RECORDING, [file(FileStatus.RECORDING)]
        await recording(take)
        assert take.state.take_id == first.take_id + 1
        outcomes = {written.take_id: written.outcome for written in await journal.takes()}
        assert outcomes == {first.take_id: "safe", take.state.take_id: ""}
        assert [str(event.text) for event in take.state.events] == ["Recording started"]


async def test_the_next_take_is_recorded_while_the_one_before_is_still_being_saved(journal):
    async with controller(journal) as take:
        await recording(take)
        first = take.state
        take.peer.status, take.peer.files = TaskStatus.ENDED, [file(FileStatus.UPLOADING)]
        await until(lambda: take.state.phase is Phase.UPLOADING)
        settled = []
        take.saved_behind.connect(settled.append)
        assert take.view.can_record
        take.record()
        await until(lambda: take.state.take_id == first.take_id + 1 and take.state.task_id)
        assert not any(written.closed_ms for written in await journal.takes())
        take.peer.files = [file(FileStatus.UPLOADED)]
        await until(lambda: settled)
        assert (settled[0].take_id, settled[0].phase) == (first.take_id, Phase.SAFE)
        assert (await journal.take(first.take_id)).outcome == "safe"


async def test_a_picture_that_the_recorder_left_out_is_told_once_in_the_history(journal):
    async with controller(journal) as take:
        await recording(take)
        for name in ("logo", "logo", "last"):
            detail = {"image_type": 2, "image_url": f"https://school.example/{name}.png"}
            take.hear_callback(callback(take.state.task_id, EventType.IMAGE_FAILED, detail))
        words = "The picture https://school.example/logo.png could not be loaded and is left out"
        await until(lambda: any("last.png" in str(event.text) for event in take.state.events))
        told = [event for event in take.state.events if str(event.text) == words]
        assert [event.is_problem for event in told] == [True]
