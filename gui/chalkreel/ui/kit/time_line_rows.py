"""Where the rows of a time line lie, and what is under the pointer."""

from __future__ import annotations

from dataclasses import dataclass

from chalkreel.domain.timeline import Mark, Segment, Timeline, Track, TrackKind

RULER_PX = 18
BOARDS_PX = 30
ROW_PX = 18
SLIM_PX = 26
GAP_PX = 2
REACH_PX = 8
"""So near to a mark the pointer means it."""
MARKS = (TrackKind.MARKERS, TrackKind.SNAPSHOTS, TrackKind.PAUSES, TrackKind.INTERRUPTIONS)


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it is drawn: a track of stretches, or all tracks of marks together (``track`` is ``None``)."""

    top_px: int
    height_px: int
    track: Track | None = None

    @property
    def bottom_px(self) -> int:
        return self.top_px + self.height_px

    def holds(self, y_px: float) -> bool:
        return self.top_px <= y_px < self.bottom_px


@dataclass(frozen=True, slots=True)
class MarkedPlace:
    """A mark and the track it belongs to."""

    kind: TrackKind
    mark: Mark


def rows_of(timeline: Timeline, is_slim: bool) -> list[Row]:
    """Stack the rows; a slim line is only its first one, without a ruler."""
    stretches = [track for track in timeline.tracks if track.segments]
    if is_slim:
        return [Row(0, SLIM_PX, stretches[0] if stretches else None)]
    rows: list[Row] = []
    top_px = RULER_PX
    for track in stretches:
        height_px = BOARDS_PX if track.kind is TrackKind.BOARDS else ROW_PX
        rows.append(Row(top_px, height_px, track))
        top_px += height_px + GAP_PX
    if marks_of(timeline):
        rows.append(Row(top_px, ROW_PX))
    return rows


def height_of(rows: list[Row]) -> int:
    return rows[-1].bottom_px if rows else SLIM_PX


def marks_of(timeline: Timeline) -> list[MarkedPlace]:
    """Give all marks in their order."""
    found = [MarkedPlace(kind, mark) for kind in MARKS for mark in timeline.track(kind).marks]
    return sorted(found, key=lambda place: place.mark.at_ms)


def stops_of(timeline: Timeline) -> list[int]:
    """Give every moment at which something begins or is marked, each once."""
    begins = {segment.start_ms for track in timeline.tracks for segment in track.segments}
    return sorted(begins | {place.mark.at_ms for place in marks_of(timeline)})


def nearest_mark(places: list[MarkedPlace], at_ms: float, reach_ms: float) -> MarkedPlace | None:
    near = [place for place in places if abs(place.mark.at_ms - at_ms) <= reach_ms]
    return min(near, key=lambda place: abs(place.mark.at_ms - at_ms), default=None)


def end_of(segment: Segment, end_ms: int) -> int:
    """Tell where a stretch ends that may still go on."""
    return end_ms if segment.end_ms is None else segment.end_ms
