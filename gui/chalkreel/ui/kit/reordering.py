"""Where a dragged item of a row, or of rows, would come to lie."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect


def gap_at(items: Sequence[QRect], point: QPoint) -> int:
    """Give the gap between items (row after row) that is nearest to a point: 0 before the first one."""
    if not items:
        return 0
    row = [place for place, item in enumerate(items) if item.top() <= point.y() <= item.bottom()]
    if not row:
        is_above = point.y() < items[0].top()
        return 0 if is_above else len(items)
    return next((place for place in row if point.x() < items[place].center().x()), row[-1] + 1)


def gap_line(items: Sequence[QRect], gap: int, point: QPoint) -> QRect:
    """Give where a gap is to be drawn: beside the item of the pointer's own row."""
    if not items:
        return QRect()
    before, after = min(gap, len(items)) - 1, gap
    use_after = after < len(items) and (before < 0 or items[after].top() <= point.y() <= items[after].bottom())
    item = items[after] if use_after else items[before]
    left = item.left() if use_after else item.right() + 1
    return QRect(left - 1, item.top(), 3, item.height())


def moved(ids: Sequence[str], item_id: str, gap: int) -> tuple[str, ...]:
    """Put one id into a gap of the list as it was; one that has gone meanwhile changes nothing."""
    if item_id not in ids:
        return tuple(ids)
    place = list(ids).index(item_id)
    rest = [other for other in ids if other != item_id]
    rest.insert(gap - 1 if gap > place else gap, item_id)
    return tuple(rest)
