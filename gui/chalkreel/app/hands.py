"""Works the real window with real pointer events, as a host would."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QListView

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.ui.main_window import MainWindow

LOOK_AGAIN_S = 0.03
LEFT = Qt.MouseButton.LeftButton


class HandsFailed(Exception):  # noqa: N818  (read as a fact)
    """Something the host would expect did not come; ``sentence`` says what."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


class Hands:
    """Presses what can be seen and waits for what should follow; nothing goes past the widgets."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def press(self, action_id: str) -> None:
        """Click the button of an action; it must be there and enabled."""
        button = self._window.findChild(QAbstractButton, action_id)
        if button is None or not button.isVisible() or not button.isEnabled():
            raise HandsFailed(phrase("The button “{name}” cannot be pressed.", name=action_id))
        QTest.mouseClick(button, LEFT)

    def pick_board(self, number: int) -> None:
        """Click the thumbnail of a board, counted from 1."""
        strip = self._window.whiteboards.findChild(QListView)
        if strip is None or strip.model().rowCount() < number:
            raise HandsFailed(phrase("There is no board number {number}.", number=number))
        place = strip.visualRect(strip.model().index(number - 1, 0)).center()
        QTest.mouseClick(strip.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)

    def photograph(self, path: Path) -> None:
        self._window.grab().save(str(path))

    async def until(self, what: Phrase, holds: Callable[[], bool], within_s: float = 15.0) -> None:
        """Wait until something holds, or fail with its name."""
        deadline = time.monotonic() + within_s
        while not holds():
            if time.monotonic() > deadline:
                raise HandsFailed(phrase("This did not come within {seconds} s: {what}", seconds=within_s, what=what))
            await asyncio.sleep(LOOK_AGAIN_S)
