"""The calls there are: names, methods, hosts and how often each may be called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from chalkreel.domain import limits

PATH = "/"
"""Every call goes to the root; ``Action`` in the query tells which it is."""
JSON_CONTENT_TYPE = "application/json;charset=utf-8"


class Action(StrEnum):
    """The nine actions of Cloud Recording and the two of the RTC server API that tell who is in a room."""

    START_RECORD = "StartRecord"
    STOP_RECORD = "StopRecord"
    UPDATE_LAYOUT = "UpdateLayout"
    UPDATE_WHITEBOARD = "UpdateWhiteboard"
    DESCRIBE_RECORD_STATUS = "DescribeRecordStatus"
    DESCRIBE_TASKS = "DescribeTasks"
    PAUSE_RECORD = "PauseRecord"
    RESUME_RECORD = "ResumeRecord"
    TAKE_SNAPSHOT = "TakeSnapshot"
    DESCRIBE_SIMPLE_STREAM_LIST = "DescribeSimpleStreamList"
    DESCRIBE_USER_LIST = "DescribeUserList"

    @property
    def is_rtc(self) -> bool:
        return self in RTC_ACTIONS

    @property
    def service(self) -> Service:
        return Service.RTC if self.is_rtc else Service.CLOUD_RECORD

    @property
    def method(self) -> str:
        return "GET" if self.is_rtc else "POST"


RTC_ACTIONS = frozenset({Action.DESCRIBE_SIMPLE_STREAM_LIST, Action.DESCRIBE_USER_LIST})
RECORD_ACTIONS = frozenset(Action) - RTC_ACTIONS
MIXED_ONLY = frozenset({Action.UPDATE_LAYOUT, Action.PAUSE_RECORD, Action.RESUME_RECORD, Action.TAKE_SNAPSHOT})
"""Actions that only a mixed task can carry out."""


class Service(StrEnum):
    """Which of the two APIs a call belongs to; each has hosts of its own."""

    CLOUD_RECORD = "cloudrecord"
    RTC = "rtc"


class Region(StrEnum):
    """Where the API can be called; the region near the caller is best."""

    UNIFIED = "unified"
    CN_SHANGHAI = "cn-shanghai"
    HONGKONG = "hongkong"
    EUROPE_FRANKFURT = "europe-frankfurt"
    US_WEST_CALIFORNIA = "us-west-california"
    ASIA_PACIFIC_MUMBAI = "asia-pacific-mumbai"
    SOUTHEAST_ASIA_SINGAPORE = "southeast-asia-singapore"


_HOST_SUFFIXES = {
    Region.UNIFIED: "",
    Region.CN_SHANGHAI: "-sha",
    Region.HONGKONG: "-hkg",
    Region.EUROPE_FRANKFURT: "-fra",
    Region.US_WEST_CALIFORNIA: "-lax",
    Region.ASIA_PACIFIC_MUMBAI: "-bom",
    Region.SOUTHEAST_ASIA_SINGAPORE: "-sgp",
}


def host(service: Service, region: Region = Region.UNIFIED) -> str:
    """Name the host of an API in a region."""
    return f"{service.value}-api{_HOST_SUFFIXES[region]}.zego.im"


def base_url(service: Service, region: Region = Region.UNIFIED) -> str:
    return f"https://{host(service, region)}"


CALLS_PER_S: Mapping[Action, int] = MappingProxyType(
    dict.fromkeys(Action, limits.CALLS_PER_S)
    | dict.fromkeys((Action.START_RECORD, Action.STOP_RECORD), limits.START_STOP_CALLS_PER_S)
    | {Action.DESCRIBE_SIMPLE_STREAM_LIST: 50, Action.DESCRIBE_USER_LIST: 200}
)
"""How often each action may be called, taken per AppId."""


@dataclass(frozen=True, slots=True)
class RoomPace:
    """How often one action may be asked about one room."""

    calls: int
    period_s: int


ROOM_PACES: Mapping[Action, RoomPace] = MappingProxyType(
    {Action.DESCRIBE_SIMPLE_STREAM_LIST: RoomPace(1, 10), Action.DESCRIBE_USER_LIST: RoomPace(1, 1)}
)
