"""The time line of a take as a widget: looked at, scrubbed with the pointer or the keys, zoomed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from chalkreel.domain.recording_time import short_clock
from chalkreel.domain.timeline import Timeline, TrackKind
from chalkreel.ui.kit.time_line_card import TimeLineCard
from chalkreel.ui.kit.time_line_painting import TimeLineLook, paint_time_line
from chalkreel.ui.kit.time_line_rows import (
    BOARDS_PX,
    REACH_PX,
    Row,
    height_of,
    marks_of,
    nearest_mark,
    rows_of,
    stops_of,
)
from chalkreel.ui.kit.time_scale import TimeScale, whole_span_ms
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.theme import SPACING

STEP_MS = 5_000
ZOOM_STEP = 1.4
WHEEL_NOTCH = 120
LEAST_HEIGHT_PX = 24
GUTTER_PX = 80
"""Room for the names of the rows, where they are shown."""


class TimeLineView(QWidget):
    """Draws a ``Timeline`` and the moment the host looks at. It paints only when a px changes.

    Signals:
        moment_chosen: the host moved the cursor to this moment of the recording, in ms.
        moment_activated: the host wants to see this moment (a double click or Enter).
        zoom_changed: whether less than everything is shown.
        file_chosen: the row of a file was clicked; its stretch's subject.
    """

    moment_chosen = Signal(int)
    moment_activated = Signal(int)
    zoom_changed = Signal(bool)
    file_chosen = Signal(str)

    def __init__(self, owner: QWidget | None = None, *, gutter_px: int = 0) -> None:
        super().__init__(owner)
        self._gutter_px = gutter_px
        self._timeline = Timeline()
        self._rows: tuple[Row, ...] = tuple(rows_of(self._timeline, True))
        self._end_ms = 0
        self._cursor_ms: int | None = None
        self._playing = ""
        self._is_slim = False
        self._zoomed: TimeScale | None = None
        self._pictures: dict[str, QImage] = {}
        self._small: dict[str, QImage] = {}
        self._card: TimeLineCard | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._retranslate()

    @property
    def cursor_ms(self) -> int | None:
        return self._cursor_ms

    @property
    def end_ms(self) -> int:
        return self._end_ms

    @property
    def scale(self) -> TimeScale:
        """What part of the axis is where."""
        left_px, width_px = self._gutter_px, max(self.width() - self._gutter_px - SPACING.tight, 1)
        if self._zoomed is not None:
            return TimeScale(self._zoomed.from_ms, self._zoomed.span_ms, left_px, width_px)
        return TimeScale(0.0, float(self._whole_ms), left_px, width_px)

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    def show_timeline(self, timeline: Timeline) -> None:
        """Draw another line, or what is new on this one."""
        if timeline.is_empty:
            self._cursor_ms, self._zoomed = None, None
        self._timeline = timeline
        self._end_ms = max(timeline.end_ms, self._end_ms if timeline.is_open else 0)
        self._lay_out()

    def show_end(self, end_ms: int) -> None:
        """Learn how far an open line has come."""
        if not self._timeline.is_open or end_ms == self._end_ms:
            return
        before_px, whole_ms = self._end_px(), self._whole_ms
        self._end_ms = max(end_ms, self._timeline.end_ms)
        if self._whole_ms != whole_ms or self._end_px() != before_px:
            self.update()

    def show_cursor(self, at_ms: int | None) -> None:
        """Put the cursor somewhere without a wish of the host's: the player goes on."""
        if at_ms == self._cursor_ms:
            return
        before_px, self._cursor_ms = self._cursor_px(), at_ms
        if self._cursor_px() != before_px:
            self.update()
            self._describe()

    def show_picture(self, board_id: str, image: QImage) -> None:
        if image.isNull():
            return
        self._pictures[board_id] = image
        # Scaled once: scaling at every painting would take longer than all the rest.
        height_px = round(BOARDS_PX * self.devicePixelRatioF())
        self._small[board_id] = image.scaledToHeight(height_px, Qt.TransformationMode.SmoothTransformation)
        if any(one.subject == board_id for one in self._timeline.track(TrackKind.BOARDS).segments):
            self.update()

    def show_playing(self, subject: str) -> None:
        """Mark the file that is played, where there are several."""
        self._playing = subject
        self.update()

    def show_slim(self, is_slim: bool) -> None:
        """Show the first row alone, or all."""
        self._is_slim = is_slim
        self._lay_out()

    def zoom_to_fit(self) -> None:
        self._use(None)

    def words_at(self, at_ms: int) -> str:
        """Say what was to be seen at a moment."""
        shown = [self._timeline.shown_at(kind, at_ms) for kind in (TrackKind.BOARDS, TrackKind.LAYOUTS)]
        return " · ".join([short_clock(at_ms), *(tr_phrase(one.label) for one in shown if one is not None)])

    # -- what the host does ----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and event.position().x() >= self._gutter_px - SPACING.tight:
            at_ms = self.scale.ms_at(event.position().x())
            self._choose_file(event.position().y(), at_ms)
            self._choose(at_ms)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._cursor_ms is not None:
            self.moment_activated.emit(self._cursor_ms)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._cursor_ms is not None:
            self._hide_card()
            self._choose(self.scale.ms_at(event.position().x()))
        else:
            self._show_card(event.position().x(), event.position().y(), event.globalPosition().toPoint())

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = (event.angleDelta().y() or event.angleDelta().x()) / WHEEL_NOTCH
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(ZOOM_STEP**notches, self.scale.ms_at(event.position().x()))
        elif self._zoomed is not None:
            scale = self.scale
            self._use(scale.moved_to(scale.from_ms - notches * scale.span_ms / 8, scale.span_ms, self._whole_ms))
        else:
            event.ignore()
            return
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_far = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        here_ms = self._cursor_ms if self._cursor_ms is not None else self._end_ms
        match event.key():
            case Qt.Key.Key_Left:
                self._choose(self._stop_before(here_ms) if is_far else here_ms - STEP_MS)
            case Qt.Key.Key_Right:
                self._choose(self._stop_after(here_ms) if is_far else here_ms + STEP_MS)
            case Qt.Key.Key_Home:
                self._choose(0)
            case Qt.Key.Key_End:
                self._choose(self._end_ms)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.moment_activated.emit(here_ms)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self._zoom(ZOOM_STEP, here_ms)
            case Qt.Key.Key_Minus:
                self._zoom(1 / ZOOM_STEP, here_ms)
            case Qt.Key.Key_0:
                self.zoom_to_fit()
            case _:
                super().keyPressEvent(event)

    # -- helpers ---------------------------------------------------------------------------------------------

    @property
    def _whole_ms(self) -> int:
        return whole_span_ms(self._end_ms, self._timeline.is_open)

    def _end_px(self) -> int:
        return round(self.scale.x_of(self._end_ms) * self.devicePixelRatioF())

    def _cursor_px(self) -> int | None:
        if self._cursor_ms is None:
            return None
        return round(self.scale.x_of(self._cursor_ms) * self.devicePixelRatioF())

    def _choose(self, at_ms: int) -> None:
        if self._timeline.is_empty:
            return
        chosen_ms = min(max(at_ms, 0), self._end_ms)
        self._keep_in_view(chosen_ms)
        self.show_cursor(chosen_ms)
        self.moment_chosen.emit(chosen_ms)

    def _choose_file(self, y_px: float, at_ms: int) -> None:
        row = next((row for row in self._rows if row.holds(y_px)), None)
        if row is not None and row.track is not None and row.track.kind is TrackKind.FILE:
            segment = row.track.at(at_ms)
            if segment is not None:
                self.file_chosen.emit(segment.subject)

    def _stop_before(self, at_ms: int) -> int:
        return max((stop for stop in stops_of(self._timeline) if stop < at_ms), default=0)

    def _stop_after(self, at_ms: int) -> int:
        return min((stop for stop in stops_of(self._timeline) if stop > at_ms), default=self._end_ms)

    def _keep_in_view(self, at_ms: int) -> None:
        scale = self.scale
        if self._zoomed is not None and not scale.from_ms <= at_ms <= scale.from_ms + scale.span_ms:
            self._use(scale.moved_to(at_ms - scale.span_ms / 2, scale.span_ms, self._whole_ms))

    def _zoom(self, factor: float, around_ms: float) -> None:
        scale = self.scale.zoomed(factor, around_ms, self._whole_ms)
        self._use(None if scale.span_ms >= self._whole_ms else scale)

    def _use(self, zoomed: TimeScale | None) -> None:
        was_zoomed, self._zoomed = self._zoomed is not None, zoomed
        self.update()
        if was_zoomed != (zoomed is not None):
            self.zoom_changed.emit(zoomed is not None)

    def _show_card(self, x_px: float, y_px: float, place: QPoint) -> None:
        row = next((row for row in self._rows if row.holds(y_px)), None)
        at_ms = self.scale.ms_at(x_px)
        if row is None or x_px < self._gutter_px or at_ms > self._end_ms + self._reach_ms:
            self._hide_card()
            return
        mark = nearest_mark(marks_of(self._timeline), at_ms, self._reach_ms) if row.track is None else None
        segment = row.track.at(at_ms) if row.track is not None else None
        if mark is None and segment is None:
            self._hide_card()
            return
        self._card = self._card or TimeLineCard(self)
        if mark is not None:
            self._card.show_mark(mark.mark, place)
        elif segment is not None:
            self._card.show_segment(segment, self._end_ms, self._pictures.get(segment.subject), place)

    @property
    def _reach_ms(self) -> float:
        scale = self.scale
        return REACH_PX * scale.span_ms / scale.width_px

    def _hide_card(self) -> None:
        if self._card is not None:
            self._card.hide()

    def _lay_out(self) -> None:
        rows = tuple(rows_of(self._timeline, self._is_slim))
        if height_of(list(rows)) != height_of(list(self._rows)):
            self.updateGeometry()
        self._rows = rows
        self.update()
        self._describe()

    def _describe(self) -> None:
        where = self._end_ms if self._cursor_ms is None else self._cursor_ms
        words = "" if self._timeline.is_empty else self.words_at(where)
        self.setAccessibleDescription(tr("{place}, of {length}", place=words, length=short_clock(self._end_ms)))

    def _retranslate(self) -> None:
        self.setAccessibleName(tr("Time line"))
        self._describe()

    def sizeHint(self) -> QSize:
        return QSize(320, max(height_of(list(self._rows)), LEAST_HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = TimeLineLook(
            self._timeline,
            self.scale,
            self._rows,
            self._end_ms,
            self._cursor_ms,
            self._is_slim,
            self.hasFocus(),
            self._playing,
        )
        painter = QPainter(self)
        paint_time_line(painter, look, self._small, QRectF(self.rect()))
        painter.end()

    def leaveEvent(self, event: QEvent) -> None:
        self._hide_card()
        super().leaveEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._hide_card()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)
