"""Where two pictures differ: what goes, what comes, and what is elsewhere, view by view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from chalkreel.domain.arrangement import View, ViewContent


class ViewChange(Enum):
    """What becomes of one view."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class ChangedView:
    """One view that is not the same in both pictures: ``old`` as it is in the first, ``new`` as in the second."""

    change: ViewChange
    old: View | None = None
    new: View | None = None


def changed_views(old: Sequence[View], new: Sequence[View]) -> tuple[ChangedView, ...]:
    """Compare by who is seen; views that nobody fills are compared by their place only."""
    before, after = _by_content(old), _by_content(new)
    moved = tuple(
        ChangedView(ViewChange.MOVED, before[who], view)
        for who, view in after.items()
        if who in before and before[who].rect != view.rect
    )
    removed = tuple(ChangedView(ViewChange.REMOVED, old=view) for who, view in before.items() if who not in after)
    added = tuple(ChangedView(ViewChange.ADDED, new=view) for who, view in after.items() if who not in before)
    return (*removed, *moved, *added)


def _by_content(views: Sequence[View]) -> dict[object, View]:
    return {_who(view): view for view in views if not view.rect.is_empty}


def _who(view: View) -> object:
    if view.stream_id:
        return view.stream_id
    return ViewContent.WHITEBOARD if view.content is ViewContent.WHITEBOARD else view.rect
