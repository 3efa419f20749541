"""Lets a test marked ``alone`` have the machine to itself while the others share it between workers."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

RUN_VARIABLE = "PYTEST_XDIST_TESTRUNUID"  # the same in all workers of one run


class AlonePlugin:
    """Holds one lock for every running test: shared, or exclusive for those marked ``alone``.

    Who waits for the exclusive one keeps the gate closed, so that the others cannot starve it.
    """

    def __init__(self, run: str) -> None:
        folder = Path(tempfile.gettempdir())
        self._files = [folder / f"chalkreel-{run}.gate", folder / f"chalkreel-{run}.lock"]
        self._gate, self._lock = (os.open(file, os.O_RDWR | os.O_CREAT, 0o600) for file in self._files)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        import fcntl

        fcntl.flock(self._gate, fcntl.LOCK_EX)
        fcntl.flock(self._lock, fcntl.LOCK_EX if item.get_closest_marker("alone") else fcntl.LOCK_SH)
        fcntl.flock(self._gate, fcntl.LOCK_UN)
        try:
            return (yield)
        finally:
            fcntl.flock(self._lock, fcntl.LOCK_UN)

    def pytest_unconfigure(self) -> None:
        for descriptor in (self._gate, self._lock):
            os.close(descriptor)
        for file in self._files:
            file.unlink(missing_ok=True)


def register(config: pytest.Config) -> None:
    """Take part only where several workers run at once."""
    run = os.environ.get(RUN_VARIABLE)
    if run and sys.platform != "win32":
        config.pluginmanager.register(AlonePlugin(run), "chalkreel-alone")
