"""DescribeRecordStatus and DescribeTasks: how a task is doing, and which tasks there are."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from chalkreel.contract.envelope import DataEnvelope, TaskIdRequest
from chalkreel.contract.members import (
    AnyInt,
    AnyText,
    ReportedFileStatus,
    ReportedFormat,
    ReportedRecordMode,
    ReportedStreamType,
    ReportedTaskStatus,
    ReportedTrackType,
    TaskId,
    UnixMillis,
)
from chalkreel.contract.wire import PascalModel
from chalkreel.contract.wire_types import Choice, Whole
from chalkreel.domain.enums import TaskStatusFilter
from chalkreel.domain.limits import MAX_PAGE_SIZE


class DescribeRecordStatusRequest(TaskIdRequest):
    """The body of DescribeRecordStatus."""


class RecordFile(PascalModel):
    """One recorded file as the recorder reports it. ``duration`` is in ms, ``file_size`` in bytes."""

    user_id: AnyText | None = None
    user_name: AnyText | None = None
    stream_id: AnyText | None = None
    file_id: AnyText | None = None
    video_id: AnyText | None = None
    file_url: AnyText | None = None
    output_file_format: ReportedFormat | None = None
    file_size: AnyInt | None = None
    duration: AnyInt | None = None
    resolution_width: AnyInt | None = None
    resolution_height: AnyInt | None = None
    media_track_type: ReportedTrackType | None = None
    begin_timestamp: UnixMillis | None = None
    status: ReportedFileStatus | None = None


class RecordStatusData(PascalModel):
    """The state of one task. ``record_files`` is ``None`` where the recorder lists no files at all."""

    room_id: AnyText | None = None
    record_mode: ReportedRecordMode | None = None
    stream_type: ReportedStreamType | None = None
    record_begin_timestamp: UnixMillis | None = None
    record_end_timestamp: UnixMillis | None = None
    status: ReportedTaskStatus | None = None
    record_files: list[RecordFile] | None = None


class DescribeRecordStatusResponse(DataEnvelope):
    """The answer to DescribeRecordStatus."""

    data: RecordStatusData | None = None


class DescribeTasksRequest(PascalModel):
    """The body of DescribeTasks: tasks that started between two times, 50 to a page at most."""

    status: Annotated[TaskStatusFilter, Choice(TaskStatusFilter)]
    room_id: AnyText | None = None
    page_offset: Annotated[int, Whole(0)] = 1
    page_size: Annotated[int, Whole(1, MAX_PAGE_SIZE)] = MAX_PAGE_SIZE
    start_time: UnixMillis
    end_time: UnixMillis

    @property
    def page(self) -> int:
        """The page asked for, from 1; 0 at the wire means the first as well."""
        return max(self.page_offset, 1)


class RecordTaskItem(PascalModel):
    """One task in a list of tasks."""

    record_begin_timestamp: UnixMillis | None = None
    task_id: TaskId | None = None
    room_id: AnyText | None = None
    status: ReportedTaskStatus | None = None


class RecordTaskListData(PascalModel):
    """A page of tasks. Tolerant reading also takes the list by its earlier name ``TaskList``."""

    page_offset: AnyInt | None = None
    page_size: AnyInt | None = None
    total_count: AnyInt | None = None
    taskid_list: list[RecordTaskItem] = Field(default_factory=list)

    @classmethod
    def _forgive(cls, data: dict[str, object]) -> dict[str, object]:
        if "TaskidList" not in data and isinstance(data.get("TaskList"), list):
            data["TaskidList"] = data.pop("TaskList")
        return data


class DescribeTasksResponse(DataEnvelope):
    """The answer to DescribeTasks."""

    data: RecordTaskListData | None = None
