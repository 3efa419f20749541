"""One window per profile: who starts the program again gets the window that is open.

Two windows would write over each other's settings and drafts, and each would follow the other's recording as its own.
"""

from __future__ import annotations

import hashlib
import time

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from chalkreel.base.logging import Topic, log_of
from chalkreel.base.paths import Paths

PATIENCE_S = 5.0
"""So long a window that is closing is waited for. One that does not answer then has another beside it: a host whose
window hangs must be able to stop the recording."""

_ANSWER_MS = 1000
_PAUSE_MS = 100
_HERE = b"here"
_log = log_of(Topic.CONTROL)


class OnlyWindow(QObject):
    """Makes sure that a profile has one window; owned by whoever runs it, from before it is shown to its end.

    Signals:
        wanted(): the program was started again, and the host wants to see the window that is there.
    """

    wanted = Signal()

    def __init__(self, paths: Paths) -> None:
        super().__init__()
        self._lock = QLockFile(str(paths.data / "window.lock"))
        self._lock.setStaleLockTime(0)  # a window may be open for days; one that was killed is noticed all the same
        self._name = "chalkreel-" + hashlib.sha256(str(paths.data.resolve()).encode()).hexdigest()[:32]
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_server_new_connection)

    def claim(self, patience_s: float = PATIENCE_S) -> bool:
        """Give whether a window is to be opened; otherwise the one that is open was asked to show itself. Blocks."""
        give_up_s = time.monotonic() + patience_s
        while not self._lock.tryLock(_PAUSE_MS):
            if self._lock.error() is not QLockFile.LockError.LockFailedError:
                _log.warning("the lock of this profile's window cannot be written; nobody is asked for another one")
                return True
            if self._is_answered():
                return False
            if time.monotonic() >= give_up_s:
                _log.warning("another window of this profile does not answer; this one opens beside it")
                return True
        QLocalServer.removeServer(self._name)  # one that was killed leaves its socket
        self._server.listen(self._name)
        return True

    def leave(self) -> None:
        """The window closes: it answers nobody any more, and the next one waits until ``release``."""
        self._server.close()

    def release(self) -> None:
        """Let the next window open."""
        self.leave()
        self._lock.unlock()

    def _is_answered(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        is_answered = socket.waitForConnected(_ANSWER_MS) and (
            socket.bytesAvailable() > 0 or socket.waitForReadyRead(_ANSWER_MS)
        )
        socket.abort()
        return is_answered

    @Slot()
    def _on_server_new_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.write(_HERE)
            socket.flush()
            self.wanted.emit()
