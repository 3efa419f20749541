"""Starts one Studio process so that it outlives the window, and reads its ready line."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from chalkreel.base.logging import Topic, log_of
from chalkreel.base.phrase import Phrase, phrase
from chalkreel.services.errors import StudioNotStarted
from chalkreel.services.studio_client import StudioAddress

READY_S = 30.0
POLL_S = 0.02
LONGEST_READY_LINE_BYTES = 64 * 1024
LOG_FILE = "studio.log"
LARGEST_LOG_BYTES = 4 * 1024 * 1024
LAST_LINES = 20
TAIL_BYTES = 16 * 1024

_log = log_of(Topic.SUPERVISOR)


def studio_command() -> tuple[str, ...]:
    """Name this very program in its Studio role, from source and frozen alike."""
    is_frozen = getattr(sys, "frozen", False)
    return (sys.executable, "studio") if is_frozen else (sys.executable, "-m", "chalkreel", "studio")


@dataclass(frozen=True, slots=True)
class Launch:
    """What one Studio process is started with. ``command`` is everything before the options."""

    command: Sequence[str]
    data_dir: Path
    app_id: int
    server_secret: str
    callback_secret: str
    exit_when_idle_s: int = 120
    has_secrets_by_file: bool = sys.platform == "win32"

    def __repr__(self) -> str:
        return f"Launch({list(self.command)}, {self.data_dir}, {self.app_id})"


class StudioChild:
    """A Studio process of our own. It may be stopped by us, or left behind on purpose with ``release()``.

    Plain ``subprocess`` instead of asyncio's: asyncio kills a child whose transport goes away, and this one is
    meant to outlive the window. For the same reason its output goes to files, never to a pipe of ours.
    """

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        ready: IO[bytes],
        forget_secrets: Callable[[], None],
        log_file: Path,
        log_start: int,
    ) -> None:
        self._process = process
        self._ready = ready
        self._forget_secrets = forget_secrets
        self._log_file = log_file
        self._log_start = log_start

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """Tell how it ended; ``None`` while it runs."""
        return self._process.poll()

    @property
    def last_lines(self) -> tuple[str, ...]:
        """The newest lines of its log since it was started."""
        try:
            with self._log_file.open("rb") as file:
                end = file.seek(0, os.SEEK_END)
                file.seek(max(self._log_start, end - TAIL_BYTES))
                text = file.read(TAIL_BYTES).decode("utf-8", "replace")
        except OSError:
            return ()
        return tuple(text.splitlines()[-LAST_LINES:])

    async def ready(self, within_s: float = READY_S) -> StudioAddress:
        """Wait for the ready line; on failure the process is ended and ``StudioNotStarted`` says why."""
        try:
            async with asyncio.timeout(within_s):
                line = await self._first_line()
            return self._address(line)
        except TimeoutError:
            await self.stop(polite_s=0.5, firm_s=0.5)
            raise self._failure(phrase("Studio did not become ready in time.")) from None
        except BaseException:
            await asyncio.shield(self.stop(polite_s=0.5, firm_s=0.5))
            raise
        finally:
            self._ready.close()
            self._forget_secrets()

    async def wait(self, within_s: float | None = None) -> int | None:
        """Wait until it has ended and give its exit code; ``None`` when it still runs after the time."""
        deadline = None if within_s is None else time.monotonic() + within_s
        while (code := self._process.poll()) is None:
            if deadline is not None and time.monotonic() >= deadline:
                return None
            await asyncio.sleep(POLL_S if within_s is not None else POLL_S * 10)
        return code

    async def stop(self, *, polite_s: float, firm_s: float) -> int:
        """End it: ask politely, then firmly with all its children, then kill. Gives the exit code."""
        for send, wait_s in ((self._ask, polite_s), (self._ask_all, firm_s)):
            if self._process.poll() is None:
                send()
            code = await self.wait(wait_s)
            if code is not None:
                return code
            _log.warning("Studio %d does not end", self.pid)
        self._kill_all()
        while (code := await self.wait(1.0)) is None:
            pass
        return code

    def release(self) -> None:
        """Let it live on without us."""
        if self._process.poll() is None:
            self._process.returncode = 0  # otherwise Popen warns about a child that it thinks was forgotten

    async def _first_line(self) -> bytes:
        while True:
            ended = self._process.poll() is not None
            line, newline, _ = _beginning(self._ready, LONGEST_READY_LINE_BYTES).partition(b"\n")
            if newline or len(line) == LONGEST_READY_LINE_BYTES:
                return line
            if ended:
                code = self._process.poll()
                raise self._failure(phrase("Studio ended at once with code {code}.", code=code))
            await asyncio.sleep(POLL_S)

    def _address(self, line: bytes) -> StudioAddress:
        said = _object(line)
        url, token = said.get("url"), said.get("token")
        if said.get("event") != "ready" or not isinstance(url, str) or not isinstance(token, str):
            raise self._failure(phrase("Studio said something else than that it is ready."))
        return StudioAddress(url, token, self.pid)

    def _failure(self, problem: Phrase) -> StudioNotStarted:
        return StudioNotStarted(problem, self.last_lines)

    def _ask(self) -> None:
        self._process.terminate()

    def _ask_all(self) -> None:
        self._signal_group("SIGTERM", self._process.terminate)

    def _kill_all(self) -> None:
        self._signal_group("SIGKILL", self._process.kill)

    def _signal_group(self, name: str, otherwise: Callable[[], None]) -> None:
        """Signal the whole session: it is the child's own, so nobody else is in it."""
        if sys.platform == "win32":
            otherwise()
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.Signals[name])


