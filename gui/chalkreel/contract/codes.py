"""Return codes: what each means and what the host can do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from chalkreel.base.phrase import Phrase, phrase


class ReturnCode(IntEnum):
    """What a Cloud Recording answer's ``Code`` can be: its own codes and those of the gateway before it."""

    OK = 0
    HOST_WRONG = 100000000
    APP_ID_FORMAT = 100000001
    TIMESTAMP_EMPTY = 100000002
    TIMESTAMP_FORMAT = 100000003
    SIGNATURE_EXPIRED = 100000004
    SIGNATURE_WRONG = 100000005
    ACTION_EMPTY = 100000006
    ACTION_UNSUPPORTED = 100000007
    NONCE_EMPTY = 100000008
    SIGNATURE_EMPTY = 100000009
    SECRET_LOOKUP_FAILED = 100000010
    APP_LOOKUP_FAILED = 100000011
    BODY_UNREADABLE = 100000012
    SIGNATURE_VERSION_EMPTY = 100000013
    SIGNATURE_VERSION_UNSUPPORTED = 100000014
    GATEWAY_ERROR = 100000015
    NO_PRODUCTION_ENVIRONMENT = 100000016
    SERVICE_NOT_ENABLED = 100000017
    SERVICE_NOT_ACTIVATED = 300000002
    TOO_FREQUENT = 300000003
    INVALID_PARAMETER = 300000004
    GATEWAY_CHECK_FAILED = 300000005
    TOO_MANY_TASKS = 300000006
    TASK_UNKNOWN = 300001000
    TASK_ENDED = 300001001
    TASK_NOT_PAUSED = 300001004
    SYSTEM_ERROR = 300010000


class RtcCode(IntEnum):
    """What the ``Code`` of an RTC answer can be; the gateway's codes occur there as well."""

    OK = 0
    FAILED = 1
    PARAMETER_ERROR = 2
    PARAMETER_TOO_LONG = 3
    DECODING_FAILED = 8
    NO_PERMISSION = 9
    ROOM_UNKNOWN = 104
    USER_UNKNOWN = 105
    LIST_UNAVAILABLE = 154
    APP_TOO_FREQUENT = 206
    ROOM_TOO_FREQUENT = 207
    ROOM_UNKNOWN_5024 = 5024
    ROOM_UNKNOWN_50001 = 50001


@dataclass(frozen=True, slots=True)
class Explanation:
    """A return code in words; ``is_retryable`` when the same call may succeed a little later."""

    meaning: Phrase
    remedy: Phrase
    is_retryable: bool = False


def explain(code: int) -> Explanation:
    """Put any return code into words, also one that nobody documented."""
    known = _EXPLANATIONS.get(code)
    if known is not None:
        return known
    return Explanation(
        phrase("The recorder answered with the unknown code {code}.", code=str(code)),
        phrase("Try again. If it happens again, give this number to the support of the recording service."),
    )


_NOTHING_TO_DO = phrase("Nothing needs to be done.")
_CHECK_PROJECT = phrase(
    "Compare the AppID and the ServerSecret in the connection's settings with the project's console."
)
_CHECK_CLOCK = phrase("Set this computer's clock to the right time, then try again.")
_REPORT_APP = phrase("This is a mistake of the app. Update it, or report the mistake with its log.")
_ASK_SUPPORT = phrase("Ask the support of the recording service, and give the time of the attempt.")
_WAIT = phrase("Wait a few seconds and try again.")
_ENABLE_SERVICE = phrase("Have Cloud Recording switched on for this project in its console, or ask the support.")
_CHECK_ROOM = phrase("Compare the room's name, and make sure that somebody has entered it.")

