"""A small real HTTP recorder: knows its tasks, and refuses or keeps silent as a test wants."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx

from chalkreel.controllers.session import Session
from chalkreel.domain.enums import FileStatus, TaskStatus
from chalkreel.services.connection import Connection, ConnectionKind, Credentials, Storage, storage_params
from chalkreel.services.http import new_client
from chalkreel.services.pacing import Backoff, Pacing
from chalkreel.services.record_api import RecordApi
from tests.support.http_peer import Asked, HttpPeer, Says

OK = {"Code": 0, "Message": "", "RequestId": "1"}
KEY_SECRET = "storage-key-secret-of-the-tests"
Scripted = Callable[[Asked], "Says | dict | type[Ordinary] | None"]


class Ordinary:
    """What a script gives back where the recorder shall answer as usual."""


def task_id(number: int) -> str:
    return f"X3CgNeE4I1qAAA{number:02d}"


def refused(code: int, message: str = "") -> dict:
    return {"Code": int(code), "Message": message, "RequestId": "7"}


class RecorderPeer:
    """Answers the recording actions. ``script`` maps an action to what it says instead."""

    def __init__(self) -> None:
        self.script: dict[str, Scripted] = {}
        self.tasks: dict[str, str] = {}
        self.status = TaskStatus.RECORDING
        self.files: list[dict] = [file(FileStatus.RECORDING)]
        self.seen: list[tuple[str, dict]] = []

    def answer(self, asked: Asked) -> Says | None:
        action = asked.query["Action"]
        self.seen.append((action, asked.json if asked.body else {}))
        scripted = self.script.get(action)
        said = Ordinary if scripted is None else scripted(asked)
        if said is Ordinary:
            said = self.usual(action, asked)
        return Says.json(said) if isinstance(said, dict) else said

    def usual(self, action: str, asked: Asked) -> dict:
        if action == "StartRecord":
            return {**OK, "Data": {"TaskId": self.start(asked)}}
        if action == "DescribeRecordStatus":
            return {**OK, "Data": {"TaskId": "x", "Status": int(self.status), "RecordFiles": self.files}}
        if action == "DescribeTasks":
            return {**OK, "Data": {"PageOffset": 1, "PageSize": 50, "TotalCount": 0, "TaskidList": []}}
        if action == "StopRecord":
            self.status, self.files = TaskStatus.ENDED, [file(FileStatus.UPLOADED)]
        if action == "PauseRecord":
            self.status = TaskStatus.PAUSED
        if action == "ResumeRecord":
            self.status = TaskStatus.RECORDING
        return OK

    def start(self, asked: Asked) -> str:
        """Start a task; the same ClientTaskId gives the same task."""
        client_task_id = asked.json["RecordInputParams"]["ClientTaskId"]
        return self.tasks.setdefault(client_task_id, task_id(len(self.tasks) + 1))

    def sent(self, action: str) -> list[dict]:
        return [body for name, body in self.seen if name == action]


def file(status: FileStatus, duration_ms: int = 1000) -> dict:
    return {
        "FileId": "lesson.mp4",
        "Status": int(status),
        "FileSize": 1234,
        "Duration": duration_ms,
        "ResolutionWidth": 1280,
        "ResolutionHeight": 720,
        "FileUrl": "file:///lesson.mp4",
    }


def session_on(url: str, http: httpx.AsyncClient, answer_s: float = 5.0, attempts: int = 1) -> Session:
    storage = Storage(region="local", bucket="b", end_point="file:///tmp")
    connection = Connection("school", "School", ConnectionKind.CLOUD, app_id=12345, base_url=url, storage=storage)
    api = RecordApi(
        connection,
        lambda: Credentials(server_secret="s" * 32),
        http,
        Pacing(),
        backoff=Backoff(attempts, 0.001, 0.001),
        answer_s=answer_s,
        start_answer_s=answer_s,
    )
    keys = Credentials(access_key_id="id", access_key_secret=KEY_SECRET)
    return Session(connection, api, storage_params(storage, keys))


@asynccontextmanager
async def recorder(answer_s: float = 5.0) -> AsyncIterator[tuple[RecorderPeer, Session]]:
    peer = RecorderPeer()
    async with HttpPeer(peer.answer) as server, new_client(is_loopback=True) as http:
        yield peer, session_on(server.url, http, answer_s)
