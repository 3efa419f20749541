"""What Apply would change, in words: the difference of two layouts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from chalkreel.base.phrase import Phrase, counted, phrase
from chalkreel.domain.arrangement import View, ViewContent
from chalkreel.domain.enums import FillMode, MixMode, ViewType
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.layout_names import region_name
from chalkreel.domain.presets import LARGE_VIEW_MODES
from chalkreel.domain.view_difference import ViewChange, changed_views

Names = Mapping[str, str]
_Pair = tuple[Region, Region]

_SWITCHES = {
    MixMode.CUSTOM: phrase("switches to a custom layout"),
    MixMode.GRID: phrase("switches to grid"),
    MixMode.HORIZONTAL: phrase("switches to horizontal"),
    MixMode.VERTICAL: phrase("switches to vertical"),
    MixMode.FLOATING: phrase("switches to floating"),
}


def difference(old: Layout | None, new: Layout, names: Names) -> tuple[Phrase, ...]:
    """Say what going from one layout to the other does; nothing to say means the picture stays the same.

    ``old`` is ``None`` while nothing is on air yet. Each phrase is a piece of a sentence ("moves 2 regions").
    """
    if old is None or old.mode is not new.mode:
        return (_SWITCHES[new.mode], *_large_view_change(Layout(new.mode), new, names))
    if new.mode is MixMode.CUSTOM:
        return tuple(_custom_changes(old.visible_regions, new.visible_regions, names))
    return (*_large_view_change(old, new, names), *_preset_fill_change(old, new))


def picture_difference(old: Sequence[View], new: Sequence[View], names: Names) -> tuple[Phrase, ...]:
    """Say who comes, goes or is elsewhere: for layouts whose regions have nothing in common but who is seen."""
    changes = changed_views(_filled(old), _filled(new))
    gone = [_seen(one.old) for one in changes if one.change is ViewChange.REMOVED and one.old is not None]
    come = [_seen(one.new) for one in changes if one.change is ViewChange.ADDED and one.new is not None]
    pairs = [(one.old.rect.size, one.new) for one in changes if one.old is not None and one.new is not None]
    moved = [_seen(view) for size, view in pairs if size == view.rect.size]
    resized = [_seen(view) for size, view in pairs if size != view.rect.size]
    return (
        *_coming_and_going(gone, come, names),
        *_named_or_counted(moved, names, _moves_one, _moves),
        *_named_or_counted(resized, names, _resizes_one, _resizes),
    )


def _filled(views: Sequence[View]) -> list[View]:
    return [view for view in views if view.content is not ViewContent.NOTHING]


def _seen(view: View) -> Region:
    view_type = ViewType.WHITEBOARD if view.content is ViewContent.WHITEBOARD else ViewType.AUDIO_VIDEO
    return Region("", view.rect, view_type=view_type, stream_id=view.stream_id)


def _large_view_change(old: Layout, new: Layout, names: Names) -> tuple[Phrase, ...]:
    if new.mode not in LARGE_VIEW_MODES or old.large_stream_id == new.large_stream_id:
        return ()
    if not new.large_stream_id:
        return (phrase("gives the large view to the first to join"),)
    return (phrase("makes {name} large", name=names.get(new.large_stream_id, new.large_stream_id)),)


def _preset_fill_change(old: Layout, new: Layout) -> tuple[Phrase, ...]:
    if old.fill_mode is new.fill_mode:
        return ()
    if new.fill_mode is None:
        return (phrase("fills the views as usual"),)
    return (phrase("crops every picture") if new.fill_mode is FillMode.CROP else phrase("fits every picture"),)


def _custom_changes(old: Sequence[Region], new: Sequence[Region], names: Names) -> Iterator[Phrase]:
    pairs, removed, added = _matched(old, new)
    yield from _coming_and_going(removed, added, names)
    yield from _other_people(pairs, names)
    moved = [after for before, after in pairs if before.rect != after.rect and before.rect.size == after.rect.size]
    resized = [after for before, after in pairs if before.rect.size != after.rect.size]
    yield from _named_or_counted(moved, names, _moves_one, _moves)
    yield from _named_or_counted(resized, names, _resizes_one, _resizes)
    if _stacking([before for before, _ in pairs]) != _stacking([after for _, after in pairs]):
        yield phrase("changes what is in front")
    for mode, one, many in ((FillMode.CROP, _crops_one, _crops), (FillMode.FIT, _fits_one, _fits)):
        changed = [after for before, after in pairs if before.fill_mode is not mode and after.fill_mode is mode]
        yield from _named_or_counted(changed, names, one, many)
    if any(before.background_image != after.background_image for before, after in pairs):
        yield phrase("changes a background picture")


def _matched(old: Sequence[Region], new: Sequence[Region]) -> tuple[list[_Pair], list[Region], list[Region]]:
    """Pair regions by identity; give the pairs, what went and what came."""
    before = {region.region_id: region for region in old}
    kept = {region.region_id for region in new} & before.keys()
    pairs = [(before[region.region_id], region) for region in new if region.region_id in kept]
    removed = [region for region in old if region.region_id not in kept]
    added = [region for region in new if region.region_id not in kept]
    return pairs, removed, added


def _coming_and_going(removed: Sequence[Region], added: Sequence[Region], names: Names) -> Iterator[Phrase]:
    for region in removed:
        if region.shows_whiteboard:
            yield phrase("removes the whiteboard")
        elif region.stream_id:
            yield phrase("hides {name}", name=region_name(region, names))
    for region in added:
        if region.shows_whiteboard:
            yield phrase("adds the whiteboard")
        elif region.stream_id:
            yield phrase("shows {name}", name=region_name(region, names))
    seats_removed = sum(1 for region in removed if _is_seat(region))
    seats_added = sum(1 for region in added if _is_seat(region))
    if seats_removed:
        yield counted("removes {n} open seat", "removes {n} open seats", seats_removed)
    if seats_added:
        yield counted("adds {n} open seat", "adds {n} open seats", seats_added)


def _is_seat(region: Region) -> bool:
    return not region.shows_whiteboard and not region.stream_id


def _other_people(pairs: Sequence[_Pair], names: Names) -> Iterator[Phrase]:
    for before, after in pairs:
        if before.shows_whiteboard != after.shows_whiteboard:
            yield phrase("adds the whiteboard") if after.shows_whiteboard else phrase("removes the whiteboard")
        elif before.stream_id != after.stream_id and not after.shows_whiteboard:
            bare_before, bare_after = _unnamed(before), _unnamed(after)
            yield phrase(
                "shows {new} in place of {old}",
                new=region_name(bare_after, names),
                old=region_name(bare_before, names),
            )


def _unnamed(region: Region) -> Region:
    """Leave out the region's own name, where the sentence is about who sits in it."""
    return Region(region.region_id, region.rect, view_type=region.view_type, stream_id=region.stream_id)


