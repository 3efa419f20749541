"""Log records and Qt messages that a test did not announce: they fail it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

SERIOUS_QT_MESSAGES = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


class LogGuard(logging.Handler):
    """Keeps every record at WARNING or above until the plugin asks for it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._lines: list[str] = []
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s (%(pathname)s:%(lineno)d): %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(self.format(record))

    def forget(self) -> None:
        self._lines.clear()

    def complaints(self, expected: Iterable[str], allowed: Iterable[str]) -> list[str]:
        """Unannounced records, then announced ones that never came."""
        patterns = [*expected, *allowed]
        unannounced = [line for line in self._lines if not any(re.search(pattern, line) for pattern in patterns)]
        missing = [
            f"no log record matched the expected {pattern!r}"
            for pattern in expected
            if not any(re.search(pattern, line) for line in self._lines)
        ]
        return unannounced + missing


class QtTeardownMessages:
    """Collects what Qt complains about while a test is taken down; pytest-qt listens only until then."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def __enter__(self) -> QtTeardownMessages:
        self._previous = qInstallMessageHandler(self._on_message)
        return self

    def __exit__(self, *_exception: object) -> None:
        qInstallMessageHandler(self._previous)

    def _on_message(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind in SERIOUS_QT_MESSAGES:
            self.lines.append(text)
