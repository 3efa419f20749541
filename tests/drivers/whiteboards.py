"""Speaks to the whiteboard picker as a host does: pointer, keys, files dragged in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QInputDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from chalkreel.controllers.view_state import BoardsView
from chalkreel.ui.kit.notice_bar import NoticeBar
from chalkreel.ui.whiteboards import WhiteboardsPanel
from chalkreel.ui.whiteboards.board_delegate import TALL
from chalkreel.ui.whiteboards.filmstrip import Filmstrip
from chalkreel.ui.whiteboards.search_field import SearchField

LEFT = Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


class WhiteboardsDriver:
    """Holds a shown picker and remembers what was wished for."""

    def __init__(self, qtbot: QtBot, width_px: int = 760) -> None:
        self.bot = qtbot
        self.panel = WhiteboardsPanel()
        self.strip = self.panel.findChild(Filmstrip)
        self.wishes: list[tuple] = []
        self.panel.board_requested.connect(self._on_board)
        self.panel.page_requested.connect(self._on_page)
        self.panel.staging_requested.connect(lambda is_on: self.wishes.append(("stage first", is_on)))
        self.groups: list[tuple] = []
        self.panel.groups_requested.connect(self.groups.append)
        self.panel.take_requested.connect(lambda: self.wishes.append(("take",)))
        self.panel.import_requested.connect(self._on_import)
        self.panel.close_requested.connect(self._on_close)
        self.panel.blank_requested.connect(self._on_blank)
        self.panel.picture_pasted.connect(self._on_pasted)
        self.panel.order_requested.connect(self._on_order)
        self.wanted: list[str] = []
        self.panel.picture_wanted.connect(self.wanted.append)
        qtbot.addWidget(self.panel)
        self.panel.resize(width_px, 190)
        with qtbot.waitExposed(self.panel):
            self.panel.show()
        self.panel.activateWindow()
        qtbot.waitUntil(self.panel.isActiveWindow)

    def show(self, view: BoardsView) -> None:
        self.panel.show_boards(view)
        QApplication.processEvents()

    def click_board(self, place: int) -> None:
        """Click the board at a place counted from 1."""
        index = self.strip.model().index(place - 1, 0)
        self.strip.scrollTo(index)
        self.bot.mouseClick(self.strip.viewport(), LEFT, NO_KEYS, self.strip.visualRect(index).center())

    def drag_board(self, place: int, to_px: int, *, give_up: bool = False) -> None:
        """Drag the board at a place (from 1) so that the pointer ends ``to_px`` from the left of the first one."""
        viewport = self.strip.viewport()
        start = self.strip.visualRect(self.strip.model().index(place - 1, 0)).center()
        end = QPoint(self.strip.visualRect(self.strip.model().index(0, 0)).left() + to_px, start.y())
        self.bot.mousePress(viewport, LEFT, NO_KEYS, start)
        for step in range(1, 6):
            self.bot.mouseMove(viewport, start + (end - start) * (step / 5))
        if give_up:
            self.press_key(Qt.Key.Key_Escape)
        self.bot.mouseRelease(viewport, LEFT, NO_KEYS, end)

    def type_keys(self, keys: str) -> None:
        """Press a chord such as Ctrl+V where the focus is."""
        self.bot.keySequence(QApplication.focusWidget() or self.strip, keys)

    def type_text(self, text: str) -> None:
        self.bot.keyClicks(QApplication.focusWidget(), text)

    @property
    def names(self) -> list[str]:
        """The names of the boards that are listed."""
        model = self.strip.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    @property
    def search(self) -> SearchField:
        return self.panel.findChild(SearchField)

    def press_key(self, key: Qt.Key) -> None:
        self.bot.keyClick(self.strip, key)

    def press(self, word: str) -> None:
        self.bot.mouseClick(self.button(word), LEFT)

    def button(self, word: str) -> QAbstractButton:
        return next(b for b in self.panel.findChildren(QAbstractButton) if b.accessibleName() == word)

    def drop(self, paths: Sequence[str]) -> bool:
        """Drag files onto the picker and let go; tell whether they were taken."""
        dragged = QMimeData()
        dragged.setUrls([QUrl.fromLocalFile(path) for path in paths])
        copy = Qt.DropAction.CopyAction
        entering = QDragEnterEvent(QPoint(20, 20), copy, dragged, LEFT, NO_KEYS)
        QApplication.sendEvent(self.panel, entering)
        if not entering.isAccepted():
            return False
        dropping = QDropEvent(QPointF(20, 20), copy, dragged, LEFT, NO_KEYS)
        QApplication.sendEvent(self.panel, dropping)
        return dropping.isAccepted()

    def file_dialog(self) -> QFileDialog | None:
        return next((dialog for dialog in self.panel.findChildren(QFileDialog) if dialog.isVisible()), None)

    def choose_in_menu(self, button: str, words: str) -> None:
        """Open the menu of a button and click one of its lines."""
        self.press(button)
        menu = next(menu for menu in self.panel.findChildren(QMenu) if menu.isVisible())
        line = next(action for action in menu.actions() if action.text() == words)
        self.bot.mouseClick(menu, LEFT, NO_KEYS, menu.actionGeometry(line).center())
        QApplication.processEvents()

    def answer_name(self, name: str) -> None:
        """Type a name where one is asked for."""
        dialog = next(dialog for dialog in self.panel.findChildren(QInputDialog) if dialog.isVisible())
        dialog.setTextValue(name)
        self.bot.keyClick(dialog, Qt.Key.Key_Return)

    def notice(self) -> str | None:
        sentence = self.panel.findChild(NoticeBar).sentence
        return None if sentence is None else str(sentence)

    def spoken(self, place: int) -> str:
        return self.strip.model().index(place - 1, 0).data(Qt.ItemDataRole.AccessibleTextRole)

    def tip(self, place: int) -> str:
        return self.strip.model().index(place - 1, 0).data(Qt.ItemDataRole.ToolTipRole)

    def frame_color(self, place: int) -> QColor:
        """The colour just left of a board's picture, where its frame runs."""
        return self._pixel(place, 4, TALL.item.height() // 3)

    def picture_color(self, place: int) -> QColor:
        return self._pixel(place, TALL.item.width() // 2, TALL.item.height() // 2)

    def place(self, place: int) -> QRect:
        """Where the board at a place counted from 1 is on the viewport."""
        return self.strip.visualRect(self.strip.model().index(place - 1, 0))

    def painted_by(self, act: Callable[[], object]) -> QRect:
        """Give what is painted of the boards after an act, also what comes of it later."""
        QApplication.processEvents()
        painted = _Painted(self.strip.viewport())
        act()
        self.bot.waitUntil(lambda: not painted.rect.isEmpty())
        QApplication.processEvents()
        return painted.rect

    def _pixel(self, place: int, x: int, y: int) -> QColor:
        rect = self.strip.visualRect(self.strip.model().index(place - 1, 0))
        image: QImage = self.strip.viewport().grab().toImage()
        ratio = image.devicePixelRatio()
        return image.pixelColor(round((rect.x() + x) * ratio), round((rect.y() + y) * ratio))

    def _on_board(self, board_id: str) -> None:
        self.wishes.append(("board", board_id))

    def _on_page(self, board_id: str, page: int) -> None:
        self.wishes.append(("page", board_id, page))

    def _on_import(self, paths: list[str]) -> None:
        self.wishes.append(("import", paths))

    def _on_close(self, board_id: str) -> None:
        self.wishes.append(("close", board_id))

    def _on_blank(self) -> None:
        self.wishes.append(("blank",))

    def _on_pasted(self, image: QImage) -> None:
        self.wishes.append(("pasted", image.size().toTuple()))

    def _on_order(self, order: list[str]) -> None:
        self.wishes.append(("order", order))


class _Painted(QObject):
    """Gathers where a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.rect = QRect()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt calls it so)
        if event.type() is QEvent.Type.Paint:
            self.rect = self.rect.united(event.region().boundingRect())
        return super().eventFilter(watched, event)
