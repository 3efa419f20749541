"""The two RTC calls that tell which streams and which users a room has."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated, ClassVar

from pydantic import Field

from chalkreel.contract.actions import Action
from chalkreel.contract.envelope import DataEnvelope, SignedQuery
from chalkreel.contract.members import AnyText, UInt32, UnixMillis
from chalkreel.contract.wire import PascalModel
from chalkreel.contract.wire_types import Choice, Text, Whole
from chalkreel.domain.limits import MAX_USERS_PAGE


class UserOrder(IntEnum):
    """In which order users are listed."""

    FIRST_LOGIN_FIRST = 0
    LAST_LOGIN_FIRST = 1


class UserRole(IntEnum):
    """What a user is; means something for the LiveRoom service only. The recorder joins as administrator."""

    HOST = 1
    AUDIENCE = 2
    ADMINISTRATOR = 4


class RoomQuery(SignedQuery):
    """What both queries share; ``is_test`` is ``true`` or ``false`` in any case of letters."""

    is_test: Annotated[str, Text(form="^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$")] | None = None
    room_id: Annotated[str, Text(min_length=1)]


class DescribeSimpleStreamListQuery(RoomQuery):
    """The query of DescribeSimpleStreamList."""

    action: Annotated[Action, Choice(Action, only=frozenset({Action.DESCRIBE_SIMPLE_STREAM_LIST}))]


class DescribeUserListQuery(RoomQuery):
    """The query of DescribeUserList; ``marker`` is that of the page before, empty for the first."""

    number_members: ClassVar[frozenset[str]] = SignedQuery.number_members | {"Mode", "Limit"}

    action: Annotated[Action, Choice(Action, only=frozenset({Action.DESCRIBE_USER_LIST}))]
    mode: Annotated[UserOrder, Choice(UserOrder)] = UserOrder.FIRST_LOGIN_FIRST
    limit: Annotated[int, Whole(0, MAX_USERS_PAGE)] = MAX_USERS_PAGE
    marker: AnyText = ""


class RtcStreamItem(PascalModel):
    """One stream of a room."""

    stream_id: AnyText | None = None
    user_id: AnyText | None = None
    user_name: AnyText | None = None
    create_time: UnixMillis | None = None
    stream_number_id: UInt32 | None = None


class RtcStreamListData(PascalModel):
    """The streams of a room."""

    stream_list: list[RtcStreamItem] = Field(default_factory=list)


class DescribeSimpleStreamListResponse(DataEnvelope):
    """The answer to DescribeSimpleStreamList."""

    data: RtcStreamListData | None = None


class RtcUserItem(PascalModel):
    """One user of a room."""

    user_id: AnyText | None = None
    user_name: AnyText | None = None
    user_role: UInt32 | None = None


class RtcUserListData(PascalModel):
    """A page of users; an empty ``marker`` marks the last."""

    marker: AnyText = ""
    user_list: list[RtcUserItem] = Field(default_factory=list)


class DescribeUserListResponse(DataEnvelope):
    """The answer to DescribeUserList."""

    data: RtcUserListData | None = None
