"""A task of single streams where its decisions show: who is recorded, and what is told of who is missing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from chalkreel.base.clock import ManualClock
from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.domain.enums import TaskStatus
from chalkreel.studio.callbacks import Callbacks
from chalkreel.studio.disk import DiskWriter
from chalkreel.studio.images import ImageFetcher
from chalkreel.studio.rooms.room import Room
from chalkreel.studio.rooms.stream import PublishedStream
from chalkreel.studio.settings import StudioSettings
from chalkreel.studio.sources.opening import SourceSpec, open_source
from chalkreel.studio.storage.backup import BackupFolder
from chalkreel.studio.storage.delivery import Delivery
from chalkreel.studio.tasks.book import TaskBook
from chalkreel.studio.tasks.finishing import Finisher
from chalkreel.studio.tasks.record import PlaceRecord, TaskRecord
from chalkreel.studio.tasks.single_task import SingleTask
from chalkreel.studio.tasks.task import TaskParts
from tests.drivers.studio import start_request
from tests.support.waiting import until

MakeTask = Callable[..., tuple[SingleTask, Room]]


@pytest_asyncio.fixture
async def make_task(tmp_path: Path) -> AsyncIterator[MakeTask]:
    callbacks, disk, images = Callbacks(StudioSettings(tmp_path, 1, "secret")), DiskWriter(), ImageFetcher()
    finisher = Finisher(Delivery(BackupFolder(tmp_path / "backup")), callbacks)
    parts = TaskParts(ManualClock(), callbacks, finisher, images)
    made: list[SingleTask] = []

    def make(**changes: object) -> tuple[SingleTask, Room]:
        request = StartRecordRequest.from_wire(start_request("r", tmp_path / "recordings", RecordMode=1, **changes))
        record = TaskRecord.of("X3CgNeE4I1qAAABN", 0, request, PlaceRecord(root=str(tmp_path)))
        room = Room("r")
        (tmp_path / "task").mkdir(exist_ok=True)
        made.append(SingleTask(TaskBook(record, tmp_path / "task", disk), request, room, parts, lambda _: None))
        return made[-1], room

    yield make
    for task in made:
        task.end(TaskStatus.ENDED)
        await task.finished()
    await callbacks.close(1)
    await images.close()
    disk.close()


def enter(room: Room, stream_id: str) -> None:
    source = open_source(SourceSpec("test", options={"width": 16, "height": 16}), ManualClock())
    room.enter(PublishedStream(stream_id, f"user-{stream_id}", "", source, 0, 1))


def started(task: SingleTask) -> set[str]:
    """Give the streams whose recording began."""
    return {event.details["stream_id"] for event in task.book.events.all if event.kind == "recording_started"}


def told(task: SingleTask, event_type: int) -> int:
    return sum(event.details.get("event_type") == event_type for event in task.book.events.all)


@pytest.mark.asyncio
async def test_a_listed_stream_that_is_missing_is_told(make_task: MakeTask) -> None:
    task, room = make_task(RecordStreamList=[{"StreamId": "here"}, {"StreamId": "missing"}], StreamType=1)
    task.begin()
    enter(room, "here")

    for second in range(31):
        task.tick(1000.0 + second)

    assert told(task, 6) == 1
    assert told(task, 4) == 0


@pytest.mark.asyncio
async def test_36_streams_are_recorded_and_the_next_when_one_leaves(make_task: MakeTask) -> None:
    task, room = make_task(StreamType=1, RecordOutputParams={"OutputFileFormat": "aac"})
    task.begin()
    first, all_streams = [f"s{number}" for number in range(36)], [f"s{number}" for number in range(38)]
    for stream_id in all_streams:
        enter(room, stream_id)
    await until(lambda: started(task) == set(first))
    room.leave("s0")
    await until(lambda: len(started(task)) == 37)

    assert started(task) == {*first, "s36"}


@pytest.mark.asyncio
@pytest.mark.expects_log("too long")
async def test_a_stream_whose_name_no_disk_could_hold_costs_itself_only(make_task: MakeTask) -> None:
    task, room = make_task(StreamType=1)
    task.begin()
    enter(room, "x" * 256)
    enter(room, "short")

    problems = [event for event in task.book.events.all if event.kind == "problem"]
    assert [event.details["stream_id"] for event in problems] == ["x" * 256]
    assert task.book.record.status is TaskStatus.RECORDING
