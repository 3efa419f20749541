"""The files of a take, one below the other: as high as they need, and scrolling where they are many."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from chalkreel.controllers.view_state import FileView
from chalkreel.ui.status.file_row import FileRow
from chalkreel.ui.theme import SPACING

ROWS_IN_VIEW = 3


class FileList(QScrollArea):
    """Renders some ``FileView``s; rows are kept and filled again."""

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._rows: list[FileRow] = []
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACING.tight)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)
        self.hide()

    def show_files(self, files: tuple[FileView, ...]) -> None:
        count = len(self._rows)
        while len(self._rows) > len(files):
            row = self._rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(files):
            row = FileRow()
            self._rows.append(row)
            self._column.addWidget(row)
        for row, view in zip(self._rows, files, strict=True):
            row.render_file(view)
        if len(files) != count:
            self.setVisible(bool(files))
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        shown = [row.sizeHint().height() for row in self._rows[:ROWS_IN_VIEW]]
        height = sum(shown) + SPACING.tight * max(0, len(shown) - 1)
        if len(self._rows) > ROWS_IN_VIEW:
            # Half a row more tells that there is something to scroll to.
            height += shown[0] // 2
        return QSize(240, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())
