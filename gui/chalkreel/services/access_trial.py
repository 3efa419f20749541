"""Tries a connection: one signed call that changes nothing, whose answer also tells the recorder's time."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalkreel.base.phrase import Phrase
from chalkreel.contract.codes import ReturnCode
from chalkreel.contract.queries import DescribeTasksRequest
from chalkreel.domain.enums import TaskStatusFilter
from chalkreel.domain.preflight import AccessState
from chalkreel.services.errors import CallRefused, ServiceError

if TYPE_CHECKING:
    from chalkreel.services.record_api import RecordApi

ASKED_ABOUT_MS = 60_000
_REFUSES_ALL = frozenset(
    {
        ReturnCode.HOST_WRONG,
        ReturnCode.APP_ID_FORMAT,
        ReturnCode.SIGNATURE_EXPIRED,
        ReturnCode.SIGNATURE_WRONG,
        ReturnCode.SECRET_LOOKUP_FAILED,
        ReturnCode.NO_PRODUCTION_ENVIRONMENT,
        ReturnCode.SERVICE_NOT_ENABLED,
        ReturnCode.SERVICE_NOT_ACTIVATED,
    }
)
"""Refusals of whoever calls, whatever the call: Record would get the same."""


@dataclass(frozen=True, slots=True)
class AccessTrial:
    """What the recorder said; ``clock_ahead_s`` as in ``Surroundings``."""

    state: AccessState
    words: Phrase | None = None
    clock_ahead_s: float | None = None


async def try_access(api: RecordApi) -> AccessTrial:
    """Ask for the tasks of the last minute; never raises for what is wrong with the connection.

    A refusal that is not about the caller (too many calls, a fault inside) counts as no answer: it passes.
    """
    now_ms = time.time_ns() // 1_000_000
    request = DescribeTasksRequest(
        status=TaskStatusFilter.RECORDING, start_time=now_ms - ASKED_ABOUT_MS, end_time=now_ms, page_size=1
    )
    try:
        await api.describe_tasks(request)
    except CallRefused as refusal:
        state = AccessState.REFUSED if refusal.code in _REFUSES_ALL else AccessState.NO_ANSWER
        return AccessTrial(state, refusal.sentence, api.clock_ahead_s)
    except ServiceError as failure:
        return AccessTrial(AccessState.NO_ANSWER, failure.sentence, api.clock_ahead_s)
    return AccessTrial(AccessState.GRANTED, clock_ahead_s=api.clock_ahead_s)
