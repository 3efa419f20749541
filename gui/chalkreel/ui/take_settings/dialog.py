"""The take settings: every option of StartRecord, those that teachers need first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import cast

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from chalkreel.base.phrase import phrase
from chalkreel.controllers.view_state import TakeSettingsView
from chalkreel.domain.take_settings import DEFAULTS, TakeSettings
from chalkreel.ui.kit.actions import ActionSpec
from chalkreel.ui.kit.buttons import ActionButton
from chalkreel.ui.kit.elided_label import divider
from chalkreel.ui.kit.roles import label
from chalkreel.ui.kit.scrolling import scrolled
from chalkreel.ui.kit.words import listed, tr
from chalkreel.ui.take_settings.fold import Fold
from chalkreel.ui.take_settings.row import SettingRow
from chalkreel.ui.take_settings.rows import ROWS, RowSpec, Section
from chalkreel.ui.theme import SPACING

SAVE = ActionSpec(
    "save-take-settings",
    phrase("Save"),
    phrase("Use these settings from the next recording on"),
    shortcut="Ctrl+Return",
)
CANCEL = ActionSpec("cancel-take-settings", phrase("Cancel"), phrase("Leave the settings as they were"))
RESET_ALL = ActionSpec(
    "reset-take-settings", phrase("All defaults"), phrase("Put every setting back to its default"), "reset"
)
SEARCH_KEYS = "Ctrl+F"

Judge = Callable[[TakeSettings], TakeSettingsView]


class TakeSettingsDialog(QDialog):
    """Edits a draft of the take settings; opened with ``open()``.

    ``judge`` says at each edit what becomes of the draft.

    Signals:
        accepted_settings(TakeSettings): the host pressed Save and nothing is wrong.
    """

    accepted_settings = Signal(object)

    def __init__(self, settings: TakeSettings, judge: Judge, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._judge = judge
        self._search = QLineEdit()
        self._found_nothing = label("muted", wraps=True)
        self._live = label("muted", wraps=True)
        self._summary = label("strong", wraps=True)
        self._rows = {spec.setting: SettingRow(spec) for spec in ROWS}
        self._folds = [self._make_fold(section) for section in Section]
        self._save = ActionButton(SAVE, "primary")
        self._cancel = ActionButton(CANCEL)
        self._reset_all = ActionButton(RESET_ALL)
        self._assemble()
        self._show_settings(settings)
        self._view = judge(settings)
        self._tab_order: list[QWidget] = []
        self._open_what_matters()
        self._connect()
        self._retranslate()
        self._render()

    def settings(self) -> TakeSettings:
        """Give the present draft; what cannot be read counts as its default."""
        return replace(DEFAULTS, **{name: row.value() for name, row in self._rows.items()})

    def _show_settings(self, settings: TakeSettings) -> None:
        for name, row in self._rows.items():
            row.show_value(getattr(settings, name))

    def _open_what_matters(self) -> None:
        """Unfold the groups in which something is wrong or was refused."""
        for fold in self._folds:
            if any(spec.setting in {*self._view.problems, *self._view.refused} for spec in _specs_of(fold.section)):
                fold.open_up()

    def _on_edited(self) -> None:
        self._render()

    def _on_search_changed(self, wanted: str) -> None:
        found = [fold.search(wanted) for fold in self._folds]
        self._found_nothing.setVisible(not any(found))

    def _on_save_clicked(self) -> None:
        for row in self._rows.values():
            row.finish()
        self._render()
        wrong = next((row for row in self._rows.values() if row.has_problem), None)
        if wrong is None:
            self.accepted_settings.emit(self.settings())
            self.accept()
            return
        self._search.clear()
        for fold in self._folds:
            if wrong.spec in _specs_of(fold.section):
                fold.open_up()
        wrong.focus_input()
        self._scroll.ensureWidgetVisible(wrong)

    def _on_reset_all_clicked(self) -> None:
        self._show_settings(DEFAULTS)
        self._render()

    def _render(self) -> None:
        draft = self.settings()
        self._view = self._judge(draft)
        for row in self._rows.values():
            row.render_view(self._view)
        for fold in self._folds:
            fold.render_rows()
        self._summary.setText(listed(self._view.summary))
        self._order_tabs()
        self._live.setVisible(self._view.is_live)
        self._reset_all.allow(any(row.is_changed for row in self._rows.values()), _NOTHING_CHANGED)

    def _order_tabs(self) -> None:
        """Let the Tab key follow the rows, also to the inputs that a row made later."""
        order: list[QWidget] = [self._search]
        for fold in self._folds:
            order.append(fold.button)
            for spec in _specs_of(fold.section):
                order += [*self._rows[spec.setting].inputs, self._rows[spec.setting].reset_button]
        order += [self._reset_all, self._cancel, self._save]
        if order != self._tab_order:
            self._tab_order = order
            for before, after in pairwise(order):
                QWidget.setTabOrder(before, after)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._scroll.isAncestorOf(now):
            self._scroll.ensureWidgetVisible(now)

    def _retranslate(self) -> None:
        self.setWindowTitle(tr("Take settings"))
        self._search.setPlaceholderText(tr("Search settings"))
        self._search.setAccessibleName(tr("Search settings"))
        keys = QKeySequence(SEARCH_KEYS).toString(QKeySequence.SequenceFormat.NativeText)
        self._search.setToolTip(tr("Words of a setting or its name in the API ({keys})", keys=keys))
        self._found_nothing.setText(tr("No setting has these words."))
        self._live.setText(tr("The recording that runs keeps its settings; changes count from the next one on."))
        for row in self._rows.values():
            row.retranslate()
        for button in (self._save, self._cancel, self._reset_all):
            button.retranslate()

    def _connect(self) -> None:
        for row in self._rows.values():
            row.edited.connect(self._on_edited)
        self._search.textChanged.connect(self._on_search_changed)
        self._save.clicked.connect(self._on_save_clicked)
        self._cancel.clicked.connect(self.reject)
        self._reset_all.clicked.connect(self._on_reset_all_clicked)
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._on_focus_changed)
        keys = QShortcut(QKeySequence(SEARCH_KEYS), self)
        keys.activated.connect(self._search.setFocus)

    def _make_fold(self, section: Section) -> Fold:
        rows = [self._rows[spec.setting] for spec in _specs_of(section)]
        return Fold(section, rows, can_fold=section is not Section.LESSON)

    def _assemble(self) -> None:
        for button in (self._cancel, self._reset_all, self._save):
            button.setAutoDefault(False)
        self._search.setClearButtonEnabled(True)
        self._found_nothing.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACING.small)
        buttons.addWidget(self._reset_all)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING.wide, SPACING.large, SPACING.wide, SPACING.large)
        column.setSpacing(SPACING.medium)
        column.addWidget(self._search)
        column.addWidget(self._live)
        column.addWidget(self._found_nothing)
        column.addWidget(self._make_scroll(), 1)
        column.addWidget(divider())
        column.addWidget(self._summary)
        column.addLayout(buttons)
        self.resize(720, 680)
        self.setMinimumSize(640, 420)

    def _make_scroll(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, SPACING.medium, 0)
        column.setSpacing(SPACING.small)
        for fold in self._folds:
            column.addWidget(fold)
        column.addStretch(1)
        self._scroll = scrolled(inside)
        return self._scroll

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
            self._render()
        super().changeEvent(event)


_NOTHING_CHANGED = phrase("Everything is at its default.")


def _specs_of(section: Section) -> list[RowSpec]:
    return [spec for spec in ROWS if spec.section is section]
