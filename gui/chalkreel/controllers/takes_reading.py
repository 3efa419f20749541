"""From what the journal holds of a take to what its row and its page show; only ``play_files`` touches the disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from pydantic import ValidationError

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.queries import RecordFile
from chalkreel.controllers.file_words import file_title
from chalkreel.controllers.take_moments import moment_of, recorded_files
from chalkreel.controllers.take_reading import file_view
from chalkreel.controllers.takes_view import PlayFile, TakeCondition, TakeRow
from chalkreel.controllers.view_state import FileCondition, FileView
from chalkreel.domain.chapters import Chapter
from chalkreel.domain.enums import OutputFileFormat, RecordMode
from chalkreel.domain.limits import BACKUP_S
from chalkreel.domain.phases import Phase
from chalkreel.domain.recording_time import short_clock
from chalkreel.domain.timeline import Timeline, timeline_of

if TYPE_CHECKING:
    from chalkreel.services.journal_listing import ListedTake
    from chalkreel.services.journal_records import TakeEvent

LOCAL_PREFIX = "file:"
STILL_WRITTEN = phrase("This file is still being recorded.")
NOT_THERE = phrase("This file is not where it was saved.")
LOOK_FOR_IT = phrase("It was {path}. If you moved it, open it from there; if it is in the trash, put it back.")
IN_THE_CLOUD = phrase("This file is in your storage, not on this computer.")
FETCH_IT = phrase("Copy its address and open it in a browser, or fetch it from your storage.")
IN_BACKUP = phrase("This file waits in backup storage.")
SAVE_FIRST = phrase("It can be watched once it is saved.")
LOST = phrase("This file is lost: it could not be saved.")
_OUTCOMES = {
    Phase.SAFE.value: TakeCondition.SAFE,
    Phase.EMPTY.value: TakeCondition.EMPTY,
    Phase.FAILED.value: TakeCondition.INTERRUPTED,
}
MOST_PICTURES = 2000
"""So many of a series' newest are offered to be looked at; all of them are in their folder."""


def files_of(take: ListedTake) -> tuple[FileView, ...]:
    """Read the files as they were last heard of; what makes no sense is left out."""
    found = []
    for wire in take.files:
        try:
            found.append(file_view(RecordFile.read_tolerant(dict(wire)), is_single(take)))
        except ValidationError:
            continue
    return tuple(found)


def is_single(take: ListedTake) -> bool:
    return take.record_mode == RecordMode.SINGLE


def is_series(take: ListedTake) -> bool:
    """Whether pictures were taken instead of a recording."""
    return take.file_format == OutputFileFormat.JPG


def row_of(take: ListedTake, room_name: str, live: Phase | None, now_ms: int) -> TakeRow:
    """Say what a take is; ``live`` is the phase of the take in view, where it is this one."""
    files = files_of(take)
    ended_ms = take.closed_ms or take.began_ms
    condition = _condition(take, files, live, now_ms - ended_ms)
    until = datetime.fromtimestamp(ended_ms / 1000) + timedelta(seconds=BACKUP_S)
    return TakeRow(
        take_id=take.take_id,
        room=room_name or take.room_id,
        began=datetime.fromtimestamp(take.began_ms / 1000),
        condition=condition,
        length_ms=_length(files, is_single(take)),
        file_count=take.picture_count if is_series(take) else len(files),
        is_series=is_series(take),
        is_single=is_single(take),
        until=until if condition is TakeCondition.IN_BACKUP else None,
    )


def _condition(take: ListedTake, files: Sequence[FileView], live: Phase | None, age_ms: int) -> TakeCondition:
    if live is not None and not live.is_over:
        return TakeCondition.SAVING if live is Phase.UPLOADING else TakeCondition.RECORDING
    conditions = {file.condition for file in files}
    if FileCondition.LOST in conditions:
        return TakeCondition.LOST
    if FileCondition.IN_BACKUP in conditions:
        return TakeCondition.IN_BACKUP if age_ms < BACKUP_S * 1000 else TakeCondition.LOST
    if take.outcome in _OUTCOMES:
        return _OUTCOMES[take.outcome]
    return TakeCondition.SAFE if conditions == {FileCondition.SAFE} else TakeCondition.UNKNOWN


