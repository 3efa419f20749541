from __future__ import annotations

import asyncio
import logging
import signal
import socket
import time
from email.utils import parsedate_to_datetime

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from chalkreel.base.guest_server import GuestServer


async def _hello(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("hello")


def _listener() -> socket.socket:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    return listener


class _Counted(GuestServer):
    ticks = 0

    async def on_tick(self, counter: int) -> bool:
        self.ticks += 1
        return await super().on_tick(counter)


@pytest.fixture
def server() -> _Counted:
    application = Starlette(routes=[Route("/", _hello)])
    return _Counted(uvicorn.Config(application, lifespan="off", log_config=None, ws="none"))


@pytest.mark.asyncio
async def test_answers_are_dated_and_the_date_goes_on(server: _Counted) -> None:
    listener = _listener()
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    await server.until_listening(serving)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    async with httpx.AsyncClient() as client:
        dates = []
        for _ in range(2):
            said = parsedate_to_datetime((await client.get(url)).headers["date"]).timestamp()
            assert -0.5 <= time.time() - said < 3.5  # whole seconds, renewed once in each, and a slow machine
            dates.append(said)
            await asyncio.sleep(2.1)
    assert dates[1] > dates[0]
    server.end()
    await serving


@pytest.mark.asyncio
async def test_it_wakes_for_its_end_and_for_nothing_between_two_seconds(server: _Counted) -> None:
    serving = asyncio.create_task(server.serve(sockets=[_listener()]))
    await server.until_listening(serving)
    begun = time.monotonic()
    await asyncio.sleep(0.5)
    server.end()
    await serving
    assert server.ticks <= 2 + int(time.monotonic() - begun)


@pytest.mark.asyncio
async def test_signals_stay_with_the_program(server: _Counted) -> None:
    before = signal.getsignal(signal.SIGTERM)
    serving = asyncio.create_task(server.serve(sockets=[_listener()]))
    await server.until_listening(serving)
    assert signal.getsignal(signal.SIGTERM) is before
    server.end()
    await serving


@pytest.mark.asyncio
async def test_what_keeps_it_from_listening_is_raised(server: _Counted, caplog: pytest.LogCaptureFixture) -> None:
    closed = _listener()
    closed.close()
    with caplog.at_level(logging.CRITICAL), pytest.raises((OSError, ValueError)):
        await server.until_listening(asyncio.create_task(server.serve(sockets=[closed])))
