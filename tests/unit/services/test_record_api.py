import asyncio
import json
import socket
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from chalkreel.contract.actions import Action
from chalkreel.contract.codes import ReturnCode, RtcCode
from chalkreel.contract.signing import request_signature
from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.contract.updates import UpdateLayoutRequest, UpdateWhiteboardRequest
from chalkreel.domain.enums import MixMode, TaskStatus, TaskStatusFilter, Vendor
from chalkreel.services.connection import Connection, ConnectionKind, Credentials, Storage, storage_params
from chalkreel.services.errors import (
    AnswerTimedOut,
    BadAnswer,
    CallRefused,
    ConnectionFailed,
    HostNotTrusted,
    HostUnknown,
    NoAnswer,
)
from chalkreel.services.http import new_client
from chalkreel.services.pacing import Backoff, Pacing
from chalkreel.services.record_api import RecordApi
from tests.support.http_peer import HttpPeer, Says
from tests.support.self_signed import self_signed

SECRETS = Credentials(server_secret="9193cc662a4c0ec135ec71fb57194b38")
TASK = "X3CgNeE4I1qAAABN"
OK = {"Code": 0, "Message": "", "RequestId": "1"}
NOW_S = 1_615_186_943


def refused(code):
    return {"Code": int(code), "Message": "why", "RequestId": "7"}


def started(client_task_id=""):
    return StartRecordRequest.from_wire(
        {
            "RoomId": "class",
            "RecordInputParams": {
                "RecordMode": 1,
                **({"ClientTaskId": client_task_id} if client_task_id else {}),
            },
            "StorageParams": {
                "Vendor": 10,
                "Region": "local",
                "Bucket": "b",
                "AccessKeyId": "id",
                "AccessKeySecret": "secret",
                "EndPoint": "file:///tmp",
            },
        }
    )


def api_on(url, http, *, backoff=None, credentials=lambda: SECRETS, **options):
    connection = Connection("c", "School", ConnectionKind.CLOUD, app_id=12345, base_url=url)
    backoff = backoff or Backoff(3, 0.001, 0.001)
    return RecordApi(connection, credentials, http, Pacing(), backoff=backoff, clock_s=lambda: NOW_S, **options)


@pytest_asyncio.fixture
async def http():
    async with new_client(is_loopback=True) as client:
        yield client


@pytest.mark.asyncio
async def test_a_call_is_signed_as_the_contract_says(http):
    async with HttpPeer(lambda _: Says.json({**OK, "Data": {"TaskId": TASK}})) as peer:
        assert await api_on(peer.url, http).start_record(started("mine")) == TASK
    (asked,) = peer.asked
    query = asked.query
    assert (asked.method, asked.path) == ("POST", "/")
    assert asked.headers["content-type"] == "application/json;charset=utf-8"
    assert asked.json == started("mine").to_wire()
    assert (query["Action"], query["AppId"], query["SignatureVersion"]) == ("StartRecord", "12345", "2.0")
    nonce = query["SignatureNonce"]
    assert query["Signature"] == request_signature(12345, nonce, SECRETS.server_secret, NOW_S)
    assert query["Timestamp"] == str(NOW_S)


@pytest.mark.asyncio
async def test_every_attempt_has_a_signature_of_its_own_and_todays_secret(http):
    secrets = iter(["first-secret", "second-secret"])
    answers = iter([refused(ReturnCode.TOO_FREQUENT), OK])
    async with HttpPeer(lambda _: Says.json(next(answers))) as peer:
        await api_on(peer.url, http, credentials=lambda: Credentials(next(secrets))).stop_record(TASK)
    for asked, secret in zip(peer.asked, ["first-secret", "second-secret"], strict=True):
        assert asked.query["Signature"] == request_signature(12345, asked.query["SignatureNonce"], secret, NOW_S)
    assert len({asked.query["SignatureNonce"] for asked in peer.asked}) == 2


@pytest.mark.asyncio
async def test_each_simple_action_names_its_task(http):
    layout = UpdateLayoutRequest(task_id=TASK, mix_mode=MixMode.VERTICAL)
    board = UpdateWhiteboardRequest(task_id=TASK, whiteboard_id="board-1")
    async with HttpPeer(lambda _: Says.json(OK)) as peer:
        api = api_on(peer.url, http)
        await api.stop_record(TASK)
        await api.pause_record(TASK)
        await api.resume_record(TASK)
        await api.take_snapshot(TASK)
        await api.update_layout(layout)
        await api.update_whiteboard(board)
    assert [asked.query["Action"] for asked in peer.asked] == [
        "StopRecord",
        "PauseRecord",
        "ResumeRecord",
        "TakeSnapshot",
        "UpdateLayout",
        "UpdateWhiteboard",
    ]
    assert [asked.json for asked in peer.asked] == [*[{"TaskId": TASK}] * 4, layout.to_wire(), board.to_wire()]


