"""What is tried before a recording, against real servers: storages, signed calls, clocks."""

from __future__ import annotations

import asyncio
import os
import time
from email.utils import formatdate

import pytest

from chalkreel.contract.codes import ReturnCode
from chalkreel.contract.storage import StorageParams
from chalkreel.domain.preflight import AccessState, StorageState
from chalkreel.domain.preflight_rules import TRIAL_NAME
from chalkreel.services.access_trial import try_access
from chalkreel.services.http import new_client
from chalkreel.services.storage_trial import CONTENT, free_bytes, local_folder, try_storage
from tests.support.http_peer import HttpPeer, Says
from tests.support.recorder_peer import OK, RecorderPeer, refused, session_on
from tests.support.s3_server import S3Server, free_ports

NO_TASKS = {**OK, "Data": {"PageOffset": 1, "PageSize": 50, "TotalCount": 0, "TaskidList": []}}
FORBIDDEN = "<Error><Code>AccessDenied</Code></Error>"


def bucket(s3: S3Server, **changes: object) -> StorageParams:
    return StorageParams.from_wire(s3.storage_params(**changes))


def test_a_bucket_that_works_is_left_as_it_was(s3: S3Server) -> None:
    trial = asyncio.run(try_storage(bucket(s3), "trials/whole"))
    assert trial.state is StorageState.WORKS
    assert s3.keys("trials/whole") == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"AccessKeyId": "NOBODYSKEY"}, "does not know this access key"),
        ({"AccessKeySecret": "another secret"}, "does not belong to the access key"),
        ({"Bucket": "elsewhere"}, "no such bucket"),
        ({"Bucket": "no/name"}, "not a valid bucket name"),
        ({"EndPoint": f"http://127.0.0.1:{free_ports(1)[0]}"}, "cannot be reached"),
    ],
)
def test_what_is_wrong_with_a_bucket_is_said_without_its_keys(s3: S3Server, changes: dict, words: str) -> None:
    storage = bucket(s3, **changes)
    trial = asyncio.run(try_storage(storage, "trials"))
    assert trial.state is StorageState.FAILS
    assert words in str(trial.words)
    assert storage.access_key_secret not in str(trial.words)


def test_a_key_that_may_only_write_is_enough() -> None:
    seen: list[tuple[str, bytes]] = []

    def behave(asked) -> Says:
        seen.append((asked.method, asked.body))
        if asked.method == "PUT":
            return Says(b'HTTP/1.1 200 OK\r\nETag: "1"\r\nContent-Length: 0\r\n\r\n')
        return Says.text(FORBIDDEN, 403, "application/xml")

    async def tried():
        async with HttpPeer(behave) as peer:
            params = {"Vendor": 10, "Region": "r", "Bucket": "b", "AccessKeyId": "i", "AccessKeySecret": "s"}
            return await try_storage(StorageParams.from_wire({**params, "EndPoint": peer.url}), "lessons")

    assert asyncio.run(tried()).state is StorageState.WRITE_ONLY
    assert seen[0] == ("PUT", CONTENT)


def test_what_the_surroundings_say_about_buckets_is_not_mixed_in(s3: S3Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SESSION_TOKEN", "of another program")
    assert asyncio.run(try_storage(bucket(s3), "trials")).state is StorageState.WORKS


def folder_at(path) -> StorageParams:
    keys = {"AccessKeyId": "local", "AccessKeySecret": "local"}
    where = {"Vendor": 10, "Region": "local", "Bucket": path.name, "EndPoint": path.parent.as_uri()}
    return StorageParams.from_wire({**where, **keys})


def test_a_folder_is_written_to_for_real_and_left_empty(tmp_path) -> None:
    folder = tmp_path / "My lessons"
    storage = folder_at(folder)
    assert local_folder(storage) == folder
    assert asyncio.run(try_storage(storage, "")).state is StorageState.WORKS
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_is_said(tmp_path) -> None:
    (tmp_path / "file").write_bytes(b"")
    trial = asyncio.run(try_storage(folder_at(tmp_path / "file" / "lessons"), ""))
    assert trial.state is StorageState.FAILS
    assert "cannot be written to" in str(trial.words)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")  # noqa: PTH110
def test_a_full_disk_is_found_by_writing(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads to a device without space stands for a disk without space."""
    folder = tmp_path / "lessons"
    folder.mkdir()
    monkeypatch.setattr("chalkreel.services.storage_trial.uuid.uuid4", lambda: type("Fixed", (), {"hex": "x"}))
    (folder / f".x-{TRIAL_NAME}").symlink_to("/dev/full")
    trial = asyncio.run(try_storage(folder_at(folder), ""))
    assert trial.state is StorageState.FAILS
    assert "No space left" in str(trial.words)


def test_free_space_is_that_of_the_fullest_disk_also_below_folders_to_come(tmp_path) -> None:
    found = asyncio.run(free_bytes(tmp_path / "not" / "yet", tmp_path))
    assert found is not None
    assert found > 0
    assert asyncio.run(free_bytes()) is None


def dated(value: dict, ahead_s: float) -> Says:
    """Answer as a server whose clock differs from this computer's."""
    plain = Says.json(value).raw
    date = formatdate(time.time() - ahead_s, usegmt=True)
    return Says(plain.replace(b"\r\n", f"\r\nDate: {date}\r\n".encode(), 1))


def tried_access(answer):
    peer = RecorderPeer()
    peer.script["DescribeTasks"] = answer

    async def tried():
        async with HttpPeer(peer.answer) as server, new_client(is_loopback=True) as http:
            return await try_access(session_on(server.url, http).api)

    return asyncio.run(tried()), peer


@pytest.mark.parametrize("ahead_s", [0.0, 240.0, -900.0])
def test_the_recorders_time_comes_with_any_answer(ahead_s: float) -> None:
    trial, peer = tried_access(lambda _asked: dated(NO_TASKS, ahead_s))
    assert trial.state is AccessState.GRANTED
    assert trial.clock_ahead_s == pytest.approx(ahead_s, abs=3)
    assert [action for action, _body in peer.seen] == ["DescribeTasks"], "nothing but a harmless question"


def test_an_answer_without_a_time_leaves_it_open() -> None:
    trial, _peer = tried_access(lambda _asked: NO_TASKS)
    assert trial.clock_ahead_s is None


@pytest.mark.parametrize(
    ("code", "state"),
    [
        (ReturnCode.SIGNATURE_WRONG, AccessState.REFUSED),
        (ReturnCode.SERVICE_NOT_ENABLED, AccessState.REFUSED),
        (ReturnCode.TOO_FREQUENT, AccessState.NO_ANSWER),
        (ReturnCode.SYSTEM_ERROR, AccessState.NO_ANSWER),
    ],
)
def test_only_a_refusal_of_the_caller_counts_as_one(code: ReturnCode, state: AccessState) -> None:
    trial, _peer = tried_access(lambda _asked: refused(code))
    assert trial.state is state
    assert trial.words is not None


def test_nobody_there_is_no_answer() -> None:
    async def tried():
        async with new_client(is_loopback=True) as http:
            return await try_access(session_on(f"http://127.0.0.1:{free_ports(1)[0]}", http).api)

    trial = asyncio.run(tried())
    assert trial.state is AccessState.NO_ANSWER
    assert "No connection" in str(trial.words)
