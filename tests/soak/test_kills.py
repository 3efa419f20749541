"""Studio is killed at random moments of any task; at most the last two seconds may be lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

import pytest

from tests.drivers.studio import StudioDriver
from tests.soak.conftest import Report
from tests.soak.killing import Kill, Outcome, Surroundings
from tests.soak.scenarios import SCENARIOS, SHORT, Scenario
from tests.soak.tables import losses_table
from tests.support.plain_pictures import BLUE, GREEN, RED, colour_png


@pytest.fixture
def around(request: pytest.FixtureRequest, tmp_path: Path, other_disk: Path) -> Iterator[Surroundings]:
    studio = StudioDriver(tmp_path / "studio", "--callback-retry", "0.1").start()
    colours = (RED, GREEN, BLUE)
    pages = tuple(colour_png(tmp_path / f"{n}.png", rgb, 640, 360) for n, rgb in enumerate(colours, start=1))
    yield Surroundings(studio, other_disk, pages, lambda: request.getfixturevalue("s3"))
    studio.stop()


def test_a_few_kills_lose_at_most_two_seconds(around: Surroundings, seed: str, report: Report) -> None:
    kill_often(around, SHORT, len(SHORT), f"short {seed}", report)


@pytest.mark.long
@pytest.mark.usefixtures("s3")  # what lasts for the session is begun before anybody looks what a test leaves
def test_many_kills_lose_at_most_two_seconds(
    around: Surroundings, seed: str, report: Report, request: pytest.FixtureRequest
) -> None:
    only = request.config.getoption("--soak-only")
    chosen = [scenario for scenario in SCENARIOS if only in scenario.name]
    kill_often(around, chosen, request.config.getoption("--soak-kills"), seed, report)


def kill_often(around: Surroundings, scenarios: Sequence[Scenario], kills: int, seed: str, report: Report) -> None:
    """Kill so many times, the scenarios in turn, and only then complain about all of it."""
    outcomes: list[Outcome] = []
    done, missing = 0, set()
    for number, scenario in enumerate(islice(cycle(scenarios), 4 * kills + len(scenarios))):
        if done >= kills:
            break
        if scenario.name in missing:
            continue
        outcome = Kill(around, scenario, number, seed).run()
        outcomes.append(outcome)
        if outcome.is_skipped:
            missing.add(scenario.name)
        else:
            done += 1
            lost = max((loss.lost_ms for loss in outcome.losses), default=0.0)
            print(f"{done}: {scenario.name} at {outcome.at_ms:.0f} ms, lost {lost:.0f} ms", *outcome.complaints)
    report.add(f"{done} kills", *losses_table(outcomes))
    assert done >= kills
    complaints = [f"{o.number} {o.scenario.name}: {words}" for o in outcomes for words in o.complaints]
    assert not complaints, "\n".join(complaints)
