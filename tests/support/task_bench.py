"""Tasks without a process around them: on a clock made of numbers, with rooms that are plain values."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from chalkreel.base.clock import ManualClock
from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.domain.enums import TaskStatus
from chalkreel.studio.callbacks import Callbacks
from chalkreel.studio.disk import DiskWriter
from chalkreel.studio.images import ImageFetcher
from chalkreel.studio.rooms.room import Room
from chalkreel.studio.settings import StudioSettings
from chalkreel.studio.storage.backup import BackupFolder
from chalkreel.studio.storage.delivery import Delivery
from chalkreel.studio.tasks.book import TaskBook
from chalkreel.studio.tasks.finishing import Finisher
from chalkreel.studio.tasks.record import PlaceRecord, TaskRecord
from chalkreel.studio.tasks.task import Task, TaskParts
from tests.drivers.studio import start_request

AnyTask = TypeVar("AnyTask", bound=Task)


class TaskBench:
    """Makes tasks, and knows them until they are ended; made by :func:`task_bench`."""

    def __init__(self, folder: Path, parts: TaskParts, disk: DiskWriter) -> None:
        self.made: list[Task] = []
        self._folder = folder
        self._parts = parts
        self._disk = disk

    def make(self, kind: type[AnyTask], room: Room | None = None, **changes: Any) -> AnyTask:
        """Make a task of StartRecord's body with these changes."""
        room = Room("r") if room is None else room
        request = StartRecordRequest.from_wire(start_request(room.room_id, self._folder / "recordings", **changes))
        record = TaskRecord.of("X3CgNeE4I1qAAABN", 0, request, PlaceRecord(root=str(self._folder)))
        (self._folder / "task").mkdir(exist_ok=True)
        task = kind(TaskBook(record, self._folder / "task", self._disk), request, room, self._parts, lambda _: None)
        self.made.append(task)
        return task


@asynccontextmanager
async def task_bench(folder: Path, clock: ManualClock) -> AsyncIterator[TaskBench]:
    callbacks, disk, images = Callbacks(StudioSettings(folder, 1, "secret")), DiskWriter(), ImageFetcher()
    finisher = Finisher(Delivery(BackupFolder(folder / "backup")), callbacks)
    bench = TaskBench(folder, TaskParts(clock, callbacks, finisher, images), disk)
    yield bench
    for task in bench.made:
        task.end(TaskStatus.ENDED)
        await task.finished()
    await callbacks.close(1)
    await images.close()
    disk.close()


def told(task: Task) -> list[int]:
    """Give the types of the callbacks so far."""
    return [event.details["event_type"] for event in task.book.events.all if event.kind == "callback"]
