"""The row above the stage: the five layouts, undo and redo, and draft or on air."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.domain.enums import MixMode
from chalkreel.ui.canvas import actions
from chalkreel.ui.canvas.mode_icons import mode_icon
from chalkreel.ui.canvas.segments import SegmentBar, Words
from chalkreel.ui.canvas.side.actions import SIDE
from chalkreel.ui.kit.buttons import IconButton
from chalkreel.ui.kit.words import tr
from chalkreel.ui.theme import SPACING


class HeadRow(QWidget):
    """Holds the two choices and drops words where there is no room for them."""

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self.modes: SegmentBar[MixMode] = SegmentBar(actions.MODES)
        self.tabs: SegmentBar[bool] = SegmentBar({False: actions.DRAFT, True: actions.ON_AIR})
        self.undo = IconButton(actions.UNDO)
        self.redo = IconButton(actions.REDO)
        self.side = IconButton(SIDE)
        self.side.setCheckable(True)
        self._steps: tuple[Phrase | None, Phrase | None] = (None, None)
        for mode in actions.MODES:
            self.modes.set_icon(mode, mode_icon(mode))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACING.medium, SPACING.small, SPACING.medium, SPACING.small)
        row.setSpacing(SPACING.medium)
        row.addWidget(self.modes)
        row.addStretch(1)
        steps = QHBoxLayout()
        steps.setSpacing(SPACING.hair)
        for button in (self.undo, self.redo):
            steps.addWidget(button)
        row.addLayout(steps)
        row.addWidget(self.tabs)
        row.addWidget(self.side)
        self._retranslate()

    def show_steps(self, undo: Phrase | None, redo: Phrase | None, blocked: Phrase | None = None) -> None:
        """Say what undo and redo would do; ``blocked`` says why neither is possible now."""
        self._steps = (None, None) if blocked else (undo, redo)
        for button, spec, tip, nothing in (
            (self.undo, actions.UNDO, phrase("Undo {edit}", edit=undo or ""), actions.NOTHING_TO_UNDO),
            (self.redo, actions.REDO, phrase("Redo {edit}", edit=redo or ""), actions.NOTHING_TO_REDO),
        ):
            can = self._steps[button is self.redo] is not None
            button.show_action(replace(spec, tip=tip) if can else spec)
            button.allow(can, blocked or nothing)

    def minimumSizeHint(self) -> QSize:
        # The words give way, so they must not hold the row open.
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._make_room()
        super().changeEvent(event)

    def _make_room(self) -> None:
        steps_px = self.undo.sizeHint().width() + self.redo.sizeHint().width() + SPACING.hair
        steps_px += self.side.sizeHint().width() + SPACING.medium
        fixed = 4 * SPACING.medium + steps_px + self.tabs.width_with(Words.ALL)
        self.modes.show_words_within(self.width() - fixed)

    def _retranslate(self) -> None:
        self.modes.retranslate()
        self.tabs.retranslate()
        for button in (self.undo, self.redo, self.side):
            button.retranslate()
        for mode in actions.MODES:
            self.modes.set_icon(mode, mode_icon(mode))
        self.modes.setAccessibleName(tr("Layout"))
        self.tabs.setAccessibleName(tr("Draft or on air"))
        self._make_room()
