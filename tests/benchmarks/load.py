"""Keeping a machine busy beside what is measured."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

_TURN_S = 0.02
_BURN = "import time\nshare, turn = {share}, {turn}\nwhile True:\n t = time.monotonic()\n while time.monotonic() - t < share * turn: pass\n time.sleep((1 - share) * turn)"  # noqa: E501


@contextmanager
def busy(share: float) -> Iterator[None]:
    """Take so much of every processor, in turns of 20 ms."""
    command = [sys.executable, "-c", _BURN.format(share=share, turn=_TURN_S)]
    burners = [subprocess.Popen(command) for _ in range(psutil.cpu_count() or 1)]
    try:
        yield
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()
