"""The disk becomes full at random moments: it costs the takes on it their end, and nothing else."""

from __future__ import annotations

import json
import random
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from chalkreel.domain.enums import QuitReason
from chalkreel.studio.tasks.book import RECORD_FILE
from tests.drivers.studio import StudioDriver, start_request, until
from tests.soak.conftest import Report
from tests.soak.disks import FileLimit, SmallDisk, can_mount
from tests.soak.examining import Examined, examine, path_of
from tests.support.callback_receiver import CallbackReceiver

DISK_BYTES = 16 * 1024 * 1024
MOST_LEFT_BYTES = 80_000
SPARED_BYTES = 60_000
"""So much more the take beside may grow under a limit that is meant for the large one."""

TOLD_WITHIN_S = 20.0
MOST_LOST_MS = 2000
HEAVY = {"MixMode": 2, "MixOutputVideoConfig": {"Width": 1280, "Height": 720, "Fps": 15, "Bitrate": 6_000_000}}
FORMATS = ("mp4", "hls", "flv")
LIGHT = {"MixMode": 2, "MixOutputVideoConfig": {"Width": 160, "Height": 90, "Fps": 15, "Bitrate": 20_000}}
COLUMNS = f"{'disk':<22}{'full after ms':>14}{'told after ms':>14}{'decoded ms':>12}{'lost ms':>9}"

needs_mount = pytest.mark.skipif(not can_mount(), reason="mounting needs root on Linux")
needs_limits = pytest.mark.skipif(sys.platform != "linux", reason="limits of another process need Linux")


@pytest.mark.parametrize("rounds", [1, pytest.param(6, marks=pytest.mark.long)], ids=["once", "often"])
@pytest.mark.parametrize("is_stored_there", [False, True], ids=["stored elsewhere", "stored on the same disk"])
@needs_mount
def test_a_disk_that_is_full_ends_the_takes_on_it(
    tmp_path: Path, seed: str, report: Report, rounds: int, is_stored_there: bool
) -> None:
    chance = random.Random(f"{seed}/disk/{is_stored_there}")
    rows = [COLUMNS]
    small = tmp_path / "small"
    with SmallDisk(small, DISK_BYTES) as disk, a_studio(small / "studio") as victim:
        target = small / "recordings" if is_stored_there else tmp_path / "recordings"
        with a_studio(tmp_path / "other") as other:
            beside = a_take(other, "beside", other.recordings, LIGHT)
            for number in range(rounds):
                with CallbackReceiver() as receiver:
                    file_format = FORMATS[number % len(FORMATS)]
                    task = a_take(victim, f"r{number}", target, HEAVY, receiver, file_format)
                    time.sleep(chance.uniform(0.0, 2.5))
                    full_ms = recorded_ms(victim, task)
                    disk.fill(chance.randrange(MOST_LEFT_BYTES))
                    row = ended_by_a_full_disk(victim, task, receiver, full_ms)
                    refused_while_full(victim, f"more {number}", target)
                    disk.make_room()
                    name = f"{'everything' if is_stored_there else 'data'} on it, {file_format}"
                    rows.append(f"{name:<22}{row}")
            goes_on(other, beside)
        restarted_and_remembered(victim)
    report.add("full disk", *rows)


@pytest.mark.parametrize("rounds", [1, pytest.param(6, marks=pytest.mark.long)], ids=["once", "often"])
@needs_limits
def test_a_take_that_has_no_room_ends_and_the_others_go_on(
    tmp_path: Path, seed: str, report: Report, rounds: int
) -> None:
    chance = random.Random(f"{seed}/limit")
    rows = [COLUMNS]
    with a_studio(tmp_path / "studio") as studio, FileLimit(studio.process.pid) as limit:
        beside = a_take(studio, "beside", studio.recordings, LIGHT)
        for number in range(rounds):
            with CallbackReceiver() as receiver:
                task = a_take(studio, f"r{number}", studio.recordings, HEAVY, receiver)
                time.sleep(chance.uniform(0.5, 2.5))
                full_ms = recorded_ms(studio, task)
                largest = max(studio.stats(task)["bytes_written"], studio.stats(beside)["bytes_written"] + SPARED_BYTES)
                limit.fill(largest + chance.randrange(MOST_LEFT_BYTES))
                row = ended_by_a_full_disk(studio, task, receiver, full_ms)
                limit.make_room()
                rows.append(f"{'limit of a file':<22}{row}")
        goes_on(studio, beside)
    report.add("no room for one take", *rows)


@contextmanager
def a_studio(folder: Path) -> Iterator[StudioDriver]:
    studio = StudioDriver(folder, "--callback-retry", "0.1").start()
    try:
        yield studio
    finally:
        studio.stop()


