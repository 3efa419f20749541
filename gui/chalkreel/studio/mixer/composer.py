"""From a scene to pictures: the layout decides the places, tiles fill them in paint order."""

from __future__ import annotations

from chalkreel.domain.arrange import arrange
from chalkreel.domain.arrangement import View, ViewContent
from chalkreel.domain.enums import FillMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.studio.mixer.brush import Brush, Painter
from chalkreel.studio.mixer.canvas import Canvas, yuv_of
from chalkreel.studio.mixer.tile import BoardTile, StreamTile
from chalkreel.studio.mixer.values import MixSettings, Scene
from chalkreel.studio.sources.source import Source

_StreamKey = tuple[str, int, Rect, FillMode]
_BoardKey = tuple[object, Rect]


class Composer:
    """Holds the scene on air and its tiles; used by the mixer's thread only.

    A change of scene keeps every tile whose stream and place stay the same.
    """

    def __init__(self, settings: MixSettings) -> None:
        self._size: Size = settings.recorded_canvas
        self._paints = settings.has_video
        self._brush = Brush(yuv_of(settings.background_rgb))
        self._board_background = yuv_of(settings.board_background_rgb)
        self._stream_tiles: dict[_StreamKey, StreamTile] = {}
        self._board_tiles: dict[_BoardKey, BoardTile] = {}
        self._heard: tuple[Source, ...] = ()

    @property
    def heard(self) -> tuple[Source, ...]:
        """Give the sources that have a view, each once: only they are heard."""
        return self._heard

    def show(self, scene: Scene) -> None:
        views = arrange(
            scene.layout,
            self._size,
            scene.order,
            board_open=scene.board_open,
            has_whiteboard=scene.has_whiteboard,
        )
        sources = dict(scene.sources or {})
        streams = {view.stream_id: sources[view.stream_id] for view in views if _is_stream(view, sources)}
        self._heard = tuple(streams.values())
        if self._paints:
            self._place(views, scene, streams)

    def compose(self, canvas: Canvas, time_s: float) -> None:
        self._brush.paint(canvas, time_s)

    def _place(self, views: tuple[View, ...], scene: Scene, streams: dict[str, Source]) -> None:
        stream_tiles: dict[_StreamKey, StreamTile] = {}
        board_tiles: dict[_BoardKey, BoardTile] = {}
        painters: list[Painter] = []
        for view in views:
            rect = view.rect.intersection(Rect(0, 0, self._size.width, self._size.height))
            if rect.is_empty:
                continue
            if view.content is ViewContent.WHITEBOARD:
                revision = None if scene.board is None else (scene.board.revision,)
                board_key = (revision, rect)
                kept = self._board_tiles.get(board_key)
                board_tiles[board_key] = kept or BoardTile(scene.board, rect, self._board_background)
                painters.append(board_tiles[board_key])
            elif view.stream_id in streams and view.content is ViewContent.STREAM:
                source = streams[view.stream_id]
                key = (view.stream_id, id(source), rect, view.fill_mode)
                stream_tiles[key] = self._stream_tiles.get(key) or StreamTile(source, rect, view.fill_mode)
                painters.append(stream_tiles[key])
        self._stream_tiles, self._board_tiles = stream_tiles, board_tiles
        self._brush.take(painters)


def _is_stream(view: View, sources: dict[str, Source]) -> bool:
    return view.content is ViewContent.STREAM and view.stream_id in sources
