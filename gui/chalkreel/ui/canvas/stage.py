"""The stage: the picture on the screen, and the pointer and keys that arrange it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from chalkreel.domain.arrangement import View
from chalkreel.domain.geometry import Rect
from chalkreel.domain.handles import handle_at, view_at
from chalkreel.domain.layout import Layout
from chalkreel.ui.canvas.content import StageContent, view_key
from chalkreel.ui.canvas.marks import Marks, MarksPainter, marked_area
from chalkreel.ui.canvas.painting import StagePainter
from chalkreel.ui.canvas.pictures import Pictures, board_key, stream_key
from chalkreel.ui.canvas.recorded import recorded_image
from chalkreel.ui.canvas.stage_keys import edit_for_key, is_nudge
from chalkreel.ui.canvas.tools import Gesture, MoveGesture, ResizeGesture
from chalkreel.ui.canvas.tools.resize import CURSORS
from chalkreel.ui.canvas.viewport import Viewport
from chalkreel.ui.kit.words import tr, tr_phrase

MARGIN_PX = 16
REACH_PX = 8
"""How far from a handle's point it can still be grabbed, on the screen, at any size of the canvas."""
DRAG_BEGINS_PX = 3


class Stage(QWidget):
    """Shows one arrangement and turns gestures into layouts; owned by the canvas panel.

    Signals:
        layout_edited(Layout): one gesture or key is done and gave this layout.
        layout_nudged(Layout): an arrow key did, and more of the same may follow.
        region_selected(str): another region is selected, by id; empty for none.
    """

    layout_edited = Signal(object)
    layout_nudged = Signal(object)
    region_selected = Signal(str)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._content = StageContent()
        self._pictures = Pictures()
        self._viewport = Viewport()
        self._was_tabbed_to = False
        self._gesture: Gesture | None = None
        self._pressed_at: QPointF | None = None
        self._layout_now = self._content.layout
        self._views: tuple[View, ...] = ()
        self._selected = ""
        self._hovered = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._retranslate()

    # -- what is shown ----------------------------------------------------------------------------------------

    @property
    def selected(self) -> str:
        return self._selected

    @property
    def views(self) -> tuple[View, ...]:
        """The views as they are painted now, an unfinished drag included."""
        return self._views

    @property
    def is_dragging(self) -> bool:
        return self._gesture is not None

    def show_content(self, content: StageContent) -> None:
        """Show another state; a drag goes on unless the layout it began with is gone."""
        if content == self._content and self._layout_now == content.layout:
            return
        if self._gesture is not None and content.layout != self._gesture.base:
            self._end_gesture()
        self._content = content
        if self._gesture is None:
            self._layout_now = content.layout
        self._fit()
        self._arrange()
        self._select(self._selected if content.is_editable and content.layout.region(self._selected) else "")
        self.update()

    def show_stream_picture(self, stream_id: str, image: QImage) -> None:
        self._pictures.show(stream_key(stream_id), image)
        for view in self._views:
            if view.stream_id == stream_id:
                self.update(self._around(view.rect))

    def show_board_picture(self, board_id: str, image: QImage) -> None:
        self._pictures.show(board_key(board_id), image)
        self.update()

    def show_backdrop(self, key: str, image: QImage) -> None:
        """Show a picture by address, as its key names it; a null image takes it away."""
        self._pictures.show(key, image)
        self.update()

    def recorded_image(self) -> QImage:
        """Draw what is recorded with this layout, px for px, without anything that only the host sees."""
        return recorded_image(self._content, self._pictures)

    def select(self, region_id: str) -> None:
        self._select(region_id)

    def to_screen(self, rect: Rect) -> QRectF:
        """Tell where on this widget a part of the canvas is."""
        return self._viewport.to_widget(rect)

    # -- pointer ----------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or not self._content.is_editable:
            return
        x, y = self._viewport.to_canvas(event.position())
        gesture = self._gesture_at(x, y)
        self._pressed_at = event.position()
        if gesture is None:
            self._select("")
        elif isinstance(gesture, MoveGesture):
            self._select(gesture.region_id)
        self._gesture = gesture

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x, y = self._viewport.to_canvas(event.position())
        if self._gesture is None:
            self._hover(x, y)
            return
        if self._pressed_at is not None:
            if (event.position() - self._pressed_at).manhattanLength() < DRAG_BEGINS_PX:
                return
            self._pressed_at = None
        self._show_layout(self._gesture.layout_at(x, y, event.modifiers()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._gesture is None:
            return
        base, result = self._gesture.base, self._layout_now
        self._end_gesture(keeps_layout=True)
        if result != base:
            self._commit(result)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            view = view_at(self._views, *self._viewport.to_canvas(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), tr_phrase(self._content.title(view)) if view else "", self)
            return True
        return super().event(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._mark_hovered("")
        super().leaveEvent(event)

    def _gesture_at(self, x: float, y: float) -> Gesture | None:
        """Choose what a press does: the handles of the selected region first, then the top-most region."""
        content, layout = self._content, self._content.layout
        selected = layout.region(self._selected)
        if selected is not None:
            handle = handle_at(selected.rect, x, y, REACH_PX / self._viewport.scale)
            if handle is not None:
                return ResizeGesture(layout, content.canvas, self._selected, handle, x, y)
        view = view_at(self._views, x, y)
        return MoveGesture(layout, content.canvas, view.region_id, x, y) if view is not None else None

    def _hover(self, x: float, y: float) -> None:
        if not self._content.is_editable:
            self._mark_hovered("")
            self.setCursor(Qt.CursorShape.ArrowCursor)
            return
        selected = self._content.layout.region(self._selected)
        handle = handle_at(selected.rect, x, y, REACH_PX / self._viewport.scale) if selected else None
        view = view_at(self._views, x, y)
        if handle is not None:
            self.setCursor(CURSORS[handle])
        else:
            self.setCursor(Qt.CursorShape.SizeAllCursor if view else Qt.CursorShape.ArrowCursor)
        self._mark_hovered(view_key(view) if view and handle is None else "")

    def _mark_hovered(self, key: str) -> None:
        if key != self._hovered:
            old, self._hovered = self._hovered, key
            for view in self._views:
                if view_key(view) in (old, key):
                    self.update(self._around(view.rect))

    def _end_gesture(self, *, keeps_layout: bool = False) -> None:
        """Forget the gesture; unless its last layout is kept, the one it began with is back, exactly."""
        self._gesture, self._pressed_at = None, None
        if not keeps_layout:
            self._show_layout(self._content.layout)
        self.update()

    def _commit(self, layout: Layout, *, is_nudge: bool = False) -> None:
        """Show the edit at once and hand it on; whoever keeps the draft answers with ``show_content``."""
        self._content = replace(self._content, layout=layout)
        self._show_layout(layout)
        if layout.region(self._selected) is None:
            self._select("")
        self._describe_selection()
        (self.layout_nudged if is_nudge else self.layout_edited).emit(layout)

    # -- keys -------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self._gesture is not None or self._selected):
            if self._gesture is not None:
                self._end_gesture()
            else:
                self._select("")
            return
        if self._gesture is not None or not self._content.is_editable:
            super().keyPressEvent(event)
            return
        edited = edit_for_key(self._content.layout, self._selected, self._content.canvas, event)
        if edited is None:
            super().keyPressEvent(event)
        elif edited != self._content.layout:
            self._commit(edited, is_nudge=is_nudge(event))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Step through the regions first; after the last one Tab leaves the canvas."""
        ids = [region.region_id for region in self._content.layout.visible_regions] if self._content.is_editable else []
        position = ids.index(self._selected) if self._selected in ids else (-1 if forward else len(ids))
        position += 1 if forward else -1
        if 0 <= position < len(ids):
            self._select(ids[position])
            return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # As everywhere, only the keyboard's way here is marked.
        self._was_tabbed_to = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # -- drawing ----------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        resized = {self._selected} if isinstance(self._gesture, ResizeGesture) else ()
        StagePainter(painter, self._content, self._pictures, self._viewport).paint(self._views, event.region(), resized)
        canvas = self._content.canvas
        area = self._viewport.to_widget(Rect(0, 0, canvas.width, canvas.height))
        MarksPainter(painter, self._viewport).paint(self._views, self._marks(), area)
        painter.end()

    def _marks(self) -> Marks:
        chosen = next((view for view in self._views if self._selected and view.region_id == self._selected), None)
        is_dragging = self._gesture is not None and self._layout_now != self._gesture.base
        return Marks(
            (self._selected,) if self._selected else (),
            hovered=self._hovered,
            grips=chosen.rect if chosen else None,
            measured=chosen.rect if chosen and is_dragging else None,
            has_focus=self.hasFocus(),
            has_ring=self.hasFocus() and self._was_tabbed_to and not self._selected,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(640, 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 160)

    def _fit(self) -> None:
        self._viewport = Viewport.fitted(
            self._content.canvas, self.width(), self.height(), MARGIN_PX, self.devicePixelRatioF()
        )

    def _show_layout(self, layout: Layout) -> None:
        if layout == self._layout_now:
            return
        before = self._views
        self._layout_now = layout
        self._arrange()
        for view in set(before) ^ set(self._views):
            self.update(self._around(view.rect))

    def _arrange(self) -> None:
        self._views = self._content.views(self._layout_now)
        self._pictures.keep_only({view_key(view) for view in self._views})

    def _around(self, rect: Rect) -> QRect:
        """Take in the marks that stick out of a region."""
        return marked_area(self._viewport.to_widget(rect))

    def _select(self, region_id: str) -> None:
        if region_id == self._selected:
            return
        self._selected = region_id
        self._describe_selection()
        self.update()
        self.region_selected.emit(region_id)

    def _describe_selection(self) -> None:
        view = next((view for view in self._views if view_key(view) == self._selected), None)
        if view is None or not self._selected:
            self.setAccessibleDescription(tr("Nothing is selected"))
            return
        words = tr(
            "{name} is selected: {width} by {height} px at {x}, {y}",
            name=tr_phrase(self._content.title(view)),
            width=view.rect.width,
            height=view.rect.height,
            x=view.rect.left,
            y=view.rect.top,
        )
        self.setAccessibleDescription(words)

    def _retranslate(self) -> None:
        self.setAccessibleName(tr("Canvas"))
        self._describe_selection()
        self.update()
