"""When a room counts as occupied: publishers do, a board left behind does for a while."""

from chalkreel.domain.geometry import Size
from chalkreel.domain.limits import BOARD_LINGER_S
from chalkreel.studio.rooms.board import Board
from chalkreel.studio.rooms.room import Room, RoomChange
from chalkreel.studio.rooms.stream import PublishedStream
from chalkreel.studio.sources.pictures import Picture
from chalkreel.studio.sources.source import Condition, SourceState


class QuietSource:
    """As much of a source as a room looks at."""

    def __init__(self, state: SourceState = SourceState.PLAYING) -> None:
        self.condition = Condition(state)


def stream(stream_id: str, state: SourceState = SourceState.PLAYING) -> PublishedStream:
    return PublishedStream(stream_id, "user", "User", QuietSource(state), 0, 1)  # type: ignore[arg-type]


def board() -> Board:
    return Board("b", "Board", (b"", b""), Picture(Size(4, 4), None))  # type: ignore[arg-type]


def test_a_room_is_occupied_by_whoever_publishes() -> None:
    room = Room("r")

    assert not room.is_occupied(0)
    room.enter(stream("a"))
    assert room.is_occupied(10**6)


def test_an_encoder_that_is_waited_for_occupies_nothing() -> None:
    room = Room("r")
    room.enter(stream("a", SourceState.STARTING))

    assert not room.is_occupied(0)


def test_a_board_holds_the_room_from_the_moment_an_encoder_broke_off() -> None:
    now = [1000.0]
    room = Room("r", lambda: now[0])
    encoder = QuietSource()
    room.enter(PublishedStream("a", "user", "User", encoder, 0, 1))  # type: ignore[arg-type]
    room.open_board(board())
    assert room.is_occupied(5000)
    encoder.condition = Condition(SourceState.STARTING)

    assert room.is_occupied(5000 + BOARD_LINGER_S - 1)
    assert not room.is_occupied(5000 + BOARD_LINGER_S)


def test_a_publisher_whose_source_is_over_occupies_nothing() -> None:
    room = Room("r")
    room.enter(stream("a", SourceState.ENDED))
    room.enter(stream("b", SourceState.FAILED))

    assert not room.is_occupied(0)


def test_a_board_left_behind_holds_the_room_for_a_quarter_of_an_hour() -> None:
    now = [1000.0]
    room = Room("r", lambda: now[0])
    room.enter(stream("a"))
    room.open_board(board())
    now[0] = 5000.0
    room.leave("a")

    assert room.is_occupied(5000 + BOARD_LINGER_S - 1)
    assert not room.is_occupied(5000 + BOARD_LINGER_S)


def test_watchers_hear_of_every_change_until_they_leave() -> None:
    room, heard = Room("r"), []
    unwatch = room.watch(lambda notice: heard.append((notice.change, notice.subject)))
    room.enter(stream("a"))
    room.open_board(board())
    room.show_page("b", 2, Picture(Size(4, 4), None))  # type: ignore[arg-type]
    room.close_board("b")
    unwatch()
    room.leave("a")

    assert heard == [
        (RoomChange.STREAM_ENTERED, "a"),
        (RoomChange.BOARD_OPENED, "b"),
        (RoomChange.PAGE_TURNED, "b"),
        (RoomChange.BOARD_CLOSED, "b"),
    ]


def test_every_change_of_a_board_has_a_revision_of_its_own() -> None:
    room = Room("r")
    room.open_board(first := board())
    opened = first.revision
    room.show_page("b", 2, Picture(Size(4, 4), None))  # type: ignore[arg-type]
    turned = first.revision
    room.open_board(second := board())

    assert opened < turned < second.revision
