"""What pydantic found wrong with the shape of a request, as violations with sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.violation import Violation


def violations_of(error: ValidationError) -> tuple[Violation, ...]:
    """Turn a refused reading into violations, in the order found. The input never appears in them."""
    return tuple(_violation(found) for found in error.errors(include_url=False, include_input=False))


def first_sentence(error: ValidationError) -> str:
    """Name the first wrong member and what is wrong with it, for the ``Message`` of an answer."""
    return str(violations_of(error)[0])


def _violation(found: Mapping[str, Any]) -> Violation:
    path = ".".join(str(step) for step in found["loc"])
    context: Mapping[str, Any] = found.get("ctx", {})
    broken = context.get("violation")
    if isinstance(broken, Violation):
        return Violation(broken.rule, _joined(path, broken.field), broken.message)
    if "member" in context:
        path = _joined(path, str(context["member"]))
    sentence = _SENTENCES.get(found["type"], _unreadable)
    name = path.rpartition(".")[2] or "The request"
    return Violation(str(found["type"]).removeprefix("wire_"), path, sentence(name, context))


def _joined(path: str, field: str) -> str:
    return f"{path}.{field}" if path and field else path or field


def _unreadable(name: str, _context: Mapping[str, Any]) -> Phrase:
    return phrase("{name} cannot be read.", name=name)


_SENTENCES: dict[str, Callable[[str, Mapping[str, Any]], Phrase]] = {
    "missing": lambda name, _: phrase("{name} is missing.", name=name),
    "model_type": lambda name, _: phrase("{name} must be a group of settings.", name=name),
    "list_type": lambda name, _: phrase("{name} must be a list.", name=name),
    "wire_null": lambda name, _: phrase("{name} must not be empty; leave it out instead.", name=name),
    "wire_unknown_argument": lambda name, _: phrase("{name} is no setting of the recorder.", name=name),
    "wire_integer": lambda name, _: phrase("{name} must be a whole number.", name=name),
    "wire_number": lambda name, _: phrase("{name} must be a number.", name=name),
    "wire_text": lambda name, _: phrase("{name} must be text.", name=name),
    "wire_flag": lambda name, _: phrase("{name} must be yes or no.", name=name),
    "wire_low": lambda name, context: phrase(
        "{name} must be at least {minimum}.", name=name, minimum=context["minimum"]
    ),
    "wire_high": lambda name, context: phrase(
        "{name} can be {maximum} at most.", name=name, maximum=context["maximum"]
    ),
    "wire_color": lambda name, _: phrase("{name} is no colour.", name=name),
    "wire_length": lambda name, _: phrase("{name} has the wrong length.", name=name),
    "wire_form": lambda name, _: phrase("{name} does not have the right form.", name=name),
    "wire_choice": lambda name, context: phrase(
        "{name} must be one of: {allowed}.", name=name, allowed=context["allowed"]
    ),
}
