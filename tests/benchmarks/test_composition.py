"""Processor time and memory of the whole Studio beside the floor and FFmpeg's own graphs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest

from tests.benchmarks.cases import CASES, Case
from tests.benchmarks.conftest import Effort, Report
from tests.benchmarks.contenders import CONTENDERS, GRAPHS, cost_of
from tests.benchmarks.material import Material
from tests.benchmarks.watching import Cost


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_composing_costs_little_more_than_the_codecs(
    case: Case, effort: Effort, report: Report, material: Callable[[Case], Material], tmp_path: Path
) -> None:
    inputs = material(case)
    costs: dict[str, list[Cost]] = {contender: [] for contender in CONTENDERS}
    for number in range(effort.rounds):
        for contender in _turned(number):
            folder = tmp_path / f"{number}"
            folder.mkdir(exist_ok=True)
            costs[contender].append(_fair_cost(contender, case, inputs, folder, effort.seconds))
    report.add(f"{case.name} + board -> {case.canvas}@{case.fps}", case.settings(), *_told(case, costs))


def _fair_cost(contender: str, case: Case, inputs: Material, folder: Path, seconds: float) -> Cost:
    """Measure again when the encoder had to step down because others use the machine."""
    for attempt in range(3):
        cost = cost_of(contender, case, inputs, folder / str(attempt), seconds)
        if not cost.encoder_step:
            return cost
    pytest.skip("the machine is too busy: the encoder of Studio steps down every time")


def _turned(number: int) -> tuple[str, ...]:
    """Begin each round with another contender, so that none has the best place every time."""
    first = number % len(CONTENDERS)
    return (*CONTENDERS[first:], *CONTENDERS[:first])


def _told(case: Case, costs: dict[str, list[Cost]]) -> list[str]:
    cpu = {name: [cost.cpu for cost in values] for name, values in costs.items()}
    best = min(GRAPHS, key=lambda name: median(cpu[name]))
    memory = {name: median(cost.memory_mb for cost in values) for name, values in costs.items()}
    own = {name: median(cost.own_mb for cost in values) for name, values in costs.items()}
    spread = {name: f"{median(v):.3f} ({min(v):.3f}-{max(v):.3f})" for name, v in cpu.items()}
    of_floor, of_graph = _ratio(cpu["studio"], cpu["floor"]), _ratio(cpu["studio"], cpu[best])
    of_memory = memory["studio"] / memory[best]
    return [
        "processor s per recorded s: " + ", ".join(f"{name} {text}" for name, text in spread.items()),
        f"Studio / floor         {of_floor:.2f}  (goal {case.goal_of_floor:.1f}: {_met(of_floor, case.goal_of_floor)})",
        f"Studio / FFmpeg {best:7s}{of_graph:.2f}  (goal 1.0: {_met(of_graph, 1.0)})",
        f"memory MB: Studio {memory['studio']:.0f}, FFmpeg {memory[best]:.0f}: {of_memory:.2f}"
        f"  (goal 1.0: {_met(of_memory, 1.0)})",
        f"of it Studio's own, shared with nobody: {own['studio']:.0f} (FFmpeg {own[best]:.0f}); decoders and encoders"
        f" alone, called from Python: {memory['floor']:.0f} (own {own['floor']:.0f})",
    ]


def _ratio(ours: list[float], theirs: list[float]) -> float:
    """Give the median of the rounds' own ratios: what slows a whole round slows both sides of it."""
    return median(one / other for one, other in zip(ours, theirs, strict=True))


def _met(value: float, goal: float) -> str:
    return "met" if value <= goal + 0.005 else "NOT MET"
