"""After a restart: tasks of an earlier process are answered for, their files mended and stored."""

from __future__ import annotations

import asyncio
import shutil
import time
from pathlib import Path

from chalkreel.base.logging import Topic, log_of
from chalkreel.contract.callbacks import AbnormalEndDetail
from chalkreel.domain.chapters import ChapterMark
from chalkreel.domain.enums import EventType, FileStatus, QuitReason, TaskStatus
from chalkreel.domain.limits import BACKUP_S
from chalkreel.studio.callbacks import Callbacks
from chalkreel.studio.disk import DiskWriter
from chalkreel.studio.outputs.measure import RecordedFile, measure
from chalkreel.studio.outputs.playlist import PLAYLIST_SUFFIX, read_playlist
from chalkreel.studio.outputs.repair import repair
from chalkreel.studio.storage.backup import BackupFolder
from chalkreel.studio.storage.folder_store import move
from chalkreel.studio.storage.places import Place
from chalkreel.studio.tasks.book import TaskBook, read_book
from chalkreel.studio.tasks.events import EventKind
from chalkreel.studio.tasks.finishing import Finisher, in_backup
from chalkreel.studio.tasks.record import FileRecord

log = log_of(Topic.STUDIO)


def read_books(folder: Path, disk: DiskWriter, now_s: float | None = None) -> list[TaskBook]:
    """Read all tasks of earlier processes and drop those nobody can ask for any more. Blocks."""
    now_ms = round((time.time() if now_s is None else now_s) * 1000)
    books = []
    for task_folder in sorted(folder.iterdir()) if folder.is_dir() else []:
        book = read_book(task_folder, disk)
        if book is None:
            continue
        if book.is_past(now_ms):
            shutil.rmtree(task_folder, ignore_errors=True)
        else:
            books.append(book)
    return books


async def expire_backups(books: list[TaskBook], backup: BackupFolder, now_ms: int) -> None:
    """Files that were not fetched from the backup folder in time are gone."""
    for book in books:
        waiting, latest_ms = in_backup(book.record), now_ms - BACKUP_S * 1000
        expired = [file for file in waiting if _waits_since_ms(book, file) < latest_ms]
        if not expired:
            continue
        paths = [Path(file.path) for file in expired]
        paths += [Path(file.path).with_name(name) for file in expired for name in file.parts]
        for file in expired:
            file.path, file.status = "", FileStatus.LOST
            book.events.add(EventKind.EXPIRED, file.duration_ms, file_id=file.file_id, status=file.status.value)
        await book.saved()
        try:
            await asyncio.to_thread(backup.let_go, book.task_id, paths)
            if len(expired) == len(waiting):
                await asyncio.to_thread(backup.drop, book.task_id)
        except OSError as error:
            log.warning("The backup of task %s cannot be removed: %s", book.task_id, error.strerror)


def settle_retries(book: TaskBook) -> None:
    """Own up to files of a finished task that were on their way again when the process ended. Blocks."""
    for file in (*book.record.files, *book.record.snapshots):
        if file.status is not FileStatus.UPLOADING:
            continue
        moved = _moved(book, file)
        if Path(file.path).is_file():
            file.status = FileStatus.IN_BACKUP
        elif moved is not None and moved.is_file():
            file.path, file.url, file.status = str(moved), moved.absolute().as_uri(), FileStatus.UPLOADED
        else:
            file.status = FileStatus.LOST
        book.save()


