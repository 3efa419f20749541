"""Pictures only: a JPG every so many seconds instead of a recording."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from chalkreel.domain.chapters import ChapterMark
from chalkreel.domain.geometry import Size
from chalkreel.studio.outputs.effort import Effort
from chalkreel.studio.outputs.jpeg import write_jpeg
from chalkreel.studio.outputs.output import EncodingSettings
from chalkreel.studio.sources.planes import Planes, view_of
from chalkreel.studio.sources.source import Sound


@dataclass(frozen=True, slots=True)
class StillSettings:
    """How often a picture is taken, where it goes, and who is told; both are called on the encoder's thread."""

    interval_s: int
    next_path: Callable[[], Path]
    on_picture: Callable[[Path, Size], None]


class StillsOutput:
    """Writes single pictures, each whole or not at all; implements ``Output``.

    The first is taken with picture 1: picture 0 comes before a source has shown anything.
    """

    def __init__(self, stills: StillSettings, settings: EncodingSettings) -> None:
        self._stills = stills
        self._fps = settings.fps
        self._next_number = 1

    def write_picture(self, planes: Planes, number: int) -> None:
        if number < self._next_number:
            return
        path = self._stills.next_path()
        size = write_jpeg(view_of(planes), path)
        every = self._stills.interval_s * self._fps
        self._next_number += ((number - self._next_number) // every + 1) * every
        self._stills.on_picture(path, size)

    def write_sound(self, samples: Sound, first_sample: int) -> None:
        """Pictures are silent."""

    def use_effort(self, effort: Effort) -> None:
        """There is no video encoder here."""

    def close(self, chapters: Sequence[ChapterMark], duration_ms: int) -> None:
        """Nothing is held back."""

    def abandon(self) -> None:
        """Nothing is open."""
