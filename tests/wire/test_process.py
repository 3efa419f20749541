"""The process itself: its command line, its ready line, its end, and what survives a kill."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import av
import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from chalkreel.studio.command import main
from tests.drivers.studio import SERVER_SECRET, StudioDriver, start_request, until
from tests.support.callback_receiver import CallbackReceiver
from tests.support.plain_pictures import RED, colour_png
from tests.wire.test_take import path_of

LONGEST_END_S = 5.0
"""Beside finalising; the recordings here are so short that it counts for nothing."""


def running_take(studio: StudioDriver, room: str = "r", **changes: object) -> str:
    studio.publish(room, "a")
    task = studio.start_record(start_request(room, studio.recordings, **changes))
    studio.wait_for_event(task, "recording_started")
    studio.wait_recorded(task, 600)
    return task


def read_to_the_end(socket: ClientConnection) -> None:
    while True:
        socket.recv(timeout=LONGEST_END_S)


def stored_record(studio: StudioDriver, task: str) -> dict:
    return json.loads((studio.data_dir / "tasks" / task / "record.json").read_text())


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ([], "--data-dir"),
        (["--data-dir", "{tmp}", "--app-id", "1"], "server secret"),
        (["--data-dir", "{tmp}", "--app-id", "one", "--server-secret-file", "{secret}"], "--app-id"),
        (["--data-dir", "{tmp}", "--app-id", "1", "--server-secret-file", "{tmp}/missing"], "cannot read the secret"),
        (["--data-dir", "{tmp}", "--app-id", "1", "--server-secret-file", "{empty}"], "is empty"),
        (["--data-dir", "{secret}", "--app-id", "1", "--server-secret-file", "{secret}"], "not a folder"),
        (["--port", "70000", "--data-dir", "{tmp}", "--app-id", "1", "--server-secret-file", "{secret}"], "--port"),
        (["--data-dir", "{tmp}", "--app-id", "1", "--server-secret", "x"], "--server-secret"),
        (["--data-dir", "{tmp}", "--app-id", "1", "--secrets-fd", "999"], "descriptor 999"),
    ],
)
def test_bad_arguments_end_with_a_sentence_and_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], word: str
) -> None:
    (tmp_path / "secret").write_text("s3cret-of-the-server")
    (tmp_path / "empty").write_text("")
    places = {"tmp": tmp_path, "secret": tmp_path / "secret", "empty": tmp_path / "empty"}

    code = main([argument.format(**places) for argument in arguments])

    told = capsys.readouterr()
    assert code == 2
    assert word in told.err
    assert told.out == ""
    assert "s3cret-of-the-server" not in told.err


def test_the_ready_line_comes_once_and_the_runtime_file_lives_as_long_as_the_process(own_studio: Callable) -> None:
    studio: StudioDriver = own_studio()
    runtime = studio.data_dir / "studio.json"
    written = json.loads(runtime.read_text())

    assert (written["url"], written["token"]) == (studio.url, studio.token)
    assert written["pid"] == studio.process.pid
    assert stat.S_IMODE(runtime.stat().st_mode) == 0o600
    assert studio.own("GET", "/studio/health").json()["busy"] is False
    studio.signal()
    assert studio.wait(LONGEST_END_S) == 0
    assert len(studio.stdout_lines) == 1
    assert not runtime.exists()


def test_secrets_come_by_an_inherited_descriptor(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.write(writer, json.dumps({"server_secret": SERVER_SECRET, "callback_secret": "c"}).encode())
    os.close(writer)
    command = [sys.executable, "-m", "chalkreel.studio.command", "--data-dir", str(tmp_path), "--app-id", "12345"]
    process = subprocess.Popen(
        [*command, "--secrets-fd", str(reader)], pass_fds=(reader,), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    os.close(reader)
    assert process.stdout is not None
    ready = json.loads(process.stdout.readline())
    given = httpx.get(
        f"{ready['url']}/studio/credentials", headers={"Authorization": f"Bearer {ready['token']}"}, trust_env=False
    ).json()
    process.terminate()
    process.communicate(timeout=LONGEST_END_S)

    assert given == {"app_id": 12345, "server_secret": SERVER_SECRET, "callback_secret": "c"}


def test_a_data_folder_serves_one_process_at_a_time(own_studio: Callable) -> None:
    studio: StudioDriver = own_studio()

    second = subprocess.run(studio.command(), capture_output=True, text=True, timeout=30, check=False)

    assert second.returncode == 2
    assert "another Studio uses the folder" in second.stderr
    assert studio.own("GET", "/studio/health").status_code == 200


def test_a_port_that_is_taken_is_said_so(own_studio: Callable, tmp_path: Path) -> None:
    studio: StudioDriver = own_studio()
    port = studio.url.rpartition(":")[2]
    other = StudioDriver(tmp_path / "other")
    other.folder.mkdir()

    second = subprocess.run([*other.command(), "--port", port], capture_output=True, text=True, timeout=30, check=False)

    assert second.returncode == 2
    assert f"port {port}" in second.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_finishes_running_takes_also_while_they_are_watched(
    own_studio: Callable, number: signal.Signals
) -> None:
    studio: StudioDriver = own_studio()
    task = running_take(studio)
    live_url = f"{studio.url.replace('http', 'ws')}/studio/rooms/r/live"
    is_watching, seen = threading.Event(), bytearray()

    def watch() -> None:
        preview = httpx.stream(
            "GET", f"{studio.url}/studio/tasks/{task}/preview", headers=studio.bearer, timeout=30, trust_env=False
        )
        with preview as answer:
            for chunk in answer.iter_bytes():
                seen.extend(chunk)
                is_watching.set()

    watcher = threading.Thread(target=watch)
    watcher.start()
    with connect(live_url, additional_headers=studio.bearer, proxy=None) as socket:
        assert is_watching.wait(30)
        studio.signal(number)
        assert studio.wait(LONGEST_END_S) == 0
        with pytest.raises(ConnectionClosed) as closed:
            read_to_the_end(socket)
    watcher.join(LONGEST_END_S)

    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1001
    assert bytes(seen).endswith(b"--\r\n")
    record = stored_record(studio, task)
    assert (record["status"], record["files"][0]["status"]) == (3, 3)
    assert path_of(record["files"][0]["url"]).exists()


def test_it_ends_by_itself_when_nobody_uses_it_and_not_while_somebody_does(own_studio: Callable) -> None:
    studio: StudioDriver = own_studio("--exit-when-idle", "0.8")
    live_url = f"{studio.url.replace('http', 'ws')}/studio/rooms/r/live"
    with connect(live_url, additional_headers=studio.bearer, proxy=None) as socket:
        studio.publish("r", "a")
        end = time.monotonic() + 1.6
        while time.monotonic() < end:
            socket.recv(timeout=LONGEST_END_S)
        assert studio.process.poll() is None

    assert studio.wait(30) == 0
    assert "Nobody has used Studio" in studio.log


def test_it_does_not_end_by_itself_while_it_records(own_studio: Callable) -> None:
    studio: StudioDriver = own_studio("--exit-when-idle", "0.5")
    task = running_take(studio)
    growing = studio.data_dir / "tasks" / task
    first = max(path.stat().st_size for path in growing.glob("*.mp4"))

    until(lambda: max(path.stat().st_size for path in growing.glob("*.mp4")) > first + 20_000, "unasked growth")

    studio.act("StopRecord", task)
    assert studio.wait(30) == 0
    assert stored_record(studio, task)["files"][0]["status"] == 3


def test_a_killed_process_loses_no_take(own_studio: Callable, tmp_path: Path) -> None:
    studio: StudioDriver = own_studio()
    board = {"HorizontalRatio": 16, "VerticalRatio": 9, "WhiteboardId": "b"}
    studio.open_board("r ä", "b", colour_png(tmp_path / "1.png", RED), name="Fractions")
    with CallbackReceiver() as receiver:
        task = running_take(
            studio, "r ä", HasWhiteboard=True, Whiteboard=[board], RecordOutputParams={"CallbackUrl": receiver.url}
        )
        studio.wait_recorded(task, 2500)
        studio.signal(signal.SIGKILL)
        assert studio.wait() == -signal.SIGKILL
        studio.start()
        ended = studio.wait_finished(task)
        until(lambda: receiver.types() == [2, 1], "the events after the restart")

    assert ended["Status"] == 4
    file = ended["RecordFiles"][0]
    path = path_of(file["FileUrl"])
    assert (file["Status"], file["FileSize"]) == (3, path.stat().st_size)
    assert file["Duration"] >= 500
    assert "Fractions" in path.with_suffix(".vtt").read_text()
    with av.open(str(path)) as container:
        assert sum(1 for _ in container.decode(video=0)) >= 8
    assert receiver.of_type(2)[0]["detail"] == {"quit_reason": 6}
    assert studio.code("StopRecord", {"TaskId": task}) == 300001001
    listed = studio.call(
        "DescribeTasks",
        {"Status": 3, "StartTime": 0 + ended["RecordBeginTimestamp"] - 1, "EndTime": ended["RecordBeginTimestamp"] + 1},
    )
    assert listed["Data"]["TaskidList"][0]["TaskId"] == task
    assert "recording_started" in studio.kinds(task)
    assert quote("r ä") not in file["FileId"]


def test_after_a_crash_every_task_has_ended_with_its_reason_and_can_be_listed(own_studio: Callable) -> None:
    studio = own_studio()
    studio.publish("r", "a")
    with CallbackReceiver() as receiver:
        output = {"CallbackUrl": receiver.url}
        running, paused, stopped = (
            studio.start_record(start_request("r", studio.recordings, RecordOutputParams=output)) for _ in range(3)
        )
        empty = studio.start_record(start_request("nobody", studio.recordings, RecordOutputParams=output))
        for task in (running, paused, stopped):
            studio.wait_for_event(task, "recording_started")
            studio.wait_recorded(task, 1500)
        studio.act("PauseRecord", paused)
        studio.act("StopRecord", stopped)
        before = studio.wait_finished(stopped)
        studio.signal(signal.SIGKILL)
        studio.wait()
        studio.start()

        broken = (running, paused, empty)
        until(lambda: {body["task_id"] for body in receiver.of_type(1)} >= set(broken), "what became of them")
        now_ms = int(time.time() * 1000)
        window = {"StartTime": now_ms - 60_000, "EndTime": now_ms}
        listed = {state: studio.call("DescribeTasks", {"Status": state, **window})["Data"] for state in (2, 3)}
        reasons = {body["task_id"]: body["detail"] for body in receiver.of_type(2)}

    assert listed[2]["TotalCount"] == 0
    assert {item["TaskId"]: item["Status"] for item in listed[3]["TaskidList"]} == {
        **dict.fromkeys(broken, 4),
        stopped: 3,
    }
    assert reasons == {task: {"quit_reason": 6} for task in broken}
    assert studio.status(stopped) == before
    assert [file["Status"] for task in (running, paused) for file in studio.status(task)["RecordFiles"]] == [3, 3]
    assert "RecordFiles" not in studio.status(empty)
    for task in broken:
        for action in ("StopRecord", "ResumeRecord", "TakeSnapshot"):
            assert studio.code(action, {"TaskId": task}) == 300001001


def test_no_key_is_ever_written_to_disk_or_log(own_studio: Callable) -> None:
    studio: StudioDriver = own_studio("--debug")
    task = running_take(studio)
    studio.act("StopRecord", task)
    studio.wait_finished(task)
    studio.stop()

    kept = (
        "".join(path.read_text(errors="replace") for path in studio.data_dir.rglob("*") if path.is_file()) + studio.log
    )
    for secret in ("an-access-key-id", "an-access-key-secret", SERVER_SECRET, "a-callback-secret", studio.token):
        assert secret not in kept
