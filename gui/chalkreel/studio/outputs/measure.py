"""What a recorded file really holds, measured from the file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from chalkreel.domain.enums import MediaTrackType
from chalkreel.domain.geometry import Size


@dataclass(frozen=True, slots=True)
class RecordedFile:
    """A finished recording; ``resolution`` is ``None`` without picture."""

    path: Path
    size_bytes: int
    duration_ms: int
    resolution: Size | None
    media_track_type: MediaTrackType


def measure(path: Path) -> RecordedFile | None:
    """Measure a file; ``None`` if it holds nothing that can be played."""
    raise NotImplementedError
