"""What a test may not leave behind, how it is found, and how it is put away so that the next test starts clean."""

from __future__ import annotations

import contextlib
import gc
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import psutil
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from tests.support.birthplaces import Birthplaces

GRACE_S = 3.0  # what is already ending (a joined child, a pool's last thread) gets this long
_POLL_S = 0.01

# Qt's own windows that live as long as the application.
_QT_SINGLETONS = frozenset({"QTipLabel", "QWhatsThat", "QShapedPixmapWindow"})
# Helpers of the standard library that live as long as the process.
_HELPER_COMMANDS = ("multiprocessing.resource_tracker", "multiprocessing.forkserver")


@dataclass(frozen=True, slots=True)
class Leak:
    """One thing left behind: ``key`` tells it from others, ``text`` tells a developer what and from where."""

    key: tuple[str, object]
    text: str


def flush_deferred_deletes() -> None:
    """Run what ``deleteLater`` put off: ``processEvents`` does not."""
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()


class LeakProbe:
    """Lists everything alive that a test could have left. Owner: the plugin."""

    def __init__(self, birthplaces: Birthplaces) -> None:
        self._birthplaces = birthplaces
        self._process = psutil.Process()

    def alive(self) -> list[Leak]:
        return [
            *self._widgets(),
            *self._windows(),
            *self._timers(),
            *self._qt_threads(),
            *self._pool_threads(),
            *self._threads(),
            *self._children(),
            *self._listeners(),
        ]

    def keys(self) -> frozenset[tuple[str, object]]:
        return frozenset(leak.key for leak in self.alive())

    def left_since(self, before: frozenset[tuple[str, object]]) -> list[Leak]:
        """What is alive now and was not in ``before``, after a chance to end."""
        flush_deferred_deletes()
        left = self._new_since(before)
        if not left:
            return []
        gc.collect()
        deadline = time.monotonic() + GRACE_S
        while True:
            flush_deferred_deletes()
            left = self._new_since(before)
            if not left or time.monotonic() > deadline:
                return left
            time.sleep(_POLL_S)

    def put_away(self, before: frozenset[tuple[str, object]]) -> None:
        """Close, stop and end what was left, as far as that is possible from outside."""
        for timer in self._birthplaces.timers():
            if shiboken6.isValid(timer) and ("timer", id(timer)) not in before:
                timer.stop()
        for widget in QApplication.topLevelWidgets() if QApplication.instance() else []:
            if ("widget", _address(widget)) not in before:
                widget.hide()
                widget.deleteLater()
        flush_deferred_deletes()
        for child in self._child_processes():
            if ("process", child.pid) not in before:
                with contextlib.suppress(psutil.Error):
                    child.kill()
                    child.wait(GRACE_S)

    def _new_since(self, before: frozenset[tuple[str, object]]) -> list[Leak]:
        return [leak for leak in self.alive() if leak.key not in before]

    def _widgets(self) -> Iterator[Leak]:
        if not isinstance(QCoreApplication.instance(), QApplication):
            return
        for widget in QApplication.topLevelWidgets():
            if shiboken6.isValid(widget) and _is_leakable(widget) and widget.parent() is None:
                yield Leak(("widget", _address(widget)), f"a top-level widget: {_described(widget)}")

    def _windows(self) -> Iterator[Leak]:
        if not isinstance(QCoreApplication.instance(), QGuiApplication):
            return
        for window in QGuiApplication.topLevelWindows():
            # A widget's own window goes with the widget, which is reported already.
            if shiboken6.isValid(window) and window.metaObject().className() == "QWindow":
                yield Leak(("window", _address(window)), f"a top-level window: {_described(window)}")

    def _timers(self) -> Iterator[Leak]:
        for timer in self._birthplaces.timers():
            if shiboken6.isValid(timer) and timer.isActive():
                place = self._birthplaces.of_qt_object(timer)
                yield Leak(("timer", id(timer)), f"a running QTimer ({timer.interval()} ms), made at\n{place}")

    def _qt_threads(self) -> Iterator[Leak]:
        for thread in self._birthplaces.qt_threads():
            if shiboken6.isValid(thread) and thread.isRunning():
                place = self._birthplaces.of_qt_object(thread)
                yield Leak(("qthread", id(thread)), f"a running QThread, made at\n{place}")

    def _pool_threads(self) -> Iterator[Leak]:
        pool = QThreadPool.globalInstance()
        if pool.activeThreadCount():
            yield Leak(("pool", 0), f"{pool.activeThreadCount()} jobs running in Qt's global thread pool")

    def _threads(self) -> Iterator[Leak]:
        for thread in threading.enumerate():
            if thread is not threading.main_thread() and not isinstance(thread, threading._DummyThread):
                place = self._birthplaces.of_thread(thread)
                yield Leak(("thread", id(thread)), f"a running thread {thread.name!r}, started at\n{place}")

    def _children(self) -> Iterator[Leak]:
        for child in self._child_processes():
            with contextlib.suppress(psutil.Error):
                command = child.cmdline()
                if any(helper in part for part in command for helper in _HELPER_COMMANDS):
                    continue
                state = "an ended child process nobody waited for" if not command else "a running child process"
                place = self._birthplaces.of_process(child.pid)
                name = " ".join(command) or child.name()
                yield Leak(("process", child.pid), f"{state} {child.pid} ({name}), started at\n{place}")

    def _child_processes(self) -> list[psutil.Process]:
        return self._process.children(recursive=True)

    def _listeners(self) -> Iterator[Leak]:
        for connection in self._process.net_connections("inet"):
            if connection.status == psutil.CONN_LISTEN:
                place = self._birthplaces.of_port(connection.laddr.port)
                text = f"an open server socket on port {connection.laddr.port}, opened at\n{place}"
                yield Leak(("listener", (connection.fd, connection.laddr.port)), text)


def _is_leakable(widget: QWidget) -> bool:
    return widget.metaObject().className() not in _QT_SINGLETONS


def _address(thing: QWidget | QWindow) -> int:
    address: int = shiboken6.getCppPointer(thing)[0]
    return address


def _described(thing: QWidget | QWindow) -> str:
    title = thing.windowTitle() if isinstance(thing, QWidget) else thing.title()
    state = "visible" if thing.isVisible() else "hidden"
    name = f" named {thing.objectName()!r}" if thing.objectName() else ""
    return f"{type(thing).__name__}{name}, {state}, title {title!r}"
