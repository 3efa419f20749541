"""Which tasks can be asked for, and which are listed, on a clock made of numbers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from chalkreel.base.clock import ManualClock
from chalkreel.contract.codes import ReturnCode
from chalkreel.contract.queries import DescribeTasksRequest
from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.domain.enums import FileStatus, TaskStatus
from chalkreel.domain.limits import QUERY_WINDOW_S
from chalkreel.studio.callbacks import Callbacks
from chalkreel.studio.disk import DiskWriter
from chalkreel.studio.images import ImageFetcher
from chalkreel.studio.rooms.registry import Rooms
from chalkreel.studio.settings import StudioSettings
from chalkreel.studio.storage.backup import BackupFolder
from chalkreel.studio.storage.delivery import Delivery
from chalkreel.studio.tasks.book import TaskBook
from chalkreel.studio.tasks.finishing import Finisher
from chalkreel.studio.tasks.keeper import TaskKeeper
from chalkreel.studio.tasks.record import FileRecord, PlaceRecord, TaskRecord
from chalkreel.studio.tasks.refusal import TaskRefusal
from chalkreel.studio.tasks.task import TaskParts
from tests.drivers.studio import start_request
from tests.support.waiting import until

NOW_MS = 1_800_000_000_000
WINDOW_MS = QUERY_WINDOW_S * 1000


def id_of(status: TaskStatus) -> str:
    return f"{status.name:_<16.16}"


@pytest_asyncio.fixture
async def keeper(tmp_path: Path) -> AsyncIterator[TaskKeeper]:
    """Know tasks that ended: of five states, started a second apart, the newest now."""
    clock, disk, callbacks = ManualClock(), DiskWriter(), Callbacks(StudioSettings(tmp_path, 1, "secret"))
    parts = TaskParts(
        clock, callbacks, Finisher(Delivery(BackupFolder(tmp_path / "backup")), callbacks), ImageFetcher()
    )
    rooms = Rooms(clock)
    made = TaskKeeper(tmp_path / "tasks", disk, rooms, parts, 200)
    request = StartRecordRequest.from_wire(start_request("r", tmp_path))
    books = []
    for age, status in enumerate(TaskStatus):
        record = TaskRecord.of(id_of(status), NOW_MS - age * 1000, request, PlaceRecord(root=str(tmp_path)))
        record.status = status
        books.append(TaskBook(record, tmp_path / status.name, disk))
    made.take_over(books)
    yield made
    await rooms.close()
    await callbacks.close(1)
    disk.close()


def listed(keeper: TaskKeeper, status: int) -> list[str]:
    wire = {"Status": status, "StartTime": NOW_MS - WINDOW_MS, "EndTime": NOW_MS}
    data = keeper.listed(DescribeTasksRequest.from_wire(wire))
    return [item.task_id for item in data.taskid_list]


@pytest.mark.asyncio
async def test_a_task_can_be_asked_for_until_three_days_after_its_start(keeper: TaskKeeper) -> None:
    task_id = id_of(TaskStatus.ENDED)
    begin_ms = next(book.record.begin_ms for book in keeper.books if book.task_id == task_id)

    assert keeper.status(task_id, begin_ms + WINDOW_MS).status is TaskStatus.ENDED
    with pytest.raises(TaskRefusal) as refused:
        keeper.status(task_id, begin_ms + WINDOW_MS + 1)
    assert refused.value.code is ReturnCode.TASK_UNKNOWN


@pytest.mark.asyncio
async def test_the_filter_covers_every_state_of_a_task(keeper: TaskKeeper) -> None:
    running = [TaskStatus.INITIALISING, TaskStatus.RECORDING, TaskStatus.PAUSED]
    ended = [TaskStatus.ENDED, TaskStatus.ENDED_ABNORMALLY]
    assert listed(keeper, 2) == [id_of(status) for status in running]
    assert listed(keeper, 3) == [id_of(status) for status in ended]


@pytest.mark.asyncio
async def test_a_process_that_runs_for_days_forgets_what_nobody_can_ask_for(keeper: TaskKeeper) -> None:
    finished, waiting, unfinished, recent, running = keeper.books
    for book in (finished, waiting, recent):
        book.record.is_finished = True
    for book in (finished, waiting, unfinished, running):
        book.record.begin_ms = NOW_MS - WINDOW_MS - 1
    waiting.record.files = [FileRecord(file_id="f", path="/f", begin_ms=0, status=FileStatus.IN_BACKUP)]
    for book in keeper.books:
        await book.saved()

    await keeper.forget_past(NOW_MS)

    assert keeper.books == [waiting, unfinished, recent, running]
    assert keeper.book(finished.task_id) is None
    assert [book.folder.exists() for book in (finished, *keeper.books)] == [False, True, True, True, True]


class Ticked:
    """A task as far as the clock is concerned."""

    def __init__(self, keeper: TaskKeeper, *, fails: bool) -> None:
        self.book = keeper.books[0]
        self.ticks = 0
        self._fails = fails

    def tick(self, _now_s: float) -> None:
        self.ticks += 1
        if self._fails:
            raise RuntimeError("this task cannot look at the clock")


@pytest.mark.asyncio
@pytest.mark.expects_log("failed at the clock")
async def test_a_task_that_fails_at_the_clock_costs_no_other_its_time(keeper: TaskKeeper) -> None:
    failing, well = Ticked(keeper, fails=True), Ticked(keeper, fails=False)
    keeper._tasks.update({"a": failing, "b": well})  # type: ignore[dict-item]
    keeper.start_ticking()
    await until(lambda: well.ticks >= 2)
    assert failing.ticks >= 2
    keeper._tasks.clear()
    await keeper.close()
