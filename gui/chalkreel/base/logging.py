"""The log: named topics, written by a thread of its own, with every secret masked on the way out."""

from __future__ import annotations

import logging
import os
import queue
import sys
from collections import deque
from enum import StrEnum
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from io import TextIOWrapper

    from chalkreel.base.redaction import Redactor

ROOT_NAME = "chalkreel"
LINE_FORMAT = "%(asctime)s.%(msecs)03d %(levelname)-7s %(name)s  %(message)s"
TIME_FORMAT = "%Y-%m-%d %H:%M:%S"
FILE_BYTES = 2 * 1024 * 1024
FILE_COUNT = 4
QUEUE_LINES = 20_000
TAIL_LINES = 200


class Topic(StrEnum):
    """What a line of the log is about; each can be switched on by name."""

    APP = "app"
    UI = "ui"
    API = "api"
    CALLBACKS = "callbacks"
    CONTROL = "control"
    JOURNAL = "journal"
    SECRETS = "secrets"
    SETTINGS = "settings"
    STUDIO = "studio"
    SUPERVISOR = "supervisor"
    MEDIA = "media"
    STORAGE = "storage"


def log_of(topic: Topic) -> logging.Logger:
    """Get the logger of a topic; usable before and without a running log."""
    return logging.getLogger(f"{ROOT_NAME}.{topic.value}")


class RedactingFormatter(logging.Formatter):
    """Formats a line and masks secrets in it, its traceback included."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__(LINE_FORMAT, TIME_FORMAT)
        self._redactor = redactor

    def format(self, record: logging.LogRecord) -> str:
        return self._redactor.clean(super().format(record))


class LogService:
    """Owns the log's handlers and its writer thread, from ``start()`` to ``stop()``.

    Lines go through a bounded queue, so that no caller ever waits for a disk; when the queue is full they are
    dropped and counted. Other libraries are heard from WARNING upwards. ``debug_topics`` shows these in detail.
    """

    def __init__(
        self,
        redactor: Redactor,
        *,
        log_file: Path | None = None,
        stream: TextIO | None = None,
        debug_topics: frozenset[Topic] = frozenset(),
    ) -> None:
        self._formatter = RedactingFormatter(redactor)
        self._log_file = log_file
        self._stream = stream if stream is not None else sys.stderr
        self._debug_topics = debug_topics
        self._tail = _TailHandler()
        self._outputs: list[logging.Handler] = []
        self._queue_handler: _DroppingQueueHandler | None = None
        self._listener: QueueListener | None = None
        self._levels_before: dict[str, int] = {}

    @property
    def tail(self) -> tuple[str, ...]:
        """The newest lines, already masked, for a crash report."""
        return tuple(self._tail.lines)

    @property
    def dropped(self) -> int:
        return self._queue_handler.dropped if self._queue_handler is not None else 0

    def start(self) -> None:
        self._outputs = [logging.StreamHandler(self._stream), self._tail]
        if self._log_file is not None:
            self._log_file.parent.mkdir(parents=True, exist_ok=True)
            self._outputs.append(_PrivateRotatingFileHandler(self._log_file))
        for output in self._outputs:
            output.setFormatter(self._formatter)
        lines: queue.Queue[logging.LogRecord] = queue.Queue(QUEUE_LINES)
        self._queue_handler = _DroppingQueueHandler(lines)
        self._listener = QueueListener(lines, *self._outputs)
        self._listener.start()
        logging.getLogger().addHandler(self._queue_handler)
        self._set_level(ROOT_NAME, logging.INFO)
        for topic in self._debug_topics:
            self._set_level(log_of(topic).name, logging.DEBUG)

    def stop(self) -> None:
        """Write what is queued, then let go of every handler."""
        if self._listener is None or self._queue_handler is None:
            return
        logging.getLogger().removeHandler(self._queue_handler)
        self._listener.stop()
        self._listener = None
        for output in self._outputs:
            output.close()
        for name, level in self._levels_before.items():
            logging.getLogger(name).setLevel(level)
        self._levels_before.clear()

    def _set_level(self, name: str, level: int) -> None:
        logger = logging.getLogger(name)
        self._levels_before[name] = logger.level
        logger.setLevel(level)


class _DroppingQueueHandler(QueueHandler):
    """Hands records to the writer thread; a full queue costs lines, never time."""

    dropped = 0

    def enqueue(self, record: logging.LogRecord) -> None:
        try:
            self.queue.put_nowait(record)
        except queue.Full:
            self.dropped += 1


class _PrivateRotatingFileHandler(RotatingFileHandler):
    """A rotating log file that only its user may read."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=FILE_BYTES, backupCount=FILE_COUNT, encoding="utf-8")

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding=self.encoding, opener=_open_private)


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


class _TailHandler(logging.Handler):
    """Remembers the newest lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: deque[str] = deque(maxlen=TAIL_LINES)

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))
