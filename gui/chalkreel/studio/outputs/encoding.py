"""The encoder's work: takes mixed pictures and sound in turn and writes them to an output."""

from __future__ import annotations

import logging
import math
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chalkreel.base.clock import Clock
from chalkreel.base.phrase import phrase
from chalkreel.domain.chapters import ChapterMark
from chalkreel.domain.enums import QuitReason
from chalkreel.studio.crew import Crew, Work
from chalkreel.studio.outputs.effort import STEPS, Effort, EffortWatch, Limits
from chalkreel.studio.outputs.output import Output, OutputFailed
from chalkreel.studio.sources.planes import Planes
from chalkreel.studio.sources.source import SAMPLE_RATE, Sound

OnEffort = Callable[[Effort, int], None]

MAX_LAG_S = 0.9
"""So long the encoder may be behind (a hard picture, a busy machine) before pictures are left out.

A crash loses what waits for the encoder, what the encoder holds back and the fragment being written: together less
than the 2 s that may be lost.
"""

MAX_LAG_BELOW_S = 1.6
_ALWAYS_HELD = 3
"""Below the best effort the encoder holds back no more than so many pictures, so the others may wait for longer.

They have to: a step down begins with encoding all that was held back, as slowly as before.
"""

_FEWEST_WAITING = 3
"""One being painted, one being encoded, and the newest."""

WAITING_S = 0.3
"""With so many pictures waiting the encoder is taken for too slow."""

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """One tick of the mix: a picture (``None``: none for this tick) with its number, and the sound beside it.

    ``beside`` is something else to be written at this moment; it must not raise.
    """

    number: int
    planes: Planes | None
    done: Callable[[], None] | None
    samples: Sound | None = None
    first_sample: int = 0
    beside: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class _Ending:
    chapters: tuple[ChapterMark, ...]
    duration_ms: int


def max_waiting(fps: int, effort: Effort = STEPS[0]) -> int:
    """Give how many pictures may wait for the encoder, the one it works at included."""
    most = fps * MAX_LAG_S if effort is STEPS[0] else fps * MAX_LAG_BELOW_S - _ALWAYS_HELD
    return max(math.floor(most) - 1, _FEWEST_WAITING)


class Encoding:
    """Owns the output; the recorder submits jobs and finally closes it.

    ``hands`` do the work. ``on_failed`` is called once, on one of their threads,
    when the output fails; what is submitted afterwards is thrown away. When pictures begin to wait, they are encoded
    with less effort, and with more again once there is time for it; ``on_effort(effort, number)`` is told on such a
    thread from which picture on. A picture that has waited too long all the same is left out: what waits would be
    lost in a crash.
    """

    def __init__(
        self,
        output: Output,
        fps: int,
        clock: Clock,
        on_failed: Callable[[OutputFailed], None],
        on_effort: OnEffort | None = None,
        *,
        hands: Crew,
    ) -> None:
        self._output = output
        self._fps = fps
        self._clock = clock
        self._on_failed = on_failed
        self._on_effort = on_effort
        too_many, most = max(round(fps * WAITING_S), 2), max_waiting(fps, STEPS[-1])
        self._watch = EffortWatch(Limits(too_many, 1 / fps, most))
        self._jobs: deque[Job | _Ending] = deque()
        self._failed = False
        self._done_number = self._newest_number = -1
        self._left_out = 0
        self._picture_end_s = 0.0
        self._drift_s = 0.0
        self._hands = hands
        self._work = self._hands.start(self._run())

    @property
    def done_number(self) -> int:
        """Give the number of the last tick written, -1 before the first."""
        return self._done_number

    @property
    def max_waiting(self) -> int:
        """Give how many pictures may wait now, the one that is worked at included."""
        return max_waiting(self._fps, self._watch.effort)

    @property
    def left_out(self) -> int:
        """Give how many pictures had waited too long to be encoded."""
        return self._left_out

    @property
    def effort(self) -> Effort:
        return self._watch.effort

    @property
    def load(self) -> float:
        """Give how much of its time the encoder was at work lately, 1.0 being all of it."""
        return self._watch.load

    @property
    def drift_ms(self) -> float:
        """Give how much further the sound went than the picture when it was last written; 0 without one of them."""
        return self._drift_s * 1000

    def submit(self, job: Job) -> None:
        self._newest_number = job.number
        self._put(job)

    def close(self, chapters: Sequence[ChapterMark], duration_ms: int) -> None:
        """Write everything submitted and end the file; blocks until that is done."""
        self._put(_Ending(tuple(chapters), duration_ms))
        self._hands.join(self._work)

    def _put(self, job: Job | _Ending) -> None:
        self._clock.hold()
        self._jobs.append(job)
        self._hands.hasten(self._work)

    def _run(self) -> Work:
        while True:
            yield self._clock.now() if self._jobs else math.inf
            if not self._jobs:
                continue
            job = self._jobs.popleft()
            try:
                self._do(job)
            finally:
                if isinstance(job, Job) and job.done is not None:
                    job.done()
                self._clock.release()
            if isinstance(job, _Ending):
                return

    def _do(self, job: Job | _Ending) -> None:
        if self._failed:
            return
        try:
            if isinstance(job, _Ending):
                self._output.close(job.chapters, job.duration_ms)
            else:
                self._write(job)
        except OutputFailed as failure:
            self._fail(failure)
        except Exception:  # a fault of the encoder must end this recording only
            _logger.exception("the encoder failed")
            self._fail(OutputFailed(QuitReason.UNKNOWN, phrase("The encoder failed; the recording was ended.")))

    def _write(self, job: Job) -> None:
        if job.planes is not None and self._newest_number - job.number > self.max_waiting:
            self._left_out += 1
            before = self._watch.effort
            self._follow(before, self._watch.after_loss(len(self._jobs), self._clock.now()), job.number)
        elif job.planes is not None:
            self._write_picture(job.planes, job.number)
        if job.samples is not None:
            self._output.write_sound(job.samples, job.first_sample)
            if self._picture_end_s:
                self._drift_s = (job.first_sample + job.samples.shape[1]) / SAMPLE_RATE - self._picture_end_s
        if job.beside is not None:
            job.beside()
        self._done_number = job.number

    def _write_picture(self, planes: Planes, number: int) -> None:
        begun_s, before = self._clock.now(), self._watch.effort
        self._output.write_picture(planes, number)
        self._picture_end_s = (number + 1) / self._fps
        now_s = self._clock.now()
        self._follow(before, self._watch.after(len(self._jobs), now_s - begun_s, now_s), number)

    def _follow(self, before: Effort, effort: Effort, number: int) -> None:
        """Go on with another effort behind a picture."""
        if effort is not before:
            _logger.info("the encoder goes on with %s from picture %d on", effort.value, number + 1)
            self._output.use_effort(effort)
            if self._on_effort is not None:
                self._on_effort(effort, number + 1)

    def _fail(self, failure: OutputFailed) -> None:
        self._failed = True
        self._output.abandon()
        self._on_failed(failure)
