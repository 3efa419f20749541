"""The HTTP client under cancellation: nothing of it stays open, whenever it is cancelled."""

from __future__ import annotations

import asyncio

import psutil
import pytest

from chalkreel.services.errors import ServiceError
from chalkreel.services.http import exchange, new_client
from tests.support.http_peer import HttpPeer, Says

CALLS = 4
TURNS = 24
"""Of the loop; a call to a server that is gone has failed by then."""


async def cancelled_after(turns: int, call: asyncio.Task[object], *, times: int = 1) -> None:
    for _ in range(turns):
        await asyncio.sleep(0)
    for _ in range(times):
        call.cancel()
        await asyncio.sleep(0)
    with pytest.raises((asyncio.CancelledError, ServiceError)):
        await call


def connections_to(port: int) -> list[object]:
    own = psutil.Process().net_connections(kind="tcp4")
    return [one for one in own if one.raddr and one.raddr.port == port and one.status != psutil.CONN_TIME_WAIT]


@pytest.mark.asyncio
@pytest.mark.parametrize("times", [1, 3])
async def test_a_call_cancelled_while_dead_connections_are_closed_leaves_none_open(times):
    for turns in range(TURNS):
        all_here = asyncio.Barrier(CALLS)

        async def together(_asked, all_here=all_here):
            await all_here.wait()
            return Says.json({})

        async with new_client(is_loopback=True) as http:

            def call(peer, http=http):
                return exchange(http, http.build_request("GET", f"{peer.url}/"), host="peer")

            async with HttpPeer(together) as peer:
                await asyncio.gather(*(call(peer) for _ in range(CALLS)))
                assert len(connections_to(peer.port)) == CALLS
            await cancelled_after(turns, asyncio.create_task(call(peer)), times=times)
        assert connections_to(peer.port) == [], f"left open after {turns} turns"


@pytest.mark.asyncio
async def test_a_call_cancelled_while_its_answer_is_awaited_leaves_none_open():
    never = asyncio.Event()

    async def hangs(_asked):
        await never.wait()

    for turns in range(TURNS):
        async with HttpPeer(hangs) as peer, new_client(is_loopback=True) as http:
            request = http.build_request("GET", f"{peer.url}/")
            await cancelled_after(turns, asyncio.create_task(exchange(http, request, host="peer")))
            assert connections_to(peer.port) == [], f"left open after {turns} turns"
