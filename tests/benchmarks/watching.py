"""Processor time and memory of a whole process over a stretch of what it records."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import psutil

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds (user and system) per recorded second, and resident memory at the end.

    ``own_mb`` is the memory that is shared with no other process. ``encoder_step`` other than 0: the encoder had
    stepped down, so the cost is no measure.
    """

    cpu: float
    memory_mb: float
    own_mb: float = 0.0
    encoder_step: int = 0


def watch(pid: int, seconds: float, recorded_s: Callable[[], float], each_second: Callable[[], object]) -> Cost:
    """Look at a process for so long; ``recorded_s`` tells how far its recording has come."""
    process = psutil.Process(pid)
    cpu_before, before_s = _cpu(process), recorded_s()
    begun_s = time.monotonic()
    end = begun_s + seconds
    while (left := end - time.monotonic()) > 0:
        time.sleep(min(left, 1.0))
        each_second()
    took_s = time.monotonic() - begun_s
    cpu, done_s = _cpu(process) - cpu_before, recorded_s() - before_s
    # Progress is told in steps, so the clock is what counts; everybody works in real time.
    assert done_s > took_s - 2.0, f"only {done_s:.1f} s were recorded in {took_s:.1f} s: it does not keep up"
    memory = process.memory_full_info()
    return Cost(cpu / took_s, memory.rss / MEGABYTE, memory.uss / MEGABYTE)


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system
