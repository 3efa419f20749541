"""Colours of the wire: one integer 0xRRGGBB00, red in the top byte."""

from __future__ import annotations

BLACK = 0x00000000
WHITE = 0xFFFFFF00


def rgb_of(wire: int) -> tuple[int, int, int]:
    """Give red, green and blue of a wire colour, also of its negative int32 twin."""
    unsigned = wire & 0xFFFF_FFFF
    return unsigned >> 24, unsigned >> 16 & 0xFF, unsigned >> 8 & 0xFF


def wire_of(red: int, green: int, blue: int) -> int:
    """Give the unsigned wire colour."""
    for part in (red, green, blue):
        if not 0 <= part <= 0xFF:
            raise ValueError(f"{part} is no part of a colour")
    return red << 24 | green << 16 | blue << 8
