"""The three ways into a model and the one way out."""

from typing import Any

import pytest
from pydantic import ValidationError

from chalkreel.contract.envelope import TaskIdRequest
from chalkreel.contract.mixing import FillFrame, MixConfig, MixInputListItem, MixOutputVideoConfig
from chalkreel.contract.queries import DescribeRecordStatusResponse, DescribeTasksResponse, RecordTaskListData
from chalkreel.contract.start_record import (
    RecordInputParams,
    RecordOutputParams,
    StartRecordRequest,
    StartRecordResponse,
    StorageParams,
    Whiteboard,
)
from chalkreel.contract.updates import UpdateLayoutRequest
from chalkreel.domain.enums import MixMode, OutputFileFormat, RecordMode, StreamType, TaskStatus, Vendor
from tests.support.contract_requests import TASK_ID, region


def answer(**data: Any) -> dict[str, Any]:
    return {"Code": 0, "Message": "", "RequestId": "q", "Data": data}


class TestWriting:
    """What goes out."""

    def test_only_what_was_set_is_written_by_wire_names(self) -> None:
        request = StartRecordRequest(
            room_id="r1",
            record_input_params=RecordInputParams(
                record_mode=RecordMode.MIXED,
                has_whiteboard=True,
                whiteboard=[Whiteboard(horizontal_ratio=16, vertical_ratio=9, ppt_animation_fps=5)],
                mix_config=MixConfig(
                    mix_mode=MixMode.FLOATING,
                    mix_output_stream_id="m",
                    mix_output_video_config=MixOutputVideoConfig(width=640, height=360, fps=15, bitrate=400_000),
                    mix_output_background_color=-256,
                ),
            ),
            record_output_params=None,
            storage_params=StorageParams(
                vendor=Vendor.GOOGLE_CLOUD, bucket="b", access_key_id="k", access_key_secret="s", region=None
            ),
        )
        assert request.to_wire() == {
            "RoomId": "r1",
            "RecordInputParams": {
                "RecordMode": 2,
                "HasWhiteboard": True,
                "Whiteboard": [{"HorizontalRatio": 16, "VerticalRatio": 9, "PPTAnimationFps": 5}],
                "MixConfig": {
                    "MixMode": 5,
                    "MixOutputStreamId": "m",
                    "MixOutputVideoConfig": {"Width": 640, "Height": 360, "Fps": 15, "Bitrate": 400_000},
                    "MixOutputBackgroundColor": 4294967040,
                },
            },
            "StorageParams": {"Vendor": 8, "Bucket": "b", "AccessKeyId": "k", "AccessKeySecret": "s"},
        }

    def test_values_are_plain_json(self) -> None:
        written = RecordOutputParams(output_file_format=OutputFileFormat.HLS).to_wire()
        assert type(written["OutputFileFormat"]) is str
        written = RecordInputParams(record_mode=RecordMode.SINGLE).to_wire()
        assert type(written["RecordMode"]) is int

    def test_unknown_members_are_written_only_if_they_were_read(self) -> None:
        wire = {"TaskId": TASK_ID, "New": {"a": [1, None]}}
        assert TaskIdRequest.from_wire(wire).to_wire() == wire
        assert TaskIdRequest(task_id=TASK_ID).to_wire() == {"TaskId": TASK_ID}

    def test_a_copy_that_takes_a_member_back_does_not_write_it(self) -> None:
        params = RecordOutputParams(callback_url="http://a")
        assert params.model_copy(update={"callback_url": None}).to_wire() == {}


class TestBuilding:
    """The constructor."""

    def test_defaults_are_readable_but_not_written(self) -> None:
        params = RecordInputParams(record_mode=RecordMode.SINGLE)
        assert (params.max_idle_time, params.stream_type) == (30, StreamType.AUDIO_VIDEO)
        assert not params.has("max_idle_time")

    def test_a_misspelt_name_is_refused(self) -> None:
        with pytest.raises(ValidationError, match="task"):
            TaskIdRequest(task_id=TASK_ID, taskid="x")  # type: ignore[call-arg]

    def test_what_breaks_the_contract_cannot_be_built(self) -> None:
        with pytest.raises(ValidationError):
            RecordInputParams(record_mode=RecordMode.MIXED)
        with pytest.raises(ValidationError):
            UpdateLayoutRequest(task_id=TASK_ID, mix_mode=MixMode.CUSTOM)

    def test_models_do_not_change(self) -> None:
        request = TaskIdRequest(task_id=TASK_ID)
        with pytest.raises(ValidationError):
            request.task_id = "other"  # type: ignore[misc]


