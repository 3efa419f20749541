"""A TCP proxy that misbehaves on purpose: cuts, delays, stalls or turns away connections."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from tests.support.serving import Served, begin_serving, cut_served, end_serving

CHUNK_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to one connection; by default nothing."""

    cut_after_bytes: int | None = None
    """Cut once the client has sent so much."""
    delay_s: float = 0.0
    """Wait before each piece is passed on."""
    is_stalled: bool = False
    """Take everything and never answer."""
    is_turned_away: bool = False
    """Close at once."""


FINE = Fault()


class TcpProxy:
    """Passes connections on to a port of this computer; ``fault_of`` decides by the connection's number, from 1.

    Runs on a loop and a thread of its own, from entering to leaving the context.
    """

    def __init__(self, target_port: int, fault_of: Callable[[int], Fault] = lambda _: FINE) -> None:
        self.fault_of = fault_of
        self.connections = 0
        self.faults = 0
        self.port = 0
        self._target_port = target_port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="tcp proxy")
        self._server: asyncio.Server | None = None
        self._served: Served = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> TcpProxy:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result()
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def cut_all(self) -> None:
        """Cut what is connected now."""
        asyncio.run_coroutine_threadsafe(self._cut_all(), self._loop).result()

    async def _open(self) -> None:
        self._server = await asyncio.start_server(self._begin, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        assert self._server is not None
        await end_serving(self._server, self._served)

    async def _cut_all(self) -> None:
        await cut_served(self._served)

    def _begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        begin_serving(self._served, self._serve(reader, writer), writer)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        fault = self.fault_of(self.connections)
        self.faults += fault != FINE
        try:
            with suppress(OSError, asyncio.CancelledError):
                await self._pass_on(reader, writer, fault)
        finally:
            writer.transport.abort()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, fault: Fault) -> None:
        if fault.is_turned_away:
            return
        if fault.is_stalled:
            while await reader.read(CHUNK_BYTES):
                pass
            return
        target_reader, target_writer = await asyncio.open_connection("127.0.0.1", self._target_port)
        try:
            up = asyncio.create_task(_pump(reader, target_writer, fault.delay_s, fault.cut_after_bytes))
            down = asyncio.create_task(_pump(target_reader, writer, fault.delay_s, None))
            await asyncio.wait({up, down}, return_when=asyncio.FIRST_COMPLETED)
            for task in (up, down):
                task.cancel()
            await asyncio.gather(up, down, return_exceptions=True)
        finally:
            target_writer.transport.abort()


async def _pump(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, delay_s: float, cut_after_bytes: int | None
) -> None:
    passed = 0
    while data := await reader.read(CHUNK_BYTES):
        if delay_s:
            await asyncio.sleep(delay_s)
        if cut_after_bytes is not None and passed + len(data) > cut_after_bytes:
            return
        passed += len(data)
        writer.write(data)
        await writer.drain()
