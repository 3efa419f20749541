"""What one Studio process is made of."""

from __future__ import annotations

import asyncio
import time

from chalkreel.base.clock import SystemClock
from chalkreel.base.logging import Topic, log_of
from chalkreel.base.redaction import Redactor
from chalkreel.studio.background import Background
from chalkreel.studio.callbacks import Callbacks
from chalkreel.studio.disk import DiskWriter
from chalkreel.studio.idle import IdleWatch
from chalkreel.studio.images import ImageFetcher
from chalkreel.studio.rooms.registry import Rooms
from chalkreel.studio.settings import StudioSettings
from chalkreel.studio.storage.backup import BackupFolder
from chalkreel.studio.storage.delivery import Delivery
from chalkreel.studio.storage.limits import UploadLimits
from chalkreel.studio.tasks.book import TaskBook
from chalkreel.studio.tasks.finishing import Finisher
from chalkreel.studio.tasks.keeper import TaskKeeper
from chalkreel.studio.tasks.recovery import Recovery, expire_backups, read_books, settle_retries
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
        self._backup = BackupFolder(settings.data_dir / BACKUP_FOLDER)
        self._delivery = Delivery(self._backup, UploadLimits(settings.upload_patience_s))
        self.finisher = Finisher(self._delivery, self._callbacks)
        self._folder = settings.data_dir / TASKS_FOLDER
        self._images = ImageFetcher()
        parts = TaskParts(
            self.clock, self._callbacks, self.finisher, self._images, clock_has_seconds=settings.clock_has_seconds
        )
        self.tasks = TaskKeeper(self._folder, self._disk, self.rooms, parts, settings.max_tasks)
        self._recovering = Background("recovery")
        self._retrying = Background("retried uploads")
        self._upkeep = Background("upkeep")

    @property
    def is_busy(self) -> bool:
        """Whether a task runs or anything is still being finished."""
        return self.tasks.is_busy or self._recovering.is_busy or self._retrying.is_busy or self._callbacks.is_busy

    async def start(self) -> None:
        """Answer for the tasks of an earlier process and finish them in the background."""
        books = await asyncio.to_thread(read_books, self._folder, self._disk)
        self.tasks.take_over(books)
        recovery = Recovery(self.finisher, self._callbacks, self._backup)
        unfinished = [book for book in books if not book.record.is_finished]
        for book in books:
            self._callbacks.send_again(book)
            if book.record.is_finished:
                settle_retries(book)
            else:
                recovery.mark(book)
        self._recovering.start(_finish_in_turn(recovery, unfinished), "interrupted tasks")
        self._upkeep.start(self._expire_for_ever(), "what is past")
        self.tasks.start_ticking()

    async def retry_upload(self, book: TaskBook, answer_within_s: float) -> None:
        """Try again to store what is in the backup folder; goes on in the background if that takes longer."""
        retry = self._retrying.start(self.finisher.retry(book), book.task_id)
        await asyncio.wait({retry}, timeout=answer_within_s)

    async def close(self) -> None:
        self.closing.set()
        giving_up = asyncio.get_running_loop().call_later(self.settings.upload_grace_s, self._delivery.give_up)
        await self._upkeep.close()
        await self.tasks.close()
        await self._retrying.join()
        if not await self._recovering.join(RECOVERY_LIMIT_S):
            log.warning("Interrupted tasks are not finished; the next start goes on with them")
        await self._recovering.close()
        giving_up.cancel()
        await self._images.close()
        await self._callbacks.close(CALLBACKS_LIMIT_S)
        await self.rooms.close()
        await self._disk.flushed()
        self._disk.close()

    async def _expire_for_ever(self) -> None:
        while True:
            now_ms = int(time.time() * 1000)
            await expire_backups(self.tasks.books, self._backup, now_ms)
            await self.tasks.forget_past(now_ms)
            await asyncio.sleep(EXPIRY_INTERVAL_S)


async def _finish_in_turn(recovery: Recovery, books: list[TaskBook]) -> None:
    """One after the other: mending reads and writes whole files, and running tasks need the disk more."""
    for book in books:
        try:
            await recovery.finish(book)
        except Exception:
            log.exception("Task %s could not be finished", book.task_id)
