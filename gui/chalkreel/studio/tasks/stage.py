"""What a task shows: its layout, who holds a place, which whiteboard is on air."""

from __future__ import annotations

from chalkreel.base.clock import Clock
from chalkreel.contract.layouts import layout_of
from chalkreel.contract.picture_options import picture_options
from chalkreel.contract.start_record import MixConfig, StartRecordRequest
from chalkreel.domain.geometry import Size
from chalkreel.domain.limits import MAX_CANVAS_SIDE_PX
from chalkreel.domain.roster import Roster
from chalkreel.studio.mixer.backdrops import Backdrops
from chalkreel.studio.mixer.values import NO_BACKDROPS, BoardFrame, MixSettings, Scene
from chalkreel.studio.rooms.board import Board
from chalkreel.studio.rooms.room import Room
from chalkreel.studio.sources.source import Source, SourceFrame

CANVAS_OF_SOUND = Size(MAX_CANVAS_SIDE_PX, MAX_CANVAS_SIDE_PX)
"""Where no picture is asked for, views just decide which streams are heard: any place the contract knows will do."""
DEFAULT_FPS = 15
DEFAULT_VIDEO_BPS = 1_130_000


def mix_settings(request: StartRecordRequest, *, clock_has_seconds: bool = False) -> MixSettings:
    """Read what stays the same for the whole task."""
    mix, options = mix_of(request), picture_options(request.record_input_params)
    assert options is not None
    video = mix.mix_output_video_config
    return MixSettings(
        canvas=video.canvas if video else CANVAS_OF_SOUND,
        fps=video.fps if video else DEFAULT_FPS,
        video_bitrate_bps=video.bitrate if video else DEFAULT_VIDEO_BPS,
        audio_bitrate_bps=mix.mix_output_audio_config.bitrate,
        stream_type=options.stream_type,
        background_rgb=options.background_rgb,
        board_background_rgb=options.board_rgb,
        fill_rules=options.rules(has_default_image=False),
        frame_fill_rgb=options.frame_fill_rgb,
        stream_choices={choice.stream_id: choice.stream_type for choice in options.stream_choices},
        clock_font_px=options.clock_font_px,
        clock_has_seconds=clock_has_seconds,
        sound_wave=mix.sound_wave_type if mix.record_sound_wave else None,
    )


def mix_of(request: StartRecordRequest) -> MixConfig:
    mix = request.record_input_params.mix_config
    if mix is None:
        raise ValueError("a mixed task without MixConfig")
    return mix


class Stage:
    """The changing part of one task's picture; scenes for its recorder are made from it.

    With FillBlank a stream that left keeps its place and its last picture, and a board that left its place.
    """

    def __init__(self, request: StartRecordRequest, room: Room, clock: Clock) -> None:
        given = request.record_input_params
        self.layout = layout_of(mix_of(request))
        self.has_whiteboard = given.has_whiteboard
        self.whiteboard_id = given.whiteboard[0].whiteboard_id if given.has_whiteboard else ""
        self.backdrops: Backdrops = NO_BACKDROPS
        self._fill_blank = given.fill_blank
        self._room = room
        self._clock = clock
        self._roster = Roster()
        self._sources: dict[str, Source] = {}
        self._held: dict[str, SourceFrame] = {}
        self._has_had_board = self.board is not None
        self.follow_encoders()

    @property
    def board(self) -> Board | None:
        """The board on air, if it is open in the room."""
        return self._room.boards.get(self.whiteboard_id) if self.whiteboard_id else None

    @property
    def has_stream(self) -> bool:
        """Whether anybody publishes; a stream whose source ended or failed counts as left."""
        return any(stream.is_alive for stream in self._room.streams.values())

    @property
    def wanted_streams(self) -> frozenset[str]:
        """The streams the layout asks for by name."""
        named = (region.stream_id for region in self.layout.regions)
        return frozenset(stream_id for stream_id in (*named, self.layout.large_stream_id) if stream_id)

    def has_entered(self, stream_id: str) -> bool:
        return stream_id in self._sources

    def follow_encoders(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Let encoders that came enter and those that broke off leave; gives who came and who went."""
        streams = self._room.streams
        came = tuple(name for name, stream in streams.items() if name not in self._sources and not stream.is_awaited)
        went = tuple(name for name, stream in streams.items() if name in self._sources and stream.is_awaited)
        for stream_id in came:
            self.stream_entered(stream_id)
        for stream_id in went:
            self.stream_left(stream_id)
        return came, went

    def stream_entered(self, stream_id: str) -> None:
        self._roster = self._roster.entered(stream_id)
        self._sources[stream_id] = self._room.streams[stream_id].source
        self._held.pop(stream_id, None)

    def stream_left(self, stream_id: str) -> None:
        self._roster = self._roster.left(stream_id, fill_blank=self._fill_blank)
        source = self._sources.pop(stream_id, None)
        if self._fill_blank and source is not None and (last := source.frame_at(self._clock.now())) is not None:
            self._held[stream_id] = last

    def scene(self) -> Scene:
        board = self.board
        self._has_had_board = self._has_had_board or board is not None
        streams = {name: stream for name, stream in self._room.streams.items() if not stream.is_awaited}
        return Scene(
            layout=self.layout,
            order=self._roster.order,
            sources={stream_id: stream.source for stream_id, stream in streams.items()},
            board=None if board is None else BoardFrame(board.revision, board.picture),
            board_open=board is not None,
            has_whiteboard=self.has_whiteboard,
            board_held=self._fill_blank and self._has_had_board and board is None,
            held=dict(self._held),
            users={stream_id: stream.user_id for stream_id, stream in streams.items()},
            backdrops=self.backdrops,
        )
