"""Takes whose files go to a real S3 server: statuses, events, backup, another try, keys that stay secret."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import av
import psutil
import pytest

from chalkreel.domain.limits import BACKUP_S
from chalkreel.studio.outputs.playlist import parsed, read_playlist
from chalkreel.studio.tasks.book import RECORD_FILE
from tests.drivers.studio import StudioDriver, start_request, until
from tests.support.callback_receiver import CallbackReceiver
from tests.support.s3_server import ACCESS_KEY_ID, ACCESS_KEY_SECRET, BUCKET, S3Server, free_ports
from tests.support.tcp_proxy import FINE, Fault, TcpProxy

WRONG_SECRET = "a-secret-that-is-not-the-right-one"
KEYS = {"access_key_id": ACCESS_KEY_ID, "access_key_secret": ACCESS_KEY_SECRET}
RECORDING, UPLOADING, UPLOADED, IN_BACKUP, LOST = 1, 2, 3, 4, 5
SMALL = {"width": 160, "height": 90}

MakeStudio = Callable[..., StudioDriver]


def record(studio: StudioDriver, room: str, storage: dict, **output: object) -> str:
    """Record a moment, up to the call of StopRecord."""
    studio.publish(room, "a")
    params = {"OutputFolder": f"{room}/", **output}
    request = start_request(room, studio.recordings, StorageParams=storage, RecordOutputParams=params)
    task = studio.start_record(request)
    studio.wait_for_event(task, "recording_started")
    studio.wait_recorded(task, 400)
    assert file_of(studio, task)["Status"] == RECORDING
    studio.act("StopRecord", task)
    return task


def file_of(studio: StudioDriver, task: str) -> dict:
    """Give what the task's status says of its one file."""
    file: dict = studio.status(task)["RecordFiles"][0]
    return file


def wait_for_file(studio: StudioDriver, task: str, status: int) -> dict:
    """Wait until the task's history tells of it; the task's status then says the same."""

    def told() -> list[int]:
        listed = (event for event in studio.events(task) if event["kind"] in ("stored", "expired"))
        return [event["status"] for event in listed if event["file_id"].endswith(".mp4")]

    until(lambda: told()[-1:] == [status], f"file status {status}")
    file = file_of(studio, task)
    assert file["Status"] == status
    return file


def backup_of(studio: StudioDriver, task: str) -> Path:
    return studio.data_dir / "backup" / task


def retry(studio: StudioDriver, task: str) -> int:
    return studio.own("POST", f"/studio/tasks/{task}/retry-upload").status_code


def hand_over(studio: StudioDriver, task: str, **keys: str) -> int:
    path = f"/studio/tasks/{task}/storage-credentials"
    return studio.own("PUT", path, json={**KEYS, **keys}).status_code


def check_stored(studio: StudioDriver, s3: S3Server, task: str, room: str) -> None:
    """What stands in the bucket is a recording, with the size and at the address that are told."""
    file = file_of(studio, task)
    key = f"{room}/{file['FileId']}"
    content = s3.read(key)
    assert (file["Status"], file["FileSize"]) == (UPLOADED, len(content))
    assert unquote(urlsplit(file["FileUrl"]).path) == f"/{BUCKET}/{key}"
    path = studio.folder / "fetched.mp4"
    path.write_bytes(content)
    with av.open(str(path)) as container:
        assert file["Duration"] == pytest.approx(float(container.duration) / 1000, abs=70)
    assert b"WEBVTT" in s3.read(key.replace(".mp4", ".vtt"))
    assert not backup_of(studio, task).exists()
    assert not list((studio.data_dir / "tasks" / task).glob("*.mp4"))


def test_a_take_is_stored_in_the_bucket_and_told_as_it_is(studio: StudioDriver, s3: S3Server) -> None:
    with CallbackReceiver() as receiver:
        studio.publish("stored", "a")
        task = studio.start_record(
            start_request(
                "stored",
                studio.recordings,
                StorageParams=s3.storage_params(),
                RecordOutputParams={"OutputFolder": "stored", "CallbackUrl": receiver.url},
            )
        )
        studio.wait_for_event(task, "recording_started")
        studio.act("TakeSnapshot", task)
        snapshot = studio.wait_for_event(task, "snapshot")
        studio.wait_recorded(task, 400)
        studio.act("StopRecord", task)
        wait_for_file(studio, task, UPLOADED)
        until(lambda: 5 in receiver.types(), "the last event")

    check_stored(studio, s3, task, "stored")
    picture = s3.read(f"stored/{snapshot['file_id']}")
    assert receiver.types() == [1, 7, 1, 5]
    told_picture, told = (body["detail"] for body in receiver.of_type(1))
    assert told_picture["file_info"][0]["file_size"] == len(picture)
    assert told["upload_status"] == told_picture["upload_status"] == 1
    assert told["file_info"][0]["file_url"] == file_of(studio, task)["FileUrl"]
    assert [event["status"] for event in studio.events(task) if event["kind"] == "stored"] == [UPLOADED] * 2


