"""Work in turn: everything in time, nothing held up by what hangs, nobody left when there is nothing to do."""

from __future__ import annotations

import math
import os
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalkreel.base.clock import ManualClock, SystemClock
from chalkreel.studio.crew import Crew, Job, Work
from chalkreel.studio.sources.pacing import AHEAD_S, BATCH_S, Pace

LONG_S = 20.0


def hands() -> int:
    return sum(thread.name == "decoding" for thread in threading.enumerate())


@contextmanager
def crew_on(clock: ManualClock | SystemClock, *works: Work) -> Iterator[Crew]:
    crew = Crew(clock)
    jobs = [crew.start(work) for work in works]
    try:
        yield crew
    finally:
        for job in jobs:
            crew.end(job)


def test_everybody_is_called_when_he_asked_to_be() -> None:
    clock, calls = ManualClock(0.0), []

    def work(name: str, step_s: float) -> Work:
        due_s = 0.0
        while True:
            calls.append((name, round(due_s, 3), round(clock.now(), 3)))
            due_s += step_s
            yield due_s

    with crew_on(clock, work("a", 0.2), work("b", 0.3)):
        clock.run_for(1.0)
        assert hands() == 2
    assert hands() == 0
    assert all(due == at for _, due, at in calls)
    assert [call[1] for call in calls if call[0] == "a"] == [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    assert [call[1] for call in calls if call[0] == "b"] == [0.0, 0.3, 0.6, 0.9]


def test_what_hangs_holds_up_nobody_else() -> None:
    freed, worked = threading.Event(), threading.Event()

    def hanging() -> Work:
        freed.wait(LONG_S)
        yield 0.0

    def working() -> Work:
        worked.set()
        yield float("inf")

    try:
        with crew_on(SystemClock(), hanging(), hanging(), working()):
            assert worked.wait(LONG_S)
            freed.set()
    finally:
        freed.set()
    assert hands() == 0


def test_more_threads_than_processors_work_only_where_some_hang() -> None:
    processors, clock = max(os.cpu_count() or 1, 2), SystemClock()
    at_work, most, over = 0, 0, threading.Event()
    counting, freed = threading.Lock(), threading.Event()

    def busy() -> Work:
        nonlocal at_work, most
        while not over.is_set():
            with counting:
                at_work += 1
                most = max(most, at_work)
            end_s = clock.now() + 0.005
            while clock.now() < end_s:
                pass
            with counting:
                at_work -= 1
            yield clock.now()

    def hanging() -> Work:
        freed.wait(LONG_S)
        yield math.inf

    with crew_on(clock, *(busy() for _ in range(4 * processors))):
        over.wait(1.0)
        assert processors <= most <= processors + 1  # one may count as hanging where the machine does something else
        over.set()
    over.clear()
    most = 0
    try:
        with crew_on(clock, *(hanging() for _ in range(processors)), *(busy() for _ in range(4 * processors))):
            end_s = clock.now() + LONG_S
            while most < processors and clock.now() < end_s:
                over.wait(0.05)
            over.set()
            freed.set()
    finally:
        freed.set()
    assert processors <= most <= processors + 1
    assert hands() == 0


def test_hastened_work_goes_on_now_also_when_it_is_at_work() -> None:
    hands_ = Crew(SystemClock())
    steps, asked, goes_on = queue.Queue[int](), [0], threading.Event()

    def work() -> Work:
        done = 0
        while done < 3:
            while done < asked[0]:
                done += 1
                steps.put(done)
                goes_on.wait(LONG_S)
            if done < 3:
                yield math.inf

    job = hands_.start(work())
    asked[0] = 1
    hands_.hasten(job)
    assert steps.get(timeout=LONG_S) == 1
    asked[0] = 2  # it is at work
    hands_.hasten(job)
    goes_on.set()
    assert steps.get(timeout=LONG_S) == 2
    asked[0] = 3
    hands_.hasten(job)
    assert steps.get(timeout=LONG_S) == 3
    hands_.join(job)
    assert hands() == 0


def test_who_hastens_other_work_goes_on_with_it_and_others_are_still_called_in_time() -> None:
    clock, crew, called = SystemClock(), Crew(SystemClock(), patience_s=0.01), queue.Queue[tuple[str, int]]()
    long_work, freed, later = threading.Event(), threading.Event(), threading.Event()

    def encoding() -> Work:
        yield math.inf
        called.put(("encoding", threading.get_ident()))
        long_work.set()
        freed.wait(LONG_S)
        yield math.inf

    def mixing(encode: Job) -> Work:
        yield clock.now() + 0.1  # by then everybody rests, some of them with nothing that will ever be due
        crew.hasten(encode)
        called.put(("mixing", threading.get_ident()))
        yield clock.now() + 0.05
        called.put(("mixing again", threading.get_ident()))
        later.set()
        yield math.inf

    encode = crew.start(encoding())
    mix = crew.start(mixing(encode))
    try:
        assert long_work.wait(LONG_S)
        assert later.wait(LONG_S), "nobody stood by while the hastened work went on"
        (first, mixer), (second, encoder), (third, standby) = (called.get(timeout=LONG_S) for _ in range(3))
    finally:
        freed.set()
        crew.end(mix)
        crew.end(encode)
    assert (first, second, third) == ("mixing", "encoding", "mixing again")
    assert mixer == encoder != standby
    assert hands() == 0


def test_ended_work_is_closed_wherever_it_is() -> None:
    closed, begun = [], threading.Event()

    def work(name: str) -> Work:
        try:
            begun.set()
            yield SystemClock().now() + LONG_S
        finally:
            closed.append(name)

    crew = Crew(SystemClock())
    first = crew.start(work("first"))
    assert begun.wait(LONG_S)
    crew.end(first)
    assert (closed, hands()) == (["first"], 0)
    begun.clear()
    second = crew.start(work("second"))
    assert begun.wait(LONG_S)
    crew.end(second)
    assert (closed, hands()) == (["first", "second"], 0)


def test_work_that_is_done_is_not_called_again() -> None:
    clock, calls = ManualClock(), []

    def once() -> Work:
        calls.append(clock.now())
        return
        yield

    with crew_on(clock, once()):
        clock.run_for(3.0)
    assert len(calls) == 1


@pytest.mark.parametrize("size", [(320, 180), (1280, 720)])
@settings(max_examples=60)
@given(now_s=st.floats(0, 1e6), later_s=st.floats(0, 100))
def test_a_batch_goes_far_enough_and_the_next_begins_in_time(
    size: tuple[int, int], now_s: float, later_s: float
) -> None:
    pace = Pace()
    pace.suit(*size)
    until_s = pace.until_s(now_s)
    assert now_s + AHEAD_S < until_s + 1e-3
    assert until_s <= now_s + AHEAD_S + BATCH_S + 1e-3
    due_s = until_s + later_s
    start_s = pace.start_s(due_s)
    assert start_s <= due_s - AHEAD_S + 1e-3
    assert pace.until_s(start_s) >= due_s - 1e-3
