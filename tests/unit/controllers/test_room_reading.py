import pytest

from chalkreel.contract.rtc import RtcStreamItem
from chalkreel.controllers.room_reading import board_views, cloud_stream_view, stream_view
from chalkreel.controllers.view_state import StreamCondition
from chalkreel.domain.geometry import Size
from chalkreel.services.studio_models import StudioBoard, StudioStream


@pytest.mark.parametrize(
    ("said", "condition"),
    [
        ({}, StreamCondition.LIVE),
        ({"condition": "starting"}, StreamCondition.WAITING),
        ({"condition": "of a newer Studio"}, StreamCondition.LIVE),
        ({"muted": True}, StreamCondition.MUTED),
        ({"camera_off": True}, StreamCondition.CAMERA_OFF),
        ({"camera_off": True, "muted": True}, StreamCondition.CAMERA_OFF),
        ({"condition": "stalled", "muted": True}, StreamCondition.STALLED),
        ({"condition": "ended"}, StreamCondition.STALLED),
        ({"condition": "failed", "camera_off": True}, StreamCondition.FAILED),
    ],
)
def test_trouble_comes_before_what_the_publisher_switched_off(said, condition):
    assert stream_view(StudioStream(stream_id="s", **said)).condition is condition


def test_a_stream_is_named_by_the_best_name_there_is():
    assert stream_view(StudioStream(stream_id="s")).user_name == "s"
    assert stream_view(StudioStream(stream_id="s", user_id="u")).user_name == "u"
    assert stream_view(StudioStream(stream_id="s", user_id="u", user_name="Bea")).user_name == "Bea"


def test_a_stream_without_a_picture_has_no_size():
    assert stream_view(StudioStream(stream_id="s")).size is None
    assert stream_view(StudioStream(stream_id="s", width=640, height=361)).size == Size(640, 361)


def test_what_is_wrong_is_said():
    assert str(stream_view(StudioStream(stream_id="s", problem="The file is torn.")).problem) == "The file is torn."
    assert stream_view(StudioStream(stream_id="s", condition="ended")).problem is not None
    assert stream_view(StudioStream(stream_id="s")).problem is None


def test_a_stream_of_the_cloud_is_live_and_named():
    view = cloud_stream_view(RtcStreamItem.read_tolerant({"StreamId": "s", "UserId": "u", "UserName": ""}))
    assert (view.stream_id, view.user_name, view.condition) == ("s", "u", StreamCondition.LIVE)


def test_boards_keep_their_order_and_pages():
    boards = board_views(
        [
            StudioBoard(whiteboard_id="b2", name="Two", page=3, page_count=5, width=1600, height=901),
            StudioBoard(whiteboard_id="b1"),
        ]
    )
    assert [(board.board_id, board.name, board.page, board.page_count) for board in boards] == [
        ("b2", "Two", 3, 5),
        ("b1", "b1", 1, 1),
    ]
    assert boards[0].size == Size(1600, 901)
