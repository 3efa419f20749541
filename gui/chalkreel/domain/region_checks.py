"""What can be typed for a region, judged before it is taken."""

from __future__ import annotations

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.domain.geometry import Rect, Size

NO_LENGTH = phrase("A region is at least 1 px wide and high.")
NO_ADDRESS = phrase("An address begins with http:// or https://.")


def length_problem(length_px: int) -> Phrase | None:
    return NO_LENGTH if length_px < 1 else None


def place_problem(rect: Rect, canvas: Size) -> Phrase | None:
    """Say where a region would reach outside."""
    if rect.is_inside(canvas):
        return None
    return phrase("It reaches outside the canvas, which is {size}.", size=canvas)


def address_problem(text: str) -> Phrase | None:
    """Judge the address of a picture; none is fine."""
    if not text or text.lower().startswith(("http://", "https://")):
        return None
    return NO_ADDRESS
