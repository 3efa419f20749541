"""A take's life: one total function from what is known to one phase."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from chalkreel.domain.enums import FileStatus, QuitReason, TaskStatus

ORDINARY_QUIT_REASONS = frozenset({QuitReason.MAX_IDLE_TIME, QuitReason.MAX_RECORD_TIME})
"""Reported as "abnormal end" at the wire, yet ordinary (CONTRACT section 4)."""


class Phase(Enum):
    """Where a take is in its life, as the host reads it."""

    IDLE = "idle"
    PREFLIGHT = "preflight"
    STARTING = "starting"
    ARMED = "armed"
    RECORDING = "recording"
    WAITING = "waiting"
    PAUSED = "paused"
    STOPPING = "stopping"
    UPLOADING = "uploading"
    SAFE = "safe"
    EMPTY = "empty"
    PARTIAL = "partial"
    FAILED = "failed"

    @property
    def is_live(self) -> bool:
        """Whether a task runs that can still record something."""
        return self in _LIVE

    @property
    def is_over(self) -> bool:
        return self in _OVER


_LIVE = frozenset({Phase.STARTING, Phase.ARMED, Phase.RECORDING, Phase.WAITING, Phase.PAUSED})
_OVER = frozenset({Phase.SAFE, Phase.EMPTY, Phase.PARTIAL, Phase.FAILED})


class Wish(Enum):
    """What the host last asked of the take."""

    NOTHING = "nothing"
    CHECK = "check"
    START = "start"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class TakeFacts:
    """Everything known of a take that decides its phase.

    ``status`` is ``None`` until the recorder said something. ``files`` are the statuses of its files.
    ``is_picture_only`` marks a ``jpg`` task, which lists no files; ``pictures`` counts those announced by
    events. ``was_refused`` is true when StartRecord was answered with an error.
    """

    wish: Wish = Wish.NOTHING
    status: TaskStatus | None = None
    files: tuple[FileStatus, ...] = ()
    quit_reason: QuitReason | None = None
    is_picture_only: bool = False
    pictures: int = 0
    was_refused: bool = False


def phase_of(facts: TakeFacts) -> Phase:
    """Tell the phase of a take; every combination of facts has exactly one."""
    if facts.was_refused:
        return Phase.FAILED
    if facts.status is None:
        return _PHASE_BEFORE_ANSWER[facts.wish]
    if facts.status in (TaskStatus.ENDED, TaskStatus.ENDED_ABNORMALLY):
        return _ended_phase(facts)
    if facts.wish is Wish.STOP:
        return Phase.STOPPING
    if facts.status is TaskStatus.INITIALISING:
        return Phase.STARTING
    if facts.status is TaskStatus.PAUSED:
        return Phase.PAUSED
    return _recording_phase(facts)


_PHASE_BEFORE_ANSWER = {
    Wish.NOTHING: Phase.IDLE,
    Wish.CHECK: Phase.PREFLIGHT,
    Wish.START: Phase.STARTING,
    Wish.STOP: Phase.STOPPING,
}


def _recording_phase(facts: TakeFacts) -> Phase:
    if facts.is_picture_only:
        return Phase.RECORDING
    if not facts.files:
        return Phase.ARMED
    return Phase.RECORDING if FileStatus.RECORDING in facts.files else Phase.WAITING


def _ended_phase(facts: TakeFacts) -> Phase:
    if any(status in (FileStatus.RECORDING, FileStatus.UPLOADING) for status in facts.files):
        return Phase.UPLOADING
    if facts.status is TaskStatus.ENDED_ABNORMALLY and _is_failure(facts.quit_reason):
        return Phase.FAILED
    if any(status in (FileStatus.IN_BACKUP, FileStatus.LOST) for status in facts.files):
        return Phase.PARTIAL
    if facts.files or (facts.is_picture_only and facts.pictures):
        return Phase.SAFE
    return Phase.EMPTY


def _is_failure(reason: QuitReason | None) -> bool:
    return reason is not None and reason not in ORDINARY_QUIT_REASONS