@pytest.mark.asyncio
async def test_the_status_is_read_with_values_of_a_newer_recorder(http):
    data = {"Status": 9, "RoomId": "class", "RecordFiles": [{"FileId": "a.mp4", "Status": 3, "New": 1}], "More": 1}
    async with HttpPeer(lambda _: Says.json({**OK, "Data": data, "Extra": True})) as peer:
        status = await api_on(peer.url, http).describe_record_status(TASK)
    assert (status.status, status.record_files[0].file_id) == (9, "a.mp4")


@pytest.mark.asyncio
async def test_all_pages_of_tasks_are_collected_and_each_task_once(http):
    ids = [f"task-{n:011d}" for n in range(120)]

    def page(asked):
        offset = asked.json["PageOffset"]
        # Newest first, and a new task arrives between the pages: the list moves by one.
        shown = ids if offset == 1 else ["task-new00000000", *ids]
        items = [{"TaskId": task, "RoomId": "class", "Status": 2} for task in shown[(offset - 1) * 50 : offset * 50]]
        return Says.json(
            {**OK, "Data": {"PageOffset": offset, "PageSize": 50, "TotalCount": len(shown), "TaskidList": items}}
        )

    async with HttpPeer(page) as peer:
        tasks = await api_on(peer.url, http).all_tasks(TaskStatusFilter.RECORDING, 1, 2, "class")
    assert [task.task_id for task in tasks] == ids
    assert all(task.status is TaskStatus.RECORDING for task in tasks)
    assert [asked.json["PageOffset"] for asked in peer.asked] == [1, 2, 3]


@pytest.mark.asyncio
async def test_an_endless_list_of_tasks_is_not_followed_forever(http):
    count = iter(range(10**6))

    def page(_):
        items = [{"TaskId": f"task-{next(count):011d}", "Status": 2} for _ in range(50)]
        return httpx.Response(200, json={**OK, "Data": {"PageSize": 50, "TaskidList": items}})

    async with new_client(is_loopback=True, transport=httpx.MockTransport(page)) as mocked:
        connection = Connection("c", "School", ConnectionKind.CLOUD, app_id=1, base_url="http://peer")
        tasks = await RecordApi(connection, lambda: SECRETS, mocked, Pacing(shared_calls_per_s=10**6)).all_tasks(
            TaskStatusFilter.RECORDING, 1, 2
        )
    assert len(tasks) == 5000


@pytest.mark.asyncio
async def test_room_queries_are_gets_with_everything_in_the_query(http):
    pages = iter(
        [
            {"StreamList": [{"StreamId": "s", "UserId": "u", "UserName": "n"}]},
            {"Marker": "next", "UserList": [{"UserId": "a"}]},
            {"Marker": "", "UserList": [{"UserId": "b"}]},
        ]
    )
    async with HttpPeer(lambda _: Says.json({**OK, "Data": next(pages)})) as peer:
        api = api_on(peer.url, http)
        (stream,) = await api.describe_simple_stream_list("class")
        users = await api.all_users("class")
    assert stream.stream_id == "s"
    assert [user.user_id for user in users] == ["a", "b"]
    assert {asked.method for asked in peer.asked} == {"GET"}
    assert [asked.query.get("Marker") for asked in peer.asked] == [None, "", "next"]
    assert {asked.query["RoomId"] for asked in peer.asked} == {"class"}


@pytest.mark.asyncio
@pytest.mark.parametrize("code", [ReturnCode.TASK_UNKNOWN, ReturnCode.SIGNATURE_WRONG, 987654321])
async def test_a_refusal_carries_its_code_and_sentences_and_is_not_repeated(http, code):
    async with HttpPeer(lambda _: Says.json(refused(code))) as peer:
        with pytest.raises(CallRefused) as caught:
            await api_on(peer.url, http).describe_record_status(TASK)
    assert (caught.value.code, caught.value.message, caught.value.request_id) == (int(code), "why", "7")
    assert str(caught.value.problem)
    assert str(caught.value.remedy)
    assert len(peer.asked) == 1


@pytest.mark.asyncio
async def test_an_invalid_parameter_is_named_in_the_sentence(http):
    async with HttpPeer(lambda _: Says.json({**OK, "Code": 300000004, "Message": "Bitrate is missing"})) as peer:
        with pytest.raises(CallRefused) as caught:
            await api_on(peer.url, http).stop_record(TASK)
    assert "Bitrate is missing" in str(caught.value.sentence)


