"""After a crash or a time-out: what to do about a take whose start was never answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalkreel.contract.queries import RecordTaskItem
from chalkreel.domain.enums import TaskStatus, TaskStatusFilter
from chalkreel.domain.limits import QUERY_WINDOW_S
from chalkreel.services.journal_records import Take

if TYPE_CHECKING:
    from chalkreel.services.record_api import RecordApi

SAME_ID_S = 120
"""So long after the intent the same ClientTaskId is taken to mean the same task; how long the recorder really
remembers it is left open by the API."""
CLOCK_DIFFERENCE_S = 300
"""The recorder's clock may be so far from ours."""
START_TAKES_S = 180
"""A start may be carried out so long after its intent: time-outs, repeats, a server that takes over."""


@dataclass(frozen=True, slots=True)
class Follow:
    """The TaskId is known: watch it, nothing is to be decided."""

    task_id: str


@dataclass(frozen=True, slots=True)
class SendAgain:
    """Send StartRecord again with this ClientTaskId: an existing task is returned, no second one is started."""

    client_task_id: str
    for_another_s: float


@dataclass(frozen=True, slots=True)
class LookFor:
    """Look for the task by room and time (Unix ms), and ask the host."""

    room_id: str
    from_ms: int
    until_ms: int


@dataclass(frozen=True, slots=True)
class TooOld:
    """The recorder no longer tells anything about that time."""


Decision = Follow | SendAgain | LookFor | TooOld


@dataclass(frozen=True, slots=True)
class Candidate:
    """A task that may be the lost one. ``is_known`` when another take of ours already has it."""

    task_id: str
    room_id: str
    begun_ms: int
    is_running: bool
    is_known: bool
    distance_ms: int


def decide(take: Take, now_ms: int) -> Decision:
    """Tell what to do about an unfinished take at this moment."""
    age_ms = now_ms - take.intent_ms
    if age_ms > (QUERY_WINDOW_S - CLOCK_DIFFERENCE_S) * 1000:
        return TooOld()
    if take.task_id:
        return Follow(take.task_id)
    if 0 <= age_ms <= SAME_ID_S * 1000:
        return SendAgain(take.client_task_id, SAME_ID_S - age_ms / 1000)
    # Also where the clock was set back since: the same id may by now mean a new task.
    from_ms = max(take.intent_ms - CLOCK_DIFFERENCE_S * 1000, now_ms - QUERY_WINDOW_S * 1000)
    return LookFor(take.room_id, from_ms, take.intent_ms + (START_TAKES_S + CLOCK_DIFFERENCE_S) * 1000)


def candidates(
    tasks: Iterable[RecordTaskItem], take: Take, wanted: LookFor, known_task_ids: frozenset[str]
) -> tuple[Candidate, ...]:
    """Pick the tasks that may belong to the take: the likeliest first, those of other takes last."""
    found = {
        task.task_id: Candidate(
            task_id=task.task_id,
            room_id=task.room_id or "",
            begun_ms=task.record_begin_timestamp,
            is_running=task.status not in (TaskStatus.ENDED, TaskStatus.ENDED_ABNORMALLY),
            is_known=task.task_id in known_task_ids,
            distance_ms=abs(task.record_begin_timestamp - take.intent_ms),
        )
        for task in tasks
        if task.task_id
        and task.room_id == wanted.room_id
        and task.record_begin_timestamp is not None
        and wanted.from_ms <= task.record_begin_timestamp <= wanted.until_ms
    }
    return tuple(sorted(found.values(), key=lambda task: (task.is_known, not task.is_running, task.distance_ms)))


async def find_candidates(
    api: RecordApi, take: Take, wanted: LookFor, known_task_ids: frozenset[str]
) -> tuple[Candidate, ...]:
    """Ask the recorder for running and ended tasks of that room and time."""
    running = await api.all_tasks(TaskStatusFilter.RECORDING, wanted.from_ms, wanted.until_ms, wanted.room_id)
    ended = await api.all_tasks(TaskStatusFilter.ENDED, wanted.from_ms, wanted.until_ms, wanted.room_id)
    return candidates([*ended, *running], take, wanted, known_task_ids)
