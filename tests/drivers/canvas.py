"""Speaks to the canvas panel as a host does: with the pointer and the keys."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QMenu
from pytestqt.qtbot import QtBot

from chalkreel.base.phrase import Phrase
from chalkreel.controllers.view_state import (
    BoardsView,
    BoardView,
    LayoutView,
    RoomView,
    StreamCondition,
    StreamView,
)
from chalkreel.domain.conversion import to_custom
from chalkreel.domain.enums import FillMode, MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.handles import Handle, handle_point
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.layout_difference import difference
from chalkreel.domain.layout_rules import findings
from chalkreel.ui.canvas import CanvasPanel

HD, CAMERA, BOARD = Size(1280, 720), Size(640, 360), Size(1600, 900)
LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


class CanvasDriver:
    """Holds a shown panel, answers its wishes as the owner of the draft would, and remembers every edit."""

    def __init__(self, qtbot: QtBot, draft: Layout, on_air: Layout | None = None, canvas: Size = HD) -> None:
        self.bot = qtbot
        self.panel = CanvasPanel()
        self.stage = self.panel.stage
        self.names: dict[str, str] = {}
        self.canvas = canvas
        self.view = LayoutView(canvas, draft, on_air, has_whiteboard=False)
        self.edits: list[Layout] = []
        self.presets: list[MixMode] = []
        self.boards: list[str] = []
        self.told: list[str] = []
        self.applied = 0
        self.reverted = 0
        self._listen()
        self.panel.resize(900, 700)
        qtbot.addWidget(self.panel)
        self.show_layout()
        with qtbot.waitExposed(self.panel):
            self.panel.show()
        self.panel.activateWindow()

    # -- what the controllers do ------------------------------------------------------------------------------

    def show_layout(self, **changes: object) -> None:
        view = replace(self.view, **changes)
        said = difference(view.on_air, view.draft, self.names) if view.on_air is not None else ()
        noticed = findings(view.draft, view.canvas, self.names, view.has_whiteboard)
        self.view = replace(view, difference=said, findings=noticed)
        self.panel.show_layout(self.view)

    def let_in(
        self,
        *people: str,
        condition: StreamCondition = StreamCondition.LIVE,
        size: Size = CAMERA,
        is_camera_off: bool = False,
    ) -> None:
        self.names = {name.lower(): name for name in people}
        streams = tuple(
            StreamView(name.lower(), name, condition, size=size, is_camera_off=is_camera_off) for name in people
        )
        self.panel.show_room(RoomView("room", "Studio", True, streams))
        self.show_layout()

    def put_board_on_air(self, name: str = "Fractions", size: Size = BOARD) -> None:
        self.panel.show_boards(BoardsView((BoardView("board", name, size=size, is_on_air=True),)))
        self.show_layout(has_whiteboard=True)

    def _listen(self) -> None:
        self.panel.layout_edited.connect(self._on_layout_edited)
        self.panel.layout_nudged.connect(self._on_layout_edited)
        self.panel.preset_chosen.connect(self._on_preset_chosen)
        self.panel.make_custom_requested.connect(self._on_make_custom_requested)
        self.panel.board_requested.connect(self.boards.append)
        self.panel.told.connect(self._on_told)
        self.panel.apply_requested.connect(self._on_apply_requested)
        self.panel.revert_requested.connect(self._on_revert_requested)

    def _on_layout_edited(self, layout: Layout) -> None:
        self.edits.append(layout)
        self.show_layout(draft=layout)

    def _on_told(self, sentence: Phrase) -> None:
        self.told.append(str(sentence))

    def _on_preset_chosen(self, mode: MixMode) -> None:
        self.presets.append(mode)
        if mode is MixMode.CUSTOM:
            self._on_make_custom_requested()
        else:
            self.show_layout(draft=Layout(mode))

    def _on_make_custom_requested(self) -> None:
        converted = to_custom(self.view.draft, self.canvas, list(self.names), self.view.has_whiteboard)
        self.show_layout(draft=converted)

    def _on_apply_requested(self) -> None:
        self.applied += 1
        self.show_layout(on_air=self.view.draft)

    def _on_revert_requested(self) -> None:
        self.reverted += 1
        self.show_layout(draft=self.view.on_air)

    # -- pointer ----------------------------------------------------------------------------------------------

    def screen(self, x: float, y: float) -> QPoint:
        """Tell where a canvas point is on the stage."""
        whole = self.stage.to_screen(Rect(0, 0, self.canvas.width, self.canvas.height))
        scale = whole.width() / self.canvas.width
        return QPointF(whole.left() + x * scale, whole.top() + y * scale).toPoint()

    def click(self, x: float, y: float, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        self.bot.mouseClick(self.stage, LEFT, keys, self.screen(x, y))

    def double_click(self, x: float, y: float) -> None:
        self.click(x, y)
        self.bot.mouseDClick(self.stage, LEFT, NO_KEYS, self.screen(x, y))
        self.release(x, y)

    def press(self, x: float, y: float, keys: Qt.KeyboardModifier = NO_KEYS, button: Qt.MouseButton = LEFT) -> None:
        self.bot.mousePress(self.stage, button, keys, self.screen(x, y))

    def point_at(self, x: float, y: float, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Move the pointer there without pressing anything."""
        self._move_to(x, y, keys, Qt.MouseButton.NoButton)

    def wheel(self, x: float, y: float, notches: float, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        at = QPointF(self.screen(x, y))
        turned = QPoint(0, round(120 * notches))
        event = QWheelEvent(
            at, self.stage.mapToGlobal(at), QPoint(), turned, Qt.MouseButton.NoButton, keys,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(self.stage, event)

    def drag_to(self, x: float, y: float, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        self._move_to(x, y, keys, LEFT)

    def drag_by(self, start: QPoint, way: QPoint, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Move the pressed pointer by px of the screen."""
        self._move(QPointF(start + way), keys, LEFT)

    def _move_to(self, x: float, y: float, keys: Qt.KeyboardModifier, buttons: Qt.MouseButton) -> None:
        self._move(QPointF(self.screen(x, y)), keys, buttons)

    def _move(self, at: QPointF, keys: Qt.KeyboardModifier, buttons: Qt.MouseButton) -> None:
        event = QMouseEvent(
            QMouseEvent.Type.MouseMove, at, self.stage.mapToGlobal(at), Qt.MouseButton.NoButton, buttons, keys
        )
        QApplication.sendEvent(self.stage, event)

    def release(self, x: float, y: float, button: Qt.MouseButton = LEFT) -> None:
        self.bot.mouseRelease(self.stage, button, NO_KEYS, self.screen(x, y))

    def drag(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        keys: Qt.KeyboardModifier = NO_KEYS,
        pressed: Qt.KeyboardModifier = NO_KEYS,
    ) -> None:
        """Press, move in three steps with ``keys`` down, release; ``pressed`` are down at the press."""
        self.press(*start, pressed)
        for step in (1, 2, 3):
            self.drag_to(start[0] + (end[0] - start[0]) * step / 3, start[1] + (end[1] - start[1]) * step / 3, keys)
        self.release(*end)

    def drag_handle(
        self, region_id: str, handle: Handle, dx: float, dy: float, keys: Qt.KeyboardModifier = NO_KEYS
    ) -> None:
        x, y = handle_point(self.region(region_id).rect, handle)
        self.drag((x, y), (x + dx, y + dy), keys)

    @property
    def px(self) -> float:
        """How many canvas px one px of the screen is: how exact a pointer can be."""
        whole = self.stage.to_screen(Rect(0, 0, self.canvas.width, self.canvas.height))
        return self.canvas.width / whole.width()

    # -- keys and buttons -------------------------------------------------------------------------------------

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Press a key with the canvas focused."""
        self.stage.setFocus()
        self.bot.keyClick(self.stage, key, keys)

    def shortcut(self, key: Qt.Key, keys: Qt.KeyboardModifier) -> None:
        self.bot.waitUntil(self.panel.isActiveWindow)
        self.bot.keyClick(self.panel, key, keys)

    def choose_mode(self, mode: MixMode) -> None:
        self.bot.mouseClick(self.panel.head.modes.button(mode), LEFT)

    def pressed_mode(self) -> MixMode | None:
        pressed = [mode for mode in MixMode if self.panel.head.modes.button(mode).isChecked()]
        assert len(pressed) == 1
        return pressed[0]

    def look_on_air(self) -> None:
        self.bot.mouseClick(self.panel.head.tabs.button(True), LEFT)

    def look_at_draft(self) -> None:
        self.bot.mouseClick(self.panel.head.tabs.button(False), LEFT)

    def can_look_on_air(self) -> bool:
        return self.panel.head.tabs.button(True).isEnabled()

    def press_button(self, accessible_name: str) -> None:
        self.bot.mouseClick(self.button(accessible_name), LEFT)

    def button(self, accessible_name: str) -> QAbstractButton:
        found = [
            button
            for button in self.panel.findChildren(QAbstractButton)
            if button.accessibleName() == accessible_name and button.isVisible()
        ]
        assert len(found) == 1, f"{len(found)} visible buttons are called {accessible_name!r}"
        return found[0]

    def add(self, word: str) -> None:
        """Press Add and pick what the new region shows."""
        self.press_button("Add")
        menu = next(menu for menu in self.panel.findChildren(QMenu) if menu.isVisible())
        entry = next(action for action in menu.actions() if action.text() == word)
        self.bot.mouseClick(menu, LEFT, NO_KEYS, menu.actionGeometry(entry).center())

    def show_in_region(self, word: str) -> None:
        """Pick what the selected region shows, by keys as the list is open."""
        box = next(box for box in self.panel.edit_bar.findChildren(QComboBox) if box.isVisible())
        index = box.findText(word)
        assert index >= 0
        box.setFocus()
        while box.currentIndex() != index:
            self.bot.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < index else Qt.Key.Key_Up)

    # -- what is seen -----------------------------------------------------------------------------------------

    def region(self, region_id: str) -> Region:
        found = self.view.draft.region(region_id)
        assert found is not None
        return found

    def words(self) -> str:
        return self.panel.apply_bar.words

    def picture(self) -> QImage:
        return self.stage.grab().toImage()

    def color_at(self, x: float, y: float) -> QColor:
        """Tell the colour that is seen at a canvas point."""
        at = self.screen(x, y)
        seen = self.picture()
        ratio = seen.devicePixelRatio()
        return seen.pixelColor(round(at.x() * ratio), round(at.y() * ratio))


def custom(*regions: Region) -> Layout:
    return Layout(MixMode.CUSTOM, regions)


def region(number: int, rect: Rect, stream_id: str = "", fill_mode: FillMode = FillMode.CROP) -> Region:
    return Region(f"r{number}", rect, number, fill_mode, stream_id=stream_id)


def plain_picture(color: str, width: int = 320, height: int = 180) -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor(color))
    return made
