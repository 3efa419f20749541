"""What the canvas draws is what is recorded: other layouts at each run."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.drivers.studio import StudioDriver
from tests.soak.conftest import Report
from tests.support.pixel_promise import Likeness, Promise, addressed_pictures, likeness

LAYOUTS_PER_ROUND = 20


@pytest.mark.parametrize("rounds", [1, pytest.param(10, marks=pytest.mark.long)], ids=["once", "often"])
def test_random_layouts_look_the_same_on_the_canvas_and_in_the_recording(
    rounds: int, tmp_path: Path, seed: str, report: Report, qtbot: QtBot
) -> None:
    found: dict[str, Likeness] = {}
    studio = StudioDriver(tmp_path / "studio").start()
    try:
        for number in range(rounds):
            chance = random.Random(f"{seed}/pixels {number}")
            with addressed_pictures(chance) as server:
                promise = Promise(studio, server, chance, qtbot.addWidget)
                promise.furnish()
                pairs = promise.compared(LAYOUTS_PER_ROUND)
                found |= {f"{number}: {name}": likeness(drawn, recorded) for name, drawn, recorded in pairs}
    finally:
        studio.stop()
    worst = max(like.worst for like in found.values())
    report.add(
        f"{len(found)} random layouts on the canvas and in the recording",
        f"mean difference of luma {max(like.mean for like in found.values()):.2f} at most, {worst:.2f} in the worst"
        f" block; {max(like.displaced for like in found.values())} px without a likeness within 1 px",
    )
    assert {name: like for name, like in found.items() if not like.is_kept} == {}
