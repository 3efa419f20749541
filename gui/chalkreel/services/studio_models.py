"""What Studio's own API says, as values; members and values of a newer Studio are tolerated."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from chalkreel.base.phrase import Phrase
from chalkreel.base.told_phrase import heard
from chalkreel.domain.geometry import Size


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class StudioHealth(_Said):
    """Whether Studio can work, and whether it is recording."""

    healthy: bool
    busy: bool = False
    version: str = ""


class StudioStream(_Said):
    """One publisher of a room. ``condition``: starting, playing, stalled, ended or failed; ``problem`` says why."""

    stream_id: str
    user_id: str = ""
    user_name: str = ""
    has_video: bool = True
    has_audio: bool = True
    muted: bool = False
    camera_off: bool = False
    condition: str = "playing"
    problem: str | None = None
    problem_phrase: dict[str, Any] | None = None
    width: int = 0
    height: int = 0
    entered_at: int = 0
    """Unix milliseconds."""

    @property
    def size(self) -> Size | None:
        return Size(self.width, self.height) if self.width and self.height else None

    @property
    def trouble(self) -> Phrase | None:
        """Say what is wrong with it, if anything is."""
        return heard(self.problem_phrase, self.problem or "")


class StudioBoard(_Said):
    """One open whiteboard; ``revision`` grows with every change of its picture."""

    whiteboard_id: str
    name: str = ""
    page: int = 1
    page_count: int = 1
    width: int = 0
    height: int = 0
    revision: int = 0

    @property
    def size(self) -> Size | None:
        return Size(self.width, self.height) if self.width and self.height else None


class StudioRoom(_Said):
    """A room with its streams in entry order and its boards."""

    room_id: str = ""
    streams: tuple[StudioStream, ...] = ()
    boards: tuple[StudioBoard, ...] = ()


class StudioRooms(_Said):
    """Every room Studio knows."""

    rooms: tuple[StudioRoom, ...] = ()


class StudioEvent(BaseModel):
    """One line of a task's history; further members of its kind are in ``detail``."""

    model_config = ConfigDict(frozen=True, extra="allow")

    kind: str
    wall_ms: int
    recording_ms: int | None = None

    @property
    def detail(self) -> dict[str, Any]:
        return dict(self.model_extra or {})


class StudioStats(_Said):
    """What the recorder measures of itself since the start of the task."""

    recording_ms: int = 0
    frames: int = 0
    repeated: int = 0
    fps: float = 0.0
    encoder_lag_ms: float = 0.0
    longest_gap_ms: float = 0.0
    bytes_written: int = 0
    av_drift_ms: float = 0.0
    is_paused: bool = False


class StudioMarker(_Said):
    """A chapter mark that was set."""

    recording_ms: int


class StudioFile(_Said):
    """One file after another try to store it; ``status`` as in the contract, ``reason`` why it is not stored."""

    file_id: str
    status: int
    url: str = ""
    reason: str = ""
    phrase: dict[str, Any] | None = None

    @property
    def why(self) -> Phrase | None:
        """Say why it is not stored, if that was said."""
        return heard(self.phrase, self.reason)


class StudioFiles(_Said):
    """The files of one task."""

    files: tuple[StudioFile, ...] = ()


class RoomState(StudioRoom):
    """Live: the room as it is now."""


class Levels(_Said):
    """Live: how loud each stream is, 0 to 1."""

    levels: dict[str, float] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """Live: a new picture of a stream (``kind`` "stream") or of a board's page ("board")."""

    kind: str
    id: str
    size: Size
    revision: int
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class LiveInterrupted:
    """Live: the line is down and being set up again; what was shown is as old as ``age_s``."""

    age_s: float


LiveMessage = RoomState | Levels | Thumbnail | LiveInterrupted


def refusal_in(body: bytes) -> Phrase | None:
    """Read why a call of Studio's own was refused; ``None`` where it does not say."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return heard(said.get("phrase"), str(said.get("reason", ""))) if isinstance(said, dict) else None
