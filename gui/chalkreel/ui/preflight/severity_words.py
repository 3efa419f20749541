"""How grave a finding is: the same by word, shape and colour."""

from __future__ import annotations

from dataclasses import dataclass

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.domain.preflight import Severity
from chalkreel.ui.kit.badge import BadgeKind
from chalkreel.ui.kit.icons import Tone


@dataclass(frozen=True, slots=True)
class Sign:
    """A word, an icon, and the tone and badge they come in."""

    word: Phrase
    icon: str
    tone: Tone
    kind: BadgeKind


SIGNS = {
    Severity.BLOCKS: Sign(phrase("Stops Record"), "refused", "problem_text", "problem"),
    Severity.WARNS: Sign(phrase("Warning"), "warning", "problem_text", "problem"),
    Severity.NOTE: Sign(phrase("Note"), "info", "text_muted", "neutral"),
}
