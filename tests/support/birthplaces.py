"""Remembers where threads, child processes, server sockets and Qt timers were started, to name them when they leak."""

from __future__ import annotations

import socket
import subprocess
import threading
import traceback
import weakref
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6 import QtCore

_OWN_FILE = str(Path(__file__))
_LIBRARY_PARTS = ("/site-packages/", "/lib/python3")
_KEPT = 512  # places remembered per kind, newest first


def here() -> str:
    """The innermost lines of the running code that are ours, else the innermost ones at all."""
    frames = [f for f in traceback.extract_stack() if f.filename != _OWN_FILE]
    ours = [f for f in frames if not any(part in f.filename for part in _LIBRARY_PARTS)]
    return "".join(traceback.format_list((ours or frames)[-3:])).rstrip()


class Birthplaces:
    """Records the starts of one test session. Owner: the plugin, which installs and removes it."""

    def __init__(self) -> None:
        self._threads: weakref.WeakKeyDictionary[threading.Thread, str] = weakref.WeakKeyDictionary()
        self._processes: deque[tuple[int, str]] = deque(maxlen=_KEPT)
        self._ports: deque[tuple[int, str]] = deque(maxlen=_KEPT)
        self._qt_objects: weakref.WeakKeyDictionary[QtCore.QObject, str] = weakref.WeakKeyDictionary()
        self._undo: list[Callable[[], None]] = []

    def of_thread(self, thread: threading.Thread) -> str:
        return self._threads.get(thread, "(not known)")

    def of_process(self, pid: int) -> str:
        return next((place for known, place in reversed(self._processes) if known == pid), "(not known)")

    def of_port(self, port: int) -> str:
        return next((place for known, place in reversed(self._ports) if known == port), "(not known)")

    def of_qt_object(self, thing: QtCore.QObject) -> str:
        return self._qt_objects.get(thing, "(not known)")

    def timers(self) -> list[QtCore.QTimer]:
        return [thing for thing in list(self._qt_objects) if isinstance(thing, QtCore.QTimer)]

    def qt_threads(self) -> list[QtCore.QThread]:
        return [thing for thing in list(self._qt_objects) if isinstance(thing, QtCore.QThread)]

    def install(self) -> None:
        self._wrap(threading.Thread, "start", before=lambda thread: self._threads.__setitem__(thread, here()))
        self._wrap(subprocess.Popen, "__init__", after=lambda popen: self._processes.append((popen.pid, here())))
        self._wrap(socket.socket, "listen", after=self._on_listen)
        self._replace_class("QTimer")
        self._replace_class("QThread")

    def remove(self) -> None:
        while self._undo:
            self._undo.pop()()

    def _on_listen(self, listener: socket.socket) -> None:
        if listener.family in (socket.AF_INET, socket.AF_INET6):
            self._ports.append((listener.getsockname()[1], here()))

    def _wrap(
        self,
        owner: type,
        name: str,
        *,
        before: Callable[[Any], None] = lambda _: None,
        after: Callable[[Any], None] = lambda _: None,
    ) -> None:
        original = getattr(owner, name)
        was_own = name in vars(owner)

        def recording(self_: Any, /, *args: Any, **kwargs: Any) -> Any:
            before(self_)
            result = original(self_, *args, **kwargs)
            after(self_)
            return result

        setattr(owner, name, recording)
        self._undo.append(lambda: setattr(owner, name, original) if was_own else delattr(owner, name))

    def _replace_class(self, name: str) -> None:
        # A subclass, not a patched method: patching methods of Qt's own classes crashes PySide6 6.10 and later.
        original = getattr(QtCore, name)
        remembered = self._qt_objects

        class Recording(original):  # type: ignore[misc, valid-type]
            """Qt's class, remembering where it was made."""

            def __init__(self, *args: Any, **kwargs: Any) -> None:
                super().__init__(*args, **kwargs)
                remembered[self] = here()

        Recording.__name__ = Recording.__qualname__ = name
        setattr(QtCore, name, Recording)
        self._undo.append(lambda: setattr(QtCore, name, original))
