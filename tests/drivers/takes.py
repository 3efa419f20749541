"""Works the window of takes and its player as a host does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from chalkreel.ui.takes.actions import PLAY
from chalkreel.ui.takes.player_panel import PlayerPanel
from chalkreel.ui.takes.window import TakesWindow

LEFT = Qt.MouseButton.LeftButton
NOISE = (
    "pipewire|propagateSizeHints|does not support raise",
    "library|Couldn't resolve",
    "PulseAudio|audio device|No RHI backend",
)
"""What Qt's multimedia says on a machine without a desktop; none of it keeps a film from playing."""


class TakesDriver:
    """Holds the shown window."""

    def __init__(self, qtbot: QtBot, window: TakesWindow) -> None:
        self.bot = qtbot
        self.window = window

    @property
    def player(self) -> PlayerPanel:
        return self.window.player

    def rows(self) -> list[str]:
        """What a screen reader reads of each row."""
        model = self.window.takes.model()
        return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]

    def texts(self) -> list[str]:
        labels = self.window.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]

    def click_row(self, place: int) -> None:
        view = self.window.takes
        at = view.visualRect(view.model().index(place, 0)).center()
        self.bot.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)

    def type_search(self, words: str) -> None:
        self.window.search.setFocus()
        self.bot.keyClicks(self.window.search, words)

    def press(self, action_id: str) -> None:
        self.bot.mouseClick(self.button(action_id), LEFT)

    def button(self, action_id: str) -> QAbstractButton:
        button = self.window.findChild(QAbstractButton, action_id)
        assert button is not None
        return button

    def key(self, key: Qt.Key) -> None:
        """Press a key while the list has the focus, as after choosing a take there."""
        self.window.takes.setFocus()
        self.bot.keyClick(self.window.takes, key)

    def click_chapter(self, place: int) -> None:
        strip = self.player.strip
        at = strip.visualRect(strip.model().index(place, 0)).center()
        self.bot.mouseClick(strip.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)

    def chapters(self) -> list[str]:
        model = self.player.strip.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def chapters_with_pictures(self) -> int:
        model = self.player.strip.model()
        role = Qt.ItemDataRole.UserRole + 1
        return sum(model.index(row, 0).data(role) is not None for row in range(model.rowCount()))

    def choose_file(self, place: int) -> None:
        box = self.player.findChild(QComboBox)
        assert box is not None
        box.setFocus()
        box.setCurrentIndex(place)

    def play_word(self) -> str:
        return self.button(PLAY.action_id).accessibleName()

    def colour_in_film(self, x_share: float = 0.5, y_share: float = 0.6) -> QColor:
        image = self.player.video.image
        return image.pixelColor(int(image.width() * x_share), int(image.height() * y_share))

    def close(self) -> None:
        self.window.close()
