"""The app's durable record of takes and their events: SQLite on a thread of its own."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from chalkreel.base.logging import Topic, log_of
from chalkreel.base.phrase import Phrase, phrase
from chalkreel.base.redaction import without_secrets
from chalkreel.services import journal_listing, journal_schema
from chalkreel.services.errors import JournalNewer, JournalUnavailable
from chalkreel.services.journal_listing import KeptPicture, ListedTake, TakeQuery
from chalkreel.services.journal_records import Take, TakeEvent
from chalkreel.services.worker import Worker

R = TypeVar("R")
WallClock = Callable[[], int]

BUSY_MS = 5000
_TAKE_COLUMNS = (
    "take_id, connection_id, room_id, client_task_id, plan, intent_ms, task_id, started_ms, status, files, "
    "heard_ms, stop_wished_ms, outcome, closed_ms"
)
_log = log_of(Topic.JOURNAL)


def now_ms() -> int:
    return time.time_ns() // 1_000_000


class Journal:
    """Owns the journal's file, from ``open()`` to ``close()``.

    Every writing call returns only when its row is on the disk. A damaged file is moved aside and a new one
    begun; ``notice`` then says so to the host. Members of a plan or a detail that hold secrets are left out.
    """

    def __init__(self, path: Path, clock_ms: WallClock = now_ms) -> None:
        self._path = path
        self._clock_ms = clock_ms
        self._worker = Worker("journal")
        self._database: sqlite3.Connection | None = None
        self.notice: Phrase | None = None

    async def open(self) -> None:
        """Open or make the file; raises ``JournalNewer`` or ``JournalUnavailable``."""
        await self._worker.run(self._guarded, _check)

    async def open_intent(self, connection_id: str, room_id: str, client_task_id: str, plan: Mapping[str, Any]) -> int:
        """Write down that StartRecord is about to be sent; give the new take's id."""
        values = (connection_id, room_id, client_task_id, _json(plan), self._clock_ms())

        def insert(database: sqlite3.Connection) -> int:
            cursor = database.execute(
                "INSERT INTO takes (connection_id, room_id, client_task_id, plan, intent_ms) VALUES (?, ?, ?, ?, ?)",
                values,
            )
            return int(cursor.lastrowid or 0)

        return await self._do(insert)

    async def adopt(self, connection_id: str, room_id: str, task_id: str, started_ms: int) -> int:
        """Write down a task that runs without an intent of ours and that the host takes over."""
        values = (connection_id, room_id, f"adopted-{task_id}", "{}", self._clock_ms(), task_id, started_ms)

        def insert(database: sqlite3.Connection) -> int:
            database.execute(
                "INSERT INTO takes (connection_id, room_id, client_task_id, plan, intent_ms, task_id, started_ms)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (connection_id, client_task_id)"
                " DO UPDATE SET closed_ms = NULL, outcome = ''",
                values,
            )
            found = database.execute(
                "SELECT take_id FROM takes WHERE connection_id = ? AND client_task_id = ?", (values[0], values[2])
            ).fetchone()
            return int(found[0])

        return await self._do(insert)

    async def task_started(self, take_id: int, task_id: str) -> None:
        """Write the TaskId down, before anything else happens with the answer."""
        await self._change(take_id, task_id=task_id, started_ms=self._clock_ms())

    async def stop_wished(self, take_id: int) -> None:
        """Write down that StopRecord is about to be sent."""
        await self._change(take_id, stop_wished_ms=self._clock_ms())

    async def status(self, take_id: int, status: int, files: Sequence[Mapping[str, Any]] = ()) -> None:
        """Write down what DescribeRecordStatus said last."""
        await self._change(take_id, status=status, files=_json(list(files)), heard_ms=self._clock_ms())

    async def close_take(self, take_id: int, outcome: str) -> None:
        """Write down how the take ended; it is no longer ``unfinished()``."""
        await self._change(take_id, outcome=outcome, closed_ms=self._clock_ms())

    async def event(
        self,
        take_id: int,
        kind: str,
        *,
        wall_ms: int | None = None,
        recording_ms: int | None = None,
        detail: Mapping[str, Any] | None = None,
    ) -> int:
        """Add one line to the take's history; give its id."""
        values = (take_id, kind, self._clock_ms() if wall_ms is None else wall_ms, recording_ms, _json(detail or {}))

        def insert(database: sqlite3.Connection) -> int:
            cursor = database.execute(
                "INSERT INTO events (take_id, kind, wall_ms, recording_ms, detail) VALUES (?, ?, ?, ?, ?)", values
            )
            return int(cursor.lastrowid or 0)

        return await self._do(insert)

    async def take(self, take_id: int) -> Take | None:
        found = await self._select_takes("WHERE take_id = ?", (take_id,))
        return found[0] if found else None

    async def takes(self, limit: int = 200) -> tuple[Take, ...]:
        """List the newest takes first."""
        return await self._select_takes("ORDER BY take_id DESC LIMIT ?", (limit,))

    async def unfinished(self) -> tuple[Take, ...]:
        """List the takes that were never closed, oldest first."""
        return await self._select_takes("WHERE closed_ms IS NULL ORDER BY take_id", ())

    async def events(self, take_id: int) -> tuple[TakeEvent, ...]:
        """List a take's history in the order it was written."""

        def select(database: sqlite3.Connection) -> tuple[TakeEvent, ...]:
            rows = database.execute(
                "SELECT event_id, take_id, kind, wall_ms, recording_ms, detail FROM events"
                " WHERE take_id = ? ORDER BY event_id",
                (take_id,),
            )
            return tuple(_event(row) for row in rows)

        return await self._do(select)

    async def listed(self, query: TakeQuery) -> tuple[ListedTake, ...]:
        """Give one page of the list of takes."""
        return await self._do(partial(journal_listing.listed, query=query))

    async def keep_picture(self, take_id: int, kept: KeptPicture) -> None:
        """Remember how a board looked in a take; the last picture of a title counts."""
        await self._do(partial(journal_listing.keep_picture, take_id=take_id, kept=kept))

    async def pictures(self, take_id: int) -> tuple[KeptPicture, ...]:
        """Tell which pictures of boards are kept of a take."""
        return await self._do(partial(journal_listing.kept_pictures, take_id=take_id))

    async def close(self) -> None:
        """Close the file and end the thread."""
        await self._worker.run(self._close_database)
        self._worker.close()

    async def _select_takes(self, condition: str, values: tuple[object, ...]) -> tuple[Take, ...]:
        def select(database: sqlite3.Connection) -> tuple[Take, ...]:
            return tuple(
                _take(row) for row in database.execute(f"SELECT {_TAKE_COLUMNS} FROM takes {condition}", values)
            )

        return await self._do(select)

    async def _change(self, take_id: int, **columns: object) -> None:
        assignments = ", ".join(f"{column} = ?" for column in columns)

        def update(database: sqlite3.Connection) -> None:
            changed = database.execute(
                f"UPDATE takes SET {assignments} WHERE take_id = ?", (*columns.values(), take_id)
            )
            if not changed.rowcount:
                raise JournalUnavailable(f"take {take_id} is not in it")

        await self._do(update)

    async def _do(self, work: Callable[[sqlite3.Connection], R]) -> R:
        return await self._worker.run(self._guarded, work)

    # What follows runs on the worker's thread.

    def _guarded(self, work: Callable[[sqlite3.Connection], R]) -> R:
        try:
            try:
                return work(self._connected())
            except sqlite3.DatabaseError as error:
                if not _is_damage(error):
                    raise
                _log.error("the journal is damaged: %s", error)
                self._move_aside()
                return work(self._connected())
        except (sqlite3.Error, OSError) as error:
            raise JournalUnavailable(str(error)) from error

    def _connected(self) -> sqlite3.Connection:
        if self._database is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._database = _connect(self._path)
        return self._database

    def _move_aside(self) -> None:
        self._close_database()
        stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime(self._clock_ms() / 1000))
        aside = _free_name(self._path.with_name(f"{self._path.stem}.damaged-{stamp}{self._path.suffix}"))
        for suffix in ("", "-wal", "-shm"):
            part = self._path.with_name(self._path.name + suffix)
            if part.exists():
                part.rename(aside.with_name(aside.name + suffix))
        self.notice = phrase(
            "The record of earlier takes was damaged. It was kept as {file}, and a new one was begun; recordings are"
            " not affected.",
            file=aside.name,
        )

    def _close_database(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None


def _connect(path: Path) -> sqlite3.Connection:
    path.touch(mode=0o600)
    database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        database.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        found = journal_schema.version_of(database)
        if found > journal_schema.VERSION:
            raise JournalNewer(found, journal_schema.VERSION)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")  # in WAL mode only FULL syncs each commit
        database.execute("PRAGMA foreign_keys = ON")
        verdict = database.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise _Damaged(verdict)
        journal_schema.bring_up_to_date(database)
    except BaseException:
        database.close()
        raise
    return database


class _Damaged(sqlite3.DatabaseError):
    """The file can be opened, but its content is broken."""


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    if isinstance(error, _Damaged):
        return True
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _check(database: sqlite3.Connection) -> None:
    database.execute("SELECT count(*) FROM takes").fetchone()


def _free_name(wanted: Path) -> Path:
    name, number = wanted, 1
    while name.exists():
        number += 1
        name = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
    return name


def _json(value: object) -> str:
    return json.dumps(without_secrets(value), ensure_ascii=False, separators=(",", ":"))


def _event(row: tuple[Any, ...]) -> TakeEvent:
    event_id, take_id, kind, wall_ms, recording_ms, detail = row
    return TakeEvent(event_id, take_id, kind, wall_ms, recording_ms, json.loads(detail))


def _take(row: tuple[Any, ...]) -> Take:
    values = dict(zip(_TAKE_COLUMNS.split(", "), row, strict=True))
    values["plan"] = json.loads(values["plan"])
    values["files"] = tuple(json.loads(values["files"]))
    return Take(**values)
