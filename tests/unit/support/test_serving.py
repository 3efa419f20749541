"""A test's own server leaves no connection open, however fresh the connection is when the server ends."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import socket

import pytest

from tests.support.http_peer import HttpPeer, Says

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("turns", range(6))
async def test_a_connection_being_accepted_is_ended_with_the_server(turns: int) -> None:
    async with HttpPeer(lambda _: Says.text("never asked")) as peer:
        client = socket.create_connection(("127.0.0.1", peer.port))
        for _ in range(turns):
            await asyncio.sleep(0)
    client.settimeout(10)
    with client, contextlib.suppress(ConnectionResetError):
        assert client.recv(1) == b""
    gc.collect()  # an open connection would complain now
