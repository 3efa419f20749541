"""The file of sound levels beside a recording: once a second how loud every stream is, one record per line."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import IO

from chalkreel.domain.enums import SoundWaveType
from chalkreel.studio.mixer.values import Scene

SOUND_WAVE_SUFFIX = ".sw"
FULL_VOLUME = 100
_NAMES = {SoundWaveType.STREAM_ID: "stream_id", SoundWaveType.USER_ID: "user_id"}

_logger = logging.getLogger(__name__)


class SoundWave:
    """Measures on the mixer's thread; what it gives to be written is for the encoder's thread.

    ``time`` is in seconds of the recording, ``volume`` from 0 to 100. Of a user with several streams it is the loudest.
    """

    def __init__(self, path: Path, kind: SoundWaveType, fps: int) -> None:
        self._path = path
        self._kind = kind
        self._fps = fps
        self._told_s = 0
        self._file: IO[str] | None = None
        self._is_broken = False

    def due(self, number: int, scene: Scene) -> Callable[[], None] | None:
        """Give the work of writing the levels if a second of the recording ends with a picture."""
        second = (number + 1) // self._fps
        if second <= self._told_s:
            return None
        self._told_s = second
        return partial(self._write, json.dumps({"time": second, "sound_wave": self._levels(scene)}))

    def close(self) -> None:
        """End the file; called when the encoder's thread has ended."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _levels(self, scene: Scene) -> list[dict[str, object]]:
        levels: dict[str, int] = {}
        for stream_id, source in (scene.sources or {}).items():
            is_by_user = self._kind is SoundWaveType.USER_ID
            name = scene.users.get(stream_id, stream_id) if is_by_user else stream_id
            levels[name] = max(levels.get(name, 0), round(source.level() * FULL_VOLUME))
        return [{_NAMES[self._kind]: name, "volume": volume} for name, volume in levels.items()]

    def _write(self, line: str) -> None:
        if self._is_broken:
            return
        try:
            if self._file is None:
                self._file = self._path.open("a", encoding="utf-8")
            self._file.write(line + "\n")
            self._file.flush()
        except OSError:
            self._is_broken = True
            _logger.warning("the sound levels of %s cannot be written", self._path.name, exc_info=True)
