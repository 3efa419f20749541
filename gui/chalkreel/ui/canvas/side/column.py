"""The column beside the stage: the layers above, what is selected of them below."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QMenu,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from chalkreel.domain.layout import Layout
from chalkreel.domain.layout_editing import with_hiding
from chalkreel.domain.region_groups import with_regions_raised
from chalkreel.ui.canvas.arrange_actions import ARRANGE
from chalkreel.ui.canvas.arrange_menu import ArrangeMenu
from chalkreel.ui.canvas.side.actions import HIDE, MENU, RENAME
from chalkreel.ui.canvas.side.canvas_form import CanvasForm
from chalkreel.ui.canvas.side.content import CanvasSettings, SideContent
from chalkreel.ui.canvas.side.layers import LayersTree
from chalkreel.ui.canvas.side.region_form import RegionForm
from chalkreel.ui.canvas.stage_actions import Command, command_of
from chalkreel.ui.canvas.stage_keys import edit_for, edit_for_growing
from chalkreel.ui.kit.buttons import IconButton
from chalkreel.ui.kit.elided_label import divider
from chalkreel.ui.kit.headers import EmptyState, SectionHeader
from chalkreel.ui.kit.icons import icon
from chalkreel.ui.kit.scrolling import scrolled
from chalkreel.ui.kit.words import tr, tr_count, tr_phrase
from chalkreel.ui.theme import SPACING

WIDTH_PX, NARROW_WIDTH_PX = 280, 264
_EVERY_PLACE = 10_000
_LIST_EDITS = (Command.DELETE, Command.CUT, Command.LOCK, Command.FILL)
_RAISES = {
    Command.RAISE: 1, Command.LOWER: -1, Command.TO_FRONT: _EVERY_PLACE, Command.TO_BACK: -_EVERY_PLACE,
}  # fmt: skip


class SideColumn(QFrame):
    """Keeps what is selected in the layers, hidden regions included, in step with the stage; owned by the panel.

    Signals:
        layout_edited(Layout): an edit is done and gave this layout.
        layout_nudged(Layout): the same by an arrow key, one of several perhaps.
        field_edited(Layout, str): an edit of a field, which belongs together with others of the same field.
        selection_chosen(tuple): these regions of the picture are selected here.
        command_requested(Command): something for the stage to do.
        settings_edited(TakeSettings): the canvas's settings were changed.
    """

    layout_edited = Signal(object)
    layout_nudged = Signal(object)
    field_edited = Signal(object, str)
    selection_chosen = Signal(tuple)
    command_requested = Signal(object)
    settings_edited = Signal(object)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._content = SideContent()
        self.layers = LayersTree()
        self.region_form = RegionForm()
        self.canvas_form = CanvasForm()
        self.arrange_menu = ArrangeMenu(self)
        self._layers_head, self._form_head = SectionHeader(), SectionHeader()
        self._arrange = IconButton(ARRANGE)
        self._nothing = EmptyState("layers")
        self._lists, self._forms = QStackedWidget(), QStackedWidget()
        self._menu = QMenu(self)
        self._hide = QAction(self)
        self._build()
        self._connect()
        self.retranslate()

    @property
    def selection(self) -> tuple[str, ...]:
        """What is selected here: hidden regions too, which the stage cannot select."""
        return self._content.selection

    @property
    def keys(self) -> list[QAction]:
        """What has keys all over the canvas panel."""
        return [*self.arrange_menu.entries, self._hide]

    def show_content(self, content: SideContent) -> None:
        """Show another state; what is selected on the stage counts, and hidden regions that are selected here stay."""
        kept = self._kept(content)
        self._content = replace(content, selection=kept)
        self._render()
        if kept != content.selection:
            self._tell_stage(kept)

    def show_settings(self, shown: CanvasSettings) -> None:
        self.canvas_form.show_settings(shown)

    def be_narrow(self, is_narrow: bool) -> None:
        """Take as little room as the fields need."""
        self.setFixedWidth(NARROW_WIDTH_PX if is_narrow else WIDTH_PX)

    def focus_name(self) -> None:
        """Go to the first field of what is selected."""
        field = self.region_form.name if self.region_form.name.isEnabled() else self.region_form.numbers["left"]
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def _kept(self, content: SideContent) -> tuple[str, ...]:
        """Follow the stage, unless it only let go of what it cannot select: what is hidden stays selected here."""
        before = self._content.selection
        seen = _visible(self._content.layout) & _visible(content.layout)
        if set(content.selection) != set(before) & seen:
            return content.selection
        return tuple(region_id for region_id in before if content.layout.region(region_id) is not None)

    def _tell_stage(self, chosen: tuple[str, ...]) -> None:
        visible = _visible(self._content.layout)
        self.selection_chosen.emit(tuple(region_id for region_id in chosen if region_id in visible))

    # -- parts ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setFixedWidth(WIDTH_PX)
        self._layers_head.add_control(self._arrange)
        self._lists.setContentsMargins(SPACING.small, 0, 0, 0)
        self._lists.addWidget(self.layers)
        self._lists.addWidget(self._nothing)
        for form in (self.region_form, self.canvas_form):
            self._forms.addWidget(form)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(_part(self._layers_head, self._lists))
        parts.addWidget(_part(divider(), self._form_head, scrolled(self._forms)))
        parts.setStretchFactor(1, 1)
        parts.setSizes([180, 360])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(parts)
        self._hide.setShortcut(HIDE.shortcut)
        self._hide.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.layers.installEventFilter(self)

    def _connect(self) -> None:
        self.layers.layout_edited.connect(self.layout_edited)
        self.layers.selection_chosen.connect(self._on_layers_selection_chosen)
        self.layers.menu_wished.connect(self._on_layers_menu_wished)
        self.region_form.field_edited.connect(self.field_edited)
        self.region_form.align_requested.connect(self._on_align_requested)
        self.canvas_form.settings_edited.connect(self.settings_edited)
        self.arrange_menu.layout_edited.connect(self.layout_edited)
        self._arrange.clicked.connect(self._on_arrange_clicked)
        self._hide.triggered.connect(self._on_hide_triggered)
        self._menu.triggered.connect(self._on_menu_triggered)

    def _render(self) -> None:
        content = self._content
        self._lists.setCurrentIndex(0 if content.is_editable else 1)
        if content.is_editable:
            self.layers.show_layers(content.layout, content.names, content.selection, content.findings)
        is_region = content.is_editable and bool(content.selection)
        self.region_form.show_content(content)
        self._forms.setCurrentWidget(self.region_form if is_region else self.canvas_form)
        chosen = content.selection if content.is_editable else ()
        self.arrange_menu.show_selection(content.layout, content.canvas, chosen)
        self._arrange.allow(content.is_editable)
        self._hide.setEnabled(bool(chosen))
        count = len(content.layout.regions) if content.is_editable else 0
        self._layers_head.show_words(tr("Layers"), str(count) if count else "")
        if not is_region:
            heading = tr("Canvas")
        elif len(content.selection) == 1:
            heading = tr("Region")
        else:
            heading = tr_count("{n} region", "{n} regions", len(content.selection))
        self._form_head.show_words(heading)

    # -- wishes -----------------------------------------------------------------------------------------------

    def _on_layers_selection_chosen(self, chosen: tuple[str, ...]) -> None:
        self._content = replace(self._content, selection=chosen)
        self._render()
        self._tell_stage(chosen)

    def _on_align_requested(self, action_id: str) -> None:
        self.arrange_menu.entry(action_id).trigger()

    def _on_arrange_clicked(self) -> None:
        self.arrange_menu.popup(self._arrange.mapToGlobal(self._arrange.rect().bottomLeft()))

    def _on_hide_triggered(self) -> None:
        """Hide what is selected, or bring it back where all of it is hidden."""
        regions = self._content.regions
        is_hidden = not all(region.is_hidden for region in regions)
        self._edit(with_hiding(self._content.layout, self._content.selection, is_hidden))

    def _on_layers_menu_wished(self, at: QPoint) -> None:
        if not self._content.selection:
            return
        self._menu.clear()
        for spec in MENU:
            if spec is None:
                self._menu.addSeparator()
                continue
            entry = self._menu.addAction(tr_phrase(spec.label))
            entry.setData(spec.action_id)
            entry.setShortcut(spec.shortcut)
            if spec.icon:
                entry.setIcon(icon(spec.icon))
        arranging = self._menu.addMenu(self.arrange_menu)
        arranging.setText(tr_phrase(ARRANGE.label))
        self._menu.popup(at)

    def _on_menu_triggered(self, entry: QAction) -> None:
        self._do(str(entry.data() or ""))

    def _do(self, action_id: str) -> None:
        if action_id == RENAME.action_id:
            self.layers.rename_current()
        elif action_id == HIDE.action_id:
            self._on_hide_triggered()
        elif action_id:
            self._command(Command(action_id))

    def _command(self, command: Command) -> None:
        """Do to the selected layers what a key does to regions; hidden ones are reached only here."""
        layout, chosen = self._content.layout, self._content.selection
        if command in _RAISES:
            self._edit(with_regions_raised(layout, chosen, _RAISES[command]))
        elif command in _LIST_EDITS:
            edit = edit_for(command, layout, chosen, self._content.canvas)
            self._edit(edit.layout if edit is not None else layout)
        else:
            self.command_requested.emit(command)

    def _edit(self, layout: Layout) -> None:
        if layout != self._content.layout:
            self.layout_edited.emit(layout)

    # -- events -----------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the layers' keys do what the stage's do; those that move through the list stay the list's."""
        kinds = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if watched is self.layers and isinstance(event, QKeyEvent) and event.type() in kinds:
            content, command = self._content, command_of(event)
            is_typing = self.layers.state() is QAbstractItemView.State.EditingState
            grown = edit_for_growing(content.layout, content.selection, content.canvas, event)
            if (command is None and grown is None) or is_typing or not content.is_editable:
                return super().eventFilter(watched, event)
            event.accept()
            if event.type() is not QEvent.Type.KeyPress:
                return True
            if command is not None:
                self._command(command)
            elif grown is not None and grown.layout != content.layout:
                self.layout_nudged.emit(grown.layout)
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        self.layers.retranslate()
        self.region_form.retranslate()
        self.canvas_form.retranslate()
        self._arrange.retranslate()
        self._nothing.show_words(
            tr("No layers here"), tr("This layout places everyone by itself. Make it mine to move each region.")
        )
        self._hide.setText(tr_phrase(HIDE.label))
        self._render()


def _visible(layout: Layout) -> set[str]:
    return {region.region_id for region in layout.visible_regions}


def _part(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        if isinstance(widget, SectionHeader):
            widget.setContentsMargins(SPACING.medium, SPACING.tight, SPACING.small, 0)
        column.addWidget(widget, 1 if isinstance(widget, QStackedWidget | QScrollArea) else 0)
    return holder
