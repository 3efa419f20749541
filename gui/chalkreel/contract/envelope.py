"""What all calls share: the query of a request, the envelope of an answer, the request that only names a task."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from chalkreel.base.phrase import phrase
from chalkreel.contract.actions import RECORD_ACTIONS, Action
from chalkreel.contract.members import AnyInt, AnyText, TaskId, UInt32, UnixSeconds
from chalkreel.contract.rules import broken
from chalkreel.contract.wire import PascalModel
from chalkreel.contract.wire_types import Choice, Text


class SignatureVersion(StrEnum):
    """The version of the request signature; there is one."""

    V2 = "2.0"


class SignedQuery(PascalModel):
    """The five signing parameters, in the query of every call.

    In a URL all values are text: ``from_query`` and ``to_query`` convert those that are numbers.
    """

    number_members: ClassVar[frozenset[str]] = frozenset({"AppId", "Timestamp"})

    app_id: UInt32
    signature_nonce: Annotated[str, Text(min_length=1)]
    timestamp: UnixSeconds
    signature: Annotated[str, Text(form="^[0-9a-f]{32}$")]
    signature_version: Annotated[SignatureVersion, Choice(SignatureVersion)]

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Self:
        """Read the parameters of a URL; a number that is none stays text and is refused by its type."""
        return cls.from_wire(
            {name: _number(value) if name in cls.number_members else value for name, value in query.items()}
        )

    def to_query(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.to_wire().items()}


class CommonQuery(SignedQuery):
    """The query of a Cloud Recording call."""

    action: Annotated[Action, Choice(Action, only=RECORD_ACTIONS)]


class ResponseEnvelope(PascalModel):
    """What every answer has. ``code`` 0 is success; nothing may depend on the text of ``message``."""

    code: AnyInt
    message: AnyText
    request_id: AnyText

    @property
    def is_success(self) -> bool:
        return self.code == 0

    @classmethod
    def _forgive(cls, data: dict[str, object]) -> dict[str, object]:
        """Take missing texts as empty, and drop what stands in ``Data`` of a failure: nobody reads it."""
        data = {"Message": "", "RequestId": "", **data}
        if data.get("Code", 0) != 0:
            data.pop("Data", None)
        return data


class DataEnvelope(ResponseEnvelope):
    """An answer that carries ``Data`` when it tells of success; subclasses give it its type."""

    @model_validator(mode="after")
    def _require_data(self) -> Self:
        if self.code == 0 and getattr(self, "data", None) is None:
            raise broken("data_on_success", "Data", phrase("The recorder reported success but sent no data."))
        return self


class TaskIdRequest(PascalModel):
    """The body of StopRecord, PauseRecord, ResumeRecord, TakeSnapshot and DescribeRecordStatus."""

    task_id: TaskId


def _number(text: str) -> object:
    """Convert decimal digits of a sensible length; anything else stays as it is."""
    return int(text) if re.fullmatch(r"-?[0-9]{1,19}", text, re.ASCII) else text
