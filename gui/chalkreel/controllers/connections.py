"""Which recorder is in use: Studio, kept alive here, or a cloud project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from pydantic import ValidationError
from PySide6.QtCore import QObject, Signal

from chalkreel.base.logging import Topic, log_of
from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.problems import violations_of
from chalkreel.controllers.named_tasks import ErrorSink, NamedTasks, WhileBusy
from chalkreel.controllers.session import Session
from chalkreel.controllers.view_state import TakeAction
from chalkreel.services.connection import STUDIO_CONNECTION_ID, Connection, Credentials, Storage, storage_params
from chalkreel.services.errors import ServiceError
from chalkreel.services.pacing import Pacing
from chalkreel.services.record_api import RecordApi
from chalkreel.services.studio_client import StudioClient

if TYPE_CHECKING:
    from chalkreel.contract.storage import StorageParams
    from chalkreel.services.secrets import SecretStore
    from chalkreel.services.studio_process import StudioAccess, StudioProcess

LOCAL_KEY = "local"
"""Local folders need no key, but Vendor 10 must name some (CONTRACT section 2)."""
_FOLDER_KEYS = Credentials(access_key_id=LOCAL_KEY, access_key_secret=LOCAL_KEY)
_log = log_of(Topic.CONTROL)
MISSING_KEYS = phrase("The keys of the storage are not known any more. Enter them in the connection.")
RESTARTED = phrase("Studio ended unexpectedly and was restarted.")


class ConnectionController(QObject):
    """Makes sessions; watches over Studio as long as it is the one in use.

    Signals:
        session_changed(Session | None): another recorder can be called now, or none.
        failed(Phrase, TakeAction): there is none, why, and what the host can do; only that tries it again.
        told(Phrase): what happened to it.
    """

    session_changed = Signal(object)
    failed = Signal(object, object)
    told = Signal(object)

    def __init__(
        self,
        studio: StudioProcess,
        secrets: SecretStore,
        local_http: httpx.AsyncClient,
        cloud_http: httpx.AsyncClient,
        on_error: ErrorSink,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._studio = studio
        self._secrets = secrets
        self._local_http = local_http
        self._cloud_http = cloud_http
        self._tasks = NamedTasks("connection", on_error)
        self._callback_url = ""

    def offer_callback_url(self, url: str) -> None:
        """Where Studio shall tell its events: the app's own receiver."""
        self._callback_url = url

    def use_studio(self, recordings: Path, bucket: Storage | None = None) -> None:
        """Record with Studio into a folder of this computer, or into a bucket whose keys come from the store."""
        self._tasks.start("use", lambda: self._keep_studio(recordings, bucket), WhileBusy.REPLACE)

    def use_cloud(self, connection: Connection) -> None:
        """Record with a cloud project; its secrets come from the store."""
        self._tasks.start("use", lambda: self._use_cloud(connection), WhileBusy.REPLACE)

    async def close(self) -> None:
        await self._tasks.close()

    async def _keep_studio(self, recordings: Path, bucket: Storage | None) -> None:
        storage = bucket if bucket is not None else _folder_storage(recordings)
        keys = await self._secrets.get(STUDIO_CONNECTION_ID) if bucket is not None else _FOLDER_KEYS
        is_first = True
        while True:
            self.session_changed.emit(None)
            if not keys.access_key_id or not keys.access_key_secret:
                self.failed.emit(MISSING_KEYS, TakeAction.FIX_SETTINGS)
                return
            try:
                params = storage_params(storage, keys)
                access = await self._studio.ensure()
            except ServiceError as failure:
                _log.error("%s", failure)
                self.failed.emit(failure.sentence, TakeAction.RECONNECT)
                return
            except ValidationError as error:
                self.failed.emit(violations_of(error)[0].message, TakeAction.FIX_SETTINGS)
                return
            if not is_first:
                self.told.emit(RESTARTED)
            is_first = False
            self.session_changed.emit(self._studio_session(access, storage, params))
            await self._studio.ended()

    def _studio_session(self, access: StudioAccess, storage: Storage, params: StorageParams) -> Session:
        connection = Connection.studio(access.address.url, access.app_id, storage)
        return Session(
            connection=connection,
            api=RecordApi(connection, lambda: access.credentials, self._local_http, Pacing()),
            storage=params,
            studio=StudioClient(lambda: access.address, self._local_http),
            output_folder=storage.output_folder,
            callback_url=self._callback_url,
            callback_secret=access.credentials.callback_secret,
        )

    async def _use_cloud(self, connection: Connection) -> None:
        self.session_changed.emit(None)
        credentials = await self._secrets.get(connection.connection_id)
        if not credentials.server_secret:
            self.failed.emit(_missing_secret(connection), TakeAction.FIX_SETTINGS)
            return
        try:
            storage = storage_params(connection.storage, credentials)
        except ValidationError as error:
            self.failed.emit(violations_of(error)[0].message, TakeAction.FIX_SETTINGS)
            return
        session = Session(
            connection=connection,
            api=RecordApi(connection, lambda: credentials, self._cloud_http, Pacing()),
            storage=storage,
            output_folder=connection.storage.output_folder,
            callback_url=connection.callbacks.url,
            callback_secret=credentials.callback_secret,
        )
        self.session_changed.emit(session)


def _folder_storage(recordings: Path) -> Storage:
    return Storage(region=LOCAL_KEY, bucket=recordings.name, end_point=recordings.parent.as_uri())


def _missing_secret(connection: Connection) -> Phrase:
    return phrase(
        "The ServerSecret of “{name}” is not known any more. Enter it in the connection.", name=connection.name
    )
