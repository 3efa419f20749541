"""The encoder's thread when the encoder cannot keep up."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np

from chalkreel.domain.chapters import ChapterMark
from chalkreel.studio.crew import Crew
from chalkreel.studio.outputs.effort import STEPS, Effort
from chalkreel.studio.outputs.encoding import Encoding, Job, max_waiting
from chalkreel.studio.sources.planes import Planes
from chalkreel.studio.sources.source import Sound

FPS = 30
PLANES: Planes = (np.zeros((2, 2), np.uint8), np.zeros((1, 1), np.uint8), np.zeros((1, 1), np.uint8))


class OwnTime:
    """A clock that goes on by what the encoder takes."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def now(self) -> float:
        return self.now_s

    def wait_until(self, due_s: float, wake: threading.Event) -> bool:
        return wake.is_set() if due_s <= self.now_s else wake.wait()

    def hold(self) -> None:
        """Nobody moves this clock but the encoder."""

    def release(self) -> None:
        """Nobody moves this clock but the encoder."""


class HeavyOutput:
    """Takes so many intervals for a picture, by effort and time; pictures come due meanwhile."""

    def __init__(self, clock: OwnTime, until_s: float) -> None:
        self.encoding: Encoding | None = None
        self.pictures: list[int] = []
        self.efforts: list[Effort] = []
        self.most_waiting = 0
        self.is_over = threading.Event()
        self._clock = clock
        self._until_s = until_s
        self._submitted = 0
        self._relief_s = 10.0

    def begin(self) -> None:
        """Submit the first picture; all others follow on the encoder's thread."""
        assert self.encoding is not None
        self._submitted = 1
        self.encoding.submit(Job(0, PLANES, self.go_on))

    def go_on(self) -> None:
        """When nothing waits, let time pass until the next picture is due."""
        if self._clock.now_s >= self._until_s:
            self.is_over.set()
            return
        if self._submitted == len(self.pictures):
            self._clock.now_s = max(self._clock.now_s, self._submitted / FPS)
        self._submit_due()

    def write_picture(self, planes: Planes, number: int) -> None:  # noqa: ARG002
        step = self.efforts[-1].step if self.efforts else 0
        intervals = (1.6, 1.2, 0.8, 0.4)[step] if self._clock.now_s < self._relief_s else 0.1
        self._clock.now_s += intervals / FPS
        self.pictures.append(number)
        self._submit_due()

    def _submit_due(self) -> None:
        assert self.encoding is not None
        while self._submitted / FPS <= self._clock.now_s:
            self.encoding.submit(Job(self._submitted, PLANES, self.go_on))
            self._submitted += 1
        self.most_waiting = max(self.most_waiting, self._submitted - len(self.pictures))

    def write_sound(self, samples: Sound, first_sample: int) -> None:  # noqa: ARG002
        raise AssertionError("there is no sound")

    def use_effort(self, effort: Effort) -> None:
        self.efforts.append(effort)

    def close(self, chapters: Sequence[ChapterMark], duration_ms: int) -> None:
        """There is no file."""

    def abandon(self) -> None:
        raise AssertionError("nothing fails here")


def test_an_encoder_that_is_too_slow_does_with_less_before_a_picture_is_lost_and_climbs_back_later() -> None:
    clock, told = OwnTime(), []
    output = HeavyOutput(clock, until_s=50.0)
    output.encoding = Encoding(output, FPS, clock, lambda _: None, lambda *step: told.append(step), hands=Crew(clock))
    output.begin()
    assert output.is_over.wait(30)
    output.encoding.close([], 0)
    assert output.most_waiting <= max_waiting(FPS)
    assert output.pictures == list(range(len(output.pictures)))
    assert output.efforts == [*STEPS[1:3], *STEPS[1::-1]]
    assert [effort for effort, _ in told] == output.efforts
    assert told[0][1] < FPS < told[2][1]
