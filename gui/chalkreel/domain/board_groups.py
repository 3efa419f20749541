"""Boards of a room in named groups, one per lesson say; every change gives new groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

MAX_GROUPS = 60
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class BoardGroup:
    """Some boards under one name; ``is_folded``: only the name is shown."""

    name: str
    boards: tuple[str, ...] = ()
    is_folded: bool = False


Groups = tuple[BoardGroup, ...]


def in_groups(ids: Sequence[str], groups: Groups) -> tuple[str, ...]:
    """Order boards as they are shown: those without a group first, then group by group; within each as they came."""
    owners = {board_id: place for place, group in enumerate(groups) for board_id in group.boards}
    return tuple(sorted(ids, key=lambda board_id: owners.get(board_id, -1)))


def group_of(groups: Groups, board_id: str) -> str:
    """Give the name of a board's group, or nothing."""
    return next((group.name for group in groups if board_id in group.boards), "")


def with_group(groups: Groups, name: str) -> Groups:
    """Add an empty group at the end; a name that is taken or empty adds none."""
    name = " ".join(name.split())[:LONGEST_NAME]
    is_taken = any(group.name == name for group in groups)
    return groups if not name or is_taken or len(groups) >= MAX_GROUPS else (*groups, BoardGroup(name))


def without_group(groups: Groups, name: str) -> Groups:
    """Dissolve a group; its boards belong to none."""
    return tuple(group for group in groups if group.name != name)


def renamed(groups: Groups, name: str, wanted: str) -> Groups:
    """Give a group another name; one that is taken or empty changes nothing."""
    wanted = " ".join(wanted.split())[:LONGEST_NAME]
    if not wanted or any(group.name == wanted for group in groups):
        return groups
    return _with_each(groups, name, lambda group: replace(group, name=wanted))


def folded(groups: Groups, name: str) -> Groups:
    """Fold a group, or open it again."""
    return _with_each(groups, name, lambda group: replace(group, is_folded=not group.is_folded))


def with_board_in(groups: Groups, board_id: str, name: str) -> Groups:
    """Put a board into a group, out of any other; an empty name means out of all."""
    if group_of(groups, board_id) == name:
        return groups
    without = (replace(group, boards=tuple(other for other in group.boards if other != board_id)) for group in groups)
    return _with_each(tuple(without), name, lambda group: replace(group, boards=(*group.boards, board_id)))


def _with_each(groups: Groups, name: str, change: Callable[[BoardGroup], BoardGroup]) -> Groups:
    return tuple(change(group) if group.name == name else group for group in groups)
