"""Task ids in the form the samples show (CONTRACT section 4)."""

from __future__ import annotations

import base64
import secrets
import time
from collections.abc import Callable

PROCESS_BYTES = 5
COUNTER_BYTES = 3


class TaskIds:
    """Makes ids of 12 bytes in URL-safe base64: start seconds, five bytes of this process, a counter."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self._now = now
        self._process = secrets.token_bytes(PROCESS_BYTES)
        self._counter = 0

    def new(self) -> str:
        self._counter = (self._counter + 1) % 256**COUNTER_BYTES
        seconds = int(self._now()).to_bytes(4, "big")
        counter = self._counter.to_bytes(COUNTER_BYTES, "big")
        return base64.urlsafe_b64encode(seconds + self._process + counter).decode("ascii")
