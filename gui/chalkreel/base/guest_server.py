"""uvicorn as a guest: loop and signals belong to the program that serves."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import uvicorn

_RENEWED_EVERY_S = 1.0
"""The date in the answers' headers is told in whole seconds."""


class GuestServer(uvicorn.Server):
    """Serves from :meth:`until_listening` to :meth:`end`; wakes the loop once a second, not ten times."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._listening = asyncio.Event()
        self._ending = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._listening.set()

    async def main_loop(self) -> None:
        while not await self.on_tick(0):  # 0 is a tick that renews the date
            with suppress(TimeoutError):
                async with asyncio.timeout(_RENEWED_EVERY_S):
                    await self._ending.wait()

    async def until_listening(self, serving: asyncio.Task[None]) -> None:
        """Wait until calls are answered; ``serving`` runs :meth:`serve`, and its error is raised here."""
        listening = asyncio.create_task(self._listening.wait())
        await asyncio.wait({serving, listening}, return_when=asyncio.FIRST_COMPLETED)
        listening.cancel()
        if serving.done():
            await serving

    def end(self) -> None:
        """Take no more calls and let :meth:`serve` return."""
        self.should_exit = True
        self._ending.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
