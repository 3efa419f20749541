from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from chalkreel.contract.codes import ReturnCode
from chalkreel.contract.layouts import update_layout_request
from chalkreel.controllers.take_plan import TakePlan, start_request
from chalkreel.controllers.take_recovery import TakeRecovery
from chalkreel.controllers.take_state import TakeState
from chalkreel.domain.enums import FillMode, MixMode
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.phases import Wish
from chalkreel.services.journal import Journal, now_ms
from tests.support.recorder_peer import OK, recorder, refused, task_id

pytestmark = pytest.mark.asyncio
MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS
FIRST, SECOND = task_id(1), task_id(2)


class FollowedTake:
    """Remembers what recovery brings into view."""

    def __init__(self):
        self.states: list[TakeState] = []
        self.settled = 0

    async def adopt(self, _session, state):
        self.states.append(state)

    def settle(self):
        self.settled += 1


class Found:
    def __init__(self, peer, session, journal):
        self.peer, self.session, self.journal = peer, session, journal
        self.take, self.told = FollowedTake(), []

    async def recover(self):
        await TakeRecovery(self.journal, self.take, self.told.append).recover(self.session)

    async def intent(self, age_ms=0, connection_id="school", client_task_id="mine", layout=Layout(MixMode.GRID)):  # noqa: B008
        plan = TakePlan("class", Size(1280, 720), layout, self.session.storage, board_id="b1", board_name="One")
        request = start_request(plan, client_task_id)
        self.clock_ms = now_ms() - age_ms
        return await self.journal.open_intent(connection_id, "class", client_task_id, request.to_wire())


@pytest.fixture
def found(tmp_path):
    @asynccontextmanager
    async def make():
        made = []
        journal = Journal(tmp_path / "journal.sqlite", lambda: made[0].clock_ms if made else now_ms())
        await journal.open()
        try:
            async with recorder() as (peer, session):
                made.append(Found(peer, session, journal))
                yield made[0]
        finally:
            await journal.close()

    return make


def tasks_of_room(status, begun_ms):
    task = {"TaskId": SECOND, "RoomId": "class", "Status": status, "RecordBeginTimestamp": begun_ms}
    return OK | {"Data": {"PageOffset": 1, "PageSize": 50, "TotalCount": 1, "TaskidList": [task]}}


async def test_a_known_task_is_followed_with_what_it_has_on_air(found):
    async with found() as at:
        take_id = await at.intent()
        await at.journal.task_started(take_id, FIRST)
        await at.journal.event(take_id, "whiteboard", detail={"board": "b2", "name": "Two"})
        vertical = Layout(MixMode.VERTICAL)
        request = update_layout_request(FIRST, vertical).to_wire()
        await at.journal.event(take_id, "layout", detail={"request": request})
        await at.recover()
        (state,) = at.take.states
        assert (state.take_id, state.task_id, state.room_id, state.wish) == (take_id, FIRST, "class", Wish.START)
        assert (state.on_air_board, state.on_air_layout) == ("b2", vertical)
        assert state.layout_before == Layout(MixMode.GRID)
        assert at.peer.sent("StartRecord") == []


async def test_what_was_on_air_before_is_the_last_other_layout_and_the_fill_mode_stays(found):
    async with found() as at:
        fitted = Layout(MixMode.GRID, fill_mode=FillMode.FIT)
        take_id = await at.intent(layout=fitted)
        await at.journal.task_started(take_id, FIRST)
        for mode in (MixMode.FLOATING, MixMode.VERTICAL, MixMode.VERTICAL):
            request = update_layout_request(FIRST, Layout(mode)).to_wire()
            await at.journal.event(take_id, "layout", detail={"request": request})
        await at.recover()
        (state,) = at.take.states
        assert state.on_air_layout == Layout(MixMode.VERTICAL, fill_mode=FillMode.FIT)
        assert state.layout_before == Layout(MixMode.FLOATING, fill_mode=FillMode.FIT)


async def test_without_events_the_request_tells_what_is_on_air(found):
    async with found() as at:
        await at.journal.task_started(await at.intent(), FIRST)
        await at.recover()
        (state,) = at.take.states
        assert (state.on_air_board, state.on_air_layout.mode) == ("b1", MixMode.GRID)
        assert state.layout_before is None


