"""What the stage shows: a layout, the people and the board, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.picture_view import PictureView
from chalkreel.controllers.view_state import BoardView, RoomView, StreamCondition, StreamView
from chalkreel.domain.arrange import arrange
from chalkreel.domain.arrangement import View, ViewContent
from chalkreel.domain.conversion import to_custom
from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout

FIRST_CANVAS = Size(1280, 720)
NO_PICTURE = PictureView()


@dataclass(frozen=True, slots=True)
class Person:
    """One stream as the canvas shows it: without its level, which changes all the time.

    ``is_seen_here`` is false in a cloud room, whose pictures never come to this window.
    """

    name: str
    condition: StreamCondition
    picture_size: Size | None
    has_video: bool
    is_seen_here: bool = True
    is_camera_off: bool = False


@dataclass(frozen=True, slots=True)
class ShownBoard:
    """The board that a whiteboard view shows."""

    board_id: str
    name: str
    size: Size | None


@dataclass(frozen=True, slots=True)
class StageContent:
    """Everything that decides the picture, apart from the pictures themselves."""

    canvas: Size = FIRST_CANVAS
    layout: Layout = field(default_factory=Layout)
    people: Mapping[str, Person] = field(default_factory=dict)
    board: ShownBoard | None = None
    has_whiteboard: bool = False
    is_on_air: bool = False
    """What is on air is looked at, not the draft."""
    is_live: bool = False
    """A recording runs, whatever is looked at."""
    picture: PictureView = NO_PICTURE
    clock_text: str = ""
    """What the clock in the picture says now, where one is recorded."""

    @property
    def is_editable(self) -> bool:
        return not self.is_on_air and self.layout.mode is MixMode.CUSTOM

    @property
    def names(self) -> dict[str, str]:
        return {stream_id: person.name for stream_id, person in self.people.items()}

    def views(self, layout: Layout) -> tuple[View, ...]:
        """Arrange the people as the recorder does."""
        is_open = self.has_whiteboard and self.board is not None
        return arrange(
            layout,
            self.canvas.even(),
            self._seated,
            board_open=is_open,
            has_whiteboard=self.has_whiteboard,
            board_held=self.picture.is_board_held and not is_open,
        )

    def as_custom(self) -> Layout:
        """Give the layout as regions at the same places, which a preset becomes when it is edited by hand."""
        is_open = self.has_whiteboard and self.board is not None
        return to_custom(self.layout, self.canvas, self._seated, is_open, has_whiteboard=self.has_whiteboard)

    @property
    def _seated(self) -> tuple[str, ...]:
        """The streams that hold a place, by entry; those who just came are the last."""
        seated = [stream_id for stream_id in self.picture.order if stream_id in self.people]
        new = (
            stream_id
            for stream_id, person in self.people.items()
            if person.condition is not StreamCondition.ABSENT and stream_id not in seated
        )
        return (*seated, *new)

    def title(self, view: View) -> Phrase:
        """Name what a view shows, or whom it waits for."""
        if view.content is ViewContent.WHITEBOARD:
            return phrase("{name}", name=self.board.name) if self.board else phrase("Whiteboard")
        if view.stream_id:
            person = self.people.get(view.stream_id)
            name = person.name if person else view.stream_id
            if view.content is not ViewContent.STREAM:
                return phrase("{name} is not here", name=name)
            has_left = person is not None and person.condition is StreamCondition.ABSENT
            return phrase("{name} has left", name=name) if has_left else phrase("{name}", name=name)
        region = self.layout.region(view.region_id)
        waits_for_board = region.shows_whiteboard if region is not None else view.is_large and self.has_whiteboard
        return phrase("No whiteboard on air") if waits_for_board else phrase("Next to join")


def people_of(room: RoomView, departed: tuple[StreamView, ...] = ()) -> dict[str, Person]:
    """Give everybody who may be in the picture: those in the room, and those who left and keep a place."""
    streams = [stream for stream in room.streams if stream.condition is not StreamCondition.WAITING]
    present = {stream.stream_id for stream in streams}
    gone = (stream for stream in departed if stream.stream_id not in present)
    return {
        stream.stream_id: Person(
            stream.user_name or stream.stream_id,
            stream.condition,
            stream.size,
            stream.has_video,
            room.is_studio,
            stream.is_camera_off,
        )
        for stream in (*streams, *gone)
    }


def board_shown(boards: tuple[BoardView, ...]) -> ShownBoard | None:
    """Tell the board that is in the picture: the one on air, else the one being put there, else the first to come."""
    for wanted in ("is_on_air", "is_pending", "is_next"):
        for board in boards:
            if getattr(board, wanted):
                return ShownBoard(board.board_id, board.name, board.size)
    return None


def view_key(view: View) -> str:
    """Name a view so that it is recognised in the next arrangement."""
    return view.region_id or view.stream_id or view.content.value
