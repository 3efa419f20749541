"""A still picture as a publisher: no sound, and one picture for ever."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from av.video.reformatter import VideoReformatter

from chalkreel.base.clock import Clock
from chalkreel.domain.geometry import Size
from chalkreel.studio.sources.colours import to_canvas_colours
from chalkreel.studio.sources.pictures import PictureRefused, load_picture
from chalkreel.studio.sources.source import Condition, Sound, SourceFrame, SourceRefused, SourceState
from chalkreel.studio.sources.switches import SwitchedSource

MAX_SIDE_PX = 1920
STILL_FPS = 5.0
"""What is enough for a picture that never changes."""


class ImageSource(SwitchedSource):
    """Shows a picture from now on; implements ``Source``. The constructor raises ``SourceRefused``."""

    def __init__(self, path: Path, clock: Clock) -> None:
        super().__init__(clock, self._always, _silence)
        try:
            picture = load_picture(path)
        except PictureRefused as refusal:
            raise SourceRefused(refusal.sentence) from refusal
        frame = picture.frame
        scale = min(1.0, MAX_SIDE_PX / max(frame.width, frame.height))
        width, height = max(round(frame.width * scale), 1), max(round(frame.height * scale), 1)
        converted = to_canvas_colours(VideoReformatter(), frame, width, height)
        self._frame = SourceFrame(0, clock.now(), converted)

    @property
    def size(self) -> Size | None:
        return self._frame.size

    @property
    def has_video(self) -> bool:
        return True

    @property
    def has_audio(self) -> bool:
        return False

    @property
    def is_stereo(self) -> bool:
        return False

    @property
    def frame_rate(self) -> float:
        return STILL_FPS

    @property
    def condition(self) -> Condition:
        return Condition(SourceState.PLAYING)

    def close(self) -> None:
        """There is no thread to end."""

    def _always(self, time_s: float) -> SourceFrame | None:
        return self._frame if time_s >= self._frame.due_s else None


def _silence(first_sample: int, count: int) -> Sound:
    del first_sample
    return np.zeros((2, count), np.float32)
