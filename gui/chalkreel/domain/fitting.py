"""Which part of a source picture goes to which part of a view, to the pixel."""

from __future__ import annotations

from dataclasses import dataclass

from chalkreel.domain.enums import FillMode
from chalkreel.domain.geometry import Rect, Size


@dataclass(frozen=True, slots=True)
class Fitting:
    """``source`` of the picture is scaled onto ``target`` of the canvas; the rest of the view gets bars."""

    source: Rect
    target: Rect


def fit(source: Size, target: Rect, fill: FillMode) -> Fitting:
    """Place a picture into a view.

    Crop covers the whole view with the centred part of the source that has the view's shape. That part can be
    cut out of 4:2:0 data as it is: its left and top are even, its width and height are even too unless they are
    the source's own full (perhaps odd) ones. The rounding moves the cut by at most one source pixel from the
    centre. Fit shows the whole source in the centred part of the view; ``target`` may lie on odd pixels.
    """
    if source.width <= 0 or source.height <= 0 or target.is_empty:
        return Fitting(Rect.of(0, 0, max(source.width, 0), max(source.height, 0)), target)
    if fill is FillMode.FIT:
        return Fitting(Rect.of(0, 0, source.width, source.height), _fitted(source, target))
    return Fitting(_cropped(source, target.size), target)


def bars(view: Rect, picture: Rect) -> tuple[Rect, ...]:
    """Give the parts of a view that its picture leaves free: none, two at the sides, or two above and below."""
    candidates = (
        Rect(view.left, view.top, view.right, picture.top),
        Rect(view.left, picture.top, picture.left, picture.bottom),
        Rect(picture.right, picture.top, view.right, picture.bottom),
        Rect(view.left, picture.bottom, view.right, view.bottom),
    )
    return tuple(bar for bar in candidates if not bar.is_empty)


def _fitted(source: Size, target: Rect) -> Rect:
    if source.width * target.height >= source.height * target.width:
        width, height = target.width, _scaled(source.height, target.width, source.width)
    else:
        width, height = _scaled(source.width, target.height, source.height), target.height
    left = target.left + (target.width - width) // 2
    top = target.top + (target.height - height) // 2
    return Rect.of(left, top, width, height)


def _cropped(source: Size, shape: Size) -> Rect:
    if source.width * shape.height > source.height * shape.width:
        left, width = _centred_even(source.width, _scaled(source.height, shape.width, shape.height))
        return Rect.of(left, 0, width, source.height)
    top, height = _centred_even(source.height, _scaled(source.width, shape.height, shape.width))
    return Rect.of(0, top, source.width, height)


def _centred_even(whole: int, wanted: int) -> tuple[int, int]:
    """Give an even start and an even length near the wanted one, centred; all of it where that is as near."""
    if wanted >= whole:
        return 0, whole
    length = max(wanted + (wanted & 1), 2)
    if length >= whole:
        return 0, whole
    return (whole - length + 1) // 4 * 2, length


def _scaled(value: int, numerator: int, denominator: int) -> int:
    """Give ``value * numerator / denominator`` rounded, halves up, at least 1."""
    return max((2 * value * numerator + denominator) // (2 * denominator), 1)
