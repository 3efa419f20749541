"""The word, shape and colour of what became of a take."""

from __future__ import annotations

from dataclasses import dataclass

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.takes_view import TakeCondition, TakeRow
from chalkreel.ui.kit.badge import BadgeKind
from chalkreel.ui.kit.words import tr, tr_phrase


@dataclass(frozen=True, slots=True)
class Sign:
    """How one condition is shown."""

    word: Phrase
    icon: str
    kind: BadgeKind


SIGNS = {
    TakeCondition.RECORDING: Sign(phrase("Recording"), "record", "record"),
    TakeCondition.SAVING: Sign(phrase("Saving"), "saving", "accent"),
    TakeCondition.SAFE: Sign(phrase("Safe"), "safe", "safe"),
    TakeCondition.IN_BACKUP: Sign(phrase("In backup"), "backup", "problem"),
    TakeCondition.LOST: Sign(phrase("Lost"), "lost", "problem"),
    TakeCondition.INTERRUPTED: Sign(phrase("Broke off"), "failed", "problem"),
    TakeCondition.EMPTY: Sign(phrase("Nothing recorded"), "empty", "neutral"),
    TakeCondition.UNKNOWN: Sign(phrase("Not known"), "info", "neutral"),
}


def sign_word(row: TakeRow) -> str:
    """Say what became of a take; of what waits in backup, until when."""
    if row.until is not None:
        return tr_phrase(phrase("Backup until {time}", time=row.until))
    return tr_phrase(SIGNS[row.condition].word)


def began_words(row: TakeRow) -> str:
    """Write the day and the hour a take began."""
    return tr("{date}, {time}", date=f"{row.began:%Y-%m-%d}", time=f"{row.began:%H:%M}")
