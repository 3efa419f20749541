"""Where a room's boards come from, which decides what the picker offers."""

from __future__ import annotations

from enum import Enum, auto

from chalkreel.base.phrase import phrase
from chalkreel.controllers.view_state import RoomView

NOWHERE_YET = phrase("Boards can be added as soon as the recorder is there.")


class RoomKind(Enum):
    """In a cloud room boards are listed by hand; Studio knows its own; without a recorder there are none."""

    STUDIO = auto()
    CLOUD = auto()
    NOWHERE = auto()

    @staticmethod
    def of(room: RoomView) -> RoomKind:
        if not room.connection_name:
            return RoomKind.NOWHERE
        return RoomKind.STUDIO if room.is_studio else RoomKind.CLOUD
