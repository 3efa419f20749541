"""The recording API as typed calls: one method per action, signed, paced, timed and retried where that is safe."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import httpx
from pydantic import ValidationError

from chalkreel.base.logging import Topic, log_of
from chalkreel.contract.actions import JSON_CONTENT_TYPE, PATH, Action
from chalkreel.contract.codes import ReturnCode, RtcCode
from chalkreel.contract.envelope import ResponseEnvelope, SignatureVersion
from chalkreel.contract.queries import (
    DescribeRecordStatusResponse,
    DescribeTasksRequest,
    DescribeTasksResponse,
    RecordStatusData,
    RecordTaskItem,
    RecordTaskListData,
)
from chalkreel.contract.rtc import (
    DescribeSimpleStreamListResponse,
    DescribeUserListResponse,
    RtcStreamItem,
    RtcUserItem,
    RtcUserListData,
)
from chalkreel.contract.signing import new_nonce, request_signature
from chalkreel.contract.start_record import StartRecordRequest, StartRecordResponse
from chalkreel.domain.enums import TaskStatusFilter
from chalkreel.services.errors import BadAnswer, CallRefused, NoAnswer, ServiceError
from chalkreel.services.http import ANSWER_S, exchange, json_object, server_time_s
from chalkreel.services.pacing import Backoff, Pacing

if TYPE_CHECKING:
    from chalkreel.contract.updates import UpdateLayoutRequest, UpdateWhiteboardRequest
    from chalkreel.services.connection import Connection, Credentials

START_ANSWER_S = 30.0
MOST_PAGES = 100
HTTP_OK = 200
HTTP_SERVER_ERROR = 500

Response = TypeVar("Response", bound=ResponseEnvelope)
Data = TypeVar("Data")
_NOTHING_DONE = frozenset({ReturnCode.TOO_FREQUENT, RtcCode.APP_TOO_FREQUENT, RtcCode.ROOM_TOO_FREQUENT})
"""Refused before anything was done, so that any call may be sent again."""
_PASSING_FAULTS = frozenset({ReturnCode.SYSTEM_ERROR, ReturnCode.GATEWAY_ERROR, RtcCode.LIST_UNAVAILABLE})
CredentialsProvider = Callable[[], "Credentials"]
_log = log_of(Topic.API)


@dataclass(frozen=True, slots=True)
class _Call:
    """One call before it is signed. ``is_repeatable``: doing it twice is the same as doing it once."""

    action: Action
    body: dict[str, object] | None = None
    query: dict[str, str] | None = None
    room_id: str = ""
    is_repeatable: bool = False


class RecordApi:
    """Calls one connection's recorder. The HTTP client and the pacing belong to whoever made them.

    Every method raises a ``ServiceError``: ``CallRefused`` with the recorder's code, ``NoAnswer`` or
    ``BadAnswer``. Secrets are asked for at each call, so that a changed one counts at once.
    """

    def __init__(
        self,
        connection: Connection,
        credentials: CredentialsProvider,
        http: httpx.AsyncClient,
        pacing: Pacing,
        *,
        backoff: Backoff | None = None,
        answer_s: float = ANSWER_S,
        start_answer_s: float = START_ANSWER_S,
        clock_s: Callable[[], float] = time.time,
    ) -> None:
        self.connection = connection
        self._credentials = credentials
        self._http = http
        self._pacing = pacing
        self._backoff = backoff or Backoff()
        self._answer_s = answer_s
        self._start_answer_s = start_answer_s
        self._clock_s = clock_s
        self._clock_ahead_s: float | None = None

    @property
    def clock_ahead_s(self) -> float | None:
        """How far this computer's clock is before the recorder's, by its last answer that told the time."""
        return self._clock_ahead_s

    async def start_record(self, request: StartRecordRequest) -> str:
        """Start a task and give its TaskId; repeated by itself only when it carries a ClientTaskId."""
        call = _Call(
            Action.START_RECORD,
            request.to_wire(),
            is_repeatable=bool(request.record_input_params.client_task_id),
        )
        answer = await self._ask(call, StartRecordResponse)
        return self._present(answer.data, call).task_id

    async def stop_record(self, task_id: str) -> None:
        await self._tell(Action.STOP_RECORD, _task(task_id))

    async def pause_record(self, task_id: str) -> None:
        await self._tell(Action.PAUSE_RECORD, _task(task_id))

    async def resume_record(self, task_id: str) -> None:
        await self._tell(Action.RESUME_RECORD, _task(task_id))

    async def take_snapshot(self, task_id: str) -> None:
        """Ask for a picture; where it is comes by a callback."""
        await self._tell(Action.TAKE_SNAPSHOT, _task(task_id))

    async def update_layout(self, request: UpdateLayoutRequest) -> None:
        await self._tell(Action.UPDATE_LAYOUT, request.to_wire())

    async def update_whiteboard(self, request: UpdateWhiteboardRequest) -> None:
        await self._tell(Action.UPDATE_WHITEBOARD, request.to_wire())

    async def describe_record_status(self, task_id: str) -> RecordStatusData:
        """Ask how a task is doing; it must have started within the last three days."""
        call = _Call(Action.DESCRIBE_RECORD_STATUS, _task(task_id), is_repeatable=True)
        answer = await self._ask(call, DescribeRecordStatusResponse)
        return self._present(answer.data, call)

    async def describe_tasks(self, request: DescribeTasksRequest) -> RecordTaskListData:
        """Ask for one page of tasks."""
        call = _Call(Action.DESCRIBE_TASKS, request.to_wire(), is_repeatable=True)
        answer = await self._ask(call, DescribeTasksResponse)
        return self._present(answer.data, call)

    async def all_tasks(
        self, status: TaskStatusFilter, start_ms: int, end_ms: int, room_id: str = ""
    ) -> tuple[RecordTaskItem, ...]:
        """Collect the tasks of all pages, each task once, even when the list moves while it is read."""
        found: dict[str, RecordTaskItem] = {}
        for page in range(1, MOST_PAGES + 1):
            data = await self.describe_tasks(
                DescribeTasksRequest(
                    status=status,
                    room_id=room_id or None,
                    start_time=start_ms,
                    end_time=end_ms,
                    page_offset=page,
                )
            )
            found.update({item.task_id: item for item in data.taskid_list if item.task_id})
            page_size = data.page_size or DescribeTasksRequest.model_fields["page_size"].default
            if len(data.taskid_list) < page_size or len(found) >= (data.total_count or 0) > 0:
                break
        return tuple(found.values())

    async def describe_simple_stream_list(self, room_id: str) -> tuple[RtcStreamItem, ...]:
        """Ask which streams a room has; no more than once in ten seconds per room, so it may wait that long."""
        call = self._room_call(Action.DESCRIBE_SIMPLE_STREAM_LIST, room_id)
        answer = await self._ask(call, DescribeSimpleStreamListResponse)
        return tuple(self._present(answer.data, call).stream_list)

    async def describe_user_list(self, room_id: str, marker: str = "") -> RtcUserListData:
        """Ask for one page of a room's users."""
        call = self._room_call(Action.DESCRIBE_USER_LIST, room_id, Marker=marker)
        answer = await self._ask(call, DescribeUserListResponse)
        return self._present(answer.data, call)

    async def all_users(self, room_id: str) -> tuple[RtcUserItem, ...]:
        """Collect the users of all pages."""
        return tuple([user async for page in self._user_pages(room_id) for user in page])

    async def _user_pages(self, room_id: str) -> AsyncIterator[list[RtcUserItem]]:
        marker, seen = "", {""}
        for _ in range(MOST_PAGES):
            data = await self.describe_user_list(room_id, marker)
            yield data.user_list
            marker = data.marker
            if marker in seen:
                return
            seen.add(marker)

    @staticmethod
    def _room_call(action: Action, room_id: str, **query: str) -> _Call:
        return _Call(action, query={"RoomId": room_id, **query}, room_id=room_id, is_repeatable=True)

    async def _tell(self, action: Action, body: dict[str, object]) -> None:
        await self._ask(_Call(action, body), ResponseEnvelope)

    async def _ask(self, call: _Call, kind: type[Response]) -> Response:
        failures, may_have_acted = 0, False
        while True:
            await self._pacing.turn(call.action, call.room_id)
            try:
                return await self._once(call, kind)
            except ServiceError as error:
                failures += 1
                may_have_acted |= _may_have_acted(error)
                if failures >= self._backoff.attempts or not _may_repeat(call, error):
                    if isinstance(error, NoAnswer):
                        error.may_have_acted = may_have_acted  # of any attempt, not only of the last
                    raise
                _log.info("%s: attempt %d failed: %s", call.action.value, failures, error)
            await asyncio.sleep(self._backoff.wait_s(failures))

    async def _once(self, call: _Call, kind: type[Response]) -> Response:
        host = self.connection.host
        within_s = self._start_answer_s if call.action is Action.START_RECORD else self._answer_s
        asked_s = self._clock_s()
        response = await exchange(self._http, self._signed(call), host=host, within_s=within_s)
        server_s = server_time_s(response)
        if server_s is not None:
            self._clock_ahead_s = (asked_s + self._clock_s()) / 2 - server_s
        if response.status_code != HTTP_OK:
            detail = f"status {response.status_code}"
            raise BadAnswer(host, detail, is_retryable=response.status_code >= HTTP_SERVER_ERROR)
        raw = json_object(response, host)
        try:
            envelope = ResponseEnvelope.read_tolerant(raw)
            if not envelope.is_success:
                raise CallRefused(call.action.value, envelope.code, envelope.message, envelope.request_id)
            answer = kind.read_tolerant(raw)
        except ValidationError as error:
            raise BadAnswer(host, f"{call.action.value}: {error.error_count()} members make no sense") from None
        _log.debug("%s succeeded", call.action.value)
        return answer

    def _signed(self, call: _Call) -> httpx.Request:
        """Build the request with a signature of its own; none is ever used twice."""
        query = {**self._signing(call.action), **(call.query or {})}
        base = self.connection.rtc_url if call.action.is_rtc else self.connection.record_url
        content = None if call.body is None else json.dumps(call.body, ensure_ascii=False).encode()
        headers = {} if content is None else {"Content-Type": JSON_CONTENT_TYPE}
        return self._http.build_request(
            call.action.method, base.rstrip("/") + PATH, params=query, content=content, headers=headers
        )

    def _signing(self, action: Action) -> dict[str, str]:
        app_id, nonce, timestamp_s = self.connection.app_id, new_nonce(), int(self._clock_s())
        signature = request_signature(app_id, nonce, self._credentials().server_secret, timestamp_s)
        return {
            "Action": action.value,
            "AppId": str(app_id),
            "SignatureNonce": nonce,
            "Timestamp": str(timestamp_s),
            "Signature": signature,
            "SignatureVersion": SignatureVersion.V2.value,
        }

    def _present(self, data: Data | None, call: _Call) -> Data:
        if data is None:  # the answer's own check refuses a success without data before this
            raise BadAnswer(self.connection.host, f"{call.action.value}: no Data")
        return data


def _task(task_id: str) -> dict[str, object]:
    """Name a task as the recorder named it, whatever it looks like: the recorder judges."""
    return {"TaskId": task_id}


def _may_have_acted(error: ServiceError) -> bool:
    """Tell whether this attempt may have done what was asked, although it failed."""
    return error.may_have_acted if isinstance(error, NoAnswer) else isinstance(error, BadAnswer) and error.is_retryable


def _may_repeat(call: _Call, error: ServiceError) -> bool:
    """Tell whether the same call may be sent again without asking anybody."""
    if isinstance(error, CallRefused):
        return error.code in _NOTHING_DONE or (call.is_repeatable and error.code in _PASSING_FAULTS)
    return call.is_repeatable and error.is_retryable
