"""Speaks to the panel of the people in the room as a host does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from chalkreel.controllers.view_state import RoomView
from chalkreel.ui.kit.badge import Badge
from chalkreel.ui.kit.thumbnail import Thumbnail
from chalkreel.ui.streams import StreamsPanel
from chalkreel.ui.streams.stream_row import StreamRow


class StreamsDriver:
    """Holds a shown panel and remembers what was wished for."""

    def __init__(self, qtbot: QtBot, width_px: int = 272) -> None:
        self.bot = qtbot
        self.panel = StreamsPanel()
        self.wishes: list[tuple] = []
        self.panel.mute_requested.connect(self._on_mute)
        self.panel.camera_off_requested.connect(self._on_camera_off)
        self.panel.remove_stream_requested.connect(self._on_remove)
        self.panel.add_stream_requested.connect(self._on_add)
        self.panel.add_guest_requested.connect(self._on_add_guest)
        self.panel.connection_requested.connect(self._on_connection)
        qtbot.addWidget(self.panel)
        self.panel.resize(width_px, 640)
        with qtbot.waitExposed(self.panel):
            self.panel.show()
        self.panel.activateWindow()
        qtbot.waitUntil(self.panel.isActiveWindow)

    def show(self, room: RoomView) -> None:
        self.panel.show_room(room)
        QApplication.processEvents()

    def rows(self) -> list[StreamRow]:
        """The rows from top to bottom."""
        found = [row for row in self.panel.findChildren(StreamRow) if not row.isHidden()]
        return sorted(found, key=lambda row: row.y())

    def row(self, user_name: str) -> StreamRow:
        return next(row for row in self.rows() if row.accessibleName().startswith(user_name))

    def names(self) -> list[str]:
        return [row.accessibleName().split(", ")[0] for row in self.rows()]

    def condition(self, user_name: str) -> tuple[str, str]:
        badge = self.row(user_name).findChild(Badge)
        return badge.word, badge.kind

    def picture(self, user_name: str) -> Thumbnail:
        return self.row(user_name).findChild(Thumbnail)

    def press(self, word: str, user_name: str | None = None) -> None:
        place = self.panel if user_name is None else self.row(user_name)
        self.bot.mouseClick(self._button(place, word), Qt.MouseButton.LeftButton)

    def can_see(self, word: str, user_name: str | None = None) -> bool:
        place = self.panel if user_name is None else self.row(user_name)
        button = self._button(place, word)
        return button is not None and button.isVisible()

    def press_keys(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        self.bot.keyClick(self.panel, key, modifiers)

    def texts(self) -> list[str]:
        return [label.text() for label in self.panel.findChildren(QLabel) if label.isVisible() and label.text()]

    @staticmethod
    def _button(place, word: str) -> QAbstractButton | None:
        return next((b for b in place.findChildren(QAbstractButton) if b.accessibleName() == word), None)

    def _on_mute(self, stream_id: str, is_muted: bool) -> None:
        self.wishes.append(("mute", stream_id, is_muted))

    def _on_camera_off(self, stream_id: str, is_off: bool) -> None:
        self.wishes.append(("camera off", stream_id, is_off))

    def _on_remove(self, stream_id: str) -> None:
        self.wishes.append(("remove", stream_id))

    def _on_add(self) -> None:
        self.wishes.append(("add",))

    def _on_add_guest(self) -> None:
        self.wishes.append(("add guest",))

    def _on_connection(self) -> None:
        self.wishes.append(("connection",))
