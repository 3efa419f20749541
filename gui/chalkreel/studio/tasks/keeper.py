"""All tasks of the process: starting them, finding them, ticking them, and finishing what a crash left."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Iterable
from pathlib import Path

from chalkreel.base.logging import Topic, log_of
from chalkreel.base.phrase import phrase
from chalkreel.contract.actions import Action
from chalkreel.contract.codes import ReturnCode
from chalkreel.contract.queries import DescribeTasksRequest, RecordStatusData, RecordTaskListData
from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.contract.storage_addresses import S3Place
from chalkreel.domain.enums import RecordMode, TaskStatus, TaskStatusFilter
from chalkreel.domain.limits import QUERY_WINDOW_S
from chalkreel.studio.background import Background
from chalkreel.studio.disk import DiskWriter
from chalkreel.studio.rooms.registry import Rooms
from chalkreel.studio.storage.places import Place
from chalkreel.studio.tasks.book import TaskBook
from chalkreel.studio.tasks.mixed_task import MixedTask
from chalkreel.studio.tasks.record import PlaceRecord, TaskRecord
from chalkreel.studio.tasks.refusal import TaskRefusal
from chalkreel.studio.tasks.rules import ENDED, refusal_code
from chalkreel.studio.tasks.single_task import SingleTask
from chalkreel.studio.tasks.task import Task, TaskParts
from chalkreel.studio.tasks.task_ids import TaskIds

log = log_of(Topic.STUDIO)

TICK_S = 0.25

_SENTENCES = {
    ReturnCode.TASK_UNKNOWN: phrase("There is no such task."),
    ReturnCode.TASK_ENDED: phrase("The task has already ended."),
    ReturnCode.INVALID_PARAMETER: phrase("This task records every stream into a file of its own: only a mix has that."),
    ReturnCode.TASK_NOT_PAUSED: phrase("The task is not paused."),
}


class TaskKeeper:
    """Owns every task from StartRecord to the end of the process; lives on the loop's thread."""

    def __init__(self, folder: Path, disk: DiskWriter, rooms: Rooms, parts: TaskParts, max_tasks: int) -> None:
        self._folder = folder
        self._disk = disk
        self._rooms = rooms
        self._parts = parts
        self._max_tasks = max_tasks
        self._ids = TaskIds()
        self._books: dict[str, TaskBook] = {}
        self._tasks: dict[str, Task] = {}
        self._background = Background("tasks")

    @property
    def is_busy(self) -> bool:
        """Whether a task runs or is being finished."""
        return bool(self._tasks)

    @property
    def running(self) -> tuple[Task, ...]:
        return tuple(task for task in self._tasks.values() if not task.book.is_ended)

    @property
    def books(self) -> list[TaskBook]:
        return list(self._books.values())

    def start_ticking(self) -> None:
        self._background.start(self._tick_for_ever(), "clock")

    def take_over(self, books: Iterable[TaskBook]) -> None:
        """Know the tasks of an earlier process from now on."""
        self._books.update((book.task_id, book) for book in books)

    async def forget_past(self, now_ms: int) -> None:
        """Drop the tasks that nobody can ask for any more, as a restart does."""
        for book in [book for book in self._books.values() if book.is_past(now_ms)]:
            del self._books[book.task_id]
            await asyncio.to_thread(shutil.rmtree, book.folder, ignore_errors=True)

    async def start(self, request: StartRecordRequest, place: Place | S3Place) -> TaskBook:
        """Start a task, or find the running one with the same ClientTaskId; its record is on disk then."""
        existing = self._with_client_id(request.record_input_params.client_task_id)
        if existing is not None:
            return existing
        if len(self.running) >= self._max_tasks:
            raise TaskRefusal(
                ReturnCode.TOO_MANY_TASKS, phrase("{count} tasks are running already.", count=self._max_tasks)
            )
        task_id = self._ids.new()
        book = self._new_book(task_id, request, place)
        kind = SingleTask if request.record_input_params.record_mode is RecordMode.SINGLE else MixedTask
        task = kind(book, request, self._rooms.room(request.room_id), self._parts, self._on_finished)
        task.attend()
        self._books[task_id], self._tasks[task_id] = book, task
        self._parts.finisher.keys.take(task_id, request.storage_params)
        book.save()
        await self._disk.flushed()
        task.begin()
        return book

    def book(self, task_id: str) -> TaskBook | None:
        return self._books.get(task_id)

    def task(self, action: Action, task_id: str) -> Task:
        """Find the task an action is meant for; raises ``TaskRefusal`` in a state that does not take it."""
        book = self._books.get(task_id)
        record = book.record if book else None
        code = refusal_code(action, record.status if record else None, record.record_mode if record else None)
        if code is not None:
            raise TaskRefusal(code, _SENTENCES[code])
        return self._tasks[task_id]

    def mixed_task(self, action: Action, task_id: str) -> MixedTask:
        """Find the task an action that only mixed tasks take is meant for; raises ``TaskRefusal`` as well."""
        task = self.task(action, task_id)
        assert isinstance(task, MixedTask)
        return task

    def running_task(self, task_id: str) -> Task | None:
        """Find a task that has not been finished."""
        return self._tasks.get(task_id)

    def status(self, task_id: str, now_ms: int) -> RecordStatusData:
        book = self._books.get(task_id)
        if book is None or book.record.begin_ms < now_ms - QUERY_WINDOW_S * 1000:
            raise TaskRefusal(ReturnCode.TASK_UNKNOWN, _SENTENCES[ReturnCode.TASK_UNKNOWN])
        if (task := self._tasks.get(task_id)) is not None:
            task.refresh()
        return book.status_data()

    def listed(self, request: DescribeTasksRequest) -> RecordTaskListData:
        """Give one page of the tasks that started in a span of time, newest first."""
        wants_ended = request.status is TaskStatusFilter.ENDED
        found = [
            book
            for book in self._books.values()
            if (book.record.status in ENDED) == wants_ended
            and (not request.room_id or book.record.room_id == request.room_id)
            and request.start_time <= book.record.begin_ms <= request.end_time
        ]
        found.sort(key=lambda book: (book.record.begin_ms, book.task_id), reverse=True)
        first = (request.page - 1) * request.page_size
        return RecordTaskListData(
            page_offset=request.page,
            page_size=request.page_size,
            total_count=len(found),
            taskid_list=[book.list_item() for book in found[first : first + request.page_size]],
        )

    async def close(self) -> None:
        """End every running task in the ordinary way and wait until its files are where they belong."""
        tasks = tuple(self._tasks.values())
        for task in tasks:
            task.end(TaskStatus.ENDED)
        await asyncio.gather(*(task.finished() for task in tasks))
        await self._background.close()

    def _with_client_id(self, client_task_id: str) -> TaskBook | None:
        if not client_task_id:
            return None
        return next(
            (task.book for task in self.running if task.book.record.client_task_id == client_task_id),
            None,
        )

    def _new_book(self, task_id: str, request: StartRecordRequest, place: Place | S3Place) -> TaskBook:
        record = TaskRecord.of(task_id, int(time.time() * 1000), request, PlaceRecord.of(place))
        record.model_dump_json()  # what cannot be kept fails here, before there is anything of the task
        folder = self._folder / task_id
        folder.mkdir(parents=True, mode=0o700)
        return TaskBook(record, folder, self._disk)

    def _on_finished(self, task: Task) -> None:
        self._tasks.pop(task.book.task_id, None)

    def _tick(self, task: Task, now_s: float) -> None:
        """Let a task look at the clock; what it fails at is its own affair, the others go on."""
        try:
            task.tick(now_s)
        except Exception:
            log.exception("Task %s failed at the clock", task.book.task_id)

    async def _tick_for_ever(self) -> None:
        while True:
            now_s = self._parts.clock.now()
            for task in tuple(self._tasks.values()):
                self._tick(task, now_s)
            self._disk.retry()
            await asyncio.sleep(TICK_S)
