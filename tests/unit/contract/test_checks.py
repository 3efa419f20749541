"""Each rule across members refuses what breaks it, alone, and lets its bound pass."""

from typing import Any

import pytest

from chalkreel.contract.checks import check_describe_tasks, check_regions, check_start, check_update_layout
from chalkreel.contract.mixing import MixInputListItem
from chalkreel.contract.queries import DescribeTasksRequest
from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.contract.updates import UpdateLayoutRequest
from chalkreel.contract.violation import Violation
from chalkreel.domain.geometry import Size
from tests.support.contract_requests import TASK_ID, board, mixed, region, single

HD = Size(1280, 720)
DAY_MS = 86_400_000
NOW_MS = 1_700_000_000_000


def rules(found: tuple[Violation, ...]) -> list[str]:
    return [violation.rule for violation in found]


def custom(*regions: dict[str, Any], **others: Any) -> StartRecordRequest:
    return mixed(mix={"MixMode": 1, "MixInputList": list(regions)}, **others)


def items(*regions: dict[str, Any]) -> list[MixInputListItem]:
    return [MixInputListItem.from_wire(one) for one in regions]


def tasks_request(start_ms: int, end_ms: int) -> DescribeTasksRequest:
    return DescribeTasksRequest.from_wire({"Status": 2, "StartTime": start_ms, "EndTime": end_ms})


@pytest.mark.parametrize(
    "request_",
    [
        single(),
        mixed(),
        mixed(inputs=board()),
        mixed(video={"Width": 1920, "Height": 1080}),
        mixed(video={"Width": 1080, "Height": 1920}),
        mixed(video={"Width": 1440, "Height": 1440}),
        custom(region(0, 0, 1280, 720)),
        custom(region(1280, 720, 1280, 720)),
        custom(region(), region(ViewType=2, StreamId="s"), inputs=board()),
        mixed(mix={"MixOutputWatermarkImageConfig": {"Left": 0, "Top": 0, "Right": 1280, "Bottom": 720}}),
    ],
)
def test_what_is_right_passes(request_: StartRecordRequest) -> None:
    assert check_start(request_) == ()


@pytest.mark.parametrize("size", [(1920, 1920), (1920, 1081), (1441, 1440)])
def test_canvas_beyond_full_hd_is_refused(size: tuple[int, int]) -> None:
    (found,) = check_start(mixed(video={"Width": size[0], "Height": size[1]}))
    assert found.rule == "canvas_too_large"
    assert found.field == "RecordInputParams.MixConfig.MixOutputVideoConfig"
    assert str(size[0]) in str(found.message)


@pytest.mark.parametrize("video", [{"Width": 0}, {"Height": -2}, {"Width": -1920, "Height": -1920}])
def test_canvas_without_extent_is_refused(video: dict[str, int]) -> None:
    assert rules(check_start(mixed(video=video))) == ["canvas_without_size"]


def test_bit_rate_of_nothing_is_refused() -> None:
    assert rules(check_start(mixed(video={"Bitrate": 0}))) == ["video_bitrate"]
    assert rules(check_start(mixed(mix={"MixOutputAudioConfig": {"Bitrate": -1}}))) == ["audio_bitrate"]


@pytest.mark.parametrize("edges", [(0, 0, 1281, 720), (0, 0, 1280, 721), (1281, 0, 1290, 10), (0, 721, 10, 800)])
def test_region_beyond_the_canvas_is_refused(edges: tuple[int, int, int, int]) -> None:
    (found,) = check_start(custom(region(), region(*edges)))
    assert found.rule == "region_outside_canvas"
    assert found.field == "RecordInputParams.MixConfig.MixInputList.1"
    assert str(found.message) == "Region 2 reaches beyond the edge of the picture."


@pytest.mark.parametrize("edges", [(10, 0, 9, 10), (0, 10, 10, 9)])
def test_region_upside_down_is_refused(edges: tuple[int, int, int, int]) -> None:
    assert rules(check_start(custom(region(*edges)))) == ["region_corners"]


def test_whiteboard_region_without_whiteboard_recording_is_refused() -> None:
    (found,) = check_start(custom(region(ViewType=2)))
    assert found.rule == "whiteboard_region_without_whiteboard"
    assert found.field == "RecordInputParams.MixConfig.MixInputList.0.ViewType"


def test_second_whiteboard_region_is_refused() -> None:
    found = check_regions(items(region(ViewType=2), region(), region(ViewType=2)), HD, has_whiteboard=True)
    assert [(one.rule, one.field) for one in found] == [("second_whiteboard_region", "MixInputList.2.ViewType")]
    assert "region 3" in str(found[0].message)


