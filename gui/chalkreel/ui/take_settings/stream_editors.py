"""Choosing among the streams of the room, and naming those that are still to come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from chalkreel.base.phrase import phrase
from chalkreel.domain.enums import PerStreamType
from chalkreel.domain.take_settings import StreamChoice
from chalkreel.ui.kit.actions import ActionSpec
from chalkreel.ui.kit.buttons import ActionButton
from chalkreel.ui.kit.elided_label import ElidedLabel
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.take_settings.editors import Editor, ListBox
from chalkreel.ui.take_settings.rows import RowSpec
from chalkreel.ui.theme import SPACING

Streams = Sequence[tuple[str, str]]
ADD_PX = 180
NAME_PX = 250
_ADD = ActionSpec("add-stream-id", phrase("Add"), phrase("Name a stream that is not in the room yet"), "add")
KINDS = (
    (PerStreamType.DEFAULT, phrase("As chosen for all")),
    (PerStreamType.AUDIO_VIDEO, phrase("Sound and picture")),
    (PerStreamType.AUDIO, phrase("Sound only")),
    (PerStreamType.VIDEO, phrase("Picture only")),
)


class AddStream(QWidget):
    """A field for the id of a stream that is not here.

    Signals:
        added(str): the host named one.
    """

    added = Signal(str)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self.line = QLineEdit()
        self.line.setFixedWidth(ADD_PX)
        self.button = ActionButton(_ADD)
        self.button.setAutoDefault(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING.small)
        row.addWidget(self.line)
        row.addWidget(self.button)
        row.addStretch(1)
        # Also when the field is left: who typed an id means it, whether "Add" is pressed or not.
        self.line.editingFinished.connect(self.finish)
        self.button.clicked.connect(self.finish)
        self.retranslate()

    def retranslate(self) -> None:
        self.line.setPlaceholderText(tr("Stream ID"))
        self.line.setAccessibleName(tr("ID of a stream that is not in the room yet"))
        self.button.retranslate()

    def finish(self) -> None:
        """Take what was typed."""
        stream_id = self.line.text().strip()
        if stream_id:
            self.line.clear()
            self.added.emit(stream_id)


class _StreamListEditor(Editor):
    """A line per stream, those of the room first, and a field to name another; the ground of both choices."""

    def __init__(self, spec: RowSpec, owner: QWidget | None = None) -> None:
        super().__init__(spec, owner)
        self._people: Streams = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(SPACING.tight)
        self._add = AddStream()
        self._add.added.connect(self._on_add_added)
        column = QVBoxLayout()
        column.setSpacing(SPACING.tight)
        column.addLayout(self._lines)
        column.addWidget(self._add)
        self._line.addLayout(column, 1)

    def show_streams(self, people: Streams) -> None:
        """Offer the streams that are in the room now; what was chosen stays chosen."""
        if tuple(people) != tuple(self._people):
            chosen = self.value()
            self._people = tuple(people)
            self.show_value(chosen)

    def finish(self) -> None:
        self._add.finish()

    def retranslate(self) -> None:
        self._add.retranslate()
        self.show_value(self.value())

    def _offered(self, named: Sequence[str]) -> list[tuple[str, str]]:
        known = {stream_id for stream_id, _name in self._people}
        absent = [(one, tr("{name} (not in the room)", name=one)) for one in named if one and one not in known]
        times = Counter(name for _stream_id, name in self._people)
        present = [(one, name if times[name] == 1 else f"{name} ({one})") for one, name in self._people]
        return [*present, *absent]

    def _clear_lines(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _on_add_added(self, stream_id: str) -> None:
        raise NotImplementedError


class StreamsEditor(_StreamListEditor):
    """Which streams are recorded; none chosen means all."""

    def __init__(self, spec: RowSpec, owner: QWidget | None = None) -> None:
        self._checks: dict[str, QCheckBox] = {}
        self._names: dict[str, str] = {}
        super().__init__(spec, owner)

    @property
    def inputs(self) -> tuple[QWidget, ...]:
        return (*self._checks.values(), self._add.line, self._add.button)

    def value(self) -> Any:
        return tuple(stream_id for stream_id, check in self._checks.items() if check.isChecked())

    def show_value(self, value: Any) -> None:
        offered = self._offered(value)
        if [stream_id for stream_id, _ in offered] != list(self._checks):
            self._clear_lines()
            self._checks = {stream_id: QCheckBox() for stream_id, _ in offered}
            for check in self._checks.values():
                check.clicked.connect(self.edited)
                self._lines.addWidget(check)
        self._names = dict(offered)
        for stream_id, name in offered:
            check = self._checks[stream_id]
            shown = check.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, NAME_PX)
            check.setText(shown.replace("&", "&&"))
            check.setToolTip(name if shown != name else "")
            check.setChecked(stream_id in value)

    def show_name(self, name: str, description: str) -> None:
        for stream_id, check in self._checks.items():
            check.setAccessibleName(tr("{name}, {part}", name=name, part=self._names[stream_id]))
            check.setAccessibleDescription(description)

    def _on_add_added(self, stream_id: str) -> None:
        self.show_value((*(one for one in self.value() if one != stream_id), stream_id))
        self.edited.emit()


class StreamChoicesEditor(_StreamListEditor):
    """What of each stream is recorded; the line without a stream is for all that are not listed."""

    def __init__(self, spec: RowSpec, owner: QWidget | None = None) -> None:
        self._boxes: dict[str, ListBox] = {}
        self._shown: tuple[StreamChoice, ...] = ()
        super().__init__(spec, owner)

    @property
    def inputs(self) -> tuple[QWidget, ...]:
        return (*self._boxes.values(), self._add.line, self._add.button)

    def value(self) -> Any:
        chosen = {stream_id: KINDS[box.currentIndex()][0] for stream_id, box in self._boxes.items()}
        return tuple(
            StreamChoice(stream_id, kind) for stream_id, kind in chosen.items() if kind is not PerStreamType.DEFAULT
        )

    def show_value(self, value: Any) -> None:
        kinds = {choice.stream_id: choice.stream_type for choice in value}
        lines = [("", tr("All others")), *self._offered(list(kinds))]
        self._clear_lines()
        self._boxes = {stream_id: self._make_line(name) for stream_id, name in lines}
        for stream_id, box in self._boxes.items():
            wanted = kinds.get(stream_id, PerStreamType.DEFAULT)
            box.setCurrentIndex(next(place for place, (kind, _words) in enumerate(KINDS) if kind is wanted))
            box.currentIndexChanged.connect(self._on_box_changed)

    def show_name(self, name: str, description: str) -> None:
        for box in self._boxes.values():
            box.setAccessibleName(tr("{name}, {part}", name=name, part=box.property("stream")))
            box.setAccessibleDescription(description)

    def _make_line(self, name: str) -> ListBox:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        words = ElidedLabel("muted")
        words.show_text(name)
        box = ListBox(line)
        box.setProperty("stream", name)
        for _kind, text in KINDS:
            box.addItem(tr_phrase(text))
        row.addWidget(words, 1)
        row.addWidget(box)
        self._lines.addWidget(line)
        return box

    def _on_box_changed(self) -> None:
        self.edited.emit()

    def _on_add_added(self, stream_id: str) -> None:
        others = tuple(choice for choice in self.value() if choice.stream_id != stream_id)
        self.show_value((*others, StreamChoice(stream_id, PerStreamType.AUDIO)))
        self.edited.emit()
