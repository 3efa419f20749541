"""What was found in a file, before it becomes a kept layout."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from chalkreel.controllers.library_view import CanvasChoice, ImportProposal
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.layout_library import LONGEST_NAME
from chalkreel.domain.layout_names import MODE_NAMES
from chalkreel.ui.kit.buttons import ActionButton
from chalkreel.ui.kit.roles import label
from chalkreel.ui.kit.words import tr, tr_count, tr_phrase
from chalkreel.ui.layouts.actions import CANCEL, TAKE_IN
from chalkreel.ui.layouts.sketch_painting import paint_sketch
from chalkreel.ui.theme import SPACING

WIDTH_PX = 520
PICTURE = QSize(192, 108)


class SketchWidget(QWidget):
    """Shows one layout as a small picture."""

    def __init__(self, layout: Layout, canvas: Size, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._layout, self._canvas = layout, canvas
        self.setFixedSize(PICTURE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_sketch(painter, QRectF(self.rect()), self._layout, self._canvas)
        painter.end()


class ImportDialog(QDialog):
    """Shows what was read and asks how it is to be called and, where its canvas is another, what becomes of it.

    Signals:
        accepted_layout(ImportProposal, str, CanvasChoice): take it in under this name.
    """

    accepted_layout = Signal(object, str, object)

    def __init__(self, proposal: ImportProposal, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._proposal = proposal
        self.setWindowTitle(tr("Open layout"))
        self._name = QLineEdit(proposal.name)
        self._name.setMaxLength(LONGEST_NAME)
        self._name.setAccessibleName(tr("Name of the layout"))
        made, present = _size(proposal.canvas), _size(proposal.present)
        self._scale = QRadioButton(tr("Scale it to the present picture, {size}", size=present))
        self._take_over = QRadioButton(tr("Make the picture {size} from now on", size=made))
        self._take_in = ActionButton(TAKE_IN, "primary")
        self._cancel = ActionButton(CANCEL)
        self._build()
        self._take_in.clicked.connect(self._on_take_in_clicked)
        self._cancel.clicked.connect(self.reject)
        self._name.textChanged.connect(self._on_name_changed)

    def _build(self) -> None:
        self.setFixedWidth(WIDTH_PX)
        top = QHBoxLayout()
        top.setSpacing(SPACING.large)
        top.addWidget(SketchWidget(self._proposal.layout, self._proposal.canvas), 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(self._facts(), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACING.small)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._take_in)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(SPACING.wide,) * 4)
        column.setSpacing(SPACING.medium)
        column.addLayout(top)
        self._add_canvas_choice(column)
        for note in self._proposal.notes:
            words = label("muted", wraps=True)
            words.setText(tr_phrase(note))
            column.addWidget(words)
        column.addLayout(buttons)
        self._take_in.setDefault(True)
        self._name.selectAll()
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _facts(self) -> QVBoxLayout:
        facts = QVBoxLayout()
        facts.setSpacing(SPACING.small)
        facts.addWidget(self._name)
        what = label("strong", wraps=True)
        what.setText(self._what())
        facts.addWidget(what)
        source = label("muted", wraps=True)
        source.setText(tr("Read from the JSON of {kind}. Only the arrangement is taken.", kind=self._proposal.kind))
        facts.addWidget(source)
        facts.addStretch(1)
        return facts

    def _what(self) -> str:
        layout = self._proposal.layout
        mode = tr_phrase(MODE_NAMES[layout.mode])
        if not layout.regions:
            return tr("{layout} layout", layout=mode)
        regions = tr_count("{n} region", "{n} regions", len(layout.regions))
        return tr("{layout} layout with {regions}", layout=mode, regions=regions)

    def _add_canvas_choice(self, column: QVBoxLayout) -> None:
        """Ask only where the answer makes a difference."""
        proposal = self._proposal
        if proposal.canvas == proposal.present or not (proposal.layout.regions or proposal.says_canvas):
            return
        words = label("strong", wraps=True)
        made, present = _size(proposal.canvas), _size(proposal.present)
        if proposal.says_canvas:
            words.setText(tr("It was made for {made}; the picture here is {present}.", made=made, present=present))
        else:
            words.setText(tr("It reaches beyond the picture here, as if made for {made}.", made=made))
        column.addWidget(words)
        self._scale.setChecked(True)
        blocked = proposal.take_over_blocked
        self._take_over.setEnabled(blocked is None)
        column.addWidget(self._scale)
        column.addWidget(self._take_over)
        if blocked is not None:
            reason = label("muted", wraps=True)
            reason.setText(tr_phrase(blocked))
            column.addWidget(reason)

    def _on_name_changed(self, text: str) -> None:
        self._take_in.setEnabled(bool(text.strip()))

    def _on_take_in_clicked(self) -> None:
        choice = CanvasChoice.TAKE_OVER if self._take_over.isChecked() else CanvasChoice.SCALE
        self.accept()
        self.accepted_layout.emit(self._proposal, self._name.text().strip(), choice)


def _size(size: Size) -> str:
    return f"{size.width} × {size.height}"
