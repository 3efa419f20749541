"""The one way a controller starts background work: by name, owned, cancelled and awaited at the end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from enum import Enum
from typing import Any

Work = Callable[[], Coroutine[Any, Any, None]]
ErrorSink = Callable[[str, BaseException], None]


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
        self._running: dict[str, asyncio.Task[None]] = {}
        self._is_closed = False

    def start(self, name: str, work: Work, while_busy: WhileBusy = WhileBusy.REFUSE) -> bool:
        """Start work; tell whether it was taken on."""
        if self._is_closed:
            return False
        current = self._running.get(name)
        if current is not None and not current.done():
            if while_busy is WhileBusy.REFUSE:
                return False
            if while_busy is WhileBusy.REPLACE:
                current.cancel()
        task = asyncio.get_running_loop().create_task(self._run(name, work, current), name=f"{self._owner}: {name}")
        self._running[name] = task
        return True

    def is_running(self, name: str) -> bool:
        task = self._running.get(name)
        return task is not None and not task.done()

    def cancel(self, name: str) -> None:
        task = self._running.get(name)
        if task is not None:
            task.cancel()

    async def settled(self, name: str) -> None:
        """Wait until no work of this name is under way, whatever its outcome."""
        while (task := self._running.get(name)) is not None and not task.done():
            await asyncio.wait([task])

    async def close(self) -> None:
        """Cancel everything and wait for its end."""
        self._is_closed = True
        tasks = [task for task in self._running.values() if not task.done()]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        self._running.clear()

    async def _run(self, name: str, work: Work, previous: asyncio.Task[None] | None) -> None:
        if previous is not None and not previous.done():
            await asyncio.wait([previous])
        try:
            await work()
        except asyncio.CancelledError:
            raise
        except BaseException as error:
            self._on_error(f"{self._owner}: {name}", error)
            if not isinstance(error, Exception):
                raise
        finally:
            if self._running.get(name) is asyncio.current_task():
                del self._running[name]
