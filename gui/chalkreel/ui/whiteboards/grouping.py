"""The menu that puts boards into groups, and the question for a group's name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from chalkreel.controllers.view_state import BoardView
from chalkreel.domain.board_groups import Groups, group_of, renamed, with_board_in, with_group, without_group
from chalkreel.ui.kit.words import tr


class Grouping(QObject):
    """Offers what can be done with groups; owned by the picker.

    Signals:
        groups_wished: the groups as they are to be.
    """

    groups_wished = Signal(object)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._groups: Groups = ()

    def offer(self, groups: Groups, board: BoardView | None, beside: QWidget) -> None:
        """Open the menu below a button; the selected board is the one that is put elsewhere."""
        self._groups = groups
        menu = QMenu(self._owner)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        if board is not None:
            self._offer_places(menu, board)
        self._add(menu, tr("New group…"), partial(self._ask_for_new, board))
        own = group_of(groups, board.board_id) if board is not None else ""
        for name in [own] if own else [group.name for group in groups]:
            menu.addSeparator()
            self._add(menu, tr("Rename “{name}”…", name=name), partial(self._ask_for_other_name, name))
            self._add(menu, tr("Dissolve “{name}”", name=name), partial(self._wish_without, name))
        menu.popup(beside.mapToGlobal(QPoint(0, beside.height())))

    def _offer_places(self, menu: QMenu, board: BoardView) -> None:
        own = group_of(self._groups, board.board_id)
        menu.addSection(tr("Put “{name}” into", name=board.name))
        for name in ("", *(group.name for group in self._groups)):
            words = name or tr("No group")
            action = self._add(menu, words, partial(self._wish_board_in, board.board_id, name))
            action.setCheckable(True)
            action.setChecked(name == own)
        menu.addSeparator()

    def _add(self, menu: QMenu, words: str, do: Callable[[], None]) -> QAction:
        action = menu.addAction(words.replace("&", "&&"))
        action.triggered.connect(lambda _checked=False: do())
        return action

    def _wish_board_in(self, board_id: str, name: str) -> None:
        self.groups_wished.emit(with_board_in(self._groups, board_id, name))

    def _wish_without(self, name: str) -> None:
        self.groups_wished.emit(without_group(self._groups, name))

    def _ask_for_new(self, board: BoardView | None) -> None:
        self._ask(tr("New group"), "", partial(self._wish_new, board))

    def _ask_for_other_name(self, name: str) -> None:
        self._ask(tr("Rename group"), name, partial(self._wish_renamed, name))

    def _wish_new(self, board: BoardView | None, name: str) -> None:
        groups = with_group(self._groups, name)
        if board is not None and groups != self._groups:
            groups = with_board_in(groups, board.board_id, groups[-1].name)
        self.groups_wished.emit(groups)

    def _wish_renamed(self, name: str, wanted: str) -> None:
        self.groups_wished.emit(renamed(self._groups, name, wanted))

    def _ask(self, title: str, text: str, answer: Callable[[str], None]) -> None:
        dialog = QInputDialog(self._owner)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(title)
        dialog.setLabelText(tr("Name of the group"))
        dialog.setTextValue(text)
        dialog.textValueSelected.connect(answer)
        dialog.open()