def a_take(
    studio: StudioDriver,
    room: str,
    target: Path,
    mix: dict[str, Any],
    receiver: CallbackReceiver | None = None,
    file_format: str = "mp4",
) -> str:
    for number in range(2):
        studio.publish(room, f"s{number}", kind="test", options={"hue": 90.0 * number, "width": 1280, "height": 720})
    output = {"OutputFileFormat": file_format, **({"FragmentSeconds": 2} if file_format == "hls" else {})}
    if receiver is not None:
        output["CallbackUrl"] = receiver.url
    task = studio.start_record(start_request(room, target, MixConfig=mix, RecordOutputParams=output))
    studio.wait_for_event(task, "recording_started")
    return task


def recorded_ms(studio: StudioDriver, task: str) -> float:
    """Give how much is recorded; nothing of a task that has ended meanwhile."""
    return float(studio.stats(task).get("recording_ms", 0))


def ended_by_a_full_disk(studio: StudioDriver, task: str, receiver: CallbackReceiver, full_ms: float) -> str:
    """Wait until the take has ended by itself and hold what is left against what was recorded."""
    begun_s = time.monotonic()
    until(lambda: receiver.of_type(2), "callback 2", TOLD_WITHIN_S)
    told_ms = (time.monotonic() - begun_s) * 1000
    assert receiver.of_type(2)[0]["detail"] == {"quit_reason": QuitReason.DISK_FULL}
    until(lambda: receiver.of_type(1), "callback 1", TOLD_WITHIN_S)
    status = studio.status(task)
    assert status["Status"] == 4
    file = next(iter(status.get("RecordFiles") or ()), None)
    if file is None:
        assert full_ms <= MOST_LOST_MS
        return f"{full_ms:14.0f}{told_ms:14.0f}{'-':>12}{full_ms:9.0f}"
    assert file["Status"] == 3
    seen = decoded(file)
    lost_ms = max(full_ms - seen.end_s * 1000, 0.0)
    assert lost_ms <= MOST_LOST_MS
    assert studio.own("GET", "/studio/health").status_code == 200
    return f"{full_ms:14.0f}{told_ms:14.0f}{seen.end_s * 1000:12.0f}{lost_ms:9.0f}"


def decoded(file: dict[str, Any]) -> Examined:
    seen = examine(path_of(file))
    assert not seen.complaints, seen.complaints
    return seen


def refused_while_full(studio: StudioDriver, room: str, target: Path) -> None:
    """Start another take on the full disk: it ends by itself or is refused, and holds nobody up."""
    studio.publish(room, "a")
    answer = studio.call("StartRecord", start_request(room, target, MixConfig=HEAVY))
    if answer["Code"] != 0:
        return
    task = answer["Data"]["TaskId"]
    until(lambda: studio.status(task)["Status"] == 4 or recorded_ms(studio, task) > 500, "ended", TOLD_WITHIN_S)
    studio.call("StopRecord", {"TaskId": task})  # the disk may have had a little room left
    until(lambda: not studio.own("GET", "/studio/health").json()["busy"], "done", TOLD_WITHIN_S)


def goes_on(studio: StudioDriver, task: str) -> None:
    """See that a take on another disk grew all the while and ends as it should."""
    before_ms = recorded_ms(studio, task)
    until(lambda: recorded_ms(studio, task) > before_ms, "the other take goes on")
    studio.act("StopRecord", task)
    status = studio.wait_finished(task)
    assert status["Status"] == 3
    (file,) = status["RecordFiles"]
    assert decoded(file).end_s * 1000 >= before_ms


def kept_status(folder: Path) -> int | None:
    """Read what the disk knows of a task; nothing where its record is not there yet."""
    record = folder / RECORD_FILE
    return int(json.loads(record.read_text(encoding="utf-8"))["status"]) if record.exists() else None


def restarted_and_remembered(studio: StudioDriver) -> None:
    """Kill and start again: what was told of the tasks is still told, and their events can be read.

    What could not be written while the disk was full is written once there is room, some moments later.
    """
    folders = list((studio.data_dir / "tasks").iterdir())
    before = {one.name: studio.call("DescribeRecordStatus", {"TaskId": one.name}).get("Data") for one in folders}
    told = {one: was["Status"] for one in folders if (was := before[one.name]) is not None}
    until(lambda: all(kept_status(one) == status for one, status in told.items()), "caught up", TOLD_WITHIN_S)
    studio.signal(signal.SIGKILL)
    studio.wait()
    studio.start()
    until(lambda: not studio.own("GET", "/studio/health").json()["busy"], "settled", TOLD_WITHIN_S)
    for task, was in before.items():
        if was is None:
            continue
        now = studio.status(task)
        assert now["Status"] == was["Status"]
        assert [file["Status"] for file in now.get("RecordFiles") or []] == [
            f["Status"] for f in was.get("RecordFiles") or []
        ]
        kinds = studio.kinds(task)
        assert "started" in kinds
        assert "stopped" in kinds
