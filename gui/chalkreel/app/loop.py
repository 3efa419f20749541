"""The one event loop of the window process: asyncio on Qt. Every workaround for qasync lives here."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncGenerator, Callable, Coroutine
from typing import Any

import qasync
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

ErrorSink = Callable[[str, BaseException], None]
BEAT_MS = 500


def heartbeat(owner: QObject) -> QTimer:
    """Wake Qt's loop now and then, so that Python hears its signals, and no wake-up that was missed is waited for."""
    beat = QTimer(owner)
    beat.timeout.connect(lambda: None)
    beat.start(BEAT_MS)
    return beat


def run_on_qt(app: QApplication, program: Callable[[], Coroutine[Any, Any, int]], on_error: ErrorSink) -> int:
    """Run the whole program on Qt's loop and give its exit code.

    Qt must not end the loop by itself when the last window closes: the program shuts down first, then returns.
    """
    app.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    loop.set_exception_handler(_handler(on_error))
    hooks_before = sys.get_asyncgen_hooks()
    sys.set_asyncgen_hooks(finalizer=_closer(loop))
    beat = heartbeat(app)
    try:
        with loop:
            return int(loop.run_until_complete(program()))
    finally:
        beat.stop()
        beat.deleteLater()
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
