"""Which calls a task takes in which state (CONTRACT section 4)."""

from __future__ import annotations

from chalkreel.contract.actions import Action
from chalkreel.contract.codes import ReturnCode
from chalkreel.domain.enums import RecordMode, TaskStatus

ENDED = frozenset({TaskStatus.ENDED, TaskStatus.ENDED_ABNORMALLY})


_OF_MIXES = frozenset({Action.PAUSE_RECORD, Action.RESUME_RECORD, Action.UPDATE_LAYOUT, Action.TAKE_SNAPSHOT})
"""Calls that mean something to a mix only."""


def refusal_code(
    action: Action, status: TaskStatus | None, mode: RecordMode | None = RecordMode.MIXED
) -> ReturnCode | None:
    """Give the code an action on a task is refused with; ``status`` is ``None`` for an unknown task.

    What the contract leaves open is allowed: pausing a paused task changes nothing, and a paused task takes
    new layouts, whiteboards and snapshots.
    """
    if status is None:
        return ReturnCode.TASK_UNKNOWN
    if action is Action.DESCRIBE_RECORD_STATUS:
        return None
    if status in ENDED:
        return ReturnCode.TASK_ENDED
    if mode is RecordMode.SINGLE and action in _OF_MIXES:
        return ReturnCode.INVALID_PARAMETER
    if action is Action.RESUME_RECORD and status is not TaskStatus.PAUSED:
        return ReturnCode.TASK_NOT_PAUSED
    return None
