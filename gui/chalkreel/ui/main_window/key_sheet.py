"""The sheet of all keys: searched as one types, saved as a PDF to be printed."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QMarginsF, QSize, Qt
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from chalkreel.ui.kit.actions import KeyPlace
from chalkreel.ui.kit.buttons import ActionButton
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.main_window.actions import CLOSE_SHEET, SAVE_SHEET
from chalkreel.ui.main_window.key_groups import KeyGroup, dialog_groups, found, key_groups, keys_text
from chalkreel.ui.theme import SPACING, Colors, current_tokens
from chalkreel.ui.theme.tokens import LIGHT

FIRST_SIZE = QSize(760, 720)
PAGE_MARGIN_MM = 15
SCREEN_DPI = 96
_FILE_NAME = "chalkreel-keys.pdf"


class KeySheet(QDialog):
    """Shows every action that has keys, panel by panel; opened with ``open()``, owned by the main window."""

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self.setWindowTitle(tr("Keys"))
        self._groups = (*key_groups(), *dialog_groups())
        self._search = QLineEdit()
        self._search.setPlaceholderText(tr("Find a key or what it does"))
        self._search.setAccessibleName(tr("Find a key or what it does"))
        self._search.setClearButtonEnabled(True)
        self._sheet = QTextBrowser()
        self._sheet.setAccessibleName(tr("Keys"))
        self._save = ActionButton(SAVE_SHEET)
        self._close = ActionButton(CLOSE_SHEET, "primary")
        self._build()
        self._search.textChanged.connect(self._on_search_changed)
        self._save.clicked.connect(self._on_save_clicked)
        self._close.clicked.connect(self.accept)
        self._render()

    @property
    def text(self) -> str:
        """What can be read now."""
        return self._sheet.toPlainText()

    def _build(self) -> None:
        owner = self.parentWidget()
        highest = FIRST_SIZE.height() if owner is None else owner.window().height() - 2 * SPACING.large
        self.resize(FIRST_SIZE.width(), min(FIRST_SIZE.height(), highest))
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACING.small)
        buttons.addWidget(self._save)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(SPACING.large,) * 4)
        column.setSpacing(SPACING.medium)
        column.addWidget(self._search)
        column.addWidget(self._sheet, 1)
        column.addLayout(buttons)
        self._save.setAutoDefault(False)
        self._close.setAutoDefault(False)
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_search_changed(self, _text: str) -> None:
        self._render()

    def _on_save_clicked(self) -> None:
        dialog = QFileDialog(self, tr("Save the keys"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(_FILE_NAME)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_pdf)
        dialog.open()

    def save_pdf(self, path: str) -> None:
        """Write all keys, whatever is searched for, onto white pages."""
        writer = QPdfWriter(path)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        margins = QMarginsF(*(PAGE_MARGIN_MM,) * 4)
        writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
        writer.setResolution(SCREEN_DPI)  # the sheet's sizes are those of a screen
        writer.setTitle(tr("Keys"))
        document = QTextDocument()
        document.setDefaultFont(self.font())
        document.setHtml(sheet_html(self._groups, LIGHT))
        document.print_(writer)

    def _render(self) -> None:
        groups = found(self._groups, self._search.text())
        colors = current_tokens().colors
        words = tr("No key has these words.")
        self._sheet.setHtml(sheet_html(groups, colors) if groups else f"<p>{escape(words)}</p>")


def sheet_html(groups: tuple[KeyGroup, ...], colors: Colors) -> str:
    return "".join(_group_html(group, colors) for group in groups)


def _group_html(group: KeyGroup, colors: Colors) -> str:
    ink, muted, ground = (QColor(name).name() for name in (colors.text, colors.text_muted, colors.sunken))
    rows = []
    for spec in group.actions:
        place = "" if spec.place in (KeyPlace.WINDOW, KeyPlace.FIELD) else f" · {tr_phrase(spec.place.value)}"
        rows.append(
            f'<tr><td width="32%"><span style="background:{ground};color:{ink}">&nbsp;'
            f"{escape(keys_text(spec)).replace(' ', '&nbsp;')}&nbsp;</span></td>"
            f'<td><b style="color:{ink}">{escape(tr_phrase(spec.label))}</b><br>'
            f'<span style="color:{muted}">{escape(tr_phrase(spec.tip) + place)}</span></td></tr>'
        )
    title = escape(tr_phrase(group.title))
    return f'<h3 style="color:{ink}">{title}</h3><table width="100%" cellpadding="4">{"".join(rows)}</table>'