def _length(files: Sequence[FileView], single: bool) -> int:
    begun_ms = min((file.begin_ms for file in files if file.begin_ms), default=0)
    if not single or not begun_ms:
        return max((file.duration_ms for file in files), default=0)
    return max((file.begin_ms - begun_ms + file.duration_ms for file in files if file.begin_ms), default=0)


def timeline_in(take: ListedTake, events: Iterable[TakeEvent], length_ms: int) -> Timeline:
    """Lay a past take out from its history."""
    told = (moment_of(one.kind, one.wall_ms, one.recording_ms or 0, one.detail) for one in events)
    moments = [moment for moment in told if moment is not None]
    # Where the end of a file was never heard, the time line reaches as far as the history does.
    end_ms = length_ms or max((moment.recording_ms for moment in moments), default=0)
    return timeline_of(
        moments, end_ms, files=recorded_files(files_of(take)) if is_single(take) else (), is_single=is_single(take)
    )


def play_files(take: ListedTake) -> tuple[PlayFile, ...]:
    """Look at each file: whether it is here, and if not, what to do. Blocks."""
    views = files_of(take)
    begun_ms = min((file.begin_ms for file in views if file.begin_ms), default=0)
    before_ms = 0
    found = []
    for view in views:
        single = is_single(take)
        offset_ms = max(view.begin_ms - begun_ms, 0) if single and view.begin_ms else before_ms
        found.append(replace(_looked_at(view, single), offset_ms=offset_ms))
        if not single and view.resolution is not None:
            before_ms += view.duration_ms  # a second file of a mix goes on where the first one ended
    return tuple(found)


def play_pictures(views: Sequence[FileView]) -> tuple[PlayFile, ...]:
    """Look at the newest pictures of a series, each named by whom and when it shows. Blocks."""
    shown = views[-MOST_PICTURES:]
    begun_ms = min((view.begin_ms for view in shown if view.begin_ms), default=0)
    found = []
    for view in shown:
        offset_ms = max(view.begin_ms - begun_ms, 0) if view.begin_ms else 0
        clock = short_clock(offset_ms)
        name = phrase("{name} · {time}", name=view.owner, time=clock) if view.owner else phrase("{time}", time=clock)
        found.append(replace(_looked_at(view, single=False), name=name, offset_ms=offset_ms))
    return tuple(found)


def _looked_at(view: FileView, single: bool) -> PlayFile:
    name = (file_title(view) if single else None) or phrase("{name}", name=view.name)
    problem, advice = _PROBLEMS.get(view.condition, (None, None))
    if problem is not None:
        return PlayFile(view, name, None, problem, advice)
    path = local_path(view.url)
    if path is None:
        return PlayFile(view, name, None, IN_THE_CLOUD, FETCH_IT)
    if not path.is_file():
        return PlayFile(view, name, path, NOT_THERE, Phrase(LOOK_FOR_IT.template, {"path": str(path)}))
    return PlayFile(view, name, path)


def local_path(url: str) -> Path | None:
    """Give the path of a file's address on this computer; ``None`` for one elsewhere."""
    return Path(url2pathname(urlsplit(url).path)) if url.startswith(LOCAL_PREFIX) else None


def moved(chapters: Iterable[Chapter], offset_ms: int) -> tuple[Chapter, ...]:
    """Put a file's chapters onto the take's time line."""
    return tuple(Chapter(one.start_ms + offset_ms, one.end_ms + offset_ms, one.title) for one in chapters)


def picture_for(title: str, pictures: Mapping[str, Any]) -> str:
    """Find which kept picture a chapter shows: its own title's, or that of what goes on under another layout."""
    if title in pictures:
        return title
    shown, dash, _layout = title.rpartition(" – ")
    if dash and shown in pictures:
        return shown
    return ""


_PROBLEMS: dict[FileCondition, tuple[Phrase, Phrase | None]] = {
    FileCondition.RECORDING: (STILL_WRITTEN, None),
    FileCondition.UPLOADING: (STILL_WRITTEN, None),
    FileCondition.IN_BACKUP: (IN_BACKUP, SAVE_FIRST),
    FileCondition.LOST: (LOST, None),
}
