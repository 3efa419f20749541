"""Studio's own calls: publishers, boards, rooms, what a task is doing, and the live view."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

import httpx
from pydantic import BaseModel, ValidationError

from chalkreel.services.errors import STUDIO, BadAnswer, StudioRefused
from chalkreel.services.http import exchange, json_object
from chalkreel.services.pacing import Backoff
from chalkreel.services.studio_live import live_messages
from chalkreel.services.studio_models import (
    LiveMessage,
    StudioBoard,
    StudioEvent,
    StudioFile,
    StudioFiles,
    StudioHealth,
    StudioMarker,
    StudioRoom,
    StudioRooms,
    StudioStats,
    StudioStream,
    refusal_in,
)
from chalkreel.services.studio_preview import preview_pictures

ANSWER_S = 10.0
OPENING_S = 60.0
"""Opening media or decoding many pages may take this long."""
FIRST_ERROR_STATUS = 400

Said = TypeVar("Said", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class StudioAddress:
    """Where a Studio process listens and the token that opens it."""

    url: str
    token: str = field(repr=False)
    pid: int = 0


class StudioClient:
    """Talks to the Studio process that ``address`` names at each call, so that a restarted one is found.

    The HTTP client belongs to whoever made it. Raises ``StudioRefused`` with Studio's reason, ``NoAnswer`` or
    ``BadAnswer``.
    """

    def __init__(
        self,
        address: Callable[[], StudioAddress],
        http: httpx.AsyncClient,
        *,
        live_backoff: Backoff | None = None,
        clock_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._address = address
        self._http = http
        self._live_backoff = live_backoff or Backoff(first_s=0.25, longest_s=5.0)
        self._clock_s = clock_s

    async def health(self, within_s: float = ANSWER_S) -> StudioHealth:
        return await self._ask("GET", _path("health"), StudioHealth, within_s=within_s)

    async def rooms(self) -> tuple[StudioRoom, ...]:
        return (await self._ask("GET", _path("rooms"), StudioRooms)).rooms

    async def room(self, room_id: str) -> StudioRoom:
        """Give one room; refused with 404 when nobody ever entered it."""
        return await self._ask("GET", _path("rooms", room_id), StudioRoom)

    async def publish(
        self, room_id: str, stream_id: str, source: Mapping[str, Any], *, user_id: str = "", user_name: str = ""
    ) -> StudioStream:
        """Let a source enter the room as a publisher, for example ``{"kind": "file", "path": …, "loop": True}``."""
        body = {"user_id": user_id or stream_id, "user_name": user_name or stream_id, "source": dict(source)}
        path = _path("rooms", room_id, "streams", stream_id)
        return await self._ask("PUT", path, StudioStream, json=body, within_s=OPENING_S)

    async def change_stream(
        self, room_id: str, stream_id: str, *, muted: bool | None = None, camera_off: bool | None = None
    ) -> StudioStream:
        """Mute or switch a camera off as the publisher would; ``None`` leaves it as it is."""
        wanted = {"muted": muted, "camera_off": camera_off}
        body = {name: value for name, value in wanted.items() if value is not None}
        return await self._ask("PATCH", _path("rooms", room_id, "streams", stream_id), StudioStream, json=body)

    async def unpublish(self, room_id: str, stream_id: str) -> None:
        await self._send("DELETE", _path("rooms", room_id, "streams", stream_id))

    async def open_board(
        self, room_id: str, board_id: str, pages: Sequence[tuple[str, bytes]], *, name: str = ""
    ) -> StudioBoard:
        """Open a board whose pages are these pictures, each with its file name."""
        files = [("pages", (file_name, content)) for file_name, content in pages]
        path = _path("rooms", room_id, "whiteboards", board_id)
        return await self._ask("PUT", path, StudioBoard, files=files, data={"name": name}, within_s=OPENING_S)

    async def open_board_from(
        self, room_id: str, board_id: str, paths: Sequence[Path], *, name: str = ""
    ) -> StudioBoard:
        """Open a board whose pages Studio reads from this computer's disk."""
        body = {"name": name, "paths": [str(path) for path in paths]}
        path = _path("rooms", room_id, "whiteboards", board_id)
        return await self._ask("PUT", path, StudioBoard, json=body, within_s=OPENING_S)

    async def turn_page(self, room_id: str, board_id: str, page: int) -> StudioBoard:
        """Show another page; the first is 1."""
        return await self._ask(
            "PATCH", _path("rooms", room_id, "whiteboards", board_id), StudioBoard, json={"page": page}
        )

    async def close_board(self, room_id: str, board_id: str) -> None:
        await self._send("DELETE", _path("rooms", room_id, "whiteboards", board_id))

    async def task_events(self, task_id: str) -> tuple[StudioEvent, ...]:
        """Give a task's history as Studio keeps it on its own disk."""
        response = await self._send("GET", _path("tasks", task_id, "events"))
        try:
            said = response.json()
            listed = said.get("events", []) if isinstance(said, dict) else said
            return tuple(StudioEvent.model_validate(event) for event in listed)
        except (ValueError, TypeError, RecursionError):
            raise BadAnswer(STUDIO, "no list of events") from None

    async def task_stats(self, task_id: str) -> StudioStats:
        """Give what the recorder measures of itself while it records."""
        return await self._ask("GET", _path("tasks", task_id, "stats"), StudioStats)

    async def add_marker(self, task_id: str, name: str, ago_ms: int = 0) -> int:
        """Set a named chapter mark at this moment, or so much recording before; give its place in the recording."""
        body = {"name": name, "ago_ms": ago_ms}
        return (await self._ask("POST", _path("tasks", task_id, "markers"), StudioMarker, json=body)).recording_ms

    async def retry_upload(self, task_id: str) -> tuple[StudioFile, ...]:
        """Store again what waits in the backup folder; give how each file is now."""
        path = _path("tasks", task_id, "retry-upload")
        return (await self._ask("POST", path, StudioFiles, within_s=OPENING_S)).files

    async def hand_over_keys(self, task_id: str, access_key_id: str, access_key_secret: str) -> None:
        """Give Studio the keys of a task's bucket: it keeps none over a restart."""
        keys = {"access_key_id": access_key_id, "access_key_secret": access_key_secret}
        await self._send("PUT", _path("tasks", task_id, "storage-credentials"), json=keys)

    def preview(self, task_id: str) -> AsyncGenerator[bytes, None]:
        """Yield the mix as JPEG pictures until the task ends or the caller closes the iteration."""
        return preview_pictures(self._http, self._request("GET", _path("tasks", task_id, "preview")), STUDIO)

    async def credentials(self) -> tuple[int, str, str]:
        """Give AppId, server secret and callback secret of a Studio that was found alive."""
        said = json_object(await self._send("GET", _path("credentials")), STUDIO)
        found = said.get("app_id"), said.get("server_secret"), said.get("callback_secret") or ""
        app_id, server_secret, callback_secret = found
        if not isinstance(app_id, int) or not isinstance(server_secret, str) or not isinstance(callback_secret, str):
            raise BadAnswer(STUDIO, "no credentials")
        return app_id, server_secret, callback_secret

    def live(self, room_id: str, *, with_pictures: bool = True) -> AsyncGenerator[LiveMessage, None]:
        """Yield the room's state, levels and pictures until the caller stops; reconnects by itself."""
        path = _path("rooms", room_id, "live") + ("" if with_pictures else "?thumbnails=0")

        def address() -> tuple[str, str]:
            now = self._address()
            return f"ws://{urlsplit(now.url).netloc}{path}", now.token

        return live_messages(address, backoff=self._live_backoff, clock_s=self._clock_s)

    async def _ask(self, method: str, path: str, kind: type[Said], **options: Any) -> Said:
        response = await self._send(method, path, **options)
        try:
            return kind.model_validate(json_object(response, STUDIO))
        except ValidationError as error:
            raise BadAnswer(STUDIO, f"{method} {path}: {error.error_count()} members make no sense") from None

    async def _send(self, method: str, path: str, *, within_s: float = ANSWER_S, **content: Any) -> httpx.Response:
        request = self._request(method, path, **content)
        response = await exchange(self._http, request, host=STUDIO, within_s=within_s)
        if response.status_code >= FIRST_ERROR_STATUS:
            raise StudioRefused(response.status_code, refusal_in(response.content))
        return response

    def _request(self, method: str, path: str, **content: Any) -> httpx.Request:
        address = self._address()
        headers = {"Authorization": f"Bearer {address.token}"}
        return self._http.build_request(method, address.url.rstrip("/") + path, headers=headers, **content)


def _path(*parts: str) -> str:
    """Build a path; ids may hold anything, slashes included."""
    return "/".join(["/studio", *(quote(part, safe="") for part in parts)])
