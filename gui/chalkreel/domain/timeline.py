"""The time line of a take: what was on air when, and what else happened.

It has one axis, the recording's own time, so that a place on it is a place in the file. A pause therefore has no
width: it is a seam that knows from when to when, by the wall clock, nothing was recorded. Where every stream has a
file of its own there are no pauses, and the axis begins with the first of the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.domain.enums import MixMode
from chalkreel.domain.layout_names import MODE_NAMES


class MomentKind(Enum):
    """What can happen in a take, as far as its time line tells it."""

    STARTED = "started"
    BOARD = "whiteboard"
    LAYOUT = "layout"
    PAUSED = "paused"
    RESUMED = "resumed"
    SNAPSHOT = "snapshot"
    MARKER = "marker"
    EVERYONE_LEFT = "everyone left"
    CAME_BACK = "came back"
    BROKEN = "interrupted"
    STOPPED = "stopped"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened: ``wall_ms`` is Unix time, ``recording_ms`` leaves pauses out.

    ``name`` is a board's or a marker's, ``subject`` a board's id, ``mode`` the layout's.
    """

    kind: MomentKind
    wall_ms: int
    recording_ms: int
    name: str = ""
    subject: str = ""
    mode: MixMode | None = None


@dataclass(frozen=True, slots=True)
class RecordedFile:
    """One file of a take. ``begin_ms`` is Unix time, 0 where not told; ``duration_ms`` is unset while it grows."""

    owner: str
    begin_ms: int
    duration_ms: int | None
    url: str = ""
    is_whiteboard: bool = False


class TrackKind(Enum):
    """The rows of a time line, from the top."""

    BOARDS = "boards"
    LAYOUTS = "layouts"
    MARKERS = "markers"
    SNAPSHOTS = "snapshots"
    PAUSES = "pauses"
    INTERRUPTIONS = "interruptions"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the axis; ``end_ms`` is exclusive and ``None`` where the end is still to come or not known."""

    start_ms: int
    end_ms: int | None
    label: Phrase
    subject: str = ""
    wall_ms: int = 0

    def holds(self, at_ms: int) -> bool:
        return self.start_ms <= at_ms and (self.end_ms is None or at_ms < self.end_ms)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the axis. ``wall_end_ms`` ends what has a length by the wall clock alone; ``None``: it goes on."""

    at_ms: int
    label: Phrase
    wall_ms: int = 0
    wall_end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """One row: stretches that follow each other, or marks. ``name`` is a stream's where it is the row of a file."""

    kind: TrackKind
    segments: tuple[Segment, ...] = ()
    marks: tuple[Mark, ...] = ()
    name: str = ""

    def at(self, at_ms: int) -> Segment | None:
        return next((segment for segment in self.segments if segment.holds(at_ms)), None)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The rows that hold something. ``end_ms`` is how far the recording is known to reach; ``is_open``: it grows."""

    tracks: tuple[Track, ...] = ()
    end_ms: int = 0
    is_open: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.tracks

    def track(self, kind: TrackKind) -> Track:
        return next((track for track in self.tracks if track.kind is kind), Track(kind))

    def shown_at(self, kind: TrackKind, at_ms: int) -> Segment | None:
        return self.track(kind).at(at_ms)


def timeline_of(
    moments: Sequence[Moment],
    end_ms: int,
    *,
    is_open: bool = False,
    files: Sequence[RecordedFile] = (),
    is_single: bool = False,
) -> Timeline:
    """Lay a take out. Nothing reaches beyond ``end_ms``; what lasts until the end of an open take has no end yet."""
    if is_single:
        begun_ms = min((file.begin_ms for file in files if file.begin_ms), default=0)
        moments = _by_wall_clock(moments, begun_ms)
        end_ms = max(end_ms, *(_end_of(file, begun_ms) for file in files), 0)
    close_ms = None if is_open else end_ms
    tracks = [
        _row(TrackKind.BOARDS, _boards(moments), end_ms, close_ms),
        _row(TrackKind.LAYOUTS, [] if is_single else _layouts(moments), end_ms, close_ms),
        Track(TrackKind.MARKERS, marks=_points(moments, MomentKind.MARKER, end_ms)),
        Track(TrackKind.SNAPSHOTS, marks=_points(moments, MomentKind.SNAPSHOT, end_ms)),
        Track(TrackKind.PAUSES, marks=_seams(moments, MomentKind.PAUSED, MomentKind.RESUMED, end_ms)),
        Track(TrackKind.INTERRUPTIONS, marks=_interruptions(moments, end_ms)),
    ]
    if is_single:
        tracks += _file_rows(files, begun_ms, end_ms)
    return Timeline(tuple(track for track in tracks if track.segments or track.marks), end_ms, is_open)


def _by_wall_clock(moments: Sequence[Moment], begun_ms: int) -> list[Moment]:
    """Place moments by the wall clock; a marker stands where it was meant, which is before it was noted."""
    if not begun_ms:
        return list(moments)
    return [
        one if one.kind is MomentKind.MARKER else replace(one, recording_ms=max(one.wall_ms - begun_ms, 0))
        for one in moments
    ]


def _end_of(file: RecordedFile, begun_ms: int) -> int:
    return max(file.begin_ms - begun_ms, 0) + (file.duration_ms or 0)


@dataclass(frozen=True, slots=True)
class _Change:
    """From here on this is shown; an empty ``key`` is nothing."""

    at_ms: int
    key: str
    label: Phrase
    wall_ms: int


def _boards(moments: Iterable[Moment]) -> list[_Change]:
    return [
        _Change(one.recording_ms, one.subject, phrase("{name}", name=one.name or one.subject), one.wall_ms)
        for one in moments
        if one.kind in (MomentKind.STARTED, MomentKind.BOARD)
    ]


def _layouts(moments: Iterable[Moment]) -> list[_Change]:
    found: list[_Change] = []
    for number, one in enumerate(moments):
        if one.kind in (MomentKind.STARTED, MomentKind.LAYOUT) and one.mode is not None:
            # Two custom layouts are two: only the moment tells them apart.
            key = f"custom {number}" if one.mode is MixMode.CUSTOM else one.mode.name
            found.append(_Change(one.recording_ms, key, MODE_NAMES[one.mode], one.wall_ms))
    return found


def _row(kind: TrackKind, changes: Sequence[_Change], end_ms: int, close_ms: int | None) -> Track:
    """Turn changes into stretches, each up to the next change and the last up to the end."""
    kept: list[_Change] = []
    latest_ms = 0
    for change in changes:
        latest_ms = min(max(change.at_ms, latest_ms), end_ms)
        if kept and kept[-1].at_ms == latest_ms:
            kept.pop()  # it was never to be seen
        if not kept or kept[-1].key != change.key:
            kept.append(replace(change, at_ms=latest_ms))
    ends: list[int | None] = [*(change.at_ms for change in kept[1:]), close_ms]
    return Track(
        kind,
        tuple(
            Segment(change.at_ms, until_ms, change.label, change.key, change.wall_ms)
            for change, until_ms in zip(kept, ends, strict=False)
            if change.key and (until_ms is None or until_ms > change.at_ms)
        ),
    )


def _points(moments: Iterable[Moment], kind: MomentKind, end_ms: int) -> tuple[Mark, ...]:
    found = [
        Mark(_within(one.recording_ms, end_ms), _POINT_NAMES[kind] if not one.name else _named(one), one.wall_ms)
        for one in moments
        if one.kind is kind
    ]
    return tuple(sorted(found, key=lambda mark: mark.at_ms))


def _seams(moments: Iterable[Moment], begins: MomentKind, ends: MomentKind, end_ms: int) -> tuple[Mark, ...]:
    """Pair what begins with what ends it: its own counterpart, or the end of the take."""
    found: list[Mark] = []
    for one in moments:
        if one.kind is begins and not (found and found[-1].wall_end_ms is None):
            found.append(Mark(_within(one.recording_ms, end_ms), _POINT_NAMES[begins], one.wall_ms))
        elif one.kind in (ends, *_LAST) and found and found[-1].wall_end_ms is None:
            found[-1] = replace(found[-1], wall_end_ms=max(one.wall_ms, found[-1].wall_ms))
    return tuple(sorted(found, key=lambda mark: mark.at_ms))


def _interruptions(moments: Sequence[Moment], end_ms: int) -> tuple[Mark, ...]:
    left = _seams(moments, MomentKind.EVERYONE_LEFT, MomentKind.CAME_BACK, end_ms)
    broken = _points(moments, MomentKind.BROKEN, end_ms)
    return tuple(sorted((*left, *broken), key=lambda mark: mark.at_ms))


def _file_rows(files: Sequence[RecordedFile], begun_ms: int, end_ms: int) -> list[Track]:
    """Give every owner a row with the files that were recorded of it; the whiteboard's comes first."""
    rows: dict[str, list[RecordedFile]] = {}
    for file in sorted(files, key=lambda file: (not file.is_whiteboard, file.begin_ms)):
        rows.setdefault(file.owner, []).append(file)
    return [
        Track(TrackKind.FILE, segments=_stretches(sorted(rows[owner], key=_begin), begun_ms, end_ms), name=owner)
        for owner in rows
    ]


