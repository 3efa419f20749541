"""A group of rows that can be folded away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from chalkreel.ui.kit.icons import icon
from chalkreel.ui.kit.roles import label, set_role
from chalkreel.ui.kit.words import tr, tr_count, tr_phrase
from chalkreel.ui.take_settings.row import ReasonPlace, SettingRow
from chalkreel.ui.take_settings.rows import Section
from chalkreel.ui.theme import SPACING


class Fold(QWidget):
    """Shows a section's heading and, while it is open, its rows; a search opens it as far as it finds something.

    Signals:
        toggled(bool): the host opened or folded it.
    """

    toggled = Signal(bool)

    def __init__(self, section: Section, rows: Sequence[SettingRow], *, can_fold: bool) -> None:
        super().__init__()
        self.section = section
        self._rows = tuple(rows)
        self._is_open = not can_fold
        self._wanted = ""
        self._heading = label("heading")
        self._button = _HeadingButton()
        set_role(self._button, "quiet")
        self._button.setAutoDefault(False)
        self._button.setIconSize(QSize(_ARROW_PX, _ARROW_PX))
        self._button.setObjectName(f"fold-{section.name.lower()}")
        self._button.setProperty("is_fold", True)
        self._button.setVisible(can_fold)
        self._heading.setVisible(not can_fold)
        self._button.clicked.connect(self._on_button_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACING.tight)
        column.setSpacing(SPACING.small)
        column.addWidget(self._heading)
        # As wide as its words, so that they stand at the left.
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        for row in self._rows:
            column.addWidget(row)
        self.render_rows()

    @property
    def is_open(self) -> bool:
        return self._is_open

    @property
    def button(self) -> QPushButton:
        return self._button

    def open_up(self) -> None:
        self._is_open = True
        self.render_rows()

    def search(self, wanted: str) -> bool:
        """Show only what a search finds; tell whether it finds anything here."""
        self._wanted = wanted
        return self.render_rows()

    def render_rows(self) -> bool:
        found = [row.matches(self._wanted) for row in self._rows]
        for row, is_found in zip(self._rows, found, strict=True):
            row.setVisible(is_found and (self._is_open or bool(self._wanted.strip())))
        self._place_reasons([row for row, is_found in zip(self._rows, found, strict=True) if is_found])
        self.setVisible(any(found))
        self._render_heading()
        return any(found)

    def _place_reasons(self, rows: Sequence[SettingRow]) -> None:
        """Say once, above them, why several rows in a row rest for the same reason."""
        reasons = [None, *(row.reason for row in rows), None]
        for row, (before, own, after) in zip(rows, zip(reasons, reasons[1:], reasons[2:], strict=False), strict=False):
            follows, leads = own is not None and own == before, own is not None and own == after
            row.place_reason(ReasonPlace.ELSEWHERE if follows else ReasonPlace.ABOVE if leads else ReasonPlace.BENEATH)

    def _on_button_clicked(self) -> None:
        self._is_open = not self._is_open
        self.render_rows()
        self.toggled.emit(self._is_open)

    def _render_heading(self) -> None:
        words = tr_phrase(self.section.value)
        self._heading.setText(words)
        is_shown = self._is_open or bool(self._wanted.strip())
        self._button.setIcon(icon("down" if is_shown else "next", "text_muted"))
        changed = sum(row.is_changed for row in self._rows)
        count = tr_count("{n} changed", "{n} changed", changed)
        self._button.setText(f"{words}  ·  {count}" if changed else words)
        self._button.setAccessibleName(self._button.text())
        self._button.setAccessibleDescription(
            tr("Folds these settings away") if is_shown else tr("Shows more settings")
        )
        self._button.setToolTip(self._button.accessibleDescription())


class _HeadingButton(QPushButton):
    """Return presses it too, as it presses every button that is no dialog's own."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)


_ARROW_PX = 12
