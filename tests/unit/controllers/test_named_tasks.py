import asyncio

import pytest

from chalkreel.controllers.named_tasks import NamedTasks, WhileBusy

pytestmark = pytest.mark.asyncio


class Works:
    """Pieces of work that end when the test says so."""

    def __init__(self):
        self.began, self.ended, self.cancelled = [], [], []
        self.may_end = {}

    def work(self, label):
        self.may_end[label] = asyncio.Event()

        async def run():
            self.began.append(label)
            try:
                await self.may_end[label].wait()
            except asyncio.CancelledError:
                self.cancelled.append(label)
                raise
            self.ended.append(label)

        return run


@pytest.fixture
def errors():
    return []


@pytest.fixture
def tasks(errors):
    return NamedTasks("tests", lambda name, error: errors.append((name, error)))


async def turn():
    for _ in range(5):
        await asyncio.sleep(0)


async def test_three_fast_clicks_start_the_work_once(tasks):
    works = Works()
    assert [tasks.start("record", works.work(click)) for click in (1, 2, 3)] == [True, False, False]
    await turn()
    assert works.began == [1]
    works.may_end[1].set()
    await tasks.settled("record")
    assert not tasks.is_running("record")
    assert tasks.start("record", works.work(4))
    await tasks.close()


async def test_other_names_do_not_wait_for_each_other(tasks):
    works = Works()
    assert tasks.start("pause", works.work(1))
    assert tasks.start("snapshot", works.work(2))
    await turn()
    assert works.began == [1, 2]
    await tasks.close()


async def test_replacing_cancels_the_earlier_work_and_begins_after_its_end(tasks):
    works = Works()
    tasks.start("follow", works.work(1))
    await turn()
    assert tasks.start("follow", works.work(2), WhileBusy.REPLACE)
    await turn()
    assert (works.began, works.cancelled) == ([1, 2], [1])
    await tasks.close()


async def test_queued_work_runs_in_its_order_and_one_at_a_time(tasks):
    works = Works()
    for place in (1, 2, 3):
        assert tasks.start("boards", works.work(place), WhileBusy.QUEUE)
    await turn()
    assert works.began == [1]
    for place in (1, 2, 3):
        works.may_end[place].set()
    await tasks.settled("boards")
    assert works.ended == [1, 2, 3]


async def test_queued_work_begins_although_the_one_before_failed(tasks, errors):
    async def fail():
        raise ValueError("broken")

    works = Works()
    tasks.start("boards", fail)
    tasks.start("boards", works.work(2), WhileBusy.QUEUE)
    await turn()
    assert works.began == [2]
    assert len(errors) == 1
    await tasks.close()


async def test_an_error_reaches_the_sink_with_the_name_of_the_work(tasks, errors):
    async def fail():
        raise ValueError("broken")

    tasks.start("record", fail)
    await tasks.settled("record")
    ((name, error),) = errors
    assert name == "tests: record"
    assert isinstance(error, ValueError)


async def test_cancelling_is_no_error(tasks, errors):
    works = Works()
    tasks.start("follow", works.work(1))
    await turn()
    tasks.cancel("follow")
    await tasks.settled("follow")
    assert (works.cancelled, errors) == ([1], [])


async def test_cancelling_takes_what_waits_its_turn_along(tasks):
    works = Works()
    for place in (1, 2, 3):
        tasks.start("watch", works.work(place), WhileBusy.QUEUE)
    await turn()
    tasks.cancel_all()
    await tasks.settled("watch")
    assert (works.began, works.cancelled) == ([1], [1])


async def test_close_cancels_and_awaits_everything_even_what_was_replaced_or_queued(tasks):
    slow_end = asyncio.Event()
    ended = []

    async def stubborn():
        try:
            await asyncio.Event().wait()
        finally:
            await slow_end.wait()
            ended.append("stubborn")

    works = Works()
    tasks.start("follow", stubborn)
    await turn()
    tasks.start("follow", works.work(2), WhileBusy.REPLACE)
    tasks.start("follow", works.work(3), WhileBusy.QUEUE)
    closing = asyncio.ensure_future(tasks.close())
    await turn()
    assert not closing.done()
    slow_end.set()
    await closing
    assert ended == ["stubborn"]
    assert works.began == []


async def test_nothing_starts_after_close(tasks):
    works = Works()
    await tasks.close()
    assert not tasks.start("record", works.work(1))
    await turn()
    assert works.began == []


async def test_work_whose_time_out_runs_out_as_it_is_cancelled_ends_all_the_same(tasks):
    async def never_ends():
        while True:
            try:
                async with asyncio.timeout(0):
                    await asyncio.Event().wait()
            except TimeoutError:
                await asyncio.Event().wait()

    tasks.start("try", never_ends)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    (task,) = (task for task in asyncio.all_tasks() if task.get_name() == "tests: try")
    assert task.cancelling(), "its time-out runs out at this moment"
    async with asyncio.timeout(3):
        await tasks.close()


async def test_work_that_did_not_hear_that_it_is_cancelled_is_told_again(tasks, monkeypatch):
    monkeypatch.setattr("chalkreel.controllers.named_tasks.CANCEL_AGAIN_S", 0.01)
    heard = []

    async def hard_of_hearing():
        while len(heard) < 3:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                heard.append(True)

    tasks.start("try", hard_of_hearing)
    await asyncio.sleep(0)
    async with asyncio.timeout(10):
        await tasks.close()
    assert len(heard) == 3
