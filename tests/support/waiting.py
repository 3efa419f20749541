"""Waiting for a condition instead of for a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

LONGEST_S = 30.0
"""As long as any wait takes before it is given up, also pytest-qt's: see ``patience``."""
LOOK_AGAIN_S = 0.01


async def until(condition: Callable[[], object], within_s: float = LONGEST_S) -> None:
    """Come back as soon as the condition holds; fail when it never does."""
    async with asyncio.timeout(within_s):
        while True:
            if condition():
                return
            await asyncio.sleep(LOOK_AGAIN_S)