async def test_a_start_without_an_answer_is_sent_again_with_the_same_id_and_its_keys(found):
    async with found() as at:
        take_id = await at.intent(age_ms=MINUTE_MS)
        at.peer.tasks["mine"] = FIRST
        await at.recover()
        (sent,) = at.peer.sent("StartRecord")
        assert sent["RecordInputParams"]["ClientTaskId"] == "mine"
        assert sent["StorageParams"] == at.session.storage.to_wire()
        assert [state.task_id for state in at.take.states] == [FIRST]
        assert (await at.journal.take(take_id)).task_id == FIRST


async def test_a_later_one_is_looked_for_and_the_host_is_told_of_what_runs(found):
    async with found() as at:
        await at.intent(age_ms=10 * MINUTE_MS)
        at.peer.script["DescribeTasks"] = lambda _: tasks_of_room(2, at.clock_ms + 1000)
        await at.recover()
        assert at.peer.sent("StartRecord") == at.peer.sent("StopRecord") == at.take.states == []
        (sentence,) = at.told
        assert "room class" in str(sentence)
        assert await at.journal.unfinished() == ()


async def test_a_task_that_another_take_of_ours_has_is_not_called_unknown(found):
    async with found() as at:
        other = await at.intent(client_task_id="other")
        await at.journal.task_started(other, SECOND)
        await at.journal.close_take(other, "safe")
        await at.intent(age_ms=10 * MINUTE_MS)
        at.peer.script["DescribeTasks"] = lambda _: tasks_of_room(2, at.clock_ms + 1000)
        await at.recover()
        assert at.told == []


async def test_what_is_too_old_to_be_asked_for_is_closed(found):
    async with found() as at:
        take_id = await at.intent(age_ms=4 * DAY_MS)
        await at.journal.task_started(take_id, FIRST)
        await at.recover()
        assert at.take.states == at.peer.seen == []
        assert await at.journal.unfinished() == ()
        assert at.take.settled == 1


async def test_takes_of_another_connection_are_left_alone(found):
    async with found() as at:
        await at.journal.task_started(await at.intent(connection_id="elsewhere"), FIRST)
        await at.recover()
        assert at.take.states == at.peer.seen == []
        assert len(await at.journal.unfinished()) == 1


@pytest.mark.expects_log("cannot be recovered now")
async def test_a_recorder_that_cannot_be_asked_now_is_asked_another_time(found):
    async with found() as at:
        await at.intent(age_ms=MINUTE_MS)
        at.peer.script["StartRecord"] = lambda _: None
        await at.recover()
        assert at.take.states == []
        assert len(await at.journal.unfinished()) == 1


async def test_of_several_the_newest_comes_into_view_and_one_that_still_runs_is_told(found):
    async with found() as at:
        for number, client_task_id in enumerate(("first", "second"), start=1):
            await at.journal.task_started(await at.intent(client_task_id=client_task_id), task_id(number))
        await at.recover()
        assert [state.task_id for state in at.take.states] == [SECOND]
        assert ["still runs" in str(sentence) for sentence in at.told] == [True]
        assert len(await at.journal.unfinished()) == 2


async def test_of_several_those_that_are_over_are_closed(found):
    async with found() as at:
        for number, client_task_id in enumerate(("first", "second"), start=1):
            await at.journal.task_started(await at.intent(client_task_id=client_task_id), task_id(number))
        at.peer.script["DescribeRecordStatus"] = lambda _: refused(ReturnCode.TASK_UNKNOWN)
        await at.recover()
        assert [take.task_id for take in await at.journal.unfinished()] == [SECOND]


async def test_a_stop_that_was_wished_is_still_wished_unless_the_host_was_told_that_it_failed(found):
    async with found() as at:
        take_id = await at.intent()
        await at.journal.task_started(take_id, FIRST)
        await at.journal.stop_wished(take_id)
        await at.recover()
        assert at.take.states[-1].wish is Wish.STOP
        await at.journal.event(take_id, "not stopped")
        await at.recover()
        assert at.take.states[-1].wish is Wish.START


async def test_a_plan_that_makes_no_sense_any_more_is_followed_all_the_same(found):
    async with found() as at:
        at.clock_ms = now_ms()
        take_id = await at.journal.open_intent("school", "class", "mine", {"strange": True})
        await at.journal.task_started(take_id, FIRST)
        await at.recover()
        (state,) = at.take.states
        assert replace(state, wish=Wish.NOTHING) == TakeState(take_id=take_id, room_id="class", task_id=FIRST)


async def test_nothing_unfinished_settles_what_was_interrupted(found):
    async with found() as at:
        await at.recover()
        assert (at.take.states, at.take.settled) == ([], 1)
