"""All findings, one below the other, above the record bar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from chalkreel.controllers.preflight_view import PreflightView
from chalkreel.ui.kit.buttons import ActionButton
from chalkreel.ui.kit.headers import SectionHeader
from chalkreel.ui.kit.roles import label, set_role
from chalkreel.ui.kit.words import tr
from chalkreel.ui.preflight.actions import CHECK_AGAIN
from chalkreel.ui.preflight.finding_row import FindingRow
from chalkreel.ui.theme import SPACING

MOST_PX = 236
"""About five findings; more are scrolled to."""


class FindingsList(QFrame):
    """Renders a ``PreflightView`` in full; hidden until it is asked for.

    Signals:
        remedy_requested: a ``Remedy`` and the id it is about.
        check_requested: everything is to be tried again.
    """

    remedy_requested = Signal(object, str)
    check_requested = Signal()

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        set_role(self, "panel")
        self._view = PreflightView()
        self._header = SectionHeader()
        self._again = ActionButton(CHECK_AGAIN, "quiet")
        self._again.clicked.connect(self.check_requested)
        self._header.add_control(self._again)
        self._nothing = label("muted", wraps=True)
        self._rows: list[FindingRow] = []
        self._area = QScrollArea()
        self._column = QVBoxLayout()
        self._assemble()
        self._render()

    @property
    def rows(self) -> tuple[FindingRow, ...]:
        """The rows that are shown."""
        return tuple(self._rows[: len(self._view.findings)])

    def show_preflight(self, view: PreflightView) -> None:
        if view != self._view:
            self._view = view
            self._render()

    def _render(self) -> None:
        findings = self._view.findings
        while len(self._rows) < len(findings):
            row = FindingRow()
            row.remedy_requested.connect(self.remedy_requested)
            self._column.insertWidget(len(self._rows), row)
            self._rows.append(row)
        for row, finding in zip(self._rows, findings, strict=False):
            row.show_finding(finding)
            row.show()
        for row in self._rows[len(findings) :]:
            row.hide()
        heading = tr("While it records") if self._view.is_live else tr("Before recording")
        self._header.show_words(heading, str(len(findings)) if findings else "")
        self._nothing.setText(tr("Nothing was found that stands in the way."))
        self._nothing.setVisible(not findings)
        self.setAccessibleName(tr("Checks while recording") if self._view.is_live else tr("Checks before recording"))
        self.updateGeometry()

    def _assemble(self) -> None:
        inside = QWidget()
        inside.setLayout(self._column)
        self._column.setContentsMargins(0, 0, SPACING.small, 0)
        self._column.setSpacing(SPACING.tight)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self._area.setWidgetResizable(True)
        self._area.setWidget(inside)
        inside.setAutoFillBackground(False)  # only now: the area switches it on
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING.large, SPACING.tight, SPACING.medium, SPACING.small)
        column.setSpacing(SPACING.tight)
        column.addWidget(self._header)
        column.addWidget(self._area, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        around = self.contentsMargins()
        width = max(self._area.viewport().width(), 400)
        has_height = self._column.hasHeightForWidth()
        wanted = self._column.totalHeightForWidth(width) if has_height else self._column.totalSizeHint().height()
        head = max(self._header.sizeHint().height(), SPACING.control_height) + SPACING.tight
        air = SPACING.tight + SPACING.small + SPACING.hair
        return QSize(600, min(around.top() + head + wanted + around.bottom() + air, MOST_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._again.retranslate()
            for row in self._rows:
                row.retranslate()
            self._render()
        super().changeEvent(event)
