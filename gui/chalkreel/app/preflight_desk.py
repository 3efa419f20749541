"""Brings preflight together: facts from the controllers, findings to the window, remedies to whoever can help."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, Slot

from chalkreel.app.wiring import Controllers
from chalkreel.controllers.preflight import PreflightController
from chalkreel.controllers.preflight_view import PreflightView
from chalkreel.domain.preflight import Remedy
from chalkreel.domain.take_settings import TakeSettings
from chalkreel.ui.main_window import MainWindow

Elsewhere = Mapping[Remedy, Callable[[], None]]
"""What opens for the remedies that are dialogs of the program."""


class PreflightDesk(QObject):
    """Holds the connections between one window, its controllers and preflight; owned by the composition root."""

    def __init__(
        self, window: MainWindow, controllers: Controllers, preflight: PreflightController, elsewhere: Elsewhere
    ) -> None:
        super().__init__()
        self._window = window
        self._at = controllers
        self._preflight = preflight
        self._elsewhere = elsewhere
        self._was_live = False
        self._connect_facts()
        self._connect_wishes()

    def _connect_facts(self) -> None:
        at, preflight, window = self._at, self._preflight, self._window
        at.room.room_changed.connect(preflight.show_room)
        at.whiteboards.boards_changed.connect(preflight.show_boards)
        at.layouts.layout_changed.connect(preflight.show_layout)
        at.take_settings.settings_changed.connect(preflight.show_settings)
        at.take.state_changed.connect(preflight.show_take)
        at.board_book.unreadable_changed.connect(preflight.show_unreadable_boards)
        preflight.show_layout(at.layouts.view)
        preflight.show_settings(at.take_settings.current)
        preflight.view_changed.connect(window.preflight.show_preflight)
        preflight.view_changed.connect(window.findings.show_preflight)
        preflight.view_changed.connect(self._on_preflight_view_changed)
        preflight.blocked_changed.connect(at.take.refresh)

    def _connect_wishes(self) -> None:
        at, preflight, window = self._at, self._preflight, self._window
        window.preflight.remedy_requested.connect(preflight.help)
        window.findings.remedy_requested.connect(preflight.help)
        window.findings.check_requested.connect(preflight.check_again)
        preflight.layout_mended.connect(at.layouts.edit_draft)
        preflight.settings_mended.connect(self._on_preflight_settings_mended)
        preflight.remedy_wished.connect(self._on_preflight_remedy_wished)

    @Slot(object)
    def _on_preflight_view_changed(self, view: PreflightView) -> None:
        self._window.status.show_summary(view.summary if view.blocked is None else ())
        if view.is_live and not self._was_live:
            self._window.show_findings(False)  # they were read before Record; the room is the lesson's now
        self._was_live = view.is_live

    @Slot(object)
    def _on_preflight_settings_mended(self, settings: TakeSettings) -> None:
        self._at.take_settings.change(settings)

    @Slot(object, str)
    def _on_preflight_remedy_wished(self, remedy: Remedy, subject: str) -> None:
        at, window = self._at, self._window
        match remedy:
            case Remedy.ADD_BOARDS | Remedy.LIST_BOARDS:
                window.whiteboards.ask_for_boards()
            case Remedy.CHOOSE_BOARD_PICTURE:
                window.whiteboards.ask_for_picture(subject)
            case Remedy.REMOVE_PERSON:
                at.room.remove_stream(subject)
            case Remedy.UNMUTE:
                at.room.mute(subject, False)
            case Remedy.SHOW_IN_LAYOUT:
                window.canvas.stage.setFocus(Qt.FocusReason.OtherFocusReason)
                if at.layouts.draft.region(subject) is not None:
                    window.canvas.stage.select(subject)
            case _ if remedy in self._elsewhere:
                self._elsewhere[remedy]()
