"""The demo classroom of the first start: moving participants and lesson boards in Studio."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chalkreel.base.assets import asset_path, asset_text
from chalkreel.services.errors import StudioRefused

if TYPE_CHECKING:
    from chalkreel.services.studio_client import StudioClient

DEMO_ROOM = "sample_rooms/demo.json"


@dataclass(frozen=True, slots=True)
class SampleRoom:
    """A bundled room description: who is in it and which boards lie ready."""

    room_id: str
    room_name: str
    participants: tuple[dict[str, Any], ...]
    boards: tuple[dict[str, Any], ...]

    @classmethod
    def demo(cls) -> SampleRoom:
        raw = json.loads(asset_text(DEMO_ROOM))
        return cls(raw["room_id"], raw["room_name"], tuple(raw["participants"]), tuple(raw["boards"]))

    async def furnish(self, studio: StudioClient) -> None:
        """Let everybody enter and open the boards; what is there already stays. Raises ``ServiceError``."""
        present = await self._present(studio)
        for person in self.participants:
            if person["stream_id"] not in present:
                await studio.publish(
                    self.room_id,
                    person["stream_id"],
                    {"kind": "test", "hue": person["hue"]},
                    user_id=person["user_id"],
                    user_name=person["user_name"],
                )
        for board in self.boards:
            if board["whiteboard_id"] not in present:
                pages = [asset_path(picture) for picture in board["pictures"]]
                await studio.open_board_from(self.room_id, board["whiteboard_id"], pages, name=board["name"])

    async def _present(self, studio: StudioClient) -> set[str]:
        try:
            room = await studio.room(self.room_id)
        except StudioRefused:
            return set()
        return {stream.stream_id for stream in room.streams} | {board.whiteboard_id for board in room.boards}
