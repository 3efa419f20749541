"""Keeps the canvas as the recorder makes its picture: whose settings count, and the pictures named by address."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Slot
from PySide6.QtGui import QImage

from chalkreel.app.wiring import Controllers
from chalkreel.controllers.backdrops import BackdropController, Fetch
from chalkreel.controllers.named_tasks import ErrorSink
from chalkreel.controllers.picture import PictureController
from chalkreel.controllers.picture_view import background_key, watermark_key
from chalkreel.ui.canvas import CanvasPanel
from chalkreel.ui.kit.picture_decoder import PictureDecoder

_PREFIXES = (background_key(""), watermark_key(""))


class RecordedPicture(QObject):
    """Holds the two controllers behind it and their connections; owned by the composition root, which closes it."""

    def __init__(
        self, canvas: CanvasPanel, others: Controllers, decoder: PictureDecoder, fetch: Fetch, on_error: ErrorSink
    ) -> None:
        super().__init__()
        self._canvas = canvas
        self._layouts = others.layouts
        self._decoder = decoder
        self.picture = PictureController(self)
        self.backdrops = BackdropController(fetch, on_error, self)
        self._connect(others)

    async def close(self) -> None:
        await self.backdrops.close()
        self.deleteLater()

    def _connect(self, others: Controllers) -> None:
        picture, backdrops = self.picture, self.backdrops
        others.take_settings.settings_changed.connect(picture.show_settings)
        others.take.state_changed.connect(picture.show_take)
        others.room.room_changed.connect(picture.show_room)
        others.whiteboards.boards_changed.connect(picture.show_boards)
        others.layouts.layout_changed.connect(backdrops.show_layout)
        picture.picture_changed.connect(self._canvas.show_picture_view)
        picture.picture_changed.connect(backdrops.show_picture)
        picture.take_began.connect(backdrops.fetch_again)
        backdrops.fetched.connect(self._on_backdrops_fetched)
        backdrops.dropped.connect(self._on_backdrops_dropped)
        self._decoder.decoded.connect(self._on_decoder_decoded)

    @Slot(str, bytes)
    def _on_backdrops_fetched(self, key: str, content: bytes) -> None:
        canvas = self._layouts.canvas
        self._decoder.decode(key, bytes(content), QSize(canvas.width, canvas.height))

    @Slot(str)
    def _on_backdrops_dropped(self, key: str) -> None:
        self._decoder.forget(key)
        self._canvas.show_backdrop(key, QImage())

    @Slot(str, QImage)
    def _on_decoder_decoded(self, key: str, image: QImage) -> None:
        if key.startswith(_PREFIXES):
            self._canvas.show_backdrop(key, image)
