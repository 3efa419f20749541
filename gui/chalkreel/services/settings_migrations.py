"""Brings settings of older versions up to date by small dated functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Migration:
    """One change of the file's form: from version ``n`` (its place in the list) to ``n + 1``."""

    made_on: str
    change: Callable[[Raw], Raw]


def _unversioned_to_1(raw: Raw) -> Raw:
    """Take a file without a version as it is: only hand-written ones lack it."""
    return raw


MIGRATIONS = (Migration("2026-11-22", _unversioned_to_1),)
VERSION = len(MIGRATIONS)


def migrate(raw: Raw) -> Raw:
    """Give the settings in today's form; a newer file is read as well as can be."""
    found = raw.get("version", 0)
    if not isinstance(found, int) or isinstance(found, bool) or found < 0:
        raise ValueError(f"no version: {found!r}")
    settings = {name: value for name, value in raw.items() if name != "version"}
    for migration in MIGRATIONS[found:]:
        settings = migration.change(settings)
    return settings
