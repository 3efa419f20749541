"""The clock everything in real time reads: injected, so that tests can run it as they like."""

from __future__ import annotations

import threading
import time
from typing import Protocol


class Clock(Protocol):
    """Seconds that only go forward, shared by sources, mixers and their readers.

    A thread that works in the clock's time calls :meth:`hold` when it starts and :meth:`release` when it
    ends; while it waits here it is not held. On the wall clock holding means nothing; a clock that is run
    by hand does not move on while anybody holds it, so that nothing is ever late.
    """

    def now(self) -> float: ...

    def wait_until(self, due_s: float, wake: threading.Event) -> bool:
        """Wait for a time or for ``wake``, whichever comes first; true if ``wake`` is set."""
        ...

    def hold(self) -> None: ...

    def release(self) -> None: ...


class SystemClock:
    """The machine's monotonic clock."""

    def now(self) -> float:
        return time.monotonic()

    def wait_until(self, due_s: float, wake: threading.Event) -> bool:
        remaining_s = due_s - time.monotonic()
        if remaining_s <= 0:
            return wake.is_set()
        return wake.wait(min(remaining_s, threading.TIMEOUT_MAX))

    def hold(self) -> None:
        """Nothing holds the wall clock."""

    def release(self) -> None:
        """Nothing holds the wall clock."""


class ManualClock:
    """A clock that moves only in :meth:`run_until`, from one waiter's time to the next, as fast as the work allows."""

    _GIVE_UP_S = 30.0
    _WAKE_POLL_S = 0.002

    def __init__(self, start_s: float = 1000.0) -> None:
        self._now = start_s
        self._holds = 0
        self._waiting: dict[int, tuple[float, threading.Event]] = {}
        self._changed = threading.Condition()

    def now(self) -> float:
        with self._changed:
            return self._now

    def hold(self) -> None:
        with self._changed:
            self._holds += 1

    def release(self) -> None:
        with self._changed:
            self._holds -= 1
            self._changed.notify_all()

    def wait_until(self, due_s: float, wake: threading.Event) -> bool:
        me = threading.get_ident()
        with self._changed:
            self._holds -= 1
            self._waiting[me] = (due_s, wake)
            self._changed.notify_all()
            while self._now < due_s and not wake.is_set():
                self._changed.wait(self._WAKE_POLL_S)
            # The thread that moved the clock has taken this waiter back to work already, unless it was woken.
            if self._waiting.pop(me, None) is not None:
                self._holds += 1
                self._changed.notify_all()
            return wake.is_set()

    def run_for(self, seconds: float) -> None:
        self.run_until(self.now() + seconds)

    def run_until(self, end_s: float) -> None:
        """Move on to ``end_s``, letting everybody who waits for a time up to it do their work first."""
        with self._changed:
            while True:
                self._wait_until_quiet()
                due_s = min((due_s for due_s, _ in self._waiting.values()), default=end_s)
                if due_s > end_s:
                    break
                self._now = max(self._now, due_s)
                self._put_to_work()
                if due_s >= end_s and not self._holds:
                    break
            self._now = max(self._now, end_s)
            self._put_to_work()
            self._wait_until_quiet()

    def _put_to_work(self) -> None:
        for ident in [ident for ident, (due_s, _) in self._waiting.items() if due_s <= self._now]:
            del self._waiting[ident]
            self._holds += 1
        self._changed.notify_all()

    def _is_quiet(self) -> bool:
        is_waking = any(wake.is_set() for _, wake in self._waiting.values())
        return self._holds <= 0 and not is_waking

    def _wait_until_quiet(self) -> None:
        if not self._changed.wait_for(self._is_quiet, timeout=self._GIVE_UP_S):
            raise TimeoutError("the clock is held: somebody works for ever or has not released it")
