"""Speaks to the column beside the stage as a host does: layers, fields, menus."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from chalkreel.domain.layout import Layout
from chalkreel.domain.take_settings import TakeSettings
from chalkreel.ui.canvas import CanvasSettings
from chalkreel.ui.canvas.side.layers import EYE, LOCK, NAME, PROBLEM
from tests.drivers.canvas import CanvasDriver

LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class SideDriver:
    """Opens the column of a driven canvas; what it wishes is answered as the draft's owner would."""

    def __init__(self, canvas: CanvasDriver) -> None:
        self.canvas = canvas
        self.bot = canvas.bot
        self.panel = canvas.panel
        self.side = canvas.panel.side
        self.fields: list[str] = []
        self.settings: list[TakeSettings] = []
        self.panel.field_edited.connect(self._on_field_edited)
        self.panel.settings_edited.connect(self.settings.append)
        self.panel.resize(1160, 760)
        self.canvas.press_button("Layers and inspector")

    def _on_field_edited(self, layout: Layout, field: str) -> None:
        self.fields.append(field)
        self.canvas._on_layout_edited(layout)

    def show_settings(self, shown: CanvasSettings) -> None:
        self.panel.show_canvas_settings(shown)

    # -- layers -----------------------------------------------------------------------------------------------

    @property
    def tree(self):
        return self.side.layers

    def names(self) -> list[str]:
        return [self.tree.topLevelItem(row).text(NAME) for row in range(self.tree.topLevelItemCount())]

    def heard(self) -> list[str]:
        """List what a screen reader says of the layers."""
        role = Qt.ItemDataRole.AccessibleTextRole
        return [str(self.tree.topLevelItem(row).data(NAME, role)) for row in range(self.tree.topLevelItemCount())]

    def problem_of(self, row: int) -> str:
        return self.tree.topLevelItem(row).toolTip(PROBLEM)

    def at(self, row: int, column: int = NAME) -> QPoint:
        return self.tree.visualRect(self.tree.model().index(row, column)).center()

    def click(self, row: int, column: int = NAME, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.bot.mouseClick(self.tree.viewport(), LEFT, keys, self.at(row, column))

    def click_lock(self, row: int) -> None:
        self.click(row, LOCK)

    def click_eye(self, row: int) -> None:
        self.click(row, EYE)

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.tree.setFocus()
        self.bot.keyClick(self.tree, key, keys)

    def rename(self, row: int, name: str) -> None:
        self.click(row)
        self.key(Qt.Key.Key_F2)
        editor = next(line for line in self.tree.viewport().findChildren(QLineEdit) if line.isVisible())
        editor.selectAll()
        self.bot.keyClicks(editor, name)
        self.bot.keyClick(editor, Qt.Key.Key_Return)
        self.bot.waitUntil(lambda: self.tree.state() is self.tree.State.NoState)

    def drop(self, row: int, *, onto: int, below: bool) -> None:
        """Drop a row above or below another one, as the drag of the list ends."""
        self.click(row)
        self.tree.setState(self.tree.State.DraggingState)
        target = self.tree.visualRect(self.tree.model().index(onto, NAME))
        at = QPointF(target.center().x(), target.bottom() - 1 if below else target.top() + 1)
        mime: QMimeData = self.tree.model().mimeData(self.tree.selectedIndexes())
        move, viewport = Qt.DropAction.MoveAction, self.tree.viewport()
        QApplication.sendEvent(viewport, QDragEnterEvent(at.toPoint(), move, mime, LEFT, NO_KEYS))
        event = OwnDrop(at, move, mime, LEFT, NO_KEYS)
        event.origin = self.tree
        self.tree.dropEvent(event)
        self.tree.setState(self.tree.State.NoState)

    # -- fields -----------------------------------------------------------------------------------------------

    def field(self, name: str) -> QWidget:
        found = [
            widget
            for kind in (QLineEdit, QComboBox)
            for widget in self.side.findChildren(kind)
            if widget.accessibleName() == name and widget.isVisible()
        ]
        assert len(found) == 1, f"{len(found)} visible fields are called {name!r}"
        return found[0]

    def type(self, name: str, text: str) -> QLineEdit:
        """Replace what stands in a field, without being done."""
        field = self.field(name)
        assert isinstance(field, QLineEdit)
        field.setFocus()
        field.selectAll()
        self.bot.keyClicks(field, text)
        return field

    def enter(self, name: str, text: str) -> None:
        self.bot.keyClick(self.type(name, text), Qt.Key.Key_Return)

    def choose(self, name: str, word: str) -> None:
        box = self.field(name)
        assert isinstance(box, QComboBox)
        index = box.findText(word)
        assert index >= 0, word
        box.setFocus()
        while box.currentIndex() != index:
            self.bot.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < index else Qt.Key.Key_Up)

    def text(self, name: str) -> str:
        field = self.field(name)
        return field.text() if isinstance(field, QLineEdit) else field.currentText()


class OwnDrop(QDropEvent):
    """A drop that says where it came from, which only a drag with a real pointer does by itself."""

    origin: QWidget | None = None

    def source(self) -> QWidget | None:
        return self.origin
