"""What is wrong with a request, or has no effect in it, in words for the host."""

from __future__ import annotations

from dataclasses import dataclass

from chalkreel.base.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule: its name, the member it is about (a path of wire names) and the sentence."""

    rule: str
    field: str
    message: Phrase

    def __str__(self) -> str:
        return f"{self.field}: {self.message}" if self.field else str(self.message)


@dataclass(frozen=True, slots=True)
class Hint:
    """A member that is allowed but has no effect in this combination."""

    rule: str
    field: str
    message: Phrase
