"""The query of a call keeps its numbers apart from its texts."""

import pytest
from pydantic import ValidationError

from chalkreel.contract.actions import Action
from chalkreel.contract.envelope import CommonQuery, SignatureVersion
from chalkreel.contract.rtc import DescribeSimpleStreamListQuery, DescribeUserListQuery, UserOrder

QUERY = {
    "Action": "StartRecord",
    "AppId": "12345",
    "SignatureNonce": "15215528852396",
    "Timestamp": "1615186943",
    "Signature": "43e5cfcca828314675f91b001390566a",
    "SignatureVersion": "2.0",
}


def test_query_is_read_from_a_url_and_written_back() -> None:
    query = CommonQuery.from_query(QUERY)
    assert (query.action, query.app_id, query.signature_nonce) == (Action.START_RECORD, 12345, "15215528852396")
    assert query.signature_version is SignatureVersion.V2
    assert query.to_query() == QUERY


@pytest.mark.parametrize("app_id", ["", "12a", "1.0", "-1", "4294967296", "９", " 1", "1" * 40])
def test_an_app_id_that_is_none_is_refused(app_id: str) -> None:
    with pytest.raises(ValidationError):
        CommonQuery.from_query({**QUERY, "AppId": app_id})


@pytest.mark.parametrize("action", ["startrecord", "", "DescribeUserList"])
def test_what_is_no_recording_action_is_refused(action: str) -> None:
    with pytest.raises(ValidationError):
        CommonQuery.from_query({**QUERY, "Action": action})


def test_rtc_queries_are_read_from_a_url_and_written_back() -> None:
    wire = {**QUERY, "Action": "DescribeUserList", "RoomId": "12", "Mode": "1", "Limit": "20", "Marker": "7"}
    query = DescribeUserListQuery.from_query(wire)
    assert (query.room_id, query.mode, query.limit, query.marker) == ("12", UserOrder.LAST_LOGIN_FIRST, 20, "7")
    assert query.to_query() == wire
    streams = {**QUERY, "Action": "DescribeSimpleStreamList", "RoomId": "r", "IsTest": "TRUE"}
    assert DescribeSimpleStreamListQuery.from_query(streams).to_query() == streams
    with pytest.raises(ValidationError):
        DescribeSimpleStreamListQuery.from_query(wire)
