"""The row that says what Apply would change, and applies or drops it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from chalkreel.controllers.view_state import LayoutView
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.layout_rules import Finding
from chalkreel.ui.canvas import actions
from chalkreel.ui.canvas.finding_line import FindingLine
from chalkreel.ui.kit.badge import Badge
from chalkreel.ui.kit.buttons import ActionButton, IconButton
from chalkreel.ui.kit.icons import Tone, icon
from chalkreel.ui.kit.kept_focus import KeptFocus
from chalkreel.ui.kit.lines import LinesLabel
from chalkreel.ui.kit.roles import set_role
from chalkreel.ui.kit.words import listed, tr, tr_count, tr_phrase
from chalkreel.ui.theme import SPACING

_ICON_PX = 16
_MOST_LINES = 3
"""For a difference or a refusal; the tooltip has the rest."""


class ApplyBar(QWidget):
    """One line for the difference, one for what was noticed, and two buttons.

    Signals:
        apply_requested(), revert_requested(), back_requested(): the host pressed the button.
        live_requested(bool): let every edit go on air at once, or no longer.
        difference_toggled(bool): mark on the canvas what Apply would change, or not.
        regions_chosen(tuple): the host wants to see the regions a problem is about.
    """

    regions_chosen = Signal(tuple)
    apply_requested = Signal()
    revert_requested = Signal()
    back_requested = Signal()
    live_requested = Signal(bool)
    difference_toggled = Signal(bool)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._view = LayoutView(canvas=Size(1, 1), draft=Layout())
        self._sign = QLabel()
        self._words = LinesLabel("strong", _MOST_LINES)
        self._problem_sign = QLabel()
        self._problem = FindingLine()
        self._show_all = ActionButton(actions.SHOW_PROBLEMS, "quiet")
        self._list = QWidget()
        self._list_rows = QVBoxLayout(self._list)
        self._listed: list[FindingLine] = []
        self._revert = ActionButton(actions.REVERT)
        self._apply = ActionButton(actions.APPLY, "primary")
        self._live_badge = Badge()
        self._live = IconButton(actions.LIVE, tone="text")
        self._back = IconButton(actions.BACK, tone="text")
        self._difference = IconButton(actions.DIFFERENCE, tone="text")
        self._focus = KeptFocus(
            {
                self._apply: (self._difference,),
                self._revert: (self._difference,),
                self._back: (),
            }
        )
        self._build()
        self._live.clicked.connect(self._on_live_clicked)
        self._back.clicked.connect(self.back_requested)
        self._difference.toggled.connect(self.difference_toggled)
        self._apply.clicked.connect(self._on_apply_clicked)
        self._revert.clicked.connect(self._on_revert_clicked)
        self._show_all.toggled.connect(self._on_show_all_toggled)
        self._retranslate()

    @property
    def words(self) -> str:
        return self._words.text()

    @property
    def problem_words(self) -> str:
        return self._problem.words

    @property
    def listed_words(self) -> str:
        """What the opened list of further problems says; empty while it is closed."""
        return "\n".join(line.words for line in self._listed) if self._list.isVisible() else ""

    def show_layout(self, view: LayoutView) -> None:
        if view != self._view:
            self._view = view
            self._render()

    def _build(self) -> None:
        self._show_all.setCheckable(True)
        self._list_rows.setContentsMargins(0, 0, 0, 0)
        self._list_rows.setSpacing(0)
        self._list.hide()
        self._problem.chosen.connect(self.regions_chosen)
        for sign in (self._sign, self._problem_sign):
            sign.setFixedSize(QSize(_ICON_PX, _ICON_PX))
        # The words have the whole width, so that they do not give way to the buttons where it is narrow.
        first, second = QHBoxLayout(), QHBoxLayout()
        for line in (first, second):
            line.setSpacing(SPACING.small)
        first.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addWidget(self._live_badge, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addWidget(self._words, 1)
        for tool in (self._difference, self._back, self._live):
            first.addWidget(tool, 0, Qt.AlignmentFlag.AlignVCenter)
        self._live.setCheckable(True)
        self._difference.setCheckable(True)
        self._difference.setChecked(True)
        second.addWidget(self._problem_sign, 0, Qt.AlignmentFlag.AlignVCenter)
        second.addWidget(self._problem, 1)
        for button in (self._show_all, self._revert, self._apply):
            second.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING.medium, SPACING.small, SPACING.medium, SPACING.small)
        column.setSpacing(SPACING.tight)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self._list)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _on_apply_clicked(self) -> None:
        self.apply_requested.emit()

    def _on_revert_clicked(self) -> None:
        self.revert_requested.emit()

    def _on_live_clicked(self) -> None:
        self._live.setChecked(self._view.applies_edits)  # what is pressed in follows from the view
        self.live_requested.emit(not self._view.applies_edits)

    def _on_show_all_toggled(self, is_open: bool) -> None:
        self._list.setVisible(is_open)

    def _render(self) -> None:
        view = self._view
        sign, tone, words = self._state()
        self._sign.setPixmap(icon(sign, tone).pixmap(QSize(_ICON_PX, _ICON_PX), self.devicePixelRatioF()))
        self._words.show_text(words)
        set_role(self._words, "problem" if view.refused is not None else "strong")
        can_apply = bool(view.not_used is None and view.on_air is not None and view.difference and not view.is_applying)
        blocked = actions.APPLYING if view.is_applying else actions.NOTHING_TO_APPLY
        if view.on_air is None:
            blocked = actions.NOTHING_ON_AIR
        with self._focus.kept():
            for button in (self._apply, self._revert):
                button.allow(can_apply, view.not_used or blocked)
            self._render_air()
        self._render_problems()

    def _render_air(self) -> None:
        """Show what has to do with the running recording only while there is one."""
        view = self._view
        is_on_air = view.on_air is not None and view.not_used is None
        for button in (self._difference, self._back, self._live):
            button.setVisible(is_on_air)
        self._back.allow(
            view.has_previous and not view.is_applying, actions.APPLYING if view.is_applying else actions.NO_PREVIOUS
        )
        self._live.show_action(actions.LIVE_OFF if view.applies_edits else actions.LIVE)
        self._live.setChecked(view.applies_edits)
        self._live_badge.setVisible(view.applies_edits)
        self._sign.setVisible(not view.applies_edits)
        self._live_badge.show_state(tr("LIVE"), "on-air", "on-air")

    def _state(self) -> tuple[str, Tone, str]:
        """Say in one line where the draft stands: an icon, its tone, and words."""
        view = self._view
        if view.not_used is not None:
            return "info", "accent_text", tr_phrase(view.not_used)
        if view.is_applying:
            words = (
                tr("Every change goes on air at once: sending…") if view.applies_edits else tr("Sending the change…")
            )
            return "waiting", "accent_text", words
        if view.refused is not None:
            return "refused", "problem_text", tr("Refused: {reason}", reason=view.refused)
        if view.applies_edits:
            return "live", "record_text", tr("Every change you make goes on air at once.")
        if view.on_air is None:
            return "info", "text_muted", tr("The recording starts with this layout.")
        if not view.difference:
            return "check", "safe_text", tr("The draft is what is on air.")
        changes = listed(view.difference)
        return "draft", "accent_text", tr("Apply {changes}", changes=changes)

    def _render_problems(self) -> None:
        view = self._view
        # What is not used cannot go wrong.
        problems = view.findings if view.not_used is None else ()
        name: str = "warning" if problems else "check"
        tone: Tone = "problem_text" if problems else "text_muted"
        self._problem_sign.setPixmap(icon(name, tone).pixmap(QSize(_ICON_PX, _ICON_PX), self.devicePixelRatioF()))
        self._problem_sign.setVisible(view.not_used is None)
        nothing = tr("No problems found.") if view.not_used is None else ""
        self._problem.show_finding(problems[0] if problems else None, nothing)
        more = len(problems) - 1
        self._show_all.setVisible(more > 0)
        if more > 0:
            keys = self._show_all.shortcut()
            self._show_all.setText(tr_count("{n} more", "{n} more", more))
            self._show_all.setShortcut(keys)
        else:
            self._show_all.setChecked(False)
        self._render_list(problems[1:])

    def _render_list(self, findings: Sequence[Finding]) -> None:
        while len(self._listed) < len(findings):
            line = FindingLine()
            line.chosen.connect(self.regions_chosen)
            self._list_rows.addWidget(line)
            self._listed.append(line)
        while len(self._listed) > len(findings):
            self._listed.pop().deleteLater()
        for line, finding in zip(self._listed, findings, strict=True):
            line.show_finding(finding, is_listed=True)

    def _retranslate(self) -> None:
        for button in (self._show_all, self._revert, self._apply, self._difference, self._back, self._live):
            button.retranslate()
        self._render()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() is QEvent.Type.StyleChange:
            self._render()
        super().changeEvent(event)
