"""The one event loop of the window process: asyncio on Qt. Every workaround for qasync lives here."""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from collections.abc import AsyncGenerator, Callable, Coroutine
from typing import Any

import qasync
from PySide6.QtCore import QObject, QTimerEvent
from PySide6.QtWidgets import QApplication

ErrorSink = Callable[[str, BaseException], None]
AGAIN_MS = 5


class QtLoop(qasync.QEventLoop):  # type: ignore[misc]
    """qasync's loop, that survives when Qt's events are worked through in the midst of a task.

    WORKAROUND: a call that turns Qt's loop inside a task (some dialogs, drags and ``processEvents`` do) makes qasync
    step other tasks there. asyncio refuses that with an error, and the step is lost: such a task waits for ever, and
    whoever closes it waits with it.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._timer = _PatientTimer(self)


class _PatientTimer(QObject):
    """Calls handles when they are due, in their order; while a task is being run, they wait for its next ``await``."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._loop = loop
        self._handles: dict[int, asyncio.Handle] = {}
        self._put_off: deque[asyncio.Handle] = deque()
        self._again_id = 0
        self._is_stopped = False

    def add_callback(self, handle: asyncio.Handle, delay: float = 0) -> asyncio.Handle:
        """Call it after ``delay`` seconds; this and what follows are what qasync asks of its timer."""
        self._handles[self.startTimer(int(max(delay, 0) * 1000))] = handle
        return handle

    def stop(self) -> None:
        self._is_stopped = True
        self._put_off.clear()

    def set_debug(self, enabled: bool) -> None:
        """Do nothing: how long a handle takes is measured elsewhere."""

    def timerEvent(self, event: QTimerEvent) -> None:  # noqa: N802 - Qt's name
        timer_id = event.timerId()
        self.killTimer(timer_id)
        handle = self._handles.pop(timer_id, None)
        if timer_id == self._again_id:
            self._again_id = 0
        if self._is_stopped:
            return
        if handle is not None:
            self._put_off.append(handle)
        if asyncio.current_task(self._loop) is None:
            self._run_what_is_due()
        elif not self._again_id:
            self._again_id = self.startTimer(AGAIN_MS)

    def _run_what_is_due(self) -> None:
        for _ in range(len(self._put_off)):
            if not self._put_off:
                return  # a handle turned Qt's loop, and the rest was run there
            handle = self._put_off.popleft()
            if not handle.cancelled():
                handle._run()


def run_on_qt(app: QApplication, program: Callable[[], Coroutine[Any, Any, int]], on_error: ErrorSink) -> int:
    """Run the whole program on Qt's loop and give its exit code.

    Qt must not end the loop by itself when the last window closes: the program shuts down first, then returns.
    """
    app.setQuitOnLastWindowClosed(False)
    loop = QtLoop(app)
    asyncio.set_event_loop(loop)
    loop.set_exception_handler(_handler(on_error))
    hooks_before = sys.get_asyncgen_hooks()
    sys.set_asyncgen_hooks(finalizer=_closer(loop))
    try:
        with loop:
            return int(loop.run_until_complete(program()))
    finally:
        sys.set_asyncgen_hooks(*hooks_before)
        asyncio.set_event_loop(None)


def _closer(loop: asyncio.AbstractEventLoop) -> Callable[[AsyncGenerator[Any, Any]], None]:
    """Close generators that were left half read, as asyncio's own loops do and qasync does not."""

    def close(generator: AsyncGenerator[Any, Any]) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(loop.create_task, generator.aclose())

    return close


def _handler(on_error: ErrorSink) -> Callable[[asyncio.AbstractEventLoop, dict[str, Any]], None]:
    def handle(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception") or RuntimeError(str(context.get("message", "unknown")))
        on_error(str(context.get("message", "event loop")), error)

    return handle
