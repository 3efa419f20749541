"""How far ahead a source decodes, and when it goes on: all sources at the same moments."""

from __future__ import annotations

import math

AHEAD_S = 0.1
"""Picture and sound are decoded at least this long before they are due …"""

BATCH_S = 0.2
"""… and this much longer at most. Decoding several at once, then sleeping, costs far less than waking for each …"""

_LARGE_BATCH_S = 0.1
LARGE_PX = 600_000
"""… but what is decoded is kept in memory: of large pictures fewer."""

_TINY = 1e-6


class Pace:
    """Cuts the clock's time into batches, the same for all sources that have one of the same length."""

    def __init__(self) -> None:
        self._batch_s = BATCH_S

    def suit(self, width: int, height: int) -> None:
        """Take over the size of the pictures."""
        self._batch_s = _LARGE_BATCH_S if width * height >= LARGE_PX else BATCH_S

    def until_s(self, now_s: float) -> float:
        """Give the time up to which everything that is due is decoded now."""
        return (math.floor(now_s / self._batch_s + _TINY) + 1) * self._batch_s + AHEAD_S

    def start_s(self, due_s: float) -> float:
        """Give when the batch begins in which something due then is decoded."""
        return (math.ceil((due_s - AHEAD_S) / self._batch_s - _TINY) - 1) * self._batch_s
