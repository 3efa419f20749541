"""Speaks to the layouts panel as a host does: with the pointer, the keys and the menu."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from chalkreel.controllers.library_view import LayoutCard, LibraryView
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.ui.layouts import LayoutsPanel
from chalkreel.ui.layouts.import_dialog import ImportDialog
from chalkreel.ui.layouts.name_popup import NamePopup

LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier
SIGNALS = (
    "save", "stage", "replace", "duplicate", "delete", "copy", "rename", "share", "order", "undo", "open", "export",
)  # fmt: skip


class LayoutsDriver:
    """Acts on a panel that is shown, alone or in its window; ``wishes`` remembers what it asked for."""

    def __init__(self, qtbot: QtBot, panel: LayoutsPanel | None = None) -> None:
        self.bot = qtbot
        self.panel = panel if panel is not None else LayoutsPanel()
        self.wishes: list[tuple[Any, ...]] = []
        self._listen()
        if panel is None:
            self.panel.resize(720, 60)
            qtbot.addWidget(self.panel)
            with qtbot.waitExposed(self.panel):
                self.panel.show()
            self.panel.activateWindow()
            qtbot.waitUntil(self.panel.isActiveWindow)

    def _listen(self) -> None:
        for name in SIGNALS:
            signal = getattr(self.panel, f"{name}_requested")
            signal.connect(lambda *values, name=name: self.wishes.append((name, *values)))
        self.panel.import_accepted.connect(lambda *values: self.wishes.append(("import", *values)))
        self.panel.text_pasted.connect(lambda *values: self.wishes.append(("paste", *values)))

    @property
    def wish(self) -> tuple[Any, ...]:
        """Give the one wish there was since the last look."""
        assert len(self.wishes) == 1, self.wishes
        return self.wishes.pop()

    def show(self, *names: str, layout: Layout | None = None, **changes: Any) -> None:
        cards = tuple(LayoutCard(f"id-{name}", name, layout or Layout(), Size(1280, 720), **changes) for name in names)
        self.panel.show_library(LibraryView(cards))

    def show_view(self, view: LibraryView, **changes: Any) -> None:
        self.panel.show_library(replace(view, **changes))

    # -- pointer ----------------------------------------------------------------------------------------------

    def names(self) -> list[str]:
        return [card.name for card in self.panel.shelf.cards]

    def place(self, name: str) -> QPoint:
        layout_id = next(card.layout_id for card in self.panel.shelf.cards if card.name == name)
        return self.panel.shelf.place_of(layout_id).center()

    def click(self, name: str) -> None:
        self.bot.mouseClick(self.panel.shelf.viewport(), LEFT, NO_KEYS, self.place(name))

    def drag(self, name: str, to: str, *, is_given_up: bool = False) -> None:
        """Drag a card onto the far half of another."""
        view = self.panel.shelf.viewport()
        start, end = self.place(name), self.place(to)
        end += QPoint(20 if end.x() > start.x() else -20, 0)
        self.bot.mousePress(view, LEFT, NO_KEYS, start)
        for share in (0.4, 0.7, 1.0):
            at = QPointF(start + (end - start) * share)
            event = QMouseEvent(
                QMouseEvent.Type.MouseMove, at, view.mapToGlobal(at), Qt.MouseButton.NoButton, LEFT, NO_KEYS
            )
            QApplication.sendEvent(view, event)
        if is_given_up:
            self.key(Qt.Key.Key_Escape)
        self.bot.mouseRelease(view, LEFT, NO_KEYS, end)

    def press(self, action_id: str) -> None:
        button = self.panel.findChild(QWidget, action_id)
        assert isinstance(button, QWidget)
        assert button.isVisible()
        self.bot.mouseClick(button, LEFT)

    # -- keys and menu ----------------------------------------------------------------------------------------

    def focus(self, name: str) -> None:
        self.panel.shelf.setFocus()
        self.panel.shelf.select(next(card.layout_id for card in self.panel.shelf.cards if card.name == name))

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Press a key with the row focused."""
        self.bot.keyClick(self.panel.shelf, key, keys)

    def window_key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.bot.keyClick(self.panel.window(), key, keys)

    def choose(self, word: str) -> None:
        """Open the menu by its button and pick an entry by its first words."""
        self.press("layout-menu")
        menu = next(menu for menu in self.panel.findChildren(QMenu) if menu.isVisible())
        self.bot.mouseClick(menu, LEFT, NO_KEYS, menu.actionGeometry(_entry(menu, word)).center())

    # -- dialogs ----------------------------------------------------------------------------------------------

    @property
    def popup(self) -> NamePopup:
        return next(one for one in self.panel.findChildren(NamePopup) if one.isVisible())

    def name_it(self, name: str, *, all_rooms: bool | None = None) -> None:
        """Write a name into the popup, press Enter."""
        popup = self.popup
        field = popup.findChild(QLineEdit)
        field.selectAll()
        self.bot.keyClicks(field, name)
        box = popup.findChild(QCheckBox)
        if all_rooms is not None and box.isChecked() is not all_rooms:
            box.click()
        self.bot.keyClick(field, Qt.Key.Key_Return)

    @property
    def dialog(self) -> ImportDialog:
        return next(one for one in self.panel.findChildren(ImportDialog) if one.isVisible())

    def take_in(self) -> None:
        self.bot.mouseClick(self.dialog.findChild(QPushButton, "take-in-layout"), LEFT)

    def drop_file(self, path: Path, target: QWidget) -> bool:
        """Drag a file over a widget and let it go; tell whether it was taken."""
        dragged = QMimeData()
        dragged.setUrls([QUrl.fromLocalFile(str(path))])
        at, copy = QPointF(target.rect().center()), Qt.DropAction.CopyAction
        enter = QDragEnterEvent(at.toPoint(), copy, dragged, LEFT, NO_KEYS)
        enter.ignore()
        QApplication.sendEvent(target, enter)
        if enter.isAccepted():
            QApplication.sendEvent(target, QDropEvent(at, copy, dragged, LEFT, NO_KEYS))
        return enter.isAccepted()


def _entry(menu: QMenu, word: str) -> QAction:
    return next(entry for entry in menu.actions() if entry.text().startswith(word))
