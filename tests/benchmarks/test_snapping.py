"""What snapping costs per move of the pointer, and how it grows with the number of regions."""

from __future__ import annotations

from collections.abc import Callable
from math import log
from random import Random
from statistics import median, quantiles
from time import perf_counter

from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.handles import Handle
from chalkreel.domain.snapping import SnapField
from tests.benchmarks.conftest import Report

CANVAS = Size(1920, 1080)
REACH = 10.0
COUNTS = (25, 50, 100, 200)
GOAL_MS = 0.3


def test_snapping_is_quick_and_grows_no_worse_than_n_log_n(report: Report) -> None:
    at = {count: _times_ms(count) for count in COUNTS}
    making, moving, resizing = ({count: times[part] for count, times in at.items()} for part in range(3))
    report.add(
        "snapping, ms per event: median (p99)",
        *(
            f"{count:3d} regions: made in {median(making[count]):.3f}, "
            f"moved {_told(moving[count])}, resized {_told(resizing[count])}"
            for count in COUNTS
        ),
        f"25 -> 200 regions: moved x{_growth(moving):.1f}, resized x{_growth(resizing):.1f}; n log n would be "
        f"x{200 * log(200) / (25 * log(25)):.1f}",
    )
    assert _p99(moving[25]) <= GOAL_MS
    assert _p99(resizing[25]) <= GOAL_MS
    assert _growth(moving) <= 200 * log(200) / (25 * log(25))
    assert _growth(resizing) <= 200 * log(200) / (25 * log(25))


def _times_ms(count: int) -> tuple[list[float], list[float], list[float]]:
    random = Random(count)
    making, moving, resizing = [], [], []
    for _ in range(40):
        others = [_rect(random) for _ in range(count)]
        start = perf_counter()
        field = SnapField.of(CANVAS, others)
        making.append((perf_counter() - start) * 1000)
        for _ in range(50):
            rect = _rect(random)
            moving.append(_timed(lambda field=field, rect=rect: field.moved(rect, REACH)))
            resizing.append(_timed(lambda field=field, rect=rect: field.resized(rect, Handle.BOTTOM_RIGHT, REACH)))
    return making, moving, resizing


def _timed(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return (perf_counter() - start) * 1000


def _rect(random: Random) -> Rect:
    width, height = random.randint(64, 640), random.randint(36, 360)
    return Rect.of(random.randint(0, CANVAS.width - width), random.randint(0, CANVAS.height - height), width, height)


def _p99(times: list[float]) -> float:
    return quantiles(times, n=100)[-1]


def _told(times: list[float]) -> str:
    return f"{median(times):.3f} ({_p99(times):.3f})"


def _growth(times: dict[int, list[float]]) -> float:
    return median(times[200]) / median(times[25])
