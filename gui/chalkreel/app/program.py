"""The composition root: builds every part of the window process, connects them, and takes them down again."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot

from chalkreel.app.last_resort import LastResort
from chalkreel.app.wiring import Controllers, Wiring
from chalkreel.base.paths import Paths
from chalkreel.base.redaction import Redactor
from chalkreel.contract.callbacks import CallbackBody
from chalkreel.controllers.connections import ConnectionController
from chalkreel.controllers.layouts import LayoutController
from chalkreel.controllers.lesson_plan import LessonPlan
from chalkreel.controllers.named_tasks import NamedTasks, WhileBusy
from chalkreel.controllers.room import RoomController
from chalkreel.controllers.sample_room import SampleRoom
from chalkreel.controllers.session import Session
from chalkreel.controllers.take import TakeController
from chalkreel.controllers.take_recovery import TakeRecovery
from chalkreel.controllers.whiteboards import WhiteboardController
from chalkreel.services.callback_receiver import CallbackReceiver
from chalkreel.services.errors import ServiceError
from chalkreel.services.http import new_client
from chalkreel.services.journal import Journal
from chalkreel.services.secrets import SecretStore
from chalkreel.services.settings import SettingsStore
from chalkreel.services.studio_process import StudioProcess
from chalkreel.ui.kit.picture_decoder import PictureDecoder
from chalkreel.ui.main_window import MainWindow


class Program(QObject):
    """One window and everything behind it, from ``open()`` to ``close()``.

    ``studio_command`` replaces the command that starts the engine, for a test's sake.
    """

    def __init__(
        self,
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
        self._local_http = new_client(is_loopback=True)
        self._cloud_http = new_client(is_loopback=False)
        self._journal = Journal(paths.journal_file)
        self._secrets = SecretStore(redactor.register)
        self._studio = StudioProcess(paths.studio, self._local_http, redactor.register, command=studio_command)
        self._receiver = CallbackReceiver(self._callback_secrets, self._on_callback)
        self._sample = SampleRoom.demo()
        self._session: Session | None = None
        self._closed = asyncio.Event()
        self._decoder = PictureDecoder(self)
        self.controllers = self._make_controllers()
        self.window = MainWindow()
        self._wiring = Wiring(self.window, self.controllers, self._decoder)
        self.controllers.connections.session_changed.connect(self._on_connections_session_changed)
        self.window.close_requested.connect(self._on_window_close_requested)

    async def open(self) -> None:
        """Show the window, then bring up what it needs: the host sees something at once."""
        self._last_resort.tell = self._wiring.tell
        self.window.show()
        self.controllers.take.refresh()
        await self._journal.open()
        await self._secrets.open()
        await self._receiver.start()
        for notice in (self._settings.notice, self._journal.notice):
            if notice is not None:
                self._wiring.tell(notice)
        self.controllers.connections.offer_callback_url(self._receiver.url)
        self.use_chosen_connection()

    def use_chosen_connection(self) -> None:
        """Go to the recorder that the settings name."""
        self.controllers.connections.use_studio(self._paths.recordings)

    async def until_closed(self) -> None:
        await self._closed.wait()

    async def close(self, *, stop_studio: bool = False) -> None:
        """Take everything down. A recording goes on where it is made, unless Studio is stopped on purpose."""
        self._last_resort.tell = None
        at = self.controllers
        await self._tasks.close()
        for controller in (at.take, at.room, at.connections):
            await controller.close()
        await self._receiver.stop()
        if stop_studio:
            await self._studio.stop()
        else:
            self._studio.leave()
        await self._journal.close()
        self._secrets.close()
        self._settings.close()
        await self._local_http.aclose()
        await self._cloud_http.aclose()
        self._decoder.shutdown()
        self.window.close_for_good()
        self.window.deleteLater()

    def _make_controllers(self) -> Controllers:
        report = self._last_resort.on_task_error
        layouts, whiteboards = LayoutController(), WhiteboardController()
        self._plan = LessonPlan(layouts, whiteboards)
        take = TakeController(self._journal, self._plan, report)
        return Controllers(
            connections=ConnectionController(self._studio, self._secrets, self._local_http, self._cloud_http, report),
            room=RoomController(report),
            layouts=layouts,
            whiteboards=whiteboards,
            take=take,
        )

    def _callback_secrets(self) -> tuple[str, ...]:
        return (self._session.callback_secret,) if self._session is not None else ()

    def _on_callback(self, body: CallbackBody) -> None:
        self.controllers.take.hear_callback(body)

    @Slot(object)
    def _on_connections_session_changed(self, session: Session | None) -> None:
        self._session = session
        room_id = self._sample.room_id
        self._plan.enter(None, room_id)
        self.controllers.take.enter(session)
        self.controllers.room.enter(session, room_id)
        if session is not None:
            self._tasks.start("settle in", lambda: self._settle_in(session), WhileBusy.REPLACE)

    async def _settle_in(self, session: Session) -> None:
        """Make the room ready and go on with what an earlier window left."""
        try:
            await TakeRecovery(self._journal, self.controllers.take, self._wiring.tell).recover(session)
            if session.studio is not None:
                await self._sample.furnish(session.studio)
        except ServiceError as failure:
            self._wiring.tell(failure.sentence)
        # Only now: a take begun before would have been taken for one that an earlier window left.
        self._plan.enter(session, self._sample.room_id)
        self.controllers.take.refresh()

    @Slot()
    def _on_window_close_requested(self) -> None:
        self._closed.set()
