"""What the preflight list draws: findings, and what is there when all is well."""

from __future__ import annotations

from dataclasses import dataclass

from chalkreel.base.phrase import Phrase, counted
from chalkreel.domain.preflight import PreflightFacts, PreflightFinding, Severity
from chalkreel.domain.preflight_rules import blocking, hours_left

MOST_HOURS = 999
"""More than this is said as this: nobody plans further."""


@dataclass(frozen=True, slots=True)
class PreflightView:
    """The findings, the gravest first, and in a few words what would be recorded.

    ``has_recorder`` false: nothing was judged yet. ``is_live``: what is found is about the running recording.
    """

    findings: tuple[PreflightFinding, ...] = ()
    summary: tuple[Phrase, ...] = ()
    has_recorder: bool = False
    is_checking: bool = False
    is_live: bool = False

    @property
    def blocked(self) -> PreflightFinding | None:
        return blocking(self.findings)

    @property
    def warnings(self) -> tuple[PreflightFinding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is Severity.WARNS)


def summary_of(facts: PreflightFacts) -> tuple[Phrase, ...]:
    """Say who and what is there: "3 people, 2 boards, 41 h of space"."""
    pieces = [
        counted("{n} person", "{n} people", len(facts.streams)),
        counted("{n} board", "{n} boards", len(facts.boards)),
    ]
    hours = hours_left(facts)
    if hours is not None and hours >= 1:
        pieces.append(counted("{n} h of space", "{n} h of space", min(int(hours), MOST_HOURS)))
    elif hours is not None:
        pieces.append(counted("{n} min of space", "{n} min of space", int(hours * 60)))
    return tuple(pieces)
