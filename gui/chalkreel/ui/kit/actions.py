"""What the host can do, described as data: words, icon, shortcut."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from types import ModuleType

from PySide6.QtGui import QKeySequence

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.ui.kit.icons import Tone
from chalkreel.ui.kit.words import tr, tr_phrase


class KeyPlace(Enum):
    """Where an action's keys work."""

    WINDOW = phrase("Everywhere")
    CANVAS = phrase("While the canvas is selected")
    LAYERS = phrase("In the list of layers")
    BOARDS = phrase("In the row of boards")
    LAYOUTS = phrase("In the row of layouts")
    FIELD = phrase("In a field or dialog")


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action: ``label`` is its word on a button, ``tip`` the sentence that says what it does.

    ``more_shortcuts`` do the same in another way (1 to 9, the four arrows). ``instead_of`` names the action whose
    button and keys this one takes over while it is offered (Resume those of Pause).
    """

    action_id: str
    label: Phrase
    tip: Phrase
    icon: str = ""
    shortcut: str = ""
    tone: Tone = "text"
    place: KeyPlace = KeyPlace.WINDOW
    more_shortcuts: tuple[str, ...] = ()
    instead_of: str = ""

    @property
    def shortcuts(self) -> tuple[str, ...]:
        return (self.shortcut, *self.more_shortcuts) if self.shortcut else ()

    def tip_text(self) -> str:
        """Say what it does and by which keys."""
        if not self.shortcut:
            return tr_phrase(self.tip)
        keys = QKeySequence(self.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        return tr("{tip} ({keys})", tip=tr_phrase(self.tip), keys=keys)


def actions_of(*modules: ModuleType) -> tuple[ActionSpec, ...]:
    """Collect every action that modules hold by a name of their own, also inside tables, in the order written."""
    found: dict[str, ActionSpec] = {}
    for module in modules:
        for value in vars(module).values():
            for spec in value.values() if isinstance(value, dict) else (value,):
                if isinstance(spec, ActionSpec):
                    found.setdefault(spec.action_id + spec.label.template, spec)
    return tuple(found.values())
