"""The dialogs of the library: one at a time, opened with ``open()``."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from chalkreel.controllers.library_view import ExportForm, ImportProposal
from chalkreel.ui.kit.file_asking import patterns
from chalkreel.ui.kit.one_dialog import OneDialog
from chalkreel.ui.kit.words import tr
from chalkreel.ui.layouts.import_dialog import ImportDialog

SUFFIX = "json"


class LayoutAsking(QObject):
    """Asks which file to read or write, and what to make of what was read; owned by the panel.

    Signals:
        file_chosen(str): a file to read.
        export_chosen(str, ExportForm, str): the id of a layout (empty for the draft), its form and the file to write.
        import_accepted(ImportProposal, str, CanvasChoice): take this in under a name.
    """

    file_chosen = Signal(str)
    export_chosen = Signal(str, object, str)
    import_accepted = Signal(object, str, object)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._asked = OneDialog(self)
        self._exported_id = ""

    def ask_for_file(self) -> None:
        if self._asked.is_busy():
            return
        dialog = QFileDialog(self._owner, tr("Open layout"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("JSON of an API call") + f" ({patterns([f'.{SUFFIX}'])})")
        dialog.fileSelected.connect(self.file_chosen)
        self._asked.open(dialog)

    def ask_where_to_export(self, layout_id: str, name: str) -> None:
        if self._asked.is_busy():
            return
        self._exported_id = layout_id
        dialog = QFileDialog(self._owner, tr("Export {name}", name=name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_filter(form) for form in ExportForm])
        dialog.setDefaultSuffix(SUFFIX)
        dialog.selectFile(f"{_file_name(name)}.{SUFFIX}")
        dialog.fileSelected.connect(self._on_export_file_selected)
        self._asked.open(dialog)

    def show_proposal(self, proposal: ImportProposal) -> None:
        if self._asked.is_busy():
            return
        dialog = ImportDialog(proposal, self._owner)
        dialog.accepted_layout.connect(self.import_accepted)
        self._asked.open(dialog)

    def _on_export_file_selected(self, path: str) -> None:
        dialog = self._asked.dialog
        chosen = dialog.selectedNameFilter() if isinstance(dialog, QFileDialog) else ""
        form = next((form for form in ExportForm if _filter(form) == chosen), ExportForm.UPDATE_LAYOUT)
        self.export_chosen.emit(self._exported_id, form, path)


def _filter(form: ExportForm) -> str:
    words = {
        ExportForm.UPDATE_LAYOUT: tr("Body of UpdateLayout: changes the layout of a recording"),
        ExportForm.START_RECORD: tr("Body of StartRecord: starts a recording with the layout"),
    }
    return f"{words[form]} (*.{SUFFIX})"


def _file_name(name: str) -> str:
    """Leave out what file systems refuse."""
    return "".join(sign if sign.isalnum() or sign in " -_." else "_" for sign in name).strip(" .") or "layout"
