"""Watches one task: asks how it is doing, often when something is about to change and seldom otherwise."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalkreel.base.logging import Topic, log_of
from chalkreel.contract.codes import ReturnCode
from chalkreel.contract.queries import RecordStatusData
from chalkreel.domain.enums import FileStatus, TaskStatus
from chalkreel.domain.limits import QUERY_WINDOW_S
from chalkreel.services.errors import CallRefused, ServiceError

if TYPE_CHECKING:
    from chalkreel.services.record_api import RecordApi

EXPECTED_FOR_S = 15.0
EMPTY_END_ANSWERS = 3
"""A task that ended without files is asked about so often before that is believed."""

_ENDED = frozenset({TaskStatus.ENDED, TaskStatus.ENDED_ABNORMALLY})
_MOVING = frozenset({FileStatus.RECORDING, FileStatus.UPLOADING})
_log = log_of(Topic.API)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Seconds between two questions. The default takes a tenth of what the API allows."""

    fast_s: float = 1.0
    slow_s: float = 4.0
    silent_s: float = 3.0
    longest_silent_s: float = 20.0
    hint_s: float = 0.2
    """How long a hint waits for more of them."""


STUDIO_RHYTHM = Rhythm(fast_s=0.25, slow_s=1.0, silent_s=0.5, longest_silent_s=4.0, hint_s=0.02)
"""Studio is on this computer: asking costs little and the host sees changes at once."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The recorder answered. ``is_final``: nothing will change any more.

    ``asked_at_s`` (monotonic) tells from what on the answer can be out of date: what was changed after it may
    not be in it.
    """

    data: RecordStatusData
    asked_at_s: float
    answered_at_s: float
    is_final: bool = False


@dataclass(frozen=True, slots=True)
class Silent:
    """No usable answer; what is known is ``age_s`` old (``None``: there was never an answer)."""

    error: ServiceError
    age_s: float | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """The recorder does not know this task (any more). ``is_too_old``: it started over three days ago."""

    error: ServiceError
    is_too_old: bool


Observation = Answered | Silent | Unknown


class TaskWatcher:
    """Watches one task for one consumer of ``observe()``; the consumer ends it by closing the iteration."""

    def __init__(
        self,
        api: RecordApi,
        task_id: str,
        *,
        started_ms: int | None = None,
        is_picture_only: bool = False,
        rhythm: Rhythm | None = None,
        clock_s: Callable[[], float] = time.monotonic,
        wall_clock_s: Callable[[], float] = time.time,
    ) -> None:
        self._api = api
        self._task_id = task_id
        self._started_ms = started_ms
        self._is_picture_only = is_picture_only
        self._rhythm = rhythm or Rhythm()
        self._clock_s = clock_s
        self._wall_clock_s = wall_clock_s
        self._hinted = asyncio.Event()
        self._expected_until_s = clock_s() + EXPECTED_FOR_S
        self._answered_at_s: float | None = None
        self._failures = 0
        self._empty_ends = 0

    def hint(self) -> None:
        """Something happened (a callback came): ask soon."""
        self._hinted.set()

    def expect_change(self, for_s: float = EXPECTED_FOR_S) -> None:
        """Something was asked of the recorder: look closely for a while."""
        self._expected_until_s = max(self._expected_until_s, self._clock_s() + for_s)
        self._hinted.set()

    async def observe(self) -> AsyncGenerator[Observation, None]:
        """Yield what is seen, one observation per question, until the task's last word."""
        while True:
            self._hinted.clear()
            seen = await self._look()
            yield seen
            if isinstance(seen, Unknown) or (isinstance(seen, Answered) and seen.is_final):
                return
            await self._rest(self._pause_s(seen))

    async def _look(self) -> Observation:
        asked_at_s = self._clock_s()
        try:
            data = await self._api.describe_record_status(self._task_id)
        except ServiceError as error:
            return self._failed(error)
        self._failures = 0
        self._answered_at_s = self._clock_s()
        return Answered(data, asked_at_s, self._answered_at_s, self._is_final(data))

    def _failed(self, error: ServiceError) -> Observation:
        is_too_old = self._is_too_old
        if isinstance(error, CallRefused) and (error.code == ReturnCode.TASK_UNKNOWN or is_too_old):
            return Unknown(error, is_too_old)
        self._failures += 1
        _log.info("task %s: no answer (%d in a row): %s", self._task_id, self._failures, error)
        return Silent(error, None if self._answered_at_s is None else self._clock_s() - self._answered_at_s)

    @property
    def _is_too_old(self) -> bool:
        return self._started_ms is not None and self._wall_clock_s() - self._started_ms / 1000 > QUERY_WINDOW_S

    def _is_final(self, data: RecordStatusData) -> bool:
        if data.status not in _ENDED:
            return False
        if data.record_files:
            # A file in a state that we do not know is not settled either.
            return all(isinstance(file.status, FileStatus) and file.status not in _MOVING for file in data.record_files)
        self._empty_ends += 1
        return self._is_picture_only or self._empty_ends >= EMPTY_END_ANSWERS

    def _pause_s(self, seen: Observation) -> float:
        rhythm = self._rhythm
        if isinstance(seen, Silent):
            return float(min(rhythm.longest_silent_s, rhythm.silent_s * 2 ** min(self._failures - 1, 30)))
        is_steady = isinstance(seen, Answered) and seen.data.status in (TaskStatus.RECORDING, TaskStatus.PAUSED)
        is_expected = self._clock_s() < self._expected_until_s
        return rhythm.slow_s if is_steady and not is_expected else rhythm.fast_s

    async def _rest(self, pause_s: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(pause_s):
                await self._hinted.wait()
            await asyncio.sleep(self._rhythm.hint_s)  # callbacks come in groups: one question answers them all
