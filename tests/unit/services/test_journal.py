import asyncio
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing

import pytest
import pytest_asyncio

from chalkreel.services import journal_schema
from chalkreel.services.errors import JournalNewer, JournalUnavailable
from chalkreel.services.journal import Journal

KILLED_AFTER_INTENT = """
import asyncio, os, signal, sys
from pathlib import Path
from chalkreel.services.journal import Journal

async def main():
    journal = Journal(Path(sys.argv[1]))
    await journal.open()
    take = await journal.open_intent("studio", "class", "client-1", {"RoomId": "class"})
    await journal.task_started(take, "task-1")
    await journal.open_intent("studio", "class", "client-2", {})
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


class Clock:
    def __init__(self):
        self.ms = 1_000_000

    def __call__(self):
        self.ms += 1
        return self.ms


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "journal.sqlite"


@pytest_asyncio.fixture
async def journal(path):
    opened = Journal(path, Clock())
    await opened.open()
    yield opened
    await opened.close()


async def reopened(path):
    journal = Journal(path)
    await journal.open()
    return journal


@pytest.mark.asyncio
async def test_a_take_is_remembered_from_intent_to_outcome(journal):
    take_id = await journal.open_intent("studio", "class", "client-1", {"RoomId": "class"})
    (intent,) = await journal.unfinished()
    assert (intent.take_id, intent.task_id, intent.is_open, intent.intent_ms) == (take_id, "", True, 1_000_001)
    await journal.task_started(take_id, "task-1")
    await journal.stop_wished(take_id)
    await journal.status(take_id, 3, [{"FileId": "a.mp4", "Status": 3}])
    await journal.close_take(take_id, "safe")
    take = await journal.take(take_id)
    assert (take.task_id, take.status, take.outcome) == ("task-1", 3, "safe")
    assert take.files == ({"FileId": "a.mp4", "Status": 3},)
    assert take.plan == {"RoomId": "class"}
    assert await journal.unfinished() == ()
    assert await journal.takes() == (take,)


@pytest.mark.asyncio
async def test_takes_are_listed_newest_first_and_unfinished_oldest_first(journal):
    ids = [await journal.open_intent("studio", "class", f"client-{n}", {}) for n in range(3)]
    assert [take.take_id for take in await journal.takes()] == ids[::-1]
    assert [take.take_id for take in await journal.takes(limit=1)] == ids[-1:]
    assert [take.take_id for take in await journal.unfinished()] == ids


@pytest.mark.asyncio
async def test_events_keep_their_order_times_and_details(journal):
    take_id = await journal.open_intent("studio", "class", "client-1", {})
    await journal.event(take_id, "board", wall_ms=20, recording_ms=0, detail={"board": "花 1"})
    await journal.event(take_id, "pause")
    first, second = await journal.events(take_id)
    assert (first.kind, first.wall_ms, first.recording_ms, first.detail) == ("board", 20, 0, {"board": "花 1"})
    assert (second.kind, second.recording_ms, second.detail) == ("pause", None, {})
    assert second.wall_ms > 1_000_000


@pytest.mark.asyncio
async def test_secrets_never_reach_the_file(journal, path):
    plan = {"StorageParams": {"Bucket": "lessons", "AccessKeyId": "AKIAXX", "AccessKeySecret": "hunter22"}}
    take_id = await journal.open_intent("studio", "class", "client-1", plan)
    await journal.event(take_id, "note", detail={"server_secret": "hunter23"})
    await journal.status(take_id, 2, [{"token": "hunter24"}])
    written = b"".join(part.read_bytes() for part in path.parent.iterdir())
    assert b"lessons" in written
    for secret in (b"AKIAXX", b"hunter22", b"hunter23", b"hunter24"):
        assert secret not in written


@pytest.mark.asyncio
async def test_a_killed_app_finds_its_intent_and_its_task_again(path):
    child = await asyncio.to_thread(subprocess.run, [sys.executable, "-c", KILLED_AFTER_INTENT, str(path)], timeout=60)
    assert child.returncode == -signal.SIGKILL
    journal = await reopened(path)
    try:
        assert [(take.client_task_id, take.task_id) for take in await journal.unfinished()] == [
            ("client-1", "task-1"),
            ("client-2", ""),
        ]
    finally:
        await journal.close()


@pytest.mark.asyncio
async def test_the_same_client_task_id_is_not_taken_twice(journal):
    await journal.open_intent("studio", "class", "client-1", {})
    with pytest.raises(JournalUnavailable):
        await journal.open_intent("studio", "class", "client-1", {})
    assert len(await journal.takes()) == 1


@pytest.mark.asyncio
async def test_an_adopted_task_is_one_take_however_often_it_is_adopted(journal):
    take_id = await journal.adopt("cloud", "class", "task-9", 5)
    await journal.close_take(take_id, "safe")
    assert await journal.adopt("cloud", "class", "task-9", 5) == take_id
    (take,) = await journal.unfinished()
    assert (take.task_id, take.started_ms, take.outcome) == ("task-9", 5, "")


@pytest.mark.asyncio
async def test_an_unknown_take_is_refused_with_a_sentence(journal):
    with pytest.raises(JournalUnavailable, match="could not be written"):
        await journal.task_started(77, "task-1")
    with pytest.raises(JournalUnavailable):
        await journal.event(77, "pause")


@pytest.mark.asyncio
@pytest.mark.expects_log("the journal is damaged")
@pytest.mark.parametrize("damage", ["no database", "broken page"])
async def test_a_damaged_file_is_kept_aside_and_a_new_one_begun(path, damage):
    journal = await reopened(path)
    for number in range(50):
        await journal.open_intent("studio", "class", f"client-{number}", {"RoomId": "x" * 500})
    await journal.close()
    content = bytearray(path.read_bytes())
    content[:] = b"lesson " * 999 if damage == "no database" else content[:4096] + b"\xff" * (len(content) - 4096)
    path.write_bytes(content)

    journal = await reopened(path)
    try:
        assert "was damaged" in str(journal.notice)
        assert await journal.takes() == ()
        assert await journal.open_intent("studio", "class", "client-1", {})
    finally:
        await journal.close()
    (aside,) = path.parent.glob("journal.damaged-*.sqlite")
    assert aside.read_bytes() == content


@pytest.mark.asyncio
async def test_a_newer_journal_is_refused_and_left_untouched(path):
    journal = await reopened(path)
    await journal.close()
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version = {journal_schema.VERSION + 1}")
    before = path.read_bytes()
    journal = Journal(path)
    with pytest.raises(JournalNewer, match="newer version"):
        await journal.open()
    await journal.close()
    assert path.read_bytes() == before


@pytest.mark.asyncio
async def test_a_folder_that_cannot_be_written_gives_a_sentence(tmp_path):
    (tmp_path / "data").write_text("a file where a folder is needed", "utf-8")
    journal = Journal(tmp_path / "data" / "journal.sqlite")
    with pytest.raises(JournalUnavailable):
        await journal.open()
    await journal.close()


@pytest.mark.asyncio
async def test_the_file_is_private_and_in_wal_mode(journal, path):
    await journal.open_intent("studio", "class", "client-1", {})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.with_name("journal.sqlite-wal").exists()


@pytest.mark.asyncio
@pytest.mark.qt_loop
async def test_it_works_on_qts_event_loop(journal):
    assert await journal.open_intent("studio", "class", "client-1", {})
    assert len(await journal.takes()) == 1


def test_every_step_of_the_schema_is_taken_once():
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        journal_schema.bring_up_to_date(database)
        journal_schema.bring_up_to_date(database)
        assert journal_schema.version_of(database) == journal_schema.VERSION


def test_a_step_that_fails_changes_nothing(monkeypatch):
    broken = journal_schema.Step("2026-11-23", ("CREATE TABLE half (a)", "no SQL at all"))
    monkeypatch.setattr(journal_schema, "STEPS", (broken,))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        monkeypatch.setattr(journal_schema, "VERSION", 1)
        with pytest.raises(sqlite3.OperationalError):
            journal_schema.bring_up_to_date(database)
        assert journal_schema.version_of(database) == 0
        assert database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