def start_studio(launch: Launch) -> StudioChild:
    """Start the process; its secrets go through a descriptor, or where there is none, through files read at once."""
    launch.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    log_file = launch.data_dir / LOG_FILE
    _rotate(log_file)
    ready = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the start; has no name another could read
    try:
        secrets = _SecretsByFile(launch) if launch.has_secrets_by_file else _SecretsByPipe(launch)
        with _private_append(log_file) as errors, ExitStack() as cleanly:
            cleanly.callback(secrets.on_started)
            start = errors.seek(0, os.SEEK_END)
            try:
                process = subprocess.Popen(
                    [*launch.command, *_options(launch), *secrets.options],
                    stdin=subprocess.DEVNULL,
                    stdout=ready,
                    stderr=errors,
                    **secrets.popen_options,
                    **_own_session(),
                )
            except OSError:
                secrets.on_read()
                raise
    except OSError as error:
        ready.close()
        reason = error.strerror or type(error).__name__
        raise StudioNotStarted(phrase("Studio could not be started ({reason}).", reason=reason)) from error
    _log.info("Studio started with pid %d", process.pid)
    return StudioChild(process, ready, secrets.on_read, log_file, start)


def _options(launch: Launch) -> list[str]:
    return [
        *("--port", "0"),
        *("--data-dir", str(launch.data_dir)),
        *("--app-id", str(launch.app_id)),
        *("--exit-when-idle", str(launch.exit_when_idle_s)),
    ]


class _SecretsByPipe:
    """The way of the secrets into the child: a pipe that it inherits and reads once."""

    def __init__(self, launch: Launch) -> None:
        self._reader, writer = os.pipe()
        given = {"server_secret": launch.server_secret, "callback_secret": launch.callback_secret}
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(json.dumps(given).encode())  # far smaller than what a pipe holds
        self.options = ["--secrets-fd", str(self._reader)]
        self.popen_options: dict[str, Any] = {"pass_fds": (self._reader,)}

    def on_started(self) -> None:
        os.close(self._reader)

    def on_read(self) -> None:
        """Leave nothing behind: a pipe has nothing."""


class _SecretsByFile:
    """The same where descriptors are not inherited: private files that are gone as soon as they are read."""

    def __init__(self, launch: Launch) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="start-", dir=launch.data_dir))
        server, callback = self._folder / "server", self._folder / "callback"
        for file, secret in ((server, launch.server_secret), (callback, launch.callback_secret)):
            with _private_append(file) as writer:
                writer.write(secret.encode())
        self.options = ["--server-secret-file", str(server), "--callback-secret-file", str(callback)]
        self.popen_options: dict[str, Any] = {}

    def on_started(self) -> None:
        """Wait: the child has still to read."""

    def on_read(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)


def _own_session() -> dict[str, Any]:
    """Cut the child off from our terminal and our end."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def _private_append(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab")


def _rotate(path: Path) -> None:
    """Keep one earlier log; the file is only ever moved while no Studio of this folder is being started."""
    with contextlib.suppress(OSError):
        if path.stat().st_size > LARGEST_LOG_BYTES:
            path.replace(path.with_name(path.name + ".1"))


def _beginning(file: IO[bytes], most_bytes: int) -> bytes:
    """Read a file that a child writes without moving its place: the child shares that, and would write over itself."""
    if sys.platform == "win32":
        file.seek(0)
        return file.read(most_bytes)
    return os.pread(file.fileno(), most_bytes, 0)


def _object(line: bytes) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