def test_a_wrong_key_keeps_the_file_until_the_right_one_is_handed_over(studio: StudioDriver, s3: S3Server) -> None:
    with CallbackReceiver() as receiver:
        params = s3.storage_params(AccessKeySecret=WRONG_SECRET)
        task = record(studio, "wrong-key", params, CallbackUrl=receiver.url)
        wait_for_file(studio, task, IN_BACKUP)
        until(lambda: 5 in receiver.types(), "the last event")
        file = file_of(studio, task)
        kept = backup_of(studio, task) / file["FileId"]
        assert (kept.stat().st_size, "FileUrl" in file) == (file["FileSize"], False)
        assert studio.status(task)["Status"] == 3
        assert "does not belong" in studio.wait_for_event(task, "stored")["reason"]

        assert retry(studio, task) == 200
        assert file_of(studio, task)["Status"] == IN_BACKUP
        assert hand_over(studio, task) == 204
        assert retry(studio, task) == 200
        wait_for_file(studio, task, UPLOADED)
        until(lambda: receiver.types().count(1) == 3, "the result of both retries")

    check_stored(studio, s3, task, "wrong-key")
    assert [body["detail"]["upload_status"] for body in receiver.of_type(1)] == [2, 2, 1]
    assert [body["detail"]["file_info"][0]["status"] for body in receiver.of_type(1)] == [4, 4, 3]


def test_a_restart_forgets_the_keys_and_the_file_waits_for_them(own_studio: MakeStudio, s3: S3Server) -> None:
    studio = own_studio("--upload-patience", "0.5")
    down = f"http://127.0.0.1:{free_ports(1)[0]}"
    task = record(studio, "restarted", s3.storage_params(down))
    wait_for_file(studio, task, IN_BACKUP)
    assert studio.wait_for_event(task, "stored")["reason"] == "The storage cannot be reached."

    with TcpProxy(s3.port) as proxy:
        redirect(studio, task, proxy.url)
        assert retry(studio, task) == 409
        assert file_of(studio, task)["Status"] == IN_BACKUP
        assert hand_over(studio, task) == 204
        assert retry(studio, task) == 200
        wait_for_file(studio, task, UPLOADED)

    check_stored(studio, s3, task, "restarted")


def redirect(studio: StudioDriver, task: str, url: str) -> None:
    """Restart Studio; meanwhile the storage comes back under another address."""
    studio.stop()
    path = studio.data_dir / "tasks" / task / RECORD_FILE
    kept = json.loads(path.read_text())
    kept["place"]["bucket"]["end_point"] = url
    path.write_text(json.dumps(kept))
    studio.start()


def test_a_crash_during_the_upload_loses_nothing(own_studio: MakeStudio, s3: S3Server) -> None:
    studio = own_studio()
    with TcpProxy(s3.port, lambda _: Fault(is_stalled=True)) as proxy:
        task = record(studio, "crashed", s3.storage_params(proxy.url))
        until(lambda: proxy.connections, "an upload under way")
        assert file_of(studio, task)["Status"] == UPLOADING
        studio.signal(signal.SIGKILL)
        studio.wait()
        studio.start()
        wait_for_file(studio, task, IN_BACKUP)

        proxy.fault_of = lambda _: FINE
        assert hand_over(studio, task) == 204
        assert retry(studio, task) == 200
        wait_for_file(studio, task, UPLOADED)

    check_stored(studio, s3, task, "crashed")


def test_an_upload_that_is_under_way_at_the_end_waits_in_the_backup_folder(
    own_studio: MakeStudio, s3: S3Server
) -> None:
    studio = own_studio("--upload-grace", "0.3")
    with TcpProxy(s3.port, lambda _: Fault(is_stalled=True)) as proxy:
        task = record(studio, "ended", s3.storage_params(proxy.url))
        until(lambda: proxy.connections, "an upload under way")
        studio.signal()
        assert studio.wait() == 0

    studio.start()
    file = file_of(studio, task)
    assert file["Status"] == IN_BACKUP
    assert (backup_of(studio, task) / file["FileId"]).stat().st_size == file["FileSize"]


