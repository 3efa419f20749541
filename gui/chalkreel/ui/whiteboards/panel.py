"""The whiteboard picker: pictures in, one click or number key puts a board on air."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedLayout, QVBoxLayout, QWidget

from chalkreel.base.phrase import Phrase
from chalkreel.controllers.view_state import BoardsView, RoomView
from chalkreel.domain.board_book import BookBoard
from chalkreel.ui.kit.headers import EmptyState
from chalkreel.ui.kit.notice_bar import NoticeBar
from chalkreel.ui.kit.roles import label, set_role
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.theme import SPACING
from chalkreel.ui.whiteboards.actions import SEARCH
from chalkreel.ui.whiteboards.asking import BoardAsking
from chalkreel.ui.whiteboards.filmstrip import Filmstrip
from chalkreel.ui.whiteboards.grouping import Grouping
from chalkreel.ui.whiteboards.incoming import Incoming, file_paths
from chalkreel.ui.whiteboards.picker_header import PickerHeader
from chalkreel.ui.whiteboards.room_kind import NOWHERE_YET, RoomKind


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
        self._kind = RoomKind.STUDIO
        self._book: tuple[BookBoard, ...] = ()
        self._asking = BoardAsking(self)
        self._incoming = Incoming(self)
        self._grouping = Grouping(self)
        self._header = PickerHeader()
        self._notice = NoticeBar()
        self._strip = Filmstrip()
        self._empty = EmptyState("image")
        self._not_found = label("muted")
        self._pages = QStackedLayout()
        self._connect()
        self._assemble()
        self._retranslate()

    def show_boards(self, view: BoardsView) -> None:
        before, self._boards = self._boards, view
        self._strip.show_boards(view.boards, view.groups)
        self._strip.setEnabled(view.can_switch)
        if (view.refused, view.not_recorded) != (before.refused, before.not_recorded):
            if view.not_recorded is not None:
                self._notice.show_notice(view.not_recorded, "info")
            elif view.refused is not None:
                self._notice.show_notice(view.refused)
            else:
                self._notice.clear()
        if view.on_air is not None and (before.on_air is None or view.on_air.board_id != before.on_air.board_id):
            self._strip.reveal(view.on_air.board_id)
        self._render()

    def show_room(self, room: RoomView) -> None:
        """Take over where the room's boards come from."""
        kind = RoomKind.of(room)
        if kind is not self._kind:
            self._kind = self._incoming.kind = kind
            self._header.show_kind(kind)
            self._retranslate()

    def show_book(self, book: tuple[BookBoard, ...]) -> None:
        """Take over what the host wrote down of a cloud room's boards."""
        self._book = book

    def show_opening(self, sentence: Phrase | None) -> None:
        """Say which of several boards is being opened, for as long as that lasts."""
        self._header.show_opening(sentence)

    def select_board(self, board_id: str) -> None:
        """Let a board be the selected one, without putting it on air."""
        self._strip.select(board_id)

    def show_board_picture(self, board_id: str, image: QImage) -> None:
        self._strip.show_picture(board_id, image)

    def show_low(self, is_low: bool) -> None:
        """Take less height, so that the canvas has more of it."""
        self._strip.show_low(is_low)

    def ask_for_boards(self) -> None:
        """Let the host add boards: pictures in Studio, ids in a cloud room."""
        self._asking.ask_for_boards(self._book if self._kind is RoomKind.CLOUD else None)

    def ask_for_picture(self, board_id: str) -> None:
        """Let the host choose the picture that a board of a cloud room is known by."""
        board = next((board for board in self._boards.boards if board.board_id == board_id), None)
        if board is not None:
            self._asking.ask_for_picture(board)

    def _render(self) -> None:
        has_selected, is_grid = self._strip.selected_board is not None, self._strip.is_grid
        self._header.show_view(self._boards, has_selected=has_selected, is_grid=is_grid)
        page = self._strip if self._strip.found_count else self._not_found
        self._pages.setCurrentWidget(page if self._boards.boards else self._empty)

    def _retranslate(self) -> None:
        self.setAccessibleName(tr("Whiteboards"))
        self._strip.setAccessibleName(tr("Boards of this room"))
        self._header.retranslate()
        self._not_found.setText(tr("No board has these words."))
        match self._kind:
            case RoomKind.NOWHERE:
                heading, sentence = tr("No boards yet"), tr_phrase(NOWHERE_YET)
            case RoomKind.CLOUD:
                heading = tr("No boards listed")
                sentence = tr("Press “List boards…” and write down the room's boards.")
            case RoomKind.STUDIO:
                heading = tr("No boards yet")
                sentence = tr("Drop pictures, PDF files or folders here, paste a picture, or press “Add boards…”.")
        self._empty.show_words(heading, sentence)
        self._render()

    # -- slots ------------------------------------------------------------------------------------------------

    def _on_page_turned(self, step: int) -> None:
        on_air = self._boards.on_air
        if on_air is not None and 1 <= on_air.page + step <= on_air.page_count:
            self.page_requested.emit(on_air.board_id, on_air.page + step)

    def _on_close_wished(self) -> None:
        board = self._strip.selected_board
        if board is not None:
            is_cloud = self._kind is RoomKind.CLOUD
            (self.forget_requested if is_cloud else self.close_requested).emit(board.board_id)

    def _on_picture_wished(self) -> None:
        board = self._strip.selected_board
        if board is not None:
            self._asking.ask_for_picture(board)

    def _on_groups_wished(self) -> None:
        self._grouping.offer(self._boards.groups, self._strip.selected_board, self._header.groups)

    def _on_grid_wished(self) -> None:
        self._strip.show_grid(not self._strip.is_grid)
        self._render()
        if self._boards.on_air is not None:
            self._strip.reveal(self._boards.on_air.board_id)

    def _on_searched(self, text: str) -> None:
        self._strip.search(text)
        self._render()

    def _on_search_left(self) -> None:
        self._strip.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_list_brought(self, path: str) -> None:
        self._asking.ask_for_boards(self._book, path)

    def _on_refused(self, sentence: Phrase) -> None:
        self._notice.show_notice(sentence)

    def _on_hinted(self, sentence: Phrase) -> None:
        self._notice.show_notice(sentence, "info")

    # -- parts ------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self._strip.board_requested.connect(self.board_requested)
        self._strip.selection_moved.connect(self._render)
        self._strip.take_requested.connect(self.take_requested)
        self._strip.groups_requested.connect(self.groups_requested)
        self._strip.order_requested.connect(self.order_requested)
        self._strip.picture_wanted.connect(self.picture_wanted)
        self._grouping.groups_wished.connect(self.groups_requested)
        self._asking.files_chosen.connect(self._incoming.bring)
        self._asking.book_accepted.connect(self.book_accepted)
        self._asking.picture_chosen.connect(self.picture_chosen)
        self._incoming.boards_brought.connect(self.import_requested)
        self._incoming.picture_brought.connect(self.picture_pasted)
        self._incoming.list_brought.connect(self._on_list_brought)
        self._incoming.refused.connect(self._on_refused)
        self._incoming.hinted.connect(self._on_hinted)
        find, paste = QShortcut(QKeySequence(SEARCH.shortcut), self), QShortcut(QKeySequence.StandardKey.Paste, self)
        find.activated.connect(self._header.search)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self._incoming.paste)
        self._connect_header()

    def _connect_header(self) -> None:
        header = self._header
        header.import_wished.connect(self.ask_for_boards)
        header.folder_wished.connect(self._asking.ask_for_folder)
        header.blank_wished.connect(self.blank_requested)
        header.take_wished.connect(self.take_requested)
        header.staging_wished.connect(self.staging_requested)
        header.groups_wished.connect(self._on_groups_wished)
        header.grid_wished.connect(self._on_grid_wished)
        header.picture_wished.connect(self._on_picture_wished)
        header.close_wished.connect(self._on_close_wished)
        header.page_turned.connect(self._on_page_turned)
        header.searched.connect(self._on_searched)
        header.gone_through.connect(self._strip.select_first)
        header.search_left.connect(self._on_search_left)

    def _assemble(self) -> None:
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._strip)
        self._not_found.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(self._not_found)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING.medium, SPACING.tight, SPACING.medium, SPACING.small)
        column.setSpacing(SPACING.tight)
        column.addWidget(self._header)
        column.addWidget(self._notice)
        column.addLayout(self._pages, 1)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if file_paths(event.mimeData()):
            set_role(self, "notice-info")
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        set_role(self, "panel")
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        set_role(self, "panel")
        paths = file_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self._incoming.bring(paths)

    def sizeHint(self) -> QSize:
        return QSize(640, self.minimumSizeHint().height())
