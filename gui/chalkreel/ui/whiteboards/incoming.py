"""What the host brings to the picker: files that are dropped, pasted or chosen, and pictures from the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from chalkreel.base.phrase import phrase
from chalkreel.ui.whiteboards.asking import BOARD_SUFFIXES
from chalkreel.ui.whiteboards.book_dialog import LIST_SUFFIXES
from chalkreel.ui.whiteboards.room_kind import NOWHERE_YET, RoomKind

_NO_BOARDS = phrase("Only JPG, JPEG, PNG and BMP pictures, PDF files and folders of them can become boards.")
_NO_LIST = phrase("In this room boards are listed by their ids. A JSON, CSV or text file can bring a list.")
_NOTHING_TO_PASTE = phrase("There is no picture on the clipboard.")


class Incoming(QObject):
    """Passes on what can become boards in this kind of room, or says why something cannot; owned by the picker.

    Signals:
        boards_brought: paths of pictures, PDF files and folders.
        list_brought: the path of a file with a list of boards.
        picture_brought: a picture without a file.
        refused(Phrase): some of it cannot become boards.
        hinted(Phrase): why nothing came of it now.
    """

    boards_brought = Signal(list)
    list_brought = Signal(str)
    picture_brought = Signal(QImage)
    refused = Signal(object)
    hinted = Signal(object)

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self.kind = RoomKind.STUDIO

    def bring(self, paths: Sequence[str]) -> None:
        match self.kind:
            case RoomKind.NOWHERE:
                self.hinted.emit(NOWHERE_YET)
            case RoomKind.CLOUD:
                self._bring_list(paths)
            case RoomKind.STUDIO:
                self._bring_boards(paths)

    def paste(self) -> None:
        """Bring what is on the clipboard."""
        paths = file_paths(QApplication.clipboard().mimeData())
        if paths:
            self.bring(paths)
            return
        match self.kind:
            case RoomKind.NOWHERE:
                self.hinted.emit(NOWHERE_YET)
            case RoomKind.CLOUD:
                self.hinted.emit(_NO_LIST)
            case RoomKind.STUDIO:
                self._bring_picture(QApplication.clipboard().image())

    def _bring_boards(self, paths: Sequence[str]) -> None:
        usable = [path for path in paths if Path(path).suffix.lower() in BOARD_SUFFIXES or Path(path).is_dir()]
        if usable:
            self.boards_brought.emit(usable)
        if len(usable) < len(paths):
            self.refused.emit(_NO_BOARDS)

    def _bring_list(self, paths: Sequence[str]) -> None:
        """In a cloud room a file can only be a list of boards."""
        if len(paths) == 1 and Path(paths[0]).suffix.lower() in LIST_SUFFIXES:
            self.list_brought.emit(paths[0])
        else:
            self.refused.emit(_NO_LIST)

    def _bring_picture(self, image: QImage) -> None:
        if image.isNull():
            self.hinted.emit(_NOTHING_TO_PASTE)
        else:
            self.picture_brought.emit(image)


def file_paths(dragged: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in dragged.urls() if url.isLocalFile()]
