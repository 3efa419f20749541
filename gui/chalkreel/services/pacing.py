"""Keeps all calls of one connection within the API's limits, and puts retries apart."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from aiolimiter import AsyncLimiter

from chalkreel.contract.actions import CALLS_PER_S, ROOM_PACES, Action
from chalkreel.domain.limits import CALLS_PER_S as SHARED_CALLS_PER_S
from chalkreel.domain.limits import START_STOP_CALLS_PER_S

BURST_SHARE = 0.3
"""The part of a second's calls that may leave at once; the rest follows evenly.

A bucket of b calls that refills at r per second lets at most b + r calls pass in any second: their sum is the
limit, so that it holds wherever the server's second begins.
"""
ROOMS_REMEMBERED = 200

_START_STOP = frozenset({Action.START_RECORD, Action.STOP_RECORD})


class Pacing:
    """One budget for everything that calls in the name of one AppId. Belongs to one event loop."""

    def __init__(
        self, shared_calls_per_s: int = SHARED_CALLS_PER_S, start_stop_calls_per_s: int = START_STOP_CALLS_PER_S
    ) -> None:
        # Whether the limit counts per action or in all is left open by the API: in all is safe either way.
        self._shared = _limiter(shared_calls_per_s)
        self._start_stop = _limiter(start_stop_calls_per_s)
        self._by_action = {action: _limiter(CALLS_PER_S[action]) for action in ROOM_PACES}
        self._by_room: OrderedDict[tuple[Action, str], AsyncLimiter] = OrderedDict()

    async def turn(self, action: Action, room_id: str = "") -> None:
        """Wait until this call may leave."""
        if action in ROOM_PACES:
            await self._room_limiter(action, room_id).acquire()
            await self._by_action[action].acquire()
        elif action in _START_STOP:
            await self._start_stop.acquire()
        else:
            await self._shared.acquire()

    def _room_limiter(self, action: Action, room_id: str) -> AsyncLimiter:
        key = (action, room_id)
        limiter = self._by_room.pop(key, None)
        if limiter is None:
            pace = ROOM_PACES[action]
            limiter = AsyncLimiter(pace.calls, pace.period_s)
        self._by_room[key] = limiter
        while len(self._by_room) > ROOMS_REMEMBERED:
            self._by_room.popitem(last=False)
        return limiter


def _limiter(calls_per_s: int) -> AsyncLimiter:
    burst = max(1, round(calls_per_s * BURST_SHARE))
    steady = max(calls_per_s - burst, 1)
    return AsyncLimiter(burst, burst / steady)


@dataclass(frozen=True, slots=True)
class Backoff:
    """How long to wait before each further attempt: doubling from ``first_s`` to ``longest_s``."""

    attempts: int = 3
    first_s: float = 0.5
    longest_s: float = 8.0

    def wait_s(self, failures: int) -> float:
        """Give the wait after so many failures in a row, from 1."""
        return float(min(self.longest_s, self.first_s * 2 ** min(max(failures - 1, 0), 30)))
