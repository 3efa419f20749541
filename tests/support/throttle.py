"""Making a process slow, as on a machine that is far too busy for it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

TURN_S = 0.05


@contextmanager
def throttled(pid: int, share: float) -> Iterator[None]:
    """Let a process run for a share of the time only, in turns of 50 ms."""
    is_over = threading.Event()

    def hold_back() -> None:
        while not is_over.is_set():
            os.kill(pid, signal.SIGSTOP)
            is_over.wait((1 - share) * TURN_S)
            os.kill(pid, signal.SIGCONT)
            is_over.wait(share * TURN_S)

    thread = threading.Thread(target=hold_back, name="throttle")
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
