"""The scalar types of the wire, read as JSON Schema reads them rather than as Python would.

A ``bool`` is no number, ``"12"`` is no number, ``1.0`` is the integer 1. Each type is a small annotation object
that pydantic asks for its validator; how strictly it reads comes from the validation context.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, IntEnum, StrEnum
from typing import Any

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


class Reading(Enum):
    """How a value came in; handed to the validators as validation context."""

    BUILT = "built"
    """By the constructor, from our own code."""
    EXACT = "exact"
    TOLERANT = "tolerant"


def reading_of(info: ValidationInfo) -> Reading:
    """Tell how this validation was entered; no context means the constructor."""
    if info.context is None:
        return Reading.BUILT
    return info.context if isinstance(info.context, Reading) else Reading.EXACT


def as_integer(value: Any) -> int:
    """Read an integer as JSON Schema does: ``1.0`` is one, ``true`` and ``"1"`` are none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    raise PydanticCustomError("wire_integer", "must be a whole number")


def as_text(value: Any) -> str:
    """Read a string. A lone surrogate is refused, since no UTF-8 answer could carry it back."""
    if not isinstance(value, str):
        raise PydanticCustomError("wire_text", "must be text")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise PydanticCustomError("wire_text", "must be text") from None
    return str(value)


def as_color(value: Any) -> int:
    """Read a colour 0xRRGGBB00 or its negative int32 twin, and give it unsigned."""
    number = as_integer(value)
    if not -0x8000_0000 <= number <= 0xFFFF_FFFF or number % 0x100:
        raise PydanticCustomError("wire_color", "must be a colour in the form 0xRRGGBB00")
    return number & 0xFFFF_FFFF


def as_number(value: Any) -> float:
    """Read any number, whole or not."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("wire_number", "must be a number")
    return value


def as_flag(value: Any) -> bool:
    """Read true or false, and nothing that Python would take for it."""
    if not isinstance(value, bool):
        raise PydanticCustomError("wire_flag", "must be true or false")
    return value


class _WireType:
    """What the annotations have in common: one validator function that sees how it is read."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self.read)

    def read(self, value: Any, info: ValidationInfo) -> Any:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Whole(_WireType):
    """An integer, within its bounds where it has some."""

    minimum: int | None = None
    maximum: int | None = None

    def read(self, value: Any, info: ValidationInfo) -> int:
        number = as_integer(value)
        if reading_of(info) is Reading.TOLERANT:
            return number
        if self.minimum is not None and number < self.minimum:
            raise PydanticCustomError("wire_low", "must be at least {minimum}", {"minimum": self.minimum})
        if self.maximum is not None and number > self.maximum:
            raise PydanticCustomError("wire_high", "must be at most {maximum}", {"maximum": self.maximum})
        return number


@dataclass(frozen=True, slots=True)
class Text(_WireType):
    """A string, within its length and form where they are given.

    ``form`` is searched with Python's ``re``, as validators of JSON Schema in Python do, so ``$`` lets one
    line end pass.
    """

    min_length: int = 0
    max_length: int | None = None
    form: str = ""

    def read(self, value: Any, info: ValidationInfo) -> str:
        text = as_text(value)
        if reading_of(info) is Reading.TOLERANT:
            return text
        if len(text) < self.min_length or (self.max_length is not None and len(text) > self.max_length):
            raise PydanticCustomError(
                "wire_length", "has the wrong length", {"minimum": self.min_length, "maximum": self.max_length or 0}
            )
        if self.form and not re.search(self.form, text):
            raise PydanticCustomError("wire_form", "does not have the right form")
        return text


class Openness(Enum):
    """When a value outside a choice is kept as it is."""

    CLOSED = "never"
    TOLERANT = "in tolerant reading"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Choice(_WireType):
    """One of an enumeration's values, or of some ``only`` of them, read into its member.

    Answers take ``Openness.TOLERANT``; a few callback members, which the contract itself leaves open, take
    ``Openness.ALWAYS``. What is kept is a plain ``int`` or ``str``.
    """

    members: type[IntEnum] | type[StrEnum]
    openness: Openness = Openness.CLOSED
    only: frozenset[Any] = frozenset()

    def read(self, value: Any, info: ValidationInfo) -> Any:
        plain: Any = as_integer(value) if issubclass(self.members, int) else as_text(value)
        member = self._by_value().get(plain)
        if member is not None and (not self.only or member in self.only):
            return member
        if self._keeps_unknown(info):
            return plain if member is None else member
        allowed = ", ".join(
            str(one) for one, member in self._by_value().items() if not self.only or member in self.only
        )
        raise PydanticCustomError("wire_choice", "must be one of {allowed}", {"allowed": allowed})

    def _by_value(self) -> dict[Any, Any]:
        return {member.value: member for member in self.members}

    def _keeps_unknown(self, info: ValidationInfo) -> bool:
        if self.openness is Openness.ALWAYS:
            return True
        return self.openness is Openness.TOLERANT and reading_of(info) is Reading.TOLERANT