GARBAGE = {
    "not JSON": Says.text("<html>It works!</html>"),
    "a list": Says.json([1]),
    "no code": Says.json({"Message": "hello"}),
    "a code that is text": Says.json({"Code": "zero"}),
    "success without data": Says.json(OK),
    "data of another kind": Says.json({**OK, "Data": {"RecordFiles": 7}}),
    "not found": Says.text("nothing here", 404),
    "a redirect": Says(b"HTTP/1.1 302 X\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"),
    "not HTTP": Says(b"SSH-2.0-OpenSSH_9\r\n\r\n"),
    "not UTF-8": Says.text(b"\xff\xfe{}"),
    "false gzip": Says(b"HTTP/1.1 200 X\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd"),
    "nested too deeply": Says.text("[" * 100_000),
}


@pytest.mark.asyncio
@pytest.mark.parametrize("kind", GARBAGE)
async def test_an_answer_that_makes_no_sense_is_a_bad_answer_and_not_repeated(http, kind):
    async with HttpPeer(lambda _: GARBAGE[kind]) as peer:
        with pytest.raises(BadAnswer, match="makes no sense"):
            await api_on(peer.url, http).describe_record_status(TASK)
    assert len(peer.asked) == 1


async def check_an_endless_answer(http):
    body = b"x" * (9 * 1024 * 1024)
    endless = Says(b"HTTP/1.1 200 X\r\nContent-Length: 999999999\r\n\r\n" + body)
    async with HttpPeer(lambda _: endless) as peer:
        with pytest.raises(BadAnswer, match="bytes"):
            await api_on(peer.url, http).stop_record(TASK)


@pytest.mark.asyncio
async def test_an_endless_answer_is_cut_off(http):
    await check_an_endless_answer(http)


@pytest.mark.asyncio
@pytest.mark.qt_loop
async def test_an_endless_answer_is_cut_off_on_qts_event_loop(http):
    await check_an_endless_answer(http)


@pytest.mark.asyncio
async def test_a_failing_server_is_asked_again_only_about_what_changes_nothing(http):
    answers = iter([Says.text("down", 503), Says.text("down", 502), Says.json({**OK, "Data": {"Status": 2}})])
    async with HttpPeer(lambda _: next(answers)) as peer:
        status = await api_on(peer.url, http).describe_record_status(TASK)
    assert status.status is TaskStatus.RECORDING
    async with HttpPeer(lambda _: Says.text("down", 503)) as peer:
        for change in (RecordApi.stop_record, RecordApi.pause_record, RecordApi.take_snapshot):
            with pytest.raises(BadAnswer):
                await change(api_on(peer.url, http), TASK)
    assert len(peer.asked) == 3


@pytest.mark.asyncio
async def test_too_frequent_is_repeated_for_every_action_but_not_forever(http):
    async with HttpPeer(lambda _: Says.json(refused(ReturnCode.TOO_FREQUENT))) as peer:
        with pytest.raises(CallRefused):
            await api_on(peer.url, http).start_record(started())
    assert len(peer.asked) == 3


@pytest.mark.asyncio
async def test_an_unknown_room_is_not_asked_about_again_by_itself(http):
    async with HttpPeer(lambda _: Says.json(refused(RtcCode.ROOM_UNKNOWN))) as peer:
        with pytest.raises(CallRefused):
            await api_on(peer.url, http).describe_simple_stream_list("nowhere")
    assert len(peer.asked) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize(("client_task_id", "attempts"), [("", 1), ("mine", 3)])
async def test_a_start_without_an_answer_is_sent_again_only_with_its_own_id(http, client_task_id, attempts):
    async with HttpPeer(lambda _: None) as peer:
        with pytest.raises(NoAnswer) as caught:
            await api_on(peer.url, http).start_record(started(client_task_id))
    assert caught.value.may_have_acted
    assert len(peer.asked) == attempts
    assert {asked.json["RecordInputParams"].get("ClientTaskId", "") for asked in peer.asked} == {client_task_id}


@pytest.mark.asyncio
async def test_a_silent_server_times_out(http):
    async def silent(_):
        await asyncio.Event().wait()

    async with HttpPeer(silent) as peer:
        with pytest.raises(AnswerTimedOut, match=r"127\.0\.0\.1 did not answer") as caught:
            await api_on(peer.url, http, answer_s=0.05).stop_record(TASK)
    assert caught.value.may_have_acted


@pytest.mark.asyncio
async def test_a_server_that_drips_its_answer_times_out_as_well(http):
    async with HttpPeer(lambda _: Says(b"HTTP/1.1 200 X\r\nContent-Length: 50\r\n\r\n{")) as peer:
        with pytest.raises(AnswerTimedOut):
            await api_on(peer.url, http, answer_s=0.05).stop_record(TASK)


