"""What one watcher of a room has yet to be sent: only the newest of each kind."""

from __future__ import annotations

import asyncio

Payload = str | bytes

MOST_BYTES_TOGETHER = 1024 * 1024
"""Pictures go together up to this, far below what a watcher takes."""


class Mailbox:
    """Keeps the newest message per key, so a slow watcher skips pictures instead of piling them up."""

    def __init__(self, *, wants_pictures: bool = True) -> None:
        self.wants_pictures = wants_pictures
        self._waiting: dict[str, Payload] = {}
        self._filled = asyncio.Event()

    def put(self, key: str, payload: Payload) -> None:
        """Leave a message; an older one with this key is replaced and keeps its turn."""
        if isinstance(payload, bytes) and not self.wants_pictures:
            return
        self._waiting[key] = payload
        self._filled.set()

    async def take(self) -> Payload:
        """Wait for the next message, in the order in which their keys came.

        Pictures that wait one behind the other come as one: each message costs its watcher a turn of its loop.
        """
        while not self._waiting:
            self._filled.clear()
            await self._filled.wait()
        first = self._pop()
        if isinstance(first, str):
            return first
        together, size = [first], len(first)
        while self._waiting:
            following = next(iter(self._waiting.values()))
            if isinstance(following, str) or size + len(following) > MOST_BYTES_TOGETHER:
                break
            self._pop()
            together.append(following)
            size += len(following)
        return b"".join(together)

    def _pop(self) -> Payload:
        return self._waiting.pop(next(iter(self._waiting)))
