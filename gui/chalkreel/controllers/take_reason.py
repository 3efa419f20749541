"""Why a task of Studio ended by itself, asked for where no callback told it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalkreel.base.logging import Topic, log_of
from chalkreel.domain.enums import QuitReason
from chalkreel.services.errors import ServiceError

if TYPE_CHECKING:
    from chalkreel.services.studio_client import StudioClient

STOPPED = "stopped"
_log = log_of(Topic.CONTROL)


async def reason_from_studio(studio: StudioClient, task_id: str) -> QuitReason | None:
    """Find the reason in the history that Studio keeps of a task; ``None`` where it names none."""
    try:
        events = await studio.task_events(task_id)
    except ServiceError as failure:
        _log.info("why task %s ended cannot be asked: %s", task_id, failure)
        return None
    reasons = [event.detail.get("quit_reason") for event in events if event.kind == STOPPED]
    return _known(reasons[-1]) if reasons and reasons[-1] is not None else None


def _known(number: Any) -> QuitReason:
    try:
        return QuitReason(number)
    except ValueError:
        return QuitReason.UNKNOWN
