"""Turns encoded pictures into images without stopping the window."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import (
    QBuffer,
    QIODevice,
    QObject,
    QRunnable,
    QSize,
    Qt,
    QThreadPool,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QImage, QImageReader

from chalkreel.domain.limits import MAX_PICTURE_PX

GATHER_MS = 10
"""Pictures of one round come within this time; decoded together they cost one thread start and one repaint."""

MOST_HALVINGS = 3

_JPEG_BEGINS = b"\xff\xd8"


class _Task(NamedTuple):
    """What to decode for a key, and how large; made for each picture, so it costs little."""

    key: str
    serial: int
    encoded: bytes | Path
    fits: QSize | None
    by_halves: bool


class PictureDecoder(QObject):
    """Decodes on threads of its own; for each key the newest picture wins. Whoever made it calls ``shutdown``.

    Signals:
        decoded: the key and its newest image; a null image where the bytes are no picture.
    """

    decoded = Signal(str, QImage)
    _finished = Signal(object)

    def __init__(self, owner: QObject | None = None, threads: int = 2) -> None:
        super().__init__(owner)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._waiting: dict[str, _Task] = {}
        self._newest: dict[str, int] = {}
        self._serial = 0
        self._is_shut = False
        self._gathering = QTimer(self)
        self._gathering.setSingleShot(True)
        self._gathering.setInterval(GATHER_MS)
        self._gathering.timeout.connect(self._on_gathering_timeout)
        # The threads emit; this connection brings the answer to the thread this object lives in.
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)

    def decode(self, key: str, encoded: bytes | Path, fits: QSize | None = None, *, by_halves: bool = False) -> None:
        """Ask for the image of ``encoded``, or of the file there, scaled as ``decode_picture`` says."""
        if self._is_shut:
            return
        self._serial += 1
        self._newest[key] = self._serial
        self._waiting[key] = _Task(key, self._serial, encoded, fits, by_halves)
        if not self._gathering.isActive():
            self._gathering.start()

    def forget(self, key: str) -> None:
        """Drop what is still being decoded for a key."""
        self._newest.pop(key, None)
        self._waiting.pop(key, None)

    def shutdown(self) -> None:
        """End the threads; nothing is reported any more."""
        self._is_shut = True
        self._gathering.stop()
        self._pool.clear()
        self._pool.waitForDone()

    @Slot()
    def _on_gathering_timeout(self) -> None:
        tasks, self._waiting = list(self._waiting.values()), {}
        if tasks:
            self._pool.start(_DecodeJob(self, tasks))

    @Slot(object)
    def _on_finished(self, images: list[tuple[str, int, QImage]]) -> None:
        for key, serial, image in images:
            if not self._is_shut and self._newest.get(key) == serial:
                self.decoded.emit(key, image)

    def report(self, images: list[tuple[str, int, QImage]]) -> None:
        """Hand over images from the thread of a job."""
        self._finished.emit(images)


class _DecodeJob(QRunnable):
    """Decodes what was gathered."""

    def __init__(self, decoder: PictureDecoder, tasks: list[_Task]) -> None:
        super().__init__()
        self._decoder = decoder
        self._tasks = tasks

    def run(self) -> None:
        store = QBuffer()  # one for all: to make and end one takes PySide a fifth of the time a small picture takes
        images = [(one.key, one.serial, _decoded(store, one.encoded, one.fits, one.by_halves)) for one in self._tasks]
        self._decoder.report(images)


def decode_picture(encoded: bytes, fits: QSize | None = None, by_halves: bool = False) -> QImage:
    """Read JPEG, PNG or BMP bytes; a null image where they are no picture or a far too large one.

    With ``fits`` it is scaled down into that many px; ``by_halves``, which for JPEG is twice as fast as the whole
    picture, only as far as it stays at least that large.
    """
    return _decoded(QBuffer(), encoded, fits, by_halves)


def _decoded(store: QBuffer, encoded: bytes | Path, fits: QSize | None, by_halves: bool) -> QImage:
    if isinstance(encoded, Path):
        encoded = _content(encoded)
    store.close()
    store.setData(encoded)
    store.open(QIODevice.OpenModeFlag.ReadOnly)
    # Told what it most likely is, the reader asks no other plugin first.
    reader = QImageReader(store, b"jpeg") if encoded.startswith(_JPEG_BEGINS) else QImageReader(store)
    reader.setAutoTransform(True)
    extent = reader.size()
    if extent.isValid():
        if extent.width() * extent.height() > MAX_PICTURE_PX:
            return QImage()
        if fits is not None:
            reader.setScaledSize(_halved(extent, fits) if by_halves else extent.scaled(fits, _WHOLE).boundedTo(extent))
    return reader.read()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _halved(extent: QSize, at_least: QSize) -> QSize:
    """Halve as often as both sides stay large enough."""
    width, height = extent.width(), extent.height()
    least_width, least_height = at_least.width(), at_least.height()
    for halvings in range(MOST_HALVINGS, 0, -1):
        across, down = -(-width >> halvings), -(-height >> halvings)
        if across >= least_width and down >= least_height:
            return QSize(across, down)
    return extent


_WHOLE = Qt.AspectRatioMode.KeepAspectRatio
