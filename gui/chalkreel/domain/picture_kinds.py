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


_SVG, _PROLOGUE_BYTES = b"<svg", 1024


def is_svg(content: bytes) -> bool:
    """Whether it is a drawing rather than a picture; it may begin with a few lines about itself."""
    return _SVG in content[:_PROLOGUE_BYTES].lower()


def kind_of(content: bytes) -> PictureKind | None:
    return next((kind for kind in PictureKind if content.startswith(kind.value)), None)


def is_cut_off(content: bytes) -> bool:
    """Tell whether a JPEG or PNG lacks its end; a decoder may show such a one half grey, the recorder does not."""
    match kind_of(content):
        case PictureKind.JPEG:
            return _JPEG_END not in content[-_TAIL_BYTES:]
        case PictureKind.PNG:
            return _PNG_END not in content
    return False


_JPEG_END, _PNG_END = b"\xff\xd9", b"IEND"
_TAIL_BYTES = 4096
"""Behind the end there may be something else, and a small picture inside a JPEG has an end of its own."""
