"""The pictures one task was given by address: fetched beside the recording, shown as they come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from chalkreel.base.logging import Topic, log_of
from chalkreel.contract.color import rgb_of
from chalkreel.contract.start_record import MixConfig, RecordInputParams
from chalkreel.domain.enums import FrameFillMode, ImageType
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.studio.background import Background
from chalkreel.studio.images import ImageFetcher, ImageRefused
from chalkreel.studio.mixer.backdrops import Backdrops
from chalkreel.studio.mixer.overlay import Overlay, stretched_overlay
from chalkreel.studio.sources.pictures import Picture

log = log_of(Topic.STUDIO)

OnFailed = Callable[[ImageType, str, str], None]
"""Called with the kind of picture, its address and why it cannot be had."""


class TaskImages:
    """Fetches what a mixed task wants; lives on the loop's thread.

    ``on_change`` is called whenever ``backdrops`` has something new. What cannot be fetched switches its setting
    off: the task goes on without.
    """

    def __init__(
        self,
        given: RecordInputParams,
        canvas: Size,
        fetcher: ImageFetcher,
        on_change: Callable[[], None],
        on_failed: OnFailed,
    ) -> None:
        assert given.mix_config is not None
        self._mix: MixConfig = given.mix_config
        self._canvas = canvas.even()
        self._fetcher = fetcher
        self._on_change = on_change
        self._on_failed = on_failed
        is_shown = given.fill_blank and given.fill_frame.frame_fill_mode is FrameFillMode.NONE
        self._default_url = self._mix.default_mix_stream_background_image if is_shown else None
        self._background = Background("images")
        self._canvas_picture: Picture | None = None
        self._default_picture: Picture | None = None
        self._watermark: Overlay | None = None
        self._regions: dict[str, Picture] = {}
        self._wanted: frozenset[str] = frozenset()
        self._under_way: set[str] = set()

    @property
    def backdrops(self) -> Backdrops:
        """Give what is at hand now."""
        return Backdrops(self._canvas_picture, self._watermark, self._default_picture, dict(self._regions))

    def begin(self) -> None:
        """Fetch what is asked for once and for all."""
        mix = self._mix
        if mix.mix_output_background_image:
            self._start(self._fetch_canvas(mix.mix_output_background_image))
        if self._default_url:
            self._start(self._fetch_default(self._default_url))
        if mix.mix_output_watermark_image and mix.mix_output_watermark_image_config:
            self._start(self._fetch_watermark(mix.mix_output_watermark_image))

    def take_layout(self, layout: Layout) -> None:
        """Fetch the pictures of a layout's regions, those that failed before once more; forget the others'."""
        bound = (region for region in layout.regions if region.stream_id)
        self._wanted = frozenset(region.background_image for region in bound if region.background_image)
        self._regions = {url: picture for url, picture in self._regions.items() if url in self._wanted}
        for url in sorted(self._wanted - self._regions.keys() - self._under_way):
            self._under_way.add(url)
            self._start(self._fetch_region(url))

    async def close(self) -> None:
        await self._background.close()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._background.start(work, "picture")

    async def _fetch_canvas(self, url: str) -> None:
        self._canvas_picture = await self._opaque(ImageType.MIX_OUTPUT_BACKGROUND, url)
        self._told(self._canvas_picture)

    async def _fetch_default(self, url: str) -> None:
        self._default_picture = await self._opaque(ImageType.DEFAULT_MIX_STREAM_BACKGROUND, url)
        self._told(self._default_picture)

    async def _fetch_region(self, url: str) -> None:
        try:
            picture = await self._opaque(ImageType.REGION_BACKGROUND, url)
        finally:
            self._under_way.discard(url)
        if picture is not None and url in self._wanted:
            self._regions[url] = picture
            self._on_change()

    async def _fetch_watermark(self, url: str) -> None:
        place = self._mix.mix_output_watermark_image_config
        picture = await self._picture(ImageType.MIX_OUTPUT_WATERMARK, url, keeps_alpha=True)
        if picture is not None and place is not None:
            self._watermark = await asyncio.to_thread(stretched_overlay, picture, place.rect, self._canvas)
        self._told(self._watermark)

    def _told(self, got: object) -> None:
        if got is not None:
            self._on_change()

    async def _opaque(self, kind: ImageType, url: str) -> Picture | None:
        return await self._picture(kind, url, keeps_alpha=False)

    async def _picture(self, kind: ImageType, url: str, *, keeps_alpha: bool) -> Picture | None:
        """Fetch one; through a background's transparent places the canvas's colour is seen."""
        paper_rgb = None if keeps_alpha else rgb_of(self._mix.mix_output_background_color)
        try:
            return await self._fetcher.fetch(url, self._canvas, paper_rgb=paper_rgb, takes_gif=not keeps_alpha)
        except ImageRefused as refusal:
            log.warning("A picture (%s) is left out: %s", kind.name, refusal.sentence)
            self._on_failed(kind, url, str(refusal.sentence))
            return None
