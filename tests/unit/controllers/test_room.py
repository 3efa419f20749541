"""The room as its controller follows it: in a real Studio, and in the cloud."""

from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from chalkreel.contract.codes import ReturnCode, RtcCode
from chalkreel.controllers import room as room_module
from chalkreel.controllers.room import RoomController
from chalkreel.domain.limits import BOARD_LINGER_S
from chalkreel.services.http import new_client
from chalkreel.services.studio_client import StudioAddress, StudioClient
from tests.support.plain_pictures import BLUE, colour_png
from tests.support.real_studio import real_studio
from tests.support.recorder_peer import OK, recorder, refused, session_on
from tests.support.waiting import until

pytestmark = pytest.mark.asyncio
TEST_SOURCE = {"kind": "test"}


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    with real_studio(tmp_path_factory.mktemp("studio")) as (url, token):
        yield StudioAddress(url, token)


class Followed:
    def __init__(self, room_id):
        self.now_s = 1000.0
        self.errors, self.told, self.emptied, self.pictures = [], [], [], set()
        self.room = RoomController(lambda name, error: self.errors.append((name, error)), lambda: self.now_s)
        self.room_id = room_id
        self.room.told.connect(lambda sentence: self.told.append(str(sentence)))
        self.room.emptied.connect(self.emptied.append)
        self.room.boards_changed.connect(self._on_boards)
        self.room.stream_picture.connect(lambda stream_id, jpeg: self.pictures.add((stream_id, bytes(jpeg[:2]))))
        self.boards = ()

    @property
    def streams(self):
        return [stream.stream_id for stream in self.room.view.streams]

    def _on_boards(self, boards):
        self.boards = boards


@pytest.fixture
def in_studio(studio, request):
    @asynccontextmanager
    async def follow():
        at = Followed(f"room-{abs(hash(request.node.name)) % 10**8}")
        async with new_client(is_loopback=True) as http:
            at.studio = StudioClient(lambda: studio, http)
            at.room.enter(replace(session_on(studio.url, http), studio=at.studio), at.room_id)
            try:
                yield at
            finally:
                await at.room.close()
        assert at.errors == []

    return follow


@asynccontextmanager
async def in_cloud(answer):
    """Follow a room of the cloud that always gives this answer."""
    at = Followed("class")
    async with recorder() as (peer, session):
        peer.script["DescribeSimpleStreamList"] = lambda _: answer
        at.peer = peer
        at.room.enter(session, "class")
        try:
            yield at
        finally:
            await at.room.close()
    assert at.errors == []


def streams_of(*stream_ids):
    return OK | {"Data": {"StreamList": [{"StreamId": stream_id, "UserId": "u"} for stream_id in stream_ids]}}


def picture(path):
    return colour_png(path, BLUE, 64, 36)


async def test_people_come_and_go_with_their_pictures_and_states(in_studio):
    async with in_studio() as at:
        await at.studio.publish(at.room_id, "bea", TEST_SOURCE, user_name="Bea")
        await until(lambda: at.streams == ["bea"])
        await until(lambda: ("bea", b"\xff\xd8") in at.pictures)
        at.room.mute("bea", True)
        await until(lambda: at.room.view.streams[0].is_muted)
        at.room.switch_camera("bea", True)
        await until(lambda: at.room.view.streams[0].is_camera_off)
        at.room.remove_stream("bea")
        await until(lambda: at.streams == [])


async def test_the_moment_everybody_left_is_told_and_taken_back_when_somebody_comes(in_studio):
    async with in_studio() as at:
        await at.studio.publish(at.room_id, "bea", TEST_SOURCE)
        await until(lambda: at.emptied and at.emptied[-1] is None)
        at.now_s = 1234.0
        await at.studio.unpublish(at.room_id, "bea")
        await until(lambda: at.emptied[-1] == 1234.0)
        at.now_s = 1240.0
        await at.studio.publish(at.room_id, "amir", TEST_SOURCE)
        await until(lambda: at.emptied[-1] is None)


async def test_a_board_that_stays_behind_keeps_the_room_from_being_empty_for_a_while(in_studio, tmp_path):
    async with in_studio() as at:
        await at.studio.publish(at.room_id, "bea", TEST_SOURCE)
        await at.studio.open_board_from(at.room_id, "b1", [picture(tmp_path / "one.png")])
        await until(lambda: at.streams and at.boards)
        at.now_s = 2000.0
        await at.studio.unpublish(at.room_id, "bea")
        await until(lambda: at.emptied[-1] == 2000.0 + BOARD_LINGER_S)
        await at.studio.close_board(at.room_id, "b1")
        await until(lambda: at.emptied[-1] == 2000.0)


async def test_boards_open_in_the_order_given_and_turn_their_pages(in_studio, tmp_path):
    names = ["c", "a", "b"]
    async with in_studio() as at:
        at.room.open_boards([picture(tmp_path / f"{name}.png") for name in names])
        await until(lambda: len(at.boards) == len(names))
        assert [board.name for board in at.boards] == names
        at.room.turn_page(at.boards[0].board_id, 2)
        await until(lambda: at.told)
        at.room.close_board(at.boards[0].board_id)
        await until(lambda: [board.name for board in at.boards] == names[1:])


async def test_files_with_strange_names_get_ids_that_the_api_takes(in_studio, tmp_path):
    async with in_studio() as at:
        at.room.open_boards([picture(tmp_path / name) for name in ("黑板 1.png", "... .png", "x" * 200 + ".png")])
        await until(lambda: len(at.boards) == 3)
        assert at.told == []
        assert all(set(board.board_id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_") for board in at.boards)
        assert at.boards[0].name == "黑板 1"


async def test_a_file_that_cannot_take_part_is_named(in_studio, tmp_path):
    (tmp_path / "torn.mp4").write_bytes(b"no video")
    async with in_studio() as at:
        at.room.add_file(tmp_path / "torn.mp4")
        await until(lambda: at.told)
        assert "torn.mp4" in at.told[0]
        assert at.streams == []


async def test_leaving_the_room_ends_the_following(in_studio):
    async with in_studio() as at:
        await at.studio.publish(at.room_id, "bea", TEST_SOURCE)
        await until(lambda: at.streams)
        at.room.enter(None, "")
        assert (at.streams, at.boards) == ([], ())
        await at.room._tasks.settled("follow")
        at.room.mute("bea", True)
        assert at.told == [str(room_module.NOT_IN_STUDIO)]


async def test_a_cloud_room_shows_its_streams_and_cannot_be_changed_from_here(tmp_path):
    async with in_cloud(streams_of("bea", "amir")) as at:
        await until(lambda: at.streams == ["bea", "amir"])
        assert at.emptied[-1] is None
        at.room.open_boards([tmp_path / "one.png"])
        at.room.add_file(tmp_path / "one.mp4")
        assert at.told == [str(room_module.NOT_IN_STUDIO)] * 2


async def test_a_cloud_room_that_does_not_exist_yet_is_empty_and_no_trouble():
    async with in_cloud(refused(RtcCode.ROOM_UNKNOWN)) as at:
        await until(lambda: at.emptied)
        assert (at.room.view.problem, at.emptied) == (None, [1000.0])


async def test_a_cloud_that_refuses_to_tell_is_no_empty_room():
    async with in_cloud(refused(ReturnCode.SIGNATURE_WRONG)) as at:
        await until(lambda: at.room.view.problem)
        assert at.emptied == []
