"""What the side column shows, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from chalkreel.base.phrase import Phrase
from chalkreel.controllers.view_state import TakeSettingsView
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.layout_rules import Finding
from chalkreel.domain.take_settings import FIRST_CANVAS


@dataclass(frozen=True, slots=True)
class CanvasSettings:
    """The take settings as far as they are the canvas's; ``blocked`` says why they cannot be changed now."""

    view: TakeSettingsView = field(default_factory=TakeSettingsView)
    blocked: Phrase | None = None


@dataclass(frozen=True, slots=True)
class SideContent:
    """A draft, what is selected of it (the last one is the primary) and what was found about it."""

    layout: Layout = field(default_factory=Layout)
    canvas: Size = FIRST_CANVAS
    names: Mapping[str, str] = field(default_factory=dict)
    selection: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    is_editable: bool = False

    @property
    def regions(self) -> tuple[Region, ...]:
        """Those selected, in the order of their selection."""
        found = (self.layout.region(region_id) for region_id in self.selection)
        return tuple(region for region in found if region is not None)

    @property
    def noticed(self) -> tuple[Finding, ...]:
        """What was found about those selected."""
        return tuple(finding for finding in self.findings if set(finding.region_ids) & set(self.selection))
