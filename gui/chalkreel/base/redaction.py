"""Keeps secrets out of logs and records: by their value where it is known, by the name beside them elsewhere."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from urllib.parse import quote, quote_plus

MASK = "***"
MIN_SECRET_LENGTH = 6
"""Shorter values are not masked by value: they would blot out half of every line."""

_SECRET_WORDS = (
    "access_?key_?id",
    "access_?key_?secret",
    "secret_?id",
    "secret_?key",
    "(?:server|callback|client)_?secret",
    "password",
    "passwd",
    "token",
    "api_?key",
    "authorization",
    "signature",
)
_SECRET_NAME = re.compile(rf"(?:[a-z0-9]+_)*(?:{'|'.join(_SECRET_WORDS)})", re.IGNORECASE)
_NAMED_VALUE = re.compile(
    rf"""(?P<name>(?<![a-z0-9])(?:{_SECRET_NAME.pattern})["']?\s*[:=]\s*)"""
    r"""(?P<value>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|(?:bearer\s+)?[^\s,;&"')}\]]+)""",
    re.IGNORECASE,
)
_BEARER = re.compile(r"(?P<name>\bbearer\s+)(?P<value>[A-Za-z0-9._~+/=-]{6,})", re.IGNORECASE)


def is_secret_name(name: str) -> bool:
    """Tell whether a member of this name holds a secret."""
    return _SECRET_NAME.fullmatch(name) is not None


def without_secrets(value: object) -> object:
    """Copy JSON-like data and leave out every member whose name says that it holds a secret."""
    if isinstance(value, Mapping):
        return {str(name): without_secrets(member) for name, member in value.items() if not is_secret_name(str(name))}
    if isinstance(value, list | tuple):
        return [without_secrets(member) for member in value]
    return value


class Redactor:
    """Knows the secrets in use and masks them in any text. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._forms: set[str] = set()
        self._pattern: re.Pattern[str] | None = None

    def register(self, secret: str) -> None:
        """Mask this value from now on, also as it looks inside a URL or a JSON string."""
        if len(secret) < MIN_SECRET_LENGTH:
            return
        forms = {secret, quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1]}
        with self._lock:
            if forms <= self._forms:
                return
            self._forms |= forms
            longest_first = sorted(self._forms, key=len, reverse=True)
            self._pattern = re.compile("|".join(re.escape(form) for form in longest_first))

    def clean(self, text: str) -> str:
        """Mask registered values and whatever follows a telling name."""
        pattern = self._pattern
        if pattern is not None:
            text = pattern.sub(MASK, text)
        text = _NAMED_VALUE.sub(rf"\g<name>{MASK}", text)
        return _BEARER.sub(rf"\g<name>{MASK}", text)
