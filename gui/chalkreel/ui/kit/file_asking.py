"""What every dialog that asks for files has in common."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from chalkreel.ui.kit.words import tr


def patterns(suffixes: Collection[str]) -> str:
    """Give the patterns of suffixes for a dialog's filter; some systems tell capitals apart."""
    return " ".join(f"*{form}" for suffix in sorted(suffixes) for form in (suffix, suffix.upper()))


def all_files() -> str:
    """Name the filter that hides nothing."""
    return tr("All files") + " (*)"


class LastFolder:
    """Where the files of one purpose were found last; until then, where the system keeps such files."""

    def __init__(self, usual: QStandardPaths.StandardLocation) -> None:
        self._usual = usual
        self._folder = ""

    def begin(self, dialog: QFileDialog) -> None:
        """Let a dialog begin there, and learn from it."""
        dialog.setDirectory(self._folder or QStandardPaths.writableLocation(self._usual))
        dialog.filesSelected.connect(self._learn)

    def _learn(self, paths: list[str]) -> None:
        if paths:
            self._folder = str(Path(paths[0]).parent)
