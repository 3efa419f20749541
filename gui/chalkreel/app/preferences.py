"""The connection dialog and what follows from its answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QFileDialog

from chalkreel.app.connection_answers import (
    CLOUD_CONNECTION_ID,
    changes_from,
    connection_in_use,
    credentials_from,
    form_of,
    secrets_of,
)
from chalkreel.base.phrase import Phrase
from chalkreel.controllers.named_tasks import ErrorSink, NamedTasks, WhileBusy
from chalkreel.services.connection import STUDIO_CONNECTION_ID
from chalkreel.services.errors import ServiceError
from chalkreel.ui.kit.translation import Language, install_language
from chalkreel.ui.kit.words import tr
from chalkreel.ui.settings import ConnectionDialog, ConnectionForm
from chalkreel.ui.settings.connection_form import StoredSecrets
from chalkreel.ui.theme import ThemeMode, apply_theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from chalkreel.services.secrets import SecretStore
    from chalkreel.services.settings import Settings, SettingsStore


class Preferences(QObject):
    """Asks for the connection, theme and language, keeps the answers and applies the looks at once.

    Signals:
        connection_changed: another recorder, or the same one with other values, is to be used.
        told(Phrase): an answer could not be kept.
    """

    connection_changed = Signal()
    told = Signal(object)

    def __init__(
        self, app: QApplication, settings: SettingsStore, secrets: SecretStore, recordings: Path, on_error: ErrorSink
    ) -> None:
        super().__init__()
        self._app = app
        self._settings = settings
        self._secrets = secrets
        self._recordings = recordings
        self._tasks = NamedTasks("preferences", on_error)
        self._dialog: ConnectionDialog | None = None

    def ask(self, window: QWidget) -> None:
        """Open the dialog over the window."""
        self._tasks.start("ask", lambda: self._ask(window))

    def ask_for_folder(self, window: QWidget) -> None:
        """Ask for another folder that recordings are saved into."""
        dialog = QFileDialog(window, tr("Choose the folder for recordings"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_folder_selected)
        dialog.open()

    async def close(self) -> None:
        if self._dialog is not None:
            self._dialog.reject()
        await self._tasks.close()

    async def _ask(self, window: QWidget) -> None:
        kept = await self._secrets.get(CLOUD_CONNECTION_ID)
        studios = await self._secrets.get(STUDIO_CONNECTION_ID)
        has_keys = bool(kept.access_key_secret or studios.access_key_secret)
        stored = StoredSecrets(bool(kept.server_secret), has_keys, self._secrets.is_durable)
        dialog = ConnectionDialog(form_of(self._settings.current, self._recordings), stored, window)
        dialog.accepted_values.connect(self._on_dialog_accepted_values)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()

    @Slot(ConnectionForm)
    def _on_dialog_accepted_values(self, form: ConnectionForm) -> None:
        self._tasks.start("keep", lambda: self._keep(form), WhileBusy.QUEUE)

    @Slot()
    def _on_dialog_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    @Slot(str)
    def _on_folder_selected(self, folder: str) -> None:
        self._tasks.start("keep", lambda: self._keep_folder(folder), WhileBusy.QUEUE)

    async def _keep_folder(self, folder: str) -> None:
        self._settings.change(recordings_folder=folder)
        try:
            await self._settings.save()
        except ServiceError as failure:
            self._tell(failure.sentence)
        self.connection_changed.emit()

    async def _keep(self, form: ConnectionForm) -> None:
        before = self._settings.current
        after = self._settings.change(**changes_from(form, before))
        install_language(self._app, Language(after.language))
        apply_theme(self._app, ThemeMode(after.theme))
        has_new_secrets = False
        owner = secrets_of(form)
        if owner is not None:
            has_new_secrets = await self._keep_secrets(owner, form)
        try:
            await self._settings.save()
        except ServiceError as failure:
            self._tell(failure.sentence)
        if has_new_secrets or _recorder_of(before) != _recorder_of(after):
            self.connection_changed.emit()

    async def _keep_secrets(self, owner: str, form: ConnectionForm) -> bool:
        """Keep a form's secrets; tell whether anything is new."""
        other = STUDIO_CONNECTION_ID if owner == CLOUD_CONNECTION_ID else CLOUD_CONNECTION_ID
        kept = await self._secrets.get(owner)
        wanted = credentials_from(form, kept, await self._secrets.get(other))
        if wanted == kept:
            return False
        await self._secrets.put(owner, wanted)
        self._tell(self._secrets.notice)
        return True

    def _tell(self, sentence: Phrase | None) -> None:
        if sentence is not None:
            self.told.emit(sentence)


def _recorder_of(settings: Settings) -> tuple[object, ...]:
    connection = connection_in_use(settings)
    rooms = settings.rooms[:1] if connection is not None else ()
    return (connection, rooms, settings.recordings_folder, settings.studio_storage)
