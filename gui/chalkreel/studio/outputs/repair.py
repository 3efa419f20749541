"""Mending a recording that a crash left without its end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from chalkreel.domain.chapters import ChapterMark
from chalkreel.studio.outputs.measure import RecordedFile


def repair(path: Path, chapters: Sequence[ChapterMark] = ()) -> RecordedFile | None:
    """Rewrite what can be read of ``path`` into an ordinary file with chapters, in place and atomically.

    Gives ``None``, and leaves the file as it is, when nothing of it can be played. Blocks for as long as
    copying the file takes: call it off the loop.
    """
    raise NotImplementedError
