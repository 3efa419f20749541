"""What can go wrong outside the app, as one tree.

    ServiceError                  something outside refused, failed or was silent
    ├── CallRefused               the recorder answered with a return code that is not 0
    ├── NoAnswer                  no answer came
    │   ├── AnswerTimedOut        within the time allowed
    │   ├── ConnectionFailed      nobody listens there, or the line broke
    │   ├── HostUnknown           the name of the host could not be resolved
    │   └── HostNotTrusted        the certificate of the host was refused
    ├── BadAnswer                 an answer came that makes no sense
    ├── StudioError               the local recording engine
    │   ├── StudioNotStarted      it did not become ready
    │   ├── StudioGaveUp          it ended too often in a short time
    │   └── StudioRefused         it answered one of its own calls with a refusal
    ├── JournalError              the record of takes
    │   ├── JournalNewer          it was written by a newer version of the app
    │   └── JournalUnavailable    it could not be written
    ├── SettingsNotSaved          the settings file could not be written
    └── LayoutsNotSaved           the file of the layout library could not be written

Every error says in two phrases what is wrong (``problem``) and what the host can do (``remedy``), and knows
whether trying again makes sense (``is_retryable``).
"""

# ruff: noqa: N818 - the names are read as facts ("the call was refused")
from __future__ import annotations

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.codes import ReturnCode, explain

STUDIO = "Studio"
"""What the local engine is called as a host: no network leads to it, and it is started again when it ends."""
_STUDIO_RETURNS = phrase("It is started again when it ends; try again in a moment.")


class ServiceError(Exception):
    """The root: carries its sentences and whether a retry makes sense."""

    is_retryable = False

    def __init__(self, problem: Phrase, remedy: Phrase) -> None:
        super().__init__(problem, remedy)
        self.problem = problem
        self.remedy = remedy

    @property
    def sentence(self) -> Phrase:
        """Say both in one go, where there is place for one text only."""
        return phrase("{problem} {remedy}", problem=self.problem, remedy=self.remedy)

    def __str__(self) -> str:
        return str(self.problem)


class CallRefused(ServiceError):
    """The recorder answered with a return code that is not 0. ``message`` is its own text, for details only."""

    def __init__(self, action: str, code: int, message: str = "", request_id: str = "") -> None:
        explanation = explain(code)
        problem = explanation.meaning
        if message and code == ReturnCode.INVALID_PARAMETER:  # only the message names the setting
            problem = phrase("{meaning} It says: {message}", meaning=explanation.meaning, message=message)
        super().__init__(problem, explanation.remedy)
        self.is_retryable = explanation.is_retryable
        self.action = action
        self.code = code
        self.message = message
        self.request_id = request_id

    def __str__(self) -> str:
        return f"{self.action} was refused with {self.code}: {self.message or self.problem}"


class NoAnswer(ServiceError):
    """No answer came. ``may_have_acted`` is false when the call surely never reached its goal."""

    is_retryable = True

    def __init__(self, problem: Phrase, remedy: Phrase, *, may_have_acted: bool) -> None:
        super().__init__(problem, remedy)
        self.may_have_acted = may_have_acted


class AnswerTimedOut(NoAnswer):
    """The answer did not come within the time allowed."""

    def __init__(self, host: str, *, may_have_acted: bool = True) -> None:
        remedy = phrase("Check the network and try again; what was recorded so far is not touched by this.")
        super().__init__(
            phrase("{host} did not answer in time.", host=host),
            _STUDIO_RETURNS if host == STUDIO else remedy,
            may_have_acted=may_have_acted,
        )


class ConnectionFailed(NoAnswer):
    """Nobody listens there, or the line broke."""

    def __init__(self, host: str, *, may_have_acted: bool) -> None:
        super().__init__(
            phrase("No connection to {host}.", host=host),
            _STUDIO_RETURNS if host == STUDIO else phrase("Check the network and try again."),
            may_have_acted=may_have_acted,
        )


class HostUnknown(NoAnswer):
    """The host's name could not be resolved."""

    def __init__(self, host: str) -> None:
        super().__init__(
            phrase("The address of {host} could not be found.", host=host),
            phrase("Check the network, and the host name in the settings of this connection."),
            may_have_acted=False,
        )


class HostNotTrusted(NoAnswer):
    """The host's certificate was refused."""

    is_retryable = False

    def __init__(self, host: str) -> None:
        super().__init__(
            phrase("{host} could not prove who it is, so nothing was sent.", host=host),
            phrase("Check this computer's date and time, and whether a filter in this network replaces certificates."),
            may_have_acted=False,
        )


class BadAnswer(ServiceError):
    """An answer came that makes no sense. ``detail`` tells a developer more; a retry may help after a 5xx."""

    def __init__(self, host: str, detail: str, *, is_retryable: bool = False) -> None:
        super().__init__(
            phrase("{host} gave an answer that makes no sense.", host=host),
            phrase("Try again; if it stays so, check the host name in the settings of this connection."),
        )
        self.is_retryable = is_retryable
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.problem} {self.detail}"


class StudioError(ServiceError):
    """The local recording engine."""


class StudioNotStarted(StudioError):
    """It did not become ready. ``last_lines`` are the newest lines of its log."""

    is_retryable = True

    def __init__(self, problem: Phrase, last_lines: tuple[str, ...] = ()) -> None:
        super().__init__(problem, phrase("Try again; its log file tells more."))
        self.last_lines = last_lines

    def __str__(self) -> str:
        return "\n".join((str(self.problem), *self.last_lines))


class StudioGaveUp(StudioError):
    """It ended too often in a short time and is not started again by itself."""

    def __init__(self, starts: int, last_lines: tuple[str, ...] = ()) -> None:
        super().__init__(
            phrase("The local recording engine ended {starts} times in a row.", starts=starts),
            phrase("Restart Chalkreel; if it happens again, send the report with its log."),
        )
        self.last_lines = last_lines


class StudioRefused(StudioError):
    """It answered one of its own calls with a refusal; ``reason`` is its sentence, if it said one."""

    def __init__(self, status: int, reason: Phrase | None) -> None:
        super().__init__(
            phrase("Studio refused: {reason}", reason=reason or status), phrase("Change what it names and try again.")
        )
        self.status = status
        self.reason = reason
        self.is_retryable = status >= 500


class JournalError(ServiceError):
    """The record of takes."""


class JournalNewer(JournalError):
    """It was written by a newer version of the app; it is left untouched."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(
            phrase("The record of takes was written by a newer version of Chalkreel."),
            phrase("Start the newer version; this one would spoil the record."),
        )
        self.found = found
        self.known = known


class JournalUnavailable(JournalError):
    """It could not be read or written, for example because the disk is full."""

    is_retryable = True

    def __init__(self, reason: str) -> None:
        super().__init__(
            phrase("The record of takes could not be written ({reason}).", reason=reason),
            phrase("Free some disk space or check the folder's permissions, then try again."),
        )


class SettingsNotSaved(ServiceError):
    """The settings file could not be written."""

    is_retryable = True

    def __init__(self, reason: str) -> None:
        super().__init__(
            phrase("The settings could not be saved ({reason}).", reason=reason),
            phrase("Free some disk space or check the folder's permissions."),
        )


class LayoutsNotSaved(ServiceError):
    """The file of the layout library could not be written."""

    is_retryable = True

    def __init__(self, reason: str) -> None:
        super().__init__(
            phrase("The saved layouts could not be written down ({reason}).", reason=reason),
            phrase("Free some disk space or check the folder's permissions."),
        )