def test_twenty_sixth_region_is_refused() -> None:
    assert check_regions(items(*[region()] * 25), HD, has_whiteboard=False) == ()
    assert rules(check_regions(items(*[region()] * 26), HD, has_whiteboard=False)) == ["too_many_regions"]


def test_regions_of_a_preset_are_not_judged() -> None:
    outside = region(0, 0, 1900, 1900)
    assert check_start(mixed(mix={"MixMode": 3, "MixInputList": [outside]})) == ()
    assert check_update_layout(UpdateLayoutRequest.from_wire({"TaskId": TASK_ID, "MixInputList": [outside]}), HD) == ()


def test_a_mix_that_is_not_used_is_not_judged() -> None:
    mix = mixed(video={"Width": 1920, "Height": 1920}).record_input_params.mix_config
    assert mix is not None
    assert check_start(single(inputs={"MixConfig": mix.to_wire()})) == ()


def test_watermark_beyond_the_canvas_is_refused() -> None:
    place = {"Left": 0, "Top": 0, "Right": 1281, "Bottom": 10}
    assert rules(check_start(mixed(mix={"MixOutputWatermarkImageConfig": place}))) == ["watermark_outside_canvas"]


@pytest.mark.parametrize("file_format", ["aac", "mp3", "ogg"])
def test_a_file_for_sound_of_a_recording_without_any_is_refused(file_format: str) -> None:
    output = {"OutputFileFormat": file_format}
    assert rules(check_start(single(inputs={"StreamType": 2}, output=output))) == ["sound_format_without_sound"]
    assert check_start(single(inputs={"StreamType": 3}, output=output)) == ()


@pytest.mark.parametrize(("folder", "is_inside"), [("../x", False), ("a/../../b", False), ("a..b/..c/", True)])
def test_a_folder_outside_the_storage_is_refused(folder: str, is_inside: bool) -> None:
    found = rules(check_start(mixed(output={"OutputFolder": folder})))
    assert found == ([] if is_inside else ["folder_outside"])


def test_a_waiting_time_below_zero_is_refused() -> None:
    assert rules(check_start(mixed(mix={"ClearInputStreamTimeout": -1}))) == ["negative_waiting_time"]
    assert check_start(mixed(mix={"ClearInputStreamTimeout": 0})) == ()


def test_watermark_upside_down_is_refused() -> None:
    place = {"Left": 20, "Top": 0, "Right": 10, "Bottom": 10}
    assert rules(check_start(mixed(mix={"MixOutputWatermarkImageConfig": place}))) == ["watermark_corners"]


@pytest.mark.parametrize("ratio", [{"HorizontalRatio": 0}, {"VerticalRatio": -9}])
def test_whiteboard_without_ratio_is_refused(ratio: dict[str, int]) -> None:
    assert rules(check_start(mixed(inputs=board(**ratio)))) == ["board_ratio"]


def test_whiteboard_without_extent_is_refused() -> None:
    assert rules(check_start(single(inputs=board(Width=0)))) == ["board_without_size"]


def test_a_layout_on_air_is_judged_by_the_canvas_of_its_task() -> None:
    request = UpdateLayoutRequest.from_wire(
        {"TaskId": TASK_ID, "MixMode": 1, "MixInputList": [region(0, 0, 1280, 720), region(ViewType=2)]}
    )
    assert check_update_layout(request, HD) == ()
    assert rules(check_update_layout(request, Size(640, 360))) == ["region_outside_canvas"]
    assert rules(check_update_layout(request, HD, has_whiteboard=False)) == ["whiteboard_region_without_whiteboard"]


def test_question_for_three_days_passes() -> None:
    assert check_describe_tasks(tasks_request(NOW_MS - 3 * DAY_MS, NOW_MS), NOW_MS) == ()


def test_question_for_older_tasks_is_refused() -> None:
    start_ms = NOW_MS - 3 * DAY_MS - 1
    assert rules(check_describe_tasks(tasks_request(start_ms, start_ms + 1), NOW_MS)) == ["window_too_old"]


@pytest.mark.parametrize("length_ms", [0, -1])
def test_question_that_ends_before_it_starts_is_refused(length_ms: int) -> None:
    assert rules(check_describe_tasks(tasks_request(NOW_MS, NOW_MS + length_ms), NOW_MS)) == ["window_order"]


def test_question_for_more_than_three_days_is_refused() -> None:
    request = tasks_request(NOW_MS, NOW_MS + 3 * DAY_MS + 1)
    assert rules(check_describe_tasks(request, NOW_MS)) == ["window_too_long"]
