"""Sound with its silence left out, in one file or split where the silence is long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from chalkreel.domain.chapters import ChapterMark
from chalkreel.studio.outputs.effort import Effort
from chalkreel.studio.outputs.output import Output
from chalkreel.studio.sources.planes import Planes
from chalkreel.studio.sources.source import SAMPLE_RATE, Sound

AUDIBLE = 1e-4
"""Below this (-80 dB) there is nothing to be heard: a microphone that is off, or nobody who sends."""

BLOCK_SAMPLES = SAMPLE_RATE // 50
"""Sound is kept or left out in pieces of 20 ms."""


@dataclass(frozen=True, slots=True)
class SilenceSettings:
    """``split_after_s``: silence of so many seconds ends a file; ``None``: all goes into one."""

    split_after_s: float | None = None


class WithoutSilence:
    """Passes on what can be heard; implements ``Output``. A file is opened only when there is something for it.

    ``open_next(first_sample)`` opens the next file; ``first_sample`` is the recording's sample it begins with.
    ``on_ended`` is told when a file is closed while the recording goes on.
    """

    def __init__(
        self, open_next: Callable[[int], Output], settings: SilenceSettings, on_ended: Callable[[], None]
    ) -> None:
        self._open_next = open_next
        self._on_ended = on_ended
        self._split_after = None if settings.split_after_s is None else settings.split_after_s * SAMPLE_RATE
        self._file: Output | None = None
        self._written = 0
        self._silent = 0
        self._held: Sound = np.zeros((2, 0), np.float32)
        self._next_sample = 0

    def write_picture(self, planes: Planes, number: int) -> None:
        """There is no picture beside sound alone."""

    def write_sound(self, samples: Sound, first_sample: int) -> None:
        if not self._held.shape[1]:
            self._next_sample = first_sample
        held = np.concatenate((self._held, samples), axis=1)
        whole = held.shape[1] - held.shape[1] % BLOCK_SAMPLES
        for start in range(0, whole, BLOCK_SAMPLES):
            self._take(held[:, start : start + BLOCK_SAMPLES])
        self._held = held[:, whole:]

    def use_effort(self, effort: Effort) -> None:
        """There is no video encoder here."""

    def close(self, chapters: Sequence[ChapterMark], duration_ms: int) -> None:
        del chapters, duration_ms
        if self._held.shape[1]:
            self._take(self._held)
        self._end_file()

    def abandon(self) -> None:
        if self._file is not None:
            self._file.abandon()

    def _take(self, block: Sound) -> None:
        first_sample = self._next_sample
        self._next_sample += block.shape[1]
        if np.abs(block).max() <= AUDIBLE:
            self._silent += block.shape[1]
            if self._file is not None and self._split_after is not None and self._silent >= self._split_after:
                self._end_file()
                self._on_ended()
            return
        self._silent = 0
        if self._file is None:
            self._file = self._open_next(first_sample)
            self._written = 0
        self._file.write_sound(block, self._written)
        self._written += block.shape[1]

    def _end_file(self) -> None:
        if self._file is not None:
            file, self._file = self._file, None
            file.close((), self._written * 1000 // SAMPLE_RATE)
