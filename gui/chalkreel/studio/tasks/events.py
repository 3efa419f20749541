"""What happened in a task, in wall-clock and recording time, kept on disk line by line."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from chalkreel.studio.disk import DiskWriter


class EventKind(StrEnum):
    """The kinds of events."""

    STARTED = "started"
    RECORDING_STARTED = "recording_started"
    STREAM_ENTERED = "stream_entered"
    STREAM_LEFT = "stream_left"
    LAYOUT = "layout"
    WHITEBOARD = "whiteboard"
    WHITEBOARD_AWAITED = "whiteboard_awaited"
    PAGE = "page"
    PAUSED = "paused"
    RESUMED = "resumed"
    SNAPSHOT = "snapshot"
    SNAPSHOT_FAILED = "snapshot_failed"
    MARKER = "marker"
    PROBLEM = "problem"
    ENCODER_EFFORT = "encoder_effort"
    IMAGE_FAILED = "image_failed"
    STOPPED = "stopped"
    REPAIRED = "repaired"
    STORED = "stored"
    EXPIRED = "expired"
    CALLBACK = "callback"
    CALLBACK_LOST = "callback_lost"


@dataclass(frozen=True, slots=True)
class Event:
    """One event; ``recording_ms`` leaves pauses out."""

    kind: str
    wall_ms: int
    recording_ms: int
    details: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {**self.details, "kind": self.kind, "wall_ms": self.wall_ms, "recording_ms": self.recording_ms}


ROUTINE_KEPT = 1000
"""So many of the newest events that only repeat themselves stay in memory: a series of pictures makes three each."""

_ROUTINE = frozenset({EventKind.SNAPSHOT, EventKind.STORED, EventKind.CALLBACK})


class EventLog:
    """The events of one task in their order; every one is on its way to the disk when ``add`` returns.

    The file has all of them. Of those that tell of one stored file after the other the oldest are forgotten.
    """

    def __init__(
        self, path: Path, disk: DiskWriter, events: list[Event] | None = None, now: Callable[[], float] = time.time
    ) -> None:
        self._path = path
        self._disk = disk
        self._events = events or []
        self._now = now
        self._routine = sum(_is_routine(event) for event in self._events)
        self._forget_routine()

    @property
    def all(self) -> tuple[Event, ...]:
        return tuple(self._events)

    def add(self, kind: EventKind, recording_ms: int, /, **details: Any) -> None:
        event = Event(kind.value, int(self._now() * 1000), recording_ms, details)
        self._events.append(event)
        self._disk.append(self._path, json.dumps(event.to_json(), ensure_ascii=False))
        self._routine += _is_routine(event)
        self._forget_routine()

    def _forget_routine(self) -> None:
        if self._routine < 2 * ROUTINE_KEPT:
            return
        to_forget = self._routine - ROUTINE_KEPT
        kept: list[Event] = []
        for event in self._events:
            if to_forget and _is_routine(event):
                to_forget -= 1
            else:
                kept.append(event)
        self._events, self._routine = kept, ROUTINE_KEPT


def _is_routine(event: Event) -> bool:
    """Tell whether it is one of many alike; what says why something went wrong is not."""
    return event.kind in _ROUTINE and "reason" not in event.details


def read_events(path: Path) -> list[Event]:
    """Read what an earlier process wrote; a torn line is left out. Blocks."""
    if not path.exists():
        return []
    events = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            data = json.loads(line)
            kind, wall_ms, recording_ms = str(data.pop("kind")), int(data.pop("wall_ms")), int(data.pop("recording_ms"))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
        events.append(Event(kind, wall_ms, recording_ms, data))
    return events
