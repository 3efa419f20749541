"""Lets a click on a view of a preset make it the large one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from chalkreel.domain.arrangement import View, ViewContent
from chalkreel.domain.presets import LARGE_VIEW_MODES
from chalkreel.ui.canvas.actions import BOARD_IS_LARGE
from chalkreel.ui.canvas.content import StageContent
from chalkreel.ui.canvas.preset_bar import board_is_large
from chalkreel.ui.canvas.stage import Stage
from chalkreel.ui.kit.words import tr_phrase


class LargeViewPicker(QObject):
    """Watches the stage's pointer; all else that the stage does is left to it. Owned by the canvas panel.

    Signals:
        picked(str): the stream whose view was clicked.
        offered(object): the rectangle of the view that a click would make large, or ``None``.
    """

    picked = Signal(str)
    offered = Signal(object)

    def __init__(self, stage: Stage, owner: QObject) -> None:
        super().__init__(owner)
        self._stage = stage
        self._content = StageContent()
        self._is_on = False
        self._pressed_at: QPointF | None = None
        self._offered: View | None = None
        stage.installEventFilter(self)

    def show_content(self, content: StageContent, *, is_rehearsal: bool) -> None:
        self._content = content
        self._is_on = content.layout.mode in LARGE_VIEW_MODES and not content.is_on_air and not is_rehearsal
        if not self._is_on or (self._offered is not None and self._offered not in self._stage.views):
            self._offer(None)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if self._is_on and isinstance(event, QMouseEvent) and self._stage.isEnabled():
            self._follow(event)
        elif event.type() is QEvent.Type.Leave:
            self._offer(None)
        return False

    def _follow(self, event: QMouseEvent) -> None:
        view = self._view_at(event.position())
        match event.type():
            case QEvent.Type.MouseMove:
                self._offer(view if not event.buttons() else None)
            case QEvent.Type.MouseButtonPress if event.button() is Qt.MouseButton.LeftButton:
                self._pressed_at = event.position()
            case QEvent.Type.MouseButtonRelease if event.button() is Qt.MouseButton.LeftButton:
                began, self._pressed_at = self._pressed_at, None
                moved = (event.position() - began).manhattanLength() if began is not None else 0.0
                if began is not None and moved < QApplication.startDragDistance() and view is not None:
                    self._pick(view, event)

    def _pick(self, view: View, event: QMouseEvent) -> None:
        if board_is_large(self._content):
            QToolTip.showText(event.globalPosition().toPoint(), tr_phrase(BOARD_IS_LARGE), self._stage)
            return
        self._offer(None)
        self.picked.emit(view.stream_id)

    def _view_at(self, point: QPointF) -> View | None:
        """Give the small view with somebody in it that is top-most at a point."""
        here = [view for view in self._stage.views if self._stage.to_screen(view.rect).contains(point)]
        top = here[-1] if here else None
        is_someone = top is not None and top.content is ViewContent.STREAM and not top.is_large
        return top if is_someone else None

    def _offer(self, view: View | None) -> None:
        if view is not None and board_is_large(self._content):
            view = None
        if view != self._offered:
            self._offered = view
            self.offered.emit(view.rect if view is not None else None)
