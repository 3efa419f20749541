"""An owner for asyncio tasks: names them, logs what they fail with, ends and joins them."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from chalkreel.base.logging import Topic, log_of

log = log_of(Topic.STUDIO)


class Background:
    """Keeps every task it starts until it is done; nothing it started outlives ``close``."""

    def __init__(self, owner: str) -> None:
        self._owner = owner
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def is_busy(self) -> bool:
        return bool(self._tasks)

    def start(self, work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
        task = asyncio.get_running_loop().create_task(work, name=f"{self._owner}: {name}")
        self._tasks.add(task)
        task.add_done_callback(self._on_done)
        return task

    async def join(self, timeout_s: float | None = None) -> bool:
        """Wait until everything started so far is done; tell whether it was in time."""
        waiting = {task for task in self._tasks if task is not asyncio.current_task()}
        if not waiting:
            return True
        _, pending = await asyncio.wait(waiting, timeout=timeout_s)
        return not pending

    async def close(self) -> None:
        """Cancel what still runs and wait for it."""
        running = [task for task in self._tasks if task is not asyncio.current_task()]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _on_done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (failure := task.exception()) is not None:
            log.error("%s failed", task.get_name(), exc_info=failure)
