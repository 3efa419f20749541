"""The short form of all checks, beside Record: quiet when all is well, the gravest finding when not."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from chalkreel.controllers.preflight_view import PreflightView
from chalkreel.domain.preflight import PreflightFinding, Severity
from chalkreel.ui.kit.buttons import ActionButton, IconButton
from chalkreel.ui.kit.elided_label import ElidedLabel
from chalkreel.ui.kit.icons import Tone, icon
from chalkreel.ui.kit.lines import LinesLabel
from chalkreel.ui.kit.roles import set_role
from chalkreel.ui.kit.words import listed, tr, tr_count, tr_phrase
from chalkreel.ui.preflight.actions import FIX, HIDE, REMEDIES, SHOW
from chalkreel.ui.theme import SPACING

ROOM_FOR_FIX_PX = 330
"""In less width the words need all of it; the list has the button, too."""


_FIX_BUTTON = replace(FIX, shortcut="")


class PreflightStrip(QWidget):
    """Renders a ``PreflightView`` in two lines.

    Signals:
        remedy_requested: the gravest finding is to be mended: a ``Remedy`` and the id it is about.
        list_wished: the list is to be shown, or put away.
    """

    remedy_requested = Signal(object, str)
    list_wished = Signal(bool)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._view = PreflightView()
        self._is_open = False
        self._sign = QLabel()
        self._head = ElidedLabel("strong")
        self._words = LinesLabel("muted", 2)
        self._fix = ActionButton(_FIX_BUTTON)
        self._fix_keys = QShortcut(QKeySequence(FIX.shortcut), self)  # also where there is no room for the button
        self._fix_keys.activated.connect(self._on_fix_clicked)
        self._list = IconButton(SHOW, tone="text")
        self._fix.clicked.connect(self._on_fix_clicked)
        self._list.clicked.connect(self._on_list_clicked)
        self._assemble()
        self._render()

    @property
    def words(self) -> str:
        """All that it says, in one text."""
        return self.accessibleName()

    def show_preflight(self, view: PreflightView) -> None:
        if view != self._view:
            self._view = view
            self._render()

    def show_open(self, is_open: bool) -> None:
        """Say whether the list stands open."""
        self._is_open = is_open
        self._list.show_action(HIDE if is_open else SHOW)

    @property
    def _first(self) -> PreflightFinding | None:
        """The finding that is worth a line here; notes are in the list only."""
        found = self._view.findings
        return found[0] if found and found[0].severity is not Severity.NOTE else None

    def _render(self) -> None:
        view, first = self._view, self._first
        name, tone, head = self._state()
        self._sign.setPixmap(icon(name, tone).pixmap(QSize(SPACING.icon, SPACING.icon), self.devicePixelRatioF()))
        said = listed(view.summary)
        if first is not None:
            said = tr("{head}: {words}", head=head, words=first.sentence)
        # Two lines either way, so that the bar keeps its height.
        self._head.setVisible(first is None)
        self._head.show_text(head)
        self._words.show_text(said)
        set_role(self._words, "muted" if first is None else "problem")
        self.setAccessibleName(tr("{head}: {words}", head=head, words=said) if first is None and said else said or head)
        if first is not None and first.remedy is not None:
            remedy = REMEDIES[first.remedy]
            self._fix.setText(tr_phrase(remedy.label))
            self._fix.setAccessibleName(tr_phrase(remedy.label))
            self._fix.setToolTip(tr("{tip} ({keys})", tip=tr_phrase(remedy.tip), keys=FIX.shortcut))
        self._make_room()

    def _state(self) -> tuple[str, Tone, str]:
        view = self._view
        if not view.has_recorder:
            return "waiting", "text_muted", tr("Not checked yet")
        blocked, warnings = view.blocked, len(view.warnings)
        if blocked is not None:
            return "refused", "problem_text", tr("Cannot record")
        if warnings:
            return "warning", "problem_text", tr_count("{n} warning", "{n} warnings", warnings)
        if view.is_checking:
            return "checking", "text_muted", tr("Checking…")
        if view.is_live:
            return "safe", "safe_text", tr("All is well")
        return "safe", "safe_text", tr("Ready")

    def _make_room(self) -> None:
        first = self._first
        has_fix = first is not None and first.remedy is not None
        self._fix.setVisible(has_fix and self.width() >= ROOM_FOR_FIX_PX)

    def _on_fix_clicked(self) -> None:
        first = self._first
        if first is not None and first.remedy is not None:
            self.remedy_requested.emit(first.remedy, first.subject)

    def _on_list_clicked(self) -> None:
        self.list_wished.emit(not self._is_open)

    def _assemble(self) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addWidget(self._head)
        lines.addWidget(self._words)
        lines.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, SPACING.medium, 0)
        row.setSpacing(SPACING.small)
        row.addWidget(self._list, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(lines, 1)
        row.addWidget(self._fix, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._list.retranslate()
            self._render()
        elif event.type() is QEvent.Type.StyleChange:
            self._render()
        super().changeEvent(event)
