"""Takes JSON files that are dropped onto another widget."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

SUFFIX = ".json"


class LayoutFileDrop(QObject):
    """Watches one widget for drops; all other drags are left to it. Owned by the widget.

    Signals:
        dropped(str): the path of a file.
    """

    dropped = Signal(str)

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove) and isinstance(event, QDragMoveEvent):
            if _json_path(event.mimeData()):
                event.acceptProposedAction()
                return True
        elif event.type() is QEvent.Type.Drop and isinstance(event, QDropEvent):
            path = _json_path(event.mimeData())
            if path:
                event.acceptProposedAction()
                self.dropped.emit(path)
                return True
        return False


def _json_path(dragged: QMimeData) -> str:
    """Give the one file that is dragged, if it can hold a layout."""
    paths = [url.toLocalFile() for url in dragged.urls() if url.isLocalFile()] if dragged.hasUrls() else []
    return paths[0] if len(paths) == 1 and Path(paths[0]).suffix.lower() == SUFFIX else ""
