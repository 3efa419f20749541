"""Picture and sound of one mix in two files (StreamType 4)."""

from __future__ import annotations

from collections.abc import Sequence

from chalkreel.domain.chapters import ChapterMark
from chalkreel.studio.outputs.effort import Effort
from chalkreel.studio.outputs.output import Output, OutputFailed
from chalkreel.studio.sources.planes import Planes
from chalkreel.studio.sources.source import Sound


class SplitOutput:
    """Hands pictures to one output and sound to another; implements ``Output``. Chapters go with the pictures."""

    def __init__(self, picture: Output, sound: Output) -> None:
        self._picture = picture
        self._sound = sound

    def write_picture(self, planes: Planes, number: int) -> None:
        self._picture.write_picture(planes, number)

    def write_sound(self, samples: Sound, first_sample: int) -> None:
        self._sound.write_sound(samples, first_sample)

    def use_effort(self, effort: Effort) -> None:
        self._picture.use_effort(effort)

    def close(self, chapters: Sequence[ChapterMark], duration_ms: int) -> None:
        """Close both; what fails with one must not cost the other its end."""
        try:
            self._picture.close(chapters, duration_ms)
        except OutputFailed:
            self._sound.abandon()
            raise
        self._sound.close((), duration_ms)

    def abandon(self) -> None:
        self._picture.abandon()
        self._sound.abandon()
