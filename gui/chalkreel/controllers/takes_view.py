"""What the list of takes and its player draw: immutable, pushed by the controller."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path

from chalkreel.base.phrase import Phrase
from chalkreel.controllers.view_state import FileView
from chalkreel.domain.chapters import Chapter
from chalkreel.domain.timeline import Timeline

_STILLS = frozenset({".jpg", ".jpeg", ".png"})


class TakeCondition(Enum):
    """What became of a take, as the host reads it."""

    RECORDING = "recording"
    SAVING = "saving"
    SAFE = "safe"
    IN_BACKUP = "in backup"
    LOST = "lost"
    INTERRUPTED = "interrupted"
    EMPTY = "empty"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TakeRow:
    """One take in the list. ``until`` is when its backup runs out; a series has pictures for files."""

    take_id: int
    room: str
    began: datetime
    condition: TakeCondition
    length_ms: int = 0
    file_count: int = 0
    is_series: bool = False
    is_single: bool = False
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class TakesView:
    """The takes found so far, newest first; ``has_more`` of them can be asked for."""

    rows: tuple[TakeRow, ...] = ()
    words: str = ""
    has_more: bool = False
    is_loading: bool = True
    problem: Phrase | None = None


@dataclass(frozen=True, slots=True)
class PlayFile:
    """One file of a take. ``path`` is set where it lies on this computer; ``problem`` says why it cannot be played.

    ``offset_ms`` is where on the take's time line the file begins. ``name`` tells it from the others.
    """

    file: FileView
    name: Phrase
    path: Path | None = None
    problem: Phrase | None = None
    advice: Phrase | None = None
    offset_ms: int = 0

    @property
    def is_still(self) -> bool:
        """Whether it is a picture, which is looked at and not played."""
        return self.path is not None and self.path.suffix.lower() in _STILLS

    @property
    def is_playable(self) -> bool:
        return self.path is not None and self.problem is None


@dataclass(frozen=True, slots=True)
class TakeDetail:
    """Everything about one take that is looked at. Chapters and time line are on the take's own axis.

    ``pictures`` are small JPEGs of what chapters show, by their number from 0; ``board_pictures`` by board id.
    """

    row: TakeRow
    files: tuple[PlayFile, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    timeline: Timeline = Timeline()  # noqa: RUF009  (a frozen value)
    pictures: Mapping[int, bytes] = field(default_factory=dict)
    board_pictures: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def first_playable(self) -> int:
        """Which file is shown first: one with a picture, if any."""
        playable = [place for place, one in enumerate(self.files) if one.is_playable]
        with_picture = [place for place in playable if self.files[place].file.resolution is not None]
        return next(iter(with_picture or playable), 0)
