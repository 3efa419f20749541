"""The calls that change a running task: layout and whiteboard. Stop, pause and the like only name the task."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from chalkreel.contract.envelope import ResponseEnvelope, TaskIdRequest
from chalkreel.contract.members import AnyText, TaskId
from chalkreel.contract.mixing import MixInputList, require_regions
from chalkreel.contract.wire import PascalModel
from chalkreel.contract.wire_types import Choice
from chalkreel.domain.enums import MixMode


class UpdateLayoutRequest(PascalModel):
    """The body of UpdateLayout. Without ``mix_mode`` the picture switches to grid."""

    task_id: TaskId
    mix_mode: Annotated[MixMode, Choice(MixMode)] = MixMode.GRID
    mix_input_list: MixInputList = Field(default_factory=list)
    mix_max_resolution_stream_id: AnyText = ""

    @model_validator(mode="after")
    def _require_regions(self) -> Self:
        require_regions(self.mix_mode, self.mix_input_list)
        return self


class UpdateWhiteboardRequest(PascalModel):
    """The body of UpdateWhiteboard: which board is recorded from now on."""

    task_id: TaskId
    whiteboard_id: AnyText


class StopRecordRequest(TaskIdRequest):
    """The body of StopRecord."""


class PauseRecordRequest(TaskIdRequest):
    """The body of PauseRecord."""


class ResumeRecordRequest(TaskIdRequest):
    """The body of ResumeRecord."""


class TakeSnapshotRequest(TaskIdRequest):
    """The body of TakeSnapshot."""


class StopRecordResponse(ResponseEnvelope):
    """The answer to StopRecord."""


class PauseRecordResponse(ResponseEnvelope):
    """The answer to PauseRecord."""


class ResumeRecordResponse(ResponseEnvelope):
    """The answer to ResumeRecord."""


class TakeSnapshotResponse(ResponseEnvelope):
    """The answer to TakeSnapshot."""


class UpdateLayoutResponse(ResponseEnvelope):
    """The answer to UpdateLayout."""


class UpdateWhiteboardResponse(ResponseEnvelope):
    """The answer to UpdateWhiteboard."""
