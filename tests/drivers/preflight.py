"""Speaks to preflight in the main window as a host does."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel

from chalkreel.domain.preflight import Cause, PreflightFinding, Remedy, Surroundings
from tests.drivers.main_window import LEFT, MainWindowDriver


class PreflightDriver:
    """The strip beside Record and the list above it."""

    def __init__(self, host: MainWindowDriver) -> None:
        self._host = host
        self._strip = host.window.preflight
        self._list = host.window.findings

    @property
    def words(self) -> str:
        return self._strip.words

    @property
    def causes(self) -> set[Cause]:
        """What is found, as the list shows it."""
        return {row.finding.cause for row in self._list.rows if row.finding is not None}

    @property
    def findings(self) -> list[PreflightFinding]:
        return [row.finding for row in self._list.rows if row.finding is not None]

    @property
    def surroundings(self) -> Surroundings:
        return self._host.program.preflight.surroundings

    def open_list(self) -> None:
        if not self._list.isVisible():
            self._host.press("show-findings")

    @property
    def is_list_open(self) -> bool:
        return self._list.isVisible()

    @property
    def heading(self) -> str:
        return next(one.text() for one in self._list.findChildren(QLabel) if one.property("role") == "heading")

    def press_fix_key(self) -> None:
        self._host.bot.keyClick(self._host.window, Qt.Key.Key_F8, Qt.KeyboardModifier.ControlModifier)

    def press_remedy(self, word: str) -> None:
        """Press the button of a finding in the list."""
        buttons = (button for row in self._list.rows for button in row.findChildren(QAbstractButton))
        button = next(button for button in buttons if button.isVisible() and button.text() == word)
        self._host.bot.mouseClick(button, LEFT)

    def choose_folder(self, folder: Path) -> None:
        """Ask for another folder and answer the dialog."""
        self._list.remedy_requested.emit(Remedy.CHOOSE_FOLDER, "")
        dialog = self._host.window.findChild(QFileDialog)
        assert dialog is not None
        dialog.fileSelected.emit(str(folder))
        dialog.reject()
