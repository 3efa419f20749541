"""Keeps the keyboard where it makes sense when the button that was pressed goes disabled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

Heirs = Mapping[QWidget, Sequence[QWidget]]
"""Who takes the keyboard over from whom, the first that is enabled; nobody in between is pressed by mistake."""


class KeptFocus:
    """Hands the keyboard on within one bar; Qt by itself gives it to whatever happens to come next.

    Until an heir is enabled nobody has it, so that a key pressed twice does nothing that was not meant. Once the host
    went elsewhere nothing is handed on.
    """

    def __init__(self, heirs: Heirs) -> None:
        self._heirs = heirs
        self._waiting: tuple[QWidget, ...] = ()

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Enable and disable inside."""
        had = next((widget for widget in self._heirs if widget.window().focusWidget() is widget), None)
        if self._waiting and self._waiting[0].window().focusWidget() is not None:
            self._waiting = ()
        yield
        if had is not None and not had.isEnabled():
            self._waiting = (had, *self._heirs[had])
            now = had.window().focusWidget()
            if now is not None:
                now.clearFocus()
        heir = next((widget for widget in self._waiting if widget.isEnabled()), None)
        if heir is not None:
            self._waiting = ()
            heir.setFocus(Qt.FocusReason.OtherFocusReason)
