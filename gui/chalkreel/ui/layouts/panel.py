"""The library as a slim row: kept layouts side by side, Save at its end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from chalkreel.controllers.library_view import NUMBER_KEYS, ImportProposal, LayoutCard, LibraryView
from chalkreel.domain.layout_library import free_name
from chalkreel.domain.layout_names import MODE_NAMES
from chalkreel.ui.kit.actions import ActionSpec
from chalkreel.ui.kit.buttons import ActionButton, IconButton
from chalkreel.ui.kit.elided_label import ElidedLabel
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.layouts import actions
from chalkreel.ui.layouts.asking import LayoutAsking
from chalkreel.ui.layouts.file_drop import LayoutFileDrop
from chalkreel.ui.layouts.menus import library_menu
from chalkreel.ui.layouts.name_popup import NamePopup
from chalkreel.ui.layouts.shelf import Shelf
from chalkreel.ui.theme import SPACING

UNDO_SHOWN_MS = 12_000
"""So long the button offers to take the last change back; by key and menu it stays possible."""

WORDS_FROM_PX = 600
"""From this width there is room for a word beside the layouts."""


class LayoutsPanel(QWidget):
    """Renders a ``LibraryView`` and emits wishes; it stands below the canvas's modes.

    Signals:
        save_requested(str, bool): keep the draft under a name, in all rooms or this one.
        stage_requested, replace_requested, duplicate_requested, delete_requested, copy_requested(str): by id.
        rename_requested(str, str): id and name. share_requested(str, bool): id, and whether for all rooms.
        order_requested(list): the ids in the order they are to have. undo_requested().
        open_requested(str): a file. text_pasted(str): a text that may hold a layout.
        export_requested(str, ExportForm, str): id (empty for the draft), form, file.
        import_accepted(ImportProposal, str, CanvasChoice): what was offered is to be taken in.
    """

    save_requested = Signal(str, bool)
    stage_requested = Signal(str)
    replace_requested = Signal(str)
    duplicate_requested = Signal(str)
    delete_requested = Signal(str)
    copy_requested = Signal(str)
    rename_requested = Signal(str, str)
    share_requested = Signal(str, bool)
    order_requested = Signal(list)
    undo_requested = Signal()
    open_requested = Signal(str)
    text_pasted = Signal(str)
    export_requested = Signal(str, object, str)
    import_accepted = Signal(object, str, object)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._view = LibraryView()
        self._asking = LayoutAsking(self)
        self._pages = QStackedWidget()
        self.shelf = Shelf()
        self._empty = ElidedLabel("muted")
        self._undo = ActionButton(actions.UNDO, "quiet")
        self._undo_fades = QTimer(self)
        self._save = ActionButton(actions.SAVE)
        self._more = IconButton(actions.MORE)
        self._number_keys = [self._make_key(number) for number in range(1, NUMBER_KEYS + 1)]
        self._build()
        self._connect()
        self._retranslate()

    def show_library(self, view: LibraryView) -> None:
        before, self._view = self._view, view
        if view.undo is None:
            self._undo.hide()
        elif view.undo != before.undo:
            self._undo.show()
            self._undo_fades.start()
        self.shelf.show_cards(view.cards)
        self._render()

    def show_proposal(self, proposal: ImportProposal) -> None:
        """Ask what is to become of a layout that was read."""
        self._asking.show_proposal(proposal)

    def take_drops_on(self, target: QWidget) -> None:
        """Open the JSON files that are dropped onto a widget."""
        LayoutFileDrop(target).dropped.connect(self.open_requested)

    def do(self, spec: ActionSpec) -> None:
        """Carry out an action, on the selected card where it is about one."""
        match spec.action_id:
            case actions.SAVE.action_id:
                self._ask_for_name_of_draft()
            case actions.OPEN.action_id:
                self._asking.ask_for_file()
            case actions.PASTE.action_id:
                self.text_pasted.emit(QApplication.clipboard().text())
            case actions.UNDO.action_id:
                self.undo_requested.emit()
            case actions.EXPORT.action_id:
                self._export()
            case _:
                card = self.shelf.selected
                if card is not None:
                    self._do_to(card, spec)

    def _do_to(self, card: LayoutCard, spec: ActionSpec) -> None:
        layout_id = card.layout_id
        match spec.action_id:
            case actions.STAGE.action_id:
                self.stage_requested.emit(layout_id)
            case actions.RENAME.action_id:
                self._ask_for_other_name(card)
            case actions.DUPLICATE.action_id:
                self.duplicate_requested.emit(layout_id)
            case actions.REPLACE.action_id:
                self.replace_requested.emit(layout_id)
            case actions.SHARE.action_id:
                self.share_requested.emit(layout_id, not card.is_for_all_rooms)
            case actions.COPY.action_id:
                self.copy_requested.emit(layout_id)
            case actions.EARLIER.action_id:
                self.order_requested.emit(self.shelf.order_with(-1))
            case actions.LATER.action_id:
                self.order_requested.emit(self.shelf.order_with(1))
            case actions.DELETE.action_id:
                self.delete_requested.emit(layout_id)

    # -- asking -----------------------------------------------------------------------------------------------

    def _ask_for_name_of_draft(self) -> None:
        names = [card.name for card in self._view.cards]
        staged = next((card for card in self._view.cards if card.is_draft), None)
        wanted = staged.name if staged is not None else tr_phrase(MODE_NAMES[self._view.draft.mode])
        popup = NamePopup(self, free_name(wanted, names), names, is_for_all_rooms=not self._view.names_persons)
        popup.chosen.connect(self.save_requested)
        self._open(popup, self._save)

    def _ask_for_other_name(self, card: LayoutCard) -> None:
        popup = NamePopup(self, card.name)
        layout_id = card.layout_id
        popup.chosen.connect(lambda name, _all_rooms: self.rename_requested.emit(layout_id, name))
        self._open(popup, self.shelf)

    def _open(self, popup: NamePopup, under: QWidget) -> None:
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.open_below(under)

    def _export(self) -> None:
        """Export the selected card while the keyboard is on it, else the draft."""
        card = self.shelf.selected if self.shelf.hasFocus() else None
        self.export(card)

    def export(self, card: LayoutCard | None) -> None:
        name = tr("the draft") if card is None else card.name
        self._asking.ask_where_to_export("" if card is None else card.layout_id, name)

    # -- slots ------------------------------------------------------------------------------------------------

    def _on_number_activated(self) -> None:
        shortcut = self.sender()
        number = int(shortcut.property("number")) if shortcut is not None else 0
        if 0 < number <= len(self._view.cards):
            layout_id = self._view.cards[number - 1].layout_id
            self.shelf.select(layout_id)
            self.stage_requested.emit(layout_id)

    def _on_save_clicked(self) -> None:
        self.do(actions.SAVE)

    def _on_more_clicked(self) -> None:
        self._show_menu(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _show_menu(self, at: QPoint) -> None:
        menu = library_menu(self, self._view, self.shelf.selected)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    # -- parts ------------------------------------------------------------------------------------------------

    def _make_key(self, number: int) -> QShortcut:
        shortcut = QShortcut(QKeySequence(actions.STAGE_BY_NUMBER.shortcuts[number - 1]), self)
        shortcut.setProperty("number", number)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self._on_number_activated)
        return shortcut

    def _make_shortcut(self, spec: ActionSpec) -> None:
        shortcut = QShortcut(QKeySequence(spec.shortcut), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(lambda: self.do(spec))

    def _build(self) -> None:
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.shelf)
        self._pages.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._undo.hide()
        self._undo_fades.setSingleShot(True)
        self._undo_fades.setInterval(UNDO_SHOWN_MS)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACING.medium, 0, SPACING.medium, SPACING.tight)
        row.setSpacing(SPACING.small)
        row.addWidget(self._pages, 1)
        for button in (self._undo, self._save, self._more):
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        self._undo_fades.timeout.connect(self._undo.hide)
        self.shelf.wished.connect(self.do)
        self.shelf.order_requested.connect(self.order_requested)
        self.shelf.menu_wished.connect(self._show_menu)
        self._undo.clicked.connect(self.undo_requested)
        self._save.clicked.connect(self._on_save_clicked)
        self._more.clicked.connect(self._on_more_clicked)
        self._asking.file_chosen.connect(self.open_requested)
        self._asking.export_chosen.connect(self.export_requested)
        self._asking.import_accepted.connect(self.import_accepted)
        for spec in (actions.OPEN, actions.PASTE, actions.EXPORT):
            self._make_shortcut(spec)

    # -- rendering --------------------------------------------------------------------------------------------

    def _render(self) -> None:
        has_cards = bool(self._view.cards)
        self._pages.setCurrentWidget(self.shelf if has_cards else self._empty)
        self._pages.setFixedHeight(self.shelf.height() if has_cards else SPACING.control_height)
        # Once there are layouts, they need the room more than the word does.
        self._save.setText("" if has_cards else tr_phrase(actions.SAVE.label))
        self._save.allow(not self._view.is_full, actions.FULL)
        self._undo.setText(tr_phrase(actions.UNDO.label) if self.width() >= WORDS_FROM_PX else "")
        if self._view.undo is not None:
            self._undo.setToolTip(tr("Undo {edit}", edit=tr_phrase(self._view.undo)))

    def _retranslate(self) -> None:
        self.setAccessibleName(tr("Kept layouts"))
        self.shelf.setAccessibleName(tr("Kept layouts"))
        for button in (self._undo, self._save, self._more):
            button.retranslate()
        # Its keys belong to the row: everywhere else they take back what was done to the draft.
        self._undo.show_action(_without_keys(actions.UNDO))
        self._empty.show_text(
            tr("No layout is kept yet. Arrange the picture and press “Save layout…”: Shift+1 brings it back.")
        )
        self._render()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._render()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)


def _without_keys(spec: ActionSpec) -> ActionSpec:
    return ActionSpec(spec.action_id, spec.label, spec.tip, spec.icon)
