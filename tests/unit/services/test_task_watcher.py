import asyncio
from contextlib import aclosing

import pytest
import pytest_asyncio

from chalkreel.domain.enums import TaskStatus
from chalkreel.domain.limits import QUERY_WINDOW_S
from chalkreel.services.connection import Connection, ConnectionKind, Credentials
from chalkreel.services.errors import AnswerTimedOut, CallRefused, ConnectionFailed
from chalkreel.services.http import new_client
from chalkreel.services.pacing import Backoff, Pacing
from chalkreel.services.record_api import RecordApi
from chalkreel.services.task_watcher import Answered, Rhythm, Silent, TaskWatcher, Unknown
from tests.support.http_peer import HttpPeer, Says
from tests.support.waiting import until

QUICK = Rhythm(0.001, 0.001, 0.001, 0.002, 0.001)
NEVER = Rhythm(0.001, 3600, 3600, 3600, 0.001)


def status(number, *files):
    data = {"Status": number, **({"RecordFiles": [{"FileId": "a", "Status": file} for file in files]} if files else {})}
    return Says.json({"Code": 0, "Message": "", "RequestId": "1", "Data": data})


def code(number):
    return Says.json({"Code": number, "Message": "", "RequestId": "1"})


@pytest_asyncio.fixture
async def http():
    async with new_client(is_loopback=True) as client:
        yield client


def watcher_of(peer, http, rhythm=QUICK, **options):
    connection = Connection("c", "School", ConnectionKind.CLOUD, app_id=1, base_url=peer.url)
    api = RecordApi(
        connection,
        lambda: Credentials("secret"),
        http,
        Pacing(shared_calls_per_s=10**6),
        backoff=Backoff(attempts=1),
        answer_s=0.2,
    )
    return TaskWatcher(api, "task-1", rhythm=rhythm, **options)


def telling(*answers):
    told = iter(answers)
    return lambda _: next(told)


async def seen_of(watcher):
    return [observation async for observation in watcher.observe()]


@pytest.mark.asyncio
async def test_a_task_is_watched_to_its_last_word(http):
    story = [status(1), status(2, 1), status(5, 1), status(3, 2), status(3, 2, 3), status(3, 3, 3)]
    async with HttpPeer(telling(*story)) as peer:
        seen = await seen_of(watcher_of(peer, http))
    assert [observation.data.status for observation in seen] == [1, 2, 5, 3, 3, 3]
    assert [observation.is_final for observation in seen] == [False] * 5 + [True]


@pytest.mark.asyncio
@pytest.mark.parametrize("files", [(3, 4), (5,), (3,)])
async def test_files_in_backup_or_lost_are_last_words_too(http, files):
    async with HttpPeer(telling(status(4, *files))) as peer:
        (only,) = await seen_of(watcher_of(peer, http))
    assert only.is_final


@pytest.mark.asyncio
async def test_an_end_without_files_is_believed_only_when_it_is_repeated(http):
    async with HttpPeer(telling(status(3), status(3), status(3))) as peer:
        seen = await seen_of(watcher_of(peer, http))
    assert [observation.is_final for observation in seen] == [False, False, True]


@pytest.mark.asyncio
async def test_a_picture_only_task_needs_no_files(http):
    async with HttpPeer(telling(status(2), status(3))) as peer:
        seen = await seen_of(watcher_of(peer, http, is_picture_only=True))
    assert [observation.is_final for observation in seen] == [False, True]


@pytest.mark.asyncio
async def test_silence_has_an_age_and_is_not_the_end(http):
    now = [100.0]

    async def silent(_):
        await asyncio.Event().wait()

    story = iter([None, status(2, 1), None, silent, status(3, 3)])

    def tell(asked):
        now[0] += 7
        answer = next(story)
        return silent(asked) if answer is silent else answer

    async with HttpPeer(tell) as peer:
        seen = await seen_of(watcher_of(peer, http, clock_s=lambda: now[0]))
    assert [type(observation) for observation in seen] == [Silent, Answered, Silent, Silent, Answered]
    assert [observation.age_s for observation in seen if isinstance(observation, Silent)] == [None, 7, 14]
    assert isinstance(seen[2].error, ConnectionFailed)
    assert isinstance(seen[3].error, AnswerTimedOut)
    assert seen[1].answered_at_s == 114


@pytest.mark.asyncio
async def test_other_refusals_are_not_the_end_either(http):
    async with HttpPeer(telling(code(100000005), status(3, 3))) as peer:
        seen = await seen_of(watcher_of(peer, http))
    assert isinstance(seen[0].error, CallRefused)
    assert seen[1].is_final


@pytest.mark.asyncio
@pytest.mark.parametrize(("age_s", "is_too_old"), [(60, False), (QUERY_WINDOW_S + 60, True)])
async def test_a_task_nobody_knows_is_the_end_and_its_age_is_told(http, age_s, is_too_old):
    async with HttpPeer(telling(code(300001000))) as peer:
        watcher = watcher_of(peer, http, started_ms=1_000_000, wall_clock_s=lambda: 1000 + age_s)
        (only,) = await seen_of(watcher)
    assert isinstance(only, Unknown)
    assert only.is_too_old is is_too_old


@pytest.mark.asyncio
async def test_after_three_days_any_refusal_is_the_end(http):
    async with HttpPeer(telling(code(300000004))) as peer:
        watcher = watcher_of(peer, http, started_ms=0, wall_clock_s=lambda: QUERY_WINDOW_S + 1)
        (only,) = await seen_of(watcher)
    assert only.is_too_old


async def _second_answer_after(http, poke, *, first=None):
    """Let a watcher that would rest for an hour see one answer, poke it, and give how often it asked."""
    now = [0.0]
    async with HttpPeer(lambda _: first or status(2, 1)) as peer:
        watcher = watcher_of(peer, http, NEVER, clock_s=lambda: now[0])
        now[0] = 1000.0  # nothing is expected any more
        async with aclosing(watcher.observe()) as seen:
            await anext(seen)
            second = asyncio.ensure_future(anext(seen))
            await asyncio.sleep(0)
            assert len(peer.asked) == 1
            poke(watcher)
            await until(second.done)
            return (await second), len(peer.asked)


@pytest.mark.asyncio
async def test_a_hint_makes_it_ask_at_once(http):
    seen, asked = await _second_answer_after(http, lambda watcher: watcher.hint())
    assert (seen.data.status, asked) == (TaskStatus.RECORDING, 2)


@pytest.mark.asyncio
async def test_hints_in_a_group_are_answered_by_one_question(http):
    def poke(watcher):
        for _ in range(50):
            watcher.hint()

    _, asked = await _second_answer_after(http, poke)
    assert asked == 2


@pytest.mark.asyncio
async def test_it_looks_closely_for_a_while_after_something_was_asked(http):
    now = [0.0]
    async with HttpPeer(lambda _: status(2, 1)) as peer:
        watcher = watcher_of(peer, http, NEVER, clock_s=lambda: now[0])
        now[0] = 1000.0
        watcher.expect_change(for_s=5)
        async with aclosing(watcher.observe()) as seen:
            for _ in range(5):
                await asyncio.wait_for(anext(seen), 10)
            now[0] += 6
            resting = asyncio.ensure_future(anext(seen))
            await asyncio.sleep(0)
            assert len(peer.asked) == 5
            resting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await resting


@pytest.mark.asyncio
@pytest.mark.qt_loop
async def test_it_works_on_qts_event_loop(http):
    async with HttpPeer(telling(status(2, 1), status(3, 3))) as peer:
        seen = await seen_of(watcher_of(peer, http))
    assert seen[-1].is_final
