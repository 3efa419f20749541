"""What Studio refuses to record although its shape is the contract's."""

from __future__ import annotations

from pathlib import Path

import pytest

from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.studio.tasks.recordable import problem_with_files
from tests.drivers.studio import start_request

BOARD = {"HorizontalRatio": 16, "VerticalRatio": 9}


def problem(**changes: object) -> str:
    request = StartRecordRequest.from_wire(start_request("r", Path("/recordings"), **changes))
    return str(problem_with_files(request) or "")


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"RecordMode": 1},
        {"StreamType": 4},
        {"RecordMode": 1, "HasWhiteboard": True, "Whiteboard": [BOARD]},
        {"RecordOutputParams": {"OutputFileFormat": "mp3"}},
        {"StreamType": 2, "RecordOutputParams": {"OutputFileFormat": "hls"}},
    ],
)
def test_what_can_be_recorded_is_no_problem(changes: dict) -> None:
    assert problem(**changes) == ""


@pytest.mark.parametrize("vendor", [5, 6])
def test_video_services_are_refused_for_good(vendor: int) -> None:
    keys = {"Region": "r", "AccessKeyId": "i", "AccessKeySecret": "s", "Title": "t", "StorageLocation": "l"}
    params = {"AlibabaCloudVodParams": keys, "TencentCloudVodParams": {"SecretId": "i", "SecretKey": "s", "Region": ""}}

    assert "video services" in problem(StorageParams={"Vendor": vendor, **params})


@pytest.mark.parametrize(
    "wrong", [{"HorizontalRatio": 0}, {"Width": 8}, {"Width": 2000}, {"Width": 1920, "Height": 1920}]
)
def test_a_whiteboard_no_encoder_could_draw_is_refused(wrong: dict) -> None:
    assert "Whiteboard" in problem(RecordMode=1, HasWhiteboard=True, Whiteboard=[{**BOARD, **wrong}])
    assert problem(HasWhiteboard=True, Whiteboard=[{**BOARD, **wrong}]) == ""  # a mix takes no size from it
