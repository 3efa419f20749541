"""How often a call may come (CONTRACT section 11): so many within any one period. Pure but for its clock."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable

FORGOTTEN_KEYS = 10_000


class RateLimiter:
    """Counts calls per key in a sliding window; refused calls do not count."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._calls: OrderedDict[Hashable, deque[float]] = OrderedDict()

    def allows(self, key: Hashable, calls: int, period_s: float) -> bool:
        now_s = self._monotonic()
        times = self._calls.setdefault(key, deque())
        self._calls.move_to_end(key)
        if len(self._calls) > FORGOTTEN_KEYS:
            self._calls.popitem(last=False)
        while times and now_s - times[0] >= period_s:
            times.popleft()
        if len(times) >= calls:
            return False
        times.append(now_s)
        return True
