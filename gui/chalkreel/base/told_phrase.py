"""A sentence on its way to another process: what it is made of, so that it can be translated there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalkreel.base.phrase import Phrase, phrase

_PLAIN = (str, int, float)


def told(sentence: Phrase) -> dict[str, Any]:
    """Give what a sentence is made of as JSON; values that are neither text nor number nor phrase become text."""
    return {
        "template": sentence.template,
        "values": {name: _told_value(value) for name, value in sentence.values.items()},
        "plural": sentence.plural,
        "count": sentence.count,
    }


def heard(parts: object, english: str) -> Phrase | None:
    """Put a sentence together that was told with its English text; ``None`` where nothing was said.

    Whatever does not make the same English text is not used: the text itself is the sentence then.
    """
    if not english:
        return None
    made = _made(parts)
    try:
        if made is not None and str(made) == english:
            return made
    except (LookupError, ValueError, AttributeError, TypeError):
        pass  # places that nothing fills, or that are none
    return phrase("{reason}", reason=english)


def _told_value(value: object) -> object:
    match value:
        case Phrase():
            return {"phrase": told(value)}
        case bool():
            return str(value)
        case str() | int() | float():
            return value
        case _:
            return str(value)


def _made(parts: object) -> Phrase | None:
    match parts:
        case {"template": str(template), "values": dict(values), "plural": str(plural), "count": int() | None as count}:
            found = {str(name): _made_value(value) for name, value in values.items()}
            return Phrase(template, found, plural, count)
        case _:
            return None


def _made_value(value: object) -> object:
    if isinstance(value, Mapping):
        return _made(value.get("phrase")) or ""
    return value if isinstance(value, _PLAIN) else str(value)
