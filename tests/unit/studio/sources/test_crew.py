"""Work in turn: everything in time, nothing held up by what hangs, nobody left when there is nothing to do."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalkreel.base.clock import ManualClock, SystemClock
from chalkreel.studio.sources.crew import DecodingCrew, Work
from chalkreel.studio.sources.pacing import AHEAD_S, BATCH_S, Pace

LONG_S = 20.0


def hands() -> int:
    return sum(thread.name == "decoding" for thread in threading.enumerate())


@contextmanager
def crew_on(clock: ManualClock | SystemClock, *works: Work) -> Iterator[DecodingCrew]:
    crew = DecodingCrew(clock)
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


def test_ended_work_is_closed_wherever_it_is() -> None:
    closed, begun = [], threading.Event()

    def work(name: str) -> Work:
        try:
            begun.set()
            yield SystemClock().now() + LONG_S
        finally:
            closed.append(name)

    crew = DecodingCrew(SystemClock())
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