_EXPLANATIONS: dict[int, Explanation] = {
    ReturnCode.OK: Explanation(phrase("It worked."), _NOTHING_TO_DO),
    ReturnCode.HOST_WRONG: Explanation(
        phrase("The request went to a wrong address."), phrase("Choose another region in the connection's settings.")
    ),
    ReturnCode.APP_ID_FORMAT: Explanation(phrase("The AppID is not a valid number."), _CHECK_PROJECT),
    ReturnCode.TIMESTAMP_EMPTY: Explanation(phrase("The request carried no time."), _REPORT_APP),
    ReturnCode.TIMESTAMP_FORMAT: Explanation(phrase("The time of the request was not readable."), _REPORT_APP),
    ReturnCode.SIGNATURE_EXPIRED: Explanation(
        phrase("The request was signed more than ten minutes away from the recorder's time."), _CHECK_CLOCK, True
    ),
    ReturnCode.SIGNATURE_WRONG: Explanation(
        phrase("The recorder does not accept the signature of the request."), _CHECK_PROJECT
    ),
    ReturnCode.ACTION_EMPTY: Explanation(phrase("The request did not say what to do."), _REPORT_APP),
    ReturnCode.ACTION_UNSUPPORTED: Explanation(phrase("The recorder does not know this request."), _REPORT_APP),
    ReturnCode.NONCE_EMPTY: Explanation(phrase("The request's signature was incomplete."), _REPORT_APP),
    ReturnCode.SIGNATURE_EMPTY: Explanation(phrase("The request was not signed."), _REPORT_APP),
    ReturnCode.SECRET_LOOKUP_FAILED: Explanation(phrase("The recorder does not know this AppID."), _CHECK_PROJECT),
    ReturnCode.APP_LOOKUP_FAILED: Explanation(
        phrase("The recorder could not find the settings of this project."), _CHECK_PROJECT, True
    ),
    ReturnCode.BODY_UNREADABLE: Explanation(phrase("The recorder could not read the request."), _REPORT_APP),
    ReturnCode.SIGNATURE_VERSION_EMPTY: Explanation(phrase("The request did not say how it was signed."), _REPORT_APP),
    ReturnCode.SIGNATURE_VERSION_UNSUPPORTED: Explanation(
        phrase("The request was signed in a way the recorder does not know."), _REPORT_APP
    ),
    ReturnCode.GATEWAY_ERROR: Explanation(phrase("The recording service has an inner fault."), _WAIT, True),
    ReturnCode.NO_PRODUCTION_ENVIRONMENT: Explanation(
        phrase("This project has no environment for real lessons yet."),
        phrase("Switch the project from testing to production in its console."),
    ),
    ReturnCode.SERVICE_NOT_ENABLED: Explanation(
        phrase("Cloud Recording is not switched on for this project."), _ENABLE_SERVICE
    ),
    ReturnCode.SERVICE_NOT_ACTIVATED: Explanation(
        phrase("Cloud Recording is not activated for this project."), _ENABLE_SERVICE
    ),
    ReturnCode.TOO_FREQUENT: Explanation(phrase("Too many requests were sent in a short time."), _WAIT, True),
    ReturnCode.INVALID_PARAMETER: Explanation(
        phrase("The recorder does not accept one of the settings."),
        phrase("Change the setting that is named in the message, then try again."),
    ),
    ReturnCode.GATEWAY_CHECK_FAILED: Explanation(
        phrase("The recording service could not check the project."), _ASK_SUPPORT
    ),
    ReturnCode.TOO_MANY_TASKS: Explanation(
        phrase("This project records as many lessons at once as it may."),
        phrase("Stop a recording that is no longer needed, then try again."),
    ),
    ReturnCode.TASK_UNKNOWN: Explanation(
        phrase("The recorder does not know this recording."),
        phrase("Make sure that the recording was started, and on this connection."),
    ),
    ReturnCode.TASK_ENDED: Explanation(
        phrase("This recording has already ended."),
        phrase("Look at its files. To go on, start a new recording."),
    ),
    ReturnCode.TASK_NOT_PAUSED: Explanation(
        phrase("This recording is not paused."), phrase("Nothing needs to be done: it goes on recording.")
    ),
    ReturnCode.SYSTEM_ERROR: Explanation(phrase("The recorder has an inner fault."), _ASK_SUPPORT, True),
    RtcCode.FAILED: Explanation(phrase("The room could not be asked."), _WAIT, True),
    RtcCode.PARAMETER_ERROR: Explanation(phrase("The room's name is not valid."), _CHECK_ROOM),
    RtcCode.PARAMETER_TOO_LONG: Explanation(
        phrase("The room's name is too long."), phrase("Use a room name of at most 128 letters and digits.")
    ),
    RtcCode.DECODING_FAILED: Explanation(phrase("The question about the room was not readable."), _REPORT_APP),
    RtcCode.NO_PERMISSION: Explanation(
        phrase("This project may not ask who is in a room."), phrase("Ask the support to switch the server API on.")
    ),
    RtcCode.ROOM_UNKNOWN: Explanation(phrase("There is no such room."), _CHECK_ROOM, True),
    RtcCode.USER_UNKNOWN: Explanation(
        phrase("There is no such user in the room."), phrase("Make sure that this person has entered the room."), True
    ),
    RtcCode.LIST_UNAVAILABLE: Explanation(phrase("The list of streams is not available just now."), _WAIT, True),
    RtcCode.APP_TOO_FREQUENT: Explanation(phrase("The rooms were asked about too often."), _WAIT, True),
    RtcCode.ROOM_TOO_FREQUENT: Explanation(phrase("This room was asked about too often."), _WAIT, True),
    RtcCode.ROOM_UNKNOWN_5024: Explanation(phrase("There is no such room."), _CHECK_ROOM, True),
    RtcCode.ROOM_UNKNOWN_50001: Explanation(phrase("There is no such room."), _CHECK_ROOM, True),
}
