"""Figures of a running recording."""

from __future__ import annotations

from collections import Counter, deque

_WINDOW_S = 3.0
_LONGEST_COUNTED_MS = 5000


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


class Lateness:
    """How late pictures were, counted by the millisecond."""

    def __init__(self) -> None:
        self._counts: Counter[int] = Counter()
        self.most_ms = 0.0

    def count(self, late_s: float) -> None:
        late_ms = max(late_s * 1000, 0.0)
        self.most_ms = max(self.most_ms, late_ms)
        self._counts[min(int(late_ms), _LONGEST_COUNTED_MS)] += 1

    def quantile_ms(self, share: float) -> float:
        """Give the lateness that this share of all pictures did not exceed, to the millisecond."""
        left = share * self._counts.total()
        for late_ms in sorted(self._counts):
            left -= self._counts[late_ms]
            if left <= 0:
                return min(late_ms + 1.0, self.most_ms)
        return 0.0
