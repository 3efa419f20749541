"""Tells how long nobody has used Studio."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class IdleWatch:
    """Counts requests and connections in flight; owned by the process."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._in_flight = 0
        self._last_used_s = monotonic()

    @property
    def idle_s(self) -> float:
        """Seconds since anything happened; 0 while a request or connection is open."""
        return 0.0 if self._in_flight else self._monotonic() - self._last_used_s

    def touch(self) -> None:
        self._last_used_s = self._monotonic()

    @contextmanager
    def in_use(self) -> Iterator[None]:
        self._in_flight += 1
        try:
            yield
        finally:
            self._in_flight -= 1
            self.touch()
