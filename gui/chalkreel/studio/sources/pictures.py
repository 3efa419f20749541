"""Still pictures from outside (JPG, JPEG, PNG, BMP), decoded defensively."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import av

from chalkreel.base.phrase import Phrase
from chalkreel.domain.geometry import Size

MAX_PICTURE_BYTES = 40 * 1024 * 1024
MAX_PICTURE_PX = 50_000_000


class PictureRefused(Exception):  # noqa: N818 - a fact, not a fault of ours
    """A picture cannot be used; ``sentence`` says why, to the host."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture: upright RGB without transparency, at most 3840 px on its longer side.

    ``size`` is the upright size of the original.
    """

    size: Size
    frame: av.VideoFrame


def load_picture(data: bytes | Path) -> Picture:
    """Decode a picture from its bytes or from a file; raises ``PictureRefused``. Blocks: call it off the loop."""
    raise NotImplementedError
