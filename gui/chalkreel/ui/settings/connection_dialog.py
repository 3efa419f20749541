"""The dialog that chooses the recorder: Studio here, or a ZEGOCLOUD project."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from chalkreel.base.phrase import phrase
from chalkreel.ui.kit.actions import ActionSpec
from chalkreel.ui.kit.buttons import ActionButton
from chalkreel.ui.kit.elided_label import divider
from chalkreel.ui.kit.roles import label
from chalkreel.ui.kit.scrolling import scrolled
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.settings.connection_fields import FIELDS, STORAGE_REGION_SAMPLES, Section
from chalkreel.ui.settings.connection_form import ConnectionForm, StoredSecrets, problems, uses_storage
from chalkreel.ui.settings.field_row import FieldRow
from chalkreel.ui.theme import SPACING

_SAVE = ActionSpec("save-connection", phrase("Save"), phrase("Use this connection from now on"), shortcut="Ctrl+Return")
_CANCEL = ActionSpec("cancel-connection", phrase("Cancel"), phrase("Leave everything as it was"))


class ConnectionDialog(QDialog):
    """Asks for a ``ConnectionForm``; opened with ``open()``, never with ``exec``.

    Signals:
        accepted_values: the host pressed Save and every answer can stay.
    """

    accepted_values = Signal(ConnectionForm)

    def __init__(self, form: ConnectionForm, stored: StoredSecrets, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._stored = stored
        self._was_tried = False
        self._studio = QRadioButton()
        self._cloud = QRadioButton()
        self._kinds = QButtonGroup(self)
        self._kinds.addButton(self._studio)
        self._kinds.addButton(self._cloud)
        self._headings: dict[Section, QLabel] = {section: label("heading") for section in Section}
        self._rows = {spec.field: FieldRow(spec) for spec in FIELDS}
        self._secrets_note = label("caption", wraps=True)
        self._save = ActionButton(_SAVE, "primary")
        self._cancel = ActionButton(_CANCEL)
        self._assemble()
        self._show_form(form)
        self._connect()
        self._retranslate()
        self._render()

    def form(self) -> ConnectionForm:
        """Give the present answers, right or wrong."""
        values: dict[str, Any] = {name: row.value() for name, row in self._rows.items()}
        return ConnectionForm(is_studio=self._studio.isChecked(), **values)

    def _show_form(self, form: ConnectionForm) -> None:
        self._studio.setChecked(form.is_studio)
        self._cloud.setChecked(not form.is_studio)
        (self._studio if form.is_studio else self._cloud).setFocus(Qt.FocusReason.OtherFocusReason)
        for member in fields(ConnectionForm):
            row = self._rows.get(member.name)
            if row is not None:
                row.show_value(getattr(form, member.name))

    def _on_edited(self) -> None:
        self._render()

    def _on_save_clicked(self) -> None:
        self._was_tried = True
        form = self.form()
        found = problems(form, self._stored)
        if not found:
            self.accepted_values.emit(form)
            self.accept()
            return
        self._render()
        first = next(row for name, row in self._rows.items() if name in found)
        first.input.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(first)

    def _render(self) -> None:
        """Show the rows that have a meaning; complain only after the first attempt to save."""
        form = self.form()
        found = problems(form, self._stored) if self._was_tried else {}
        for name, row in self._rows.items():
            row.setVisible(row.spec.is_shown(form))
            row.show_problem(found.get(name))
        for section, heading in self._headings.items():
            heading.setVisible(
                any(row.spec.is_shown(form) for row in self._rows.values() if row.spec.section is section)
            )
        self._rows["storage_region"].show_placeholder(STORAGE_REGION_SAMPLES.get(form.vendor, ""))
        self._secrets_note.setText(self._secrets_sentence() if uses_storage(form) else "")

    def _secrets_sentence(self) -> str:
        if self._stored.are_kept:
            return tr("Secrets are kept in this computer's keyring.")
        return tr("This computer has no keyring: secrets are kept until you close the app, then asked for again.")

    def _retranslate(self) -> None:
        self.setWindowTitle(tr("Connection"))
        self._studio.setText(tr("Studio on this computer"))
        self._studio.setToolTip(tr("Rehearse and record with no account and no network"))
        self._cloud.setText(tr("ZEGOCLOUD project"))
        self._cloud.setToolTip(tr("Record rooms of your project with Cloud Recording"))
        for section, heading in self._headings.items():
            heading.setText(tr_phrase(section.value))
        for row in self._rows.values():
            row.retranslate()
        kept = tr("Stored; leave empty to keep it")
        self._rows["server_secret"].show_placeholder(kept if self._stored.has_server_secret else "")
        for name in ("access_key_id", "access_key_secret"):
            self._rows[name].show_placeholder(kept if self._stored.has_storage_keys else "")
        self._save.retranslate()
        self._cancel.retranslate()

    def _connect(self) -> None:
        for row in self._rows.values():
            row.edited.connect(self._on_edited)
        self._studio.toggled.connect(self._on_edited)
        self._save.clicked.connect(self._on_save_clicked)
        self._cancel.clicked.connect(self.reject)
        self._save.setDefault(True)
        self._cancel.setAutoDefault(False)

    def _assemble(self) -> None:
        kinds = QHBoxLayout()
        kinds.setSpacing(SPACING.wide)
        kinds.addWidget(self._studio)
        kinds.addWidget(self._cloud)
        kinds.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACING.small)
        buttons.addWidget(self._secrets_note, 1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING.wide, SPACING.large, SPACING.wide, SPACING.large)
        column.setSpacing(SPACING.medium)
        column.addLayout(kinds)
        column.addWidget(divider())
        column.addWidget(self._make_scroll(), 1)
        column.addWidget(divider())
        column.addLayout(buttons)
        self.resize(600, 692)
        self.setMinimumSize(480, 360)

    def _make_scroll(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, SPACING.medium, 0)
        column.setSpacing(SPACING.small)
        for section, heading in self._headings.items():
            column.addSpacing(SPACING.tight)
            column.addWidget(heading)
            for row in self._rows.values():
                if row.spec.section is section:
                    column.addWidget(row)
        column.addStretch(1)
        self._scroll = scrolled(inside)
        return self._scroll

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
            self._render()
        super().changeEvent(event)
