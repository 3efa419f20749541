"""Callbacks as a receiver sees them: order, signature, details, retries."""

from __future__ import annotations

import json
import shutil
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from chalkreel.base.clock import ManualClock
from chalkreel.contract.signing import callback_signature, is_callback_signed
from chalkreel.domain.enums import TaskStatus
from chalkreel.studio.tasks.book import EVENTS_FILE, RECORD_FILE
from chalkreel.studio.tasks.single_task import SingleTask
from tests.drivers.studio import CALLBACK_SECRET, StudioDriver, start_request, until
from tests.support.callback_receiver import CallbackReceiver
from tests.support.task_bench import task_bench
from tests.support.waiting import until as until_soon


def short_take(studio: StudioDriver, room: str, url: str) -> str:
    """Record a moment, with a pause and a snapshot."""
    studio.publish(room, "a")
    task = studio.start_record(start_request(room, studio.recordings, RecordOutputParams={"CallbackUrl": url}))
    studio.wait_for_event(task, "recording_started")
    studio.wait_recorded(task, 300)
    studio.act("PauseRecord", task)
    studio.act("ResumeRecord", task)
    studio.act("TakeSnapshot", task)
    studio.wait_for_event(task, "snapshot")
    studio.act("StopRecord", task)
    return task


def test_every_event_of_a_take_arrives_signed_and_in_order(studio: StudioDriver, rooms: Callable[[], str]) -> None:
    with CallbackReceiver() as receiver:
        room = rooms()
        task = short_take(studio, room, receiver.url)
        until(lambda: 5 in receiver.types(), "the last event")

    assert receiver.types() == [201, 202, 1, 7, 1, 5]
    assert [body["sequence"] for body in receiver.accepted] == list(range(6))
    for body in receiver.accepted:
        assert (body["app_id"], body["task_id"], body["room_id"]) == (studio.app_id, task, room)
        assert is_callback_signed(body["signature"], CALLBACK_SECRET, body["timestamp"], body["nonce"])
    snapshot, upload = (body["detail"] for body in receiver.of_type(1))
    assert snapshot["file_info"][0]["output_file_format"] == "jpg"
    assert snapshot["upload_status"] == upload["upload_status"] == 1
    told, asked = upload["file_info"][0], studio.status(task)["RecordFiles"][0]
    assert (told["file_id"], told["file_size"], told["duration"], told["file_url"], told["begin_timestamp"]) == (
        asked["FileId"],
        asked["FileSize"],
        asked["Duration"],
        asked["FileUrl"],
        asked["BeginTimestamp"],
    )


def test_an_event_that_fails_is_sent_three_times_in_all(studio: StudioDriver, rooms: Callable[[], str]) -> None:
    with CallbackReceiver(failures=2) as receiver:
        short_take(studio, rooms(), receiver.url)
        until(lambda: len(receiver.accepted) == 6, "all events, each at its third attempt")

    assert set(receiver.attempts.values()) == {3}


def test_an_event_that_cannot_be_delivered_is_lost_and_the_task_unharmed(
    studio: StudioDriver, rooms: Callable[[], str]
) -> None:
    with CallbackReceiver(failures=99) as receiver:
        task = short_take(studio, rooms(), receiver.url)
        studio.wait_for_event(task, "callback_lost", count=6)

    assert set(receiver.attempts.values()) == {3}
    assert studio.status(task)["RecordFiles"][0]["Status"] == 3


def test_an_idle_task_ends_abnormally_with_its_reason(studio: StudioDriver, rooms: Callable[[], str]) -> None:
    with CallbackReceiver() as receiver:
        task = studio.start_record(
            start_request(rooms(), studio.recordings, MaxIdleTime=5, RecordOutputParams={"CallbackUrl": receiver.url})
        )
        until(lambda: 1 in receiver.types(), "its end")

    assert receiver.types() == [2, 1]
    assert receiver.of_type(2)[0]["detail"] == {"quit_reason": 3}
    assert receiver.of_type(1)[0]["detail"] == {"upload_status": 1, "file_info": []}
    assert studio.status(task)["Status"] == 4


def test_an_abnormal_end_that_a_killed_studio_could_not_tell_is_told_by_the_next_one_once(own_studio: Callable) -> None:
    studio: StudioDriver = own_studio("--callback-retry", "60")

    def killed_and_started() -> None:
        studio.signal(signal.SIGKILL)
        studio.wait()
        studio.start()

    with CallbackReceiver(failures=99) as receiver:
        studio.publish("r", "a")
        output = {"CallbackUrl": receiver.url}
        task = studio.start_record(start_request("r", studio.recordings, RecordOutputParams=output))
        studio.wait_recorded(task, 2500)
        killed_and_started()
        studio.wait_for_event(task, "stored")
        until(lambda: receiver.attempts, "a try that is refused")
        assert receiver.accepted == []
        receiver.failures = 0
        killed_and_started()
        until(lambda: receiver.of_type(2), "told after all")
        record = studio.data_dir / "tasks" / task / RECORD_FILE
        until(lambda: not json.loads(record.read_text())["untold"], "that is on the disk")
        killed_and_started()
        studio.status(task)

    assert [body["detail"] for body in receiver.of_type(2)] == [{"quit_reason": 6}]


