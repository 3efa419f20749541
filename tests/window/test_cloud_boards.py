"""Switching boards in a cloud room: sent, and shown on air only once the recorder has said so, or refused in place."""

import asyncio
from contextlib import asynccontextmanager

import pytest

from chalkreel.contract.codes import ReturnCode
from chalkreel.domain.geometry import Size
from chalkreel.domain.phases import Phase
from chalkreel.domain.preflight import Cause, Severity
from chalkreel.services.connection import Connection, ConnectionKind, Credentials, Storage
from chalkreel.services.settings import BookBoardEntry, RoomEntry
from tests.drivers.main_window import MainWindowDriver
from tests.drivers.preflight import PreflightDriver
from tests.support.http_peer import HttpPeer, Says
from tests.support.recorder_peer import OK, RecorderPeer, refused
from tests.support.s3_server import free_ports
from tests.support.waiting import until

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.qt_loop,
    pytest.mark.qt_log_ignore("does not support propagateSizeHints", "does not support raise"),
]
ROOM = "math-7b"
BOOK = (
    BookBoardEntry(board_id="1001", name="Fractions"),
    BookBoardEntry(board_id="1002", name="Decimals"),
    BookBoardEntry(board_id="1003", name="Homework", horizontal=4, vertical=3),
)
SECRETS = Credentials(server_secret="s" * 32, access_key_id="AKID", access_key_secret="storage-secret")
STREAMS = {**OK, "Data": {"StreamList": [{"StreamId": "t", "UserId": "t", "UserName": "Teacher"}]}}


@pytest.fixture
def a_cloud_host(qtbot, tmp_path):
    @asynccontextmanager
    async def opened():
        peer = RecorderPeer()
        peer.script["DescribeSimpleStreamList"] = lambda _asked: STREAMS
        async with HttpPeer(peer.answer) as server:
            host = MainWindowDriver(qtbot, tmp_path / "profile")
            host.choose_cloud(_connection(server.url), RoomEntry(connection_id="cloud", room_id=ROOM), BOOK)
            try:
                await host.open_cloud(SECRETS, boards=len(BOOK))
                yield host, peer
            finally:
                await host.close()

    return opened


def _connection(url: str) -> Connection:
    storage = Storage(region="r", bucket="lessons", end_point=f"http://127.0.0.1:{free_ports(1)[0]}")
    return Connection("cloud", "School", ConnectionKind.CLOUD, 12345, base_url=url, rtc_base_url=url, storage=storage)


async def test_a_switch_is_sent_confirmed_or_refused_in_place(a_cloud_host):
    async with a_cloud_host() as (host, peer):
        await host.record()
        (start,) = peer.sent("StartRecord")
        (board,) = start["RecordInputParams"]["Whiteboard"]
        assert board["WhiteboardId"] == "1001"
        assert (board["HorizontalRatio"], board["VerticalRatio"]) == (16, 9)
        assert host.board_on_air == "1001"

        may_answer = asyncio.Event()

        async def held(_asked):
            await may_answer.wait()
            return Says.json(OK)

        peer.script["UpdateWhiteboard"] = held
        host.pick_board(2)
        await until(lambda: peer.sent("UpdateWhiteboard"))
        assert peer.sent("UpdateWhiteboard") == [{"TaskId": host.take.task_id, "WhiteboardId": "1002"}]
        assert host.board_on_air == "1001", "nothing is on air before the recorder has said so"
        assert [board.board_id for board in host.at.whiteboards.view.boards if board.is_pending] == ["1002"]
        may_answer.set()
        await until(lambda: host.board_on_air == "1002")

        peer.script["UpdateWhiteboard"] = lambda _asked: refused(ReturnCode.INVALID_PARAMETER, "no such whiteboard")
        host.press_number(3)
        await until(lambda: "no such whiteboard" in host.boards_notice)
        assert host.board_on_air == "1002"
        assert not any(board.is_pending for board in host.at.whiteboards.view.boards)

        del peer.script["UpdateWhiteboard"]
        host.press("stage-boards")
        sent = len(peer.sent("UpdateWhiteboard"))
        host.press_number(1)
        assert [board.board_id for board in host.at.whiteboards.view.boards if board.is_staged] == ["1001"]
        assert len(peer.sent("UpdateWhiteboard")) == sent, "staging tells the recorder nothing"
        host.press("take-board")
        await until(lambda: host.board_on_air == "1001")
        assert peer.sent("UpdateWhiteboard")[-1]["WhiteboardId"] == "1001"
        await host.stop()
        assert host.phase is Phase.SAFE


async def test_in_the_cloud_preflight_warns_of_other_shapes_and_estimates_the_cost(a_cloud_host):
    async with a_cloud_host() as (host, peer):
        checks = PreflightDriver(host)
        await until(lambda: {Cause.BOARDS_DIFFER, Cause.COST, Cause.STORAGE} <= checks.causes)
        assert host.button("record").isEnabled()
        (differs,) = [found for found in checks.findings if found.cause is Cause.BOARDS_DIFFER]
        assert "Homework” is 4:3, but the recording starts with a board of 16:9" in str(differs.sentence)
        assert differs.effect is not None
        assert differs.effect.frame == Size(1280, 720)
        (cost,) = [found for found in checks.findings if found.cause is Cause.COST]
        assert "2.28 CNY" in str(cost.sentence)

        peer.script["DescribeTasks"] = lambda _asked: refused(ReturnCode.SIGNATURE_WRONG)
        host.press("show-findings")
        host.press("check-again")
        await until(lambda: not host.button("record").isEnabled())
        assert checks.findings[0].severity is Severity.BLOCKS
        assert "signature" in host.button("record").toolTip()
        del peer.script["DescribeTasks"]
        host.press("check-again")
        await until(lambda: host.button("record").isEnabled())
        assert not peer.sent("StartRecord")
