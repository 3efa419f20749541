"""One Studio process from its start to its end: socket, signals, ready line, runtime file, shutdown."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import secrets
import signal
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import uvicorn

from chalkreel.base.guest_server import GuestServer
from chalkreel.base.logging import Topic, log_of
from chalkreel.base.redaction import Redactor
from chalkreel.studio.engine import Engine
from chalkreel.studio.files import write_private
from chalkreel.studio.folder_lock import FolderInUse, FolderLock
from chalkreel.studio.server.application import application
from chalkreel.studio.settings import StudioSettings
from chalkreel.studio.storage.surroundings import forget_foreign_settings

RUNTIME_FILE = "studio.json"
LOOPBACK = "127.0.0.1"
KEEP_ALIVE_S = 75
"""Above the 5 s after which clients drop idle connections, so that the client always closes first."""
GRACEFUL_SHUTDOWN_S = 2
IDLE_CHECK_S = 0.25
TOKEN_BYTES = 32
WORKER_THREADS = 16
"""Several sources may be opening for seconds each while a task has to be paused or stopped at once."""
LISTEN_BACKLOG = 128

log = log_of(Topic.STUDIO)


class CannotStart(Exception):  # noqa: N818 - read as a fact
    """Why the process cannot serve; the text is shown to whoever started it."""


def _is_meant(record: logging.LogRecord) -> bool:
    """Leave out one false alarm: uvicorn takes a WebSocket refused with 401 for a broken application."""
    return "without completing handshake" not in record.getMessage()


async def run_studio(settings: StudioSettings, redactor: Redactor) -> None:
    """Serve until a signal or idleness ends it, then finish every task."""
    forget_foreign_settings()
    logging.getLogger("uvicorn.error").addFilter(_is_meant)
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FolderLock(settings.data_dir / "studio.lock"), _listening_socket(settings.port) as listener:
            await _StudioProcess(settings, redactor, listener).run()
    except FolderInUse:
        raise CannotStart(f"another Studio uses the folder {settings.data_dir}") from None
    except OSError as error:
        raise CannotStart(f"the folder {settings.data_dir} cannot be used: {error.strerror or error}") from error


@contextmanager
def _listening_socket(port: int) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        if sys.platform != "win32":  # there it would let two processes share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((LOOPBACK, port))
            listener.listen(LISTEN_BACKLOG)
        except OSError as error:
            raise CannotStart(f"port {port} on {LOOPBACK} cannot be used: {error.strerror or error}") from None
        yield listener


class _StudioProcess:
    """The running process; owns the engine and the server."""

    def __init__(self, settings: StudioSettings, redactor: Redactor, listener: socket.socket) -> None:
        self._settings = settings
        self._listener = listener
        self._port: int = listener.getsockname()[1]
        self._token = secrets.token_urlsafe(TOKEN_BYTES)
        redactor.register(self._token)
        self._stop_asked = asyncio.Event()
        self._engine = Engine(settings, redactor)
        self._server = GuestServer(
            uvicorn.Config(
                application(self._engine, self._token, self._port),
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_keep_alive=KEEP_ALIVE_S,
                timeout_graceful_shutdown=GRACEFUL_SHUTDOWN_S,
                ws="websockets-sansio",
                ws_max_size=64 * 1024,
                ws_per_message_deflate=False,
            )
        )

    async def run(self) -> None:
        asyncio.get_running_loop().set_default_executor(
            ThreadPoolExecutor(max_workers=WORKER_THREADS, thread_name_prefix="studio-work")
        )
        with self._signals():
            await self._engine.start()
            serving = asyncio.create_task(self._server.serve(sockets=[self._listener]), name="studio: server")
            try:
                await self._until_listening(serving)
                self._announce()
                await self._wait_for_end()
                log.info("Ending: previews are closed, running tasks are finished")
                await self._engine.close()
                self._server.end()
                await serving
            finally:
                with suppress(FileNotFoundError):
                    (self._settings.data_dir / RUNTIME_FILE).unlink()
                serving.cancel()
        log.info("Ended")

    async def _until_listening(self, serving: asyncio.Task[None]) -> None:
        await self._server.until_listening(serving)
        if serving.done():
            raise CannotStart("the server ended before it listened")

    def _announce(self) -> None:
        """Write the runtime file, then the one line on stdout that says where Studio listens."""
        url = f"http://{LOOPBACK}:{self._port}"
        runtime = {
            "url": url,
            "port": self._port,
            "pid": os.getpid(),
            "token": self._token,
            "started_at": int(time.time() * 1000),
        }
        write_private(self._settings.data_dir / RUNTIME_FILE, json.dumps(runtime))
        sys.stdout.write(json.dumps({"event": "ready", "url": url, "token": self._token}) + "\n")
        sys.stdout.flush()
        log.info("Ready at %s with data in %s", url, self._settings.data_dir)
        if not self._settings.callback_secret:
            log.warning("No callback secret was given: callbacks are sent without a valid signature")

    @contextmanager
    def _signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        numbers = (signal.SIGINT, signal.SIGTERM)
        if sys.platform == "win32":
            before = [
                signal.signal(number, lambda *_: loop.call_soon_threadsafe(self._stop_asked.set)) for number in numbers
            ]
        else:
            for number in numbers:
                loop.add_signal_handler(number, self._stop_asked.set)
        try:
            yield
        finally:
            if sys.platform == "win32":
                for number, handler in zip(numbers, before, strict=True):
                    signal.signal(number, handler)
            else:
                for number in numbers:
                    loop.remove_signal_handler(number)

    async def _wait_for_end(self) -> None:
        limit_s = self._settings.exit_when_idle_s
        if limit_s is None:
            await self._stop_asked.wait()
            return
        while not self._stop_asked.is_set():
            if self._engine.is_busy:
                self._engine.idle.touch()
            elif self._engine.idle.idle_s >= limit_s:
                log.info("Nobody has used Studio for %g s", limit_s)
                return
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop_asked.wait(), IDLE_CHECK_S)
