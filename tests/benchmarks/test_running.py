"""What else counts in a running Studio: lateness, preview, live changes, growth, start, several tasks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import median

import av
import httpx
import pytest

from chalkreel.domain.geometry import Size
from tests.benchmarks.cases import CASES, HD, Case
from tests.benchmarks.conftest import Effort, Report
from tests.benchmarks.contenders import ROOM, WARM_UP_S, Take, request, studio_with, take
from tests.benchmarks.load import busy
from tests.benchmarks.material import Material
from tests.benchmarks.watching import watch
from tests.drivers.studio import start_request, until

CASE = CASES[0]
HEADER_BYTES = 2000
"""A file with more than this holds pictures."""

Maker = Callable[[Case], Material]


@pytest.mark.parametrize("share", [0.0, 0.7], ids=["unloaded", "70 % loaded"])
def test_lateness_of_output_pictures(
    share: float, effort: Effort, report: Report, material: Maker, tmp_path: Path
) -> None:
    with take(CASE, material(CASE), tmp_path) as running, busy(share) if share else nullcontext():
        time.sleep(effort.rounds * effort.seconds)
        stats = running.studio.stats(running.task)
        running.stop()
    report.add(
        f"lateness of pictures, {CASE.name}, {share:.0%} of every processor taken by others",
        f"99 % within {stats['late_p99_ms']:.0f} ms, the latest {stats['late_most_ms']:.0f} ms late"
        f" (a picture lasts {1000 / CASE.fps:.0f} ms), longest gap {stats['longest_gap_ms']:.0f} ms,"
        f" {stats['repeated']} of {stats['frames']} repeated, encoder {stats['encoder_effort']}",
    )


def test_a_preview_being_watched(effort: Effort, report: Report, material: Maker, tmp_path: Path) -> None:
    ratios = []
    with take(CASE, material(CASE), tmp_path) as running:
        for _ in range(effort.rounds):
            without = running.cost(effort.seconds / 2).cpu
            with watched_preview(running):
                ratios.append(running.cost(effort.seconds / 2).cpu / without)
    report.add(f"preview being watched, {CASE.name}", f"processor time x {median(ratios):.3f}  (goal 1.05)")


def test_live_changes_of_the_layout(effort: Effort, report: Report, material: Maker, tmp_path: Path) -> None:
    with take(CASE, material(CASE), tmp_path) as running:
        before = running.studio.stats(running.task)["repeated"]
        changes = 20
        for number in range(changes):
            regions = CASE.regions() if number % 2 else [*reversed(CASE.regions()[:-1])]
            running.studio.act("UpdateLayout", running.task, MixMode=1, MixInputList=regions)
            time.sleep(0.3)
        stats = running.studio.stats(running.task)
        file = running.stop()["RecordFiles"][0]
    gaps = _gaps(Path(httpx.URL(file["FileUrl"]).path))
    report.add(
        "20 live changes of the layout",
        f"{stats['repeated'] - before} pictures repeated, latest {stats['late_most_ms']:.0f} ms late,"
        f" longest step between pictures in the file {max(gaps) * 1000:.0f} ms of {1000 / CASE.fps:.0f}",
    )


def test_growth_with_the_number_of_streams(effort: Effort, report: Report, material: Maker, tmp_path: Path) -> None:
    lines = []
    for count in (1, 4, 9, 16, 25):
        case = Case(f"{count} x 320x180@15", count, Size(320, 180), 15, HD, 1_130_000, 0)
        with take(case, material(replace(case, streams=4)).first(count), tmp_path / str(count)) as running:
            cost = running.cost(effort.seconds)
            lines.append(f"{count:2d} streams: {cost.cpu:.3f} s per s, {cost.memory_mb:.0f} MB")
    report.add("growth, 320x180@15 each -> 1280x720@15", *lines)


def test_growth_of_single_streams(effort: Effort, report: Report, material: Maker, tmp_path: Path) -> None:
    """Each stream has a file of its own; where the machine is too small it says by how much."""
    lines = []
    for count in (1, 4, 8, 16, 36):
        case = Case(f"{count} x 320x180@15", count, Size(320, 180), 15, HD, 1_130_000, 0)
        inputs = material(replace(case, streams=4)).first(count)
        with studio_with(case, inputs, tmp_path / str(count)) as studio:
            running = Take(studio, studio.start_record(start_request(ROOM, studio.recordings, RecordMode=1)))
            studio.wait_for_event(running.task, "recording_started", count)
            studio.wait_recorded(running.task, round(WARM_UP_S * 1000))
            before = studio.stats(running.task)
            cost = running.cost(effort.seconds)
            after = studio.stats(running.task)
        late = (after["repeated"] - before["repeated"]) / (after["frames"] - before["frames"])
        lines.append(
            f"{count:2d} files: {cost.cpu:.3f} s per s, {cost.cpu / count:.3f} each, {cost.memory_mb:.0f} MB;"
            f" {min(late, 1):.0%} of the pictures late, {after['encoder_effort']}"
        )
    report.add("growth of single streams, 320x180@15 with sound", *lines)


def test_time_to_the_first_picture(effort: Effort, report: Report, material: Maker, tmp_path: Path) -> None:
    composed, written = [], []
    with studio_with(CASE, material(CASE), tmp_path) as studio:
        for _ in range(effort.rounds):
            task = studio.start_record(request(CASE, studio))
            answered_s, wall_ms = time.monotonic(), time.time() * 1000
            until(lambda: _has_bytes(studio.data_dir, task), "bytes in the file")  # noqa: B023 - at once
            written.append((time.monotonic() - answered_s) * 1000)
            composed.append(studio.wait_for_event(task, "recording_started")["wall_ms"] - wall_ms)
            studio.act("StopRecord", task)
            studio.wait_finished(task)
    report.add(
        "from StartRecord's answer",
        f"first picture composed after {max(median(composed), 0):.0f} ms, first bytes on disk after"
        f" {median(written):.0f} ms (medians; looked at every 20 ms)",
    )


def test_several_tasks_at_once(effort: Effort, report: Report, material: Maker, tmp_path: Path) -> None:
    lines = []
    with studio_with(CASE, material(CASE), tmp_path) as studio:
        tasks: list[str] = []
        assert studio.process is not None
        for count in (1, 2, 3):
            tasks.append(studio.start_record(request(CASE, studio)))
            studio.wait_recorded(tasks[-1], 2000)
            newest = Take(studio, tasks[-1])
            cost = watch(studio.process.pid, effort.seconds, lambda: newest.recorded_s, lambda: None)  # noqa: B023
            stats = [studio.stats(task) for task in tasks]
            lines.append(
                f"{count} tasks: {cost.cpu:.3f} s per s, {cost.memory_mb:.0f} MB,"
                f" latest picture {max(s['late_most_ms'] for s in stats):.0f} ms late,"
                f" {sum(s['repeated'] for s in stats)} repeated, encoder {stats[-1]['encoder_effort']}"
            )
    report.add(f"several tasks in one room, {CASE.name} each", *lines)


@contextmanager
def watched_preview(running: Take) -> Iterator[None]:
    """Read the preview as a window does."""
    enough = threading.Event()

    def read() -> None:
        url = f"{running.studio.url}/studio/tasks/{running.task}/preview"
        with httpx.stream("GET", url, headers=running.studio.bearer, trust_env=False) as answer:
            for _ in answer.iter_bytes():
                if enough.is_set():
                    return

    reader = threading.Thread(target=read, name="preview")
    reader.start()
    try:
        yield
    finally:
        enough.set()
        reader.join()


def _has_bytes(folder: Path, task: str) -> bool:
    return any(path.stat().st_size > HEADER_BYTES for path in folder.rglob("*.mp4") if task in path.name)


def _gaps(path: Path) -> list[float]:
    with av.open(str(path)) as container:
        times = [frame.time or 0.0 for frame in container.decode(video=0)]
    return [later - earlier for earlier, later in pairwise(times)]
