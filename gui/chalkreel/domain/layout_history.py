"""The draft's past: whole layouts, one after another, and where in them the host is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from chalkreel.domain.layout import Layout


@dataclass(frozen=True, slots=True)
class LayoutHistory:
    """At least one layout; those after ``position`` were undone and can be done again."""

    layouts: tuple[Layout, ...] = (Layout(),)
    position: int = 0

    @property
    def current(self) -> Layout:
        return self.layouts[self.position]

    @property
    def can_undo(self) -> bool:
        return self.position > 0

    @property
    def can_redo(self) -> bool:
        return self.position < len(self.layouts) - 1

    @property
    def before(self) -> Layout:
        """The layout that undo brings back; the current one where there is none."""
        return self.layouts[max(self.position - 1, 0)]

    @property
    def after(self) -> Layout:
        """The layout that redo brings back; the current one where there is none."""
        return self.layouts[min(self.position + 1, len(self.layouts) - 1)]

    def edited(self, layout: Layout) -> LayoutHistory:
        """Add a step; what was undone is gone then. The same layout again is no step."""
        if layout == self.current:
            return self
        return LayoutHistory((*self.layouts[: self.position + 1], layout), self.position + 1)

    def merged(self, layout: Layout) -> LayoutHistory:
        """Let the last step end with this layout instead; a step that leads nowhere any more is none."""
        if self.can_undo and layout == self.before:
            return LayoutHistory(self.layouts[: self.position], self.position - 1)
        return LayoutHistory((*self.layouts[: self.position], layout), self.position)

    def undone(self) -> LayoutHistory:
        return replace(self, position=max(self.position - 1, 0))

    def redone(self) -> LayoutHistory:
        return replace(self, position=min(self.position + 1, len(self.layouts) - 1))

    def last(self, steps: int) -> LayoutHistory:
        """Forget the oldest layouts beyond so many steps back."""
        cut = max(self.position - steps, 0)
        return LayoutHistory(self.layouts[cut:], self.position - cut)

    def mapped(self, change: Callable[[Layout], Layout]) -> LayoutHistory:
        """Change every layout alike, as for a canvas of another size."""
        return LayoutHistory(tuple(change(layout) for layout in self.layouts), self.position)
