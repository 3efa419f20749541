import asyncio
import io
import time
from contextlib import aclosing
from pathlib import Path

import pytest
import pytest_asyncio

from chalkreel.base.phrase import phrase
from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.domain.enums import TaskStatus
from chalkreel.services.callback_receiver import CallbackReceiver
from chalkreel.services.connection import Connection, Credentials, Storage, storage_params
from chalkreel.services.errors import BadAnswer, CallRefused, ConnectionFailed, StudioRefused
from chalkreel.services.http import new_client
from chalkreel.services.pacing import Backoff, Pacing
from chalkreel.services.record_api import RecordApi
from chalkreel.services.studio_client import StudioAddress, StudioClient
from chalkreel.services.studio_models import Levels, LiveInterrupted, RoomState, Thumbnail
from chalkreel.services.task_watcher import STUDIO_RHYTHM, Answered, TaskWatcher
from tests.support.http_peer import HttpPeer, Says
from tests.support.real_studio import APP_ID, CALLBACK_SECRET, SERVER_SECRET, real_studio
from tests.support.waiting import until

TEST_SOURCE = {"kind": "test", "hue": 40}
SECRETS = Credentials(SERVER_SECRET, "local", "local", CALLBACK_SECRET)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with real_studio(tmp_path_factory.mktemp("studio")) as (url, token):
        yield StudioAddress(url, token)


@pytest_asyncio.fixture
async def http():
    async with new_client(is_loopback=True) as client:
        yield client


@pytest_asyncio.fixture
async def client(address, http):
    return StudioClient(lambda: address, http, live_backoff=Backoff(first_s=0.01, longest_s=0.05))


@pytest_asyncio.fixture
async def room(client, request):
    """A room of this test's own, with a name that needs escaping, empty again afterwards."""
    room_id = f"{request.node.name[:60]} ü/?#%"
    yield room_id
    try:
        left = await client.room(room_id)
    except StudioRefused:
        return
    for stream in left.streams:
        await client.unpublish(room_id, stream.stream_id)
    for board in left.boards:
        await client.close_board(room_id, board.whiteboard_id)


def picture(color, size=(64, 48)):
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QColor, QImage

    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return buffer.data().data()


async def first_of(messages, kind):
    async with asyncio.timeout(20):
        async for message in messages:
            if isinstance(message, kind):
                return message
    raise AssertionError(f"the view ended without {kind}")


@pytest.mark.asyncio
async def test_studio_tells_its_health(client):
    health = await client.health()
    assert health.healthy
    assert not health.busy


@pytest.mark.asyncio
async def test_the_credentials_are_those_it_was_started_with(client):
    assert await client.credentials() == (APP_ID, SERVER_SECRET, CALLBACK_SECRET)


@pytest.mark.asyncio
async def test_a_publisher_enters_changes_and_leaves(client, room):
    entered = await client.publish(room, "teacher-1", TEST_SOURCE, user_name="Ms Ü")
    assert (entered.stream_id, entered.user_id, entered.user_name) == ("teacher-1", "teacher-1", "Ms Ü")
    changed = await client.change_stream(room, "teacher-1", muted=True)
    assert (changed.muted, changed.camera_off) == (True, False)
    assert [stream.stream_id for stream in (await client.room(room)).streams] == ["teacher-1"]
    assert room in [known.room_id for known in await client.rooms()]
    await client.unpublish(room, "teacher-1")
    assert room not in [known.room_id for known in await client.rooms()]


@pytest.mark.asyncio
async def test_a_board_opens_from_uploaded_pictures_turns_its_page_and_closes(client, room):
    pages = [("one.png", picture("red")), ("two.png", picture("blue", (80, 60)))]
    board = await client.open_board(room, "board-1", pages, name="Lesson 花")
    assert (board.whiteboard_id, board.name, board.page, board.page_count) == ("board-1", "Lesson 花", 1, 2)
    assert (board.size.width, board.size.height) == (64, 48)
    turned = await client.turn_page(room, "board-1", 2)
    assert (turned.page, turned.width) == (2, 80)
    assert turned.revision > board.revision
    await client.close_board(room, "board-1")
    assert room not in [known.room_id for known in await client.rooms()]


