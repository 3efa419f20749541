"""Who paints each view: a stream, the board, or what stands in for them; tiles are kept while they are the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace

from chalkreel.domain.arrangement import View, ViewContent
from chalkreel.domain.enums import PerStreamType
from chalkreel.domain.filling import (
    Filling,
    FillRules,
    filling_when_camera_off,
    filling_when_empty,
    is_for_board,
    region_image,
)
from chalkreel.domain.geometry import Rect
from chalkreel.studio.mixer.brush import Painter
from chalkreel.studio.mixer.canvas import yuv_of
from chalkreel.studio.mixer.clock_mark import ClockMark
from chalkreel.studio.mixer.standins import ColourTile, HeldFrame, StillTile, StreamView
from chalkreel.studio.mixer.tile import BoardTile, StreamTile
from chalkreel.studio.mixer.values import MixSettings, Scene
from chalkreel.studio.sources.pictures import Picture
from chalkreel.studio.sources.source import Source


class Casting:
    """Gives the painters of a scene, lowest first; used by the mixer's thread only."""

    def __init__(self, settings: MixSettings, wall_clock: Callable[[], float]) -> None:
        self._settings = settings
        size = settings.recorded_canvas
        self._whole = Rect(0, 0, size.width, size.height)
        self._board_background = yuv_of(settings.board_background_rgb)
        self._fill_colour = yuv_of(settings.frame_fill_rgb)
        self._clock: ClockMark | None = None
        if settings.clock_font_px:
            has_seconds = settings.clock_has_seconds
            self._clock = ClockMark(size, settings.clock_font_px, has_seconds=has_seconds, now=wall_clock)
        self._kept: dict[Hashable, Painter] = {}
        self._used: dict[Hashable, Painter] = {}

    def painters(self, scene: Scene, views: tuple[View, ...], streams: Mapping[str, Source]) -> list[Painter]:
        """Cast every view; ``streams`` are those that send, by id."""
        self._used = {}
        painters: list[Painter] = []
        if scene.backdrops.canvas is not None:
            painters.append(self._still(scene.backdrops.canvas, self._whole))
        for view in views:
            rect = view.rect.intersection(self._whole)
            painter = None if rect.is_empty else self._painter(scene, replace(view, rect=rect), streams)
            if painter is not None:
                painters.append(painter)
        if scene.backdrops.watermark is not None:
            painters.append(scene.backdrops.watermark)
        if self._clock is not None:
            painters.append(self._clock)
        self._kept = self._used
        return painters

    def _painter(self, scene: Scene, view: View, streams: Mapping[str, Source]) -> Painter | None:
        if view.content is ViewContent.WHITEBOARD:
            revision = None if scene.board is None else (scene.board.revision,)
            return self._tile(
                ("board", revision, view.rect), lambda: BoardTile(scene.board, view.rect, self._board_background)
            )
        source = streams.get(view.stream_id)
        if source is None or self._settings.choice_of(view.stream_id) is PerStreamType.AUDIO:
            return self._stand_in(scene, view)
        return self._stream(scene, view, source)

    def _stream(self, scene: Scene, view: View, source: Source) -> Painter:
        live = self._tile(
            (view.stream_id, id(source), view.rect, view.fill_mode),
            lambda: StreamTile(source, view.rect, view.fill_mode),
        )
        blank = self._stand_in(scene, view)
        dark = filling_when_camera_off(self._rules(scene), has_region_image=self._region_image(scene, view) is not None)
        if dark is Filling.LAST_FRAME:
            return live if blank is None else StreamView(source, live, live, blank)
        return StreamView(source, live, self._filled(scene, view, dark), blank)

    def _stand_in(self, scene: Scene, view: View) -> Painter | None:
        """Cast a view that has no live picture."""
        wants_picture = self._settings.choice_of(view.stream_id) is not PerStreamType.AUDIO
        filling = filling_when_empty(
            self._rules(scene),
            has_region_image=self._region_image(scene, view) is not None,
            was_seen=wants_picture and view.stream_id in scene.held,
            is_for_board=is_for_board(scene.layout, view),
        )
        return self._filled(scene, view, filling)

    def _filled(self, scene: Scene, view: View, filling: Filling) -> Painter | None:
        match filling:
            case Filling.REGION_IMAGE:
                return self._still(self._region_image(scene, view), view.rect)
            case Filling.DEFAULT_IMAGE:
                return self._still(scene.backdrops.default_stream, view.rect)
            case Filling.LAST_FRAME:
                return self._held(scene, view)
            case Filling.COLOR:
                return self._tile(("colour", view.rect), lambda: ColourTile(view.rect, self._fill_colour))
            case Filling.NOTHING:
                return None

    def _held(self, scene: Scene, view: View) -> Painter:
        frame = scene.held[view.stream_id]
        return self._tile(
            ("held", view.stream_id, id(frame), view.rect, view.fill_mode),
            lambda: StreamTile(HeldFrame(frame), view.rect, view.fill_mode),
        )

    def _still(self, picture: Picture | None, rect: Rect) -> Painter:
        assert picture is not None
        return self._tile(("still", id(picture), rect), lambda: StillTile(picture, rect))

    def _tile(self, key: Hashable, make: Callable[[], Painter]) -> Painter:
        """Take the tile of the scene before, or make one."""
        tile = self._used.get(key) or self._kept.get(key) or make()
        self._used[key] = tile
        return tile

    def _rules(self, scene: Scene) -> FillRules:
        return replace(self._settings.fill_rules, has_default_image=scene.backdrops.default_stream is not None)

    def _region_image(self, scene: Scene, view: View) -> Picture | None:
        return scene.backdrops.regions.get(region_image(scene.layout, view))
