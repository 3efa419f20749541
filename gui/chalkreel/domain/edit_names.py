"""What an edit is called in "Undo …", read off the layouts before and after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from chalkreel.base.phrase import Phrase, counted, phrase
from chalkreel.domain.enums import FillMode, MixMode
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.layout_names import MODE_NAMES, region_name

Names = Mapping[str, str]
_Pair = tuple[Region, Region]

SEVERAL = phrase("change the layout")


def edit_name(old: Layout, new: Layout, names: Names) -> Phrase:
    """Name the step from one layout to the next ("move Teacher"); ``names`` are those of the streams."""
    if old.mode is not new.mode:
        return phrase("switch to {layout}", layout=MODE_NAMES[new.mode])
    if new.mode is not MixMode.CUSTOM:
        if old.large_stream_id != new.large_stream_id:
            return phrase("choose the large view")
        return phrase("change how pictures fill")
    found = list(_changes(old, new, names))
    return found[0] if len(found) == 1 else SEVERAL


def _changes(old: Layout, new: Layout, names: Names) -> Iterator[Phrase]:
    before = {region.region_id: region for region in old.regions}
    kept = {region.region_id for region in new.regions} & before.keys()
    pairs = [(before[region.region_id], region) for region in new.regions if region.region_id in kept]
    yield from _named([region for region in new.regions if region.region_id not in kept], names, _add, _add_many)
    yield from _named([region for region in old.regions if region.region_id not in kept], names, _delete, _delete_many)
    yield from _named(_after(pairs, _has_moved), names, _move, _move_many)
    yield from _named(_after(pairs, _has_size_changed), names, _resize, _resize_many)
    yield from _named(_after(pairs, _shows_another), names, _show, _show_many)
    yield from _named(_after(pairs, _is_cropped_now), names, _crop, _crop_many)
    yield from _named(_after(pairs, _is_fitted_now), names, _fit, _fit_many)
    yield from _named(_after(pairs, _is_renamed), names, _rename, _rename_many)
    for is_meant, one, many in _MARKS:
        yield from _named(_after(pairs, is_meant), names, one, many)
    if any(one.background_image != other.background_image for one, other in pairs):
        yield phrase("change a background picture")
    if _order(one for one, _ in pairs) != _order(other for _, other in pairs):
        yield phrase("change what is in front")


def _after(pairs: Sequence[_Pair], is_meant: Callable[[Region, Region], bool]) -> list[Region]:
    return [new for old, new in pairs if is_meant(old, new)]


def _has_moved(old: Region, new: Region) -> bool:
    return old.rect != new.rect and old.rect.size == new.rect.size


def _has_size_changed(old: Region, new: Region) -> bool:
    return old.rect.size != new.rect.size


def _shows_another(old: Region, new: Region) -> bool:
    return (old.view_type, old.stream_id) != (new.view_type, new.stream_id)


def _is_cropped_now(old: Region, new: Region) -> bool:
    return old.fill_mode is not FillMode.CROP and new.fill_mode is FillMode.CROP


def _is_fitted_now(old: Region, new: Region) -> bool:
    return old.fill_mode is not FillMode.FIT and new.fill_mode is FillMode.FIT


def _is_renamed(old: Region, new: Region) -> bool:
    return old.name != new.name and not _shows_another(old, new)


def _is_hidden_now(old: Region, new: Region) -> bool:
    return new.is_hidden and not old.is_hidden


def _is_back(old: Region, new: Region) -> bool:
    return old.is_hidden and not new.is_hidden


def _is_locked_now(old: Region, new: Region) -> bool:
    return new.is_locked and not old.is_locked


def _is_unlocked(old: Region, new: Region) -> bool:
    return old.is_locked and not new.is_locked


def _order(regions: Iterator[Region]) -> list[str]:
    return [region.region_id for region in sorted(regions, key=lambda region: region.layer)]


def _named(
    regions: Sequence[Region], names: Names, one: Callable[[Phrase], Phrase], many: Callable[[int], Phrase]
) -> Iterator[Phrase]:
    if len(regions) == 1:
        yield one(region_name(regions[0], names))
    elif regions:
        yield many(len(regions))


def _add(name: Phrase) -> Phrase:
    return phrase("add {name}", name=name)


def _add_many(count: int) -> Phrase:
    return counted("add {n} region", "add {n} regions", count)


def _delete(name: Phrase) -> Phrase:
    return phrase("delete {name}", name=name)


def _delete_many(count: int) -> Phrase:
    return counted("delete {n} region", "delete {n} regions", count)


def _move(name: Phrase) -> Phrase:
    return phrase("move {name}", name=name)


def _move_many(count: int) -> Phrase:
    return counted("move {n} region", "move {n} regions", count)


def _resize(name: Phrase) -> Phrase:
    return phrase("resize {name}", name=name)


def _resize_many(count: int) -> Phrase:
    return counted("resize {n} region", "resize {n} regions", count)


def _show(name: Phrase) -> Phrase:
    return phrase("show {name}", name=name)


def _show_many(count: int) -> Phrase:
    return counted("change what {n} region shows", "change what {n} regions show", count)


def _crop(name: Phrase) -> Phrase:
    return phrase("crop {name}", name=name)


def _crop_many(count: int) -> Phrase:
    return counted("crop {n} region", "crop {n} regions", count)


def _fit(name: Phrase) -> Phrase:
    return phrase("fit {name}", name=name)


def _fit_many(count: int) -> Phrase:
    return counted("fit {n} region", "fit {n} regions", count)


def _rename(name: Phrase) -> Phrase:
    return phrase("rename {name}", name=name)


def _rename_many(count: int) -> Phrase:
    return counted("rename {n} region", "rename {n} regions", count)


def _hide(name: Phrase) -> Phrase:
    return phrase("hide {name}", name=name)


def _hide_many(count: int) -> Phrase:
    return counted("hide {n} region", "hide {n} regions", count)


def _bring_back(name: Phrase) -> Phrase:
    return phrase("bring back {name}", name=name)


def _bring_back_many(count: int) -> Phrase:
    return counted("bring back {n} region", "bring back {n} regions", count)


def _lock(name: Phrase) -> Phrase:
    return phrase("lock {name}", name=name)


def _lock_many(count: int) -> Phrase:
    return counted("lock {n} region", "lock {n} regions", count)


def _unlock(name: Phrase) -> Phrase:
    return phrase("unlock {name}", name=name)


def _unlock_many(count: int) -> Phrase:
    return counted("unlock {n} region", "unlock {n} regions", count)


_MARKS = (
    (_is_hidden_now, _hide, _hide_many),
    (_is_back, _bring_back, _bring_back_many),
    (_is_locked_now, _lock, _lock_many),
    (_is_unlocked, _unlock, _unlock_many),
)
