"""The gateway in front of the contract's actions: query parameters, clock, signature."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.actions import Action
from chalkreel.contract.codes import ReturnCode, RtcCode
from chalkreel.contract.signing import is_fresh, is_request_signed

MAX_APP_ID = 2**32 - 1
_DIGITS = re.compile(r"[0-9]{1,10}", re.ASCII)
_TIMESTAMP = re.compile(r"-?[0-9]{1,19}", re.ASCII)
_ACTIONS = {action.value: action for action in Action}


class GateRefusal(Exception):  # noqa: N818 - read as a fact
    """A call the gateway does not let through."""

    def __init__(self, code: ReturnCode | RtcCode, reason: Phrase) -> None:
        super().__init__(str(reason))
        self.code = code
        self.reason = reason


class Gate:
    """Checks the query of every call. A nonce may come again: the contract leaves open whether that is refused."""

    def __init__(self, app_id: int, server_secret: str, now: Callable[[], float] = time.time) -> None:
        self._app_id = app_id
        self._server_secret = server_secret
        self._now = now

    def let_through(self, query: Mapping[str, str], method: str) -> Action:
        """Give the action asked for; raises ``GateRefusal``."""
        app_id = self._app_id_of(query)
        action = _action_of(query, method)
        nonce = _required(query, "SignatureNonce", ReturnCode.NONCE_EMPTY)
        timestamp_s = _timestamp_of(query)
        signature = _required(query, "Signature", ReturnCode.SIGNATURE_EMPTY)
        if _required(query, "SignatureVersion", ReturnCode.SIGNATURE_VERSION_EMPTY) != "2.0":
            raise GateRefusal(ReturnCode.SIGNATURE_VERSION_UNSUPPORTED, phrase("SignatureVersion must be 2.0."))
        if app_id != self._app_id:
            raise GateRefusal(ReturnCode.SECRET_LOOKUP_FAILED, phrase("This AppId is not known here."))
        if not is_fresh(timestamp_s, self._now()):
            raise GateRefusal(
                ReturnCode.SIGNATURE_EXPIRED, phrase("Timestamp is more than 10 minutes away from the server's clock.")
            )
        if not is_request_signed(signature, app_id, nonce, self._server_secret, timestamp_s):
            raise GateRefusal(ReturnCode.SIGNATURE_WRONG, phrase("The signature is wrong."))
        return action

    def _app_id_of(self, query: Mapping[str, str]) -> int:
        text = query.get("AppId", "")
        if not _DIGITS.fullmatch(text) or int(text) > MAX_APP_ID:
            raise GateRefusal(ReturnCode.APP_ID_FORMAT, phrase("AppId must be a number of 32 bits."))
        return int(text)


def _action_of(query: Mapping[str, str], method: str) -> Action:
    action = _ACTIONS.get(_required(query, "Action", ReturnCode.ACTION_EMPTY))
    if action is None or (method != action.method and not action.is_rtc):
        raise GateRefusal(ReturnCode.ACTION_UNSUPPORTED, phrase("There is no such Action for this method."))
    return action


def _timestamp_of(query: Mapping[str, str]) -> int:
    text = _required(query, "Timestamp", ReturnCode.TIMESTAMP_EMPTY)
    if not _TIMESTAMP.fullmatch(text):
        raise GateRefusal(ReturnCode.TIMESTAMP_FORMAT, phrase("Timestamp must be Unix seconds."))
    return int(text)


def _required(query: Mapping[str, str], name: str, code: ReturnCode) -> str:
    value = query.get(name, "")
    if not value:
        raise GateRefusal(code, phrase("{name} is missing.", name=name))
    return value
