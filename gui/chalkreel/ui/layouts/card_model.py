"""The kept layouts of a room as a list that Qt can show."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from chalkreel.controllers.library_view import NUMBER_KEYS, LayoutCard
from chalkreel.ui.kit.words import tr

CARD_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class CardModel(QAbstractListModel):
    """Holds the cards in their order."""

    def __init__(self, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._cards: tuple[LayoutCard, ...] = ()

    @property
    def cards(self) -> tuple[LayoutCard, ...]:
        return self._cards

    def show_cards(self, cards: tuple[LayoutCard, ...]) -> None:
        """Take over the cards; as long as they are the same ones, only what changed is repainted."""
        before = self._cards
        if [card.layout_id for card in before] != [card.layout_id for card in cards]:
            self.beginResetModel()
            self._cards = cards
            self.endResetModel()
            return
        self._cards = cards
        for row, (old, new) in enumerate(zip(before, cards, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row), self.index(row))

    def card_at(self, row: int) -> LayoutCard | None:
        return self._cards[row] if 0 <= row < len(self._cards) else None

    def row_of(self, layout_id: str) -> int:
        return next((row for row, card in enumerate(self._cards) if card.layout_id == layout_id), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        card = self.card_at(index.row()) if index.isValid() else None
        if card is None:
            return None
        match role:
            case Qt.ItemDataRole.UserRole:
                return card
            case Qt.ItemDataRole.DisplayRole:
                return card.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken_text(index.row(), card)
            case Qt.ItemDataRole.ToolTipRole:
                return tip_text(index.row(), card)
        return None


def spoken_text(row: int, card: LayoutCard) -> str:
    """Say a layout and where it is now, for a screen reader."""
    if card.is_on_air:
        state = tr("on air")
    elif card.is_draft:
        state = tr("in the draft")
    else:
        state = tr("kept")
    return tr("Layout {number}: {name}, {state}", number=row + 1, name=card.name, state=state)


def tip_text(row: int, card: LayoutCard) -> str:
    """Say what a click does, and what the layout is."""
    if card.is_on_air and card.is_draft:
        first = tr("“{name}” is on air", name=card.name)
    elif card.is_draft:
        first = tr("“{name}” is in the draft", name=card.name)
    else:
        first = tr("Click to put “{name}” into the draft", name=card.name)
    facts = [str(card.canvas).replace("x", " × ")]
    facts.append(tr("all rooms") if card.is_for_all_rooms else tr("this room only"))
    if row < NUMBER_KEYS:
        facts.append(tr("Shift+{number}", number=row + 1))
    return first + "\n" + " · ".join(facts)
