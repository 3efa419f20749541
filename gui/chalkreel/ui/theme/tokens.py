"""The named colours, distances and type sizes of the app; no other module holds a literal of theirs."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import lru_cache


class ThemeMode(StrEnum):
    """What the host chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colors:
    """One colour scheme as ``#rrggbb`` strings.

    ``accent`` is the only colour of interaction; ``record`` means "is being recorded" (and the button that
    starts it) and nothing else; trouble is ``problem``. A ``…_soft`` is the quiet ground for the ``…_text``.
    ``overlay`` lies over pictures, which are the same in both schemes, and so it is too.
    """

    window: str
    surface: str
    raised: str
    sunken: str
    hover: str
    border: str
    control_border: str
    text: str
    text_muted: str
    text_disabled: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_soft: str
    accent_text: str
    record: str
    record_hover: str
    record_pressed: str
    on_record: str
    record_soft: str
    record_text: str
    safe: str
    safe_soft: str
    safe_text: str
    problem: str
    problem_soft: str
    problem_text: str
    backdrop: str
    on_backdrop: str
    guide: str
    overlay: str
    on_overlay: str
    on_overlay_muted: str


LIGHT = Colors(
    window="#f3f4f6",
    surface="#ffffff",
    raised="#ffffff",
    sunken="#eceef1",
    hover="#e6e9ee",
    border="#dcdfe5",
    control_border="#858c99",
    text="#1a1d23",
    text_muted="#585f6b",
    text_disabled="#9aa1ad",
    accent="#2f62d3",
    accent_hover="#2856bd",
    accent_pressed="#2149a3",
    on_accent="#ffffff",
    accent_soft="#e7eefd",
    accent_text="#2856bd",
    record="#d62b2f",
    record_hover="#bf2327",
    record_pressed="#a51d21",
    on_record="#ffffff",
    record_soft="#fdebeb",
    record_text="#b4191e",
    safe="#1d8a52",
    safe_soft="#e3f4ea",
    safe_text="#14693d",
    problem="#b75e09",
    problem_soft="#fff0dc",
    problem_text="#8a4300",
    backdrop="#d5d9e0",
    on_backdrop="#1a1d23",
    guide="#c2158a",
    overlay="#14171d",
    on_overlay="#ffffff",
    on_overlay_muted="#b8bfcb",
)

DARK = Colors(
    window="#15171b",
    surface="#1d2025",
    raised="#262a31",
    sunken="#111317",
    hover="#2f343d",
    border="#333943",
    control_border="#747c8b",
    text="#eceef2",
    text_muted="#a7aebb",
    text_disabled="#666d7a",
    accent="#3b6fe0",
    accent_hover="#2f62d3",
    accent_pressed="#2856bd",
    on_accent="#ffffff",
    accent_soft="#1f2c4a",
    accent_text="#94b5ff",
    record="#d9363a",
    record_hover="#c92d31",
    record_pressed="#b02529",
    on_record="#ffffff",
    record_soft="#3d1e20",
    record_text="#ff928e",
    safe="#3fb57c",
    safe_soft="#17332a",
    safe_text="#6bd6a0",
    problem="#e29a3f",
    problem_soft="#3a2b15",
    problem_text="#f4b765",
    backdrop="#0c0d10",
    on_backdrop="#eceef2",
    guide="#ff7ac6",
    overlay="#14171d",
    on_overlay="#ffffff",
    on_overlay_muted="#b8bfcb",
)

LIGHT_HIGH = replace(
    LIGHT,
    window="#ffffff",
    sunken="#f2f3f5",
    hover="#e4e7ec",
    border="#5c6370",
    control_border="#000000",
    text="#000000",
    text_muted="#2b2f36",
    text_disabled="#595f69",
    accent="#0b3aa8",
    accent_hover="#082f8c",
    accent_pressed="#062570",
    accent_soft="#e6edff",
    accent_text="#062f94",
    record="#a80f16",
    record_hover="#8f0a10",
    record_pressed="#77060b",
    record_soft="#ffe9e9",
    record_text="#8c0a10",
    safe="#0b6336",
    safe_soft="#e2f6ea",
    safe_text="#07502a",
    problem="#7d3f00",
    problem_text="#653300",
    on_backdrop="#000000",
    guide="#9a0068",
    overlay="#000000",
    on_overlay_muted="#e0e4ea",
)
"""For whoever asks the desktop for more contrast: edges as strong as text, no greys that only hint."""

