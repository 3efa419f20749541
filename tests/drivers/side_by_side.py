"""People, canvas and boards in one window, to drag from one to the other."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from chalkreel.controllers.view_state import BoardsView, BoardView, RoomView, StreamCondition, StreamView
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.ui.streams import StreamsPanel
from chalkreel.ui.streams.stream_row import StreamRow
from chalkreel.ui.whiteboards.filmstrip import Filmstrip
from chalkreel.ui.whiteboards.panel import WhiteboardsPanel
from tests.drivers.canvas import CanvasDriver

LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


class SideBySideDriver:
    """Drags with the mouse from the lists onto the canvas."""

    def __init__(self, qtbot: QtBot, draft: Layout) -> None:
        self.canvas = CanvasDriver(qtbot, draft)
        self.streams = StreamsPanel()
        self.boards = WhiteboardsPanel()
        self.window = QWidget()
        middle = QVBoxLayout()
        middle.addWidget(self.canvas.panel, 1)
        middle.addWidget(self.boards)
        row = QHBoxLayout(self.window)
        row.addWidget(self.streams)
        row.addLayout(middle, 1)
        qtbot.addWidget(self.window)
        self.window.resize(1250, 900)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self._pressed: tuple[QWidget, QPoint] | None = None

    def let_in(self, *people: str) -> None:
        self.canvas.let_in(*people)
        size = Size(640, 480)
        streams = tuple(StreamView(name.lower(), name, StreamCondition.LIVE, size=size) for name in people)
        room = RoomView("room", "Studio", True, streams)
        self.streams.show_room(room)
        self.canvas.panel.show_room(room)
        QApplication.processEvents()

    def open_boards(self, *names: str) -> None:
        boards = BoardsView(tuple(BoardView(name.lower(), name, size=Size(1600, 900)) for name in names))
        self.boards.show_boards(boards)
        self.canvas.panel.show_boards(boards)
        self.canvas.show_layout(has_whiteboard=True)
        QApplication.processEvents()

    def take_person(self, place: int) -> None:
        row = sorted(self.streams.findChildren(StreamRow), key=lambda one: one.y())[place]
        self._press(row, row.rect().center())

    def take_board(self, place: int) -> None:
        strip = self.boards.findChild(Filmstrip)
        assert strip is not None
        self._press(strip.viewport(), strip.visualRect(strip.model().index(place, 0)).center())

    def carry_to(self, x: float, y: float, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Move what was taken to a point of the canvas."""
        stage = self.canvas.stage
        at = stage.mapToGlobal(self.canvas.screen(x, y))
        for global_at in (self._start() + QPoint(0, -30), at - QPoint(9, 0), at):
            self._send(QMouseEvent.Type.MouseMove, global_at, NO_BUTTON, LEFT, keys)

    def carry_away(self) -> None:
        self._send(QMouseEvent.Type.MouseMove, self.window.mapToGlobal(QPoint(2, 2)), NO_BUTTON, LEFT)

    def drop(self, x: float, y: float) -> None:
        self.carry_to(x, y)
        self.let_go(x, y)

    def let_go(self, x: float, y: float) -> None:
        at = self.canvas.stage.mapToGlobal(self.canvas.screen(x, y))
        self._send(QMouseEvent.Type.MouseButtonRelease, at, LEFT, NO_BUTTON)
        self._pressed = None

    def escape(self) -> None:
        self.canvas.bot.keyClick(self.window, Qt.Key.Key_Escape)

    def _press(self, widget: QWidget, at: QPoint) -> None:
        self._pressed = (widget, at)
        self._send(QMouseEvent.Type.MouseButtonPress, self._start(), LEFT, LEFT)

    def _start(self) -> QPoint:
        assert self._pressed is not None
        widget, at = self._pressed
        return widget.mapToGlobal(at)

    def _send(
        self,
        kind: QMouseEvent.Type,
        at: QPoint,
        button: Qt.MouseButton,
        held: Qt.MouseButton,
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        assert self._pressed is not None
        widget = self._pressed[0]
        local = QPointF(widget.mapFromGlobal(at))
        QApplication.sendEvent(widget, QMouseEvent(kind, local, QPointF(at), button, held, keys))
