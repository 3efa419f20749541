"""Keeps the draft of each room and its undo on disk, and brings them back when the room is entered again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError
from PySide6.QtCore import QObject, Slot

from chalkreel.controllers.layouts import LayoutController
from chalkreel.domain.canvas_change import for_canvas
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.layout_history import LayoutHistory

if TYPE_CHECKING:
    from chalkreel.services.draft_log import DraftLog

KEPT_STEPS = 100
"""So many steps back can be taken after a restart; within a session there is no end."""
LONGEST_LOG = KEPT_STEPS + 20
"""The file is read while the window waits: so many full layouts take it a few milliseconds."""
_LAYOUT = TypeAdapter(Layout)


class LayoutKeeper(QObject):
    """Writes down each step of the draft as it is made."""

    def __init__(self, layouts: LayoutController, log: DraftLog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layouts = layouts
        self._log = log
        self._room = ""
        self._left: dict[str, tuple[LayoutHistory, Size]] = {}
        self._kept = layouts.history
        self._kept_canvas = layouts.canvas
        self._oldest = 0
        self._line_count = 0
        layouts.history_changed.connect(self._on_layouts_history_changed)

    def enter(self, room: str) -> None:
        """Go on with what is kept of a room; where nothing is, with the present draft and no past."""
        if room == self._room:
            return
        canvas = self._layouts.canvas
        if self._room:
            self._left[self._room] = (self._layouts.history, canvas)
        self._room = ""
        found = self._left_here(room, canvas) or history_of(self._log.lines(room), canvas)
        history = found if found is not None else LayoutHistory((self._layouts.draft,))
        self._layouts.restore(history)
        self._room = room
        self._begin_anew(self._layouts.history)

    def _left_here(self, room: str, canvas: Size) -> LayoutHistory | None:
        """Give what this window left in a room: the file may still be behind it."""
        if room not in self._left:
            return None
        history, canvas_then = self._left.pop(room)
        return history.mapped(lambda layout: for_canvas(layout, canvas_then, canvas))

    @Slot(object)
    def _on_layouts_history_changed(self, history: LayoutHistory) -> None:
        if not self._room:
            return
        line = _step(self._kept, history)
        goes_beyond_file = history.position < self._oldest
        is_other_canvas = self._layouts.canvas != self._kept_canvas
        if line is None or goes_beyond_file or is_other_canvas or self._line_count >= LONGEST_LOG:
            self._begin_anew(history)
            return
        self._log.append(self._room, line)
        self._kept = history
        self._line_count += 1

    def _begin_anew(self, history: LayoutHistory) -> None:
        self._kept = history
        short = history.last(KEPT_STEPS)
        canvas = self._kept_canvas = self._layouts.canvas
        # A hundred layouts take longer to put into plain words than the window may stand still.
        edits = ({"edit": _plain(layout)} for layout in short.layouts)
        lines = chain([{"canvas": [canvas.width, canvas.height]}], edits, [{"at": short.position}])
        self._log.begin_anew(self._room, lines)
        self._oldest = history.position - short.position
        self._line_count = len(short.layouts)


def history_of(lines: Sequence[Mapping[str, Any]], canvas: Size) -> LayoutHistory | None:
    """Play the kept steps; those that cannot be understood, and all after them, are left out."""
    history: LayoutHistory | None = None
    kept_canvas = canvas
    try:
        for line in lines:
            if "canvas" in line:
                width, height = line["canvas"]
                kept_canvas = Size(int(width), int(height))
            elif "edit" in line:
                layout = _LAYOUT.validate_python(line["edit"])
                history = LayoutHistory((layout,)) if history is None else history.edited(layout)
            elif history is not None and "merge" in line:
                history = history.merged(_LAYOUT.validate_python(line["merge"]))
            elif history is not None and "undo" in line:
                history = history.undone()
            elif history is not None and "redo" in line:
                history = history.redone()
            elif history is not None and "at" in line:
                history = LayoutHistory(history.layouts, max(0, min(int(line["at"]), len(history.layouts) - 1)))
    except (ValueError, TypeError, OverflowError, ValidationError):
        pass  # a kept draft is a help, no promise: the steps before the damage are still good
    return None if history is None else history.mapped(lambda layout: for_canvas(layout, kept_canvas, canvas))


def _step(old: LayoutHistory, new: LayoutHistory) -> dict[str, Any] | None:
    """Say in one line how a history went on; ``None`` where only the whole tells it."""
    if new == old.edited(new.current):
        return {"edit": _plain(new.current)}
    if new == old.undone():
        return {"undo": 1}
    if new == old.redone():
        return {"redo": 1}
    if new == old.merged(new.current):
        return {"merge": _plain(new.current)}
    return None


def _plain(layout: Layout) -> Any:
    return _LAYOUT.dump_python(layout, mode="json", exclude_defaults=True)