def test_a_running_take_is_finished_and_stored_when_studio_is_told_to_end(own_studio: MakeStudio, s3: S3Server) -> None:
    studio = own_studio()
    studio.publish("told-to-end", "a")
    params = {"OutputFolder": "told-to-end"}
    request = start_request(
        "told-to-end", studio.recordings, StorageParams=s3.storage_params(), RecordOutputParams=params
    )
    task = studio.start_record(request)
    studio.wait_for_event(task, "recording_started")
    studio.wait_recorded(task, 400)
    studio.signal()
    assert studio.wait() == 0

    studio.start()
    check_stored(studio, s3, task, "told-to-end")


def test_a_stalled_upload_holds_up_no_other_task_and_no_call(studio: StudioDriver, s3: S3Server) -> None:
    with TcpProxy(s3.port, lambda _: Fault(is_stalled=True)) as proxy:
        stalled = record(studio, "stalled", s3.storage_params(proxy.url))
        until(lambda: proxy.connections, "an upload under way")
        task = record(studio, "beside", s3.storage_params())
        wait_for_file(studio, task, UPLOADED)
        assert file_of(studio, stalled)["Status"] == UPLOADING
        assert studio.status(stalled)["Status"] == 3
        assert retry(studio, stalled) == 409
        proxy.fault_of = lambda _: FINE
        proxy.cut_all()
        wait_for_file(studio, stalled, UPLOADED)

    check_stored(studio, s3, stalled, "stalled")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"Bucket": "not/a bucket"}, "StorageParams.Bucket"),
        ({"Bucket": "no-such-bucket"}, "no such bucket"),
        ({"EndPoint": ""}, "StorageParams.EndPoint"),
        ({"Vendor": 1, "Region": "no region"}, "StorageParams.Region"),
    ],
)
def test_wrong_parameters_do_not_fail_the_start_but_the_upload(
    studio: StudioDriver, s3: S3Server, changes: dict, reason: str
) -> None:
    task = record(studio, f"wrong {reason}", s3.storage_params(**changes))

    wait_for_file(studio, task, IN_BACKUP)
    assert reason in studio.wait_for_event(task, "stored")["reason"]


def test_after_three_days_the_backup_is_gone_and_the_file_is_lost(own_studio: MakeStudio, s3: S3Server) -> None:
    studio = own_studio()
    task = record(studio, "expired", s3.storage_params(AccessKeySecret=WRONG_SECRET))
    wait_for_file(studio, task, IN_BACKUP)
    studio.stop()
    path = studio.data_dir / "tasks" / task / RECORD_FILE
    kept = json.loads(path.read_text())
    kept["files"][0]["backup_since_ms"] -= (BACKUP_S + 60) * 1000
    path.write_text(json.dumps(kept))

    studio.start()

    wait_for_file(studio, task, LOST)
    until(lambda: not backup_of(studio, task).exists(), "the backup is removed")
    assert hand_over(studio, task) == 204
    assert retry(studio, task) == 200
    assert file_of(studio, task)["Status"] == LOST


def test_keys_are_nowhere_but_in_memory(own_studio: MakeStudio, s3: S3Server) -> None:
    studio = own_studio("--debug")
    with CallbackReceiver() as receiver:
        first = record(studio, "secret", s3.storage_params(AccessKeySecret=WRONG_SECRET), CallbackUrl=receiver.url)
        wait_for_file(studio, first, IN_BACKUP)
        hand_over(studio, first)
        retry(studio, first)
        wait_for_file(studio, first, UPLOADED)
        until(lambda: receiver.types().count(1) == 2, "the result of the retry")
        assert studio.process is not None
        seen = [json.dumps(receiver.accepted), *psutil.Process(studio.process.pid).cmdline()]
        seen += [json.dumps(studio.events(first)), json.dumps(studio.status(first))]
        refused = studio.own("PUT", f"/studio/tasks/{first}/storage-credentials", json={**KEYS, "more": WRONG_SECRET})
        assert refused.status_code == 422
        seen.append(refused.text)
    studio.stop()
    seen.append(studio.log)
    kept = [path for path in studio.data_dir.rglob("*") if path.is_file()]
    assert any(path.name == RECORD_FILE for path in kept)
    seen += [path.read_bytes().decode(errors="replace") for path in kept]

    for secret in (ACCESS_KEY_ID, ACCESS_KEY_SECRET, WRONG_SECRET):
        assert not [text for text in seen if secret in text]


