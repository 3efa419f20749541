"""What an answer or a callback of the recorder changes in what is known of a take. Pure."""

from __future__ import annotations

from dataclasses import replace

from chalkreel.base.phrase import Phrase
from chalkreel.contract.callbacks import CallbackFileInfo, ImageFailedDetail, UploadDetail
from chalkreel.contract.queries import RecordFile, RecordStatusData
from chalkreel.controllers.file_words import WHITEBOARD
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.view_state import FileCondition, FileView
from chalkreel.domain.enums import FileStatus, ImageType, MediaTrackType, OutputFileFormat, QuitReason, TaskStatus
from chalkreel.domain.geometry import Size
from chalkreel.domain.phases import Wish
from chalkreel.domain.recording_time import RecordingTime

FILE_CONDITIONS = {
    FileStatus.RECORDING: FileCondition.RECORDING,
    FileStatus.UPLOADING: FileCondition.UPLOADING,
    FileStatus.UPLOADED: FileCondition.SAFE,
    FileStatus.IN_BACKUP: FileCondition.IN_BACKUP,
    FileStatus.LOST: FileCondition.LOST,
}
_ENDED = frozenset({TaskStatus.ENDED, TaskStatus.ENDED_ABNORMALLY})

CLOCK_TOLERANCE_MS = 700
"""While it runs, our own count is kept unless the recorder's differs by more: a clock must not twitch."""


TOLD_AGAIN = 500
"""An event that is told again is one of the last; a long series has tens of thousands of pictures."""


def heard(state: TakeState, data: RecordStatusData, now_s: float, wall_ms: int) -> TakeState:
    """Take in an answer of DescribeRecordStatus; values we do not know leave what was known before."""
    files = data.record_files or []
    status = data.status if isinstance(data.status, TaskStatus) else state.status
    if _is_over(state.status) and data.status not in _ENDED:
        # The phase only moves forward: a late "recording" cannot undo the end.
        return replace(state, heard_at_s=now_s)
    fresh = replace(
        state,
        status=status,
        file_statuses=tuple(_file_status(file) for file in files),
        files=tuple(file_view(file, state.is_single) for file in files),
        heard_at_s=now_s,
        ended_wall_ms=data.record_end_timestamp or (state.ended_wall_ms or wall_ms if _is_over(status) else 0),
    )
    return replace(fresh, time=_measured_time(fresh, files, now_s), problem=_lasting_problem(state, fresh))


def ended_by(state: TakeState, reason: QuitReason | int) -> TakeState:
    """Take in why the task ended by itself (callback event 2)."""
    known = reason if isinstance(reason, QuitReason) else QuitReason.UNKNOWN
    return state if state.wish is Wish.STOP else replace(state, quit_reason=known)


def without_image(state: TakeState, detail: ImageFailedDetail) -> TakeState:
    """Take in that the recorder goes on without a picture by address (callback event 3)."""
    if not isinstance(detail.image_type, ImageType):
        return state
    return replace(state, failed_images=state.failed_images | {(detail.image_type, detail.image_url)})


def with_pictures(state: TakeState, detail: UploadDetail) -> TakeState:
    """Take in the pictures among uploaded files (callback event 1); one that is told twice counts once."""
    known = {_picture_key(view) for view in state.pictures[-TOLD_AGAIN:]}
    fresh: list[FileView] = []
    for file in detail.file_info:
        if file.output_file_format != OutputFileFormat.JPG:
            continue
        view = _picture_view(file, state.is_single)
        if _picture_key(view) not in known:
            known.add(_picture_key(view))
            fresh.append(view)
    return replace(state, pictures=(*state.pictures, *fresh)) if fresh else state


def _picture_key(view: FileView) -> tuple[str, str]:
    return view.name, view.url


def _picture_view(file: CallbackFileInfo, names_owner: bool) -> FileView:
    status = file.status if isinstance(file.status, FileStatus) else FileStatus.UPLOADED
    has_size = bool(file.resolution_width and file.resolution_height)
    return FileView(
        name=file.file_id or (file.file_url or "").rpartition("/")[2],
        condition=FILE_CONDITIONS[status],
        size_bytes=file.file_size or 0,
        owner=(file.user_name or file.stream_id or "") if names_owner else "",
        resolution=Size(file.resolution_width or 0, file.resolution_height or 0) if has_size else None,
        url=file.file_url or "",
        begin_ms=file.begin_timestamp or 0,
    )


def _lasting_problem(before: TakeState, now: TakeState) -> Phrase | None:
    """Keep what the host was told until the take moves on; an answer alone does not make it untrue."""
    return before.problem if before.phase is now.phase else None


def _measured_time(state: TakeState, files: list[RecordFile], now_s: float) -> RecordingTime:
    now_ms = round(now_s * 1000)
    durations = [file.duration or 0 for file in files]
    writes = state.is_picture_only or FileStatus.RECORDING in state.file_statuses
    recording = state.status is TaskStatus.RECORDING and writes
    time = state.time.started(now_ms) if recording else state.time.halted(now_ms)
    measured_ms = max(durations, default=0)
    if not measured_ms or (recording and abs(time.at(now_ms) - measured_ms) < CLOCK_TOLERANCE_MS):
        return time
    return time.measured(measured_ms, now_ms)


def _is_over(status: TaskStatus | None) -> bool:
    return status in _ENDED


def _file_status(file: RecordFile) -> FileStatus:
    # A file whose state we cannot read is not safe; it counts as on its way.
    return file.status if isinstance(file.status, FileStatus) else FileStatus.UPLOADING


def file_view(file: RecordFile, names_owner: bool) -> FileView:
    has_picture = bool(file.resolution_width and file.resolution_height)
    return FileView(
        name=file.file_id or "",
        condition=FILE_CONDITIONS[_file_status(file)],
        size_bytes=file.file_size or 0,
        duration_ms=file.duration or 0,
        owner=(file.user_name or file.stream_id or WHITEBOARD) if names_owner else "",
        resolution=Size(file.resolution_width or 0, file.resolution_height or 0) if has_picture else None,
        url=file.file_url or "",
        begin_ms=file.begin_timestamp or 0,
        tracks=file.media_track_type if isinstance(file.media_track_type, MediaTrackType) else None,
    )
