"""The dialogs of the picker: one at a time, opened with ``open()``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from chalkreel.controllers.view_state import BoardView
from chalkreel.domain.board_book import BookBoard
from chalkreel.ui.kit.file_asking import LastFolder, all_files, patterns
from chalkreel.ui.kit.one_dialog import OneDialog
from chalkreel.ui.kit.words import tr
from chalkreel.ui.whiteboards.book_dialog import BookDialog

PICTURE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".bmp"})
BOARD_SUFFIXES = PICTURE_SUFFIXES | {".pdf"}


class BoardAsking(QObject):
    """Asks the host for boards, for a book of them, or for a board's picture; owned by the picker.

    Signals:
        files_chosen: paths of pictures and PDF files, or of a folder of them.
        book_accepted: the boards of a cloud room, as the host wrote them down.
        picture_chosen: a board and the path of the picture to know it by.
    """

    files_chosen = Signal(list)
    book_accepted = Signal(object)
    picture_chosen = Signal(str, str)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._asked = OneDialog(self)
        self._folder = LastFolder(QStandardPaths.StandardLocation.PicturesLocation)
        self._board_id = ""

    def ask_for_boards(self, book: tuple[BookBoard, ...] | None, list_path: str = "") -> None:
        """Ask for files or, where there is a book, for its lines; a list's file can be read into it at once."""
        if self._asked.is_busy():
            return
        if book is None:
            dialog = QFileDialog(self._owner, tr("Add boards"))
            dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
            dialog.setNameFilters([tr("Pictures and PDF files") + f" ({patterns(BOARD_SUFFIXES)})", all_files()])
            self._folder.begin(dialog)
            dialog.filesSelected.connect(self._on_files_selected)
            self._asked.open(dialog)
            return
        lines = BookDialog(book, self._owner)
        lines.accepted_book.connect(self.book_accepted)
        if list_path:
            lines.read_file(Path(list_path))
        self._asked.open(lines)

    def ask_for_folder(self) -> None:
        """Ask for a folder, all of whose pictures and PDF files become boards."""
        if self._asked.is_busy():
            return
        dialog = QFileDialog(self._owner, tr("Add a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._folder.begin(dialog)
        dialog.filesSelected.connect(self._on_files_selected)
        self._asked.open(dialog)

    def ask_for_picture(self, board: BoardView) -> None:
        """Ask which picture a board is to be known by."""
        if self._asked.is_busy():
            return
        self._board_id = board.board_id
        dialog = QFileDialog(self._owner, tr("Choose a picture for {name}", name=board.name))
        dialog.setNameFilters([tr("Pictures") + f" ({patterns(PICTURE_SUFFIXES)})", all_files()])
        self._folder.begin(dialog)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_picture_selected)
        self._asked.open(dialog)

    def _on_files_selected(self, paths: Sequence[str]) -> None:
        self.files_chosen.emit(list(paths))

    def _on_picture_selected(self, path: str) -> None:
        self.picture_chosen.emit(self._board_id, path)
