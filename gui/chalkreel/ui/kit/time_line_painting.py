"""Paints a time line: ruler, stretches with small pictures, marks, seams, the end as it is now, and the cursor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

from chalkreel.domain.recording_time import short_clock
from chalkreel.domain.timeline import Segment, Timeline, TrackKind
from chalkreel.ui.kit.icons import paint_icon
from chalkreel.ui.kit.time_line_rows import RULER_PX, MarkedPlace, Row, end_of, marks_of
from chalkreel.ui.kit.time_scale import TimeScale
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.theme import RADII, SPACING, Colors, current_tokens

ICON_PX = 13
LEAST_TEXT_PX = 26
LEAST_BOX_PX = 6.0
APART_PX = 6.0
"""Marks of one kind that stand closer are one to the eye."""
SHAPES = {
    TrackKind.MARKERS: "flag",
    TrackKind.SNAPSHOTS: "snapshot",
    TrackKind.PAUSES: "pause",
    TrackKind.INTERRUPTIONS: "warning",
}
SEAMS = (TrackKind.PAUSES, TrackKind.INTERRUPTIONS)


@dataclass(frozen=True, slots=True)
class TimeLineLook:
    """Everything that is painted; ``end_ms`` is the end as it is now."""

    timeline: Timeline
    scale: TimeScale
    rows: tuple[Row, ...]
    end_ms: int
    cursor_ms: int | None = None
    is_slim: bool = False
    has_focus: bool = False
    playing: str = ""
    """Which file is played, of several: the subject of its stretch."""
    colors: Colors = field(default_factory=lambda: current_tokens().colors)
    """Asked for once: hundreds of stretches are painted."""


def paint_time_line(painter: QPainter, look: TimeLineLook, pictures: Mapping[str, QImage], extent: QRectF) -> None:
    """Paint all of it; what is narrower than a px is left out."""
    if not look.rows or look.timeline.is_empty:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(_caption(painter.font()))
    scale = look.scale
    clip = QRectF(scale.left_px, 0, scale.width_px + 1, extent.height())
    if not look.is_slim:
        _paint_ruler(painter, look)
    if scale.left_px:
        _paint_names(painter, look)
    painter.save()
    painter.setClipRect(clip)
    for row in look.rows:
        if row.track is not None:
            _paint_stretches(painter, look, row, pictures)
    _paint_marks(painter, look)
    if look.timeline.is_open:
        _paint_now(painter, look)
    painter.restore()
    if look.cursor_ms is not None:
        _paint_cursor(painter, look, extent)


def _paint_names(painter: QPainter, look: TimeLineLook) -> None:
    """Write what the rows are called, before them."""
    painter.setPen(QColor(look.colors.text_muted))
    room_px = int(look.scale.left_px) - SPACING.small
    for row in look.rows:
        words = painter.fontMetrics().elidedText(row_name(row), Qt.TextElideMode.ElideRight, room_px)
        box = QRectF(0, row.top_px, room_px, row.height_px)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)


def row_name(row: Row) -> str:
    """Say what a row shows."""
    if row.track is None:
        return tr("Events")
    match row.track.kind:
        case TrackKind.BOARDS:
            return tr("Boards")
        case TrackKind.LAYOUTS:
            return tr("Layout")
        case _:
            return tr("Whiteboard") if row.track.name == "whiteboard" else row.track.name


def _caption(base: QFont) -> QFont:
    font = QFont(base)
    font.setPixelSize(current_tokens().sizes.caption)
    return font


def _paint_ruler(painter: QPainter, look: TimeLineLook) -> None:
    scale, colors = look.scale, look.colors
    metrics = painter.fontMetrics()
    last_px = scale.left_px + scale.width_px
    for tick_ms in scale.ticks():
        x_px = round(scale.x_of(tick_ms)) + 0.5
        painter.setPen(QColor(colors.border))
        painter.drawLine(QPointF(x_px, RULER_PX - 5), QPointF(x_px, RULER_PX - 1))
        text = short_clock(tick_ms)
        if x_px + SPACING.tight + metrics.horizontalAdvance(text) <= last_px:
            painter.setPen(QColor(colors.text_muted))
            painter.drawText(QPointF(x_px + SPACING.tight, RULER_PX - 5), text)


def _paint_stretches(painter: QPainter, look: TimeLineLook, row: Row, pictures: Mapping[str, QImage]) -> None:
    if row.track is None:
        return
    scale = look.scale
    painted_to = scale.left_px - 1.0
    for segment in row.track.segments:
        left_px = max(scale.x_of(segment.start_ms), scale.left_px - RADII.small)
        right_px = min(scale.x_of(end_of(segment, look.end_ms)), scale.left_px + scale.width_px + RADII.small)
        if right_px - painted_to < 1.0 or right_px <= scale.left_px or left_px > scale.left_px + scale.width_px:
            continue
        painted_to = right_px
        box = QRectF(left_px, row.top_px, max(right_px - left_px - 1.0, 1.0), row.height_px)
        if row.track.kind is TrackKind.FILE:
            _paint_file(painter, look.colors, box, is_playing=bool(look.playing) and segment.subject == look.playing)
            continue
        is_on_air = look.timeline.is_open and segment.end_ms is None
        _paint_stretch(painter, look.colors, box, segment, pictures.get(segment.subject), is_on_air)


def _paint_stretch(
    painter: QPainter, colors: Colors, box: QRectF, segment: Segment, picture: QImage | None, is_on_air: bool
) -> None:
    if box.width() < LEAST_BOX_PX:
        # Rounding what is hardly to be seen would take most of the time.
        painter.fillRect(box, QColor(colors.record if is_on_air else colors.control_border))
        return
    painter.setPen(QPen(QColor(colors.record if is_on_air else colors.control_border), 1.0))
    painter.setBrush(QColor(colors.record_soft if is_on_air else colors.sunken))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADII.small, RADII.small)
    room = box.adjusted(SPACING.tight, 0, -SPACING.tight, 0)
    if picture is not None and not picture.isNull():
        room = _paint_picture(painter, box, room, picture)
    if is_on_air and room.width() >= LEAST_TEXT_PX:
        mark = QRectF(room.left(), room.center().y() - ICON_PX / 2, ICON_PX, ICON_PX)
        paint_icon(painter, mark, "on-air", colors.record_text)
        room.adjust(ICON_PX + SPACING.tight, 0, 0, 0)
    if room.width() >= LEAST_TEXT_PX:
        painter.setPen(QColor(colors.record_text if is_on_air else colors.text))
        words = painter.fontMetrics().elidedText(
            tr_phrase(segment.label), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)


def _paint_file(painter: QPainter, colors: Colors, box: QRectF, *, is_playing: bool) -> None:
    """Paint how far a file reaches; the one that is played has a shape and another colour."""
    painter.setPen(QPen(QColor(colors.accent if is_playing else colors.control_border), 1.0))
    painter.setBrush(QColor(colors.accent_soft if is_playing else colors.sunken))
    painter.drawRoundedRect(box.adjusted(0.5, 2.5, -0.5, -2.5), RADII.small, RADII.small)
    if is_playing and box.width() > ICON_PX + 2 * SPACING.tight:
        mark = QRectF(box.left() + SPACING.tight, box.center().y() - 5, 10, 10)
        paint_icon(painter, mark, "play", colors.accent_text)


def _paint_picture(painter: QPainter, box: QRectF, room: QRectF, picture: QImage) -> QRectF:
    """Paint a board's picture at the left where there is room, and give what is left of it."""
    inside = box.adjusted(3, 3, -3, -3)
    width_px = inside.height() * picture.width() / max(picture.height(), 1)
    if inside.width() < width_px:
        return room
    painter.drawImage(QRectF(inside.left(), inside.top(), width_px, inside.height()), picture)
    return room.adjusted(width_px + SPACING.tight, 0, 0, 0)


