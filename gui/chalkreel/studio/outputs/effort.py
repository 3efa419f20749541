"""How hard the picture encoder tries, and when it should try less or more."""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Effort(Enum):
    """Steps from the best picture to the least work; the value is how it is told."""

    VERYFAST = "veryfast"
    NO_B_FRAMES = "veryfast, no B-frames"
    SUPERFAST = "superfast"
    ULTRAFAST = "ultrafast"

    @property
    def options(self) -> Mapping[str, str]:
        """Give x264's settings for it."""
        return _OPTIONS[self]

    @property
    def step(self) -> int:
        return STEPS.index(self)


STEPS = tuple(Effort)
_NOTHING_HELD = {"bf": "0", "rc-lookahead": "0"}
"""Where pictures are left out, those the encoder holds back would span seconds that a crash loses."""

_OPTIONS: Mapping[Effort, Mapping[str, str]] = {
    Effort.VERYFAST: {"preset": "veryfast"},
    Effort.NO_B_FRAMES: {"preset": "veryfast", **_NOTHING_HELD},
    Effort.SUPERFAST: {"preset": "superfast", **_NOTHING_HELD},
    Effort.ULTRAFAST: {"preset": "ultrafast", **_NOTHING_HELD},
}
_WORK = (1.0, 0.65, 0.44, 0.25)
"""Measured, against the first step."""

_ROOM_UP = 0.7
"""A step up must leave this much of the time at most taken."""

_BUSY = 0.9
"""With less load than this, pictures wait because of a hitch of the machine: only many of them count then."""

_MANY_TIMES = 2

_SLOW_INTERVALS, _SLOW_PICTURES = 2, 3
"""So many pictures in turn that took so many intervals each are no hitch, whatever the load was before."""

_NEARLY_LOST = 0.85
"""With so much of what may wait at most, and one step taken, there is no time left to try the others in turn."""

_SETTLE_S = 0.5
"""After a step down what waits is worked off first; only then is the next one judged."""

_HURRY_S = 0.25
"""Where pictures are left out or far too slow, steps follow each other faster."""

_WORKED_OFF_S = 4.0
"""By then what waited must have become less."""

_MEMORY_S = 1.0
"""Over this time the load is averaged."""

_FIRST_PATIENCE_S = 10.0
_LONGEST_PATIENCE_S = 160.0
_RELAPSE_S = 30.0
"""A step down so soon after a step up says that it was wrong: the next one waits twice as long."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``waiting`` pictures are too many; ``interval_s`` is the time for one. With ``most`` waiting some get lost."""

    waiting: int
    interval_s: float
    most: int = sys.maxsize


class EffortWatch:
    """Decides on the effort from how the encoder keeps up; told after every picture."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._effort = STEPS[0]
        self._load = 0.0
        self._patience_s = _FIRST_PATIENCE_S
        self._stepped_s: float | None = None
        self._climbed_s: float | None = None
        self._calm_since_s: float | None = None
        self._fewest = 0
        self._slow = 0

    @property
    def effort(self) -> Effort:
        return self._effort

    @property
    def load(self) -> float:
        """Give how much of its time the encoder was at work lately, 1.0 being all of it."""
        return self._load

    def after(self, waiting: int, took_s: float, now_s: float) -> Effort:
        """Take one picture into account that took so long while ``waiting`` more wait; gives the effort from now on."""
        self._slow = self._slow + 1 if took_s >= _SLOW_INTERVALS * self._limits.interval_s else 0
        share = min(self._limits.interval_s / _MEMORY_S, 1.0)
        self._load += (took_s / self._limits.interval_s - self._load) * share
        if self._is_too_much(waiting, now_s):
            is_urgent = self._effort is not STEPS[0] and waiting >= _NEARLY_LOST * self._limits.most
            self._step_down(now_s, to_last=is_urgent)
            self._fewest = waiting
        elif self._has_room(waiting):
            self._wait_and_climb(now_s)
        else:
            self._calm_since_s = None
        self._fewest = min(self._fewest, waiting)
        return self._effort

    def after_loss(self, waiting: int, now_s: float) -> Effort:
        """Take into account that a picture had waited too long to be encoded; gives the effort from now on."""
        if self._stepped_s is None or now_s - self._stepped_s >= _HURRY_S:
            self._step_down(now_s)
            self._fewest = waiting
        return self._effort

    def _is_too_much(self, waiting: int, now_s: float) -> bool:
        """Tell whether pictures pile up; those that waited before the last step count only if they stay."""
        since_step_s = math.inf if self._stepped_s is None else now_s - self._stepped_s
        is_slow = self._slow >= _SLOW_PICTURES
        if since_step_s < (_HURRY_S if is_slow else _SETTLE_S):
            return False
        many = _MANY_TIMES * self._limits.waiting
        if waiting >= many and since_step_s >= _WORKED_OFF_S:
            return True
        return waiting - self._fewest >= (self._limits.waiting if is_slow or self._load >= _BUSY else many)

    def _step_down(self, now_s: float, *, to_last: bool = False) -> None:
        self._calm_since_s = None
        if self._climbed_s is not None and now_s - self._climbed_s < _RELAPSE_S:
            self._patience_s = min(2 * self._patience_s, _LONGEST_PATIENCE_S)
        self._climbed_s = None
        last = len(STEPS) - 1
        self._go(last if to_last else min(self._effort.step + 1, last), now_s)

    def _has_room(self, waiting: int) -> bool:
        step = self._effort.step
        if not step or waiting > 1:
            return False
        return self._load * _WORK[step - 1] / _WORK[step] < _ROOM_UP

    def _wait_and_climb(self, now_s: float) -> None:
        if self._calm_since_s is None:
            self._calm_since_s = now_s
        elif now_s - self._calm_since_s >= self._patience_s:
            self._calm_since_s, self._climbed_s = None, now_s
            self._go(self._effort.step - 1, now_s)

    def _go(self, step: int, now_s: float) -> None:
        """Change the effort and what is expected of the load with it."""
        self._load *= _WORK[step] / _WORK[self._effort.step]
        self._slow = 0
        self._effort, self._stepped_s = STEPS[step], now_s
