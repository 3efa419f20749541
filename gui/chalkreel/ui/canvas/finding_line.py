"""One thing that was found about the draft, and the way to the regions it is about."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from chalkreel.base.phrase import phrase
from chalkreel.domain.layout_rules import Finding
from chalkreel.ui.kit.actions import ActionSpec
from chalkreel.ui.kit.buttons import IconButton
from chalkreel.ui.kit.lines import LinesLabel
from chalkreel.ui.kit.words import tr_phrase
from chalkreel.ui.theme import SPACING

SHOW_REGION = ActionSpec(
    "show-found", phrase("Show on the canvas"), phrase("Select the regions this is about"), "search"
)  # fmt: skip


class FindingLine(QWidget):
    """Says a finding; a click goes to its regions.

    Signals:
        chosen(tuple): the host wants to see these regions, by id.
    """

    chosen = Signal(tuple)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._finding: Finding | None = None
        self._words = LinesLabel("muted", 2)
        self._go = IconButton(SHOW_REGION)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING.tight)
        row.addWidget(self._words, 1)
        row.addWidget(self._go, 0, Qt.AlignmentFlag.AlignTop)
        self._go.clicked.connect(self._on_go_clicked)
        self._go.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    def show_finding(self, finding: Finding | None, otherwise: str = "", *, is_listed: bool = False) -> None:
        """Say a finding, or else a plain sentence."""
        self._finding = finding
        words = otherwise if finding is None else tr_phrase(finding.sentence)
        self._words.show_text(f"•  {words}" if is_listed else words)
        leads_somewhere = finding is not None and bool(finding.region_ids)
        self._go.setVisible(leads_somewhere)
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads_somewhere else Qt.CursorShape.ArrowCursor)
        self._go.retranslate()

    def _on_go_clicked(self) -> None:
        if self._finding is not None and self._finding.region_ids:
            self.chosen.emit(self._finding.region_ids)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._on_go_clicked()
