"""The arrange actions as a menu; its keys work all over the canvas panel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.ui.canvas.arrange_actions import EVERY, GROUPS, ArrangeAction, Selection
from chalkreel.ui.kit.icons import icon
from chalkreel.ui.kit.words import tr_phrase


class ArrangeMenu(QMenu):
    """Owned by the side column; ``entries`` are handed to the panel, where their keys are pressed.

    Signals:
        layout_edited(Layout): an action is done.
    """

    layout_edited = Signal(object)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._layout = Layout()
        self._canvas = Size(1, 1)
        self._selection: Selection = ()
        self.setToolTipsVisible(True)
        for group in GROUPS:
            for arrange in group:
                self._add(arrange)
            self.addSeparator()
        self.retranslate()

    @property
    def entries(self) -> list[QAction]:
        return [entry for entry in self.actions() if not entry.isSeparator()]

    def entry(self, action_id: str) -> QAction:
        return next(entry for entry in self.entries if entry.objectName() == action_id)

    def show_selection(self, layout: Layout, canvas: Size, selection: Selection) -> None:
        self._layout, self._canvas, self._selection = layout, canvas, selection
        for entry, arrange in zip(self.entries, EVERY, strict=True):
            blocked = arrange.blocked(layout, selection)
            entry.setEnabled(blocked is None)
            entry.setToolTip(tr_phrase(blocked or arrange.spec.tip))

    def retranslate(self) -> None:
        for entry, arrange in zip(self.entries, EVERY, strict=True):
            entry.setText(tr_phrase(arrange.spec.label))
        self.show_selection(self._layout, self._canvas, self._selection)

    def _add(self, arrange: ArrangeAction) -> None:
        entry = self.addAction("")
        entry.setObjectName(arrange.spec.action_id)
        entry.setShortcut(QKeySequence(arrange.spec.shortcut))
        entry.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        if arrange.spec.icon:
            entry.setIcon(icon(arrange.spec.icon))
        entry.triggered.connect(self._on_triggered)

    def _on_triggered(self) -> None:
        entry = self.sender()
        arrange = next((one for one in EVERY if entry is not None and one.spec.action_id == entry.objectName()), None)
        if arrange is None or arrange.blocked(self._layout, self._selection) is not None:
            return
        edited = arrange.act(self._layout, self._selection, self._canvas)
        if edited != self._layout:
            self.layout_edited.emit(edited)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
