"""The layers: every region from front to back, with what can be done to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QIcon
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.layout_editing import with_each, with_hiding, with_lock
from chalkreel.domain.layout_rules import Finding
from chalkreel.domain.stacking import back_to_front, put_before
from chalkreel.ui.canvas.shown import icon_of, shown_in, title_of
from chalkreel.ui.kit.icons import icon
from chalkreel.ui.kit.words import listed, tr, tr_phrase

NAME, PROBLEM, LOCK, EYE = range(4)
_SIGN_PX = 26
_ROW_PX = 28
_ID = int(Qt.ItemDataRole.UserRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_DESCRIPTION = int(Qt.ItemDataRole.AccessibleDescriptionRole)


class LayersTree(QTreeWidget):
    """Lists the regions; owned by the side column, which keeps what is selected.

    Signals:
        layout_edited(Layout): a name, a lock, an eye or the order was changed here.
        selection_chosen(tuple): these regions are selected here, by id; the last one is the primary.
        menu_wished(QPoint): the menu is asked for at this point of the screen.
    """

    layout_edited = Signal(object)
    selection_chosen = Signal(tuple)
    menu_wished = Signal(QPoint)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._layout = Layout()
        self._names: Mapping[str, str] = {}
        self._items: dict[str, QTreeWidgetItem] = {}
        self._order: tuple[str, ...] = ()
        self._shape()
        self.itemSelectionChanged.connect(self._on_selection_changed)
        self.itemClicked.connect(self._on_item_clicked)
        self.itemChanged.connect(self._on_item_changed)
        self.retranslate()

    def show_layers(
        self, layout: Layout, names: Mapping[str, str], selection: tuple[str, ...], findings: Sequence[Finding]
    ) -> None:
        self._layout, self._names = layout, names
        order = tuple(reversed(back_to_front(layout)))
        with QSignalBlocker(self):
            if order != self._order:
                self._list_anew(order)
            for region in layout.regions:
                self._render_row(self._items[region.region_id], region, findings)
            self._select(selection)

    def rename_current(self) -> None:
        """Let the name of the current region be typed where it stands."""
        item = self.currentItem()
        if item is not None and self.isEnabled():
            self.editItem(item, NAME)

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Layers"))

    # -- rows -------------------------------------------------------------------------------------------------

    def _shape(self) -> None:
        self.setColumnCount(4)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setIconSize(QSize(16, 16))
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(_SIGN_PX)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column in (PROBLEM, LOCK, EYE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, _SIGN_PX)

    def _list_anew(self, order: tuple[str, ...]) -> None:
        self.clear()
        self._order, self._items = order, {}
        for region_id in order:
            item = QTreeWidgetItem(self)
            item.setData(NAME, _ID, region_id)
            item.setSizeHint(NAME, QSize(0, _ROW_PX))
            flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsEditable
            item.setFlags(flags | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemNeverHasChildren)
            self._items[region_id] = item

    def _render_row(self, item: QTreeWidgetItem, region: Region, findings: Sequence[Finding]) -> None:
        title = title_of(region, self._names)
        noticed = [finding for finding in findings if region.region_id in finding.region_ids]
        said = "\n".join(tr_phrase(finding.sentence) for finding in noticed)
        item.setText(NAME, title)
        item.setIcon(NAME, icon(icon_of(shown_in(region)), "text_muted" if region.is_hidden else "text"))
        item.setToolTip(NAME, title)
        is_error = any(finding.is_error for finding in noticed)
        item.setIcon(PROBLEM, QIcon() if not noticed else _problem_icon(is_error))
        item.setToolTip(PROBLEM, said)
        self._render_sign(item, LOCK, region.is_locked, ("lock", tr("Locked")), ("unlock", tr("Not locked")))
        self._render_sign(item, EYE, region.is_hidden, ("eye-off", tr("Hidden")), ("eye", tr("Shown")))
        states = [tr("Locked")] * region.is_locked + [tr("Hidden")] * region.is_hidden
        item.setData(NAME, _ACCESSIBLE, listed([title, *states]))
        item.setData(NAME, _DESCRIPTION, said)
        item.setData(PROBLEM, _ACCESSIBLE, said)

    def _render_sign(
        self, item: QTreeWidgetItem, column: int, is_on: bool, on: tuple[str, str], off: tuple[str, str]
    ) -> None:
        glyph, words = on if is_on else off
        item.setIcon(column, icon(glyph, "text" if is_on else "text_muted"))
        item.setToolTip(column, words)
        item.setData(column, _ACCESSIBLE, words)

    def _select(self, selection: tuple[str, ...]) -> None:
        for region_id, item in self._items.items():
            item.setSelected(region_id in selection)
        primary = self._items.get(selection[-1]) if selection else None
        if primary is not None and self.currentItem() is not primary:
            self.selectionModel().setCurrentIndex(
                self.indexFromItem(primary, NAME), QItemSelectionModel.SelectionFlag.NoUpdate
            )
            self.scrollToItem(primary)

    # -- wishes -----------------------------------------------------------------------------------------------

    def _on_selection_changed(self) -> None:
        chosen = [self._id_of(item) for item in self.selectedItems()]
        current = self.currentItem()
        primary = self._id_of(current) if current is not None else ""
        if primary in chosen:
            chosen.remove(primary)
            chosen.append(primary)
        self.selection_chosen.emit(tuple(chosen))

    def _on_item_clicked(self, item: QTreeWidgetItem, column: int) -> None:
        """A sign of a selected row is switched for all that are selected."""
        region = self._layout.region(self._id_of(item))
        if region is None or column not in (LOCK, EYE):
            return
        chosen = [self._id_of(one) for one in self.selectedItems()] if item.isSelected() else [region.region_id]
        if column == LOCK:
            self._edit(with_lock(self._layout, chosen, not region.is_locked))
        else:
            self._edit(with_hiding(self._layout, chosen, not region.is_hidden))

    def _on_item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        region = self._layout.region(self._id_of(item))
        if column != NAME or region is None:
            return
        typed = item.text(NAME).strip()
        plain = title_of(replace(region, name=""), self._names)
        name = "" if typed == plain else typed
        edited = with_each(self._layout, (region.region_id,), lambda one: replace(one, name=name))
        self._edit(edited)
        with QSignalBlocker(self):
            item.setText(NAME, title_of(edited.region(region.region_id) or region, self._names))

    def _edit(self, layout: Layout) -> None:
        if layout != self._layout:
            self.layout_edited.emit(layout)

    @staticmethod
    def _id_of(item: QTreeWidgetItem) -> str:
        return str(item.data(NAME, _ID))

    # -- events -----------------------------------------------------------------------------------------------

    def dropEvent(self, event: QDropEvent) -> None:
        """Put what is dragged where it is dropped: the list itself moves nothing, it is told the new order."""
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if event.source() is self:
            chosen = [self._id_of(item) for item in self.selectedItems()]
            self._edit(put_before(self._layout, chosen, self._behind(event.position().toPoint(), chosen)))

    def _behind(self, at: QPoint, chosen: Sequence[str]) -> str:
        """Tell the region right behind the place of a drop: the first row below it that is not dragged itself."""
        item = self.itemAt(at)
        if item is None:
            return ""
        place = self._order.index(self._id_of(item)) + (at.y() >= self.visualItemRect(item).center().y())
        return next((region_id for region_id in self._order[place:] if region_id not in chosen), "")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wished.emit(event.globalPos())


def _problem_icon(is_error: bool) -> QIcon:
    return icon("refused" if is_error else "warning", "problem_text")
