"""Take settings as the settings file keeps them: only what was changed, by name, in plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from chalkreel.domain.take_settings import DEFAULTS, FIELDS, TakeSettings, changed_fields


def to_plain(settings: TakeSettings) -> dict[str, Any]:
    """Give what differs from the defaults; a default that changes later changes for everybody who left it alone."""
    return {name: _reader(name).dump_python(value, mode="json") for name, value in changed_fields(settings).items()}


def from_plain(plain: Mapping[str, Any]) -> TakeSettings:
    """Read settings again; what is unknown or cannot be understood stays at its default."""
    read: dict[str, Any] = {}
    for name in FIELDS:
        if name in plain:
            try:
                read[name] = _reader(name).validate_python(plain[name])
            except ValidationError:
                continue
    return replace(DEFAULTS, **read)


@cache
def _reader(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(get_type_hints(TakeSettings)[name])
