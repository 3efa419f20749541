"""What the host reads of a take: headline, cause, what happens next by itself, and one action."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalkreel.base.phrase import Phrase, counted, phrase
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.view_state import READY, FileCondition, TakeAction
from chalkreel.domain.enums import FileStatus, QuitReason, TaskStatus
from chalkreel.domain.limits import BACKUP_S
from chalkreel.domain.phases import Phase, Wish


@dataclass(frozen=True, slots=True)
class TakeWords:
    """The four things the status panel says of a phase."""

    headline: Phrase
    cause: Phrase | None = None
    next_step: Phrase | None = None
    action: TakeAction | None = None


def words_for(state: TakeState, now_s: float, recorded_ms: int) -> TakeWords:
    """Say a take in words. ``now_s`` is monotonic, ``recorded_ms`` the recording time to name."""
    if state.is_interrupted and not state.phase.is_over:
        return _INTERRUPTED
    match state.phase:
        case Phase.STARTING if state.task_id and state.status is None:
            return _ASKING
        case Phase.WAITING | Phase.ARMED:
            return _waiting(state, now_s)
        case Phase.PAUSED:
            return TakeWords(
                phrase("Paused at {time}", time=clock_text(recorded_ms)),
                next_step=phrase("Nothing is recorded until you press Resume."),
                action=TakeAction.RESUME,
            )
        case Phase.UPLOADING:
            saved = sum(status is FileStatus.UPLOADED for status in state.file_statuses)
            return TakeWords(
                phrase("Saving {number} of {total}", number=saved + 1, total=len(state.file_statuses)),
                next_step=phrase("Please wait until it says “Safe to leave”."),
            )
        case Phase.STOPPING:
            return TakeWords(phrase("Stopping"), next_step=_being_finished(state))
        case Phase.RECORDING if state.is_picture_only:
            return TakeWords(phrase("Taking pictures"), _picture_count(state), action=TakeAction.STOP)
        case Phase.SAFE:
            return TakeWords(phrase("Safe to leave"), end_cause(state), action=TakeAction.OPEN_FOLDER)
        case Phase.EMPTY if state.is_picture_only:
            return TakeWords(
                phrase("No picture was reported"),
                phrase("Pictures are told by events. None came; look into your storage to be sure."),
                action=TakeAction.OPEN_FOLDER,
            )
        case Phase.EMPTY if state.is_of_chosen:
            return TakeWords(
                phrase("Nothing was recorded"),
                phrase("Only certain streams were to be recorded, and none of them came."),
                phrase("Choose in the take settings who is recorded."),
                TakeAction.TAKE_SETTINGS,
            )
        case Phase.EMPTY:
            return TakeWords(
                phrase("Nothing was recorded"),
                phrase("Nobody with a camera or microphone was in the room while the recording ran."),
                action=TakeAction.RECORD,
            )
        case Phase.PARTIAL:
            return _partial(state)
        case Phase.FAILED:
            return _failed(state)
        case phase_:
            return _PLAIN[phase_]


def clock_text(milliseconds: int) -> str:
    """Write a length as HH:MM:SS."""
    seconds = milliseconds // 1000
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def end_cause(state: TakeState) -> Phrase | None:
    """Say why a take ended: by the host, or what else."""
    if state.quit_reason is not None:
        return _QUIT_WORDS.get(state.quit_reason, _QUIT_WORDS[QuitReason.UNKNOWN])
    if state.wish is Wish.STOP:
        return phrase("You stopped the recording.")
    if state.status is TaskStatus.ENDED_ABNORMALLY:
        return phrase("It ended by itself, and the recorder did not say why.")
    return phrase("The recording ended by itself: the room was empty or the longest time was reached.")


_PLAIN = {
    Phase.IDLE: TakeWords(READY, action=TakeAction.RECORD),
    Phase.PREFLIGHT: TakeWords(phrase("Checking…")),
    Phase.STARTING: TakeWords(phrase("Starting"), next_step=phrase("The recorder is joining the room.")),
    Phase.RECORDING: TakeWords(phrase("Recording"), action=TakeAction.STOP),
}

_TRY_AGAIN = phrase(
    "The files wait in backup storage. Save them again when the storage can be reached, or correct its settings first."
)
_ASKING = TakeWords(phrase("A recording was under way"), next_step=phrase("The recorder is asked how it is doing."))
_INTERRUPTED = TakeWords(
    phrase("The recording broke off"),
    phrase("The recorder ended unexpectedly."),
    phrase("It is started again, and what was recorded until then is finished."),
)

_QUIT_WORDS = {
    QuitReason.SERVICE_START_FAILED: phrase("The recording service could not start. Record again."),
    QuitReason.ROOM_LOGIN_FAILED: phrase("The recorder was not let into the room. Check the room and its permissions."),
    QuitReason.MAX_IDLE_TIME: phrase("It stopped by itself because everyone had left."),
    QuitReason.MAX_RECORD_TIME: phrase("It stopped by itself because the longest recording time was reached."),
    QuitReason.ENGINE_START_FAILED: phrase("The recorder could not start. Record again."),
    QuitReason.SERVICE_DISCONNECTED: phrase("The recorder was cut off. Record again to go on."),
    QuitReason.UNKNOWN: phrase("The recorder ended for a reason it does not name. Record again to go on."),
    QuitReason.FILE_NAME_TOO_LONG: phrase("The file name became too long. Use shorter room and stream names."),
    QuitReason.FILE_OPEN_FAILED: phrase("The recording file could not be opened. Record again."),
    QuitReason.DISK_FULL: phrase("The recorder's disk is full. Make room, then record again."),
    QuitReason.ENGINE_INIT_FAILED: phrase("The recorder could not be set up. Record again."),
    QuitReason.HEADER_WRITE_FAILED: phrase("The recording file could not be begun. Record again."),
    QuitReason.WRITE_EBADF: phrase("Writing the recording failed. Record again."),
    QuitReason.WRITE_EIO: phrase("The recorder's disk reported an error. Record again, on another disk if possible."),
    QuitReason.INTERNAL_CHANNEL: phrase("The recorder failed inside. Record again."),
    QuitReason.UNSUPPORTED_FORMAT: phrase("The recorder cannot write this file format. Choose another one."),
    QuitReason.ILLEGAL_STATE: phrase("The recorder got into a wrong state. Record again."),
}


def _waiting(state: TakeState, now_s: float) -> TakeWords:
    countdown = None
    if state.empty_since_s is not None:
        # Nobody may have been here for long: the recorder counts from its own start.
        since_s = max(state.empty_since_s, state.started_at_s or state.empty_since_s)
        left_s = max(0, round(since_s + state.max_idle_s - now_s))
        countdown = phrase("Stops by itself in {time}.", time=f"{left_s // 60}:{left_s % 60:02d}")
    if state.phase is Phase.ARMED and state.is_of_chosen:
        begins = phrase("Only they are recorded; that begins by itself when one of them joins.")
        return TakeWords(phrase("Waiting for those who were chosen"), countdown, begins, TakeAction.STOP)
    if state.phase is Phase.ARMED:
        begins = phrase("Recording begins by itself when somebody joins.")
        return TakeWords(phrase("Waiting for the first camera"), countdown, begins, TakeAction.STOP)
    goes_on = phrase("Goes on by itself when somebody comes back.")
    return TakeWords(phrase("Everyone has left"), countdown, goes_on, TakeAction.STOP)


def _being_finished(state: TakeState) -> Phrase:
    if state.is_picture_only:
        return phrase("The last pictures are being saved.")
    if len(state.file_statuses) > 1:
        return phrase("The files are being finished, then saved.")
    return phrase("The file is being finished, then saved.")


def _picture_count(state: TakeState) -> Phrase:
    return counted("{n} picture so far.", "{n} pictures so far.", len(state.pictures))


def _partial(state: TakeState) -> TakeWords:
    lost = sum(status is FileStatus.LOST for status in state.file_statuses)
    if lost:
        return TakeWords(
            phrase("{lost} of {total} files are lost", lost=lost, total=len(state.file_statuses)),
            phrase("They could not be saved to your storage nor to the backup storage."),
            phrase("Check the storage settings before you record again."),
            TakeAction.FIX_SETTINGS,
        )
    until = datetime.fromtimestamp(state.ended_wall_ms // 1000 // 60 * 60) + timedelta(seconds=BACKUP_S)
    return TakeWords(
        phrase("In backup until {time}", time=until),
        phrase("The files could not be saved to your storage, so they are kept in backup storage for 3 days."),
        _TRY_AGAIN if state.waits_in_backup else phrase("Check the storage settings and fetch the files before then."),
        TakeAction.RETRY_UPLOAD if state.waits_in_backup else TakeAction.FIX_SETTINGS,
    )


def _failed(state: TakeState) -> TakeWords:
    if state.refused is not None:
        headline = phrase("The recording is lost sight of") if state.task_id else phrase("Recording did not start")
        action = TakeAction.TAKE_SETTINGS if state.refused_setting else TakeAction.RETRY
        return TakeWords(headline, state.refused, action=action)
    if state.waits_in_backup:
        return TakeWords(phrase("The recording broke off"), end_cause(state), _TRY_AGAIN, TakeAction.RETRY_UPLOAD)
    return TakeWords(phrase("The recording broke off"), end_cause(state), _what_is_safe(state), TakeAction.RETRY)


def _what_is_safe(state: TakeState) -> Phrase | None:
    if state.is_picture_only:
        are_safe = all(view.condition is FileCondition.SAFE for view in state.pictures)
        return phrase("The pictures taken until then are safe.") if state.pictures and are_safe else None
    are_safe = all(status is FileStatus.UPLOADED for status in state.file_statuses)
    return phrase("What was recorded until then is safe.") if state.file_statuses and are_safe else None
