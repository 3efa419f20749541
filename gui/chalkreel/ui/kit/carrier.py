"""Drags something from one panel to another within the window.

Qt's own drag runs an event loop inside the mouse event, in which everything else of the app would run, too. Here the
events of the pressed mouse are enough: what is under the pointer gets Qt's usual events of a drag.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QWidget

PICTURE_PX = 120
_BESIDE = QPoint(12, 12)
_ACTION = Qt.DropAction.CopyAction
_HELD = Qt.MouseButton.LeftButton
_NO_KEYS = Qt.KeyboardModifier.NoModifier


class Carrier(QObject):
    """Carries one thing at a time; owned by the widget it is taken from."""

    def __init__(self, source: QWidget) -> None:
        super().__init__(source)
        self._source = source
        self._mime: QMimeData | None = None
        self._picture: QLabel | None = None
        self._target: QWidget | None = None
        self._is_welcome = False

    @property
    def is_carrying(self) -> bool:
        return self._mime is not None

    def take(self, mime: QMimeData, picture: QPixmap) -> None:
        """Begin to carry something that looks like this."""
        self._mime = mime
        ratio = picture.devicePixelRatio()
        small = picture.scaledToWidth(round(PICTURE_PX * ratio), Qt.TransformationMode.SmoothTransformation)
        small.setDevicePixelRatio(ratio)
        label = QLabel(self._source.window())
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        label.setPixmap(small)
        label.resize(small.deviceIndependentSize().toSize())
        label.show()
        self._picture = label
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def move_to(self, at: QPoint) -> None:
        """Go to a point of the screen."""
        if self._mime is None or self._picture is None:
            return
        self._picture.move(self._source.window().mapFromGlobal(at) + _BESIDE)
        self._picture.raise_()
        self._go_over(self._taker_at(at))
        if self._target is not None:
            point = self._target.mapFromGlobal(at)
            event = QDragMoveEvent(point, _ACTION, self._mime, _HELD, QApplication.keyboardModifiers())
            event.setAccepted(self._is_welcome)
            QApplication.sendEvent(self._target, event)
            self._is_welcome = event.isAccepted()

    def drop(self, at: QPoint) -> None:
        """Let go of it there."""
        self.move_to(at)
        target, mime = self._target, self._mime
        if target is not None and mime is not None and self._is_welcome:
            point = QPointF(target.mapFromGlobal(at))
            QApplication.sendEvent(target, QDropEvent(point, _ACTION, mime, _HELD, QApplication.keyboardModifiers()))
            self._target = None
        self.give_up()

    def give_up(self) -> None:
        """Carry it no more."""
        if self._mime is None:
            return
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self._go_over(None)
        self._mime = None
        if self._picture is not None:
            self._picture.hide()
            self._picture.deleteLater()
            self._picture = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Escape gives up, wherever the keys go."""
        is_key = isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if is_key and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.give_up()
            event.accept()
            return True
        return False

    def _go_over(self, target: QWidget | None) -> None:
        if target is self._target:
            return
        if self._target is not None:
            QApplication.sendEvent(self._target, QDragLeaveEvent())
        self._target, self._is_welcome = target, False
        if target is not None and self._mime is not None:
            event = QDragEnterEvent(QPoint(), _ACTION, self._mime, _HELD, _NO_KEYS)
            event.ignore()
            QApplication.sendEvent(target, event)
            self._is_welcome = event.isAccepted()

    def _taker_at(self, at: QPoint) -> QWidget | None:
        """Find the widget of this window under a point that things can be dropped on."""
        window = self._source.window()
        widget = window.childAt(window.mapFromGlobal(at))
        while widget is not None and not widget.acceptDrops():
            widget = widget.parentWidget()
        return widget if widget is not None and widget.isEnabled() else None
