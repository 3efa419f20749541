"""What one Studio process is made of."""

from __future__ import annotations

import asyncio

from chalkreel.base.clock import SystemClock
from chalkreel.base.redaction import Redactor
from chalkreel.studio.idle import IdleWatch
from chalkreel.studio.rooms.registry import Rooms
from chalkreel.studio.settings import StudioSettings


class Engine:
    """Makes the parts, starts them and ends them in order; lives on the loop's thread.

    ``closing`` is set first when the process ends: everything that streams to a watcher ends on it.
    """

    def __init__(self, settings: StudioSettings, redactor: Redactor) -> None:
        self.settings = settings
        self.redactor = redactor
        self.clock = SystemClock()
        self.closing = asyncio.Event()
        self.idle = IdleWatch()
        self.rooms = Rooms(self.clock)

    @property
    def is_busy(self) -> bool:
        """Whether a task runs or is still being finished."""
        return False

    async def start(self) -> None:
        """Find what an earlier process left and finish it."""

    async def close(self) -> None:
        self.closing.set()
        await self.rooms.close()
