"""What live pictures cost the window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

from tests.benchmarks.conftest import Effort, Report
from tests.benchmarks.contenders import ROOT

PEOPLE = 25
GOAL = 0.05


def test_live_pictures_of_25_streams(effort: Effort, report: Report, tmp_path: Path) -> None:
    costs = [watched(tmp_path / str(number), effort.seconds) for number in range(max(effort.rounds // 2, 1))]
    pictures = median(cost["live"] - cost["sound only"] for cost in costs)
    rate = median(cost["pictures_per_s"] for cost in costs)
    report.add(
        f"the window beside {PEOPLE} people, 320x180@5 each, medians of {len(costs)}",
        f"live pictures: {pictures:.3f} of a core, transport and decoding included  (goal {GOAL}),"
        f" {rate:.0f} pictures per s arrived",
        f"all of the window: {median(cost['live'] for cost in costs):.3f}, with levels only"
        f" {median(cost['sound only'] for cost in costs):.3f}, still {median(cost['still'] for cost in costs):.3f}",
    )


def watched(profile: Path, seconds: float) -> dict[str, float]:
    """Run a window of its own and let it measure itself."""
    command = [sys.executable, "-m", "tests.benchmarks.a_watching_window", str(profile), str(PEOPLE), str(seconds)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found
