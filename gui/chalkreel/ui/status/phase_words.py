"""The word, shape and colour of each phase of a take."""

from __future__ import annotations

from dataclasses import dataclass

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.view_state import FileCondition, TakeView
from chalkreel.domain.phases import Phase
from chalkreel.ui.kit.badge import BadgeKind


@dataclass(frozen=True, slots=True)
class Sign:
    """One state as a word, a shape and a colour."""

    word: Phrase
    icon: str
    kind: BadgeKind


PHASE_SIGNS: dict[Phase, Sign] = {
    Phase.IDLE: Sign(phrase("Ready"), "ready", "neutral"),
    Phase.PREFLIGHT: Sign(phrase("Checking"), "checking", "accent"),
    Phase.STARTING: Sign(phrase("Starting"), "starting", "accent"),
    Phase.ARMED: Sign(phrase("Waiting"), "waiting", "accent"),
    Phase.RECORDING: Sign(phrase("REC"), "record", "on-air"),
    Phase.WAITING: Sign(phrase("Waiting"), "waiting", "problem"),
    Phase.PAUSED: Sign(phrase("Paused"), "pause", "problem"),
    Phase.STOPPING: Sign(phrase("Stopping"), "stop", "accent"),
    Phase.UPLOADING: Sign(phrase("Saving"), "saving", "accent"),
    Phase.SAFE: Sign(phrase("Safe"), "safe", "safe"),
    Phase.EMPTY: Sign(phrase("Empty"), "empty", "neutral"),
    Phase.PARTIAL: Sign(phrase("Not all saved"), "warning", "problem"),
    Phase.FAILED: Sign(phrase("Failed"), "failed", "problem"),
}

NOT_READY = Sign(phrase("Not ready"), "waiting", "neutral")

FILE_SIGNS: dict[FileCondition, Sign] = {
    FileCondition.RECORDING: Sign(phrase("Recording"), "record", "record"),
    FileCondition.UPLOADING: Sign(phrase("Saving"), "saving", "accent"),
    FileCondition.SAFE: Sign(phrase("Safe"), "safe", "safe"),
    FileCondition.IN_BACKUP: Sign(phrase("In backup"), "backup", "problem"),
    FileCondition.LOST: Sign(phrase("Lost"), "lost", "problem"),
}


def sign_of(take: TakeView) -> Sign:
    """Choose the sign of a take; "ready" is said only while a recording can begin."""
    if take.phase is Phase.IDLE and take.record_blocked is not None:
        return NOT_READY
    return PHASE_SIGNS[take.phase]
