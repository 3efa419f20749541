"""The dialog that writes down which whiteboards a cloud room has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from chalkreel.base.phrase import Phrase, counted, phrase
from chalkreel.domain.board_book import BookBoard, book_text, merged, read_book
from chalkreel.domain.geometry import Size
from chalkreel.ui.kit.actions import ActionSpec
from chalkreel.ui.kit.buttons import ActionButton
from chalkreel.ui.kit.file_asking import all_files, patterns
from chalkreel.ui.kit.roles import label
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.theme import SPACING

LIST_SUFFIXES = frozenset({".json", ".csv", ".txt", ".tsv"})
EXTENT = QSize(620, 460)
LARGEST_FILE_BYTES = 1024 * 1024
RATIOS = (Size(16, 9), Size(4, 3), Size(16, 10), Size(3, 2), Size(1, 1), Size(9, 16), Size(3, 4))
SAVE = ActionSpec("save-book", phrase("Save"), phrase("Use these boards"), shortcut="Ctrl+Return")
CANCEL = ActionSpec("cancel-book", phrase("Cancel"), phrase("Leave everything as it was"))
FROM_FILE = ActionSpec(
    "book-from-file", phrase("From file…"), phrase("Read ids from a JSON, CSV or text file"), "folder"
)


class BookDialog(QDialog):
    """One board per line: id, name, ratio. Lists, JSON and CSV can be pasted; opened with ``open()``.

    Signals:
        accepted_book: the boards the host wants, as ``tuple[BookBoard, ...]``.
    """

    accepted_book = Signal(object)

    def __init__(self, book: Sequence[BookBoard], owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._explained = label("muted", wraps=True)
        self._lines = QPlainTextEdit(book_text(book))
        self._ratio_words = label("muted")
        self._ratio = QComboBox()
        self._found = label("strong", wraps=True)
        self._from_file = ActionButton(FROM_FILE)
        self._save = ActionButton(SAVE, "primary")
        self._cancel = ActionButton(CANCEL)
        self._files: QFileDialog | None = None
        self._problem: Phrase | None = None
        for ratio in RATIOS:
            self._ratio.addItem(f"{ratio.width}:{ratio.height}", ratio)
        self._assemble()
        self._connect()
        self._retranslate()

    def boards(self) -> tuple[BookBoard, ...]:
        """Give what the lines say now."""
        return read_book(self._lines.toPlainText(), self._ratio.currentData())

    def read_file(self, path: Path) -> None:
        """Add the boards that a file names."""
        try:
            with path.open("rb") as file:
                text = file.read(LARGEST_FILE_BYTES).decode("utf-8-sig", "replace")
        except OSError:
            self._problem = phrase("The file {name} cannot be read.", name=path.name)
            self._render()
            return
        fresh = read_book(text, self._ratio.currentData())
        if fresh:
            self._lines.setPlainText(book_text(merged(self.boards(), fresh)))
        self._problem = None if fresh else phrase("There are no board ids in {name}.", name=path.name)
        self._render()

    def _render(self) -> None:
        count = len(self.boards())
        sentence = self._problem or counted("{n} whiteboard", "{n} whiteboards", count)
        self._found.setText(tr_phrase(sentence))

    def _on_edited(self) -> None:
        self._problem = None
        self._render()

    def _on_save_clicked(self) -> None:
        self.accept()
        self.accepted_book.emit(self.boards())

    def _on_from_file_clicked(self) -> None:
        if self._files is not None:
            self._files.raise_()
            return
        self._files = QFileDialog(self, tr("Read board ids"))
        self._files.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._files.setNameFilters([tr("Lists of boards") + f" ({patterns(LIST_SUFFIXES)})", all_files()])
        self._files.fileSelected.connect(self._on_file_selected)
        self._files.finished.connect(self._on_files_finished)
        self._files.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._files.open()

    def _on_file_selected(self, path: str) -> None:
        self.read_file(Path(path))

    def _on_files_finished(self) -> None:
        self._files = None

    def _connect(self) -> None:
        self._lines.textChanged.connect(self._on_edited)
        self._ratio.currentIndexChanged.connect(self._on_edited)
        self._from_file.clicked.connect(self._on_from_file_clicked)
        self._save.clicked.connect(self._on_save_clicked)
        self._cancel.clicked.connect(self.reject)

    def _retranslate(self) -> None:
        self.setWindowTitle(tr("Whiteboards of this room"))
        self._explained.setText(
            tr(
                "No server can list a room's whiteboards, so write their ids down here: one per line, with a name and"
                " a ratio where you like. A list, JSON or CSV can be pasted."
            )
        )
        self._lines.setPlaceholderText("1234567890, " + tr("Fractions") + ", 16:9")
        self._lines.setAccessibleName(tr("Whiteboards, one per line"))
        self._ratio_words.setText(tr("Ratio where none is named"))
        self._ratio.setAccessibleName(self._ratio_words.text())
        for button in (self._from_file, self._save, self._cancel):
            button.retranslate()
        self._render()

    def _assemble(self) -> None:
        self.resize(EXTENT)
        middle = QHBoxLayout()
        middle.setSpacing(SPACING.small)
        for part in (self._ratio_words, self._ratio):
            middle.addWidget(part)
        middle.addStretch(1)
        middle.addWidget(self._from_file)
        foot = QHBoxLayout()
        foot.setSpacing(SPACING.small)
        foot.addWidget(self._found, 1)
        for button in (self._cancel, self._save):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(SPACING.wide,) * 4)
        column.setSpacing(SPACING.medium)
        column.addWidget(self._explained)
        column.addWidget(self._lines, 1)
        column.addLayout(middle)
        column.addLayout(foot)
        self._lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)
