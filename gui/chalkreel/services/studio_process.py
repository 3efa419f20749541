"""Finds, adopts, starts and stops the local recording engine."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import stat
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from chalkreel.base.logging import Topic, log_of
from chalkreel.base.phrase import phrase
from chalkreel.services.connection import Credentials
from chalkreel.services.errors import ServiceError, StudioGaveUp, StudioNotStarted
from chalkreel.services.studio_client import StudioAddress, StudioClient
from chalkreel.services.studio_launch import READY_S, Launch, StudioChild, start_studio, studio_command

RUNTIME_FILE = "studio.json"
LARGEST_RUNTIME_BYTES = 64 * 1024
LOOPBACK_HOSTS = frozenset({"127.0.0.1", "::1", "localhost"})
HEALTH_S = 3.0
ADOPTED_CHECK_S = 2.0
MISSED_CHECKS = 3
MOST_STARTS = 3
CANNOT_START = 2
"""Studio's exit code when it cannot start, for example because another one uses its folder."""
QUICKER_LOOKS, QUICKER_LOOK_S = 20, 0.2
STABLE_AFTER_S = 60.0
POLITE_S = 20.0
"""Enough to finish the tasks that run."""
FIRM_S = 5.0
SECRET_BYTES = 16
MAX_APP_ID = 2**32 - 1

_log = log_of(Topic.SUPERVISOR)


@dataclass(frozen=True, slots=True)
class StudioAccess:
    """A Studio that answers: where it is, who may call it, and whether it was found rather than started."""

    address: StudioAddress
    app_id: int
    credentials: Credentials = field(repr=False)
    is_adopted: bool = False


