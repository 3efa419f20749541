"""Studio's own calls about tasks: events, figures, markers, another try to store, the picture as it is recorded."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from chalkreel.base.phrase import phrase
from chalkreel.studio.engine import Engine
from chalkreel.studio.server.bodies import MarkerBody, Refused, json_body, path_id
from chalkreel.studio.tasks.book import TaskBook
from chalkreel.studio.tasks.task import Task

PREVIEW_INTERVAL_S = 0.2
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
        ]

    async def events(self, request: Request) -> Response:
        return JSONResponse([event.to_json() for event in self._book(request).events.all])

    async def stats(self, request: Request) -> Response:
        return JSONResponse(asdict(self._running(request).stats()))

    async def add_marker(self, request: Request) -> Response:
        task = self._running(request)
        marker = await json_body(request, MarkerBody)
        return JSONResponse({"recording_ms": task.add_marker(marker.name)}, status_code=201)

    async def retry_upload(self, request: Request) -> Response:
        """Store again what is in the backup folder; the answer says how each file is now."""
        book = self._book(request)
        if not book.record.is_finished:
            raise Refused(409, phrase("The task's files are still being finished."))
        await self._engine.retry_upload(book)
        files = (*book.record.files, *book.record.snapshots)
        return JSONResponse(
            {"files": [{"file_id": file.file_id, "status": file.status.value, "url": file.url} for file in files]}
        )

    async def preview(self, request: Request) -> Response:
        pictures = self._pictures(self._running(request))
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
