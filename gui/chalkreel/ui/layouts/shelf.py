"""The row of kept layouts: click stages one, drag puts it elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from chalkreel.controllers.library_view import LayoutCard
from chalkreel.ui.kit.actions import ActionSpec
from chalkreel.ui.kit.reorderable_list import ReorderableList
from chalkreel.ui.kit.reordering import moved
from chalkreel.ui.layouts import actions
from chalkreel.ui.layouts.card_delegate import ITEM, CardDelegate
from chalkreel.ui.layouts.card_model import CardModel
from chalkreel.ui.theme import SPACING

EDGE_PX = 32
SCROLL_STEP_PX = 16
_KEYS = (*actions.CARD_ACTIONS, actions.UNDO)


class Shelf(ReorderableList):
    """Shows the cards side by side; owned by the layouts panel.

    Signals:
        wished(ActionSpec): something is to be done with the selected card.
        selection_moved: another card is the selected one, or none.
        order_requested: all ids in the order they are to have.
        menu_wished(QPoint): the menu is wished, at a point of the screen.
    """

    wished = Signal(object)
    selection_moved = Signal()
    order_requested = Signal(list)
    menu_wished = Signal(QPoint)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(EDGE_PX, SCROLL_STEP_PX, owner)
        self._cards = CardModel(self)
        self._selected_id = ""
        self.setModel(self._cards)
        self.setItemDelegate(CardDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(ITEM.height())
        self.clicked.connect(self._on_clicked)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    @property
    def selected(self) -> LayoutCard | None:
        return self._cards.card_at(self.currentIndex().row())

    @property
    def cards(self) -> tuple[LayoutCard, ...]:
        return self._cards.cards

    def show_cards(self, cards: tuple[LayoutCard, ...]) -> None:
        is_longer = len(cards) > len(self._cards.cards)
        fresh = {card.layout_id for card in cards} - {card.layout_id for card in self._cards.cards}
        self._cards.show_cards(cards)
        if self._dragged_id and self._cards.row_of(self._dragged_id) < 0:
            self._end_drag()
        if is_longer and len(fresh) == 1:  # what was just saved is the one that is meant next
            self._selected_id = fresh.pop()
        row = self._cards.row_of(self._selected_id)
        if row >= 0 and self.currentIndex().row() != row:
            self.setCurrentIndex(self._cards.index(row))
        self.selection_moved.emit()

    def select(self, layout_id: str) -> None:
        row = self._cards.row_of(layout_id)
        if row >= 0:
            self.setCurrentIndex(self._cards.index(row))

    def place_of(self, layout_id: str) -> QRect:
        """Tell where a card is on this widget."""
        return self.visualRect(self._cards.index(self._cards.row_of(layout_id)))

    def order_with(self, step: int) -> list[str]:
        """Give the order in which the selected card stands that many places later."""
        ids = [card.layout_id for card in self._cards.cards]
        row = self.currentIndex().row()
        if not 0 <= row < len(ids) or not 0 <= row + step < len(ids):
            return ids
        ids.insert(row + step, ids.pop(row))
        return ids

    def _on_clicked(self, index: QModelIndex) -> None:
        if self._cards.card_at(index.row()) is not None:
            self.wished.emit(actions.STAGE)

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        card = self._cards.card_at(current.row())
        if card is not None:
            self._selected_id = card.layout_id
        self.selection_moved.emit()

    # -- keys -------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # While this row has the focus its keys go before those of the window.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _action_for(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        spec = _action_for(event)
        if spec is not None:
            self.wished.emit(spec)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if event.reason() is QContextMenuEvent.Reason.Mouse and index.isValid():
            self.setCurrentIndex(index)
        by_keys = event.reason() is not QContextMenuEvent.Reason.Mouse
        at = self.visualRect(self.currentIndex()).center() if by_keys else event.pos()
        self.menu_wished.emit(self.viewport().mapToGlobal(at))

    # -- putting a card elsewhere -----------------------------------------------------------------------------

    def _id_at(self, row: int) -> str:
        card = self._cards.card_at(row)
        return "" if card is None else card.layout_id

    def _put(self, item_id: str, gap: int) -> None:
        ids = [card.layout_id for card in self._cards.cards]
        order = list(moved(ids, item_id, gap))
        if order != ids:
            self.order_requested.emit(order)

    def _drag_to(self, point: QPoint) -> None:
        # One row only: how high the pointer is does not matter.
        super()._drag_to(QPoint(point.x(), ITEM.height() // 2))

    # -- looks ------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(3 * ITEM.width(), ITEM.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(ITEM.width() + SPACING.small, ITEM.height())


def _action_for(event: QKeyEvent) -> ActionSpec | None:
    pressed = QKeySequence(event.keyCombination()).toString()
    if pressed == "Enter":
        pressed = "Return"
    return next((spec for spec in _KEYS if pressed in spec.shortcuts), None)