@pytest.mark.asyncio
async def test_a_board_opens_from_files_on_the_disk(client, room, tmp_path):
    file = tmp_path / "page.png"
    file.write_bytes(picture("green"))
    board = await client.open_board_from(room, "board-1", [file], name="Page")
    assert (board.page_count, board.name) == (1, "Page")


@pytest.mark.asyncio
async def test_refusals_carry_studios_own_reason(client, room):
    with pytest.raises(StudioRefused) as unknown:
        await client.room("a room nobody entered")
    assert unknown.value.status == 404
    assert "a room nobody entered" in str(unknown.value.sentence)
    with pytest.raises(StudioRefused) as missing:
        await client.publish(room, "s", {"kind": "file", "path": "/nowhere/lesson.mp4"})
    assert missing.value.status == 422
    assert missing.value.reason == phrase("There is no file {path}.", path="/nowhere/lesson.mp4")
    with pytest.raises(StudioRefused) as no_picture:
        await client.open_board(room, "b", [("notes.png", b"no picture at all")])
    assert no_picture.value.status == 422
    with pytest.raises(StudioRefused):
        await client.turn_page(room, "b", 2)
    for call in (client.task_events, client.task_stats, client.retry_upload):
        with pytest.raises(StudioRefused) as no_task:
            await call("X3CgNeE4I1qAAABN")
        assert no_task.value.status == 404


@pytest.mark.asyncio
async def test_a_wrong_token_opens_nothing(address, http):
    guessing = StudioClient(lambda: StudioAddress(address.url, "guessed"), http)
    with pytest.raises(StudioRefused) as refused:
        await guessing.health()
    assert refused.value.status == 401
    async with aclosing(guessing.live("class")) as messages:
        with pytest.raises(StudioRefused):
            await anext(messages)


@pytest.mark.asyncio
async def test_a_studio_that_is_gone_or_talks_nonsense_is_told_apart(http):
    async with HttpPeer(lambda _: Says.text("<html>")) as peer:
        stranger = StudioClient(lambda: StudioAddress(peer.url, "t"), http)
        with pytest.raises(BadAnswer):
            await stranger.rooms()
        with pytest.raises(BadAnswer):
            await stranger.task_events("task")
    with pytest.raises(ConnectionFailed, match="Studio") as caught:
        await stranger.health()
    assert "network" not in str(caught.value.sentence), "no network leads to it"


async def check_live_view(client, room):
    async with aclosing(client.live(room)) as messages:
        assert (await first_of(messages, RoomState)).streams == ()
        await client.publish(room, "teacher", TEST_SOURCE)
        assert (await first_of(messages, RoomState)).streams[0].stream_id == "teacher"
        assert set((await first_of(messages, Levels)).levels) == {"teacher"}
        thumbnail = await first_of(messages, Thumbnail)
        assert (thumbnail.kind, thumbnail.id) == ("stream", "teacher")
        assert thumbnail.size.width <= 320
        assert thumbnail.jpeg[:2] == b"\xff\xd8"
        await client.open_board(room, "board-1", [("page.png", picture("red"))])
        while (thumbnail := await first_of(messages, Thumbnail)).kind != "board":
            pass
        assert (thumbnail.id, thumbnail.size.width, thumbnail.size.height) == ("board-1", 64, 48)


@pytest.mark.asyncio
async def test_the_live_view_tells_states_levels_and_pictures(client, room):
    await check_live_view(client, room)


@pytest.mark.asyncio
@pytest.mark.qt_loop
async def test_the_live_view_works_on_qts_event_loop(client, room):
    await check_live_view(client, room)


