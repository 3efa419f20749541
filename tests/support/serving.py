"""Connections of a test's own server: each is known from the moment it is accepted, and ended with the server."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine

_TURNS_TO_ACCEPT = 5
"""So many turns of the loop, and one or two to spare, lie between accepting a connection and its task."""

Served = dict[asyncio.Task[None], asyncio.StreamWriter]


def begin_serving(served: Served, serving: Coroutine[None, None, None], writer: asyncio.StreamWriter) -> None:
    """Serve one connection as a task of ``served``.

    A coroutine given to ``start_server`` directly is known only once it runs: one that is cancelled before leaves its
    connection open.
    """
    task = asyncio.get_running_loop().create_task(serving)
    served[task] = writer
    task.add_done_callback(served.pop)


async def end_serving(server: asyncio.Server, served: Served) -> None:
    """Accept nobody any more, cut every connection, also those that were accepted just now, and wait for their tasks.

    Closing asyncio's server while it accepts a connection would leave that one open, without a word.
    """
    for listener in server.sockets:
        asyncio.get_running_loop().remove_reader(listener.fileno())
    for _ in range(_TURNS_TO_ACCEPT):
        await asyncio.sleep(0)
    server.close()
    await cut_served(served)
    await server.wait_closed()


async def cut_served(served: Served) -> None:
    """Cut the connections there are and wait for their tasks."""
    for task, writer in tuple(served.items()):
        writer.transport.abort()
        task.cancel()
    await asyncio.gather(*served, return_exceptions=True)