def test_a_folder_needs_no_keys(studio: StudioDriver) -> None:
    studio.publish("folder", "a")
    task = studio.start_record(start_request("folder", studio.recordings))
    studio.wait_for_event(task, "recording_started")
    studio.act("StopRecord", task)
    studio.wait_finished(task)

    assert hand_over(studio, task) == 409
    assert studio.own("PUT", "/studio/tasks/none/storage-credentials", json=KEYS).status_code == 404


def check_playlist(studio: StudioDriver, s3: S3Server, task: str, folder: str) -> list[str]:
    """The playlist in the bucket is whole, and every fragment stands where it says; gives the bare names."""
    file = file_of(studio, task)
    playlist = parsed(s3.read(f"{folder}/{file['FileId']}").decode().splitlines())
    assert playlist is not None
    assert playlist.is_ended
    names = [fragment.name for fragment in playlist.fragments]
    kept = s3.keys(folder)
    assert [name for name in names if f"{folder}/{name}" not in kept] == []
    assert sum(fragment.duration_s for fragment in playlist.fragments) * 1000 == pytest.approx(
        file["Duration"], abs=150
    )
    return names


def test_fragments_that_could_not_be_stored_at_once_follow_and_the_playlist_is_told_when_it_stands(
    own_studio: MakeStudio, s3: S3Server
) -> None:
    studio = own_studio("--upload-patience", "0.5")
    studio.publish("hls", "a", kind="test", options=SMALL)
    hls = {"OutputFileFormat": "hls", "FragmentSeconds": 2, "RealtimeUploadFragment": True, "OutputFolder": "hls"}
    with CallbackReceiver() as receiver, TcpProxy(s3.port, lambda _: Fault(is_turned_away=True)) as proxy:
        storage, output = s3.storage_params(proxy.url), {**hls, "CallbackUrl": receiver.url}
        task = studio.start_record(
            start_request("hls", studio.recordings, StorageParams=storage, RecordOutputParams=output)
        )
        until(lambda: "cannot be stored yet" in studio.log, "a fragment that fails")
        assert receiver.of_type(102) == []
        proxy.fault_of = lambda _: FINE
        until(lambda: studio.stats(task)["recording_ms"] > 6500, "more fragments")
        studio.act("StopRecord", task)
        until(lambda: 5 in receiver.types(), "the last event")

    assert file_of(studio, task)["Status"] == UPLOADED
    names = check_playlist(studio, s3, task, "hls")
    assert len(names) >= 3
    assert not list(studio.data_dir.rglob("*.ts"))


def test_a_crash_amid_fragments_leaves_a_playlist_that_is_completed_with_the_keys(
    own_studio: MakeStudio, s3: S3Server
) -> None:
    studio = own_studio()
    studio.publish("cut", "a", kind="test", options=SMALL)
    hls = {"OutputFileFormat": "hls", "FragmentSeconds": 2, "RealtimeUploadFragment": True, "OutputFolder": "cut"}
    with CallbackReceiver() as receiver:
        output = {**hls, "CallbackUrl": receiver.url}
        task = studio.start_record(
            start_request("cut", studio.recordings, StorageParams=s3.storage_params(), RecordOutputParams=output)
        )
        until(lambda: receiver.of_type(102), "the playlist is told")
        until(lambda: studio.stats(task)["recording_ms"] > 3200, "a second fragment has begun")
        recorded_ms = studio.stats(task)["recording_ms"]
        studio.signal(signal.SIGKILL)
        studio.wait()
        studio.start()
        until(lambda: 1 in receiver.types(), "what became of it")
        waiting = file_of(studio, task)
        kept = read_playlist(backup_of(studio, task) / waiting["FileId"])
        assert waiting["Status"] == IN_BACKUP
        assert kept is not None
        assert all((backup_of(studio, task) / fragment.name).is_file() for fragment in kept.fragments)
        assert hand_over(studio, task) == 204
        assert retry(studio, task) == 200
        until(lambda: receiver.types().count(1) == 2, "what became of it with the keys")

    file = file_of(studio, task)
    assert file["Status"] == UPLOADED
    assert recorded_ms - file["Duration"] <= 2000
    assert len(check_playlist(studio, s3, task, "cut")) >= 2
    assert not backup_of(studio, task).exists()
    assert not list(studio.data_dir.rglob("*.ts"))