def _begin(file: RecordedFile) -> int:
    return file.begin_ms


def _stretches(files: Sequence[RecordedFile], begun_ms: int, end_ms: int) -> tuple[Segment, ...]:
    """Lay the files of one owner side by side. Sound and picture in two files at once are one stretch."""
    found: list[Segment] = []
    for file in files:
        start_ms = _within(max(file.begin_ms - begun_ms, 0), end_ms)
        until_ms = None if file.duration_ms is None else _within(start_ms + file.duration_ms, end_ms)
        before = found[-1] if found else None
        if before is not None and (before.end_ms is None or start_ms < before.end_ms):
            longer = None if until_ms is None or before.end_ms is None else max(until_ms, before.end_ms)
            found[-1] = replace(before, end_ms=longer)
        elif until_ms is None or until_ms > start_ms:
            found.append(Segment(start_ms, until_ms, phrase("{name}", name=file.owner), file.url, file.begin_ms))
    return tuple(found)


def _within(at_ms: int, end_ms: int) -> int:
    return min(max(at_ms, 0), end_ms)


def _named(one: Moment) -> Phrase:
    return phrase("{name}", name=one.name)


_LAST = frozenset({MomentKind.BROKEN, MomentKind.STOPPED, MomentKind.ENDED})
_POINT_NAMES = {
    MomentKind.MARKER: phrase("Marker"),
    MomentKind.SNAPSHOT: phrase("Picture taken"),
    MomentKind.PAUSED: phrase("Paused"),
    MomentKind.EVERYONE_LEFT: phrase("Everyone had left"),
    MomentKind.BROKEN: phrase("The recorder ended unexpectedly"),
}
