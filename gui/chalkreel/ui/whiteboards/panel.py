"""The whiteboard picker: pictures in, one click or number key puts a board on air."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QFileDialog, QFrame, QStackedLayout, QVBoxLayout, QWidget

from chalkreel.base.phrase import phrase
from chalkreel.controllers.view_state import BoardsView, BoardView
from chalkreel.ui.kit.buttons import ActionButton, IconButton
from chalkreel.ui.kit.headers import EmptyState, SectionHeader
from chalkreel.ui.kit.notice_bar import NoticeBar
from chalkreel.ui.kit.roles import label, set_role
from chalkreel.ui.kit.words import tr
from chalkreel.ui.theme import SPACING
from chalkreel.ui.whiteboards.actions import CLOSE, IMPORT, NEXT_PAGE, PREVIOUS_PAGE
from chalkreel.ui.whiteboards.filmstrip import Filmstrip

PICTURE_SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".bmp"})
_NO_PICTURES = phrase("Only JPG, JPEG, PNG and BMP pictures can become boards.")


class WhiteboardsPanel(QFrame):
    """Renders a ``BoardsView``; a board is shown on air only when the view says so.

    Signals:
        board_requested: a board that is to go on air.
        page_requested: a board and the page it is to show.
        import_requested: paths of pictures that are to become boards.
        close_requested: a board that is to leave the room.
    """

    board_requested = Signal(str)
    page_requested = Signal(str, int)
    import_requested = Signal(list)
    close_requested = Signal(str)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        set_role(self, "panel")
        self.setAcceptDrops(True)
        self._boards = BoardsView()
        self._is_drop_offered = False
        self._dialog: QFileDialog | None = None
        self._header = SectionHeader()
        self._previous = IconButton(PREVIOUS_PAGE, tone="text")
        self._page = label("muted")
        self._next = IconButton(NEXT_PAGE, tone="text")
        self._close = IconButton(CLOSE)
        self._import = ActionButton(IMPORT, "quiet")
        self._notice = NoticeBar()
        self._strip = Filmstrip()
        self._empty = EmptyState("image")
        self._pages = QStackedLayout()
        self._connect()
        self._assemble()
        self._retranslate()
        self._render()

    def show_boards(self, view: BoardsView) -> None:
        before = self._boards
        self._boards = view
        self._strip.show_boards(view.boards)
        self._strip.setEnabled(view.can_switch)
        self._pages.setCurrentIndex(1 if view.boards else 0)
        if view.refused != before.refused:
            if view.refused is None:
                self._notice.clear()
            else:
                self._notice.show_notice(view.refused)
        on_air = self._on_air()
        if on_air is not None and on_air.board_id != _on_air_id(before):
            self._strip.reveal(on_air.board_id)
        self._render()

    def show_board_picture(self, board_id: str, image: QImage) -> None:
        self._strip.show_picture(board_id, image)

    def _on_air(self) -> BoardView | None:
        return next((board for board in self._boards.boards if board.is_on_air), None)

    def _render(self) -> None:
        count = len(self._boards.boards)
        self._header.show_words(tr("Whiteboards"), str(count) if count else "")
        self._close.setVisible(count > 0)
        self._close.allow(self._strip.selected_board is not None, phrase("Select a board first."))
        on_air = self._on_air()
        has_pages = on_air is not None and on_air.page_count > 1
        for control in (self._previous, self._page, self._next):
            control.setVisible(has_pages)
        if on_air is not None and has_pages:
            self._page.setText(tr("Page {page} of {total}", page=on_air.page, total=on_air.page_count))
            self._previous.allow(on_air.page > 1, phrase("This is the first page."))
            self._next.allow(on_air.page < on_air.page_count, phrase("This is the last page."))

    def _on_previous_clicked(self) -> None:
        self._turn_page(-1)

    def _on_next_clicked(self) -> None:
        self._turn_page(1)

    def _turn_page(self, step: int) -> None:
        on_air = self._on_air()
        if on_air is not None and 1 <= on_air.page + step <= on_air.page_count:
            self.page_requested.emit(on_air.board_id, on_air.page + step)

    def _on_close_clicked(self) -> None:
        board = self._strip.selected_board
        if board is not None:
            self.close_requested.emit(board.board_id)

    def _on_import_clicked(self) -> None:
        if self._dialog is not None:
            self._dialog.raise_()
            return
        dialog = QFileDialog(self, tr("Add boards"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(tr("Pictures") + " (*.jpg *.jpeg *.png *.bmp *.JPG *.JPEG *.PNG *.BMP)")
        dialog.filesSelected.connect(self._on_files_selected)
        dialog.finished.connect(self._on_dialog_finished)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog = dialog
        dialog.open()

    def _on_files_selected(self, paths: Sequence[str]) -> None:
        self._offer(list(paths))

    def _on_dialog_finished(self) -> None:
        self._dialog = None

    def _offer(self, paths: Sequence[str]) -> None:
        """Pass on the pictures among some files, or say why none can be used."""
        pictures = [path for path in paths if Path(path).suffix.lower() in PICTURE_SUFFIXES]
        if pictures:
            self.import_requested.emit(pictures)
        if len(pictures) < len(paths):
            self._notice.show_notice(_NO_PICTURES)

    def _retranslate(self) -> None:
        self.setAccessibleName(tr("Whiteboards"))
        self._strip.setAccessibleName(tr("Boards of this room"))
        for button in (self._previous, self._next, self._close, self._import):
            button.retranslate()
        self._empty.show_words(tr("No boards yet"), tr("Drop pictures here or press “Add boards…”."))
        self._render()

    def _connect(self) -> None:
        self._strip.board_requested.connect(self.board_requested)
        self._strip.selection_moved.connect(self._render)
        self._previous.clicked.connect(self._on_previous_clicked)
        self._next.clicked.connect(self._on_next_clicked)
        self._close.clicked.connect(self._on_close_clicked)
        self._import.clicked.connect(self._on_import_clicked)

    def _assemble(self) -> None:
        for control in (self._previous, self._page, self._next, self._close, self._import):
            self._header.add_control(control)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING.medium, SPACING.tight, SPACING.medium, SPACING.small)
        column.setSpacing(SPACING.tight)
        column.addWidget(self._header)
        column.addWidget(self._notice)
        column.addLayout(self._pages, 1)

    def _show_drop_offer(self, is_offered: bool) -> None:
        self._is_drop_offered = is_offered
        set_role(self, "notice-info" if is_offered else "panel")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _file_paths(event.mimeData()):
            self._show_drop_offer(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_drop_offer(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_drop_offer(False)
        paths = _file_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self._offer(paths)

    def sizeHint(self) -> QSize:
        return QSize(640, 172)


def _file_paths(dragged: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in dragged.urls() if url.isLocalFile()]


def _on_air_id(view: BoardsView) -> str:
    return next((board.board_id for board in view.boards if board.is_on_air), "")
