"""What the host can do, described as data: words, icon, shortcut."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from chalkreel.base.phrase import Phrase
from chalkreel.ui.kit.icons import Tone
from chalkreel.ui.kit.words import tr, tr_phrase


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action: ``label`` is its word on a button, ``tip`` the sentence that says what it does."""

    action_id: str
    label: Phrase
    tip: Phrase
    icon: str = ""
    shortcut: str = ""
    tone: Tone = "text"

    def tip_text(self) -> str:
        """Say what it does and by which keys."""
        if not self.shortcut:
            return tr_phrase(self.tip)
        keys = QKeySequence(self.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        return tr("{tip} ({keys})", tip=tr_phrase(self.tip), keys=keys)