def _paint_marks(painter: QPainter, look: TimeLineLook) -> None:
    """Paint the shapes in their row and a seam through all rows where nothing was recorded for a while."""
    row = next((row for row in look.rows if row.track is None), None)
    places = [
        place for place in marks_of(look.timeline) if row is not None or place.kind in (*SEAMS, TrackKind.MARKERS)
    ]
    top_px, bottom_px = look.rows[0].top_px, look.rows[-1].bottom_px
    painted: dict[TrackKind, float] = {}
    for number, place in enumerate(places):
        x_px = look.scale.x_of(place.mark.at_ms)
        if x_px - painted.get(place.kind, -1000.0) < APART_PX:
            continue
        painted[place.kind] = x_px
        tone = _tone(look.colors, place.kind)
        if place.kind in SEAMS or row is None:
            style = Qt.PenStyle.DashLine if place.kind in SEAMS else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(tone), 1.0, style))
            painter.drawLine(QPointF(round(x_px) + 0.5, top_px), QPointF(round(x_px) + 0.5, bottom_px))
        if row is not None:
            following = places[number + 1].mark.at_ms if number + 1 < len(places) else look.end_ms
            _paint_mark(painter, look, row, place, look.scale.x_of(following) - x_px)


def _paint_mark(painter: QPainter, look: TimeLineLook, row: Row, place: MarkedPlace, room_px: float) -> None:
    x_px = min(look.scale.x_of(place.mark.at_ms), look.scale.left_px + look.scale.width_px - ICON_PX)
    box = QRectF(x_px, row.top_px + (row.height_px - ICON_PX) / 2, ICON_PX, ICON_PX)
    tone = _tone(look.colors, place.kind)
    paint_icon(painter, box, SHAPES[place.kind], tone)
    room_px -= ICON_PX + 2 * SPACING.tight
    if room_px >= LEAST_TEXT_PX:
        painter.setPen(QColor(tone))
        words = painter.fontMetrics().elidedText(tr_phrase(place.mark.label), Qt.TextElideMode.ElideRight, int(room_px))
        at = QRectF(box.right() + SPACING.tight, row.top_px, room_px, row.height_px)
        painter.drawText(at, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)


