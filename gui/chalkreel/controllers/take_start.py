"""The way into a take: check, write the intent down, send StartRecord, write the TaskId down."""

from __future__ import annotations

import asyncio
import re
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from chalkreel.base.logging import Topic, log_of
from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.checks import check_start
from chalkreel.contract.codes import ReturnCode
from chalkreel.contract.problems import violations_of
from chalkreel.controllers.take_members import setting_at
from chalkreel.controllers.take_plan import TakePlan, start_request
from chalkreel.services.errors import BadAnswer, CallRefused, JournalError, NoAnswer, ServiceError

if TYPE_CHECKING:
    from chalkreel.contract.start_record import StartRecordRequest
    from chalkreel.contract.violation import Violation
    from chalkreel.controllers.session import Session
    from chalkreel.services.journal import Journal

ASK_AGAIN_S = 2.0
GIVE_UP_S = 120.0
"""As long as this after the intent the same ClientTaskId finds the task it started, if it did."""

_log = log_of(Topic.CONTROL)


_PATH = re.compile(r"^[A-Z]\w*(?:\.\w+|\[\d+\])*: ")
"""What stands before the recorder's sentence: which member of the call it is about."""


class StartRefused(Exception):  # noqa: N818  (named as the host reads it)
    """The take cannot start; ``sentence`` says why, ``setting`` names the take setting it is about, if it is."""

    def __init__(self, sentence: Phrase, setting: str = "") -> None:
        super().__init__(str(sentence))
        self.sentence = sentence
        self.setting = setting


@dataclass(frozen=True, slots=True)
class Intent:
    """A take that is on disk and not yet sent."""

    take_id: int
    request: StartRecordRequest


class TakeStarter:
    """Starts one take on one session. Nothing is sent before the journal holds it."""

    def __init__(
        self,
        session: Session,
        journal: Journal,
        monotonic_s: Callable[[], float] = time.monotonic,
        ask_again_s: float = ASK_AGAIN_S,
    ) -> None:
        self._session = session
        self._journal = journal
        self._ask_again_s = ask_again_s
        self._monotonic_s = monotonic_s

    async def prepare(self, plan: TakePlan) -> Intent:
        """Check the plan against the contract and write the intent down; raises ``StartRefused``."""
        client_task_id = uuid.uuid4().hex
        try:
            request = start_request(plan, client_task_id)
        except ValidationError as error:
            raise _refusal(violations_of(error)[0]) from None
        for violation in check_start(request):
            raise _refusal(violation)
        connection_id = self._session.connection.connection_id
        take_id = await self._journal.open_intent(connection_id, plan.room_id, client_task_id, request.to_wire())
        return Intent(take_id, request)

    async def start(self, intent: Intent, tell: Callable[[Phrase], None]) -> str:
        """Send StartRecord and give the TaskId, written down already.

        While no answer comes and one attempt may have reached its goal, the same ClientTaskId is sent again, so
        that no second recording can begin; ``tell`` hears of it.
        """
        deadline_s = self._monotonic_s() + GIVE_UP_S
        may_have_acted = False
        while True:
            try:
                task_id = await self._session.api.start_record(intent.request)
                break
            except (NoAnswer, BadAnswer) as silence:
                may_have_acted |= _may_have_acted(silence)
                if not may_have_acted:
                    await self._refused(intent)
                    raise
                if self._monotonic_s() > deadline_s:
                    raise  # the intent stays open: the next start looks for the recording it may have begun
                tell(phrase("{problem} Asking again, without recording twice.", problem=silence.problem))
                await asyncio.sleep(self._ask_again_s)
            except ServiceError:
                await self._refused(intent)
                raise
        try:
            await self._journal.task_started(intent.take_id, task_id)
        except JournalError as error:
            # The recording runs: it must stay in view, where it can be stopped.
            _log.error("the task of take %d could not be written down: %s", intent.take_id, error)
        return task_id

    async def _refused(self, intent: Intent) -> None:
        try:
            await self._journal.close_take(intent.take_id, "refused")
        except JournalError as error:
            _log.error("the end of take %d could not be written down: %s", intent.take_id, error)


def _may_have_acted(silence: NoAnswer | BadAnswer) -> bool:
    """Tell whether the recorder may have begun to record although it did not say so."""
    return silence.is_retryable if isinstance(silence, BadAnswer) else silence.may_have_acted


def _refusal(violation: Violation) -> StartRefused:
    return StartRefused(violation.message, setting_at(violation.field))


def refused_setting(error: ServiceError) -> str:
    """Tell which take setting the recorder refused, where its message begins with the path of one."""
    if not isinstance(error, CallRefused):
        return ""
    path, colon, _sentence = error.message.partition(": ")
    return setting_at(path) if colon else ""


def refusal_sentence(error: ServiceError) -> Phrase:
    """Say why a call failed; for a refused value with the recorder's own words, which name it."""
    said = _said_of_value(error)
    return phrase("The recorder refused this: {message}", message=said) if said else error.sentence


def refused_layout(error: ServiceError) -> Phrase:
    """Say why a layout was refused, where it is said already that it was: the recorder's sentence without its path."""
    said = _said_of_value(error)
    return phrase("{message}", message=_PATH.sub("", said)) if said else error.sentence


def _said_of_value(error: ServiceError) -> str:
    """Give what the recorder said of a value that it refused; empty for any other failure."""
    if isinstance(error, CallRefused) and error.code == ReturnCode.INVALID_PARAMETER:
        return error.message
    return ""
