"""Few threads that do the work of many, in turn."""

from __future__ import annotations

import heapq
import math
import os
import threading
from collections.abc import Generator
from itertools import count

from chalkreel.base.clock import Clock

Work = Generator[float, None, None]
"""Does a little at a time and yields the clock time at which it goes on; its own failures are its own affair.

Yielding infinity it goes on only when somebody hastens it.
"""

PATIENCE_S = 0.05
"""Work that is so late has been waiting behind something that hangs, or that is too much for one thread."""

PICTURE_PATIENCE_S = 0.01
"""The same for pictures, which are to come at a steady beat."""

HUNG_S = 0.2
"""Who does one thing for so long hangs: waits for a disk, say, and takes no processor. Sources decode further ahead."""

_FEWEST_AT_WORK = 2
_SPARE = 3
_JOIN_TIMEOUT_S = 5.0


class Job:
    """Some work in the crew's hands."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.closed = threading.Event()
        self.is_hastened = False
        """Whether it is to go on at once: somebody asked for that while it was being worked on."""
        self.is_ended = False


class _Hand:
    """One thread of the crew."""

    def __init__(self) -> None:
        self.wake = threading.Event()
        self.is_dismissed = False
        self.begun_s: float | None = None
        self.rests_until_s = 0.0
        self.thread: threading.Thread | None = None


class Crew:
    """Does work when it is due; shared by those who each have little to do.

    One thread does it all, one piece after the other: it wakes once for all of them and finds its caches warm,
    which threads of their own would not. Another stands by and takes over what is later than ``patience_s``, so
    several work where one is not enough: as many as there are processors, since more would only take turns with the
    interpreter's lock. Those that hang do not count, so work that hangs holds up nobody for long. There are no threads
    without work.
    """

    def __init__(self, clock: Clock, name: str = "decoding", patience_s: float = PATIENCE_S) -> None:
        self._clock = clock
        self._name = name
        self._patience_s = patience_s
        self._most_at_work = max(os.cpu_count() or 1, _FEWEST_AT_WORK)
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

    def hasten(self, job: Job) -> None:
        """Go on with it now, whenever it is due.

        Who hastens while at work for the crew goes on with it himself: he is awake, and what is to be worked on is
        still in his caches.
        """
        with self._lock:
            job.is_hastened = True
            place = next((place for place, entry in enumerate(self._waiting) if entry[2] is job), None)
            if place is None or self._waiting[place][0] <= self._clock.now():
                return  # it is being worked on, or due
            del self._waiting[place]
            heapq.heapify(self._waiting)
            self._put_back(job, self._clock.now())
            if self._is_hand_at_work(threading.get_ident()):
                self._see_to_standby()
            elif self._resting:
                self._resting[0].wake.set()

    def join(self, job: Job) -> None:
        """Wait until it is done, and for threads that are not needed any more."""
        job.closed.wait()
        self.end(job)

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
        hand.thread = threading.Thread(target=self._run, args=(hand,), name=self._name, daemon=True)
        self._hands.append(hand)
        self._resting.append(hand)
        self._clock.hold()
        hand.thread.start()

    # On the crew's threads.

    def _run(self, hand: _Hand) -> None:
        try:
            while (job := self._next(hand)) is not None:
                job.is_hastened = False
                self._did(hand, job, next(job.work, None))
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
                due_s += self._patience_s if place else 0.0
                now_s = self._clock.now()
                if due_s <= now_s and self._at_work(now_s) >= self._most_at_work:
                    due_s = now_s + self._patience_s
                elif due_s <= now_s:
                    return self._taken(hand, place, now_s)
                hand.rests_until_s = due_s
            if self._clock.wait_until(due_s, hand.wake):
                hand.wake.clear()

    def _is_hand_at_work(self, thread_id: int) -> bool:
        working = (hand.thread for hand in self._hands if hand.begun_s is not None)
        return any(thread is not None and thread.ident == thread_id for thread in working)

    def _see_to_standby(self) -> None:
        """See to it that who rests looks up in time should everybody else still be at work then."""
        if self._resting and self._waiting:
            standby, latest_s = self._resting[0], self._waiting[0][0] + self._patience_s
            if standby.rests_until_s > latest_s:
                standby.wake.set()

    def _at_work(self, now_s: float) -> int:
        """Count who works, without those that hang."""
        begun_s = (hand.begun_s for hand in self._hands if hand.begun_s is not None)
        return sum(now_s - begun < HUNG_S for begun in begun_s)

    def _taken(self, hand: _Hand, place: int, now_s: float) -> Job:
        """Take the most urgent work, and see to it that somebody stands by for the rest."""
        del self._resting[place]
        hand.begun_s = now_s
        _, _, job = heapq.heappop(self._waiting)
        if self._waiting and not self._resting:
            self._hire()
        return job

    def _did(self, hand: _Hand, job: Job, wake_s: float | None) -> None:
        """Note when the work goes on; ``None``: it is done."""
        with self._lock:
            hand.begun_s = None
            is_over = job.is_ended or wake_s is None
            if wake_s is not None and not is_over:
                self._put_back(job, self._clock.now() if job.is_hastened else wake_s)
                self._see_to_standby()
            if not hand.is_dismissed:
                self._resting.insert(0, hand)
        if is_over:
            _close(job)


def _close(job: Job) -> None:
    job.work.close()
    job.closed.set()
