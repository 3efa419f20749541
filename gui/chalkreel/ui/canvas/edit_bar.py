"""The row below the stage: what can be done with the selected region, or how to get regions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QStackedWidget, QWidget

from chalkreel.domain.enums import FillMode, MixMode
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.layout_editing import (
    with_content,
    with_new_region,
)
from chalkreel.domain.limits import MAX_VIEWS
from chalkreel.ui.canvas import actions
from chalkreel.ui.canvas.content import StageContent
from chalkreel.ui.canvas.preset_bar import PresetBar
from chalkreel.ui.canvas.segments import SegmentBar, Words
from chalkreel.ui.canvas.shown import ShownBox, choices, icon_of, shown_in, title_of, word_of
from chalkreel.ui.canvas.side.actions import HIDDEN
from chalkreel.ui.canvas.stage_actions import Command
from chalkreel.ui.kit.actions import ActionSpec
from chalkreel.ui.kit.buttons import ActionButton, IconButton
from chalkreel.ui.kit.elided_label import ElidedLabel
from chalkreel.ui.kit.icons import icon
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.theme import SPACING

_ICON = QSize(16, 16)

WORDS_FROM_PX = 680
"""From this width there is room for the words beside the icons."""
SHOWS_FROM_PX, FILL_FROM_PX = 440, 320
"""Below these widths, the inspector beside the stage, which took them, has the same choices."""


class CanvasIconButton(IconButton):
    """A button whose keys belong to the canvas: they are named in the tooltip, but work only while it has the focus."""

    def retranslate(self) -> None:
        super().retranslate()
        self.setShortcut(QKeySequence())


class EditBar(QStackedWidget):
    """Edits the selected region of a custom layout; for a preset it says what a preset is.

    Signals:
        layout_edited(Layout): an edit is done and gave this layout.
        region_added(str): the id of a new region, before its layout is told.
        make_custom_requested(): turn the preset into regions.
        command_requested(Command): do something to all selected regions.
    """

    layout_edited = Signal(object)
    region_added = Signal(str)
    make_custom_requested = Signal()
    command_requested = Signal(object)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._content = StageContent()
        self._selected = ""
        self._is_exact = True
        self._add = ActionButton(actions.ADD)
        self._add_menu = QMenu(self._add)
        self._shows = ShownBox()
        self._fill: SegmentBar[FillMode] = SegmentBar(actions.FILLS)
        self._raise = CanvasIconButton(actions.RAISE)
        self._lower = CanvasIconButton(actions.LOWER)
        self._delete = CanvasIconButton(actions.DELETE)
        self._measures = ElidedLabel("muted", is_whole=True)
        self._approximate = QLabel()
        self._explains = ElidedLabel("muted")
        self.preset_bar = PresetBar()
        self._make_custom = ActionButton(actions.MAKE_CUSTOM)
        self._shows_shortcut = QShortcut(QKeySequence(actions.SHOWS.shortcut), self)
        self._build()
        self._connect()
        self._tint()
        self._retranslate()

    def show_content(self, content: StageContent, selected: str, is_exact: bool) -> None:
        state = (content, selected, is_exact)
        if state == (self._content, self._selected, self._is_exact):
            return
        self._content, self._selected, self._is_exact = state
        self._render()

    # -- parts ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._shows.setMaximumWidth(220)
        self._fill.show_words(Words.NONE)
        tools = _row(self._add, self._shows, self._fill, self._raise, self._lower, self._delete, self._measures)
        preset = _row(self._approximate, self._explains, self.preset_bar, self._make_custom)
        self.addWidget(tools)
        self.addWidget(preset)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        self._add.clicked.connect(self._on_add_clicked)
        self._add_menu.triggered.connect(self._on_add_chosen)
        self._shows.activated.connect(self._on_shows_activated)
        self._shows_shortcut.activated.connect(self._on_shows_shortcut)
        self._fill.chosen.connect(self._on_fill_chosen)
        self._raise.clicked.connect(self._on_raise_clicked)
        self._lower.clicked.connect(self._on_lower_clicked)
        self._delete.clicked.connect(self._on_delete_clicked)
        self._make_custom.clicked.connect(self._on_make_custom_clicked)

    # -- slots ------------------------------------------------------------------------------------------------

    def _on_add_clicked(self) -> None:
        """Offer what the new region can show; what is in the picture already comes last."""
        self._add_menu.clear()
        names = self._content.names
        for shown in choices(tuple(self._content.people)):
            entry = self._add_menu.addAction(icon(icon_of(shown)), word_of(shown, names))
            entry.setData(shown)
        self._add_menu.popup(self._add.mapToGlobal(self._add.rect().bottomLeft()))

    def _on_add_chosen(self, entry: QAction) -> None:
        view_type, stream_id = entry.data()
        layout, region_id = with_new_region(self._content.layout, self._content.canvas, view_type, stream_id)
        if region_id:
            self.layout_edited.emit(layout)
            self.region_added.emit(region_id)

    def _on_shows_activated(self, index: int) -> None:
        shown = self._shows.shown_at(index)
        if shown is not None:
            self._edit(lambda layout: with_content(layout, self._selected, *shown))

    def _on_shows_shortcut(self) -> None:
        if self._shows.isEnabled() and self.currentIndex() == 0:
            self._shows.setFocus()
            self._shows.showPopup()

    def _on_fill_chosen(self, fill_mode: FillMode) -> None:
        region = self._content.layout.region(self._selected)
        if region is not None and region.fill_mode is not fill_mode:
            self.command_requested.emit(Command.FILL)

    def _on_raise_clicked(self) -> None:
        self.command_requested.emit(Command.RAISE)

    def _on_lower_clicked(self) -> None:
        self.command_requested.emit(Command.LOWER)

    def _on_delete_clicked(self) -> None:
        self.command_requested.emit(Command.DELETE)

    def _on_make_custom_clicked(self) -> None:
        self.make_custom_requested.emit()

    # -- rendering --------------------------------------------------------------------------------------------

    def _edit(self, change: Callable[[Layout], Layout]) -> None:
        edited = change(self._content.layout)
        if edited != self._content.layout:
            self.layout_edited.emit(edited)

    def _render(self) -> None:
        layout = self._content.layout
        self.setCurrentIndex(0 if self._content.is_editable else 1)
        self._make_custom.setVisible(not self._content.is_on_air)
        self.preset_bar.setVisible(not self._content.is_on_air)
        self.preset_bar.show_content(self._content)
        self._approximate.setVisible(not self._is_exact and layout.mode is not MixMode.CUSTOM)
        chosen = layout.region(self._selected)
        hidden = chosen if chosen is not None and chosen.is_hidden else None
        region = chosen if hidden is None else None
        is_full = len(layout.visible_regions) >= MAX_VIEWS
        self._add.allow(not is_full, actions.CANVAS_FULL)
        for button in (self._raise, self._lower, self._delete):
            button.allow(region is not None, actions.NOTHING_SELECTED if hidden is None else HIDDEN)
        self._fill.setEnabled(region is not None)
        self._fill.show_choice(region.fill_mode if region else None)
        self._render_shows(region, hidden)
        self._measures.show_text(self._measure(region) if hidden is None else tr_phrase(HIDDEN))
        self._explains.show_text(*self._explanation())

    def _render_shows(self, region: Region | None, hidden: Region | None) -> None:
        self._shows.setEnabled(region is not None)
        if hidden is not None:
            self._shows.show_nothing(tr("{name} (hidden)", name=title_of(hidden, self._content.names)))
        elif region is None:
            self._shows.show_nothing(tr("Nothing selected"))
        else:
            listed = choices(tuple(self._content.people))
            self._shows.show_choices(listed, shown_in(region), self._content.names)

    def _measure(self, region: Region | None) -> str:
        if region is None:
            return ""
        rect = region.rect
        return tr("{width} × {height} at {x}, {y}", width=rect.width, height=rect.height, x=rect.left, y=rect.top)

    def _explanation(self) -> tuple[str, str]:
        """Say in one word, and in one sentence, who decides the places."""
        if self._content.is_on_air:
            return tr("This is what is on air. Switch to Draft to change it."), ""
        if not self._is_exact:
            sentence = tr("Approximate: the cloud has its own proportions. Make it mine to fix every place.")
            return tr("Approximate"), sentence
        name = tr_phrase(actions.MODES[self._content.layout.mode].label)
        return tr("Automatic"), tr("{layout} places everyone by itself.", layout=name)

    def _tint(self) -> None:
        sign = icon("approximate", "problem_text").pixmap(_ICON, self.devicePixelRatioF())
        self._approximate.setPixmap(sign)

    def _retranslate(self) -> None:
        buttons: tuple[ActionButton | IconButton, ...] = (
            self._add, self._raise, self._lower, self._delete, self._make_custom,
        )  # fmt: skip
        for button in buttons:
            button.retranslate()
        self._word_add()
        self._fill.retranslate()
        self._fill.setAccessibleName(tr("Crop or fit"))
        for choice in actions.FILLS:
            self._fill.button(choice).setShortcut(QKeySequence())
        _describe(self._shows, actions.SHOWS)
        self._render()

    def _word_add(self) -> None:
        """Where there is no room for the fill modes, there is none for a word either; the sign stays."""
        self._add.setText(tr_phrase(actions.ADD.label) if self.width() >= FILL_FROM_PX else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shows.setVisible(self.width() >= SHOWS_FROM_PX)
        self._fill.setVisible(self.width() >= FILL_FROM_PX)
        self._word_add()
        self._fill.show_words(Words.ALL if self.width() >= WORDS_FROM_PX else Words.NONE)
        self.preset_bar.show_words(self.width() >= WORDS_FROM_PX)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() is QEvent.Type.StyleChange:
            self._tint()
        super().changeEvent(event)


def _row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(SPACING.medium, SPACING.small, SPACING.medium, SPACING.small)
    row.setSpacing(SPACING.small)
    for widget in widgets:
        row.addWidget(widget, 1 if isinstance(widget, ElidedLabel) else 0)
    return holder


def _describe(widget: QWidget, spec: ActionSpec) -> None:
    widget.setAccessibleName(tr_phrase(spec.label))
    widget.setToolTip(spec.tip_text())
