"""The way into a take: check, write the intent down, send StartRecord, write the TaskId down."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.checks import check_start
from chalkreel.contract.codes import ReturnCode
from chalkreel.contract.problems import violations_of
from chalkreel.controllers.take_plan import TakePlan, start_request
from chalkreel.services.errors import CallRefused, NoAnswer, ServiceError

if TYPE_CHECKING:
    from chalkreel.contract.start_record import StartRecordRequest
    from chalkreel.controllers.session import Session
    from chalkreel.services.journal import Journal

ASK_AGAIN_S = 2.0
GIVE_UP_S = 120.0
"""As long as this after the intent the same ClientTaskId finds the task it started, if it did."""


class StartRefused(Exception):  # noqa: N818  (named as the host reads it)
    """The take cannot start; ``sentence`` says why."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Intent:
    """A take that is on disk and not yet sent."""

    take_id: int
    request: StartRecordRequest


class TakeStarter:
    """Starts one take on one session. Nothing is sent before the journal holds it."""

    def __init__(self, session: Session, journal: Journal) -> None:
        self._session = session
        self._journal = journal

    async def prepare(self, plan: TakePlan) -> Intent:
        """Check the plan against the contract and write the intent down; raises ``StartRefused``."""
        client_task_id = uuid.uuid4().hex
        try:
            request = start_request(plan, client_task_id)
        except ValidationError as error:
            raise StartRefused(violations_of(error)[0].message) from None
        for violation in check_start(request):
            raise StartRefused(violation.message)
        connection_id = self._session.connection.connection_id
        take_id = await self._journal.open_intent(connection_id, plan.room_id, client_task_id, request.to_wire())
        return Intent(take_id, request)

    async def start(self, intent: Intent, tell: Callable[[Phrase], None]) -> str:
        """Send StartRecord and give the TaskId, written down already.

        While no answer comes the same ClientTaskId is sent again, so that no second recording can begin;
        ``tell`` hears of it.
        """
        deadline_s = time.monotonic() + GIVE_UP_S
        while True:
            try:
                task_id = await self._session.api.start_record(intent.request)
                break
            except NoAnswer as silence:
                if not silence.may_have_acted or time.monotonic() > deadline_s:
                    await self._journal.close_take(intent.take_id, "refused")
                    raise
                tell(phrase("{problem} Asking again, without recording twice.", problem=silence.problem))
                await asyncio.sleep(ASK_AGAIN_S)
            except ServiceError:
                await self._journal.close_take(intent.take_id, "refused")
                raise
        await self._journal.task_started(intent.take_id, task_id)
        return task_id


def refusal_sentence(error: ServiceError) -> Phrase:
    """Say why a call failed; for a refused value with the recorder's own words, which name it."""
    if isinstance(error, CallRefused) and error.code == ReturnCode.INVALID_PARAMETER and error.message:
        return phrase("The recorder refused this: {message}", message=error.message)
    return error.sentence
