"""From a scene to pictures: the layout decides the places, tiles fill them in paint order."""

from __future__ import annotations

import time
from collections.abc import Callable

from chalkreel.domain.arrange import arrange
from chalkreel.domain.arrangement import ViewContent
from chalkreel.domain.enums import PerStreamType
from chalkreel.studio.mixer.brush import Brush
from chalkreel.studio.mixer.canvas import Canvas, yuv_of
from chalkreel.studio.mixer.casting import Casting
from chalkreel.studio.mixer.values import MixSettings, Scene
from chalkreel.studio.sources.source import Source


class Composer:
    """Holds the scene on air and its tiles; used by the mixer's thread only.

    A change of scene keeps every tile whose stream and place stay the same.
    """

    def __init__(self, settings: MixSettings, wall_clock: Callable[[], float] = time.time) -> None:
        self._settings = settings
        self._brush = Brush(yuv_of(settings.background_rgb))
        self._casting = Casting(settings, wall_clock)
        self._heard: tuple[Source, ...] = ()

    @property
    def heard(self) -> tuple[Source, ...]:
        """Give the sources that have a view, each once: only they are heard."""
        return self._heard

    def show(self, scene: Scene) -> None:
        views = arrange(
            scene.layout,
            self._settings.recorded_canvas,
            scene.order,
            board_open=scene.board_open,
            has_whiteboard=scene.has_whiteboard,
            board_held=scene.board_held,
        )
        sources = scene.sources or {}
        seated = (view.stream_id for view in views if view.content is ViewContent.STREAM)
        streams = {stream_id: sources[stream_id] for stream_id in seated if stream_id in sources}
        self._heard = tuple(source for stream_id, source in streams.items() if self._is_heard(stream_id))
        if self._settings.has_video:
            self._brush.take(self._casting.painters(scene, views, streams))

    def compose(self, canvas: Canvas, time_s: float) -> None:
        self._brush.paint(canvas, time_s)

    def _is_heard(self, stream_id: str) -> bool:
        return self._settings.choice_of(stream_id) is not PerStreamType.VIDEO
