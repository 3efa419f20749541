"""Asks the host for participants: files, or an address somebody comes from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from chalkreel.controllers.room import RoomController
from chalkreel.ui.kit.file_asking import LastFolder, all_files, patterns
from chalkreel.ui.kit.words import tr
from chalkreel.ui.streams import GuestDialog

_VIDEOS = (".avi", ".flv", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".mts", ".ts", ".webm", ".wmv")
_SOUNDS = (".aac", ".flac", ".m4a", ".mp3", ".ogg", ".opus", ".wav", ".wma")
_PICTURES = (".bmp", ".gif", ".jpeg", ".jpg", ".png", ".webp")
MEDIA_SUFFIXES = frozenset((*_VIDEOS, *_SOUNDS, *_PICTURES))
"""What is offered first; anything else can be chosen too, and is tried."""


class Guests(QObject):
    """Opens the dialogs of the people's panel, one address at a time; owned by the composition root."""

    def __init__(self, window: QWidget, room: RoomController) -> None:
        super().__init__()
        self._window = window
        self._room = room
        self._folder = LastFolder(QStandardPaths.StandardLocation.MoviesLocation)
        self._dialog: GuestDialog | None = None

    @Slot()
    def ask_for_files(self) -> None:
        dialog = QFileDialog(self._window, tr("Add a participant from a file"))
        dialog.setNameFilters([tr("Videos, sounds and pictures") + f" ({patterns(MEDIA_SUFFIXES)})", all_files()])
        self._folder.begin(dialog)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._on_files_selected)
        dialog.open()

    @Slot()
    def ask_for_address(self) -> None:
        if self._dialog is not None:
            self._dialog.raise_()
            return
        dialog = GuestDialog(self._room.free_port(), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.guest_wished.connect(self._room.add_guest)
        dialog.finished.connect(self._on_dialog_finished)
        self._room.guest_entered.connect(dialog.accept)
        self._room.guest_refused.connect(dialog.show_refusal)
        self._dialog = dialog
        dialog.open()

    @Slot(list)
    def _on_files_selected(self, paths: list[str]) -> None:
        for path in paths:
            self._room.add_file(Path(path))

    @Slot()
    def _on_dialog_finished(self) -> None:
        self._dialog = None
        self._room.drop_guest()
