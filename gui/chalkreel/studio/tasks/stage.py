"""What a task shows: its layout, who holds a place, which whiteboard is on air."""

from __future__ import annotations

from chalkreel.contract.color import WHITE, rgb_of
from chalkreel.contract.layouts import layout_of
from chalkreel.contract.start_record import MixConfig, StartRecordRequest
from chalkreel.domain.geometry import Size
from chalkreel.domain.roster import Roster
from chalkreel.studio.mixer.values import BoardFrame, MixSettings, Scene
from chalkreel.studio.rooms.board import Board
from chalkreel.studio.rooms.room import Room

CANVAS_OF_SOUND = Size(1280, 720)
"""Where only sound is recorded the canvas just decides which streams have a view, and so are heard."""
DEFAULT_FPS = 15
DEFAULT_VIDEO_BPS = 1_130_000


def mix_settings(request: StartRecordRequest) -> MixSettings:
    """Read what stays the same for the whole task."""
    given = request.record_input_params
    mix = mix_of(request)
    video = mix.mix_output_video_config
    board = given.whiteboard[0].background_color if given.whiteboard else WHITE
    return MixSettings(
        canvas=video.canvas if video else CANVAS_OF_SOUND,
        fps=video.fps if video else DEFAULT_FPS,
        video_bitrate_bps=video.bitrate if video else DEFAULT_VIDEO_BPS,
        audio_bitrate_bps=mix.mix_output_audio_config.bitrate,
        stream_type=given.stream_type,
        background_rgb=rgb_of(mix.mix_output_background_color),
        board_background_rgb=rgb_of(board),
    )


def mix_of(request: StartRecordRequest) -> MixConfig:
    mix = request.record_input_params.mix_config
    if mix is None:
        raise ValueError("a mixed task without MixConfig")
    return mix


class Stage:
    """The changing part of one task's picture; scenes for its recorder are made from it."""

    def __init__(self, request: StartRecordRequest, room: Room) -> None:
        given = request.record_input_params
        self.layout = layout_of(mix_of(request))
        self.has_whiteboard = given.has_whiteboard
        self.whiteboard_id = given.whiteboard[0].whiteboard_id if given.has_whiteboard else ""
        self._room = room
        self._roster = Roster()
        for stream_id in room.streams:
            self._roster = self._roster.entered(stream_id)

    @property
    def board(self) -> Board | None:
        """The board on air, if it is open in the room."""
        return self._room.boards.get(self.whiteboard_id) if self.whiteboard_id else None

    @property
    def has_stream(self) -> bool:
        return bool(self._room.streams)

    def stream_entered(self, stream_id: str) -> None:
        self._roster = self._roster.entered(stream_id)

    def stream_left(self, stream_id: str) -> None:
        self._roster = self._roster.left(stream_id, fill_blank=False)

    def scene(self) -> Scene:
        board = self.board
        return Scene(
            layout=self.layout,
            order=self._roster.order,
            sources={stream_id: stream.source for stream_id, stream in self._room.streams.items()},
            board=None if board is None else BoardFrame(board.revision, board.picture),
            board_open=board is not None,
            has_whiteboard=self.has_whiteboard,
        )
