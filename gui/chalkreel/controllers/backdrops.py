"""The pictures that the settings and the layouts name by address: fetched for the canvas, as the recorder does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, Signal

from chalkreel.base.logging import Topic, log_of
from chalkreel.controllers.named_tasks import ErrorSink, NamedTasks
from chalkreel.controllers.picture_view import PictureView, background_key, watermark_key
from chalkreel.controllers.view_state import LayoutView
from chalkreel.domain.picture_kinds import BACKGROUNDS, STILLS, PictureKind, is_cut_off, kind_of
from chalkreel.domain.picture_options import region_images
from chalkreel.services.errors import ServiceError

Fetch = Callable[[str], Awaitable[bytes]]
"""Gives what lies at an address, or raises ``ServiceError``."""

_log = log_of(Topic.CONTROL)


class BackdropController(QObject):
    """Keeps the canvas supplied with what is wanted now; what cannot be had is simply missing.

    Signals:
        fetched(str, bytes): a picture came, by its key, still encoded.
        dropped(str): a picture is not wanted any more, or not to be had.
        unreadable_changed(frozenset[str]): other addresses than before lead to no picture.
    """

    fetched = Signal(str, bytes)
    dropped = Signal(str)
    unreadable_changed = Signal(object)

    def __init__(self, fetch: Fetch, on_error: ErrorSink, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._tasks = NamedTasks("pictures by address", on_error)
        self._picture = PictureView()
        self._regions: frozenset[str] = frozenset()
        self._wanted: dict[str, str] = {}
        self._there: set[str] = set()
        self._unreadable: frozenset[str] = frozenset()

    def show_picture(self, picture: PictureView) -> None:
        self._picture = picture
        self._supply()

    def show_layout(self, layout: LayoutView) -> None:
        regions = region_images(layout.draft, layout.on_air)
        if regions != self._regions:
            self._regions = regions
            self._supply()

    def fetch_again(self) -> None:
        """Look at every address anew, as the recorder does when a take begins."""
        for address in dict.fromkeys(self._wanted.values()):
            self._start(address)

    async def close(self) -> None:
        await self._tasks.close()

    def _supply(self) -> None:
        """Fetch what is new, and once more what could not be had before; forget what is not wanted any more."""
        before, self._wanted = self._wanted, self._named()
        if self._wanted == before:
            return
        for key in self._there - self._wanted.keys():
            self._drop(key)
        self._note_unreadable(self._unreadable & set(self._wanted.values()))
        missing = [address for key, address in self._wanted.items() if key not in self._there]
        for address in dict.fromkeys(missing):
            self._start(address)

    def _named(self) -> dict[str, str]:
        """Give addresses by the keys under which they are wanted."""
        options = self._picture.options
        backgrounds = {options.background_image, options.shown_default_image, *self._regions} - {""}
        wanted = {background_key(address): address for address in sorted(backgrounds)}
        if options.shown_watermark:
            wanted[watermark_key(options.shown_watermark)] = options.shown_watermark
        return wanted

    def _start(self, address: str) -> None:
        self._tasks.start(address, lambda: self._bring(address))

    async def _bring(self, address: str) -> None:
        try:
            content = await self._fetch(address)
        except ServiceError as failure:
            _log.info("a picture of the layout cannot be had: %s", failure)
            content = b""
        kind = None if is_cut_off(content) else kind_of(content)
        for key, kinds in ((background_key(address), BACKGROUNDS), (watermark_key(address), STILLS)):
            if key in self._wanted:
                self._take(key, content, kind, kinds)
        wanted = {key for key, wanted in self._wanted.items() if wanted == address}
        is_had = wanted <= self._there
        self._note_unreadable(self._unreadable - {address} if is_had else self._unreadable | {address})

    def _note_unreadable(self, unreadable: frozenset[str]) -> None:
        if unreadable != self._unreadable:
            self._unreadable = unreadable
            self.unreadable_changed.emit(unreadable)

    def _take(self, key: str, content: bytes, kind: PictureKind | None, kinds: frozenset[PictureKind]) -> None:
        if kind in kinds:
            self._there.add(key)
            self.fetched.emit(key, content)
        else:
            self._drop(key)

    def _drop(self, key: str) -> None:
        if key in self._there:
            self._there.discard(key)
            self.dropped.emit(key)