DARK_HIGH = replace(
    DARK,
    window="#000000",
    surface="#000000",
    raised="#0d0d0d",
    sunken="#000000",
    hover="#262a31",
    border="#a7aebb",
    control_border="#ffffff",
    text="#ffffff",
    text_muted="#e0e4ea",
    text_disabled="#a0a6b1",
    accent="#8ab6ff",
    accent_hover="#a6c8ff",
    accent_pressed="#bcd6ff",
    on_accent="#000000",
    accent_soft="#10234d",
    accent_text="#b8d2ff",
    record="#ff6b6b",
    record_hover="#ff8080",
    record_pressed="#ff9696",
    on_record="#000000",
    record_soft="#3d0d10",
    record_text="#ffb3b0",
    safe="#4fd894",
    safe_soft="#06301f",
    safe_text="#8ff0bd",
    problem="#ffb84d",
    problem_soft="#3a2400",
    problem_text="#ffd08a",
    backdrop="#000000",
    on_backdrop="#ffffff",
    guide="#ff9bd6",
    overlay="#000000",
    on_overlay_muted="#e0e4ea",
)

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *(
        (text, ground)
        for text in ("text", "text_muted")
        for ground in ("window", "surface", "raised", "sunken", "hover")
    ),
    *(("text", ground) for ground in ("accent_soft", "record_soft", "safe_soft", "problem_soft")),
    *((f"{kind}_text", ground) for kind in ("accent", "record", "safe", "problem") for ground in ("window", "surface")),
    *((f"{kind}_text", f"{kind}_soft") for kind in ("accent", "record", "safe", "problem")),
    *(("on_accent", ground) for ground in ("accent", "accent_hover", "accent_pressed")),
    *(("on_record", ground) for ground in ("record", "record_hover", "record_pressed")),
    ("on_backdrop", "backdrop"),
    ("on_overlay", "overlay"),
    ("on_overlay_muted", "overlay"),
)
"""Which text stands on which ground: each reaches 4.5:1, and 7:1 where high contrast is asked for."""

SHAPE_PAIRS: tuple[tuple[str, str], ...] = tuple(
    (shape, ground)
    for shape in ("control_border", "accent", "record", "safe", "problem")
    for ground in ("window", "surface")
)
"""Which outlines and marks must be seen on which ground: each reaches 3:1, and 4.5:1 in high contrast."""

COLOR_NAMES = tuple(field.name for field in fields(Colors))


@dataclass(frozen=True, slots=True)
class Spacing:
    """Distances in device-independent px, on a grid of 8 with its half and quarter."""

    hair: int = 2
    tight: int = 4
    small: int = 8
    medium: int = 12
    large: int = 16
    wide: int = 24
    control_height: int = 32
    touch_height: int = 44
    icon: int = 18


@dataclass(frozen=True, slots=True)
class Radii:
    """Corner radii in px."""

    small: int = 4
    control: int = 6
    card: int = 10


@dataclass(frozen=True, slots=True)
class TypeSizes:
    """Text sizes in px, all derived from the size of the system's own text."""

    caption: int
    body: int
    heading: int
    title: int
    timer: int

    @staticmethod
    def from_body(body_px: int) -> TypeSizes:
        return TypeSizes(
            caption=max(11, round(body_px * 0.86)),
            body=body_px,
            heading=round(body_px * 1.08),
            title=round(body_px * 1.38),
            timer=round(body_px * 2.9),
        )


SPACING = Spacing()
RADII = Radii()
MIN_BODY_PX = 13


@dataclass(frozen=True, slots=True)
class Tokens:
    """Everything a widget may ask of the looks."""

    colors: Colors
    is_dark: bool
    sizes: TypeSizes
    spacing: Spacing = SPACING
    radii: Radii = RADII


@lru_cache(maxsize=256)
def contrast(first: str, second: str) -> float:
    """Measure the contrast ratio of two ``#rrggbb`` colours as WCAG defines it, 1 to 21."""
    brighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    channels = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
