"""What a task stores while it still runs: pictures and files that are closed early."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from chalkreel.domain.enums import FileStatus
from chalkreel.studio.background import Background
from chalkreel.studio.outputs.measure import RecordedFile, measure
from chalkreel.studio.tasks.book import TaskBook
from chalkreel.studio.tasks.finishing import Finisher
from chalkreel.studio.tasks.record import FileRecord


class Uploads:
    """Stores in the background; owned by its task, which joins it before it concludes."""

    def __init__(self, book: TaskBook, finisher: Finisher, recording_ms: Callable[[], int]) -> None:
        self._book = book
        self._finisher = finisher
        self._recording_ms = recording_ms
        self._background = Background(f"uploads of {book.task_id}")

    def picture(self, file: FileRecord, recording_ms: int | None = None) -> None:
        """Store a picture, taken now or when ``recording_ms`` says, and tell of it by an event of its own."""
        file.status = FileStatus.UPLOADING
        self._book.record.snapshots.append(file)
        self._book.save()
        at_ms = self._recording_ms() if recording_ms is None else recording_ms
        self._background.start(self._finisher.store_picture(self._book, file, at_ms), file.file_id)

    def file(self, file: FileRecord, recorded: RecordedFile) -> None:
        """Store a file that is closed while the task goes on."""
        self._background.start(self._finisher.store(self._book, file, recorded), file.file_id)

    def ended_file(self, file: FileRecord) -> None:
        """Measure and store a file whose recorder goes on with others; one that holds nothing is forgotten."""
        self._background.start(self._store_ended(file), file.file_id)

    async def join(self) -> None:
        await self._background.join()

    async def _store_ended(self, file: FileRecord) -> None:
        recorded = await asyncio.to_thread(measure, Path(file.path))
        if recorded is None:
            self._book.record.files.remove(file)
            self._book.save()
        else:
            await self._finisher.store(self._book, file, recorded)
