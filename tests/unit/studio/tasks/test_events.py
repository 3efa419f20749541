"""Events on disk, also with a last line that a crash tore, and the chapters made of them."""

import asyncio
from pathlib import Path

import pytest

from chalkreel.domain.chapters import ChapterMark
from chalkreel.studio.disk import DiskWriter
from chalkreel.studio.tasks.chapters import board_title, chapter_marks
from chalkreel.studio.tasks.events import ROUTINE_KEPT, Event, EventKind, EventLog, read_events


@pytest.mark.asyncio
async def test_events_come_back_and_a_torn_line_is_left_out(tmp_path: Path) -> None:
    disk, path = DiskWriter(), tmp_path / "task" / "events.jsonl"
    log = EventLog(path, disk, now=lambda: 12.5)
    log.add(EventKind.RECORDING_STARTED, 0, title="Äpfel")
    log.add(EventKind.WHITEBOARD, 1500, title="Birnen", whiteboard_id="b")
    await disk.flushed()
    with path.open("a") as file:
        file.write('{"kind": "page", "wall_ms": 1')

    events = read_events(path)

    disk.close()
    assert events == list(log.all)
    assert (events[0].wall_ms, events[1].recording_ms, events[1].details["whiteboard_id"]) == (12500, 1500, "b")
    assert chapter_marks(events) == [ChapterMark(0, "Äpfel"), ChapterMark(1500, "Birnen")]


@pytest.mark.asyncio
async def test_a_long_series_of_pictures_is_kept_on_disk_and_only_its_end_in_memory(tmp_path: Path) -> None:
    disk, path, pictures = DiskWriter(), tmp_path / "events.jsonl", 5000
    log = EventLog(path, disk)
    log.add(EventKind.RECORDING_STARTED, 0, title="Fractions")
    for number in range(pictures):
        if number == 10:
            log.add(EventKind.PAGE, number, title="Poems")
        reason = {"reason": "The bucket is gone."} if number == 20 else {}
        log.add(EventKind.STORED, number, file_id=str(number), **reason)
        log.add(EventKind.SNAPSHOT, number, file_id=str(number))
        log.add(EventKind.CALLBACK, number, sequence=number)
    await disk.flushed()
    on_disk = read_events(path)
    again = EventLog(path, disk, on_disk).all
    disk.close()

    assert len(on_disk) == 3 * pictures + 2
    for kept in (log.all, again):
        assert ROUTINE_KEPT <= len(kept) <= 2 * ROUTINE_KEPT + 3
        assert chapter_marks(kept) == [ChapterMark(0, "Fractions"), ChapterMark(10, "Poems")]
        assert [event.details["reason"] for event in kept if "reason" in event.details] == ["The bucket is gone."]
        assert kept[-3:] == tuple(on_disk[-3:])


def test_another_layout_begins_a_chapter_that_says_what_goes_on_being_shown() -> None:
    events = [
        Event("recording_started", 0, 0, {"title": "Äpfel"}),
        Event("marker", 0, 700, {"title": "Frage"}),
        Event("layout", 0, 900, {"mode": 2}),
        Event("layout", 0, 950, {"mode": 99}),
        Event("whiteboard", 0, 1500, {"title": "Birnen"}),
    ]
    assert chapter_marks(events) == [
        ChapterMark(0, "Äpfel"),
        ChapterMark(700, "Frage"),
        ChapterMark(900, "Äpfel – Grid"),
        ChapterMark(1500, "Birnen"),
    ]


@pytest.mark.asyncio
@pytest.mark.expects_log("cannot be written")
async def test_a_disk_that_refuses_costs_the_line_and_a_log_entry(tmp_path: Path) -> None:
    (tmp_path / "task").write_text("a file where the folder should be")
    disk = DiskWriter()

    EventLog(tmp_path / "task" / "events.jsonl", disk).add(EventKind.STARTED, 0)

    await asyncio.wait_for(disk.flushed(), 10)
    disk.close()


def test_a_file_that_is_not_there_holds_no_events(tmp_path: Path) -> None:
    assert read_events(tmp_path / "none") == []


def test_a_board_of_one_page_is_named_without_a_number() -> None:
    assert board_title("Poems", 1, 1) == "Poems"
    assert board_title("Poems", 2, 3) == "Poems (2)"
