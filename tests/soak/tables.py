"""The tables at the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from tests.soak.killing import Outcome


def losses_table(outcomes: Sequence[Outcome]) -> list[str]:
    """Tell of each scenario how often it was killed and what that cost, then of all together."""
    by_name: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_name.setdefault(outcome.scenario.name, []).append(outcome)
    rows = [_row(name, group) for name, group in by_name.items()]
    rows.append(_row("all", outcomes))
    head = ("killed while", "kills", "files", "recorded ms", "lost ms: median", "max", "complaints")
    return _aligned([head, *rows])


def _row(name: str, outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    killed = [outcome for outcome in outcomes if not outcome.is_skipped]
    losses = [loss for outcome in killed for loss in outcome.losses]
    if not killed:
        return (name, "-", "", "", "", "", "not recorded yet")
    lost = [loss.lost_ms for loss in losses]
    spans = [outcome.at_ms for outcome in killed]
    return (
        name,
        str(len(killed)),
        str(len(losses)),
        f"{min(spans):.0f}-{max(spans):.0f}",
        f"{median(lost):.0f}" if lost else "",
        f"{max(lost):.0f}" if lost else "",
        str(sum(len(outcome.complaints) for outcome in killed)),
    )


def _aligned(rows: Iterable[tuple[str, ...]]) -> list[str]:
    kept = list(rows)
    widths = [max(len(row[column]) for row in kept) for column in range(len(kept[0]))]
    return [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in kept
    ]
