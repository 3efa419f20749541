"""The list of what is not recorded yet, against requests that ask for it and those that do not."""

from pathlib import Path

import pytest

from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.studio.tasks.not_yet import NOT_YET, not_yet_in_start
from tests.drivers.studio import start_request


def problem(**changes: object) -> str:
    request = StartRecordRequest.from_wire(start_request("r", Path("/recordings"), **changes))
    return str(not_yet_in_start(request) or "")


def test_a_plain_request_asks_for_nothing_that_is_missing() -> None:
    assert problem() == ""


def test_every_row_names_a_member_of_its_own() -> None:
    members = [row.member for row in NOT_YET]

    assert len(set(members)) == len(members)
    assert all(str(row.what) for row in NOT_YET)


@pytest.mark.parametrize("vendor", [5, 6])
def test_video_services_are_refused_for_good(vendor: int) -> None:
    keys = {"Region": "r", "AccessKeyId": "i", "AccessKeySecret": "s", "Title": "t", "StorageLocation": "l"}
    params = {"AlibabaCloudVodParams": keys, "TencentCloudVodParams": {"SecretId": "i", "SecretKey": "s", "Region": ""}}

    assert "video services" in problem(StorageParams={"Vendor": vendor, **params})
