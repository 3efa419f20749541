"""Turns encoded pictures into images without stopping the window."""

from __future__ import annotations

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMutex,
    QMutexLocker,
    QObject,
    QRunnable,
    QSize,
    Qt,
    QThreadPool,
    Signal,
    Slot,
)
from PySide6.QtGui import QImage, QImageReader

from chalkreel.domain.limits import MAX_PICTURE_PX


class PictureDecoder(QObject):
    """Decodes on threads of its own; for each key the newest picture wins. Whoever made it calls ``shutdown``.

    Signals:
        decoded: the key and its newest image; a null image where the bytes are no picture.
    """

    decoded = Signal(str, QImage)
    _finished = Signal(str, int, QImage)

    def __init__(self, owner: QObject | None = None, threads: int = 2) -> None:
        super().__init__(owner)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._queue = _NewestWins()
        self._serial = 0
        self._is_shut = False
        # The threads emit; this connection brings the answer to the thread this object lives in.
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)

    def decode(self, key: str, encoded: bytes, fits: QSize | None = None) -> None:
        """Ask for the image of ``encoded``; with ``fits`` it is scaled down into that many px."""
        if self._is_shut:
            return
        self._serial += 1
        if self._queue.put(key, self._serial, encoded, fits):
            self._pool.start(_DecodeJob(self, self._queue, key))

    def forget(self, key: str) -> None:
        """Drop what is still being decoded for a key."""
        self._queue.forget(key)

    def shutdown(self) -> None:
        """End the threads; nothing is reported any more."""
        self._is_shut = True
        self._pool.clear()
        self._pool.waitForDone()

    @Slot(str, int, QImage)
    def _on_finished(self, key: str, serial: int, image: QImage) -> None:
        if not self._is_shut and self._queue.is_newest(key, serial):
            self.decoded.emit(key, image)

    def report(self, key: str, serial: int, image: QImage) -> None:
        """Hand over an image from the thread of a job."""
        self._finished.emit(key, serial, image)


class _NewestWins:
    """What waits to be decoded: at most one picture per key, and which serial is the newest."""

    def __init__(self) -> None:
        self._lock = QMutex()
        self._waiting: dict[str, tuple[int, bytes, QSize | None]] = {}
        self._newest: dict[str, int] = {}

    def put(self, key: str, serial: int, encoded: bytes, fits: QSize | None) -> bool:
        """Keep the newest picture; tell whether a job has to be started for it."""
        with QMutexLocker(self._lock):
            is_new = key not in self._waiting
            self._waiting[key] = (serial, encoded, fits)
            self._newest[key] = serial
            return is_new

    def take(self, key: str) -> tuple[int, bytes, QSize | None] | None:
        with QMutexLocker(self._lock):
            return self._waiting.pop(key, None)

    def forget(self, key: str) -> None:
        with QMutexLocker(self._lock):
            self._newest.pop(key, None)

    def is_newest(self, key: str, serial: int) -> bool:
        with QMutexLocker(self._lock):
            return self._newest.get(key) == serial


class _DecodeJob(QRunnable):
    """Decodes what waits for one key."""

    def __init__(self, decoder: PictureDecoder, queue: _NewestWins, key: str) -> None:
        super().__init__()
        self._decoder = decoder
        self._queue = queue
        self._key = key

    def run(self) -> None:
        waiting = self._queue.take(self._key)
        if waiting is not None:
            serial, encoded, fits = waiting
            self._decoder.report(self._key, serial, decode_picture(encoded, fits))


def decode_picture(encoded: bytes, fits: QSize | None = None) -> QImage:
    """Read JPEG, PNG or BMP bytes; a null image where they are no picture or a far too large one."""
    store = QBuffer()
    store.setData(QByteArray(encoded))
    store.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(store)
    reader.setAutoTransform(True)
    extent = reader.size()
    if extent.isValid():
        if extent.width() * extent.height() > MAX_PICTURE_PX:
            return QImage()
        if fits is not None and (extent.width() > fits.width() or extent.height() > fits.height()):
            reader.setScaledSize(extent.scaled(fits, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
