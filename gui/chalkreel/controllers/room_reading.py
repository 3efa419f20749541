"""From what a room says of itself to what the panels draw. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.rtc import RtcStreamItem
from chalkreel.controllers.view_state import BoardView, StreamCondition, StreamView
from chalkreel.services.studio_models import StudioBoard, StudioStream

_BROKEN = {
    "starting": StreamCondition.WAITING,
    "stalled": StreamCondition.STALLED,
    "failed": StreamCondition.FAILED,
    "ended": StreamCondition.STALLED,
}
_ENDED = phrase("The file has ended.")


def stream_view(stream: StudioStream) -> StreamView:
    condition = _BROKEN.get(stream.condition)
    if condition is None:
        condition = StreamCondition.CAMERA_OFF if stream.camera_off else StreamCondition.LIVE
        if stream.muted and not stream.camera_off:
            condition = StreamCondition.MUTED
    return StreamView(
        stream_id=stream.stream_id,
        user_name=stream.user_name or stream.user_id or stream.stream_id,
        condition=condition,
        size=stream.size,
        has_video=stream.has_video,
        has_audio=stream.has_audio,
        problem=_problem(stream),
        is_muted=stream.muted,
        is_camera_off=stream.camera_off,
    )


def cloud_stream_view(stream: RtcStreamItem) -> StreamView:
    """Draw a stream of a cloud room; its picture and loudness are not to be had from a server API."""
    stream_id = stream.stream_id or ""
    return StreamView(stream_id, stream.user_name or stream.user_id or stream_id, StreamCondition.LIVE)


def board_views(boards: Sequence[StudioBoard]) -> tuple[BoardView, ...]:
    return tuple(
        BoardView(board.whiteboard_id, board.name or board.whiteboard_id, board.page, board.page_count, board.size)
        for board in boards
    )


def _problem(stream: StudioStream) -> Phrase | None:
    return stream.trouble or (_ENDED if stream.condition == "ended" else None)
