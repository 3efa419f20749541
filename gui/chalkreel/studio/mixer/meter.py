"""Figures of a running recording."""

from __future__ import annotations

from collections import deque

_WINDOW_S = 3.0


class RateMeter:
    """Counts pictures by the clock, for the rate over the last seconds and the longest gap."""

    def __init__(self) -> None:
        self._times: deque[float] = deque()
        self._last_s: float | None = None
        self.longest_gap_s = 0.0

    def count(self, now_s: float) -> None:
        if self._last_s is not None:
            self.longest_gap_s = max(self.longest_gap_s, now_s - self._last_s)
        self._last_s = now_s
        self._times.append(now_s)
        while self._times[0] < now_s - _WINDOW_S:
            self._times.popleft()

    def interrupt(self) -> None:
        """Start anew after a pause, which is no gap."""
        self._last_s = None
        self._times.clear()

    @property
    def per_s(self) -> float:
        if len(self._times) < 2:
            return 0.0
        span_s = self._times[-1] - self._times[0]
        return (len(self._times) - 1) / span_s if span_s > 0 else 0.0
