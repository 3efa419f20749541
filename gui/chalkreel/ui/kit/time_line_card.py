"""The small card beside the pointer that says what a place on a time line is."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from chalkreel.domain.recording_time import short_clock
from chalkreel.domain.timeline import Mark, Segment
from chalkreel.ui.kit.roles import label, set_role
from chalkreel.ui.kit.thumbnail import Thumbnail
from chalkreel.ui.kit.time_line_rows import end_of
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.theme import SPACING

PICTURE = QSize(240, 135)


class TimeLineCard(QFrame):
    """Shows a board's picture, a name and the times; owned by the line it belongs to."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.ToolTip)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        set_role(self, "card")
        self._picture = Thumbnail(PICTURE, "board")
        self._what = label("strong", wraps=True)
        self._when = label("muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(*(SPACING.small,) * 4)
        column.setSpacing(SPACING.tight)
        for part in (self._picture, self._what, self._when):
            column.addWidget(part)
        for words in (self._what, self._when):
            words.setTextFormat(Qt.TextFormat.PlainText)
        self.setMaximumWidth(PICTURE.width() + 2 * SPACING.small + 2)

    @property
    def words(self) -> tuple[str, str]:
        return self._what.text(), self._when.text()

    @property
    def has_picture(self) -> bool:
        return self._picture.isVisibleTo(self) and self._picture.has_picture

    def show_segment(self, segment: Segment, end_ms: int, picture: QImage | None, place: QPoint) -> None:
        until_ms = end_of(segment, end_ms)
        times = tr("{start} to {end}", start=short_clock(segment.start_ms), end=short_clock(until_ms))
        self._picture.setVisible(picture is not None)
        if picture is not None:
            self._picture.show_picture(picture)
        self._open(tr_phrase(segment.label), _with_wall(times, segment.wall_ms), place)

    def show_mark(self, mark: Mark, place: QPoint) -> None:
        self._picture.setVisible(False)
        self._open(tr_phrase(mark.label), mark_times(mark), place)

    def _open(self, what: str, when: str, place: QPoint) -> None:
        self._what.setText(what)
        self._when.setText(when)
        self.adjustSize()
        screen = self.screen().availableGeometry()
        above = place - QPoint(self.width() // 2, self.height() + SPACING.medium)
        x_px = min(max(above.x(), screen.left()), screen.right() - self.width())
        y_px = above.y() if above.y() >= screen.top() else place.y() + SPACING.wide
        self.move(x_px, y_px)
        self.show()


def mark_times(mark: Mark) -> str:
    """Say when a mark was, and of what lasted by the wall clock alone, how long."""
    if mark.wall_end_ms is None:
        return _with_wall(short_clock(mark.at_ms), mark.wall_ms)
    lasted = short_clock(mark.wall_end_ms - mark.wall_ms)
    return tr(
        "{time}, from {start} to {end} ({lasted})",
        time=short_clock(mark.at_ms),
        start=_wall(mark.wall_ms),
        end=_wall(mark.wall_end_ms),
        lasted=lasted,
    )


def _with_wall(times: str, wall_ms: int) -> str:
    return tr("{times}, at {clock}", times=times, clock=_wall(wall_ms)) if wall_ms else times


def _wall(wall_ms: int) -> str:
    return f"{datetime.fromtimestamp(wall_ms / 1000).astimezone():%H:%M:%S}"
