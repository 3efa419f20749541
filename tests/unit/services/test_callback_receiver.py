import asyncio
import json
import signal

import pytest
import pytest_asyncio

from chalkreel.contract.callbacks import UploadDetail
from chalkreel.contract.signing import callback_signature
from chalkreel.domain.enums import EventType
from chalkreel.services.callback_receiver import LARGEST_BODY_BYTES, CallbackReceiver
from chalkreel.services.http import new_client

SECRET = "callback-secret"
TASK = "X3CgNeE4I1qAAABN"


def body(sequence=0, *, secret=SECRET, **members):
    timestamp, nonce = "1637753949", "100480"
    return {
        "app_id": 1,
        "task_id": TASK,
        "room_id": "class",
        "event_type": int(EventType.PAUSED),
        "message": "",
        "nonce": nonce,
        "timestamp": timestamp,
        "signature": callback_signature(secret, timestamp, nonce),
        "sequence": sequence,
        "detail": {},
        **members,
    }


@pytest.fixture
def heard():
    return []


@pytest_asyncio.fixture
async def receiver(heard):
    started = CallbackReceiver(lambda: ["", "another-secret", SECRET], heard.append)
    await started.start()
    yield started
    await started.stop()


@pytest_asyncio.fixture
async def http():
    async with new_client(is_loopback=True) as client:
        yield client


async def post(http, receiver, value):
    return (await http.post(receiver.url, content=json.dumps(value))).status_code


async def check_a_genuine_callback(receiver, http, heard):
    detail = {"upload_status": 1, "file_info": [{"file_id": "a.mp4", "status": 3}]}
    assert await post(http, receiver, body(event_type=1, detail=detail)) == 200
    (callback,) = heard
    assert (callback.task_id, callback.event_type) == (TASK, EventType.UPLOAD_RESULT)
    assert isinstance(callback.detail, UploadDetail)
    assert receiver.counts.accepted == 1


@pytest.mark.asyncio
async def test_a_genuine_callback_is_handed_on_with_its_types(receiver, http, heard):
    await check_a_genuine_callback(receiver, http, heard)


@pytest.mark.asyncio
@pytest.mark.qt_loop
async def test_it_serves_on_qts_event_loop_too(receiver, http, heard):
    await check_a_genuine_callback(receiver, http, heard)


@pytest.mark.asyncio
@pytest.mark.expects_log("wrong signature")
@pytest.mark.parametrize("change", [{"secret": "guessed"}, {"nonce": "1"}, {"timestamp": "1"}, {"signature": "0" * 40}])
async def test_a_wrong_signature_is_counted_and_dropped(receiver, http, heard, change):
    assert await post(http, receiver, body(**change)) == 403
    assert heard == []
    assert receiver.counts.wrongly_signed == 1


@pytest.mark.asyncio
async def test_a_repeated_callback_is_answered_but_handed_on_once(receiver, http, heard):
    for sequence in (1, 0, 1, 0):
        assert await post(http, receiver, body(sequence)) == 200
    assert await post(http, receiver, body(0, task_id="Y3CgNeE4I1qAAABN")) == 200
    assert [callback.sequence for callback in heard] == [1, 0, 0]
    assert receiver.counts.repeated == 2


@pytest.mark.asyncio
@pytest.mark.expects_log("wrong signature")
async def test_a_forged_callback_does_not_keep_the_genuine_one_out(receiver, http, heard):
    await post(http, receiver, body(secret="guessed"))
    await post(http, receiver, body())
    assert len(heard) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"task_id": 7}', b"\xff", b"[" * 100_000])
async def test_what_is_no_callback_is_refused(receiver, http, heard, content):
    assert (await http.post(receiver.url, content=content)).status_code == 400
    assert (heard, receiver.counts.unreadable) == ([], 1)


@pytest.mark.asyncio
async def test_an_unknown_event_of_a_newer_recorder_is_handed_on(receiver, http, heard):
    assert await post(http, receiver, body(event_type=999, detail={"new": 1}, more=True)) == 200
    assert heard[0].event_type == 999


@pytest.mark.asyncio
async def test_a_body_without_end_is_not_read(receiver, http, heard):
    answer = await http.post(receiver.url, content=b"x" * (LARGEST_BODY_BYTES + 1))
    assert answer.status_code == 413
    assert receiver.counts.too_large == 1


@pytest.mark.asyncio
async def test_only_the_secret_address_is_served(receiver, http):
    root = receiver.url.rsplit("/", 1)[0]
    assert (await http.post(f"{root}/guessed", content=b"{}")).status_code == 404
    assert (await http.get(receiver.url)).status_code == 405


@pytest.mark.asyncio
@pytest.mark.expects_log("could not be used")
async def test_a_consumer_that_fails_does_not_end_the_receiver(http, heard):
    def fails_once(callback):
        heard.append(callback)
        if len(heard) == 1:
            raise RuntimeError("not now")

    receiver = CallbackReceiver(lambda: [SECRET], fails_once)
    await receiver.start()
    try:
        assert await post(http, receiver, body(0)) == 200
        assert await post(http, receiver, body(1)) == 200
    finally:
        await receiver.stop()
    assert len(heard) == 2


@pytest.mark.asyncio
async def test_the_signals_stay_with_the_window(heard):
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = [signal.getsignal(number) for number in numbers]
    receiver = CallbackReceiver(lambda: [SECRET], heard.append)
    await receiver.start()
    assert [signal.getsignal(number) for number in numbers] == before
    await receiver.stop()


@pytest.mark.asyncio
async def test_it_stops_while_a_connection_is_open_and_may_start_again(heard):
    receiver = CallbackReceiver(lambda: [SECRET], heard.append)
    await receiver.start()
    port = int(receiver.url.split(":")[2].split("/")[0])
    _reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await receiver.stop()
    assert receiver.url == ""
    writer.close()
    await receiver.start()
    assert receiver.url
    await receiver.stop()
    await receiver.stop()
