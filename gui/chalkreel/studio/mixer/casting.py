"""Who paints each view: a stream, the board, or what stands in for them; tiles are kept while they are the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace

from chalkreel.domain.arrangement import View
from chalkreel.domain.casting import AtHand, Part, Role, cast
from chalkreel.domain.enums import PerStreamType
from chalkreel.domain.filling import Filling
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
        for part in cast(scene.layout, self._settings.canvas, views, self._at_hand(scene, streams)):
            painter = self._painter(scene, part, streams)
            if painter is not None:
                painters.append(painter)
        if scene.backdrops.watermark is not None:
            painters.append(scene.backdrops.watermark)
        if self._clock is not None:
            painters.append(self._clock)
        self._kept = self._used
        return painters

    def _at_hand(self, scene: Scene, streams: Mapping[str, Source]) -> AtHand:
        return AtHand(
            sending=streams,
            held=scene.held,
            images=scene.backdrops.regions,
            rules=replace(self._settings.fill_rules, has_default_image=scene.backdrops.default_stream is not None),
            hides_picture_of=lambda stream_id: self._settings.choice_of(stream_id) is PerStreamType.AUDIO,
        )

    def _painter(self, scene: Scene, part: Part, streams: Mapping[str, Source]) -> Painter | None:
        match part.role:
            case Role.BOARD:
                revision = None if scene.board is None else (scene.board.revision,)
                return self._tile(
                    ("board", revision, part.rect), lambda: BoardTile(scene.board, part.rect, self._board_background)
                )
            case Role.STREAM:
                return self._stream(scene, part, streams[part.view.stream_id])
            case Role.STAND_IN:
                return self._filled(scene, part, part.when_blank)

    def _stream(self, scene: Scene, part: Part, source: Source) -> Painter:
        view = part.view
        live = self._tile(
            (view.stream_id, id(source), view.rect, view.fill_mode),
            lambda: StreamTile(source, view.rect, view.fill_mode),
        )
        blank = self._filled(scene, part, part.when_blank)
        if part.when_off is Filling.LAST_FRAME:
            return live if blank is None else StreamView(source, live, live, blank)
        return StreamView(source, live, self._filled(scene, part, part.when_off), blank)

    def _filled(self, scene: Scene, part: Part, filling: Filling) -> Painter | None:
        match filling:
            case Filling.REGION_IMAGE:
                return self._still(scene.backdrops.regions[part.image], part.rect)
            case Filling.DEFAULT_IMAGE:
                return self._still(scene.backdrops.default_stream, part.rect)
            case Filling.LAST_FRAME:
                return self._held(scene, part.view)
            case Filling.COLOR:
                return self._tile(("colour", part.rect), lambda: ColourTile(part.rect, self._fill_colour))
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
