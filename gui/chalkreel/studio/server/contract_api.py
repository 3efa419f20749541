"""The contract on ``/``: the nine actions and the two RTC queries, answered with HTTP 200 and a code."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from chalkreel.base.logging import Topic, log_of
from chalkreel.base.phrase import phrase
from chalkreel.contract.actions import CALLS_PER_S, ROOM_PACES, Action
from chalkreel.contract.codes import ReturnCode, RtcCode
from chalkreel.contract.problems import first_sentence
from chalkreel.contract.rtc import DescribeSimpleStreamListQuery, DescribeUserListQuery
from chalkreel.studio.engine import Engine
from chalkreel.studio.server.gate import Gate, GateRefusal
from chalkreel.studio.server.guard import BodyTooLarge, is_host_ok
from chalkreel.studio.server.rate_limits import RateLimiter
from chalkreel.studio.server.record_actions import RecordActions
from chalkreel.studio.server.rtc_actions import RoomUnknown, RtcActions
from chalkreel.studio.tasks.refusal import TaskRefusal

log = log_of(Topic.API)

SUCCESS = "succeed"
DEEPEST_BODY = 64
"""Groups within groups; the contract knows five."""
BodyAction = Callable[[object], Awaitable[dict[str, Any] | None]]


class ContractApi:
    """One endpoint; the query's ``Action`` decides what is done."""

    def __init__(self, engine: Engine) -> None:
        settings = engine.settings
        self._gate = Gate(settings.app_id, settings.server_secret)
        self._limiter = RateLimiter()
        self._rtc = RtcActions(engine)
        record = RecordActions(engine)
        self._actions: dict[Action, BodyAction] = {
            Action.START_RECORD: record.start,
            Action.STOP_RECORD: record.stop,
            Action.UPDATE_LAYOUT: record.update_layout,
            Action.UPDATE_WHITEBOARD: record.update_whiteboard,
            Action.DESCRIBE_RECORD_STATUS: record.describe_status,
            Action.DESCRIBE_TASKS: record.describe_tasks,
            Action.PAUSE_RECORD: record.pause,
            Action.RESUME_RECORD: record.resume,
            Action.TAKE_SNAPSHOT: record.take_snapshot,
        }

    async def serve(self, request: Request) -> Response:
        try:
            data = await self._answer(request)
        except (GateRefusal, TaskRefusal) as refusal:
            return _envelope(refusal.code, str(refusal.reason))
        except RoomUnknown:
            return _envelope(RtcCode.ROOM_UNKNOWN, str(phrase("There is no such room.")))
        except BodyTooLarge:
            return _envelope(ReturnCode.BODY_UNREADABLE, str(phrase("The request's body is too large.")))
        except ValidationError as error:
            is_rtc = request.query_params.get("Action") in ROOM_PACES
            code = RtcCode.PARAMETER_ERROR if is_rtc else ReturnCode.INVALID_PARAMETER
            return _envelope(code, first_sentence(error))
        except Exception:
            log.exception("%s failed", request.query_params.get("Action"))
            return _envelope(ReturnCode.SYSTEM_ERROR, str(phrase("Studio failed at this call; its log says why.")))
        return _envelope(ReturnCode.OK, SUCCESS, data)

    async def _answer(self, request: Request) -> dict[str, Any] | None:
        if not is_host_ok(request):
            raise GateRefusal(ReturnCode.HOST_WRONG, phrase("Studio answers on loopback only."))
        query = dict(request.query_params)
        action = self._gate.let_through(query, request.method)
        if not self._limiter.allows(action, CALLS_PER_S[action], 1.0):
            code = RtcCode.APP_TOO_FREQUENT if action.is_rtc else ReturnCode.TOO_FREQUENT
            raise GateRefusal(code, phrase("This call comes too often."))
        if action.is_rtc:
            return self._answer_about_room(action, query)
        started_s = time.monotonic()
        try:
            return await self._actions[action](_json_of(await request.body()))
        finally:
            log.debug("%s took %.1f ms", action, (time.monotonic() - started_s) * 1000)

    def _answer_about_room(self, action: Action, query: dict[str, str]) -> dict[str, Any]:
        pace = ROOM_PACES[action]
        if action is Action.DESCRIBE_SIMPLE_STREAM_LIST:
            streams = DescribeSimpleStreamListQuery.from_query(query)
            self._pace(action, streams.room_id, pace.calls, pace.period_s)
            return self._rtc.streams(streams)
        users = DescribeUserListQuery.from_query(query)
        self._pace(action, users.room_id, pace.calls, pace.period_s)
        return self._rtc.users(users)

    def _pace(self, action: Action, room_id: str, calls: int, period_s: float) -> None:
        if not self._limiter.allows((action, room_id), calls, period_s):
            raise GateRefusal(RtcCode.ROOM_TOO_FREQUENT, phrase("This room was asked about a moment ago."))


def _json_of(body: bytes) -> object:
    try:
        read: object = json.loads(body)
        json.dumps(read, ensure_ascii=False).encode()  # escapes can stand for characters that are none
    except (ValueError, RecursionError):
        raise GateRefusal(ReturnCode.BODY_UNREADABLE, phrase("The request's body is no JSON.")) from None
    if _is_nested_deeper(read, DEEPEST_BODY):
        raise GateRefusal(ReturnCode.BODY_UNREADABLE, phrase("The request's body is nested too deeply."))
    return read


def _is_nested_deeper(read: object, most: int) -> bool:
    """Tell whether JSON has groups within groups more than so many times; unknown members may hold anything."""
    level = [read]
    for _depth in range(most + 1):
        groups = [value for value in level if isinstance(value, dict | list)]
        level = [member for group in groups for member in (group.values() if isinstance(group, dict) else group)]
        if not level:
            return False
    return True


def _envelope(code: int, message: str, data: dict[str, Any] | None = None) -> Response:
    answer: dict[str, Any] = {"Code": int(code), "Message": message, "RequestId": str(secrets.randbits(63))}
    if data is not None:
        answer["Data"] = data
    return JSONResponse(answer)
