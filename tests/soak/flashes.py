"""Flashes and beeps in a stretch of a long recording, decoded from there only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median

import av
import numpy as np

WHITE_LUMA = 180
LOUD = 0.1
QUIET_S = 0.3


def sync_ms(path: Path, start_s: float, end_s: float) -> list[float]:
    """Give, for each flash of a stretch, how much later its beep is heard."""
    beeps = list(_beeps(path, start_s - 1, end_s + 1))
    flashes = list(_flashes(path, start_s, end_s))
    nearest = ((flash, min(beeps, key=lambda beep: abs(beep - flash))) for flash in flashes if beeps)
    return [(beep - flash) * 1000 for flash, beep in nearest]


def drift_ms(path: Path, duration_s: float, stretch_s: float = 30.0) -> tuple[float, float, float]:
    """Give the median offset at the beginning and at the end of a recording, and how far they differ."""
    stretch_s = min(stretch_s, duration_s / 3)
    first = median(sync_ms(path, 1.0, 1.0 + stretch_s))
    last = median(sync_ms(path, duration_s - 1.0 - stretch_s, duration_s - 1.0))
    return first, last, last - first


def _flashes(path: Path, start_s: float, end_s: float) -> Iterator[float]:
    was_white = True
    with av.open(str(path)) as container:
        container.seek(int(max(start_s, 0) * av.time_base))
        for frame in container.decode(video=0):
            if frame.time is None or frame.time < start_s:
                continue
            if frame.time > end_s:
                return
            luma = frame.to_ndarray(format="gray")
            is_white = float(luma[::4, ::4].mean()) > WHITE_LUMA
            if is_white and not was_white:
                yield frame.time
            was_white = is_white


def _beeps(path: Path, start_s: float, end_s: float) -> Iterator[float]:
    loud_until = start_s + QUIET_S
    with av.open(str(path)) as container:
        container.seek(int(max(start_s, 0) * av.time_base))
        for frame in container.decode(audio=0):
            if frame.time is None or frame.time < start_s:
                continue
            if frame.time > end_s:
                return
            levels = np.abs(frame.to_ndarray()).max(axis=0)
            for index in np.flatnonzero(levels > LOUD):
                at_s = frame.time + float(index) / frame.sample_rate
                if at_s > loud_until:
                    yield at_s
                loud_until = max(loud_until, at_s + QUIET_S)
