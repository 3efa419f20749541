"""The picker's heading with everything that can be pressed there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.view_state import BoardsView, BoardView
from chalkreel.ui.kit.buttons import ActionButton, IconButton
from chalkreel.ui.kit.headers import SectionHeader
from chalkreel.ui.kit.roles import label
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.whiteboards.actions import (
    BLANK,
    BOOK,
    CLOSE,
    FORGET,
    GRID,
    GROUPS,
    IMPORT,
    IMPORT_FOLDER,
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
from chalkreel.ui.whiteboards.room_kind import NOWHERE_YET, RoomKind
from chalkreel.ui.whiteboards.search_field import SearchField

MANY = 9
"""With more boards than number keys the search field is always there."""
FEW = 4
"""So many fit into a row anywhere; a grid would show no more."""
_SELECT_FIRST = phrase("Select a board first.")


class PickerHeader(SectionHeader):
    """Shows what can be done with the boards as they are; owned by the whiteboards panel.

    Signals:
        import_wished, folder_wished, blank_wished, take_wished, groups_wished, grid_wished, picture_wished,
            close_wished: pressed.
        staging_wished(bool): a click is to stage a board, or to put it on air at once.
        page_turned(int): so many pages on or, below 0, back.
        searched(str): the words that boards are to have.
        gone_through: from the search to the boards that were found.
        search_left: the search was given up.
    """

    import_wished = Signal()
    folder_wished = Signal()
    blank_wished = Signal()
    take_wished = Signal()
    groups_wished = Signal()
    grid_wished = Signal()
    picture_wished = Signal()
    close_wished = Signal()
    staging_wished = Signal(bool)
    page_turned = Signal(int)
    searched = Signal(str)
    gone_through = Signal()
    search_left = Signal()

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._kind = RoomKind.STUDIO
        self._view = BoardsView()
        self._is_search_wished = self._is_grid = False
        self._opening = label("muted")
        self._search = SearchField()
        self._previous = IconButton(PREVIOUS_PAGE, tone="text")
        self._page = label("muted")
        self._next = IconButton(NEXT_PAGE, tone="text")
        self._take = ActionButton(TAKE, "primary")
        self._stage = IconButton(STAGE)
        self._stage.setCheckable(True)
        self.groups = IconButton(GROUPS)
        self._grid = IconButton(GRID)
        self._picture = IconButton(PICTURE)
        self._close = IconButton(CLOSE)
        self._blank = IconButton(BLANK)
        self._folder = IconButton(IMPORT_FOLDER)
        self._import = ActionButton(IMPORT, "quiet")
        self._assemble()
        self._connect()
        self.retranslate()

    def show_kind(self, kind: RoomKind) -> None:
        """Offer what there is in this kind of room."""
        self._kind = kind
        is_cloud = kind is RoomKind.CLOUD
        self._import.show_action(BOOK if is_cloud else IMPORT)
        self._close.show_action(FORGET if is_cloud else CLOSE)
        for button in (self._blank, self._folder):
            button.setVisible(not is_cloud)

    def show_opening(self, sentence: Phrase | None) -> None:
        """Say which of several boards is being opened, for as long as that lasts."""
        self._opening.setText("" if sentence is None else tr_phrase(sentence))
        self._opening.setVisible(sentence is not None)

    def show_view(self, view: BoardsView, *, has_selected: bool, is_grid: bool) -> None:
        self._view = view
        count = len(view.boards)
        self.show_words(tr("Whiteboards"), str(count) if count else "")
        for button in (self._stage, self.groups):
            button.setVisible(count > 1)
        self._stage.setChecked(view.is_staging)
        self._take.setVisible(view.is_staging and count > 1)
        is_staged = any(board.is_staged for board in view.boards)
        self._take.allow(is_staged, NOTHING_RUNS if view.on_air is None else NOTHING_STAGED)
        for adding in (self._blank, self._folder, self._import):
            adding.allow(self._kind is not RoomKind.NOWHERE, NOWHERE_YET)
        self._close.setVisible(count > 0)
        self._picture.setVisible(self._kind is RoomKind.CLOUD and count > 0)
        for about_selected in (self._close, self._picture):
            about_selected.allow(has_selected, _SELECT_FIRST)
        self._grid.setVisible(count > FEW or is_grid)
        if is_grid != self._is_grid:
            self._is_grid = is_grid
            self._grid.show_action(STRIP if is_grid else GRID)
        self._show_search()
        self._show_pages(view.on_air)

    def search(self) -> None:
        """Let the host look for a board."""
        self._is_search_wished = bool(self._view.boards)
        self._show_search()
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def retranslate(self) -> None:
        for button in (self._previous, self._next, self._close, self._blank, self._grid, self._picture, self._stage):
            button.retranslate()
        for other in (self._import, self._folder, self.groups, self._take):
            other.retranslate()
        self._search.setPlaceholderText(tr("Find a board"))
        self._search.setAccessibleName(tr("Find a board"))
        self._search.setToolTip(SEARCH.tip_text())

    def _show_search(self) -> None:
        self._search.setVisible(len(self._view.boards) > MANY or self._is_search_wished)
        if self._search.isHidden() and self._search.text():
            self._search.clear()

    def _show_pages(self, on_air: BoardView | None) -> None:
        has_pages = on_air is not None and on_air.page_count > 1
        for control in (self._previous, self._page, self._next):
            control.setVisible(has_pages)
        if on_air is not None and has_pages:
            self._page.setText(tr("Page {page} of {total}", page=on_air.page, total=on_air.page_count))
            self._previous.allow(on_air.page > 1, phrase("This is the first page."))
            self._next.allow(on_air.page < on_air.page_count, phrase("This is the last page."))

    def _on_search_given_up(self) -> None:
        self._is_search_wished = False
        self._show_search()
        self.search_left.emit()

    def _assemble(self) -> None:
        controls = (self._opening, self._search, self._previous, self._page, self._next)
        others = (self.groups, self._grid, self._picture, self._close, self._blank, self._folder, self._import)
        for control in (*controls, self._take, self._stage, *others):
            self.add_control(control)
        self._opening.hide()

    def _connect(self) -> None:
        self._import.clicked.connect(self.import_wished)
        self._folder.clicked.connect(self.folder_wished)
        self._blank.clicked.connect(self.blank_wished)
        self._take.clicked.connect(self.take_wished)
        self.groups.clicked.connect(self.groups_wished)
        self._grid.clicked.connect(self.grid_wished)
        self._picture.clicked.connect(self.picture_wished)
        self._close.clicked.connect(self.close_wished)
        self._stage.clicked.connect(self.staging_wished)
        self._previous.clicked.connect(self._on_previous_clicked)
        self._next.clicked.connect(self._on_next_clicked)
        self._search.textChanged.connect(self.searched)
        self._search.gone_through.connect(self.gone_through)
        self._search.given_up.connect(self._on_search_given_up)

    def _on_previous_clicked(self) -> None:
        self.page_turned.emit(-1)

    def _on_next_clicked(self) -> None:
        self.page_turned.emit(1)