def _tone(colors: Colors, kind: TrackKind) -> str:
    match kind:
        case TrackKind.INTERRUPTIONS:
            return colors.problem_text
        case TrackKind.MARKERS:
            return colors.accent_text
        case _:
            return colors.text_muted


def _paint_now(painter: QPainter, look: TimeLineLook) -> None:
    color = QColor(look.colors.record)
    x_px = round(look.scale.x_of(look.end_ms)) + 0.5
    top_px = 0 if look.is_slim else RULER_PX - 5
    painter.setPen(QPen(color, 2.0))
    painter.drawLine(QPointF(x_px, top_px), QPointF(x_px, look.rows[-1].bottom_px))
    painter.setBrush(color)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QPointF(x_px, top_px + 2), 3.5, 3.5)


def _paint_cursor(painter: QPainter, look: TimeLineLook, extent: QRectF) -> None:
    """Paint where the host is, with its time on a flag above."""
    cursor_ms = look.cursor_ms or 0
    colors, scale = look.colors, look.scale
    x_px = round(scale.x_of(cursor_ms)) + 0.5
    if not scale.left_px - 1 <= x_px <= scale.left_px + scale.width_px + 1:
        return
    painter.setPen(QPen(QColor(colors.accent), 2.0 if look.has_focus else 1.5))
    painter.drawLine(QPointF(x_px, 0), QPointF(x_px, look.rows[-1].bottom_px))
    if look.is_slim:
        return
    text = short_clock(cursor_ms)
    width_px = painter.fontMetrics().horizontalAdvance(text) + 2 * SPACING.tight
    flag = QRectF(min(max(x_px - width_px / 2, scale.left_px), extent.right() - width_px), 0, width_px, RULER_PX - 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.accent))
    painter.drawRoundedRect(flag, RADII.small, RADII.small)
    painter.setPen(QColor(colors.on_accent))
    painter.drawText(flag, int(Qt.AlignmentFlag.AlignCenter), text)
