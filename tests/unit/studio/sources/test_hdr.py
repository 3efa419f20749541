"""High dynamic range on an ordinary canvas."""

from __future__ import annotations

import numpy as np
import pytest

from chalkreel.studio.sources.hdr import HLG, PQ, tone_mapped

PQ_BLACK, PQ_PAPER, PQ_PEAK = 0.0, 0.5807, 1.0
"""Coded values of 0, 203 and 10 000 nits."""

HLG_PAPER = 0.75


def grey(value: float, transfer: int) -> float:
    red, green, blue = tone_mapped(np.full((1, 3), value), transfer)[0]
    assert red == pytest.approx(green, abs=0.002)
    assert red == pytest.approx(blue, abs=0.002)
    return float(red)


@pytest.mark.parametrize(("transfer", "paper"), [(PQ, PQ_PAPER), (HLG, HLG_PAPER)])
def test_black_is_black_paper_is_nearly_white_and_lights_are_brighter(transfer: int, paper: float) -> None:
    assert grey(0.0, transfer) < 0.02
    assert 0.9 < grey(paper, transfer) < 0.97 < grey(1.0, transfer) <= 1.0


@pytest.mark.parametrize("transfer", [PQ, HLG])
def test_brighter_never_becomes_darker(transfer: int) -> None:
    shades = [grey(value, transfer) for value in np.linspace(0, 1, 50)]
    assert shades == sorted(shades)


def test_a_colour_keeps_its_hue() -> None:
    red, green, blue = tone_mapped(np.array([[0.55, 0.3, 0.3]]), PQ)[0]
    assert red > 2 * max(green, blue)
