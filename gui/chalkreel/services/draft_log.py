"""The draft of each room on disk, edit by edit, so that neither it nor its undo is lost in a crash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from chalkreel.base.logging import Topic, log_of
from chalkreel.services.worker import Worker

LARGEST_FILE_BYTES = 8 * 1024 * 1024
_log = log_of(Topic.SETTINGS)


class DraftLog:
    """Appends lines of JSON to one file per room; owned by the composition root, which closes it.

    Reading happens at once, writing on a thread of its own, in order. A line that a crash tore is left out,
    with all that follows it. What cannot be written is lost with the session, and the log says so.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._worker = Worker("draft log")

    def lines(self, room: str) -> list[dict[str, Any]]:
        """Read what is kept of a room."""
        try:
            with self._file(room).open("rb") as file:
                content = file.read(LARGEST_FILE_BYTES)
        except FileNotFoundError:
            return []
        except OSError as error:
            _log.warning("a kept draft cannot be read: %s", error)
            return []
        found: list[dict[str, Any]] = []
        for text in content.splitlines():
            try:
                line = _read(text)
            except (ValueError, RecursionError):
                break
            if not isinstance(line, dict):
                break
            found.append(line)
        return found

    def append(self, room: str, line: Mapping[str, Any]) -> None:
        self._worker.post(self._write, room, (line,), "ab")

    def begin_anew(self, room: str, lines: Iterable[Mapping[str, Any]]) -> None:
        """Let the file hold these lines instead; they are gone through on the writing thread."""
        self._worker.post(self._replace, room, lines)

    def close(self) -> None:
        """Write what is still to be written."""
        self._worker.close()

    def _file(self, room: str) -> Path:
        # Rooms are named by people: a digest is a file name everywhere.
        return self._folder / f"{hashlib.sha256(room.encode()).hexdigest()[:32]}.jsonl"

    def _replace(self, room: str, lines: Iterable[Mapping[str, Any]]) -> None:
        file = self._file(room)
        fresh = file.with_suffix(".new")
        if self._write(room, lines, "wb", fresh):
            try:
                fresh.replace(file)
            except OSError as error:
                _log.warning("the draft is not kept: %s", error)

    def _write(self, room: str, lines: Iterable[Mapping[str, Any]], mode: str, target: Path | None = None) -> bool:
        text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with (target or self._file(room)).open(mode) as file:
                file.write(text.encode())
        except OSError as error:
            _log.warning("the draft is not kept: %s", error)
            return False
        return True


def _read(text: bytes) -> Any:
    try:
        return from_json(text)  # twice as fast as the standard library's: the window waits for it
    except ValueError:
        return json.loads(text)  # which also takes half a character, as in names of foreign file systems
