"""An event loop whose clock jumps to the next timer instead of waiting for it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import closing

TICK_S = 1e-7
"""Each jump goes a little too far, as real clocks do: who computes with rounding errors would wait forever."""


class VirtualLoop(asyncio.SelectorEventLoop):
    """Time stands still while work is ready and jumps when there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._now_s = 0.0

    def time(self) -> float:
        return self._now_s

    def _run_once(self) -> None:
        if not self._ready and self._scheduled:
            self._now_s = max(self._now_s, self._scheduled[0]._when) + TICK_S
        super()._run_once()


def run_virtually(work: Coroutine[object, object, object]) -> object:
    with closing(VirtualLoop()) as loop:
        return loop.run_until_complete(work)
