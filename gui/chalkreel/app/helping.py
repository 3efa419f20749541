"""Where the buttons beside a problem lead: to the recorder, or to the dialog in which it is mended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from chalkreel.app.guests import Guests
from chalkreel.app.preferences import Preferences
from chalkreel.app.preflight_desk import Elsewhere
from chalkreel.app.take_options import TakeOptions
from chalkreel.base.phrase import phrase
from chalkreel.controllers.take import TakeController
from chalkreel.controllers.view_state import TakeAction
from chalkreel.domain.preflight import Remedy
from chalkreel.ui.main_window import MainWindow

STOP_FIRST = phrase("Stop the recording before you change the connection.")


class Helping(QObject):
    """Opens what helps; owned by the composition root.

    ``folder`` tells where the recordings of now go, ``reconnect`` goes to the recorder that the settings name.
    """

    def __init__(
        self,
        window: MainWindow,
        take: TakeController,
        preferences: Preferences,
        take_options: TakeOptions,
        guests: Guests,
        folder: Callable[[], Path],
        reconnect: Callable[[], None],
    ) -> None:
        super().__init__()
        self._window = window
        self._take = take
        self._preferences = preferences
        self._take_options = take_options
        self._guests = guests
        self._folder = folder
        self._reconnect = reconnect
        window.status.action_requested.connect(self._on_status_action_requested)
        window.streams.connection_requested.connect(self._on_connection_wished)

    @property
    def remedies(self) -> Elsewhere:
        """What opens for the remedies of preflight that are dialogs of the program."""
        return {
            Remedy.TAKE_SETTINGS: self._take_options.ask,
            Remedy.ADD_PERSON: self._guests.ask_for_files,
            Remedy.CONNECTION: self._on_connection_wished,
            Remedy.CHOOSE_FOLDER: self._on_folder_wished,
        }

    @Slot()
    def _on_connection_wished(self) -> None:
        self._unless_live(self._preferences.ask)

    @Slot()
    def _on_folder_wished(self) -> None:
        self._unless_live(self._preferences.ask_for_folder)

    def _unless_live(self, ask: Callable[[MainWindow], None]) -> None:
        if self._take.state.phase.is_live:
            self._window.notices.show_notice(STOP_FIRST, "problem")
        else:
            ask(self._window)

    @Slot(TakeAction)
    def _on_status_action_requested(self, action: TakeAction) -> None:
        match action:
            case TakeAction.RECORD | TakeAction.RETRY:
                self._take.record()
            case TakeAction.STOP:
                self._take.stop()
            case TakeAction.RESUME:
                self._take.resume()
            case TakeAction.RETRY_UPLOAD:
                self._take.retry_upload()
            case TakeAction.RECONNECT:
                self._reconnect()
            case TakeAction.FIX_SETTINGS:
                self._preferences.ask(self._window)
            case TakeAction.TAKE_SETTINGS:
                self._take_options.ask()
            case TakeAction.OPEN_FOLDER:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder())))
