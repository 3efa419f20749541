"""The journal's tables, built by small dated steps."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the tables; ``made_on`` is for people."""

    made_on: str
    statements: tuple[str, ...]


STEPS = (
    Step(
        "2026-11-22",
        (
            """CREATE TABLE takes (
                take_id INTEGER PRIMARY KEY AUTOINCREMENT,
                connection_id TEXT NOT NULL,
                room_id TEXT NOT NULL,
                client_task_id TEXT NOT NULL,
                plan TEXT NOT NULL,
                intent_ms INTEGER NOT NULL,
                task_id TEXT NOT NULL DEFAULT '',
                started_ms INTEGER,
                status INTEGER,
                files TEXT NOT NULL DEFAULT '[]',
                heard_ms INTEGER,
                stop_wished_ms INTEGER,
                outcome TEXT NOT NULL DEFAULT '',
                closed_ms INTEGER
            ) STRICT""",
            "CREATE UNIQUE INDEX take_by_client_task_id ON takes (connection_id, client_task_id)",
            "CREATE INDEX take_by_task_id ON takes (connection_id, task_id)",
            """CREATE TABLE events (
                event_id INTEGER PRIMARY KEY AUTOINCREMENT,
                take_id INTEGER NOT NULL REFERENCES takes (take_id),
                kind TEXT NOT NULL,
                wall_ms INTEGER NOT NULL,
                recording_ms INTEGER,
                detail TEXT NOT NULL DEFAULT '{}'
            ) STRICT""",
            "CREATE INDEX event_by_take ON events (take_id, event_id)",
        ),
    ),
    Step(
        "2026-11-22",
        (
            """CREATE TABLE take_pictures (
                take_id INTEGER NOT NULL REFERENCES takes (take_id),
                board_id TEXT NOT NULL,
                title TEXT NOT NULL,
                picture TEXT NOT NULL,
                PRIMARY KEY (take_id, board_id, title)
            ) STRICT""",
        ),
    ),
)
VERSION = len(STEPS)


def version_of(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def bring_up_to_date(database: sqlite3.Connection) -> None:
    """Take the missing steps, each wholly or not at all. The connection is in autocommit mode."""
    for version in range(version_of(database), VERSION):
        database.execute("BEGIN IMMEDIATE")
        try:
            for statement in STEPS[version].statements:
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {version + 1}")
        except BaseException:
            database.execute("ROLLBACK")
            raise
        database.execute("COMMIT")
