"""Few threads that decode for many sources, in turn."""

from __future__ import annotations

import heapq
import math
import threading
from collections.abc import Generator
from itertools import count

from chalkreel.base.clock import Clock

Work = Generator[float, None, None]
"""Does a little at a time and yields the clock time at which it goes on; its own failures are its own affair."""

PATIENCE_S = 0.05
"""Work that is so late has been waiting behind something that hangs, or that is too much for one thread."""

_SPARE = 3
_JOIN_TIMEOUT_S = 5.0


class Job:
    """Some work in a crew's hands."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.closed = threading.Event()
        self.is_ended = False


class _Hand:
    """One thread of the crew."""

    def __init__(self) -> None:
        self.wake = threading.Event()
        self.is_dismissed = False
        self.thread: threading.Thread | None = None


class DecodingCrew:
    """Does the sources' work when it is due; shared by all sources that play files.

    One thread does it all, one source after the other: it wakes once for all of them and finds its caches warm,
    which threads of their own would not. Another stands by and takes over what is late, so a source that hangs
    holds up nobody for long, and several threads work where one is not enough. There are none without work.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._numbers = count()
        self._jobs: set[Job] = set()
        self._waiting: list[tuple[float, int, Job]] = []
        self._hands: list[_Hand] = []
        self._resting: list[_Hand] = []

    def start(self, work: Work) -> Job:
        """Begin with some work at once; does not wait for it."""
        job = Job(work)
        with self._lock:
            self._jobs.add(job)
            self._put_back(job, self._clock.now())
            if self._resting:
                self._resting[0].wake.set()
            else:
                self._hire()
        return job

    def end(self, job: Job) -> None:
        """Do no more of it and close it; waits for what is being done, and for threads that are not needed."""
        with self._lock:
            job.is_ended = True
            self._jobs.discard(job)
            others = [entry for entry in self._waiting if entry[2] is not job]
            is_waiting = len(others) < len(self._waiting)
            self._waiting = others
            heapq.heapify(others)
            leaving = [] if self._jobs else self._dismissed()
        if is_waiting:
            _close(job)
        job.closed.wait(_JOIN_TIMEOUT_S)
        for hand in leaving:
            if hand.thread is not None:
                hand.thread.join(_JOIN_TIMEOUT_S)

    def _dismissed(self) -> list[_Hand]:
        """Send everybody away, at once or after what they are doing."""
        leaving, self._hands, self._resting = self._hands, [], []
        for hand in leaving:
            hand.is_dismissed = True
            hand.wake.set()
        return leaving

    def _put_back(self, job: Job, wake_s: float) -> None:
        heapq.heappush(self._waiting, (wake_s, next(self._numbers), job))

    def _hire(self) -> None:
        hand = _Hand()
        hand.thread = threading.Thread(target=self._run, args=(hand,), name="decoding", daemon=True)
        self._hands.append(hand)
        self._resting.append(hand)
        self._clock.hold()
        hand.thread.start()

    # On the crew's threads.

    def _run(self, hand: _Hand) -> None:
        try:
            while (job := self._next(hand)) is not None:
                self._did(hand, job, next(job.work, math.inf))
        finally:
            self._clock.release()

    def _next(self, hand: _Hand) -> Job | None:
        """Wait for something to do; ``None`` when this hand is not needed any more."""
        while True:
            with self._lock:
                if hand.is_dismissed:
                    return None
                place = self._resting.index(hand)
                if place >= _SPARE:
                    del self._resting[place]
                    self._hands.remove(hand)
                    return None
                due_s = self._waiting[0][0] if self._waiting else math.inf
                due_s += PATIENCE_S if place else 0.0
                if due_s <= self._clock.now():
                    return self._taken(place)
            if self._clock.wait_until(due_s, hand.wake):
                hand.wake.clear()

    def _taken(self, place: int) -> Job:
        """Take the most urgent work, and see to it that somebody stands by for the rest."""
        del self._resting[place]
        _, _, job = heapq.heappop(self._waiting)
        if self._waiting and not self._resting:
            self._hire()
        return job

    def _did(self, hand: _Hand, job: Job, wake_s: float) -> None:
        """Note when the work goes on; infinity: it is done."""
        with self._lock:
            is_over = job.is_ended or wake_s == math.inf
            if not is_over:
                self._put_back(job, wake_s)
            if not hand.is_dismissed:
                self._resting.insert(0, hand)
        if is_over:
            _close(job)


def _close(job: Job) -> None:
    job.work.close()
    job.closed.set()
