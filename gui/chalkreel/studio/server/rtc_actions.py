"""The two RTC queries: who publishes in a room, who is in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chalkreel.contract.rtc import (
    DescribeSimpleStreamListQuery,
    DescribeUserListQuery,
    RtcStreamItem,
    RtcStreamListData,
    RtcUserItem,
    RtcUserListData,
    UserOrder,
    UserRole,
)
from chalkreel.domain.limits import MAX_USERS_PAGE
from chalkreel.studio.engine import Engine

RECORDER_NAME = "Recorder"


class RoomUnknown(Exception):  # noqa: N818 - read as a fact
    """Nobody and nothing is in the room."""


@dataclass(frozen=True, slots=True)
class _User:
    """One user of a room; ``login_ms`` and the id together make the marker of a page."""

    login_ms: int
    user_id: str
    user_name: str
    role: UserRole

    @property
    def marker(self) -> str:
        return f"{self.login_ms}-{self.user_id}"


class RtcActions:
    """Answers from the rooms; a running task counts as one user, an administrator."""

    def __init__(self, engine: Engine) -> None:
        self._rooms = engine.rooms
        self._tasks = engine.tasks

    def streams(self, query: DescribeSimpleStreamListQuery) -> dict[str, Any]:
        room = self._rooms.known(query.room_id)
        if room is None and not self._recorders(query.room_id):
            raise RoomUnknown
        streams = [stream for stream in room.streams.values() if stream.is_alive] if room else []
        items = [
            RtcStreamItem(
                stream_id=stream.stream_id,
                user_id=stream.user_id,
                user_name=stream.user_name,
                create_time=stream.entered_at_ms,
                stream_number_id=stream.number_id,
            )
            for stream in streams
        ]
        return RtcStreamListData(stream_list=items).to_wire()

    def users(self, query: DescribeUserListQuery) -> dict[str, Any]:
        newest_first = query.mode is UserOrder.LAST_LOGIN_FIRST
        users = sorted(self._users(query.room_id), key=lambda user: (user.login_ms, user.user_id), reverse=newest_first)
        markers = [user.marker for user in users]
        first = markers.index(query.marker) + 1 if query.marker in markers else 0
        limit = query.limit or MAX_USERS_PAGE
        page = users[first : first + limit]
        is_last = first + limit >= len(users)
        items = [
            RtcUserItem(user_id=user.user_id, user_name=user.user_name, user_role=user.role.value) for user in page
        ]
        return RtcUserListData(marker="" if is_last else page[-1].marker, user_list=items).to_wire()

    def _users(self, room_id: str) -> list[_User]:
        room = self._rooms.known(room_id)
        users: dict[str, _User] = {}
        for stream in room.streams.values() if room else ():
            login = users.get(stream.user_id)
            if login is None or stream.entered_at_ms < login.login_ms:
                users[stream.user_id] = _User(stream.entered_at_ms, stream.user_id, stream.user_name, UserRole.HOST)
        return [*users.values(), *self._recorders(room_id)]

    def _recorders(self, room_id: str) -> list[_User]:
        records = (task.book.record for task in self._tasks.running)
        return [
            _User(record.begin_ms, f"recorder_{record.task_id}", RECORDER_NAME, UserRole.ADMINISTRATOR)
            for record in records
            if record.room_id == room_id
        ]
