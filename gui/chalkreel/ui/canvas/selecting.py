"""The picture with what is selected of it, hovered, dragged and measured."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from chalkreel.base.phrase import Phrase
from chalkreel.domain.layout_rules import Finding, LayoutRule
from chalkreel.domain.snapping import Guide, SnapField
from chalkreel.ui.canvas.accessible import tell_selection
from chalkreel.ui.canvas.content import StageContent, view_key
from chalkreel.ui.canvas.drops import Drop
from chalkreel.ui.canvas.guides import Overlays
from chalkreel.ui.canvas.marks import Marks
from chalkreel.ui.canvas.press import Seen, grips_of
from chalkreel.ui.canvas.surface import CanvasSurface
from chalkreel.ui.canvas.tools import Dragged
from chalkreel.ui.canvas.viewport import Viewport
from chalkreel.ui.kit.words import tr, tr_count, tr_phrase


class SelectingSurface(CanvasSurface):
    """Keeps the selection and marks it.

    Signals:
        selection_changed(tuple): other regions are selected, by id; the last one is the primary.
    """

    selection_changed = Signal(tuple)
    is_canvas_surface = True

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._selection: tuple[str, ...] = ()
        self._hovered = ""
        self._dragged: Dragged | None = None
        self._band: QRectF | None = None
        self._drop: Drop | None = None
        self._shows_distances = False
        self._was_tabbed_to = False
        self._findings: tuple[Finding, ...] = ()
        self._retranslate()

    @property
    def content(self) -> StageContent:
        return self._content

    @property
    def look(self) -> Viewport:
        return self._viewport

    @property
    def selection(self) -> tuple[str, ...]:
        return self._selection

    @property
    def selected(self) -> str:
        """The primary of the selected regions, or empty."""
        return self._selection[-1] if self._selection else ""

    @property
    def seen(self) -> Seen:
        """What the pointer can find."""
        return Seen(self._content.layout, self._content.canvas, self._views, self._selection, self._overlays.grid_px)

    def set_selection(self, region_ids: tuple[str, ...]) -> None:
        """Select regions; those that are not there, or are hidden, are left out."""
        known = {region.region_id for region in self._layout_now.visible_regions}
        wanted = tuple(one for one in region_ids if one in known) if self._content.is_editable else ()
        if wanted == self._selection:
            return
        self._selection = wanted
        self._describe_selection()
        self.remark()
        self.selection_changed.emit(wanted)
        tell_selection(self)

    def select(self, region_id: str) -> None:
        self.set_selection((region_id,))

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark the regions that something was found about; open seats say so themselves."""
        told = tuple(finding for finding in findings if finding.rule is not LayoutRule.OPEN_SEATS)
        if told != self._findings:
            self._findings = told
            self.remark()

    def said_about(self, region_id: str) -> tuple[Phrase, ...]:
        return tuple(finding.sentence for finding in self._findings if region_id in finding.region_ids)

    def show_hovered(self, region_id: str) -> None:
        if region_id != self._hovered:
            self._hovered = region_id
            self.remark()

    def show_distances(self, is_shown: bool) -> None:
        """Show, or no longer, how far the selected regions are from what is beside them."""
        if is_shown != self._shows_distances:
            self._shows_distances = is_shown
            self.remark()

    def show_drag(self, dragged: Dragged, resized: tuple[str, ...]) -> None:
        """Show what a gesture has made so far."""
        self._dragged, self._resized = dragged, resized
        self._pictures.keeps_all_scaled = True
        self._show_layout(dragged.layout)
        if dragged.selection != self._selection:
            self.set_selection(dragged.selection)
        self.remark()

    def end_drag(self, *, keeps_layout: bool) -> None:
        """Show what a gesture has made as it stays; or the layout it began with, exactly."""
        touched = {*self._resized, *(self._dragged.selection if self._dragged is not None else ())}
        self._dragged = None
        self._pictures.keeps_all_scaled = False
        if not keeps_layout:
            self._show_layout(self._content.layout)
        for view in self._views:
            if view_key(view) in touched:
                self._repaint(self._viewport.to_widget(view.rect).toAlignedRect())
        self._resized = ()
        self.remark()

    def show_band(self, band: QRectF | None) -> None:
        """Show a rubber band, in canvas px."""
        self._band = band
        self.remark()

    @property
    def drop_words(self) -> str:
        """What would come of a drop where something is held over the canvas now."""
        words = (self._drop.refused or self._drop.words) if self._drop is not None else None
        return tr_phrase(words) if words is not None else ""

    def show_drop(self, drop: Drop | None) -> None:
        """Show where something would go that is dragged here from elsewhere."""
        if drop != self._drop:
            self._drop = drop
            self.remark()

    def remark(self) -> None:
        """Mark everything as it is now."""
        layout = self._layout_now
        has_drag = self._dragged is not None and self._dragged.layout != self._content.layout
        self._mark(
            Marks(
                self._selection,
                frozenset(region.region_id for region in layout.regions if region.is_locked),
                refused=self._found(is_error=True),
                doubtful=self._found(is_error=False),
                hovered=self._hovered,
                grips=grips_of(layout, self._selection),
                measured=self._dragged.box if has_drag and self._dragged is not None else None,
                guides=tuple(self._guides()),
                band=self._band,
                drop=self._drop.place if self._drop is not None else None,
                drop_words=self.drop_words,
                has_focus=self.hasFocus(),
                has_ring=self.hasFocus() and self._was_tabbed_to and not self._selection,
            )
        )

    def _found(self, *, is_error: bool) -> frozenset[str]:
        about = (finding.region_ids for finding in self._findings if finding.is_error is is_error)
        return frozenset(region_id for ids in about for region_id in ids)

    def _guides(self) -> Iterator[Guide]:
        """List what a drag snapped to, or the distances that are asked for."""
        if self._drop is not None:
            yield from self._drop.guides
        elif self._dragged is not None:
            yield from self._dragged.guides
        elif self._shows_distances and self._selection:
            layout = self._layout_now
            region = layout.region(self.selected)
            if region is not None:
                others = [other.rect for other in layout.visible_regions if other.region_id not in self._selection]
                box = grips_of(layout, self._selection) or region.rect
                yield from SnapField.of(self._content.canvas, others).distances(box)

    def _describe_selection(self) -> None:
        if not self._selection:
            self.setAccessibleDescription(tr("Nothing is selected"))
            return
        if len(self._selection) > 1:
            count = len(self._selection)
            self.setAccessibleDescription(tr_count("{n} region is selected", "{n} regions are selected", count))
            return
        view = next((view for view in self._views if view.region_id == self.selected), None)
        if view is None:
            return
        words = tr(
            "{name} is selected: {width} by {height} px at {x}, {y}",
            name=tr_phrase(self._content.title(view)),
            width=view.rect.width,
            height=view.rect.height,
            x=view.rect.left,
            y=view.rect.top,
        )
        self.setAccessibleDescription(words)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # As everywhere, only the keyboard's way here is marked.
        self._was_tabbed_to = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self.remark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.remark()

    def show_overlays(self, overlays: Overlays) -> None:
        super().show_overlays(overlays)
        self.remark()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(tr("Canvas"))
        self._describe_selection()
