"""All keys of the window, panel by panel, read off the panels' own actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

from PySide6.QtGui import QKeySequence

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.ui.canvas import actions as canvas
from chalkreel.ui.canvas import arrange_actions as arrange
from chalkreel.ui.canvas import stage_actions as stage
from chalkreel.ui.canvas.side import actions as side
from chalkreel.ui.kit.actions import ActionSpec, KeyPlace, actions_of
from chalkreel.ui.kit.words import tr_phrase
from chalkreel.ui.layouts import actions as layouts
from chalkreel.ui.main_window import actions as window
from chalkreel.ui.main_window import leave_dialog
from chalkreel.ui.preflight import actions as preflight
from chalkreel.ui.settings import connection_dialog
from chalkreel.ui.status import actions as status
from chalkreel.ui.streams import actions as streams
from chalkreel.ui.streams import guest_dialog
from chalkreel.ui.take_settings import dialog as take_settings
from chalkreel.ui.takes import actions as takes
from chalkreel.ui.timeline import actions as timeline
from chalkreel.ui.whiteboards import actions as whiteboards
from chalkreel.ui.whiteboards import book_dialog

_MANY = 2
"""More keys than this for one action are written as a range."""


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The actions of one panel that have keys, in the order they are written there."""

    title: Phrase
    actions: tuple[ActionSpec, ...]


_PANELS: tuple[tuple[Phrase, tuple[ModuleType, ...]], ...] = (
    (phrase("Recording controls"), (status, preflight)),
    (phrase("Canvas"), (canvas, stage, side, arrange)),
    (phrase("Layouts"), (layouts,)),
    (phrase("Whiteboards"), (whiteboards,)),
    (phrase("Time line"), (timeline,)),
    (phrase("People"), (streams,)),
    (phrase("Window"), (window,)),
)
_DIALOGS: tuple[tuple[Phrase, tuple[ModuleType, ...]], ...] = (
    (phrase("Takes"), (takes,)),
    (phrase("Take settings"), (take_settings,)),
    (phrase("Connection"), (connection_dialog,)),
    (phrase("Participant from an address"), (guest_dialog,)),
    (phrase("List of boards"), (book_dialog,)),
    (phrase("Closing the window"), (leave_dialog,)),
)


def key_groups() -> tuple[KeyGroup, ...]:
    """Give the keys of the window itself."""
    return _groups(_PANELS)


def dialog_groups() -> tuple[KeyGroup, ...]:
    """Give the keys of other windows and dialogs, each of which has the keyboard to itself."""
    return _groups(_DIALOGS)


def found(groups: Sequence[KeyGroup], text: str) -> tuple[KeyGroup, ...]:
    """Leave only the actions whose keys, name or explanation have all these words."""
    words = text.casefold().split()
    left = (
        KeyGroup(group.title, tuple(spec for spec in group.actions if _matches(spec, group, words))) for group in groups
    )
    return tuple(group for group in left if group.actions)


def keys_text(spec: ActionSpec) -> str:
    """Write the keys as this computer names them; many of them as a range."""
    keys = [QKeySequence(each).toString(QKeySequence.SequenceFormat.NativeText) for each in spec.shortcuts]
    if len(keys) > _MANY and spec.shortcuts[-1][-1].isdigit():
        return f"{keys[0]} … {keys[-1]}"
    return " / ".join(keys)


def _groups(panels: Sequence[tuple[Phrase, tuple[ModuleType, ...]]]) -> tuple[KeyGroup, ...]:
    return tuple(KeyGroup(title, _keyed(modules)) for title, modules in panels)


def _keyed(modules: Sequence[ModuleType]) -> tuple[ActionSpec, ...]:
    """Leave out what has no keys, and what takes over those of another action for a while."""
    specs: dict[tuple[str, str], ActionSpec] = {}
    for spec in actions_of(*modules):
        if spec.shortcut and not spec.instead_of:
            specs.setdefault((spec.action_id, spec.shortcut), spec)
    return tuple(specs.values())


def _matches(spec: ActionSpec, group: KeyGroup, words: Sequence[str]) -> bool:
    place = "" if spec.place is KeyPlace.WINDOW else tr_phrase(spec.place.value)
    parts = (keys_text(spec), tr_phrase(spec.label), tr_phrase(spec.tip), tr_phrase(group.title), place)
    text = " ".join(parts).casefold()
    return all(word in text for word in words)
