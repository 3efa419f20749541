"""Secrets come by file or by an inherited descriptor, never as plain arguments."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

LONGEST_INPUT_BYTES = 16 * 1024


class SecretUnreadable(Exception):  # noqa: N818 - read as a fact, not as an error class
    """Why a secret could not be had; the text is shown to the caller."""


@dataclass(frozen=True, slots=True)
class GivenSecrets:
    """The two secrets of a project; the callback secret may be missing."""

    server_secret: str = field(repr=False)
    callback_secret: str = field(default="", repr=False)


def secret_from_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            text = file.read(LONGEST_INPUT_BYTES).decode("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SecretUnreadable(f"cannot read the secret in {path}: {_why(error)}") from None
    if not text:
        raise SecretUnreadable(f"the secret file {path} is empty")
    return text


def secrets_from_descriptor(descriptor: int) -> GivenSecrets:
    """Read ``{"server_secret": …, "callback_secret": …}`` up to the end of the descriptor and close it."""
    try:
        with os.fdopen(descriptor, "rb") as file:
            given = json.loads(file.read(LONGEST_INPUT_BYTES))
    except (OSError, ValueError) as error:
        raise SecretUnreadable(f"cannot read secrets from descriptor {descriptor}: {_why(error)}") from None
    server = given.get("server_secret") if isinstance(given, dict) else None
    callback = given.get("callback_secret") if isinstance(given, dict) else None
    if not isinstance(server, str) or not server:
        raise SecretUnreadable(f'descriptor {descriptor} holds no "server_secret"')
    if callback is not None and not isinstance(callback, str):
        raise SecretUnreadable(f'"callback_secret" on descriptor {descriptor} is no text')
    return GivenSecrets(server, callback or "")


def _why(error: Exception) -> str:
    """Say what went wrong without repeating anything that was read."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return "it is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else "it is not JSON"
