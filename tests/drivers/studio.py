"""Drives a real Studio process: starts it, signs calls, speaks its own API."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import httpx

from chalkreel.contract.signing import new_nonce, request_signature
from tests.support.contract_shapes import SCHEMA, oracle

APP_ID = 12345
SERVER_SECRET = "9193cc662a4c0ec135ec71fb57194b38"
CALLBACK_SECRET = "a-callback-secret"
LONGEST_S = 30.0
LOOK_AGAIN_S = 0.02
TOO_OFTEN = 300000003
QUERY_NUMBERS = ("AppId", "Timestamp", "Mode", "Limit")
RTC_PATHS = ("DescribeSimpleStreamList", "DescribeUserList")


def until(condition: Callable[[], Any], what: str, within_s: float = LONGEST_S) -> Any:
    """Come back with the condition's value as soon as it is true; fail when it never is."""
    end = time.monotonic() + within_s
    while True:
        if value := condition():
            return value
        if time.monotonic() > end:
            raise AssertionError(f"it did not happen within {within_s} s: {what}")
        time.sleep(LOOK_AGAIN_S)


class StudioDriver:
    """One Studio process over one data folder; ``start`` may be called again after its end."""

    def __init__(self, folder: Path, *options: str, app_id: int = APP_ID, callback_secret: str = CALLBACK_SECRET):
        self.folder = folder
        self.data_dir = folder / "data"
        self.recordings = folder / "recordings"
        self.app_id = app_id
        self._options = options
        self._callback_secret = callback_secret
        self.process: subprocess.Popen[str] | None = None
        self.stdout_lines: list[str] = []
        self.stderr_lines: list[str] = []
        self.url = self.token = ""
        self.http: httpx.Client | None = None
        self._readers: list[threading.Thread] = []

    # -- the process --------------------------------------------------------------------------------------

    def command(self) -> list[str]:
        server, callback = self.folder / "server-secret", self.folder / "callback-secret"
        server.write_text(SERVER_SECRET)
        callback.write_text(self._callback_secret)
        secrets = ["--server-secret-file", str(server)]
        if self._callback_secret:
            secrets += ["--callback-secret-file", str(callback)]
        main = [sys.executable, "-m", "chalkreel.studio.command", "--port", "0", "--data-dir", str(self.data_dir)]
        return [*main, "--app-id", str(self.app_id), *secrets, *self._options]

    def start(self) -> StudioDriver:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.process = subprocess.Popen(
            self.command(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ}
        )
        ready: queue.Queue[str] = queue.Queue()
        self.stdout_lines, self.stderr_lines = [], []
        self._readers = [
            self._read(self.process.stdout, self.stdout_lines, ready),
            self._read(self.process.stderr, self.stderr_lines, None),
        ]
        try:
            line = ready.get(timeout=LONGEST_S)
        except queue.Empty:
            raise AssertionError("Studio did not get ready: " + "".join(self.stderr_lines)) from None
        event = json.loads(line)
        assert event["event"] == "ready"
        self.url, self.token = event["url"], event["token"]
        self.http = httpx.Client(base_url=self.url, timeout=LONGEST_S, trust_env=False)
        return self

    def signal(self, number: int = signal.SIGTERM) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def wait(self, within_s: float = LONGEST_S) -> int:
        """Wait for the end of the process and give its exit code."""
        assert self.process is not None
        code = self.process.wait(within_s)
        for reader in self._readers:
            reader.join()
        if self.http is not None:
            self.http.close()
        for stream in (self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()
        self.process = None
        return code

    def stop(self) -> None:
        """End it, whatever state it is in."""
        if self.process is None:
            return
        self.signal()
        try:
            self.wait()
        except subprocess.TimeoutExpired:
            self.signal(signal.SIGKILL)
            self.wait()

    @property
    def log(self) -> str:
        return "".join(self.stderr_lines)

    def _read(self, stream: Any, lines: list[str], first: queue.Queue[str] | None) -> threading.Thread:
        def read() -> None:
            for line in stream:
                lines.append(line)
                if first is not None:
                    first.put(line)

        thread = threading.Thread(target=read, name="studio output")
        thread.start()
        return thread

    # -- the contract -------------------------------------------------------------------------------------

    def query(self, action: str, **changed: str | None) -> dict[str, str]:
        """Sign a call; ``changed`` replaces parameters afterwards, ``None`` leaves one out."""
        nonce, now_s = new_nonce(), int(time.time())
        query: dict[str, str | None] = {
            "Action": action,
            "AppId": str(self.app_id),
            "SignatureNonce": nonce,
            "Timestamp": str(now_s),
            "Signature": request_signature(self.app_id, nonce, SERVER_SECRET, now_s),
            "SignatureVersion": "2.0",
        }
        query.update(changed)
        return {name: value for name, value in query.items() if value is not None}

    def send(self, query: dict[str, str], body: object = None, method: str = "POST", **more: Any) -> dict[str, Any]:
        """Send a call as it is and give the answer, which has the contract's shape whatever it says.

        What Studio accepts has the contract's shape, too.
        """
        assert self.http is not None
        content = body if isinstance(body, bytes) else json.dumps({} if body is None else body).encode()
        answer = self.http.request(method, "/", params=query, content=content, **more)
        assert answer.status_code == 200, answer.text
        answered: dict[str, Any] = answer.json()
        action = query.get("Action", "")
        shape = f"Rtc{action}Response" if action in RTC_PATHS else f"{action}Response"
        validate(shape if shape in SCHEMA["$defs"] else "ResponseEnvelope", answered)
        if answered["Code"] == 0:
            numbers = {name: int(query[name]) for name in QUERY_NUMBERS if name in query}
            validate(f"Rtc{action}Query" if action in RTC_PATHS else "CommonQuery", {**query, **numbers})
            if action not in RTC_PATHS:
                validate(f"{action}Request", json.loads(content))
        return answered

    def call(self, action: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        return self.send(self.query(action), body)

    def ask(self, action: str, **parameters: str) -> dict[str, Any]:
        """Send one of the RTC queries."""
        return self.send({**self.query(action), **parameters}, method="GET")

    def code(self, action: str, body: dict[str, Any] | None = None) -> int:
        return int(self.call(action, body)["Code"])

    def refusal(self, action: str, body: dict[str, Any] | None = None) -> tuple[int, str]:
        answer = self.call(action, body)
        return answer["Code"], answer["Message"]

    # -- tasks --------------------------------------------------------------------------------------------

    def start_record(self, request: dict[str, Any]) -> str:
        answer = self.call("StartRecord", request)
        assert answer["Code"] == 0, answer
        return str(answer["Data"]["TaskId"])

    def act(self, action: str, task_id: str, **body: Any) -> None:
        answer = self.call(action, {"TaskId": task_id, **body})
        assert answer["Code"] == 0, answer

    def status(self, task_id: str) -> dict[str, Any]:
        while (answer := self.call("DescribeRecordStatus", {"TaskId": task_id}))["Code"] == TOO_OFTEN:
            time.sleep(LOOK_AGAIN_S)
        assert answer["Code"] == 0, answer
        data: dict[str, Any] = answer["Data"]
        return data

    def events(self, task_id: str) -> list[dict[str, Any]]:
        listed: list[dict[str, Any]] = self.own("GET", f"/studio/tasks/{task_id}/events").json()
        return listed

    def kinds(self, task_id: str) -> list[str]:
        return [event["kind"] for event in self.events(task_id)]

    def wait_for_event(self, task_id: str, kind: str, count: int = 1) -> dict[str, Any]:
        until(lambda: self.kinds(task_id).count(kind) >= count, f"{count} x event {kind}")
        return [event for event in self.events(task_id) if event["kind"] == kind][count - 1]

    def wait_recorded(self, task_id: str, recording_ms: int) -> None:
        """Wait until so much is recorded; asks less often than the rate limit allows."""
        until(lambda: self.stats(task_id)["recording_ms"] >= recording_ms, f"{recording_ms} ms recorded")

    def wait_finished(self, task_id: str) -> dict[str, Any]:
        """Wait until the task's files are where they belong; give its status."""
        until(
            lambda: any(e["kind"] == "callback" and e["event_type"] == 1 for e in self._upload_events(task_id)),
            "stored",
        )
        return self.status(task_id)

    def _upload_events(self, task_id: str) -> list[dict[str, Any]]:
        """Events after the end of the task: those before tell of snapshots."""
        events = self.events(task_id)
        stopped = [place for place, event in enumerate(events) if event["kind"] == "stopped"]
        return events[stopped[0] :] if stopped else []

    def stats(self, task_id: str) -> dict[str, Any]:
        figures: dict[str, Any] = self.own("GET", f"/studio/tasks/{task_id}/stats").json()
        return figures

    # -- Studio's own API ---------------------------------------------------------------------------------

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def own(self, method: str, path: str, **more: Any) -> httpx.Response:
        assert self.http is not None
        return self.http.request(method, path, headers=self.bearer, **more)

    def stream_path(self, room: str, stream: str) -> str:
        return f"/studio/rooms/{quote(room, safe='')}/streams/{quote(stream, safe='')}"

    def board_path(self, room: str, board: str) -> str:
        return f"/studio/rooms/{quote(room, safe='')}/whiteboards/{quote(board, safe='')}"

    def publish(self, room: str, stream: str, **source: Any) -> dict[str, Any]:
        given = source or {"kind": "test"}
        answer = self.own("PUT", self.stream_path(room, stream), json={"user_id": f"user-{stream}", "source": given})
        assert answer.status_code == 201, answer.text
        published: dict[str, Any] = answer.json()
        return published

    def unpublish(self, room: str, stream: str) -> None:
        assert self.own("DELETE", self.stream_path(room, stream)).status_code == 204

    def open_board(self, room: str, board: str, *pictures: Path, name: str = "") -> dict[str, Any]:
        body = {"paths": [str(picture) for picture in pictures], "name": name}
        answer = self.own("PUT", self.board_path(room, board), json=body)
        assert answer.status_code in (200, 201), answer.text
        opened: dict[str, Any] = answer.json()
        return opened

    def turn_page(self, room: str, board: str, page: int) -> None:
        assert self.own("PATCH", self.board_path(room, board), json={"page": page}).status_code == 200


def path_of(url: str) -> Path:
    """Find a file that is stored in a folder."""
    return Path(unquote(urlsplit(url).path))


def validate(shape: str, value: object) -> None:
    """Hold a body against the contract's schema."""
    oracle(shape).validate(value)


def start_request(room: str, recordings: Path, **changes: Any) -> dict[str, Any]:
    """Build StartRecord's body: a small mixed recording stored in a folder.

    ``changes`` go into RecordInputParams, or into MixConfig, StorageParams and RecordOutputParams under those names.
    """
    mix = {
        "MixOutputStreamId": "mix",
        "MixMode": 2,
        "MixOutputVideoConfig": {"Width": 320, "Height": 180, "Fps": 15, "Bitrate": 300_000},
        **changes.pop("MixConfig", {}),
    }
    storage = {
        "Vendor": 10,
        "Region": "local",
        "Bucket": "lessons",
        "AccessKeyId": "an-access-key-id",
        "AccessKeySecret": "an-access-key-secret",
        "EndPoint": recordings.as_uri(),
        **changes.pop("StorageParams", {}),
    }
    output = {"OutputFileFormat": "mp4", "OutputFolder": "class/", **changes.pop("RecordOutputParams", {})}
    return {
        "RoomId": room,
        "RecordInputParams": {"RecordMode": 2, "StreamType": 3, "MaxIdleTime": 60, "MixConfig": mix, **changes},
        "RecordOutputParams": output,
        "StorageParams": storage,
    }
