"""The layouts a host has kept by name: one immutable list, and what can be done to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from chalkreel.domain.canvas_change import for_canvas
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout

MAX_LAYOUTS = 200
LONGEST_NAME = 60
ALL_ROOMS = ""


@dataclass(frozen=True, slots=True)
class NamedLayout:
    """A layout with the canvas it was made for. ``room`` is the key of the one room it is for, or ``ALL_ROOMS``."""

    layout_id: str
    name: str
    layout: Layout
    canvas: Size
    room: str = ALL_ROOMS

    def on(self, canvas: Size) -> Layout:
        """Give the layout as it is on a canvas of another size."""
        return for_canvas(self.layout, self.canvas, canvas)

    def is_for(self, room: str) -> bool:
        return self.room in (ALL_ROOMS, room)


@dataclass(frozen=True, slots=True)
class LayoutLibrary:
    """All kept layouts of all rooms, in the host's order."""

    layouts: tuple[NamedLayout, ...] = ()

    @property
    def is_full(self) -> bool:
        return len(self.layouts) >= MAX_LAYOUTS

    def get(self, layout_id: str) -> NamedLayout | None:
        return next((one for one in self.layouts if one.layout_id == layout_id), None)

    def in_room(self, room: str) -> tuple[NamedLayout, ...]:
        return tuple(one for one in self.layouts if one.is_for(room))

    def named(self, name: str, room: str) -> NamedLayout | None:
        """Find a layout of a room by its name, whatever the case."""
        return next((one for one in self.in_room(room) if one.name.casefold() == name.strip().casefold()), None)

    def added(self, fresh: NamedLayout, after: str = "") -> LayoutLibrary:
        """Put a layout behind another one, or at the end; its id is made a new one. A full library stays."""
        if self.is_full:
            return self
        fresh = replace(fresh, layout_id=self._free_id(), name=_clean(fresh.name))
        places = [one.layout_id for one in self.layouts]
        place = places.index(after) + 1 if after in places else len(places)
        return LayoutLibrary((*self.layouts[:place], fresh, *self.layouts[place:]))

    def duplicated(self, layout_id: str, name: str) -> LayoutLibrary:
        one = self.get(layout_id)
        return self if one is None else self.added(replace(one, name=name), after=layout_id)

    def changed(self, changed: NamedLayout) -> LayoutLibrary:
        """Replace the layout of the same id."""
        changed = replace(changed, name=_clean(changed.name))
        return LayoutLibrary(tuple(changed if one.layout_id == changed.layout_id else one for one in self.layouts))

    def without(self, layout_id: str) -> LayoutLibrary:
        return LayoutLibrary(tuple(one for one in self.layouts if one.layout_id != layout_id))

    def ordered(self, layout_ids: Sequence[str]) -> LayoutLibrary:
        """Put some layouts, as those of one room, into another order; all others keep their places."""
        wanted = [one for layout_id in layout_ids if (one := self.get(layout_id)) is not None]
        if len({one.layout_id for one in wanted}) != len(wanted):
            return self
        moving = {one.layout_id for one in wanted}
        queue = iter(wanted)
        return LayoutLibrary(tuple(next(queue) if one.layout_id in moving else one for one in self.layouts))

    def free_name(self, wanted: str, room: str) -> str:
        """Give the name itself, or with a number behind it where a layout of the room has it already."""
        return free_name(wanted, [one.name for one in self.in_room(room)])

    def _free_id(self) -> str:
        taken = {one.layout_id for one in self.layouts}
        return next(name for number in range(1, MAX_LAYOUTS + 2) if (name := f"layout-{number}") not in taken)


def free_name(wanted: str, names: Iterable[str]) -> str:
    """Give the name itself, or with a number behind it where it is taken, in whatever case."""
    wanted = _clean(wanted)
    taken = {name.casefold() for name in names}
    if wanted.casefold() not in taken:
        return wanted
    numbered = (f"{wanted[: LONGEST_NAME - 5]} {number}" for number in range(2, len(taken) + 3))
    return next(name for name in numbered if name.casefold() not in taken)


def _clean(name: str) -> str:
    return " ".join(name.split())[:LONGEST_NAME]
