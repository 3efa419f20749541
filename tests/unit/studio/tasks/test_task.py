"""A task's life where no recorder is needed, on a clock made of numbers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio

from chalkreel.base.clock import ManualClock
from chalkreel.domain.enums import QuitReason, TaskStatus
from chalkreel.studio.tasks.mixed_task import MixedTask
from chalkreel.studio.tasks.task import Task
from tests.support.task_bench import task_bench, told

MakeTask = Callable[..., Task]


@pytest_asyncio.fixture
async def make_task(tmp_path: Path) -> AsyncIterator[MakeTask]:
    async with task_bench(tmp_path, ManualClock()) as bench:
        yield partial(bench.make, MixedTask)


@pytest.mark.asyncio
async def test_an_empty_room_is_told_and_the_task_ends_at_its_maximum(make_task: MakeTask) -> None:
    task = make_task(MaxIdleTime=86400, MaxRecordTime=300)
    task.begin()
    start_s = 1000.0

    for second in range(299):
        task.tick(start_s + second)
    assert task.book.record.status is TaskStatus.RECORDING
    assert told(task) == [4] * 10
    task.tick(start_s + 300)
    await task.finished()

    assert (task.book.record.status, task.book.record.quit_reason) == (
        TaskStatus.ENDED_ABNORMALLY,
        QuitReason.MAX_RECORD_TIME,
    )
    assert told(task)[-2:] == [2, 1]
    assert task.book.record.is_finished


@pytest.mark.asyncio
@pytest.mark.expects_log("too long")
async def test_a_file_name_no_disk_could_hold_ends_the_task_with_its_reason(make_task: MakeTask) -> None:
    task = make_task(MixConfig={"MixOutputStreamId": "x" * 300})
    task.begin()
    await task.finished()

    assert task.book.record.quit_reason is QuitReason.FILE_NAME_TOO_LONG


@pytest.mark.asyncio
async def test_the_end_comes_once(make_task: MakeTask) -> None:
    task = make_task()
    task.begin()
    task.end(TaskStatus.ENDED)
    task.end(TaskStatus.ENDED_ABNORMALLY, QuitReason.UNKNOWN)
    task.tick(10**9)
    await task.finished()

    assert (task.book.record.status, task.book.record.quit_reason) == (TaskStatus.ENDED, None)
    assert told(task) == [7, 1, 5]