class StudioProcess:
    """Owns the way to the one Studio of a data folder.

    ``ensure()`` gives a living one: the one at hand, one that an earlier window left behind, or a new one. A new
    process gets a random AppId and random secrets. ``register`` is told every secret, for masking. At the end
    either ``leave()`` (it goes on recording, and ends by itself when idle) or ``stop()`` (our own one only).
    """

    def __init__(
        self,
        data_dir: Path,
        http: httpx.AsyncClient,
        register: Callable[[str], None],
        *,
        command: Sequence[str] | None = None,
        exit_when_idle_s: int = 120,
        ready_within_s: float = READY_S,
        clock_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._data_dir = data_dir
        self._http = http
        self._register = register
        self._command = tuple(command) if command is not None else studio_command()
        self._exit_when_idle_s = exit_when_idle_s
        self._ready_within_s = ready_within_s
        self._clock_s = clock_s
        self._one_at_a_time = asyncio.Lock()
        self._child: StudioChild | None = None
        self._access: StudioAccess | None = None
        self._starts = 0
        self._started_at = clock_s()

    @property
    def access(self) -> StudioAccess | None:
        """The Studio at hand, as last known."""
        return self._access

    @property
    def last_lines(self) -> tuple[str, ...]:
        """The newest lines of our own Studio's log."""
        return self._child.last_lines if self._child is not None else ()

    def address(self) -> StudioAddress:
        """Give the address for a client; raises ``StudioNotStarted`` before ``ensure()``."""
        if self._access is None:
            raise StudioNotStarted(phrase("Studio is not running."))
        return self._access.address

    async def ensure(self) -> StudioAccess:
        """Give a Studio that answers; raises ``StudioNotStarted``, or ``StudioGaveUp`` after repeated failures."""
        async with self._one_at_a_time:
            if self._access is not None and await self._answers(self._access.address):
                return self._access
            self._access = None
            self._access = await self._adopted() or await self._started()
            return self._access

    async def ended(self) -> int | None:
        """Wait until the Studio at hand is gone; give the exit code of our own, ``None`` for an adopted one."""
        if self._child is not None:
            return await self._child.wait()
        missed = 0
        while self._access is not None and missed < MISSED_CHECKS:
            await asyncio.sleep(ADOPTED_CHECK_S)
            if self._access is not None:
                missed = 0 if await self._answers(self._access.address) else missed + 1
        return None

    async def stop(self, *, polite_s: float = POLITE_S, firm_s: float = FIRM_S) -> int | None:
        """End our own Studio and give its exit code; an adopted one is not ours to end."""
        async with self._one_at_a_time:
            child, self._child, self._access = self._child, None, None
            return None if child is None else await child.stop(polite_s=polite_s, firm_s=firm_s)

    def leave(self) -> None:
        """Go away and let it live."""
        if self._child is not None:
            self._child.release()
        self._child = self._access = None

    async def _started(self) -> StudioAccess:
        await self._put_away_dead_child()
        if self._starts >= MOST_STARTS:
            raise StudioGaveUp(self._starts, self.last_lines)
        self._starts += 1
        self._started_at = self._clock_s()
        launch = Launch(
            self._command,
            self._data_dir,
            secrets.randbelow(MAX_APP_ID) + 1,
            secrets.token_hex(SECRET_BYTES),
            secrets.token_hex(SECRET_BYTES),
            self._exit_when_idle_s,
        )
        credentials = Credentials(server_secret=launch.server_secret, callback_secret=launch.callback_secret)
        self._announce(credentials)
        child = start_studio(launch)
        try:
            address = await child.ready(self._ready_within_s)
        except StudioNotStarted:
            if child.exit_code != CANNOT_START or (quicker := await self._quicker_one()) is None:
                raise
            return quicker
        self._register(address.token)
        self._child = child
        return StudioAccess(address, launch.app_id, credentials)

    async def _quicker_one(self) -> StudioAccess | None:
        """Look whether another window starts a Studio on this folder at this moment, which kept ours out."""
        for _ in range(QUICKER_LOOKS):
            if (found := await self._adopted()) is not None:
                return found
            await asyncio.sleep(QUICKER_LOOK_S)
        return None

    async def _put_away_dead_child(self) -> None:
        if self._clock_s() - self._started_at > STABLE_AFTER_S:
            self._starts = 0
        child = self._child
        if child is not None:
            code = child.exit_code
            if code is None:
                _log.warning("Studio %d runs but does not answer; it is ended", child.pid)
                code = await child.stop(polite_s=FIRM_S, firm_s=FIRM_S)
            _log.warning("Studio %d ended with code %s", child.pid, code)
            self._child = None

    async def _adopted(self) -> StudioAccess | None:
        address = _read_runtime_file(self._data_dir / RUNTIME_FILE)
        if address is None:
            return None
        self._register(address.token)
        client = StudioClient(lambda: address, self._http)
        try:
            if not (await client.health(HEALTH_S)).healthy:
                return None
            app_id, server_secret, callback_secret = await client.credentials()
        except ServiceError as error:
            _log.info("the Studio of an earlier window is gone: %s", error)
            return None
        credentials = Credentials(server_secret=server_secret, callback_secret=callback_secret)
        self._announce(credentials)
        _log.info("Studio %d of an earlier window is adopted", address.pid)
        return StudioAccess(address, app_id, credentials, is_adopted=True)

    async def _answers(self, address: StudioAddress) -> bool:
        try:
            return (await StudioClient(lambda: address, self._http).health(HEALTH_S)).healthy
        except ServiceError:
            return False

    def _announce(self, credentials: Credentials) -> None:
        for secret in credentials.values:
            self._register(secret)


def _read_runtime_file(path: Path) -> StudioAddress | None:
    """Read what a living Studio wrote; ``None`` for a file that is missing, strange, or open to others."""
    try:
        with path.open("rb") as file:
            if not _is_private(file.fileno()):
                _log.warning("%s can be read by others and is not trusted", path)
                return None
            said: Any = json.loads(file.read(LARGEST_RUNTIME_BYTES))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    url, token, pid = said.get("url"), said.get("token"), said.get("pid")
    if not isinstance(url, str) or not isinstance(token, str) or not isinstance(pid, int):
        return None
    if urlsplit(url).scheme != "http" or urlsplit(url).hostname not in LOOPBACK_HOSTS:
        return None
    return StudioAddress(url, token, pid)


def _is_private(descriptor: int) -> bool:
    if not hasattr(os, "getuid"):
        return True
    status = os.fstat(descriptor)
    return status.st_uid == os.getuid() and not stat.S_IMODE(status.st_mode) & 0o077
