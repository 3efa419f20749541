"""The picture on the screen: it can be zoomed and panned, and carries marks that keep their size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from chalkreel.domain.arrange import moved_views
from chalkreel.domain.arrangement import View
from chalkreel.domain.fitting import fit
from chalkreel.domain.geometry import Rect
from chalkreel.domain.layout import Layout
from chalkreel.ui.canvas.content import StageContent, view_key
from chalkreel.ui.canvas.guides import Overlays, PlacedGuides, paint_overlays
from chalkreel.ui.canvas.lettering import LetterSizes
from chalkreel.ui.canvas.levels import LevelBars
from chalkreel.ui.canvas.marks import Marks, MarksPainter, PlacedMeasures, marked_area, marks_cover, views_marked
from chalkreel.ui.canvas.painting import StagePainter
from chalkreel.ui.canvas.pictures import Pictures, board_key, stream_key
from chalkreel.ui.canvas.recorded import recorded_image
from chalkreel.ui.canvas.scene import SceneCache, in_tiles, paint_parts
from chalkreel.ui.canvas.viewport import Viewport

MARGIN_PX = 16
ZOOM_STEP = 1.25
WHEEL_STEP = 120
"""What a wheel says of one notch, in eighths of a degree."""
_LOOKS = (
    QEvent.Type.StyleChange,
    QEvent.Type.FontChange,
    QEvent.Type.LanguageChange,
    QEvent.Type.PaletteChange,
)
SHARP_AFTER_MS = 120
"""So long after the last step of zooming everything is painted sharp."""


class CanvasSurface(QWidget):
    """Shows one arrangement; what can be done with it is its heir's business.

    Signals:
        zoom_changed(int): another zoom in percent, 100 where one px of the canvas is one of the screen.
        overlays_changed(Overlays): other lines lie over the picture.
        geometry_changed(): regions, or everything, may have another size on the screen.
    """

    zoom_changed = Signal(int)
    overlays_changed = Signal(object)
    geometry_changed = Signal()

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._content = StageContent()
        self._pictures = Pictures()
        self._viewport = Viewport()
        self._is_fitted = True
        self._scene = SceneCache()
        self._level_bars = LevelBars()
        self._marks = Marks()
        self._placed_guides = PlacedGuides()
        self._placed_measures: PlacedMeasures | None = None
        self._marked_views: tuple[View, ...] = ()
        self._marked: list[QRect] = []
        self._letters = LetterSizes(self.font())
        self._overlays = Overlays()
        self._layout_now = self._content.layout
        self._views: tuple[View, ...] = ()
        self._by_stream: dict[str, list[View]] | None = None
        self._resized: tuple[str, ...] = ()
        self._sharpen = QTimer(self)
        self._sharpen.setSingleShot(True)
        self._sharpen.setInterval(SHARP_AFTER_MS)
        self._sharpen.timeout.connect(self._on_sharpen_timeout)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # -- what is shown ----------------------------------------------------------------------------------------

    @property
    def views(self) -> tuple[View, ...]:
        """The views as they are painted now, an unfinished drag included."""
        return self._views

    @property
    def zoom_percent(self) -> int:
        return self._viewport.percent

    @property
    def is_fitted(self) -> bool:
        """Whether the whole canvas is shown, whatever the size of the window."""
        return self._is_fitted

    @property
    def overlays(self) -> Overlays:
        return self._overlays

    def show_overlays(self, overlays: Overlays) -> None:
        if overlays != self._overlays:
            self._overlays = overlays
            self._repaint_all()
            self.overlays_changed.emit(overlays)

    def _views_of(self, stream_id: str) -> Sequence[View]:
        """Find the views that show a stream; looked up when a picture comes, not with each event of a drag."""
        if self._by_stream is None:
            self._by_stream = {}
            for view in self._views:
                self._by_stream.setdefault(view.stream_id, []).append(view)
        return self._by_stream.get(stream_id, ())

    def show_stream_picture(self, stream_id: str, image: QImage) -> None:
        self._pictures.show(stream_key(stream_id), image)
        for view in self._views_of(stream_id):
            self._repaint(self._viewport.to_widget(view.rect).toAlignedRect())

    def show_levels(self, levels: Mapping[str, float]) -> None:
        """Show how loud everybody is, by stream."""
        self.update(self._level_bars.show(levels))

    def show_board_picture(self, board_id: str, image: QImage) -> None:
        self._pictures.show(board_key(board_id), image)
        self._repaint_all()

    def show_backdrop(self, key: str, image: QImage) -> None:
        """Show a picture by address, as its key names it; a null image takes it away."""
        self._pictures.show(key, image)
        self._repaint_all()

    def recorded_image(self) -> QImage:
        """Draw what is recorded with this layout, px for px, without anything that only the host sees."""
        return recorded_image(self._content, self._pictures)

    def wanted_px(self, stream_id: str) -> QSize:
        """Tell in how many px of the screen the whole picture of a stream is shown, where it is largest."""
        wanted = QSize(0, 0)
        person = self._content.people.get(stream_id)
        size = person.picture_size if person else None
        for view in self._views_of(stream_id):
            if size is not None:
                fitting = fit(size, view.rect, view.fill_mode)
                across = self._viewport.scale * self._viewport.device_ratio * fitting.target.width
                scale = across / max(fitting.source.width, 1)
                wanted = wanted.expandedTo(QSize(round(size.width * scale), round(size.height * scale)))
        return wanted

    def to_screen(self, rect: Rect) -> QRectF:
        """Tell where on this widget a part of the canvas is."""
        return self._viewport.to_widget(rect)

    # -- zoom -------------------------------------------------------------------------------------------------

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom around a point of the widget, or around its middle."""
        middle = QPointF(self.width() / 2, self.height() / 2)
        self._sharpen.start()
        self._look(self._viewport.zoomed(factor, at or middle), is_fitted=False)

    def zoom_to(self, percent: int) -> None:
        self.zoom_by(percent / 100 / (self._viewport.scale * self._viewport.device_ratio))

    def zoom_to_fit(self) -> None:
        """Show the whole canvas, also when the window changes."""
        self._look(self._fitted(), is_fitted=True)

    def pan_by(self, dx: float, dy: float) -> None:
        self._look(self._viewport.panned(dx, dy), is_fitted=False)

    def _look(self, viewport: Viewport, *, is_fitted: bool) -> None:
        if not is_fitted:
            viewport = viewport.kept_in_sight(self._content.canvas, self.width(), self.height())
        before, was_fitted = self._viewport, self._is_fitted
        self._viewport, self._is_fitted = viewport, is_fitted
        if (viewport.percent, is_fitted) != (before.percent, was_fitted):
            self.zoom_changed.emit(viewport.percent)
        if viewport == before:
            return
        self._level_bars.arrange(self._views, self._viewport)
        self.geometry_changed.emit()
        if viewport.scale == before.scale and viewport.device_ratio == before.device_ratio:
            self._scene.scroll(viewport.x - before.x, viewport.y - before.y)
            self.update()
        else:
            self._repaint_all()
        self._mark()

    def _fitted(self) -> Viewport:
        return Viewport.fitted(self._content.canvas, self.width(), self.height(), MARGIN_PX, self.devicePixelRatioF())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; without it, move a canvas that is larger than the window."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(ZOOM_STEP ** (event.angleDelta().y() / WHEEL_STEP), event.position())
        elif not self._is_fitted:
            turned = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() / 2
            is_sideways = event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not turned.x()
            self.pan_by(*((turned.y(), 0) if is_sideways else (turned.x(), turned.y())))
        else:
            event.ignore()
            return
        event.accept()

    # -- drawing ----------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self._scene.refreshed(self.size(), self.devicePixelRatioF(), self._paint_scene)
        painter = QPainter(self)
        paint_parts(painter, scene, event.region())
        self._level_bars.paint(painter, event.region())
        exposed = event.region()
        if any(exposed.intersects(part) for part in self._marked):
            marks = MarksPainter(painter, self._viewport, self._letters)
            marks.paint(self._marked_views, self._marks, self._placed_guides, self._placed_measures, self._area)
        painter.end()

    def _paint_scene(self, painter: QPainter, part: QRect) -> None:
        rough = {view_key(view) for view in self._views} if self._sharpen.isActive() else self._resized
        stage = StagePainter(painter, self._content, self._pictures, self._viewport, self._letters, part)
        stage.paint(self._views, rough)
        paint_overlays(painter, self._viewport, self._content.canvas, self._overlays)

    @property
    def _area(self) -> QRectF:
        """Where the canvas is on the widget."""
        canvas = self._content.canvas
        return self._viewport.to_widget(Rect(0, 0, canvas.width, canvas.height))

    def _show_layout(self, layout: Layout) -> None:
        """Show another layout; only what moved is painted."""
        if layout == self._layout_now:
            return
        before = self._views
        moved = moved_views(before, self._layout_now, layout)
        self._layout_now = layout
        if moved is not None:
            self._use(moved)
        else:
            self._arrange()
        for view in _changed(before, self._views):
            part = self._viewport.to_widget(view.rect).toAlignedRect()
            self._scene.invalidate(part)
            self.update(*in_tiles(part))

    def _show_all(self, content: StageContent, layout: Layout) -> None:
        """Show another state of everything."""
        self._content, self._layout_now = content, layout
        self._arrange()
        self._repaint_all()
        if self._is_fitted:
            self._look(self._fitted(), is_fitted=True)

    def _arrange(self) -> None:
        """Arrange the people as the recorder does."""
        self._use(self._content.views(self._layout_now))
        self._pictures.keep_only({view_key(view) for view in self._views})

    def _use(self, views: tuple[View, ...]) -> None:
        self._views, self._by_stream = views, None
        self._level_bars.arrange(self._views, self._viewport)
        self.geometry_changed.emit()

    def _mark(self, marks: Marks | None = None) -> None:
        """Show other marks, or the same ones elsewhere."""
        if marks is not None:
            self._marks = marks
        before = self._marked
        self._placed_guides = PlacedGuides.of(self._marks.guides, self._viewport, self._letters)
        self._marked_views = views_marked(self._views, self._marks)
        self._marked = marks_cover(self._viewport, self._marked_views, self._marks, self._letters)
        self._marked += self._placed_guides.cover
        measured = self._marks.measured
        self._placed_measures = PlacedMeasures.of(measured, self._viewport, self._letters) if measured else None
        if self._placed_measures is not None:
            self._marked.append(self._placed_measures.box.toAlignedRect().adjusted(-1, -1, 1, 1))
        if self._marks.has_ring:
            self._marked.append(marked_area(self._area))
        for part in {in_tiles(part) for part in (*before, *self._marked)}:
            self.update(*part)

    def _repaint(self, part: QRect) -> None:
        self._scene.invalidate(part)
        self.update(part)

    def _repaint_all(self) -> None:
        self._scene.invalidate(self.rect())
        self.update()

    def _on_sharpen_timeout(self) -> None:
        self._repaint_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_fitted:
            self._look(self._fitted(), is_fitted=True)
        else:
            grown = event.size() - event.oldSize() if event.oldSize().isValid() else QSize()
            self.pan_by(grown.width() / 2, grown.height() / 2)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in _LOOKS:
            self._letters = LetterSizes(self.font())
            self._scene.forget()
            self._mark()
            self.update()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(640, 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 160)


def _changed(before: tuple[View, ...], now: tuple[View, ...]) -> Iterator[View]:
    """Give the views that are not as they were, and what they were, or what is no more."""
    if len(before) != len(now):
        yield from set(before) ^ set(now)
        return
    for old, new in zip(before, now, strict=True):
        if old != new:
            yield old
            yield new
