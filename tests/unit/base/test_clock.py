"""The clock that is run by hand, and the wall clock."""

from __future__ import annotations

import threading

import pytest

from chalkreel.base.clock import Clock, ManualClock, SystemClock


class Beat:
    """A thread that notes the time at every beat, as a mixer does."""

    def __init__(self, clock: Clock, every_s: float) -> None:
        self.times: list[float] = []
        self._clock = clock
        self._every_s = every_s
        self._end = threading.Event()
        clock.hold()
        self._thread = threading.Thread(target=self._run)
        self._start_s = clock.now()
        self._thread.start()

    def end(self) -> None:
        self._end.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._clock.wait_until(self._start_s + (len(self.times) + 1) * self._every_s, self._end):
            self.times.append(self._clock.now())
        self._clock.release()


def test_every_waiter_wakes_exactly_at_its_time() -> None:
    clock = ManualClock(100.0)
    quick, slow = Beat(clock, 0.25), Beat(clock, 1.0)
    clock.run_for(2.0)
    quick.end()
    slow.end()
    assert quick.times == [100.25, 100.5, 100.75, 101.0, 101.25, 101.5, 101.75, 102.0]
    assert slow.times == [101.0, 102.0]
    assert clock.now() == 102.0


def test_time_does_not_move_by_itself_nor_without_waiters_stay_behind() -> None:
    clock = ManualClock(5.0)
    assert clock.now() == 5.0
    clock.run_until(7.5)
    assert clock.now() == 7.5


def test_a_waiter_can_be_woken_before_its_time() -> None:
    clock = ManualClock()
    beat = Beat(clock, 3600)
    clock.run_for(1)
    beat.end()
    assert beat.times == []


def test_time_waits_for_work_that_holds_it() -> None:
    clock = ManualClock(0.0)
    clock.hold()
    ran = threading.Thread(target=clock.run_until, args=(1.0,))
    ran.start()
    assert clock.now() == 0.0
    clock.release()
    ran.join()
    assert clock.now() == 1.0


def test_the_wall_clock_waits_and_is_woken() -> None:
    clock, wake = SystemClock(), threading.Event()
    start_s = clock.now()
    assert not clock.wait_until(start_s + 0.02, wake)
    assert clock.now() >= start_s + 0.02
    assert not clock.wait_until(start_s, wake)
    wake.set()
    assert clock.wait_until(start_s + 60, wake)
    assert clock.wait_until(float("inf"), wake)
    clock.hold()
    clock.release()


@pytest.mark.parametrize("clock", [ManualClock(), SystemClock()])
def test_both_are_clocks(clock: Clock) -> None:
    assert clock.now() <= clock.now()