def test_what_an_orderly_end_leaves_no_time_to_tell_is_told_by_the_next_studio(own_studio: Callable) -> None:
    studio: StudioDriver = own_studio("--callback-retry", "60")
    with CallbackReceiver(failures=99) as receiver:
        studio.publish("r", "a")
        output = {"CallbackUrl": receiver.url}
        task = studio.start_record(start_request("r", studio.recordings, RecordOutputParams=output))
        studio.wait_recorded(task, 500)
        studio.act("StopRecord", task)
        studio.wait_finished(task)
        until(lambda: len(receiver.attempts) == 3, "three events were tried")
        studio.signal()
        studio.wait()
        receiver.failures = 0
        studio.start()
        until(lambda: len(receiver.accepted) == 3, "told after all")

    assert receiver.types() == [7, 1, 5]
    assert [body["sequence"] for body in receiver.accepted] == [0, 1, 2]
    assert receiver.of_type(1)[0]["detail"]["file_info"][0]["duration"] > 0


@pytest.mark.parametrize("address", ["http://127.0.0.1:99999/x", "http://127.0.0.1:1/x", "http://[::1/x"])
def test_an_address_where_nobody_can_be_is_given_up_like_any_other(
    studio: StudioDriver, rooms: Callable[[], str], address: str
) -> None:
    task = studio.start_record(start_request(rooms(), studio.recordings, RecordOutputParams={"CallbackUrl": address}))
    studio.act("StopRecord", task)
    studio.wait_for_event(task, "callback_lost", count=3)


def is_on_disk(folder: Path) -> bool:
    """Whether everything about the beginning of a task was written, so that nothing more is."""
    kept = json.loads((folder / RECORD_FILE).read_text())
    return kept["status"] == TaskStatus.RECORDING and (folder / EVENTS_FILE).is_file()


def test_a_recording_whose_file_cannot_be_opened_ends_with_that_reason(own_studio: Callable) -> None:
    studio: StudioDriver = own_studio()
    with CallbackReceiver() as receiver:
        output = {"CallbackUrl": receiver.url}
        tasks = [
            studio.start_record(start_request("r", studio.recordings, RecordMode=mode, RecordOutputParams=output))
            for mode in (1, 2)
        ]
        for task in tasks:
            folder = studio.data_dir / "tasks" / task
            until(partial(is_on_disk, folder), "its beginning is on the disk")
            shutil.rmtree(folder)
            folder.write_text("a file where a folder should be")
        studio.publish("r", "a")
        until(lambda: len(receiver.of_type(1)) == 2, "the end of both")

    assert [body["detail"] for body in receiver.of_type(2)] == [{"quit_reason": 1003}] * 2
    assert [studio.status(task)["Status"] for task in tasks] == [4, 4]
    assert [body["detail"]["file_info"] for body in receiver.of_type(1)] == [[], []]


@pytest.mark.asyncio
async def test_an_empty_room_and_a_missing_stream_are_told_to_whoever_listens(tmp_path: Path) -> None:
    """On a clock made of numbers: the events are sent for real."""
    with CallbackReceiver() as receiver:
        async with task_bench(tmp_path, ManualClock(1000.0)) as bench:
            wanted = {"RecordMode": 1, "RecordStreamList": [{"StreamId": "ann"}]}
            output = {"CallbackUrl": receiver.url}
            task = bench.make(SingleTask, MaxIdleTime=86400, **wanted, RecordOutputParams=output)
            task.begin()
            for second in range(75):
                task.tick(1000.0 + second)
            await until_soon(lambda: len(receiver.accepted) == 4)

    assert receiver.types()[:4] == [4, 6, 4, 4]
    assert receiver.of_type(6)[0]["detail"] == {"stream_id": "ann"}
    assert all(not body.get("detail") for body in receiver.of_type(4))


def test_without_a_callback_secret_nothing_is_signed_as_valid(own_studio: Callable) -> None:
    studio = own_studio(callback_secret="")
    with CallbackReceiver() as receiver:
        task = studio.start_record(
            start_request("r", studio.recordings, RecordOutputParams={"CallbackUrl": receiver.url})
        )
        studio.act("StopRecord", task)
        until(lambda: len(receiver.accepted) == 3, "the events")
    studio.stop()

    body = receiver.accepted[0]
    assert body["signature"] == "0" * 40
    assert body["signature"] != callback_signature("", body["timestamp"], body["nonce"])
    assert "without a valid signature" in studio.log
