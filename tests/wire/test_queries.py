"""DescribeTasks and the RTC queries."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.drivers.studio import StudioDriver, start_request, until

DAY_MS = 86_400_000


def now_ms() -> int:
    return int(time.time() * 1000)


def listed(studio: StudioDriver, **changes: object) -> dict:
    body = {"Status": 2, "StartTime": now_ms() - DAY_MS, "EndTime": now_ms() + DAY_MS, **changes}
    answer: list[dict] = []

    def asked() -> bool:
        answer[:] = [studio.call("DescribeTasks", body)]
        return answer[0]["Code"] != 300000003

    until(asked, "an answer within the rate limit")
    return answer[0]


def test_tasks_are_listed_by_state_room_and_page_newest_first(studio: StudioDriver, rooms: Callable[[], str]) -> None:
    room = rooms()
    tasks = [studio.start_record(start_request(room, studio.recordings)) for _ in range(3)]
    other = studio.start_record(start_request(rooms(), studio.recordings))
    studio.act("StopRecord", tasks[0])
    studio.act("PauseRecord", tasks[1])

    running = listed(studio, RoomId=room)["Data"]
    assert [item["TaskId"] for item in running["TaskidList"]] == [tasks[2], tasks[1]]
    assert [item["Status"] for item in running["TaskidList"]] == [2, 5]
    assert (running["PageOffset"], running["PageSize"], running["TotalCount"]) == (1, 50, 2)
    ended = listed(studio, RoomId=room, Status=3)["Data"]
    assert [(item["TaskId"], item["Status"]) for item in ended["TaskidList"]] == [(tasks[0], 3)]
    assert {item["TaskId"] for item in listed(studio)["Data"]["TaskidList"]} >= {other, tasks[1], tasks[2]}
    second = listed(studio, RoomId=room, PageSize=1, PageOffset=2)["Data"]
    assert ([item["TaskId"] for item in second["TaskidList"]], second["TotalCount"]) == ([tasks[1]], 2)
    assert listed(studio, RoomId=room, PageOffset=0, PageSize=1)["Data"]["TaskidList"][0]["TaskId"] == tasks[2]
    assert listed(studio, RoomId=room, PageOffset=9)["Data"]["TaskidList"] == []
    assert listed(studio, RoomId=room, StartTime=now_ms() + 1000)["Data"]["TotalCount"] == 0
    first_ms, last_ms = (running["TaskidList"][place]["RecordBeginTimestamp"] for place in (1, 0))
    assert listed(studio, RoomId=room, EndTime=first_ms - 1)["Data"]["TotalCount"] == 0
    assert listed(studio, RoomId=room, StartTime=first_ms, EndTime=last_ms)["Data"]["TotalCount"] == 2
    for task in (tasks[1], tasks[2], other):
        studio.act("StopRecord", task)


@pytest.mark.parametrize(
    "changes",
    [
        {"StartTime": now_ms() - 4 * DAY_MS},
        {"StartTime": now_ms(), "EndTime": now_ms() - 1},
        {"EndTime": now_ms() + 3 * DAY_MS},
        {"PageSize": 51},
        {"PageSize": 0},
        {"PageOffset": -1},
        {"Status": 4},
        {"StartTime": None},
    ],
)
def test_a_window_or_page_outside_its_bounds_is_refused(studio: StudioDriver, changes: dict) -> None:
    assert listed(studio, **changes)["Code"] == 300000004


def test_a_window_of_exactly_three_days_is_accepted(studio: StudioDriver) -> None:
    now = now_ms()

    assert listed(studio, StartTime=now - 3 * DAY_MS, EndTime=now)["Code"] == 0


def test_streams_of_a_room_are_listed_by_entry(studio: StudioDriver, rooms: Callable[[], str]) -> None:
    room = rooms()
    studio.publish(room, "b")
    studio.publish(room, "a")

    streams = studio.ask("DescribeSimpleStreamList", RoomId=room)["Data"]["StreamList"]

    assert [(stream["StreamId"], stream["UserId"]) for stream in streams] == [("b", "user-b"), ("a", "user-a")]
    assert studio.ask("DescribeSimpleStreamList", RoomId=room)["Code"] == 207


def test_an_unknown_room_has_no_stream_list_but_an_empty_user_list(
    studio: StudioDriver, rooms: Callable[[], str]
) -> None:
    room = rooms()

    assert studio.ask("DescribeSimpleStreamList", RoomId=room)["Code"] == 104
    assert studio.ask("DescribeUserList", RoomId=room)["Data"] == {"Marker": "", "UserList": []}


def test_a_parameter_out_of_bounds_is_an_rtc_parameter_error(studio: StudioDriver) -> None:
    assert studio.ask("DescribeUserList", RoomId="r", Limit="201")["Code"] == 2
    assert studio.ask("DescribeUserList")["Code"] == 2


def test_the_recorder_is_one_user_more_and_pages_follow_their_marker(
    studio: StudioDriver, rooms: Callable[[], str]
) -> None:
    room = rooms()
    studio.publish(room, "a")
    task = studio.start_record(start_request(room, studio.recordings))

    def page(**more: str) -> dict:
        found: list[dict] = []

        def asked() -> bool:
            found[:] = [studio.ask("DescribeUserList", RoomId=room, **more)]
            return found[0]["Code"] == 0

        until(asked, "an answer within the room's pace")
        return found[0]["Data"]

    first = page(Limit="1")
    second = page(Limit="1", Marker=first["Marker"])
    assert first["UserList"] == [{"UserId": "user-a", "UserName": "user-a", "UserRole": 1}]
    assert second["UserList"][0]["UserRole"] == 4
    assert second["Marker"] == ""
    assert page(Mode="1")["UserList"][0]["UserRole"] == 4
    studio.act("StopRecord", task)
