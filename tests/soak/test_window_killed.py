"""The window is killed while it records: Studio records on, and the next window takes over."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.drivers.studio import until
from tests.soak.conftest import Report
from tests.soak.examining import examine

ROOT = Path(__file__).parents[2]
ADOPTED_WITHIN_S = 60


@pytest.mark.parametrize("kills", [pytest.param(3, marks=pytest.mark.long)])
def test_a_take_outlives_a_killed_window_and_the_next_one_adopts_it(
    tmp_path: Path, seed: str, report: Report, kills: int
) -> None:
    chance = random.Random(f"{seed}/window")
    profile, pid = tmp_path / "profile", 0
    try:
        first = window("record", profile)
        with first:
            task = said(first)["task"]
            pid = json.loads(next(profile.rglob("studio.json")).read_text("utf-8"))["pid"]
            alive_from = time.monotonic()
            time.sleep(chance.uniform(0.0, 1.5))
            first.send_signal(signal.SIGKILL)
        for _ in range(kills - 1):  # windows that are killed before they have adopted
            with window("adopt", profile) as half:
                time.sleep(chance.uniform(0.2, 2.0))
                half.send_signal(signal.SIGKILL)
        without_s = time.monotonic() - alive_from
        assert psutil.pid_exists(pid)
        told, errors = window("adopt", profile).communicate(timeout=ADOPTED_WITHIN_S)
        found, ended = (json.loads(line) for line in told.splitlines())
        assert found["task"] == task, errors
        assert found["recording_ms"] >= without_s * 1000
        assert (ended["phase"], ended["takes"]) == ("SAFE", 1)
        seen = examine(Path(ended["file"]))
        assert not seen.complaints
        assert seen.end_s * 1000 >= found["recording_ms"]
        until(lambda: not psutil.pid_exists(pid), "Studio ends with the last window")
        report.add("killed windows", f"{kills}, {without_s:.1f} s without one; {seen.end_s:.1f} s recorded, no gap")
    finally:
        if pid and psutil.pid_exists(pid):
            psutil.Process(pid).kill()


def window(role: str, profile: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.soak.a_window", role, str(profile)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def said(process: subprocess.Popen[str]) -> dict[str, object]:
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, process.stderr.read() if process.stderr else ""
    told: dict[str, object] = json.loads(line)
    return told
