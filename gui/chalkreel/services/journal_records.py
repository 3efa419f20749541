"""What the journal keeps of a take, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Take:
    """One take as last written down. All ``*_ms`` are Unix milliseconds.

    ``task_id`` is empty until StartRecord was answered; ``outcome`` until the take is closed. ``plan`` is the
    StartRecord request without its keys, ``files`` the file list as last heard.
    """

    take_id: int
    connection_id: str
    room_id: str
    client_task_id: str
    plan: Mapping[str, Any]
    intent_ms: int
    task_id: str = ""
    started_ms: int | None = None
    status: int | None = None
    files: tuple[Mapping[str, Any], ...] = ()
    heard_ms: int | None = None
    stop_wished_ms: int | None = None
    outcome: str = ""
    closed_ms: int | None = None

    @property
    def is_open(self) -> bool:
        return self.closed_ms is None


@dataclass(frozen=True, slots=True)
class TakeEvent:
    """One line of a take's history; ``recording_ms`` leaves pauses out and is ``None`` where it has no place."""

    event_id: int
    take_id: int
    kind: str
    wall_ms: int
    recording_ms: int | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)
