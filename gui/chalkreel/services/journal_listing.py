"""Pages of the list of takes, read from the journal without what a list does not show."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

NAMED_EVENTS = ("started", "whiteboard", "marker")
"""The events whose names are searched, beside the room."""
PICTURE_EVENT = "picture"
"""One picture of a series was told of."""

_COLUMNS = (
    "take_id, connection_id, room_id, task_id, coalesce(started_ms, intent_ms), outcome, files, closed_ms,"
    " json_extract(plan, '$.RecordInputParams.RecordMode'),"
    " json_extract(plan, '$.RecordOutputParams.OutputFileFormat'),"
    f" (SELECT count(*) FROM events WHERE events.take_id = takes.take_id AND kind = '{PICTURE_EVENT}')"
)


@dataclass(frozen=True, slots=True)
class TakeQuery:
    """Which page of takes: those with ids below ``before_id`` in which every word is found, newest first.

    A word is found in a room's id, in the names of the rooms in ``rooms`` (by id), or in a board's or marker's name.
    """

    words: tuple[str, ...] = ()
    rooms: Mapping[str, str] = field(default_factory=dict)
    before_id: int | None = None
    limit: int = 100


@dataclass(frozen=True, slots=True)
class ListedTake:
    """What a list shows of a take. All ``*_ms`` are Unix milliseconds; ``began_ms`` is when it was asked for."""

    take_id: int
    connection_id: str
    room_id: str
    task_id: str
    began_ms: int
    outcome: str
    files: tuple[Mapping[str, Any], ...] = ()
    closed_ms: int | None = None
    record_mode: int | None = None
    file_format: str = ""
    picture_count: int = 0


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A board as it was in a take: ``title`` as chapters name it, ``picture`` is the key of its picture."""

    board_id: str
    title: str
    picture: str


def listed(database: sqlite3.Connection, query: TakeQuery) -> tuple[ListedTake, ...]:
    """Read one page. A take that no recorder ever answered for is none."""
    database.create_function("folded", 1, _folded, deterministic=True)
    conditions, values = ["task_id <> ''"], []
    if query.before_id is not None:
        conditions.append("take_id < ?")
        values.append(query.before_id)
    for word in query.words:
        condition, its_values = _finds(word, query.rooms)
        conditions.append(condition)
        values += its_values
    sql = f"SELECT {_COLUMNS} FROM takes WHERE {' AND '.join(conditions)} ORDER BY take_id DESC LIMIT ?"
    return tuple(_listed(row) for row in database.execute(sql, (*values, query.limit)))


def keep_picture(database: sqlite3.Connection, take_id: int, kept: KeptPicture) -> None:
    database.execute(
        "INSERT INTO take_pictures (take_id, board_id, title, picture) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (take_id, board_id, title) DO UPDATE SET picture = excluded.picture",
        (take_id, kept.board_id, kept.title, kept.picture),
    )


def kept_pictures(database: sqlite3.Connection, take_id: int) -> tuple[KeptPicture, ...]:
    rows = database.execute("SELECT board_id, title, picture FROM take_pictures WHERE take_id = ?", (take_id,))
    return tuple(KeptPicture(*row) for row in rows)


def _finds(word: str, rooms: Mapping[str, str]) -> tuple[str, list[Any]]:
    folded = word.casefold()
    named = [room_id for room_id, name in rooms.items() if folded in name.casefold()]
    marks, kinds = ", ".join("?" * len(named)), ", ".join("?" * len(NAMED_EVENTS))
    condition = (
        f"(instr(folded(room_id), ?) OR room_id IN ({marks}) OR EXISTS (SELECT 1 FROM events"
        f" WHERE events.take_id = takes.take_id AND kind IN ({kinds})"
        " AND instr(folded(json_extract(detail, '$.name')), ?)))"
    )
    return condition, [folded, *named, *NAMED_EVENTS, folded]


def _folded(text: object) -> str:
    """Compare as people do; SQLite's own comparison knows the letters of English only."""
    return str(text or "").casefold()


def _listed(row: Sequence[Any]) -> ListedTake:
    take_id, connection_id, room_id, task_id, began_ms, outcome, files, closed_ms, mode, file_format, pictures = row
    read = tuple(one for one in json.loads(files) if isinstance(one, dict))
    known_mode = mode if isinstance(mode, int) else None
    return ListedTake(
        take_id,
        connection_id,
        room_id,
        task_id,
        began_ms,
        outcome,
        read,
        closed_ms,
        known_mode,
        str(file_format or ""),
        pictures,
    )
