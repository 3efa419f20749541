import json

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.contract.queries import RecordTaskItem
from chalkreel.domain.limits import QUERY_WINDOW_S
from chalkreel.services.connection import Connection, ConnectionKind, Credentials
from chalkreel.services.http import new_client
from chalkreel.services.journal_records import Take
from chalkreel.services.pacing import Pacing
from chalkreel.services.record_api import RecordApi
from chalkreel.services.recovery import (
    SAME_ID_S,
    Follow,
    LookFor,
    SendAgain,
    TooOld,
    candidates,
    decide,
    find_candidates,
)

INTENT_MS = 1_800_000_000_000


def take(task_id=""):
    return Take(1, "cloud", "class", "client-1", {}, INTENT_MS, task_id)


def after(seconds, task_id=""):
    return decide(take(task_id), INTENT_MS + int(seconds * 1000))


def test_an_unanswered_start_is_sent_again_with_the_same_id_within_two_minutes():
    assert after(0) == SendAgain("client-1", SAME_ID_S)
    assert after(119) == SendAgain("client-1", 1)
    assert after(SAME_ID_S) == SendAgain("client-1", 0)


def test_later_it_is_looked_for_and_never_sent_again():
    wanted = after(121)
    assert isinstance(wanted, LookFor)
    assert wanted.room_id == "class"
    assert wanted.from_ms < INTENT_MS < wanted.until_ms


def test_a_known_task_is_followed_whatever_the_hour():
    assert after(1, "task-1") == after(100_000, "task-1") == Follow("task-1")


def test_after_three_days_nobody_can_tell():
    assert after(QUERY_WINDOW_S) == after(QUERY_WINDOW_S, "task-1") == TooOld()


def test_a_clock_that_was_set_back_does_not_start_a_second_recording():
    assert isinstance(after(-1), LookFor)


@given(st.integers(-10 * QUERY_WINDOW_S, 10 * QUERY_WINDOW_S))
def test_it_is_sent_again_in_the_two_minutes_only(age_s):
    assert isinstance(after(age_s), SendAgain) == (0 <= age_s <= SAME_ID_S)


@given(st.integers(SAME_ID_S + 1, QUERY_WINDOW_S - 301))
def test_the_search_is_one_the_recorder_accepts(age_s):
    wanted = after(age_s)
    assert INTENT_MS + age_s * 1000 - wanted.from_ms <= QUERY_WINDOW_S * 1000
    assert 0 < wanted.until_ms - wanted.from_ms <= QUERY_WINDOW_S * 1000


def task(task_id, offset_s, status=2, room="class"):
    return RecordTaskItem.read_tolerant(
        {"TaskId": task_id, "RoomId": room, "Status": status, "RecordBeginTimestamp": INTENT_MS + offset_s * 1000}
    )


def test_the_likeliest_task_comes_first_and_those_of_other_takes_last():
    tasks = [
        task("ended", 1, status=3),
        task("ours", 2),
        task("later", 100),
        task("known", 1),
        task("another room", 1, room="other"),
        task("yesterday", -86_400),
        RecordTaskItem.read_tolerant({"TaskId": "no time", "RoomId": "class"}),
    ]
    found = candidates(tasks, take(), after(300), frozenset({"known"}))
    assert [candidate.task_id for candidate in found] == ["ours", "later", "ended", "known"]
    assert [candidate.is_running for candidate in found] == [True, True, False, True]
    assert found[0].distance_ms == 2000


@pytest.mark.asyncio
async def test_running_and_ended_tasks_are_asked_for():
    def answer(request):
        status = json.loads(request.content)["Status"]
        items = [{"TaskId": f"task-{status}", "RoomId": "class", "Status": status, "RecordBeginTimestamp": INTENT_MS}]
        data = {"PageSize": 50, "TotalCount": 1, "TaskidList": items}
        return httpx.Response(200, json={"Code": 0, "Message": "", "RequestId": "1", "Data": data})

    connection = Connection("c", "School", ConnectionKind.CLOUD, app_id=1, base_url="http://peer")
    async with new_client(is_loopback=True, transport=httpx.MockTransport(answer)) as http:
        api = RecordApi(connection, lambda: Credentials("secret"), http, Pacing())
        found = await find_candidates(api, take(), after(300), frozenset())
    assert [candidate.task_id for candidate in found] == ["task-2", "task-3"]
