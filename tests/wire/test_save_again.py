"""The window's side of files that wait: keys are handed over, and the take becomes safe after all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from chalkreel.base.phrase import Phrase
from chalkreel.contract.storage import StorageParams
from chalkreel.controllers.backup_uploads import BackupUploads
from chalkreel.controllers.session import Session
from chalkreel.controllers.take import TakeController
from chalkreel.controllers.take_plan import TakePlan
from chalkreel.controllers.view_state import TakeAction
from chalkreel.domain.enums import FileStatus, MixMode
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.phases import Phase
from chalkreel.services.connection import Connection, Credentials, Storage
from chalkreel.services.http import new_client
from chalkreel.services.journal import Journal
from chalkreel.services.pacing import Pacing
from chalkreel.services.record_api import RecordApi
from chalkreel.services.studio_client import StudioAddress, StudioClient
from tests.drivers.studio import APP_ID, SERVER_SECRET, StudioDriver
from tests.support.s3_server import S3Server
from tests.support.waiting import until

ROOM = "save again"


class Plan:
    """What Record would record."""

    def __init__(self, storage: StorageParams) -> None:
        self._plan = TakePlan(ROOM, Size(320, 180), Layout(MixMode.GRID), storage, output_folder="saved-again/")

    def current(self) -> TakePlan:
        return self._plan

    def can_reconnect(self) -> bool:
        return False

    def blocked(self) -> Phrase | None:
        return None

    def remedy(self) -> TakeAction | None:
        return None


@asynccontextmanager
async def session_with(studio: StudioDriver, storage: StorageParams) -> AsyncIterator[Session]:
    connection = Connection.studio(studio.url, APP_ID, Storage())
    async with new_client(is_loopback=True) as http:
        yield Session(
            connection,
            RecordApi(connection, lambda: Credentials(SERVER_SECRET), http, Pacing()),
            storage,
            StudioClient(lambda: StudioAddress(studio.url, studio.token), http),
        )


@asynccontextmanager
async def take_on(journal: Journal, session: Session) -> AsyncIterator[TakeController]:
    errors: list[object] = []
    take = TakeController(journal, Plan(session.storage), lambda *error: errors.append(error))
    take.enter(session)
    yield take
    await take.close()
    assert not errors


@pytest.fixture
def right(s3: S3Server) -> StorageParams:
    return StorageParams.from_wire(s3.storage_params())


@pytest.fixture
def wrong(s3: S3Server) -> StorageParams:
    return StorageParams.from_wire(s3.storage_params(AccessKeySecret="a-secret-nobody-has"))


@pytest.fixture
def classroom(own_studio: Callable[..., StudioDriver]) -> Iterator[StudioDriver]:
    studio = own_studio()
    studio.publish(ROOM, "a")
    return studio


async def record(take: TakeController) -> None:
    take.record()
    await until(lambda: take.state.phase is Phase.RECORDING)
    take.stop()
    await until(lambda: take.state.phase.is_over)
    await take.over()


@pytest.mark.asyncio
async def test_a_take_in_backup_is_saved_once_the_keys_are_corrected(
    tmp_path: Path, classroom: StudioDriver, s3: S3Server, right: StorageParams, wrong: StorageParams
) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    await journal.open()
    async with (
        session_with(classroom, wrong) as before,
        session_with(classroom, right) as after,
        take_on(journal, before) as take,
    ):
        await record(take)
        assert (take.state.phase, take.view.action) == (Phase.PARTIAL, TakeAction.RETRY_UPLOAD)

        take.retry_upload()
        await until(lambda: take.state.problem is not None)
        await take.over()
        assert "does not belong" in str(take.state.problem)
        assert take.view.action is TakeAction.RETRY_UPLOAD

        take.enter(None)
        take.enter(after)
        assert take.view.action is TakeAction.RETRY_UPLOAD
        take.retry_upload()
        await until(lambda: take.state.phase is Phase.SAFE)
        await take.over()
        assert take.state.problem is None
    await journal.close()

    (file,) = take.state.files
    assert len(s3.read(f"saved-again/{file.name}")) == file.size_bytes


@pytest.mark.asyncio
async def test_what_an_earlier_window_left_in_backup_is_saved_by_itself(
    tmp_path: Path, classroom: StudioDriver, s3: S3Server, right: StorageParams, wrong: StorageParams
) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    await journal.open()
    told: list[Phrase] = []
    async with session_with(classroom, wrong) as before, take_on(journal, before) as take:
        await record(take)
        await BackupUploads(journal, told.append).resume(before)
    assert not told

    classroom.stop()
    classroom.start()
    async with session_with(classroom, right) as after:
        await BackupUploads(journal, told.append).resume(after)
        await BackupUploads(journal, told.append).resume(after)

    (kept,) = await journal.takes()
    await journal.close()
    assert [file["Status"] for file in kept.files] == [FileStatus.UPLOADED]
    assert len(told) == 1
    assert ROOM in str(told[0])
    assert f"saved-again/{kept.files[0]['FileId']}" in s3.keys("saved-again/")
