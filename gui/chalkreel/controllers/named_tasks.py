"""The one way a controller starts background work: by name, owned, cancelled and awaited at the end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from enum import Enum
from functools import partial
from typing import Any

Work = Callable[[], Coroutine[Any, Any, None]]
ErrorSink = Callable[[str, BaseException], None]
CANCEL_AGAIN_S = 5.0
"""Work that goes on for so long after it was cancelled has not heard of it."""


class WhileBusy(Enum):
    """What happens to a start while work of the same name is under way."""

    REFUSE = "refuse"
    REPLACE = "replace"
    QUEUE = "queue"


class NamedTasks:
    """Owns the asyncio tasks of one controller.

    Errors that the work does not handle itself go to ``on_error`` with the name of the work; nothing is lost in
    silence. After ``close`` nothing starts any more.
    """

    def __init__(self, owner: str, on_error: ErrorSink) -> None:
        self._owner = owner
        self._on_error = on_error
        self._unfinished: dict[str, list[asyncio.Task[None]]] = {}
        self._cancelled: set[asyncio.Task[None]] = set()
        self._is_closed = False

    def start(self, name: str, work: Work, while_busy: WhileBusy = WhileBusy.REFUSE) -> bool:
        """Start work; tell whether it was taken on."""
        if self._is_closed:
            return False
        earlier = self._under_way(name)
        if earlier:
            if while_busy is WhileBusy.REFUSE:
                return False
            if while_busy is WhileBusy.REPLACE:
                self.cancel(name)
        task = asyncio.get_running_loop().create_task(self._run(name, work, earlier), name=f"{self._owner}: {name}")
        self._unfinished[name] = [*earlier, task]
        task.add_done_callback(partial(self._forget, name))
        return True

    def is_running(self, name: str) -> bool:
        return bool(self._under_way(name))

    def cancel(self, name: str) -> None:
        """Cancel the work of this name, also what waits its turn."""
        for task in self._under_way(name):
            # A second time would break into its tidying up. Not by asking the task: a time-out that is just running
            # out counts as cancelled, too, and goes on.
            if task not in self._cancelled:
                self._cancelled.add(task)
                task.cancel()

    def cancel_all(self) -> None:
        for name in self._unfinished:
            self.cancel(name)

    async def settled(self, name: str) -> None:
        """Wait until no work of this name is under way, whatever its outcome."""
        while tasks := self._under_way(name):
            await asyncio.wait(tasks)

    async def close(self) -> None:
        """Cancel everything and wait for its end."""
        self._is_closed = True
        self.cancel_all()
        while tasks := [task for name in self._unfinished for task in self._under_way(name)]:
            _ended, unheard = await asyncio.wait(tasks, timeout=CANCEL_AGAIN_S)
            for task in unheard:
                task.cancel()

    def _under_way(self, name: str) -> list[asyncio.Task[None]]:
        return [task for task in self._unfinished.get(name, ()) if not task.done()]

    def _forget(self, name: str, done: asyncio.Task[None]) -> None:
        self._cancelled.discard(done)
        left = [task for task in self._unfinished.get(name, ()) if task is not done]
        if left:
            self._unfinished[name] = left
        else:
            self._unfinished.pop(name, None)

    async def _run(self, name: str, work: Work, earlier: list[asyncio.Task[None]]) -> None:
        if earlier:
            await asyncio.wait(earlier)
        try:
            await work()
        except asyncio.CancelledError:
            raise
        except BaseException as error:
            self._on_error(f"{self._owner}: {name}", error)
            if not isinstance(error, Exception):
                raise
