"""One file of a take."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from chalkreel.controllers.file_words import file_title
from chalkreel.controllers.view_state import FileView
from chalkreel.domain.recording_time import short_clock
from chalkreel.ui.kit.badge import Badge
from chalkreel.ui.kit.elided_label import ElidedLabel
from chalkreel.ui.kit.numbers import size_text
from chalkreel.ui.kit.roles import set_role
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.status.phase_words import FILE_SIGNS
from chalkreel.ui.theme import SPACING


class FileRow(QFrame):
    """Renders one ``FileView``: name, condition, size, length, resolution."""

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        set_role(self, "sunken")
        self._file_name = ElidedLabel("strong", cuts_middle=True)
        self._facts = ElidedLabel("caption")
        self._badge = Badge()
        self._facts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        facts = QHBoxLayout()
        facts.setSpacing(SPACING.small)
        facts.addWidget(self._badge)
        facts.addWidget(self._facts, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING.small, SPACING.small, SPACING.small, SPACING.small)
        column.setSpacing(SPACING.tight)
        column.addWidget(self._file_name)
        column.addLayout(facts)

    def render_file(self, view: FileView) -> None:
        sign = FILE_SIGNS[view.condition]
        self._badge.show_state(tr_phrase(sign.word), sign.icon, sign.kind)
        # Of many files, whose each one is says more than its name, which is long and alike.
        title = file_title(view)
        shown = view.name if title is None else tr_phrase(title)
        self._file_name.show_text(shown)
        self._file_name.setToolTip(view.name)
        facts = [size_text(view.size_bytes)] if view.size_bytes else []
        if view.duration_ms:
            facts.append(short_clock(view.duration_ms))
        if view.resolution is not None:
            facts.append(f"{view.resolution.width}×{view.resolution.height}")
        self._facts.show_text(" · ".join(facts))
        name = view.name if title is None else tr("{name} of {owner}", name=view.name, owner=shown)
        self.setAccessibleName(tr("File {name}, {condition}", name=name, condition=self._badge.word))
