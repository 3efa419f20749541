"""The colours can be read, and stand nowhere but in the theme."""

import re
from string import Template

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.base.assets import asset_text
from chalkreel.ui.theme.appearance import stylesheet_for
from chalkreel.ui.theme.tokens import (
    COLOR_NAMES,
    DARK,
    DARK_HIGH,
    LIGHT,
    LIGHT_HIGH,
    MIN_BODY_PX,
    SHAPE_PAIRS,
    TEXT_PAIRS,
    Tokens,
    TypeSizes,
    contrast,
)
from tests.support.source import REPOSITORY

NAMES = {"light": LIGHT, "dark": DARK, "light high": LIGHT_HIGH, "dark high": DARK_HIGH}
SCHEMES = pytest.mark.parametrize("scheme", NAMES.values(), ids=NAMES.keys())
HIGH = (LIGHT_HIGH, DARK_HIGH)
UI = REPOSITORY / "gui/chalkreel/ui"


@SCHEMES
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(scheme, text, ground):
    assert contrast(getattr(scheme, text), getattr(scheme, ground)) >= (7.0 if scheme in HIGH else 4.5)


@SCHEMES
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_shapes_can_be_seen_on_their_ground(scheme, shape, ground):
    assert contrast(getattr(scheme, shape), getattr(scheme, ground)) >= (4.5 if scheme in HIGH else 3.0)


@pytest.mark.parametrize("ground", ["window", "surface", "raised", "sunken"])
@pytest.mark.parametrize("scheme", HIGH, ids=["light", "dark"])
def test_in_high_contrast_edges_are_seen_and_what_is_off_can_be_read(scheme, ground):
    assert contrast(scheme.border, getattr(scheme, ground)) >= 4.5
    assert contrast(scheme.text_disabled, getattr(scheme, ground)) >= 4.5


@SCHEMES
def test_every_colour_is_written_the_same_way(scheme):
    assert all(re.fullmatch(r"#[0-9a-f]{6}", getattr(scheme, name)) for name in COLOR_NAMES)


_COLORS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@given(_COLORS, _COLORS)
def test_contrast_is_symmetric_and_bounded(first, second):
    assert contrast(first, second) == contrast(second, first)
    assert 1.0 <= contrast(first, second) <= 21.001


def test_contrast_of_black_and_white_is_the_greatest():
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)


@SCHEMES
def test_the_stylesheet_leaves_no_place_empty(scheme):
    sheet = stylesheet_for(Tokens(scheme, scheme in (DARK, DARK_HIGH), TypeSizes.from_body(MIN_BODY_PX)))
    assert "$" not in sheet
    assert scheme.accent in sheet


def test_the_stylesheet_template_holds_no_colour_of_its_own():
    template = asset_text("themes/chalkreel.qss")
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", template)
    assert Template(template).is_valid()


def test_no_colour_literal_outside_the_theme():
    found = [
        f"{path.relative_to(UI)}: {match.group()}"
        for path in UI.rglob("*.py")
        if "theme" not in path.relative_to(UI).parts
        for match in re.finditer(r"[\"']#[0-9a-fA-F]{6}[\"']", path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("body_px", range(MIN_BODY_PX, 40))
def test_type_sizes_keep_their_order_at_every_system_size(body_px):
    sizes = TypeSizes.from_body(body_px)
    assert sizes.caption < sizes.body <= sizes.heading < sizes.title < sizes.timer
