"""What every gesture of the pointer has in common."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt

from chalkreel.domain.layout import Layout


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

    def layout_at(self, x: float, y: float, modifiers: Qt.KeyboardModifier) -> Layout:
        """Give the layout with the pointer at this point, in canvas px."""
        ...
