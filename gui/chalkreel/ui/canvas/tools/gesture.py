"""What every gesture of the pointer has in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from PySide6.QtCore import Qt

from chalkreel.domain.geometry import Rect
from chalkreel.domain.layout import Layout
from chalkreel.domain.snapping import Guide


class Pointing(NamedTuple):
    """Where the pointer is, in canvas px, with which keys; ``reach`` is how far things draw it now, in canvas px."""

    x: float
    y: float
    keys: Qt.KeyboardModifier
    reach: float

    @property
    def snaps(self) -> bool:
        return not self.keys & Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True, slots=True)
class Dragged:
    """What a gesture has made so far; ``box`` is around all that is dragged."""

    layout: Layout
    selection: tuple[str, ...]
    box: Rect
    guides: tuple[Guide, ...] = ()


class Gesture(Protocol):
    """From press to release: it only ever computes layouts from the one it began with.

    So cancelling is forgetting the gesture, and committing is taking its last layout: one gesture, one value.
    """

    @property
    def base(self) -> Layout:
        """The layout the gesture began with."""
        ...

    @property
    def cursor(self) -> Qt.CursorShape: ...

    @property
    def resized_ids(self) -> tuple[str, ...]:
        """The regions whose size changes all the time."""
        ...

    def at(self, pointing: Pointing) -> Dragged:
        """Give the layout with the pointer there."""
        ...
