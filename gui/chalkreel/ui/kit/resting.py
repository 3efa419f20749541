"""Parts of a window that rest: pointed at, they say why."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

from chalkreel.base.phrase import Phrase
from chalkreel.ui.kit.words import tr_phrase


class Resting(QObject):
    """Disables a widget with everything in it; each part then says why, in place of what it would do.

    Owned by the widget.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._reason: Phrase | None = None

    def rest(self, reason: Phrase | None) -> None:
        """Rest for a reason; ``None``: be used again."""
        if reason == self._reason:
            return
        self._reason = reason
        self._widget.setEnabled(reason is None)
        for part in (self._widget, *self._widget.findChildren(QWidget)):
            part.removeEventFilter(self)
            if reason is not None:
                part.installEventFilter(self)

    def eventFilter(self, part: QObject, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip and self._reason is not None:
            QToolTip.showText(event.globalPos(), tr_phrase(self._reason), self._widget)
            return True
        return super().eventFilter(part, event)