@pytest.mark.asyncio
async def test_a_refused_connection_says_that_nothing_was_done(http):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with pytest.raises(ConnectionFailed) as caught:
            await api_on(f"http://127.0.0.1:{port}", http).stop_record(TASK)
    assert not caught.value.may_have_acted


@pytest.mark.asyncio
async def test_an_unknown_host_is_told_from_a_dead_one():
    def nowhere(request):
        try:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        except OSError as error:
            raise httpx.ConnectError(str(error), request=request) from error

    async with new_client(is_loopback=True, transport=httpx.MockTransport(nowhere)) as mocked:
        with pytest.raises(HostUnknown, match="could not be found"):
            await api_on("https://record.invalid", mocked).stop_record(TASK)


@pytest.mark.asyncio
async def test_a_host_that_cannot_prove_itself_is_told_from_a_dead_one(http, tmp_path):
    async with HttpPeer(lambda _: Says.json(OK), tls=self_signed(tmp_path)) as peer:
        with pytest.raises(HostNotTrusted, match="could not prove"):
            await api_on(peer.url, http).stop_record(TASK)
    assert peer.asked == []


class NotedPacing(Pacing):
    def __init__(self):
        super().__init__()
        self.turns = []

    async def turn(self, action, room_id=""):
        self.turns.append((action, room_id))
        await super().turn(action, room_id)


@pytest.mark.asyncio
async def test_every_attempt_waits_for_its_turn(http):
    pacing = NotedPacing()
    answers = iter([refused(ReturnCode.TOO_FREQUENT), OK, {**OK, "Data": {"StreamList": []}}])
    async with HttpPeer(lambda _: Says.json(next(answers))) as peer:
        connection = Connection("c", "School", ConnectionKind.CLOUD, app_id=1, base_url=peer.url)
        api = RecordApi(connection, lambda: SECRETS, http, pacing, backoff=Backoff(2, 0.001, 0.001))
        await api.stop_record(TASK)
        await api.describe_simple_stream_list("class")
    assert pacing.turns == [
        (Action.STOP_RECORD, ""),
        (Action.STOP_RECORD, ""),
        (Action.DESCRIBE_SIMPLE_STREAM_LIST, "class"),
    ]


@pytest.mark.asyncio
@pytest.mark.qt_loop
async def test_calls_work_on_qts_event_loop(http):
    async with HttpPeer(lambda _: Says.json({**OK, "Data": {"Status": 5}})) as peer:
        assert (await api_on(peer.url, http).describe_record_status(TASK)).status is TaskStatus.PAUSED


@pytest.mark.parametrize("vendor", Vendor)
def test_storage_and_keys_make_what_the_contract_accepts(vendor):
    vod = {
        Vendor.ALIBABA_VOD: {"Region": "r", "Title": "t", "StorageLocation": "s"},
        Vendor.TENCENT_VOD: {"Region": "r"},
    }
    storage = Storage(vendor, "region", "bucket", "https://s3.example", vod_params=vod.get(vendor, {}))
    params = storage_params(storage, Credentials(access_key_id="id", access_key_secret="secret"))
    assert "secret" in json.dumps(params.to_wire())
    assert "secret" not in repr(storage)


def test_regions_have_their_hosts_and_studio_its_own():
    cloud = Connection("c", "School", ConnectionKind.CLOUD)
    assert (cloud.record_url, cloud.rtc_url) == ("https://cloudrecord-api.zego.im", "https://rtc-api.zego.im")
    studio = Connection.studio("http://127.0.0.1:5", 7, Storage(end_point=Path("/tmp").as_uri()))
    assert (studio.record_url, studio.rtc_url, studio.host) == ("http://127.0.0.1:5", "http://127.0.0.1:5", "Studio")
    assert studio.storage.is_local


@pytest.mark.asyncio
async def test_a_start_that_may_have_reached_the_recorder_stays_so_when_nobody_listens_any_more():
    attempts = []

    def unreliable(request):
        attempts.append(request)
        if len(attempts) == 1:
            raise httpx.ReadTimeout("silent", request=request)
        raise httpx.ConnectError("gone", request=request)

    async with httpx.AsyncClient(transport=httpx.MockTransport(unreliable)) as client:
        with pytest.raises(NoAnswer) as caught:
            await api_on("http://127.0.0.1:9", client).start_record(started("mine"))
    assert isinstance(caught.value, ConnectionFailed)
    assert caught.value.may_have_acted
    assert len(attempts) == 3
