"""What one Studio process is made of."""

from __future__ import annotations

import asyncio
import time

from chalkreel.base.clock import SystemClock
from chalkreel.base.logging import Topic, log_of
from chalkreel.base.redaction import Redactor
from chalkreel.domain.enums import FileStatus
from chalkreel.studio.background import Background
from chalkreel.studio.callbacks import Callbacks
from chalkreel.studio.disk import DiskWriter
from chalkreel.studio.idle import IdleWatch
from chalkreel.studio.rooms.registry import Rooms
from chalkreel.studio.settings import StudioSettings
from chalkreel.studio.storage.delivery import Delivery
from chalkreel.studio.tasks.book import TaskBook
from chalkreel.studio.tasks.finishing import Finisher
from chalkreel.studio.tasks.keeper import TaskKeeper
from chalkreel.studio.tasks.recovery import Recovery, expire_backups, read_books
from chalkreel.studio.tasks.task import TaskParts

TASKS_FOLDER = "tasks"
BACKUP_FOLDER = "backup"
CALLBACKS_LIMIT_S = 1.5
"""How long callbacks may still travel when the process ends."""
RECOVERY_LIMIT_S = 30.0
EXPIRY_INTERVAL_S = 3600.0

log = log_of(Topic.STUDIO)


class Engine:
    """Makes the parts, starts them and ends them in order; lives on the loop's thread.

    ``closing`` is set first when the process ends: everything that streams to a watcher ends on it.
    """

    def __init__(self, settings: StudioSettings, redactor: Redactor) -> None:
        self.settings = settings
        self.redactor = redactor
        self.clock = SystemClock()
        self.closing = asyncio.Event()
        self.idle = IdleWatch()
        self.rooms = Rooms(self.clock)
        self._disk = DiskWriter()
        self._callbacks = Callbacks(settings)
        self.finisher = Finisher(Delivery(settings.data_dir / BACKUP_FOLDER), self._callbacks)
        self._folder = settings.data_dir / TASKS_FOLDER
        parts = TaskParts(self.clock, self._callbacks, self.finisher)
        self.tasks = TaskKeeper(self._folder, self._disk, self.rooms, parts, settings.max_tasks)
        self._recovering = Background("recovery")
        self._upkeep = Background("upkeep")

    @property
    def is_busy(self) -> bool:
        """Whether a task runs or anything is still being finished."""
        return self.tasks.is_busy or self._recovering.is_busy or self._callbacks.is_busy

    async def start(self) -> None:
        """Answer for the tasks of an earlier process and finish them in the background."""
        books = await asyncio.to_thread(read_books, self._folder, self._disk)
        self.tasks.take_over(books)
        recovery = Recovery(self.finisher, self._callbacks)
        unfinished = [book for book in books if not book.record.is_finished]
        for book in unfinished:
            recovery.mark(book)
        self._recovering.start(_finish_in_turn(recovery, unfinished), "interrupted tasks")
        self._upkeep.start(self._expire_for_ever(), "backup folder")
        self.tasks.start_ticking()

    async def retry_upload(self, book: TaskBook) -> None:
        """Try again to store what is in the backup folder."""
        for file in (*book.record.files, *book.record.snapshots):
            if file.status is FileStatus.IN_BACKUP:
                await self.finisher.store(book, file)

    async def close(self) -> None:
        self.closing.set()
        await self._upkeep.close()
        await self.tasks.close()
        if not await self._recovering.join(RECOVERY_LIMIT_S):
            log.warning("Interrupted tasks are not finished; the next start goes on with them")
        await self._recovering.close()
        await self._callbacks.close(CALLBACKS_LIMIT_S)
        await self.rooms.close()
        await self._disk.flushed()
        self._disk.close()

    async def _expire_for_ever(self) -> None:
        while True:
            expire_backups(self.tasks.books, int(time.time() * 1000))
            await asyncio.sleep(EXPIRY_INTERVAL_S)


async def _finish_in_turn(recovery: Recovery, books: list[TaskBook]) -> None:
    """One after the other: mending reads and writes whole files, and running tasks need the disk more."""
    for book in books:
        try:
            await recovery.finish(book)
        except Exception:
            log.exception("Task %s could not be finished", book.task_id)
