"""Putting selected regions in order, as data: what it is called, what it needs, what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.domain.arranging import (
    MIN_TO_DISTRIBUTE,
    Alignment,
    Measure,
    aligned,
    centred,
    distributed,
    filling,
    of_same_size,
    swapped,
)
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.ui.kit.actions import ActionSpec, KeyPlace

Selection = tuple[str, ...]
Act = Callable[[Layout, Selection, Size], Layout]

SELECT_MORE: dict[int, Phrase] = {
    1: phrase("Select a region first"),
    2: phrase("Select two regions first"),
    3: phrase("Select three regions first"),
}
SELECT_TWO = phrase("Select exactly two regions first")
LOCKED = phrase("What is selected is locked")


@dataclass(frozen=True, slots=True)
class ArrangeAction:
    """One action; it needs ``least`` selected regions, and ``most`` where that is bounded."""

    spec: ActionSpec
    least: int
    act: Act
    most: int | None = None

    def blocked(self, layout: Layout, selection: Selection) -> Phrase | None:
        """Say why it cannot be done now."""
        if self.most is not None and len(selection) != self.most:
            return SELECT_TWO
        if len(selection) < self.least:
            return SELECT_MORE[self.least]
        regions = [layout.region(region_id) for region_id in selection]
        return LOCKED if all(region is not None and region.is_locked for region in regions) else None


def _spec(action_id: str, label: Phrase, tip: Phrase, glyph: str, keys: str) -> ActionSpec:
    return ActionSpec(action_id, label, tip, glyph, keys, place=KeyPlace.CANVAS)


def _align(alignment: Alignment, layout: Layout, selection: Selection, canvas: Size) -> Layout:
    return aligned(layout, selection, alignment, canvas)


def _distribute(is_across: bool, layout: Layout, selection: Selection, _canvas: Size) -> Layout:
    return distributed(layout, selection, is_across=is_across)


def _same(measure: Measure, layout: Layout, selection: Selection, canvas: Size) -> Layout:
    return of_same_size(layout, selection, selection[-1], measure, canvas)


def _fill(layout: Layout, selection: Selection, canvas: Size) -> Layout:
    return filling(layout, selection, canvas)


def _centre(layout: Layout, selection: Selection, canvas: Size) -> Layout:
    return centred(layout, selection, canvas)


def _swap(layout: Layout, selection: Selection, _canvas: Size) -> Layout:
    return swapped(layout, selection[0], selection[1])


ALIGNMENTS: tuple[ArrangeAction, ...] = tuple(
    ArrangeAction(_spec(f"align-{alignment.name.lower()}", label, tip, glyph, keys), 1, partial(_align, alignment))
    for alignment, label, tip, glyph, keys in (
        (
            Alignment.LEFT, phrase("Align left"),
            phrase("Align the left sides; a single region with the canvas"), "align-left", "Alt+A",
        ),
        (
            Alignment.CENTRE, phrase("Align centres"),
            phrase("Align the centres across; a single region with the canvas"), "align-centre", "Alt+H",
        ),
        (
            Alignment.RIGHT, phrase("Align right"),
            phrase("Align the right sides; a single region with the canvas"), "align-right", "Alt+D",
        ),
        (
            Alignment.TOP, phrase("Align tops"),
            phrase("Align the upper sides; a single region with the canvas"), "align-top", "Alt+W",
        ),
        (
            Alignment.MIDDLE, phrase("Align middles"),
            phrase("Align the middles in height; a single region with the canvas"), "align-middle", "Alt+M",
        ),
        (
            Alignment.BOTTOM, phrase("Align bottoms"),
            phrase("Align the lower sides; a single region with the canvas"), "align-bottom", "Alt+S",
        ),
    )
)  # fmt: skip

DISTRIBUTIONS = (
    ArrangeAction(
        _spec(
            "distribute-across", phrase("Distribute across"), phrase("Make the gaps side by side equal"),
            "distribute-across", "Alt+Shift+H",
        ),
        MIN_TO_DISTRIBUTE, partial(_distribute, True),
    ),
    ArrangeAction(
        _spec(
            "distribute-down", phrase("Distribute down"), phrase("Make the gaps one above the other equal"),
            "distribute-down", "Alt+Shift+V",
        ),
        MIN_TO_DISTRIBUTE, partial(_distribute, False),
    ),
)  # fmt: skip

SIZES = (
    ArrangeAction(
        _spec(
            "same-width", phrase("Same width"), phrase("Make all as wide as the one selected last"), "", "Alt+Shift+W"
        ),
        2, partial(_same, Measure.WIDTH),
    ),
    ArrangeAction(
        _spec(
            "same-height", phrase("Same height"), phrase("Make all as high as the one selected last"), "", "Alt+Shift+T"
        ),
        2, partial(_same, Measure.HEIGHT),
    ),
    ArrangeAction(
        _spec(
            "same-size", phrase("Same size"), phrase("Make all as large as the one selected last"), "", "Alt+Shift+S"
        ),
        2, partial(_same, Measure.SIZE),
    ),
)  # fmt: skip

PLACES = (
    ArrangeAction(
        _spec("fill-canvas", phrase("Fill the canvas"), phrase("Spread over the whole canvas"), "", "Alt+F"),
        1, _fill,
    ),
    ArrangeAction(
        _spec(
            "centre-on-canvas", phrase("Centre on the canvas"), phrase("Bring to the middle of the canvas"), "", "Alt+C"
        ),
        1, _centre,
    ),
    ArrangeAction(
        _spec("swap-places", phrase("Swap places"), phrase("Let two regions change places"), "swap", "Alt+X"),
        2, _swap, 2,
    ),
)  # fmt: skip

GROUPS = (ALIGNMENTS, DISTRIBUTIONS, SIZES, PLACES)
EVERY = tuple(action for group in GROUPS for action in group)
SPECS = {action.spec.action_id: action.spec for action in EVERY}
"""For the sheet of all keys."""
ARRANGE = ActionSpec(
    "arrange", phrase("Arrange"), phrase("Align, distribute, size or swap what is selected"), "align-left"
)
