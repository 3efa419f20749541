"""The whiteboard picker: pictures in, one click or number key puts a board on air."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QStackedLayout, QVBoxLayout, QWidget

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.view_state import BoardsView, BoardView, RoomView
from chalkreel.domain.board_book import BookBoard
from chalkreel.ui.kit.buttons import ActionButton, IconButton
from chalkreel.ui.kit.headers import EmptyState, SectionHeader
from chalkreel.ui.kit.notice_bar import NoticeBar
from chalkreel.ui.kit.roles import label, set_role
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.theme import SPACING
from chalkreel.ui.whiteboards.actions import (
    BLANK,
    BOOK,
    CLOSE,
    FORGET,
    GRID,
    GROUPS,
    IMPORT,
    NEXT_PAGE,
    NOTHING_RUNS,
    NOTHING_STAGED,
    PICTURE,
    PREVIOUS_PAGE,
    SEARCH,
    STAGE,
    STRIP,
    TAKE,
)
from chalkreel.ui.whiteboards.asking import BOARD_SUFFIXES, LIST_SUFFIXES, BoardAsking
from chalkreel.ui.whiteboards.filmstrip import Filmstrip
from chalkreel.ui.whiteboards.grouping import Grouping
from chalkreel.ui.whiteboards.search_field import SearchField

MANY = 9
"""With more boards than number keys the search field is always there."""
FEW = 4
"""So many fit into a row anywhere; a grid would show no more."""
_NO_BOARDS = phrase("Only JPG, JPEG, PNG and BMP pictures, PDF files and folders of them can become boards.")
_NO_LIST = phrase("In this room boards are listed by their ids. A JSON, CSV or text file can bring a list.")
_NOWHERE = phrase("Boards can be added as soon as the recorder is there.")
_NOTHING_TO_PASTE = phrase("There is no picture on the clipboard.")


class WhiteboardsPanel(QFrame):
    """Renders a ``BoardsView``; a board is shown on air only when the view says so.

    Signals:
        board_requested: a board that is to go on air, or to be the next one.
        staging_requested: a click is to stage a board, or to put it on air at once.
        take_requested: the next board is to go on air.
        page_requested: a board and the page it is to show.
        import_requested: paths of pictures, PDF files and folders that are to become boards.
        picture_pasted: a picture from the clipboard that is to become a board.
        blank_requested: an empty board is wished.
        order_requested: all boards' ids in the order they are to have.
        groups_requested: the groups as they are to be.
        picture_wanted: a board whose picture is to be shown now.
        book_accepted: the boards of a cloud room, as the host wrote them down.
        forget_requested: a board of a cloud room that is to leave the list.
        picture_chosen: a board of a cloud room and the path of the picture to know it by.
        close_requested: a board that is to leave the room.
    """

    board_requested = Signal(str)
    staging_requested = Signal(bool)
    take_requested = Signal()
    page_requested = Signal(str, int)
    import_requested = Signal(list)
    picture_pasted = Signal(QImage)
    blank_requested = Signal()
    order_requested = Signal(list)
    groups_requested = Signal(object)
    picture_wanted = Signal(str)
    close_requested = Signal(str)
    book_accepted = Signal(object)
    forget_requested = Signal(str)
    picture_chosen = Signal(str, str)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        set_role(self, "panel")
        self.setAcceptDrops(True)
        self._boards = BoardsView()
        self._is_cloud = self._is_nowhere = False
        self._book: tuple[BookBoard, ...] = ()
        self._is_drop_offered = False
        self._asking = BoardAsking(self)
        self._header = SectionHeader()
        self._previous = IconButton(PREVIOUS_PAGE, tone="text")
        self._page = label("muted")
        self._next = IconButton(NEXT_PAGE, tone="text")
        self._close = IconButton(CLOSE)
        self._groups = IconButton(GROUPS)
        self._grouping = Grouping(self)
        self._stage = IconButton(STAGE)
        self._stage.setCheckable(True)
        self._take = ActionButton(TAKE, "primary")
        self._blank = IconButton(BLANK)
        self._grid = IconButton(GRID)
        self._picture = IconButton(PICTURE)
        self._search = SearchField()
        self._is_search_wished = False
        self._opening = label("muted")
        self._import = ActionButton(IMPORT, "quiet")
        self._notice = NoticeBar()
        self._strip = Filmstrip()
        self._empty = EmptyState("image")
        self._not_found = label("muted")
        self._pages = QStackedLayout()
        self._connect()
        self._assemble()
        self._retranslate()
        self._render()

    def show_boards(self, view: BoardsView) -> None:
        before = self._boards
        self._boards = view
        self._strip.show_boards(view.boards, view.groups)
        self._strip.setEnabled(view.can_switch)
        if view.refused != before.refused:
            if view.refused is None:
                self._notice.clear()
            else:
                self._notice.show_notice(view.refused)
        on_air = self._on_air()
        if on_air is not None and on_air.board_id != _on_air_id(before):
            self._strip.reveal(on_air.board_id)
        self._render()

    def show_room(self, room: RoomView) -> None:
        """In a cloud room the boards are listed by hand; Studio knows its own; without a recorder there are none."""
        is_nowhere = not room.connection_name
        is_cloud = not room.is_studio and not is_nowhere
        if (is_cloud, is_nowhere) == (self._is_cloud, self._is_nowhere):
            return
        self._is_cloud, self._is_nowhere = is_cloud, is_nowhere
        self._import.show_action(BOOK if self._is_cloud else IMPORT)
        self._close.show_action(FORGET if self._is_cloud else CLOSE)
        self._retranslate()

    def show_book(self, book: tuple[BookBoard, ...]) -> None:
        """Take over what the host wrote down of a cloud room's boards."""
        self._book = book

    def show_opening(self, sentence: Phrase | None) -> None:
        """Say which of several boards is being opened, for as long as that lasts."""
        self._opening.setText("" if sentence is None else tr_phrase(sentence))
        self._opening.setVisible(sentence is not None)

    def select_board(self, board_id: str) -> None:
        """Let a board be the selected one, without putting it on air."""
        self._strip.select(board_id)

    def show_board_picture(self, board_id: str, image: QImage) -> None:
        self._strip.show_picture(board_id, image)

    def _on_air(self) -> BoardView | None:
        return next((board for board in self._boards.boards if board.is_on_air), None)

    def _render(self) -> None:
        count = len(self._boards.boards)
        self._header.show_words(tr("Whiteboards"), str(count) if count else "")
        self._close.setVisible(count > 0)
        self._stage.setVisible(count > 1)
        self._groups.setVisible(count > 1)
        self._stage.setChecked(self._boards.is_staging)
        self._take.setVisible(self._boards.is_staging and count > 1)
        staged = any(board.is_staged for board in self._boards.boards)
        self._take.allow(staged, NOTHING_STAGED if self._on_air() is not None else NOTHING_RUNS)
        self._blank.setVisible(not self._is_cloud)
        for button in (self._blank, self._import):
            button.allow(not self._is_nowhere, _NOWHERE)
        self._picture.setVisible(self._is_cloud and count > 0)
        self._picture.allow(self._strip.selected_board is not None, phrase("Select a board first."))
        self._grid.setVisible(count > FEW or self._strip.is_grid)
        self._search.setVisible(count > MANY or self._is_search_wished)
        if self._search.isHidden() and self._search.text():
            self._search.clear()
        page = self._strip if self._strip.found_count else self._not_found
        self._pages.setCurrentWidget(page if count else self._empty)
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
            (self.forget_requested if self._is_cloud else self.close_requested).emit(board.board_id)

    def _on_search_asked(self) -> None:
        self._is_search_wished = bool(self._boards.boards)
        self._render()
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _on_search_changed(self, text: str) -> None:
        self._strip.search(text)
        self._render()

    def _on_search_given_up(self) -> None:
        self._is_search_wished = False
        self._strip.setFocus(Qt.FocusReason.OtherFocusReason)
        self._render()

    def _on_groups_clicked(self) -> None:
        self._grouping.offer(self._boards.groups, self._strip.selected_board, self._groups)

    def _on_grid_clicked(self) -> None:
        self._strip.show_grid(not self._strip.is_grid)
        self._grid.show_action(STRIP if self._strip.is_grid else GRID)
        on_air = self._on_air()
        if on_air is not None:
            self._strip.reveal(on_air.board_id)

    def _on_pasted(self) -> None:
        dragged = QApplication.clipboard().mimeData()
        paths = _file_paths(dragged)
        if paths:
            self._offer(paths)
            return
        if self._is_nowhere:
            self._notice.show_notice(_NOWHERE, "info")
            return
        image = QImage() if self._is_cloud else QApplication.clipboard().image()
        if self._is_cloud:
            self._notice.show_notice(_NO_LIST, "info")
        elif image.isNull():
            self._notice.show_notice(_NOTHING_TO_PASTE, "info")
        else:
            self.picture_pasted.emit(image)

    def ask_for_boards(self) -> None:
        """Let the host add boards: pictures in Studio, ids in a cloud room."""
        self._asking.ask_for_boards(self._book if self._is_cloud else None)

    def ask_for_picture(self, board_id: str) -> None:
        """Let the host choose the picture that a board of a cloud room is known by."""
        board = next((board for board in self._boards.boards if board.board_id == board_id), None)
        if board is not None:
            self._asking.ask_for_picture(board)

    def _on_picture_clicked(self) -> None:
        board = self._strip.selected_board
        if board is not None:
            self._asking.ask_for_picture(board)

    def _offer(self, paths: Sequence[str]) -> None:
        """Pass on what can become boards, or say why some cannot."""
        if self._is_nowhere:
            self._notice.show_notice(_NOWHERE, "info")
            return
        if self._is_cloud:
            self._offer_list(paths)
            return
        usable = [path for path in paths if Path(path).suffix.lower() in BOARD_SUFFIXES or Path(path).is_dir()]
        if usable:
            self.import_requested.emit(usable)
        if len(usable) < len(paths):
            self._notice.show_notice(_NO_BOARDS)

    def _offer_list(self, paths: Sequence[str]) -> None:
        """In a cloud room a file can only be a list of boards."""
        if len(paths) == 1 and Path(paths[0]).suffix.lower() in LIST_SUFFIXES:
            self._asking.ask_for_boards(self._book, paths[0])
        else:
            self._notice.show_notice(_NO_LIST)

    def _retranslate(self) -> None:
        self.setAccessibleName(tr("Whiteboards"))
        self._strip.setAccessibleName(tr("Boards of this room"))
        for button in (self._previous, self._next, self._close, self._blank, self._grid, self._picture, self._stage):
            button.retranslate()
        self._import.retranslate()
        self._groups.retranslate()
        self._take.retranslate()
        self._search.setPlaceholderText(tr("Find a board"))
        self._search.setAccessibleName(tr("Find a board"))
        self._search.setToolTip(SEARCH.tip_text())
        self._not_found.setText(tr("No board has these words."))
        if self._is_nowhere:
            self._empty.show_words(tr("No boards yet"), tr_phrase(_NOWHERE))
        elif self._is_cloud:
            self._empty.show_words(tr("No boards listed"), tr("Press “List boards…” and write down the room's boards."))
        else:
            self._empty.show_words(
                tr("No boards yet"),
                tr("Drop pictures, PDF files or folders here, paste a picture, or press “Add boards…”."),
            )
        self._render()

    def _connect(self) -> None:
        self._strip.board_requested.connect(self.board_requested)
        self._strip.selection_moved.connect(self._render)
        self._strip.take_requested.connect(self.take_requested)
        self._strip.groups_requested.connect(self.groups_requested)
        self._grouping.groups_wished.connect(self.groups_requested)
        self._groups.clicked.connect(self._on_groups_clicked)
        self._stage.clicked.connect(self.staging_requested)
        self._take.clicked.connect(self.take_requested)
        self._previous.clicked.connect(self._on_previous_clicked)
        self._next.clicked.connect(self._on_next_clicked)
        self._close.clicked.connect(self._on_close_clicked)
        self._import.clicked.connect(self.ask_for_boards)
        self._strip.order_requested.connect(self.order_requested)
        self._strip.picture_wanted.connect(self.picture_wanted)
        self._blank.clicked.connect(self.blank_requested)
        self._grid.clicked.connect(self._on_grid_clicked)
        self._picture.clicked.connect(self._on_picture_clicked)
        self._asking.files_chosen.connect(self._offer)
        self._asking.book_accepted.connect(self.book_accepted)
        self._asking.picture_chosen.connect(self.picture_chosen)
        self._search.textChanged.connect(self._on_search_changed)
        self._search.gone_through.connect(self._strip.select_first)
        self._search.given_up.connect(self._on_search_given_up)
        find, paste = QShortcut(QKeySequence(SEARCH.shortcut), self), QShortcut(QKeySequence.StandardKey.Paste, self)
        find.activated.connect(self._on_search_asked)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self._on_pasted)

    def _assemble(self) -> None:
        controls = (self._opening, self._search, self._previous, self._page, self._next)
        others = (self._groups, self._grid, self._picture, self._close, self._blank, self._import)
        for control in (*controls, self._take, self._stage, *others):
            self._header.add_control(control)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._strip)
        self._not_found.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(self._not_found)
        self._opening.hide()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
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

    def show_low(self, is_low: bool) -> None:
        """Take less height, so that the canvas has more of it."""
        self._strip.show_low(is_low)

    def sizeHint(self) -> QSize:
        return QSize(640, self.minimumSizeHint().height())


def _file_paths(dragged: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in dragged.urls() if url.isLocalFile()]


def _on_air_id(view: BoardsView) -> str:
    return next((board.board_id for board in view.boards if board.is_on_air), "")
