"""The window with all takes of this machine and the player."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from chalkreel.base.phrase import phrase
from chalkreel.controllers.takes_view import TakeDetail, TakesView
from chalkreel.ui.kit.badge import Badge
from chalkreel.ui.kit.buttons import ActionButton
from chalkreel.ui.kit.elided_label import ElidedLabel
from chalkreel.ui.kit.headers import EmptyState
from chalkreel.ui.kit.roles import frame
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.takes.actions import COPY_ADDRESS, OPEN_FOLDER
from chalkreel.ui.takes.player_panel import PlayerPanel
from chalkreel.ui.takes.signs import SIGNS, began_words, sign_word
from chalkreel.ui.takes.take_list import TakeList, facts
from chalkreel.ui.theme import SPACING

EXTENT = QSize(1180, 720)
SMALLEST = QSize(860, 520)
LIST_PX = 320
SEARCH_AFTER_MS = 150
NEAR_MS, FAR_MS = 5_000, 10_000
_NO_ADDRESS = phrase("This file has no address.")
_NO_FOLDER = phrase("This file is not on this computer.")


class TakesWindow(QWidget):
    """Lists takes and plays the chosen one; owned by whoever opened it, over the main window.

    Signals:
        search_requested: words to be found.
        more_requested: the list has come to its end.
        take_requested: this take is to be looked at.
        folder_requested: the folder of this path is to be shown.
        moment_shown: which take is at which moment, in ms.
        closed: the host put the window away; the player has let go of its file.
    """

    search_requested = Signal(str)
    more_requested = Signal()
    take_requested = Signal(int)
    folder_requested = Signal(str)
    moment_shown = Signal(int, int)
    closed = Signal()

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner, Qt.WindowType.Window)
        self.search = QLineEdit()
        self.takes = TakeList()
        self.player = PlayerPanel()
        self._wanted: tuple[int, int] | None = None
        self._nothing = EmptyState("history")
        self._left = QStackedWidget()
        self._right = QStackedWidget()
        self._none_chosen = EmptyState("play")
        self._room = ElidedLabel("title")
        self._facts = ElidedLabel("muted")
        self._badge = Badge()
        self._open_folder = ActionButton(OPEN_FOLDER)
        self._copy = ActionButton(COPY_ADDRESS)
        self._view = TakesView()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(SEARCH_AFTER_MS)
        self._assemble()
        self._connect()
        self._make_keys()
        self._retranslate()

    def show_takes(self, view: TakesView) -> None:
        self._view = view
        self.takes.takes.show_takes(view)
        if self._wanted is not None:
            self.takes.choose(self._wanted[0])
        self._render_list()

    def show_detail(self, detail: TakeDetail) -> None:
        """Show the take that was asked for."""
        self.player.show_detail(detail)
        self._right.setCurrentIndex(1)
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted[0] == detail.row.take_id:
            self.player.play_from(wanted[1])
        elif wanted is not None:
            self._wanted = wanted
        self._render_head()

    def play(self, take_id: int, at_ms: int) -> None:
        """Look at a take and play it from a moment on."""
        detail = self.player.detail
        if detail is not None and detail.row.take_id == take_id:
            self.player.play_from(at_ms)
            return
        self._wanted = (take_id, at_ms)
        self.takes.choose(take_id)
        self.take_requested.emit(take_id)

    def show_moment(self, take_id: int, at_ms: int) -> None:
        """Follow the time line of the main window, where it shows the same take."""
        detail = self.player.detail
        if detail is not None and detail.row.take_id == take_id:
            self.player.seek(at_ms)

    def _on_typed(self) -> None:
        self.search_requested.emit(self.search.text().strip())

    def _on_player_moment_shown(self, at_ms: int) -> None:
        if self.player.detail is not None:
            self.moment_shown.emit(self.player.detail.row.take_id, at_ms)

    def _on_open_folder_clicked(self) -> None:
        file = self.player.file
        if file is not None and file.path is not None:
            self.folder_requested.emit(str(file.path.parent))

    def _on_copy_clicked(self) -> None:
        file = self.player.file
        if file is not None:
            QGuiApplication.clipboard().setText(file.file.url)

    def _on_space(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, QAbstractButton) and focused.isEnabled():
            focused.click()  # a key that presses buttons goes on doing so
        else:
            self.player.toggle()

    def _render_list(self) -> None:
        view = self._view
        is_empty = not view.rows
        if view.problem is not None:
            self._nothing.show_words(tr("The list cannot be read"), tr_phrase(view.problem))
        elif view.words and is_empty:
            self._nothing.show_words(tr("Nothing found"), tr("No take has these words in its room, boards or markers."))
        else:
            self._nothing.show_words(
                tr("No takes yet"), tr("Press Record in the main window: every take is kept here.")
            )
        self._left.setCurrentIndex(1 if is_empty and not view.is_loading else 0)
        if is_empty and not view.is_loading:
            self._right.setCurrentIndex(0)

    def _render_head(self) -> None:
        detail, file = self.player.detail, self.player.file
        if detail is not None:
            sign = SIGNS[detail.row.condition]
            self._badge.show_state(sign_word(detail.row), sign.icon, sign.kind)
            self._room.show_text(detail.row.room)
            self._facts.show_text(" · ".join(part for part in (began_words(detail.row), facts(detail.row)) if part))
        self._open_folder.allow(file is not None and file.path is not None, _NO_FOLDER)
        self._copy.allow(file is not None and bool(file.file.url), _NO_ADDRESS)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self._on_typed)
        self.takes.take_chosen.connect(self.take_requested)
        self.takes.takes.more_wanted.connect(self.more_requested)
        self.player.moment_shown.connect(self._on_player_moment_shown)
        self.player.file_chosen.connect(self._render_head)
        self._open_folder.clicked.connect(self._on_open_folder_clicked)
        self._copy.clicked.connect(self._on_copy_clicked)

    def _make_keys(self) -> None:
        """Give the player its keys everywhere in the window; a field that is typed into keeps its letters."""
        player = self.player
        steps = {"Left": -NEAR_MS, "Right": NEAR_MS, "J": -FAR_MS, "L": FAR_MS}
        keys: dict[str, Callable[[], None]] = {
            "Space": self._on_space,
            "K": player.toggle,
            "PgUp": player.go_earlier,
            "PgDown": player.go_later,
            "Ctrl+F": self._on_find,
            "Esc": self._on_escape,
        }
        for key, step_ms in steps.items():
            keys[key] = _calling(player.step, step_ms)
        for number in range(1, 10):
            keys[str(number)] = _calling(player.go_to_chapter, number)
        for key, action in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(action)

    def _on_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_escape(self) -> None:
        if self.search.text():
            self.search.clear()
        else:
            self.close()

    def _retranslate(self) -> None:
        self.setWindowTitle(tr("Takes"))
        self.search.setPlaceholderText(tr("Search rooms, boards and markers"))
        self.search.setAccessibleName(tr("Search takes"))
        self.takes.setAccessibleName(tr("Takes, newest first"))
        self._none_chosen.show_words(tr("Choose a take"), tr("Its film and its boards are shown here."))
        for button in (self._open_folder, self._copy):
            button.retranslate()
        self._render_list()
        self._render_head()

    def _assemble(self) -> None:
        self.setObjectName("takesWindow")
        self.setMinimumSize(SMALLEST)
        self.resize(EXTENT)
        self.search.setClearButtonEnabled(True)
        for page in (self.takes, self._nothing):
            self._left.addWidget(page)
        left = frame("panel")
        column = QVBoxLayout(left)
        column.setContentsMargins(*(SPACING.small,) * 4)
        column.setSpacing(SPACING.small)
        column.addWidget(self.search)
        column.addWidget(self._left, 1)
        for right_page in (self._none_chosen, self._make_page()):
            self._right.addWidget(right_page)
        right = frame("panel")
        inside = QVBoxLayout(right)
        inside.setContentsMargins(*(SPACING.medium,) * 4)
        inside.addWidget(self._right)
        columns = QSplitter(Qt.Orientation.Horizontal)
        columns.addWidget(left)
        columns.addWidget(right)
        columns.setStretchFactor(1, 1)
        columns.setChildrenCollapsible(False)
        columns.setHandleWidth(SPACING.small)
        columns.setSizes([LIST_PX, EXTENT.width() - LIST_PX])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*(SPACING.small,) * 4)
        whole.addWidget(columns)
        # Not in the field: number keys and letters belong to the player until something is searched.
        self.takes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_page(self) -> QWidget:
        names = QVBoxLayout()
        names.setSpacing(SPACING.hair)
        names.addWidget(self._room)
        names.addWidget(self._facts)
        head = QHBoxLayout()
        head.setSpacing(SPACING.small)
        head.addLayout(names, 1)
        for part in (self._badge, self._open_folder, self._copy):
            head.addWidget(part)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING.medium)
        column.addLayout(head)
        column.addWidget(self.player, 1)
        return page

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._typing.stop()
        self.player.shut()
        super().closeEvent(event)
        self.closed.emit()


def _calling(call: Callable[[int], None], value: int) -> Callable[[], None]:
    return lambda: call(value)
