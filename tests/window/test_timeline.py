"""The time line under the canvas: looked at, scrubbed, zoomed, and cheap."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from chalkreel.controllers.view_state import FileCondition, FileView, TakeView
from chalkreel.domain.enums import MixMode
from chalkreel.domain.phases import Phase
from chalkreel.domain.timeline import Moment, MomentKind, RecordedFile, Timeline, TrackKind, timeline_of
from chalkreel.ui.theme import ThemeMode, apply_theme, current_tokens
from tests.drivers.timeline import TimelineDriver

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
CTRL = Qt.KeyboardModifier.ControlModifier
BOARDS, LAYOUTS = TrackKind.BOARDS, TrackKind.LAYOUTS
MOMENTS = [
    Moment(MomentKind.STARTED, 1_000_000, 0, "Angles", "a", MixMode.HORIZONTAL),
    Moment(MomentKind.BOARD, 1_060_000, 60_000, "Circles", "b"),
    Moment(MomentKind.MARKER, 1_090_000, 90_000, "Good question"),
    Moment(MomentKind.PAUSED, 1_120_000, 120_000),
    Moment(MomentKind.RESUMED, 1_180_000, 120_000),
    Moment(MomentKind.LAYOUT, 1_240_000, 180_000, mode=MixMode.GRID),
]
WHOLE = timeline_of(MOMENTS, 300_000)
OPEN = timeline_of(MOMENTS, 180_000, is_open=True)
SAFE = TakeView(
    Phase.SAFE, recording_ms=300_000, files=(FileView("a.mp4", FileCondition.SAFE, url="file:///tmp/a.mp4"),)
)


@pytest.fixture
def host(qtbot, qapp):
    apply_theme(qapp, ThemeMode.LIGHT)
    return TimelineDriver(qtbot)


def test_nothing_to_show_is_not_shown_and_one_row_is_enough_at_first(host):
    host.show(Timeline())
    assert not host.panel.isVisible()
    host.show(WHOLE)
    assert host.panel.isVisible()
    slim_px = host.panel.sizeHint().height()
    host.unfold()
    assert [row.track.kind if row.track else None for row in host.line.rows] == [BOARDS, LAYOUTS, None]
    assert slim_px < host.panel.sizeHint().height() < 3 * slim_px + 40
    host.unfold()
    assert host.panel.sizeHint().height() == slim_px
    host.show(Timeline())
    assert not host.panel.isVisible()


def test_a_click_puts_the_cursor_there_and_says_what_was_on_air(host):
    host.show(WHOLE)
    host.unfold()
    host.click(BOARDS, 75_000)
    assert host.chosen == [pytest.approx(75_000, abs=1000)]
    assert host.panel.place_words.startswith("1:1")
    assert host.panel.place_words.endswith(" · Circles · Horizontal")
    assert "Circles" in host.line.accessibleDescription()
    host.click(LAYOUTS, 299_000)
    assert host.panel.place_words.endswith("Circles · Grid")


def test_the_arrow_keys_move_by_seconds_and_with_ctrl_from_event_to_event(host):
    host.show(WHOLE)
    host.keys(Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left)
    assert host.chosen == [0, 5000, 10_000, 5000]
    host.chosen.clear()
    host.keys(*[Qt.Key.Key_Right] * 6, modifier=CTRL)
    assert host.chosen == [60_000, 90_000, 120_000, 180_000, 300_000, 300_000]
    host.keys(Qt.Key.Key_Left, modifier=CTRL)
    assert host.chosen[-1] == 180_000
    host.keys(Qt.Key.Key_Home, Qt.Key.Key_Left)
    assert host.chosen[-1] == 0
    host.keys(Qt.Key.Key_End)
    assert host.chosen[-1] == 300_000


def test_the_pointer_over_a_board_shows_its_picture_and_name(host):
    host.show(WHOLE)
    assert host.wanted == ["a", "b"]
    picture = QImage(320, 180, QImage.Format.Format_RGB32)
    picture.fill(QColor(current_tokens().colors.guide))
    host.panel.show_board_picture("b", picture)
    card = host.hover(BOARDS, 100_000)
    assert card.words[0] == "Circles"
    assert card.words[1].startswith("1:00 to 5:00")
    assert card.has_picture
    assert not host.hover(BOARDS, 30_000).has_picture
    host.unfold()
    pause = host.hover(None, 120_000)
    assert pause.words[0] == "Paused"
    assert pause.words[1].endswith("(1:00)")
    assert host.hover(None, 250_000) is None


def test_a_boards_picture_is_painted_into_its_stretch(host):
    host.show(WHOLE)
    picture = QImage(320, 180, QImage.Format.Format_RGB32)
    picture.fill(QColor(current_tokens().colors.guide))
    host.panel.show_board_picture("b", picture)
    place = host.place(BOARDS, 60_000) + QPoint(12, 0)
    shot = host.line.grab().toImage()
    assert shot.pixelColor(place * shot.devicePixelRatio()).name() == current_tokens().colors.guide


def test_a_running_take_grows_and_paints_only_when_a_px_changes(host):
    host.show(OPEN, TakeView(Phase.RECORDING, recording_ms=180_000, measured_at=host.now_s, is_counting=True))
    paints = Paints(host.line)
    for _second in range(60):
        host.now_s += 0.25
        host.panel._timer.timeout.emit()
        QApplication.processEvents()
    assert host.line.end_ms == 195_000
    width_px = host.line.scale.width_px
    moved_px = 15_000 / host.line.scale.span_ms * width_px
    assert 0 < paints.count <= moved_px + 2
    host.show(WHOLE, SAFE)
    assert not host.panel._timer.isActive()


def test_zooming_shows_less_around_the_pointer_and_fit_shows_all_again(host):
    host.show(WHOLE)
    host.unfold()
    assert not host.button("fit-time-line").isEnabled()
    place = host.place(BOARDS, 100_000)
    for _notch in range(4):
        wheel(host.line, place, 120, CTRL)
    scale = host.line.scale
    assert scale.span_ms < 100_000
    assert scale.ms_at(place.x()) == pytest.approx(100_000, abs=2000)
    wheel(host.line, place, -120)
    assert host.line.scale.from_ms > scale.from_ms
    host.keys(Qt.Key.Key_End)
    assert host.line.scale.from_ms + host.line.scale.span_ms == pytest.approx(300_000)
    host.fit()
    assert (host.line.scale.from_ms, host.line.scale.span_ms) == (0, 300_000)


def test_a_finished_take_on_this_computer_can_be_watched_from_a_place(host):
    host.show(OPEN, TakeView(Phase.RECORDING, recording_ms=180_000, measured_at=host.now_s))
    host.unfold()
    host.double_click(BOARDS, 30_000)
    assert host.played == []
    assert not host.button("play-take").isEnabled()
    host.show(WHOLE, SAFE)
    host.double_click(BOARDS, 30_000)
    host.play()
    assert host.played == [pytest.approx(30_000, abs=1000)] * 2
    host.panel.show_playing(100_000)
    assert host.panel.place_words.startswith("1:40")
    assert host.chosen[-1] != 100_000, "following the player is no wish"


def test_every_stream_has_a_row_of_its_own(host):
    files = [
        RecordedFile("Ana", 1_010_000, 90_000, "file:///a.mp4"),
        RecordedFile("whiteboard", 1_000_000, 100_000, "file:///w.mp4", is_whiteboard=True),
    ]
    host.show(timeline_of(MOMENTS[:2], 0, files=files, is_single=True))
    host.unfold()
    assert [row.track.name for row in host.line.rows if row.track.kind is TrackKind.FILE] == ["whiteboard", "Ana"]


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget):
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched, event):  # noqa: N802
        self.count += event.type() is QEvent.Type.Paint
        return False


def wheel(widget, place, delta, modifiers=Qt.KeyboardModifier.NoModifier):
    event = QWheelEvent(
        QPointF(place),
        widget.mapToGlobal(QPointF(place)),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
