import asyncio
import json
import sqlite3

import pytest

from chalkreel.base.phrase import Phrase
from chalkreel.contract.codes import ReturnCode
from chalkreel.controllers.take_plan import TakePlan
from chalkreel.controllers.take_start import StartRefused, TakeStarter, refusal_sentence, refused_layout
from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.services.errors import BadAnswer, CallRefused, NoAnswer
from chalkreel.services.http import new_client
from tests.support.http_peer import HttpPeer, Says
from tests.support.recorder_peer import KEY_SECRET, OK, Ordinary, RecorderPeer, recorder, refused, session_on, task_id

pytestmark = pytest.mark.asyncio
FIRST = task_id(1)
SOON_S = 0.01


def plan(session, layout=Layout(MixMode.GRID)):  # noqa: B008
    return TakePlan("class", Size(1280, 720), layout, session.storage)


def rows(tmp_path):
    """What another process would find on the disk at this moment."""
    with sqlite3.connect(tmp_path / "journal.sqlite") as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute("SELECT * FROM takes ORDER BY take_id")]


def starter(session, journal, **others):
    return TakeStarter(session, journal, ask_again_s=SOON_S, **others)


def ignore(_sentence):
    pass


async def test_the_intent_is_on_disk_when_the_request_arrives_and_the_task_before_it_is_used(journal, tmp_path):
    on_arrival = []

    def look(_asked):
        on_arrival.extend(rows(tmp_path))
        return Ordinary

    async with recorder() as (peer, session):
        peer.script["StartRecord"] = look
        starting = starter(session, journal)
        intent = await starting.prepare(plan(session))
        assert peer.seen == []
        assert await starting.start(intent, ignore) == FIRST
        (found,) = on_arrival
        (sent,) = peer.sent("StartRecord")
    assert (found["room_id"], found["connection_id"], found["task_id"]) == ("class", "school", "")
    assert found["client_task_id"] == sent["RecordInputParams"]["ClientTaskId"]
    assert json.loads(found["plan"])["RecordInputParams"] == sent["RecordInputParams"]
    (after,) = rows(tmp_path)
    assert (after["task_id"], after["closed_ms"]) == (FIRST, None)


async def test_the_journal_holds_no_key(journal, tmp_path):
    async with recorder() as (_, session):
        await starter(session, journal).prepare(plan(session))
    for path in tmp_path.glob("journal*"):
        assert KEY_SECRET.encode() not in path.read_bytes()


async def test_after_silence_the_same_client_task_id_is_sent_again_and_one_take_begins(journal, tmp_path):
    answers = iter([None, None, Ordinary])
    said = []

    async with recorder() as (peer, session):

        def act_but_stay_silent(asked):
            peer.start(asked)
            return next(answers)

        peer.script["StartRecord"] = act_but_stay_silent
        starting = starter(session, journal)
        begun = await starting.start(await starting.prepare(plan(session)), said.append)
        ids = {body["RecordInputParams"]["ClientTaskId"] for body in peer.sent("StartRecord")}
        assert (len(peer.sent("StartRecord")), len(ids), peer.tasks) == (3, 1, {ids.pop(): begun})
    assert len(said) == 2
    assert "without recording twice" in str(said[0])
    assert [row["task_id"] for row in rows(tmp_path)] == [begun]


async def test_an_answer_that_comes_too_late_is_silence_too(journal):
    late = asyncio.Event()
    is_first = True

    async def answer(asked):
        nonlocal is_first
        if asked.query["Action"] == "StartRecord" and is_first:
            is_first = False
            peer.answer(asked)
            await late.wait()
        return peer.answer(asked)

    peer = RecorderPeer()
    async with HttpPeer(answer) as server, new_client(is_loopback=True) as http:
        session = session_on(server.url, http, answer_s=0.2)
        starting = starter(session, journal)
        assert await starting.start(await starting.prepare(plan(session)), ignore) == FIRST
        late.set()
    assert list(peer.tasks.values()) == [FIRST]


async def test_a_gateway_that_fails_may_have_passed_the_request_on(journal):
    answers = iter([Says.text("bad gateway", status=502), Ordinary])
    async with recorder() as (peer, session):
        peer.script["StartRecord"] = lambda _: next(answers)
        starting = starter(session, journal)
        assert await starting.start(await starting.prepare(plan(session)), ignore) == FIRST


