"""What nobody handled: logged in full, shown in a sentence, and the app goes on where it can."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from chalkreel.base.logging import Topic, log_of
from chalkreel.base.phrase import Phrase, phrase

UNEXPECTED = phrase("Something went wrong that Chalkreel did not expect. A running recording goes on. ({error})")

_log = log_of(Topic.APP)
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: "debug",
    QtMsgType.QtInfoMsg: "info",
    QtMsgType.QtWarningMsg: "warning",
    QtMsgType.QtCriticalMsg: "error",
    QtMsgType.QtFatalMsg: "critical",
}


class LastResort:
    """Owns the hooks for errors that reached nobody, from ``install()`` to ``remove()``.

    ``tell`` shows a sentence to the host; it may be set once there is a window.
    """

    def __init__(self) -> None:
        self.tell: Callable[[Phrase], None] | None = None
        self._hooks_before = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(_on_qt_message)

    def remove(self) -> None:
        sys.excepthook, threading.excepthook = self._hooks_before
        qInstallMessageHandler(None)
        self.tell = None

    def on_task_error(self, name: str, error: BaseException) -> None:
        """Take the error of a background task; ``name`` says whose."""
        _log.error("%s failed", name, exc_info=error)
        self._say(error)

    def _say(self, error: BaseException) -> None:
        if self.tell is not None:
            self.tell(Phrase(UNEXPECTED.template, {"error": type(error).__name__}))

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._hooks_before[0](kind, error, trace)
            return
        _log.critical("unhandled error", exc_info=(kind, error, trace))
        self._say(error)

    def _on_thread_exception(self, arguments: threading.ExceptHookArgs) -> None:
        error = arguments.exc_value
        if error is not None:
            name = arguments.thread.name if arguments.thread else "?"
            _log.critical("unhandled error in thread %s", name, exc_info=error)


def _on_qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    getattr(log_of(Topic.UI), _QT_LEVELS.get(kind, "warning"))("Qt: %s", text)
