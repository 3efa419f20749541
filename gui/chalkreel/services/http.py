"""How the app speaks HTTP: clients with explicit limits, answers of bounded size, failures as our own errors."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.utils import parsedate_to_datetime
from typing import Any

import anyio
import httpx

from chalkreel.base.gentle_cancel import gently_cancelled
from chalkreel.base.http_ports import is_port
from chalkreel.services.errors import (
    AnswerTimedOut,
    BadAnswer,
    ConnectionFailed,
    HostNotTrusted,
    HostUnknown,
    NoAnswer,
)

CONNECT_S = 5.0
ANSWER_S = 15.0
IDLE_CONNECTION_S = 4.0
"""Shorter than the 5 s after which common servers close idle connections, so that none dies under a call."""
MAX_CONNECTIONS = 20
LARGEST_ANSWER_BYTES = 8 * 1024 * 1024
_KEPT_HEADERS = ("content-type", "date", "location")


def new_client(*, is_loopback: bool, transport: httpx.AsyncBaseTransport | None = None) -> httpx.AsyncClient:
    """Make the client of one service; its maker closes it. Calls to this computer never go through a proxy."""
    return httpx.AsyncClient(
        transport=transport,
        trust_env=not is_loopback,
        follow_redirects=False,
        timeout=httpx.Timeout(ANSWER_S, connect=CONNECT_S),
        limits=httpx.Limits(max_connections=MAX_CONNECTIONS, keepalive_expiry=IDLE_CONNECTION_S),
    )


async def exchange(
    http: httpx.AsyncClient,
    request: httpx.Request,
    *,
    host: str,
    within_s: float = ANSWER_S,
    largest_bytes: int = LARGEST_ANSWER_BYTES,
) -> httpx.Response:
    """Send one request and read its whole answer within the time; every failure is one of our errors."""
    if not is_port(request.url.port):
        raise ConnectionFailed(host, may_have_acted=False)
    request.extensions["timeout"] = httpx.Timeout(within_s, connect=min(within_s, CONNECT_S)).as_dict()
    response, content = await gently_cancelled(_whole_answer(http, request, host, within_s, largest_bytes))
    if len(content) > largest_bytes:
        raise BadAnswer(host, f"more than {largest_bytes} bytes")
    kept = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    return httpx.Response(response.status_code, headers=kept, content=content, request=request)


async def _whole_answer(
    http: httpx.AsyncClient, request: httpx.Request, host: str, within_s: float, largest_bytes: int
) -> tuple[httpx.Response, bytes]:
    """Read until the end, or until there is more than ``largest_bytes``."""
    content = bytearray()
    async with translated(host):
        with anyio.move_on_after(within_s) as deadline:
            response = await http.send(request, stream=True)
            try:
                async for chunk in response.aiter_bytes():
                    content += chunk
                    if len(content) > largest_bytes:
                        # Leaving the loop would leave httpx's generators half-way, which Qt's event loop
                        # cannot end properly; a cancelled scope ends them from inside.
                        deadline.cancel()
            finally:
                await response.aclose()
        if deadline.cancelled_caught and len(content) <= largest_bytes:
            raise TimeoutError
    return response, bytes(content)


def server_time_s(response: httpx.Response) -> float | None:
    """Read the server's own time from its answer, to half a second; ``None`` where it tells none."""
    try:
        said = parsedate_to_datetime(response.headers.get("date", ""))
    except (TypeError, ValueError):
        return None
    return said.timestamp() + 0.5 if said.tzinfo is not None else None


def json_object(response: httpx.Response, host: str) -> dict[str, Any]:
    """Read the answer as a JSON object."""
    try:
        found = json.loads(response.content)
    except (ValueError, RecursionError):
        raise BadAnswer(host, _described(response)) from None
    if not isinstance(found, dict):
        raise BadAnswer(host, _described(response))
    return found


@asynccontextmanager
async def translated(host: str) -> AsyncIterator[None]:
    """Turn every failure of the HTTP client inside the block into one of our errors."""
    try:
        yield
    except (httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise AnswerTimedOut(host, may_have_acted=False) from error
    except (TimeoutError, httpx.TimeoutException) as error:
        raise AnswerTimedOut(host) from error
    except httpx.ConnectError as error:
        raise _connect_error(error, host) from error
    except (httpx.DecodingError, httpx.RemoteProtocolError) as error:
        raise _protocol_error(error, host) from error
    except httpx.TransportError as error:
        raise ConnectionFailed(host, may_have_acted=True) from error


def _connect_error(error: httpx.ConnectError, host: str) -> NoAnswer:
    for cause in _causes(error):
        if isinstance(cause, socket.gaierror):
            return HostUnknown(host)
        if isinstance(cause, ssl.SSLError):
            return HostNotTrusted(host)
    return ConnectionFailed(host, may_have_acted=False)


def _protocol_error(error: httpx.RequestError, host: str) -> NoAnswer | BadAnswer:
    if "disconnected" in str(error) or "closed" in str(error):
        return ConnectionFailed(host, may_have_acted=True)
    return BadAnswer(host, str(error))


def _causes(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or current.__context__
    return chain


def _described(response: httpx.Response) -> str:
    kind = response.headers.get("content-type", "no type")
    return f"status {response.status_code}, {kind}, {len(response.content)} bytes"
