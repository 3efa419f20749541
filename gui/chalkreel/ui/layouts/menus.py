"""The menu of the library: what can be done with the selected layout, and with all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.library_view import LayoutCard, LibraryView
from chalkreel.ui.kit.actions import ActionSpec
from chalkreel.ui.kit.icons import icon
from chalkreel.ui.kit.words import tr_phrase
from chalkreel.ui.layouts import actions

if TYPE_CHECKING:
    from chalkreel.ui.layouts.panel import LayoutsPanel


def library_menu(panel: LayoutsPanel, view: LibraryView, card: LayoutCard | None) -> QMenu:
    """Make the menu; whoever shows it lets it go when it closes."""
    menu = QMenu(panel)
    menu.setToolTipsVisible(True)
    for spec in actions.CARD_ACTIONS:
        entry = _add(menu, spec)
        entry.setEnabled(card is not None)
        if spec is actions.EXPORT:
            entry.triggered.connect(lambda _checked=False: panel.export(card))
        else:
            entry.triggered.connect(partial(_do, panel, spec))
        if spec is actions.SHARE and card is not None:
            entry.setCheckable(True)
            entry.setChecked(card.is_for_all_rooms)
    menu.addSeparator()
    undo = _add(menu, actions.UNDO, _undo_words(view.undo))
    undo.setEnabled(view.undo is not None)
    undo.triggered.connect(partial(_do, panel, actions.UNDO))
    menu.addSeparator()
    for spec in (actions.SAVE, actions.OPEN, actions.PASTE):
        _add(menu, spec).triggered.connect(partial(_do, panel, spec))
    draft = menu.addAction(icon(actions.EXPORT.icon), tr_phrase(phrase("Export the draft…")))
    draft.triggered.connect(lambda _checked=False: panel.export(None))
    return menu


def _do(panel: LayoutsPanel, spec: ActionSpec, _is_checked: bool = False) -> None:
    panel.do(spec)


def _add(menu: QMenu, spec: ActionSpec, words: Phrase | None = None) -> QAction:
    entry = menu.addAction(icon(spec.icon), tr_phrase(words or spec.label))
    entry.setToolTip(tr_phrase(spec.tip))
    # Named, not bound: the keys are the row's and the window's.
    keys = QKeySequence(spec.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    if keys:
        entry.setText(f"{entry.text()}\t{keys}")
    return entry


def _undo_words(undo: Phrase | None) -> Phrase:
    return phrase("Undo") if undo is None else phrase("Undo {edit}", edit=undo)