class TestExactReading:
    """What the engine accepts."""

    @pytest.mark.parametrize("value", [True, "2", 2.5, None, [2], 6])
    def test_what_is_no_value_of_the_choice_is_refused(self, value: Any) -> None:
        with pytest.raises(ValidationError):
            UpdateLayoutRequest.from_wire({"TaskId": TASK_ID, "MixMode": value})

    def test_a_whole_float_is_an_integer(self) -> None:
        item = MixInputListItem.from_wire(region(right=640.0, Layer=-0.0))
        assert (item.right, item.layer) == (640, 0)
        assert type(item.right) is int

    def test_model_validate_reads_exactly_too(self) -> None:
        assert TaskIdRequest.model_validate({"TaskId": TASK_ID}).task_id == TASK_ID
        assert TaskIdRequest.model_validate_json(f'{{"TaskId": "{TASK_ID}"}}').task_id == TASK_ID
        with pytest.raises(ValidationError):
            TaskIdRequest.model_validate({"task_id": TASK_ID})
        with pytest.raises(ValidationError):
            FillFrame.model_validate({"FrameFillMode": None})

    def test_a_lone_surrogate_is_no_text(self) -> None:
        with pytest.raises(ValidationError):
            TaskIdRequest.from_wire({"TaskId": "\ud800" * 16})

    def test_unknown_values_are_refused_where_the_schema_refuses_them(self) -> None:
        with pytest.raises(ValidationError):
            DescribeRecordStatusResponse.from_wire(answer(Status=6))


class TestTolerantReading:
    """What the client puts up with."""

    def test_unknown_values_are_kept_as_they_came(self) -> None:
        wire = answer(
            Status=6, StreamType=9, RecordFiles=[{"Status": 7, "OutputFileFormat": "mkv", "MediaTrackType": 4}]
        )
        data = DescribeRecordStatusResponse.read_tolerant(wire).data
        assert data is not None
        assert data.record_files is not None
        assert (data.status, data.stream_type) == (6, 9)
        assert (data.record_files[0].status, data.record_files[0].output_file_format) == (7, "mkv")
        assert DescribeRecordStatusResponse.read_tolerant(wire).to_wire() == wire

    def test_known_values_become_members(self) -> None:
        data = DescribeRecordStatusResponse.read_tolerant(
            answer(Status=5, RecordFiles=[{"OutputFileFormat": "ogg"}])
        ).data
        assert data is not None
        assert data.record_files is not None
        assert data.status is TaskStatus.PAUSED
        assert data.record_files[0].output_file_format is OutputFileFormat.OGG

    def test_null_counts_as_absent(self) -> None:
        data = DescribeRecordStatusResponse.read_tolerant(answer(Status=2, RecordFiles=None, RoomId=None)).data
        assert data is not None
        assert data.record_files is None
        assert data.to_wire() == {"Status": 2}

    def test_a_task_id_of_another_length_is_kept(self) -> None:
        response = StartRecordResponse.read_tolerant(answer(TaskId="XXXXXXXXXXXX"))
        assert response.data is not None
        assert response.data.task_id == "XXXXXXXXXXXX"

    @pytest.mark.parametrize("name", ["TaskidList", "TaskList"])
    def test_the_list_of_tasks_is_read_by_both_names(self, name: str) -> None:
        data = DescribeTasksResponse.read_tolerant(answer(**{name: [{"TaskId": TASK_ID, "Status": 2}]})).data
        assert data is not None
        assert [item.task_id for item in data.taskid_list] == [TASK_ID]
        assert data.to_wire() == {"TaskidList": [{"TaskId": TASK_ID, "Status": 2}]}

    def test_both_names_at_once_give_the_documented_one(self) -> None:
        data = RecordTaskListData.read_tolerant({"TaskidList": [], "TaskList": [{"TaskId": TASK_ID}]})
        assert data.taskid_list == []

    @pytest.mark.parametrize("data", [None, {}, {"TaskId": ""}, [], "x"])
    def test_what_stands_beside_a_failure_does_not_matter(self, data: Any) -> None:
        response = StartRecordResponse.read_tolerant({"Code": 300000004, "Data": data})
        assert (response.code, response.message, response.request_id, response.data) == (300000004, "", "", None)

    @pytest.mark.parametrize(
        "wire", [{}, {"Message": "x"}, {"Code": "0"}, {"Code": 0}, answer(), answer(TaskId=5), [], None]
    )
    def test_success_without_what_it_is_about_is_refused(self, wire: Any) -> None:
        with pytest.raises(ValidationError):
            StartRecordResponse.read_tolerant(wire)

    def test_types_still_count(self) -> None:
        with pytest.raises(ValidationError):
            DescribeRecordStatusResponse.read_tolerant(answer(Status="recording"))
