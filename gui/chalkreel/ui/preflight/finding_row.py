"""One finding: how grave, what, what it looks like, and the button that helps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from chalkreel.domain.preflight import PreflightFinding, Remedy
from chalkreel.ui.kit.badge import Badge
from chalkreel.ui.kit.buttons import ActionButton
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.preflight.actions import REMEDIES
from chalkreel.ui.preflight.effect_picture import EffectPicture
from chalkreel.ui.preflight.severity_words import SIGNS
from chalkreel.ui.theme import SPACING

BADGE_PX = 116
"""All signs are as wide as the longest, so that the sentences begin at one line."""


class FindingRow(QWidget):
    """Renders one finding; the list uses it again for another.

    Signals:
        remedy_requested: the button was pressed: a ``Remedy`` and the id it is about.
    """

    remedy_requested = Signal(object, str)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._finding: PreflightFinding | None = None
        self._badge = Badge()
        self._badge.setFixedWidth(BADGE_PX)
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._effect = EffectPicture()
        self._help = ActionButton(REMEDIES[Remedy.CHECK_AGAIN])
        self._help.clicked.connect(self._on_help_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING.small)
        row.addWidget(self._badge)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._effect)
        row.addWidget(self._help)
        self.setMinimumHeight(SPACING.control_height)

    @property
    def finding(self) -> PreflightFinding | None:
        return self._finding

    def show_finding(self, finding: PreflightFinding) -> None:
        if finding == self._finding:
            return
        self._finding = finding
        self._render()

    def retranslate(self) -> None:
        self._render()

    def _render(self) -> None:
        finding = self._finding
        if finding is None:
            return
        sign = SIGNS[finding.severity]
        word = tr_phrase(sign.word)
        self._badge.show_state(word, sign.icon, sign.kind)
        sentence = tr_phrase(finding.sentence)
        self._sentence.setText(sentence)
        self.setAccessibleName(tr("{sign}: {sentence}", sign=word, sentence=sentence))
        self._effect.show_effect(finding.effect)
        self._help.setVisible(finding.remedy is not None)
        if finding.remedy is not None:
            self._help.show_action(REMEDIES[finding.remedy])

    def _on_help_clicked(self) -> None:
        finding = self._finding
        if finding is not None and finding.remedy is not None:
            self.remedy_requested.emit(finding.remedy, finding.subject)
