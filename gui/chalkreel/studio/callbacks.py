"""Callbacks: one signed POST per event, tried three times, never in anybody's way (CONTRACT section 9)."""

from __future__ import annotations

import asyncio
import secrets
import time
from importlib import import_module
from typing import TYPE_CHECKING

from chalkreel.base.gentle_cancel import gently_cancelled
from chalkreel.base.http_ports import is_port
from chalkreel.base.logging import Topic, log_of
from chalkreel.contract.callbacks import CallbackBody, Detail
from chalkreel.contract.signing import callback_signature
from chalkreel.domain.enums import EventType
from chalkreel.domain.limits import CALLBACK_RETRIES
from chalkreel.studio.background import Background
from chalkreel.studio.settings import StudioSettings
from chalkreel.studio.tasks.book import TaskBook
from chalkreel.studio.tasks.events import EventKind
from chalkreel.studio.tasks.record import UntoldEvent

if TYPE_CHECKING:
    import httpx

TIMEOUT_S = 5.0
INVALID_SIGNATURE = "0" * 40
"""What is sent without a callback secret: well-formed, and valid for no secret anybody would choose."""
NONCE_LIMIT = 10**9

log = log_of(Topic.CALLBACKS)


class Callbacks:
    """Sends the events of all tasks; those of one task start in their order.

    A retry waits apart, so one event that cannot be delivered does not hold up the next.
    """

    def __init__(self, settings: StudioSettings) -> None:
        self._settings = settings
        self._background = Background("callbacks")
        self._client: httpx.AsyncClient | None = None

    @property
    def is_busy(self) -> bool:
        return self._background.is_busy

    def send(self, book: TaskBook, event_type: EventType, recording_ms: int, detail: Detail | None = None) -> None:
        """Number the event and send it in the background; a task without an address keeps it in its events."""
        event = UntoldEvent(
            event_type=event_type,
            sequence=book.record.next_sequence,
            detail=None if detail is None else detail.to_wire(),
        )
        book.record.next_sequence += 1
        if book.record.callback_url:
            book.record.untold.append(event)
        book.save()
        book.events.add(EventKind.CALLBACK, recording_ms, event_type=event_type.value, sequence=event.sequence)
        if book.record.callback_url:
            self._start(book, event)

    def send_again(self, book: TaskBook) -> None:
        """Send what an earlier process could not tell any more, with its old numbers."""
        for event in book.record.untold:
            self._start(book, event)

    async def close(self, timeout_s: float) -> None:
        """Let what is under way arrive, but wait no longer than that."""
        await self._background.join(timeout_s)
        await self._background.close()
        if self._client is not None:
            await self._client.aclose()

    def _start(self, book: TaskBook, event: UntoldEvent) -> None:
        self._background.start(self._deliver(book, event), f"{book.task_id} {event.sequence}")

    def _wire(self, book: TaskBook, event: UntoldEvent) -> dict[str, object]:
        timestamp, nonce = str(int(time.time())), str(secrets.randbelow(NONCE_LIMIT))
        secret = self._settings.callback_secret
        body = {
            "app_id": self._settings.app_id,
            "task_id": book.task_id,
            "room_id": book.record.room_id,
            "event_type": event.event_type.value,
            "message": "",
            "nonce": nonce,
            "timestamp": timestamp,
            "signature": callback_signature(secret, timestamp, nonce) if secret else INVALID_SIGNATURE,
            "sequence": event.sequence,
            "detail": event.detail,
        }
        return CallbackBody.from_wire(body).to_wire()

    async def _deliver(self, book: TaskBook, event: UntoldEvent) -> None:
        url, wire = book.record.callback_url, self._wire(book, event)
        async with book.callback_turn:
            arrived = await gently_cancelled(self._post(url, wire))
        for _ in range(CALLBACK_RETRIES):
            if arrived:
                break
            await asyncio.sleep(self._settings.callback_retry_s)
            arrived = await gently_cancelled(self._post(url, wire))
        book.record.untold.remove(event)
        book.save()
        if not arrived:
            log.warning("Event %s of task %s could not be delivered", event.event_type, book.task_id)
            book.events.add(EventKind.CALLBACK_LOST, 0, event_type=event.event_type.value, sequence=event.sequence)

    async def _opened(self) -> httpx.AsyncClient:
        """Give the client, which a Studio without callbacks need not load."""
        if self._client is None:
            library = await asyncio.to_thread(import_module, "httpx")
            if self._client is None:  # another event may have been faster
                # No proxy and no redirects: a callback goes where the task said, and nowhere else.
                self._client = library.AsyncClient(timeout=TIMEOUT_S, trust_env=False, follow_redirects=False)
        return self._client

    async def _post(self, url: str, wire: dict[str, object]) -> bool:
        client = await self._opened()
        import httpx  # loaded by now

        try:
            address = httpx.URL(url)
            if not is_port(address.port):
                return False
            async with client.stream("POST", address, json=wire) as answer:
                return answer.is_success
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            log.info("A callback was not answered: %s", type(error).__name__)
            return False