def _stacking(regions: Sequence[Region]) -> list[str]:
    """List the regions from back to front; equal layers keep their order in the list."""
    return [region.region_id for region in sorted(regions, key=lambda region: region.layer)]


def _named_or_counted(
    regions: Sequence[Region],
    names: Names,
    one: Callable[[Phrase], Phrase],
    many: Callable[[int], Phrase],
) -> Iterator[Phrase]:
    """Name a single region that has a name of its own, else say how many they are."""
    if len(regions) == 1 and not (_is_seat(regions[0]) and not regions[0].name):
        yield one(region_name(regions[0], names))
    elif regions:
        yield many(len(regions))


def _moves_one(name: Phrase) -> Phrase:
    return phrase("moves {name}", name=name)


def _moves(count: int) -> Phrase:
    return counted("moves {n} region", "moves {n} regions", count)


def _resizes_one(name: Phrase) -> Phrase:
    return phrase("resizes {name}", name=name)


def _resizes(count: int) -> Phrase:
    return counted("resizes {n} region", "resizes {n} regions", count)


def _crops_one(name: Phrase) -> Phrase:
    return phrase("crops {name}", name=name)


def _crops(count: int) -> Phrase:
    return counted("crops {n} region", "crops {n} regions", count)


def _fits_one(name: Phrase) -> Phrase:
    return phrase("fits {name}", name=name)


def _fits(count: int) -> Phrase:
    return counted("fits {n} region", "fits {n} regions", count)
