"""The settings file: what the host chose, versioned, written whole or not at all. No secrets."""

from __future__ import annotations

import contextlib
import json
import time
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chalkreel.base.logging import Topic, log_of
from chalkreel.base.phrase import Phrase, phrase
from chalkreel.domain.board_groups import BoardGroup
from chalkreel.services.connection import Connection, Storage
from chalkreel.services.errors import SettingsNotSaved
from chalkreel.services.settings_migrations import VERSION, migrate
from chalkreel.services.whole_file import write_whole
from chalkreel.services.worker import Worker

LARGEST_FILE_BYTES = 4 * 1024 * 1024
NEWER = phrase(
    "The settings were written by a newer version of Chalkreel. They are left as they are; what you change now lasts"
    " until you close this window."
)
_log = log_of(Topic.SETTINGS)


class _Part(BaseModel):
    """A frozen piece of the settings; members of other versions are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class RoomEntry(_Part):
    """A classroom the host has used, newest first in the list."""

    connection_id: str
    room_id: str
    name: str = ""


class TakeSettingsEntry(_Part):
    """How takes of one room are recorded; ``values`` holds by name only what differs from the defaults."""

    connection_id: str
    room_id: str
    values: dict[str, Any] = Field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        return self.connection_id, self.room_id


class BoardOrderEntry(_Part):
    """How the host has put the boards of one room in order; boards that it does not name come behind."""

    connection_id: str
    room_id: str
    boards: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return self.connection_id, self.room_id


class BoardGroupsEntry(_Part):
    """The groups into which the host has put the boards of one room."""

    connection_id: str
    room_id: str
    groups: tuple[BoardGroup, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return self.connection_id, self.room_id


class BookBoardEntry(_Part):
    """One board of a cloud room, as the host wrote it down."""

    board_id: str
    name: str = ""
    horizontal: int = Field(default=16, ge=1, le=10_000)
    vertical: int = Field(default=9, ge=1, le=10_000)
    picture: str = ""


class BoardBookEntry(_Part):
    """The boards of one cloud room, which no server can list."""

    connection_id: str
    room_id: str
    boards: tuple[BookBoardEntry, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return self.connection_id, self.room_id


class Settings(_Part):
    """Everything that is remembered between sessions. ``window_geometry`` is Qt's own, base64."""

    theme: str = "system"
    language: str = "system"
    connections: tuple[Connection, ...] = ()
    connection_in_use: str = ""
    rooms: tuple[RoomEntry, ...] = ()
    take_settings: tuple[TakeSettingsEntry, ...] = ()
    board_orders: tuple[BoardOrderEntry, ...] = ()
    board_groups: tuple[BoardGroupsEntry, ...] = ()
    board_books: tuple[BoardBookEntry, ...] = ()
    window_geometry: str = ""
    window_state: str = ""
    recordings_folder: str = ""
    studio_storage: Storage | None = None
    """The bucket Studio saves to, without keys; ``None`` for the recordings folder."""
    panels: dict[str, Any] = Field(default_factory=dict)


class SettingsStore:
    """Owns the settings file, from ``load()`` to ``close()``; ``notice`` tells the host when it could not be used.

    ``load()`` reads at once, before there is a window; saving happens on a thread of its own.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._worker = Worker("settings")
        self._settings = Settings()
        self._is_read_only = False
        self.notice: Phrase | None = None

    @property
    def current(self) -> Settings:
        return self._settings

    def load(self) -> Settings:
        """Read the file; start from the defaults where that is not possible."""
        try:
            raw = _read(self._path)
            if raw is not None:
                self._is_read_only = int(raw.get("version", 0)) > VERSION
                self.notice = NEWER if self._is_read_only else None
                self._settings = Settings.model_validate(migrate(raw))
        except (ValueError, TypeError, OverflowError, RecursionError, ValidationError, OSError) as error:
            self._set_aside(error)
        return self._settings

    def change(self, **changes: object) -> Settings:
        """Take changes into the current settings; ``save()`` writes them down."""
        self._settings = Settings.model_validate({**dict(self._settings), **changes})
        return self._settings

    async def save(self) -> None:
        """Write the current settings; raises ``SettingsNotSaved``."""
        if self._is_read_only:
            return
        text = json.dumps({"version": VERSION, **self._settings.model_dump(mode="json")}, ensure_ascii=False, indent=2)
        try:
            await self._worker.run(write_whole, self._path, text + "\n")
        except OSError as error:
            raise SettingsNotSaved(error.strerror or type(error).__name__) from error

    def close(self) -> None:
        self._worker.close()

    def _set_aside(self, error: Exception) -> None:
        _log.error("the settings cannot be read: %s", error)
        self._is_read_only = False
        stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
        aside = self._path.with_name(f"settings.damaged-{stamp}.json")
        with contextlib.suppress(OSError):
            self._path.replace(aside)
        self.notice = phrase(
            "The settings file was damaged. It was kept as {file}, and Chalkreel starts with its own settings.",
            file=aside.name,
        )


def _read(path: Path) -> dict[str, Any] | None:
    """Read the file as it is; ``None`` when there is none yet."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE_BYTES + 1)
    except FileNotFoundError:
        return None
    if len(content) > LARGEST_FILE_BYTES:
        raise ValueError("far too large")
    raw = json.loads(content)
    if not isinstance(raw, dict):
        raise TypeError("no JSON object")
    return raw