class Recovery:
    """Brings the tasks that an earlier process did not finish to their end."""

    def __init__(self, finisher: Finisher, callbacks: Callbacks, backup: BackupFolder) -> None:
        self._finisher = finisher
        self._callbacks = callbacks
        self._backup = backup

    def mark(self, book: TaskBook) -> None:
        """Answer for a task at once: it ended when its process did. Blocks."""
        if book.is_ended:
            return
        log.warning("Task %s was interrupted; its files are being finished", book.task_id)
        ended_ms = _last_sign_ms(book)
        book.set_ended(TaskStatus.ENDED_ABNORMALLY, QuitReason.SERVICE_DISCONNECTED, ended_ms)
        book.events.add(
            EventKind.STOPPED,
            _recorded_ms(book),
            status=TaskStatus.ENDED_ABNORMALLY.value,
            quit_reason=QuitReason.SERVICE_DISCONNECTED.value,
        )
        detail = AbnormalEndDetail(quit_reason=QuitReason.SERVICE_DISCONNECTED)
        self._callbacks.send(book, EventType.ABNORMAL_END, _recorded_ms(book), detail)

    async def finish(self, book: TaskBook) -> None:
        """Mend, store and conclude; a file that cannot be mended costs itself only."""
        for file in tuple(book.record.files):
            if file.status in (FileStatus.RECORDING, FileStatus.UPLOADING):
                await self._finish_file(book, file)
        for snapshot in tuple(book.record.snapshots):
            if snapshot.status is FileStatus.UPLOADING:
                found = await asyncio.to_thread(_found, Path(snapshot.path), self._elsewhere(book, snapshot))
                snapshot.path = str(found)
                await self._finisher.store_picture(book, snapshot, _recorded_ms(book))
        self._finisher.conclude(book)

    async def _finish_file(self, book: TaskBook, file: FileRecord) -> None:
        places = self._elsewhere(book, file)
        try:
            recorded = await asyncio.to_thread(_mended, Path(file.path), places, book.marks_of(file))
        except Exception:
            log.exception("%s could not be mended", file.file_id)
            recorded = None
        if recorded is not None:
            book.events.add(EventKind.REPAIRED, recorded.duration_ms, file_id=file.file_id)
            await self._finisher.store(book, file, recorded)
        elif await asyncio.to_thread(_is_empty, Path(file.path)):
            book.record.files.remove(file)
        else:
            log.warning("Nothing of %s can be played; it stays in %s", file.file_id, file.path)
            file.status = FileStatus.LOST
        book.save()

    def _elsewhere(self, book: TaskBook, file: FileRecord) -> tuple[Path, ...]:
        """Give where a file may have been moved to before that was on record."""
        moved, kept = _moved(book, file), self._backup.place_of(book.task_id, file.file_id)
        return (kept,) if moved is None else (moved, kept)


def _moved(book: TaskBook, file: FileRecord) -> Path | None:
    """Where a file is once it was moved to a folder; ``None`` for a bucket."""
    place = book.record.place.place
    return place.path / file.file_id if isinstance(place, Place) else None


def _mended(path: Path, elsewhere: tuple[Path, ...], marks: list[ChapterMark]) -> RecordedFile | None:
    """Mend the file where it was recorded, or measure it where it had been moved to before the end came."""
    found = _found(path, elsewhere)
    if found != path:
        return measure(found)
    if path.suffix == PLAYLIST_SUFFIX:
        _bring_back(path, [place.parent for place in elsewhere])
    return None if _is_empty(path) else repair(path, marks)


def _found(path: Path, elsewhere: tuple[Path, ...]) -> Path:
    return path if path.exists() else next((place for place in elsewhere if place.exists()), path)


def _bring_back(playlist: Path, folders: list[Path]) -> None:
    """Put fragments that were moved before their playlist beside it again."""
    listed = read_playlist(playlist)
    for fragment in listed.fragments if listed is not None else ():
        here = playlist.with_name(fragment.name)
        there = _found(here, tuple(folder / fragment.name for folder in folders))
        if there != here:
            move(there, here)


def _is_empty(path: Path) -> bool:
    return not path.exists() or path.stat().st_size == 0


def _waits_since_ms(book: TaskBook, file: FileRecord) -> int:
    return file.backup_since_ms or book.record.end_ms or book.record.begin_ms


def _last_sign_ms(book: TaskBook) -> int:
    """Give when an earlier process wrote something of a task for the last time, in Unix ms. Blocks."""
    signs_ms = [round(path.stat().st_mtime * 1000) for path in book.folder.rglob("*") if path.is_file()]
    return max(book.record.begin_ms, min(max(signs_ms, default=0), book.now_ms()))


def _recorded_ms(book: TaskBook) -> int:
    return max((event.recording_ms for event in book.events.all), default=0)
