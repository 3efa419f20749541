"""Which kinds of pictures are taken from outside, told by how they begin (CONTRACT section 2)."""

from __future__ import annotations

from enum import Enum


class PictureKind(Enum):
    """A format, by its first bytes."""

    JPEG = b"\xff\xd8\xff"
    PNG = b"\x89PNG\r\n\x1a\n"
    BMP = b"BM"
    GIF = b"GIF8"


STILLS = frozenset({PictureKind.JPEG, PictureKind.PNG, PictureKind.BMP})
BACKGROUNDS = STILLS | {PictureKind.GIF}
"""Of a GIF it is the first picture."""


def kind_of(content: bytes) -> PictureKind | None:
    return next((kind for kind in PictureKind if content.startswith(kind.value)), None)
