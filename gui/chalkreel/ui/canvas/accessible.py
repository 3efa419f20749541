"""The regions of the stage for screen readers: painted things are nothing to them unless they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QColor
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import isValid

from chalkreel.domain.layout import Region
from chalkreel.domain.stacking import back_to_front
from chalkreel.ui.canvas.shown import title_of
from chalkreel.ui.kit.words import listed, tr, tr_phrase

if TYPE_CHECKING:
    from chalkreel.ui.canvas.selecting import SelectingSurface


class RegionAccess(QAccessibleInterface):
    """One region: its name, what is selected, locked, hidden or wrong about it, and where it is on the screen."""

    def __init__(self, stage: StageAccess, region_id: str) -> None:
        super().__init__()
        self._stage = stage
        self._region_id = region_id

    @property
    def _region(self) -> Region | None:
        return self._stage.surface.content.layout.region(self._region_id)

    def isValid(self) -> bool:
        return self._stage.isValid() and self._region is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def parent(self) -> QAccessibleInterface:
        return self._stage

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def rect(self) -> QRect:
        region, surface = self._region, self._stage.surface
        if region is None or not self.isValid():
            return QRect()
        target = surface.to_screen(region.rect).toAlignedRect()
        return target.translated(surface.mapToGlobal(QPoint(0, 0)))

    def state(self) -> QAccessible.State:
        state, region, surface = QAccessible.State(), self._region, self._stage.surface
        if region is None or not self.isValid():
            state.invalid = True
            return state
        is_selected = self._region_id in surface.selection
        state.selectable = state.multiSelectable = state.focusable = not region.is_hidden
        state.selected = is_selected
        state.focused = surface.hasFocus() and surface.selected == self._region_id
        state.readOnly = region.is_locked
        state.movable = state.sizeable = not region.is_locked
        state.invisible = region.is_hidden or not surface.isVisible()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        region = self._region
        if region is None:
            return ""
        if kind is QAccessible.Text.Name:
            return title_of(region, self._stage.surface.content.names)
        return self._description(region) if kind is QAccessible.Text.Description else ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        return

    def _description(self, region: Region) -> str:
        surface, rect = self._stage.surface, region.rect
        order = back_to_front(surface.content.layout)
        place = tr("{width} by {height} px at {x}, {y}", width=rect.width, height=rect.height, x=rect.left, y=rect.top)
        layer = tr("layer {number} of {count}", number=order.index(region.region_id) + 1, count=len(order))
        states = [tr("locked")] * region.is_locked + [tr("hidden")] * region.is_hidden
        said = [tr_phrase(sentence) for sentence in surface.said_about(region.region_id)]
        return listed([place, layer, *states, *said])

    def foregroundColor(self) -> QColor:
        return self._stage.foregroundColor()

    def backgroundColor(self) -> QColor:
        return self._stage.backgroundColor()


class StageAccess(QAccessibleWidget):
    """The stage as a list of its regions, in the order Tab walks through them; hidden ones too."""

    def __init__(self, surface: SelectingSurface) -> None:
        super().__init__(surface, QAccessible.Role.List)
        self.surface = surface
        self._regions: dict[str, RegionAccess] = {}

    def forget(self) -> None:
        """Take back what Qt was given of the regions."""
        while self._regions:
            _, access = self._regions.popitem()
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(access))

    def isValid(self) -> bool:
        return isValid(self.surface) and super().isValid()

    @property
    def _ids(self) -> list[str]:
        content = self.surface.content
        return [region.region_id for region in content.layout.regions] if content.is_editable else []

    def region(self, region_id: str) -> RegionAccess:
        if region_id not in self._regions:
            self._regions[region_id] = RegionAccess(self, region_id)
        return self._regions[region_id]

    def childCount(self) -> int:
        return len(self._ids)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        ids = self._ids
        return self.region(ids[index]) if 0 <= index < len(ids) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((place for place, one in enumerate(self._ids) if self._regions.get(one) is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """Tell the top-most region that is seen at a point of the screen."""
        layout = self.surface.content.layout
        for region_id in reversed(back_to_front(layout)):
            region = layout.region(region_id)
            if region is not None and not region.is_hidden and self.region(region_id).rect().contains(x, y):
                return self.region(region_id)
        return None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        chosen = self.surface.selected
        return self.region(chosen) if chosen in self._ids and self.surface.hasFocus() else None


class StageAccesses:
    """Gives Qt the accessible side of each stage it asks for; made once, and kept as long as there are windows.

    Qt keeps bare pointers and still asks while a stage is being destroyed: so what it was given is let go only later.
    """

    def __init__(self) -> None:
        self._made: list[StageAccess] = []

    def install(self) -> None:
        QAccessible.installFactory(self._access_of)

    def _access_of(self, _key: str, watched: QObject) -> QAccessibleInterface | None:
        """Answer for a stage; nothing for anything else, so that Qt asks on."""
        if not getattr(watched, "is_canvas_surface", False):
            return None
        # Asked again about the same stage, Qt has a place for another answer, and deletes each of them once.
        self._let_go()
        made = StageAccess(cast("SelectingSurface", watched))
        self._made.append(made)
        return made

    def _let_go(self) -> None:
        gone = [one for one in self._made if not isValid(one.surface)]
        self._made = [one for one in self._made if isValid(one.surface)]
        for one in gone:
            one.forget()


def tell_selection(surface: SelectingSurface) -> None:
    """Let screen readers follow the keyboard from region to region."""
    if not QAccessible.isActive() or not surface.hasFocus():
        return
    ids = [region.region_id for region in surface.content.layout.regions]
    if surface.selected in ids:
        event = QAccessibleEvent(surface, QAccessible.Event.Focus)
        event.setChild(ids.index(surface.selected))
        QAccessible.updateAccessibility(event)
