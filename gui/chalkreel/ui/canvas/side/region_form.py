"""Everything about the selected regions, in fields; several show what they have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.domain.enums import FillMode
from chalkreel.domain.geometry import Rect
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.layout_editing import with_content, with_each
from chalkreel.domain.layout_rules import LayoutRule
from chalkreel.domain.region_checks import address_problem, length_problem, place_problem
from chalkreel.ui.canvas import actions
from chalkreel.ui.canvas.arrange_actions import ALIGNMENTS
from chalkreel.ui.canvas.segments import SegmentBar
from chalkreel.ui.canvas.shown import NEXT, ShownBox, choices, shown_in, title_of
from chalkreel.ui.canvas.side.content import SideContent
from chalkreel.ui.canvas.side.fields import SumField, TextField
from chalkreel.ui.canvas.side.notes import Note
from chalkreel.ui.canvas.side.rows import FormRows, pairs, words
from chalkreel.ui.kit.buttons import IconButton
from chalkreel.ui.kit.words import tr
from chalkreel.ui.theme import SPACING

_PLACE_RULES = (LayoutRule.OUTSIDE, LayoutRule.NO_AREA)
_STACK_RULES = (LayoutRule.COVERED,)
_PLAIN_FILLS = {fill: replace(spec, shortcut="") for fill, spec in actions.FILLS.items()}
LOCKED = phrase("It is locked. Unlock it to change its place and size.")
NEEDS_STREAM = phrase("Only a region of one certain person has a background of its own.")


class RegionForm(QWidget):
    """Edits what is selected.

    Signals:
        field_edited(Layout, str): a field was changed; edits of the same field belong together.
        align_requested(str): one of the align buttons, by its action's id.
    """

    field_edited = Signal(object, str)
    align_requested = Signal(str)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._content = SideContent()
        self.name = TextField()
        self.shows = ShownBox(least_letters=4)
        self.numbers = {
            key: SumField(length_problem if key in ("width", "height") else None, partial(self._advice, key))
            for key in ("left", "top", "width", "height")
        }
        self.layer = SumField()
        self.fill: SegmentBar[FillMode] = SegmentBar(_PLAIN_FILLS)
        self.background = TextField(address_problem)
        self.shows_note, self.place_note, self.layer_note, self.background_note = Note(), Note(), Note(), Note()
        self._labels = {key: words() for key in ("name", "shows", *self.numbers, "layer", "fill", "background")}
        self._aligns = tuple(IconButton(replace(one.spec, shortcut="")) for one in ALIGNMENTS)
        self.fill.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._build()
        self._connect()
        self.retranslate()

    def show_content(self, content: SideContent) -> None:
        self._content = content
        regions = content.regions
        if not regions:
            return
        one = regions[0] if len(regions) == 1 else None
        various = tr("various")
        self.name.setEnabled(one is not None)
        own = title_of(replace(one, name=""), content.names) if one else various
        self.name.show_value(one.name if one else None, own)
        self._show_shown(regions)
        for key, field in self.numbers.items():
            field.show_value(_common([getattr(region.rect, key) for region in regions]), various)
            field.setEnabled(not all(region.is_locked for region in regions))
        self.layer.show_value(_common([region.layer for region in regions]), various)
        self.fill.show_choice(_common([region.fill_mode for region in regions]))
        self.background.show_value(_common([region.background_image for region in regions]), "https://…/picture.png")
        has_stream = all(region.stream_id and not region.shows_whiteboard for region in regions)
        self.background.setEnabled(has_stream)
        self.background_note.show_found(() if has_stream else (NEEDS_STREAM,), is_quiet=True)
        for button in self._aligns:
            button.setEnabled(not all(region.is_locked for region in regions))
        self._show_findings(regions)

    def retranslate(self) -> None:
        for key, text in (
            ("name", tr("Name")), ("shows", tr("Shows")), ("left", tr("X")), ("top", tr("Y")), ("width", tr("W")),
            ("height", tr("H")), ("layer", tr("Layer")), ("fill", tr("Picture")), ("background", tr("Background")),
        ):  # fmt: skip
            self._labels[key].setText(text)
        for field, name in (
            (self.name, tr("Name")), (self.shows, tr("Shows")), (self.numbers["left"], tr("X: px from the left")),
            (self.numbers["top"], tr("Y: px from the top")), (self.numbers["width"], tr("Width in px")),
            (self.numbers["height"], tr("Height in px")), (self.layer, tr("Layer: higher ones are in front")),
            (self.background, tr("Address of a background picture")),
        ):  # fmt: skip
            field.setAccessibleName(name)
            field.setToolTip(name)
        for number in self.numbers.values():
            number.setToolTip(tr("{name}. Sums such as 1920/2 are worked out.", name=number.accessibleName()))
        self.fill.retranslate()
        self.fill.setAccessibleName(tr("Crop or fit"))
        for button in self._aligns:
            button.retranslate()
        self.show_content(self._content)

    # -- parts ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        rows = FormRows()
        aligns = QHBoxLayout()
        aligns.setSpacing(SPACING.tight)
        for button in self._aligns:
            aligns.addWidget(button)
        aligns.addStretch(1)
        rows.addLayout(aligns)
        rows.add_row(self._labels["name"], self.name)
        rows.add_row(self._labels["shows"], self.shows)
        rows.addWidget(self.shows_note)
        left, top, width, height = self.numbers.values()
        named = self._labels
        rows.addLayout(
            pairs((named["left"], left, named["top"], top), (named["width"], width, named["height"], height))
        )
        rows.addWidget(self.place_note)
        rows.add_row(named["layer"], self.layer)
        rows.addWidget(self.layer_note)
        rows.add_row(named["fill"], self.fill)
        rows.add_row(named["background"], self.background)
        rows.addWidget(self.background_note)
        rows.addStretch(1)
        self.setLayout(rows)

    def _connect(self) -> None:
        self.name.entered.connect(self._on_name_entered)
        self.shows.activated.connect(self._on_shows_activated)
        for key, field in self.numbers.items():
            field.entered.connect(partial(self._on_number_entered, key))
            field.said.connect(self.place_note.show_typed)
        self.layer.entered.connect(self._on_layer_entered)
        self.layer.said.connect(self.layer_note.show_typed)
        self.fill.chosen.connect(self._on_fill_chosen)
        self.background.entered.connect(self._on_background_entered)
        self.background.said.connect(self.background_note.show_typed)
        for button in self._aligns:
            button.clicked.connect(self._on_align_clicked)

    def _show_shown(self, regions: tuple[Region, ...]) -> None:
        shown = _common([shown_in(region) for region in regions])
        if shown is None:
            self.shows.show_various(tr("various"), self._content.names)
            return
        listed = choices(tuple(self._content.names)) if len(regions) == 1 else [NEXT]
        self.shows.show_choices(listed, shown, self._content.names)

    def _show_findings(self, regions: tuple[Region, ...]) -> None:
        """Each finding stands beside the field that mends it; what is locked says so where it is felt."""
        noticed = self._content.noticed
        place = [finding.sentence for finding in noticed if finding.rule in _PLACE_RULES]
        locked = [LOCKED] if all(region.is_locked for region in regions) else []
        self.place_note.show_found(place or locked, is_quiet=not place)
        self.layer_note.show_found(finding.sentence for finding in noticed if finding.rule in _STACK_RULES)
        rest = [finding for finding in noticed if finding.rule not in (*_PLACE_RULES, *_STACK_RULES)]
        is_quiet = all(finding.rule is LayoutRule.OPEN_SEATS for finding in rest)
        self.shows_note.show_found((finding.sentence for finding in rest), is_quiet=is_quiet)

    # -- edits ------------------------------------------------------------------------------------------------

    def _advice(self, key: str, number: int) -> Phrase | None:
        """Say where a number would lead; what reaches outside is taken all the same, and marked."""
        places = (_placed(region, key, number).rect for region in self._content.regions)
        problems = (place_problem(rect, self._content.canvas) for rect in places)
        return next((problem for problem in problems if problem is not None), None)

    def _edit(self, field: str, change: Callable[[Region], Region]) -> None:
        layout = self._content.layout
        edited = with_each(layout, self._content.selection, change)
        if edited != layout:
            self.field_edited.emit(edited, field)

    def _on_name_entered(self, name: str) -> None:
        self._edit("name", lambda region: replace(region, name=name))

    def _on_shows_activated(self, index: int) -> None:
        shown = self.shows.shown_at(index)
        layout: Layout = self._content.layout
        for region_id in self._content.selection if shown is not None else ():
            layout = with_content(layout, region_id, *(shown or NEXT))
        if layout != self._content.layout:
            self.field_edited.emit(layout, "shows")

    def _on_number_entered(self, key: str, number: int) -> None:
        self._edit(key, lambda region: region if region.is_locked else _placed(region, key, number))

    def _on_layer_entered(self, layer: int) -> None:
        self._edit("layer", lambda region: replace(region, layer=layer))

    def _on_fill_chosen(self, fill_mode: FillMode) -> None:
        self._edit("fill", lambda region: replace(region, fill_mode=fill_mode))

    def _on_background_entered(self, address: str) -> None:
        self._edit("background", lambda region: replace(region, background_image=address))

    def _on_align_clicked(self) -> None:
        button = self.sender()
        if button is not None:
            self.align_requested.emit(button.objectName())


def _common(values: list[Any]) -> Any:
    """Give what several have in common, or ``None``."""
    return values[0] if all(value == values[0] for value in values) else None


def _placed(region: Region, key: str, number: int) -> Region:
    rect = region.rect
    x, y, width, height = rect.left, rect.top, rect.width, rect.height
    match key:
        case "left":
            x = number
        case "top":
            y = number
        case "width":
            width = number
        case _:
            height = number
    return replace(region, rect=Rect.of(x, y, width, height))
