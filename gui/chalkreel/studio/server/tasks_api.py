"""Studio's own calls about tasks: events, figures, markers, another try to store, the picture as it is recorded."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from chalkreel.base.phrase import phrase
from chalkreel.domain.enums import FileStatus
from chalkreel.studio.engine import Engine
from chalkreel.studio.server.bodies import MarkerBody, Refused, StorageCredentialsBody, json_body, path_id
from chalkreel.studio.storage.delivery import NO_KEYS
from chalkreel.studio.storage.keys import StorageKeys
from chalkreel.studio.tasks.book import TaskBook
from chalkreel.studio.tasks.events import EventKind
from chalkreel.studio.tasks.finishing import in_backup
from chalkreel.studio.tasks.record import FileRecord
from chalkreel.studio.tasks.task import Task

ANSWER_WITHIN_S = 5.0
"""How long the answer to a retry waits for the files; a longer upload goes on by itself."""
PREVIEW_INTERVAL_S = 0.3
"""More pictures would cost more than a twentieth of the recording."""
BOUNDARY = "chalkreel-frame"


class TasksApi:
    """The endpoints below ``/studio/tasks``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def routes(self) -> list[Route]:
        task = "/studio/tasks/{task}"
        return [
            Route(f"{task}/events", self.events, methods=["GET"]),
            Route(f"{task}/stats", self.stats, methods=["GET"]),
            Route(f"{task}/preview", self.preview, methods=["GET"]),
            Route(f"{task}/markers", self.add_marker, methods=["POST"]),
            Route(f"{task}/retry-upload", self.retry_upload, methods=["POST"]),
            Route(f"{task}/storage-credentials", self.take_keys, methods=["PUT"]),
        ]

    async def events(self, request: Request) -> Response:
        return JSONResponse([event.to_json() for event in self._book(request).events.all])

    async def stats(self, request: Request) -> Response:
        return JSONResponse(asdict(self._running(request).stats()))

    async def add_marker(self, request: Request) -> Response:
        task = self._running(request)
        marker = await json_body(request, MarkerBody)
        return JSONResponse({"recording_ms": task.add_marker(marker.name, marker.ago_ms)}, status_code=201)

    async def retry_upload(self, request: Request) -> Response:
        """Store again what is in the backup folder; the answer says how each file is now, or so far."""
        book = self._book(request)
        finisher = self._engine.finisher
        if not book.record.is_finished:
            raise Refused(409, phrase("The task's files are still being finished."))
        if book.record.place.bucket is not None and in_backup(book.record) and not finisher.keys.of(book.task_id):
            raise Refused(409, NO_KEYS)
        await self._engine.retry_upload(book, ANSWER_WITHIN_S)
        files = (*book.record.files, *book.record.snapshots)
        return JSONResponse(
            {
                "files": [
                    {
                        "file_id": file.file_id,
                        "status": file.status.value,
                        "url": file.url,
                        **_why_waiting(book, file),
                    }
                    for file in files
                ]
            }
        )

    async def take_keys(self, request: Request) -> Response:
        """Take the keys of a task's bucket, after a restart or where the first ones were wrong."""
        book = self._book(request)
        given = await json_body(request, StorageCredentialsBody)
        for secret in (given.access_key_id, given.access_key_secret):
            self._engine.redactor.register(secret)
        if book.record.place.bucket is None:
            raise Refused(409, phrase("The task's files are stored in a folder, which needs no keys."))
        self._engine.finisher.keys.hand_over(book.task_id, StorageKeys(given.access_key_id, given.access_key_secret))
        return Response(status_code=204)

    async def preview(self, request: Request) -> Response:
        task = self._running(request)
        if not task.has_picture:
            raise Refused(409, phrase("This task records sound only: there is no picture to show."))
        pictures = self._pictures(task)
        return StreamingResponse(
            pictures,
            media_type=f"multipart/x-mixed-replace; boundary={BOUNDARY}",
            headers={"Cache-Control": "no-store"},
        )

    async def _pictures(self, task: Task) -> AsyncIterator[bytes]:
        """Give pictures until the task or Studio ends; a slow watcher gets fewer."""
        closing = self._engine.closing
        while not task.book.is_ended and not closing.is_set():
            jpeg = await asyncio.to_thread(task.preview_jpeg)
            if jpeg is not None:
                yield b"--%s\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n%s\r\n" % (
                    BOUNDARY.encode(),
                    len(jpeg),
                    jpeg,
                )
            with suppress(TimeoutError):
                await asyncio.wait_for(closing.wait(), PREVIEW_INTERVAL_S)
        yield b"--%s--\r\n" % BOUNDARY.encode()

    def _book(self, request: Request) -> TaskBook:
        book = self._engine.tasks.book(path_id(request, "task"))
        if book is None:
            raise Refused(404, phrase("There is no such task."))
        return book

    def _running(self, request: Request) -> Task:
        book = self._book(request)
        task = self._engine.tasks.running_task(book.task_id)
        if task is None or book.is_ended:
            raise Refused(409, phrase("The task has already ended."))
        return task


def _why_waiting(book: TaskBook, file: FileRecord) -> dict[str, Any]:
    """Say why a file is in the backup folder; the newest reason counts."""
    stored = (event.details for event in reversed(book.events.all) if event.kind == EventKind.STORED.value)
    newest = next((details for details in stored if details.get("file_id") == file.file_id), {})
    if file.status is not FileStatus.IN_BACKUP:
        newest = {}
    return {"reason": str(newest.get("reason", "")), "phrase": newest.get("phrase")}
