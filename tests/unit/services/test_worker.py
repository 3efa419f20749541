import asyncio
import threading

import pytest

from chalkreel.services.worker import Worker


@pytest.fixture
def worker():
    made = Worker("test worker")
    yield made
    made.close()


@pytest.mark.asyncio
async def test_calls_run_in_order_on_one_other_thread(worker):
    seen = []
    await asyncio.gather(*(worker.run(lambda n=n: seen.append((n, threading.get_ident()))) for n in range(20)))
    assert [n for n, _ in seen] == list(range(20))
    assert {ident for _, ident in seen}.isdisjoint({threading.get_ident()})
    assert len({ident for _, ident in seen}) == 1


@pytest.mark.asyncio
async def test_an_error_comes_back_to_the_caller_and_the_worker_goes_on(worker):
    with pytest.raises(ZeroDivisionError):
        await worker.run(lambda: 1 // 0)
    assert await worker.run(max, 3, 4) == 4


@pytest.mark.asyncio
async def test_a_cancelled_wait_does_not_undo_the_call(worker):
    entered, go_on, done = threading.Event(), threading.Event(), threading.Event()

    def call():
        entered.set()
        go_on.wait(10)
        done.set()

    waiting = asyncio.create_task(worker.run(call))
    await asyncio.get_running_loop().create_task(asyncio.sleep(0))
    assert entered.wait(10)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    go_on.set()
    assert done.wait(10)


@pytest.mark.asyncio
@pytest.mark.expects_log("a call on the thread test worker failed")
async def test_a_call_that_nobody_waits_for_and_that_fails_does_not_end_the_thread(worker):
    worker.post(lambda: 1 // 0)
    assert await worker.run(max, 3, 4) == 4


def test_closing_ends_the_thread():
    worker = Worker("ends with its owner")
    worker.close()
    worker.close()
    assert "ends with its owner" not in {thread.name for thread in threading.enumerate()}
