"""The question when the window is closed while a recording runs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from chalkreel.base.phrase import phrase
from chalkreel.ui.kit.actions import ActionSpec
from chalkreel.ui.kit.buttons import ActionButton
from chalkreel.ui.kit.roles import label
from chalkreel.ui.kit.words import tr
from chalkreel.ui.theme import SPACING

STAY = ActionSpec("stay", phrase("Stay"), phrase("Keep the window open; the recording goes on"), shortcut="Esc")
KEEP_RECORDING = ActionSpec(
    "keep-recording", phrase("Keep recording"), phrase("Close the window; the recording goes on without it"), "on-air"
)
STOP_AND_CLOSE = ActionSpec(
    "stop-and-close",
    phrase("Stop and close"),
    phrase("Stop the recording, save the file, then close"),
    "stop",
    tone="record_text",
)
WIDTH_PX = 520


class LeaveDialog(QDialog):
    """Offers the three ways; opened with ``open()``, owned by the composition root.

    Signals:
        keep_recording_chosen, stop_chosen: the host decided; closing the dialog means to stay.
    """

    keep_recording_chosen = Signal()
    stop_chosen = Signal()

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self.setWindowTitle(tr("A recording is running"))
        self._stay = ActionButton(STAY)
        self._keep = ActionButton(KEEP_RECORDING, "primary")
        self._stop = ActionButton(STOP_AND_CLOSE)
        self._build()
        self._stay.clicked.connect(self.reject)
        self._keep.clicked.connect(self._on_keep_clicked)
        self._stop.clicked.connect(self._on_stop_clicked)

    def _build(self) -> None:
        self.setFixedWidth(WIDTH_PX)
        heading = label("heading", wraps=True)
        heading.setText(tr("The lesson is still being recorded."))
        words = label("muted", wraps=True)
        words.setText(
            tr(
                "If you close the window, the recording goes on. Open Chalkreel again to come back to it,"
                " or it stops by itself when everyone has left."
            )
        )
        row = QHBoxLayout()
        row.setSpacing(SPACING.small)
        row.addWidget(self._stay)
        row.addStretch(1)
        row.addWidget(self._keep)
        row.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(SPACING.wide,) * 4)
        column.setSpacing(SPACING.medium)
        column.addWidget(heading)
        column.addWidget(words)
        column.addLayout(row)
        self._stay.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_keep_clicked(self) -> None:
        self.accept()
        self.keep_recording_chosen.emit()

    def _on_stop_clicked(self) -> None:
        self.accept()
        self.stop_chosen.emit()
