"""The composition root: builds every part of the window process, connects them, and takes them down again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from chalkreel.app.canvas_options import CanvasOptions
from chalkreel.app.connection_answers import connection_in_use, recordings_folder, room_of
from chalkreel.app.garbage import GuiThreadGarbage
from chalkreel.app.guests import Guests
from chalkreel.app.helping import Helping
from chalkreel.app.last_resort import LastResort
from chalkreel.app.leaving import Leaving
from chalkreel.app.machinery import Machinery, end_all
from chalkreel.app.preferences import Preferences
from chalkreel.app.preflight_desk import PreflightDesk
from chalkreel.app.recorded_picture import RecordedPicture
from chalkreel.app.take_ends import TakeEnds
from chalkreel.app.take_library import TakeLibrary
from chalkreel.app.take_options import TakeOptions
from chalkreel.app.wiring import Controllers, Wiring
from chalkreel.base.logging import Topic, log_of
from chalkreel.base.paths import Paths
from chalkreel.base.phrase import Phrase
from chalkreel.base.redaction import Redactor
from chalkreel.contract.callbacks import CallbackBody
from chalkreel.controllers.backup_uploads import BackupUploads
from chalkreel.controllers.board_book import BoardBookController
from chalkreel.controllers.board_order import BoardOrderKeeper
from chalkreel.controllers.connections import ConnectionController
from chalkreel.controllers.layout_keeper import LayoutKeeper
from chalkreel.controllers.layout_library import LayoutLibraryController
from chalkreel.controllers.layouts import LayoutController
from chalkreel.controllers.lesson_plan import LessonPlan
from chalkreel.controllers.named_tasks import NamedTasks, WhileBusy
from chalkreel.controllers.preflight import PreflightController
from chalkreel.controllers.room import RoomController
from chalkreel.controllers.sample_room import SampleRoom
from chalkreel.controllers.session import Session
from chalkreel.controllers.take import TakeController
from chalkreel.controllers.take_recovery import TakeRecovery
from chalkreel.controllers.take_settings import TakeSettingsController
from chalkreel.controllers.timeline import TimelineController
from chalkreel.controllers.view_state import TakeAction
from chalkreel.controllers.whiteboards import WhiteboardController
from chalkreel.services.callback_receiver import CallbackReceiver
from chalkreel.services.errors import ServiceError
from chalkreel.services.layout_store import LayoutStore
from chalkreel.services.pictures_by_address import fetch_picture
from chalkreel.services.settings import SettingsStore
from chalkreel.ui.canvas import StageAccesses
from chalkreel.ui.kit.picture_decoder import PictureDecoder
from chalkreel.ui.main_window import MainWindow

_OVERLAYS, _OPEN_PARTS = "canvas_overlays", "open_parts"
"""Where the settings keep which lines lie over the canvas, and what is unfolded."""
_log = log_of(Topic.APP)


class Program(QObject):
    """One window and everything behind it, from ``open()`` to ``close()``.

    ``studio_command`` replaces the command that starts the engine, for a test's sake.
    """

    def __init__(
        self,
        app: QApplication,
        paths: Paths,
        settings: SettingsStore,
        redactor: Redactor,
        last_resort: LastResort,
        studio_command: Sequence[str] | None = None,
    ) -> None:
        super().__init__()
        self._paths = paths
        self._last_resort = last_resort
        self._settings = settings
        self._tasks = NamedTasks("program", last_resort.on_task_error)
        self._machinery = machinery = Machinery(paths, settings, redactor, studio_command)
        self._journal, self._secrets = machinery.journal, machinery.secrets
        self._receiver = CallbackReceiver(self._callback_secrets, self._on_callback)
        self._sample = SampleRoom.demo()
        self._session: Session | None = None
        self._room_id = self._room_name = ""
        self._garbage = GuiThreadGarbage(self)
        self._decoder, self._stream_decoder = PictureDecoder(self), PictureDecoder(self)
        self.controllers = self._make_controllers()
        self._keeper = LayoutKeeper(self.controllers.layouts, machinery.drafts)
        self._board_order = BoardOrderKeeper(self.controllers.whiteboards, settings, last_resort.on_task_error)
        self._stage_accesses = StageAccesses()
        self._stage_accesses.install()
        self.window = MainWindow()
        # Before the wiring: whoever left must be known to keep a place before the canvas hears that they left.
        self._recorded_picture = RecordedPicture(
            self.window.canvas,
            self.controllers,
            self._decoder,
            partial(fetch_picture, machinery.cloud_http),
            last_resort.on_task_error,
        )
        self._wiring = Wiring(self.window, self.controllers, self._decoder, self._stream_decoder)
        at = self.controllers
        self._guests = Guests(self.window, at.room)
        self._ends = TakeEnds(
            self.window, at.take, machinery.journal, self._recordings_folder, last_resort.on_task_error
        )
        self._leaving = Leaving(self.window, self.controllers.take, last_resort.on_task_error)
        self._canvas_options = CanvasOptions(self.window.canvas, at.take_settings, at.take, self._plan)
        self._take_options = TakeOptions(self.window, self.controllers.take_settings, self._plan, self._wiring.tell)
        self.past_takes = TakeLibrary(
            self.window,
            self.controllers,
            self._journal,
            paths.board_pictures,
            self._recordings_folder,
            {self._sample.room_id: self._sample.room_name},
            self._wiring.board_pictures,
            last_resort.on_task_error,
        )
        self._preferences = Preferences(app, settings, self._secrets, paths.recordings, last_resort.on_task_error)
        self._helping = Helping(
            self.window,
            at.take,
            self._preferences,
            self._take_options,
            self._guests,
            self._recordings_folder,
            self.use_chosen_connection,
        )
        self.preflight = PreflightController(paths.studio, self._plan.current, last_resort.on_task_error)
        self._plan.use_check(self.preflight.blocked)
        self._desk = PreflightDesk(self.window, self.controllers, self.preflight, self._helping.remedies)
        self._recorded_picture.backdrops.unreadable_changed.connect(self.preflight.show_unreadable)
        self._connect()

    @property
    def session(self) -> Session | None:
        """The recorder that can be called now."""
        return self._session

    async def open(self) -> None:
        """Show the window, then bring up what it needs: the host sees something at once."""
        self._last_resort.tell = self._wiring.tell
        self._garbage.start()
        self.window.restore_place(self._settings.current.window_geometry, self._settings.current.window_state)
        self.window.canvas.restore_overlays(self._settings.current.panels.get(_OVERLAYS))
        self.window.restore_open_parts(self._settings.current.panels.get(_OPEN_PARTS))
        # Every panel is told before it is seen, so that nothing flashes.
        self._name_room()
        self.controllers.room.enter(None, self._room_id, self._room_name)
        self.controllers.take.refresh()
        self.window.show()
        await self.controllers.library.open()
        try:
            await self._journal.open()
        except ServiceError as failure:
            self._wiring.tell(failure.sentence)  # the window stays; Record then says the same
        await self._secrets.open()
        try:
            await self._receiver.start()
        except OSError as error:
            _log.warning("the recorder's events cannot be received: %s", error)  # they are hints: asking finds out
        for notice in (self._settings.notice, self._journal.notice):
            if notice is not None:
                self._wiring.tell(notice)
        self.controllers.connections.offer_callback_url(self._receiver.url)
        self.use_chosen_connection()

    def use_chosen_connection(self) -> None:
        """Go to the recorder that the settings name."""
        settings = self._settings.current
        cloud = connection_in_use(settings)
        self._name_room()
        if cloud is None:
            folder = recordings_folder(settings, self._paths.recordings)
            self.controllers.connections.use_studio(folder, settings.studio_storage)
        else:
            self.controllers.connections.use_cloud(cloud)
        room_key = f"{settings.connection_in_use}/{self._room_id}"
        self._keeper.enter(room_key)
        self.controllers.library.enter(room_key, self._room_id)

    def _name_room(self) -> None:
        """Know which room the settings mean, before any recorder is there."""
        settings = self._settings.current
        cloud = connection_in_use(settings)
        if cloud is None:
            self._room_id, self._room_name = self._sample.room_id, self._sample.room_name
        else:
            self._room_id, self._room_name = room_of(settings, cloud), ""
        self.window.show_title(self._room_name or self._room_id)

    @Slot()
    def come_forward(self) -> None:
        """Show the window above all others, wherever it is."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        QApplication.alert(self.window)  # some desktops keep windows back and mark them in their bar only

    async def until_closed(self) -> None:
        """Wait until the host has closed the window and decided what becomes of a running take."""
        await self._leaving.decided()

    async def close(self, *, stop_studio: bool = False) -> None:
        """Take everything down. A recording goes on where it is made, unless Studio is stopped on purpose."""
        self._last_resort.tell = None
        await self._remember_window()
        at = self.controllers
        await end_all(
            (
                self._ends.close,
                self._tasks.close,
                self._leaving.close,
                self._preferences.close,
                self.preflight.close,
                self._board_order.close,
                self._take_options.close,
                self.past_takes.close,
                *(one.close for one in (at.take, at.room, at.connections, at.take_settings, at.board_book, at.library)),
                self._recorded_picture.close,
                self._receiver.stop,
                *self._machinery.endings(stop_studio=stop_studio),
                self._decoder.shutdown,
                self._stream_decoder.shutdown,
                self._wiring.deleteLater,
                self._desk.deleteLater,
                self.window.close_for_good,
                self.window.deleteLater,
                self._garbage.stop,
            ),
            self._last_resort.on_task_error,
        )

    def _connect(self) -> None:
        self.controllers.connections.session_changed.connect(self._on_connections_session_changed)
        self.controllers.connections.failed.connect(self._on_connections_failed)
        self.controllers.take.ended.connect(self.past_takes.settle)
        self._preferences.connection_changed.connect(self.use_chosen_connection)
        self.window.record_bar.take_settings_requested.connect(self._take_options.ask)
        self._preferences.told.connect(self._wiring.tell)
        self.window.streams.add_stream_requested.connect(self._guests.ask_for_files)
        self.window.streams.add_guest_requested.connect(self._guests.ask_for_address)

    def _make_controllers(self) -> Controllers:
        at, report = self._machinery, self._last_resort.on_task_error
        layouts, whiteboards = LayoutController(), WhiteboardController()
        take_settings = TakeSettingsController(self._settings, report)
        self._plan = LessonPlan(layouts, whiteboards, take_settings)
        take = TakeController(self._journal, self._plan, report)
        return Controllers(
            connections=ConnectionController(at.studio, at.secrets, at.local_http, at.cloud_http, report),
            room=RoomController(report),
            layouts=layouts,
            whiteboards=whiteboards,
            take=take,
            take_settings=take_settings,
            board_book=BoardBookController(self._settings, report),
            timeline=TimelineController(),
            library=LayoutLibraryController(LayoutStore(self._paths.layouts_file), layouts, take_settings, report),
        )

    def _callback_secrets(self) -> tuple[str, ...]:
        return (self._session.callback_secret,) if self._session is not None else ()

    def _on_callback(self, body: CallbackBody) -> None:
        self.controllers.take.hear_callback(body)

    @Slot(object)
    def _on_connections_session_changed(self, session: Session | None) -> None:
        self._session = session
        self._plan.enter(None, self._room_id)
        self.controllers.take_settings.enter(session, self._room_id)
        self.controllers.take.enter(session)
        self.preflight.enter(session)
        self._board_order.enter(session, self._room_id)
        self.controllers.room.enter(session, self._room_id, self._room_name)
        self.controllers.board_book.enter(session, self._room_id)
        if session is not None:
            self._tasks.start("settle in", lambda: self._settle_in(session), WhileBusy.REPLACE)
        else:
            self._tasks.cancel("settle in")

    async def _settle_in(self, session: Session) -> None:
        """Make the room ready and go on with what an earlier window left."""
        try:
            await TakeRecovery(self._journal, self.controllers.take, self._wiring.tell).recover(session)
            if session.studio is not None:
                await self._sample.furnish(session.studio)
            await BackupUploads(self._journal, self._wiring.tell).resume(session)
        except ServiceError as failure:
            self._wiring.tell(failure.sentence)
        # Only now: a take begun before would have been taken for one that an earlier window left.
        self._plan.enter(session, self._room_id)
        self.controllers.take.refresh()

    async def _remember_window(self) -> None:
        geometry, state = self.window.place()
        panels = {
            **self._settings.current.panels,
            _OVERLAYS: list(self.window.canvas.overlay_names()),
            _OPEN_PARTS: self.window.open_parts(),
        }
        self._settings.change(window_geometry=geometry, window_state=state, panels=panels)
        try:
            await self._settings.save()
        except ServiceError as failure:
            _log.warning("the window's place was not kept: %s", failure)

    def _recordings_folder(self) -> Path:
        return recordings_folder(self._settings.current, self._paths.recordings)

    @Slot(object, object)
    def _on_connections_failed(self, why: Phrase, remedy: TakeAction) -> None:
        self._plan.recorder_failed(why, remedy)
        self.controllers.take.refresh()