async def test_a_refusal_closes_the_take_and_nothing_is_sent_again(journal):
    async with recorder() as (peer, session):
        peer.script["StartRecord"] = lambda _: refused(ReturnCode.INVALID_PARAMETER, "Bitrate is too low")
        starting = starter(session, journal)
        intent = await starting.prepare(plan(session))
        with pytest.raises(CallRefused) as caught:
            await starting.start(intent, ignore)
        assert len(peer.sent("StartRecord")) == 1
    assert str(refusal_sentence(caught.value)) == "The recorder refused this: Bitrate is too low"
    assert await journal.unfinished() == ()
    (take,) = await journal.takes()
    assert take.outcome == "refused"


async def test_a_recorder_that_is_not_there_is_said_at_once(journal):
    async with HttpPeer(lambda _: None) as gone:
        url = gone.url
    async with new_client(is_loopback=True) as http:
        session = session_on(url, http)
        starting = starter(session, journal)
        with pytest.raises(NoAnswer):
            await starting.start(await starting.prepare(plan(session)), ignore)
    assert await journal.unfinished() == ()


async def test_a_wrong_address_that_answers_something_else_is_said_at_once(journal):
    async with recorder() as (peer, session):
        peer.script["StartRecord"] = lambda _: Says.text("<html>not found</html>", status=404)
        starting = starter(session, journal)
        with pytest.raises(BadAnswer):
            await starting.start(await starting.prepare(plan(session)), ignore)
        assert len(peer.sent("StartRecord")) == 1
    assert await journal.unfinished() == ()


async def test_a_take_that_may_run_unseen_stays_open_when_asking_is_given_up(journal):
    clock = iter([0.0, 60.0, 121.0])
    async with recorder() as (peer, session):
        peer.script["StartRecord"] = lambda _: None
        starting = starter(session, journal, monotonic_s=lambda: next(clock))
        with pytest.raises(NoAnswer):
            await starting.start(await starting.prepare(plan(session)), ignore)
        assert len(peer.sent("StartRecord")) == 2
    assert [take.task_id for take in await journal.unfinished()] == [""]


@pytest.mark.expects_log("could not be written down")
async def test_a_recording_that_runs_is_not_lost_when_the_journal_cannot_be_written(journal, tmp_path):
    async with recorder() as (peer, session):

        def lose_the_row(_asked):
            with sqlite3.connect(tmp_path / "journal.sqlite") as database:
                database.execute("DELETE FROM takes")
            return Ordinary

        peer.script["StartRecord"] = lose_the_row
        starting = starter(session, journal)
        assert await starting.start(await starting.prepare(plan(session)), ignore) == FIRST


@pytest.mark.parametrize(
    "layout",
    [
        Layout(MixMode.CUSTOM, (Region("a", Rect(0, 0, 2000, 700)),)),
        Layout(MixMode.CUSTOM),
    ],
    ids=["off the canvas", "no region"],
)
async def test_what_breaks_the_contract_is_refused_before_anything_is_written_or_sent(journal, layout):
    async with recorder() as (peer, session):
        with pytest.raises(StartRefused) as caught:
            await starter(session, journal).prepare(plan(session, layout))
        assert peer.seen == []
    assert isinstance(caught.value.sentence, Phrase)
    assert str(caught.value.sentence)
    assert await journal.takes() == ()


async def test_a_success_without_data_is_no_start(journal):
    async with recorder() as (peer, session):
        peer.script["StartRecord"] = lambda _: OK
        starting = starter(session, journal)
        with pytest.raises(BadAnswer):
            await starting.start(await starting.prepare(plan(session)), ignore)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("MixInputList.0: Region 1 reaches outside the canvas.", "Region 1 reaches outside the canvas."),
        ("MixInputList[2].Left: too far", "too far"),
        ("Only one view can show the whiteboard", "Only one view can show the whiteboard"),
    ],
)
async def test_a_refused_layout_is_told_without_the_members_path(message, words):
    assert str(refused_layout(CallRefused("UpdateLayout", ReturnCode.INVALID_PARAMETER, message))) == words