@pytest.mark.asyncio
async def test_the_live_view_can_leave_pictures_out(client, room):
    await client.publish(room, "teacher", TEST_SOURCE)
    async with aclosing(client.live(room, with_pictures=False)) as messages:
        for _ in range(8):
            assert not isinstance(await first_of(messages, object), Thumbnail)


@pytest.mark.asyncio
async def test_the_live_view_comes_back_after_an_interruption(address, http, room):
    now = [10.0]
    addresses = [StudioAddress("http://127.0.0.1:1", "t"), address]
    client = StudioClient(lambda: addresses[0], http, live_backoff=Backoff(first_s=0.01), clock_s=lambda: now[0])
    async with aclosing(client.live(room)) as messages:
        assert await first_of(messages, LiveInterrupted) == LiveInterrupted(0.0)
        now[0] = 13.0
        assert await first_of(messages, LiveInterrupted) == LiveInterrupted(3.0)
        addresses.pop(0)
        assert isinstance(await first_of(messages, RoomState), RoomState)


def start_request(room, folder, callback_url=""):
    storage = Storage(region="local", bucket="lessons", end_point=Path(folder).as_uri())
    return StartRecordRequest.from_wire(
        {
            "RoomId": room,
            "RecordInputParams": {
                "RecordMode": 2,
                "ClientTaskId": f"client-{time.time_ns()}",
                "MixConfig": {
                    "MixMode": 2,
                    "MixOutputStreamId": "mix",
                    "MixOutputVideoConfig": {"Width": 320, "Height": 180, "Fps": 15, "Bitrate": 200_000},
                },
            },
            "RecordOutputParams": {"CallbackUrl": callback_url} if callback_url else {},
            "StorageParams": storage_params(storage, SECRETS).to_wire(),
        }
    )


@pytest.mark.asyncio
@pytest.mark.qt_loop
async def test_a_whole_take_through_every_service(address, client, http, room, tmp_path):
    connection = Connection.studio(address.url, APP_ID, Storage())
    api = RecordApi(connection, lambda: SECRETS, http, Pacing())
    heard = []
    receiver = CallbackReceiver(lambda: [CALLBACK_SECRET], heard.append)
    await receiver.start()
    await client.publish(room, "teacher", TEST_SOURCE)
    request = start_request(room, tmp_path, receiver.url)
    task_id = await api.start_record(request)
    assert await api.start_record(request) == task_id
    watcher = TaskWatcher(api, task_id, rhythm=STUDIO_RHYTHM)
    seen = []
    async for observation in watcher.observe():
        assert isinstance(observation, Answered)
        seen.append(observation.data.status)
        if TaskStatus.RECORDING in seen and observation.data.record_files and TaskStatus.PAUSED not in seen:
            await check_a_running_task(client, task_id)
            await api.pause_record(task_id)
        elif seen[-1] is TaskStatus.PAUSED:
            await api.resume_record(task_id)
            with pytest.raises(CallRefused):
                await api.resume_record(task_id)
            await api.stop_record(task_id)
        watcher.expect_change()
    assert seen[-1] is TaskStatus.ENDED
    (file,) = observation.data.record_files
    assert file.file_url.startswith("file://")
    kinds = [event.kind for event in await client.task_events(task_id)]
    assert kinds
    await until(lambda: {1, 5, 201, 202} <= {int(callback.event_type) for callback in heard})
    await receiver.stop()
    assert receiver.counts.wrongly_signed == 0


async def check_a_running_task(client, task_id):
    assert await client.add_marker(task_id, "Exercise") >= 0
    assert await client.add_marker(task_id, "Before all", ago_ms=3_600_000) == 0
    assert (await client.task_stats(task_id)).frames >= 0
    assert (await client.health()).busy
    async with aclosing(client.preview(task_id)) as pictures, asyncio.timeout(20):
        assert io.BytesIO(await anext(pictures)).read(2) == b"\xff\xd8"
