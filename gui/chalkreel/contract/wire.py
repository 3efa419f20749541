"""The ground of all wire models: exact and tolerant reading, strict writing.

There are three ways into a model, and they differ on purpose:

``Model(...)``
    The constructor, by attribute names. An unknown name is refused; ``None`` means "leave it out".
``Model.from_wire(data)``
    Exact reading: accepts and refuses what the contract's schema does, by wire names only. The engine reads
    requests so. Unknown members are kept, as the schema allows them.
``Model.read_tolerant(data)``
    For answers and callbacks of a server that may be newer than we are: unknown values of a known choice are
    kept as plain numbers or texts, ``null`` counts as absent, ranges, lengths and text forms are not
    enforced. Types still are.

``to_wire`` writes only what was set or read, by wire names.
"""

from __future__ import annotations

import json
from enum import Enum
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, ValidationInfo, model_validator
from pydantic.alias_generators import to_pascal
from pydantic_core import PydanticCustomError

from chalkreel.contract.wire_types import Reading, reading_of


class WireModel(BaseModel):
    """A JSON object of the wire whose attributes have the names of its members.

    ``nullable_members`` are the wire names whose ``null`` the schema allows.
    """

    # The texts of errors end in logs and answers, so they never repeat the input: it may hold a key.
    model_config = ConfigDict(
        extra="allow",
        frozen=True,
        validate_by_name=True,
        validate_by_alias=True,
        hide_input_in_errors=True,
        defer_build=True,
    )

    nullable_members: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def from_wire(cls, data: object) -> Self:
        """Read exactly what the schema accepts; anything else raises ``pydantic.ValidationError``."""
        return super().model_validate(data, context=Reading.EXACT, by_alias=True, by_name=False)

    @classmethod
    def read_tolerant(cls, data: object) -> Self:
        """Read what a newer server may have sent; see the module's text for what is forgiven."""
        return super().model_validate(data, context=Reading.TOLERANT, by_alias=True, by_name=False)

    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Self:
        """Read exactly, as ``from_wire`` does, unless the options say otherwise."""
        return super().model_validate(obj, **{"context": Reading.EXACT, "by_alias": True, "by_name": False, **options})

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:
        return cls.model_validate(json.loads(json_data), **options)

    def to_wire(self) -> dict[str, Any]:
        """Give the JSON object: members that were set or read, by wire name, then unknown ones that were read."""
        wire: dict[str, Any] = {}
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if name in self.model_fields_set and value is not None:
                wire[field.alias or name] = _plain(value)
        return wire | (self.model_extra or {})

    def has(self, name: str) -> bool:
        """Tell whether the attribute was set or read, rather than left at its default."""
        return name in self.model_fields_set

    @model_validator(mode="before")
    @classmethod
    def _take_members(cls, data: Any, info: ValidationInfo) -> Any:
        if not isinstance(data, dict):
            return data
        reading = reading_of(info)
        if reading is Reading.EXACT:
            cls._refuse_nulls(data)
            return data
        if reading is Reading.TOLERANT:
            known = cls._wire_names()
            return cls._forgive({name: value for name, value in data.items() if value is not None or name not in known})
        return cls._take_arguments(data)

    @classmethod
    def _forgive(cls, data: dict[str, Any]) -> dict[str, Any]:
        """Repair, in tolerant reading, what servers are known to send differently; for subclasses."""
        return data

    @classmethod
    def _wire_names(cls) -> frozenset[str]:
        return frozenset(field.alias or name for name, field in cls.model_fields.items())

    @classmethod
    def _refuse_nulls(cls, data: dict[str, Any]) -> None:
        known = cls._wire_names() - cls.nullable_members
        for name, value in data.items():
            if value is None and name in known:
                raise PydanticCustomError("wire_null", "{member} must not be null", {"member": name})

    @classmethod
    def _take_arguments(cls, data: dict[str, Any]) -> dict[str, Any]:
        known = cls._wire_names() | set(cls.model_fields)
        for name in data:
            if name not in known:
                raise PydanticCustomError("wire_unknown_argument", "{member} is no member", {"member": name})
        return {name: value for name, value in data.items() if value is not None}


class PascalModel(WireModel):
    """A wire object whose members are written in PascalCase.

    Names the generator would spoil (``PPTAnimationFps``, ``TaskidList``) carry their own alias.
    """

    model_config = ConfigDict(alias_generator=to_pascal)


def _plain(value: Any) -> Any:
    if isinstance(value, WireModel):
        return value.to_wire()
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.value if isinstance(value, Enum) else value
