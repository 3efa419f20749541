"""The canvas with 25 live regions: what one event of the pointer costs, paint included, beside plain items of Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from statistics import median

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from chalkreel.app.garbage import GuiThreadGarbage
from chalkreel.controllers.view_state import StreamCondition
from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.ui.canvas.content import Person, StageContent
from chalkreel.ui.canvas.stage import Stage
from tests.benchmarks.conftest import Effort, Report
from tests.benchmarks.event_times import EventTimes, Paints

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

GESTURES = ("drag", "resize", "zoom", "pan")
SIDE = 5
MOST_TIMES, MOST_MS = 4.0, 8.0
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
NO_KEYS, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
PICTURE = Size(320, 180)
MOST_UNPAINTED = 0.02
"""So many events may change nothing: where the way of the pointer turns."""


def send(target: QWidget, kind: QMouseEvent.Type, at: QPointF, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
    QApplication.sendEvent(target, QMouseEvent(kind, at, target.mapToGlobal(at), button, held, NO_KEYS))


def send_wheel(target: QWidget, at: QPointF, turned: int) -> None:
    event = QWheelEvent(
        at, target.mapToGlobal(at), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton, CTRL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(target, event)


def path(count: int, start: QPointF, reach: float) -> list[QPointF]:
    """A way of the pointer to and fro, up and to the left, that crosses the neighbours' edges."""
    return [
        start + QPointF(reach * abs((i % 80) / 40 - 1) - reach, reach / 2 * abs((i % 62) / 31 - 1) - reach / 2)
        for i in range(count)
    ]


def pictures() -> list[QImage]:
    """Pictures as they come from people's cameras."""
    made = [QImage(PICTURE.width, PICTURE.height, QImage.Format.Format_RGB32) for _ in range(4)]
    for image, color in zip(made, ("#224466", "#664422", "#446622", "#622244"), strict=True):
        image.fill(QColor(color))
    return made


@pytest.fixture(autouse=True)
def garbage_as_in_the_program(qapp: QApplication) -> Iterator[None]:
    """Look for garbage between events, as the window does, beside the canvas and beside the plain items alike."""
    garbage = GuiThreadGarbage()
    garbage.start()
    yield
    garbage.stop()


class LiveItem(QGraphicsRectItem):
    """A rectangle that shows a picture, scaled smoothly as it is painted: the least that shows people."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__(QRectF(0, 0, width, height))
        self._image = QImage(PICTURE.width, PICTURE.height, QImage.Format.Format_RGB32)
        self._image.fill(QColor("#224466"))

    def show_picture(self, image: QImage) -> None:
        self._image = image
        self.update()

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._image)


class Canvas:
    """The real stage with 25 people whose pictures go on coming."""

    def __init__(self, bot: QtBot, size: Size) -> None:
        self.stage = Stage()
        bot.addWidget(self.stage)
        self.stage.resize(size.width, size.height)
        width, height = size.width // SIDE, size.height // SIDE
        ids = [f"s{place}" for place in range(SIDE * SIDE)]
        regions = tuple(
            Region(
                f"r{place}", Rect.of(place % SIDE * width, place // SIDE * height, width, height), place, stream_id=name
            )
            for place, name in enumerate(ids)
        )
        people = {name: Person(f"Person {name}", StreamCondition.LIVE, PICTURE, has_video=True) for name in ids}
        self.stage.show_content(StageContent(size, Layout(MixMode.CUSTOM, regions), people))
        self.stage.layout_edited.connect(self._keep)
        self._ids = ids
        self._count = 0
        self._pictures = pictures()
        for name in ids:
            self.stage.show_stream_picture(name, self._pictures[0])
        with bot.waitExposed(self.stage):
            self.stage.show()
        self.size = size
        self.paints = Paints(self.stage)
        self.live_times = EventTimes()

    def _keep(self, layout: Layout) -> None:
        self.stage.show_content(StageContent(self.size, layout, self.stage.content.people))

    def live(self) -> None:
        """One more picture between two events, as 25 people send 125 a second; what it costs is taken by itself."""
        self._count += 1
        name, image = self._ids[self._count % len(self._ids)], self._pictures[self._count % 4]
        self.live_times.take(self.paints, lambda: self.stage.show_stream_picture(name, image))

    @property
    def target(self) -> QWidget:
        return self.stage

    @property
    def is_dragging(self) -> bool:
        content = self.stage.content
        return self.stage.is_dragging and self.stage.views != content.views(content.layout)

    def at(self, x: float, y: float) -> QPointF:
        whole = self.stage.to_screen(Rect(0, 0, self.size.width, self.size.height))
        return QPointF(whole.left() + whole.width() * x, whole.top() + whole.height() * y)

    def corner(self, x: float, y: float) -> QPointF:
        return self.at(x, y)


class Plain:
    """25 items in a scene of Qt's, which are dragged, resized, zoomed and panned the same way.

    They are rectangles of one colour; or they show pictures that go on coming, as the canvas's regions do. Qt's view
    paints the little that changed, unless it is told to paint all of itself.
    """

    def __init__(self, bot: QtBot, size: Size, *, is_live: bool = False, paints_all: bool = False) -> None:
        self.size = size
        self._is_live, self._count, self._pictures = is_live, 0, pictures()
        self.scene = QGraphicsScene(0, 0, size.width, size.height)
        self.items = []
        width, height = size.width / SIDE, size.height / SIDE
        for place in range(SIDE * SIDE):
            item = LiveItem(width, height) if is_live else QGraphicsRectItem(QRectF(0, 0, width, height))
            item.setPos(place % SIDE * width, place // SIDE * height)
            item.setBrush(QColor("#224466"))
            item.setFlag(QGraphicsRectItem.GraphicsItemFlag.ItemIsMovable)
            self.scene.addItem(item)
            self.items.append(item)
        self.view = QGraphicsView(self.scene)
        bot.addWidget(self.view)
        self.view.resize(size.width, size.height)
        if paints_all:
            self.view.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.view.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.view.setFrameShape(QGraphicsView.Shape.NoFrame)
        for policy in (self.view.setHorizontalScrollBarPolicy, self.view.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        with bot.waitExposed(self.view):
            self.view.show()
        self.paints = Paints(self.view.viewport())

    def live(self) -> None:
        """One more picture between two events, where pictures are shown."""
        if self._is_live:
            self._count += 1
            item = self.items[self._count % len(self.items)]
            assert isinstance(item, LiveItem)
            item.show_picture(self._pictures[self._count % 4])
            QApplication.processEvents()
            QApplication.sendEvent(self.view, QEvent(QEvent.Type.UpdateRequest))

    def begin_anew(self) -> None:
        """Put every item back to its own place."""
        width, height = self.size.width / SIDE, self.size.height / SIDE
        for place, item in enumerate(self.items):
            item.setPos(place % SIDE * width, place // SIDE * height)
            item.setRect(QRectF(0, 0, width, height))
        QApplication.processEvents()

    @property
    def target(self) -> QWidget:
        return self.view.viewport()

    @property
    def is_dragging(self) -> bool:
        return isinstance(self.scene.mouseGrabberItem(), QGraphicsRectItem)

    def at(self, x: float, y: float) -> QPointF:
        return QPointF(self.view.mapFromScene(QPointF(self.size.width * x, self.size.height * y)))


def measure(canvas: Canvas, plain: Plain, kind: str, count: int) -> tuple[EventTimes, EventTimes]:
    ours, theirs = EventTimes(), EventTimes()
    plain.begin_anew()
    {"drag": drag, "resize": resize, "zoom": zoom, "pan": pan}[kind](canvas, plain, ours, theirs, count)
    return ours, theirs


def drag(canvas: Canvas, plain: Plain, ours: EventTimes, theirs: EventTimes, count: int) -> None:
    for side, times in ((plain, theirs), (canvas, ours)):
        start = side.at(0.9, 0.5)
        send(side.target, QMouseEvent.Type.MouseButtonPress, start, LEFT, LEFT)
        for at in path(count, start, canvas.size.width * 0.6):
            times.take(side.paints, lambda at=at, side=side: moved(side, at, LEFT))
            side.live()
        assert side.is_dragging, "the first round leaves nothing behind that the next one would miss"
        moved(side, start, LEFT)
        send(side.target, QMouseEvent.Type.MouseButtonRelease, start, LEFT, Qt.MouseButton.NoButton)


def moved(side: Canvas | Plain, at: QPointF, held: Qt.MouseButton) -> None:
    send(side.target, QMouseEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, held)


def resize(canvas: Canvas, plain: Plain, ours: EventTimes, theirs: EventTimes, count: int) -> None:
    item = plain.items[-1]
    first = plain.at(0.8, 0.8)
    for at in path(count, first, canvas.size.width * 0.5):
        place = plain.view.mapToScene(at.toPoint())
        rect = QRectF(item.mapFromScene(place), item.rect().bottomRight())
        theirs.take(plain.paints, lambda rect=rect: item.setRect(rect))
    canvas.stage.set_selection(("r24",))
    start = canvas.at(0.8, 0.8)
    send(canvas.target, QMouseEvent.Type.MouseButtonPress, start, LEFT, LEFT)
    for at in path(count, start, canvas.size.width * 0.5):
        ours.take(canvas.paints, lambda at=at: moved(canvas, at, LEFT))
        canvas.live()
    assert canvas.is_dragging
    moved(canvas, start, LEFT)
    send(canvas.target, QMouseEvent.Type.MouseButtonRelease, start, LEFT, Qt.MouseButton.NoButton)


def zoom(canvas: Canvas, plain: Plain, ours: EventTimes, theirs: EventTimes, count: int) -> None:
    for step in range(count):
        factor = 1.1 if step % 16 < 8 else 1 / 1.1
        theirs.take(plain.paints, lambda factor=factor: plain.view.scale(factor, factor))
    middle = canvas.at(0.5, 0.5)
    for step in range(count):
        ours.take(canvas.paints, lambda step=step: send_wheel(canvas.target, middle, 60 if step % 16 < 8 else -60))
        canvas.live()
    canvas.stage.zoom_to_fit()


def pan(canvas: Canvas, plain: Plain, ours: EventTimes, theirs: EventTimes, count: int) -> None:
    plain.view.scale(2, 2)
    canvas.stage.zoom_by(2)
    QApplication.processEvents()
    for step in range(count):
        way = 7 if step % 60 < 30 else -7
        theirs.take(plain.paints, lambda way=way: plain.view.translate(way / 2, way / 4))
    at = canvas.at(0.5, 0.5)
    send(canvas.target, QMouseEvent.Type.MouseButtonPress, at, MIDDLE, MIDDLE)
    for step in range(count):
        at = at + (QPointF(7, 3.5) if step % 60 < 30 else QPointF(-7, -3.5))
        ours.take(canvas.paints, lambda at=at: moved(canvas, at, MIDDLE))
        canvas.live()
    send(canvas.target, QMouseEvent.Type.MouseButtonRelease, at, MIDDLE, Qt.MouseButton.NoButton)
    plain.view.resetTransform()
    canvas.stage.zoom_to_fit()


@pytest.mark.parametrize("size", [Size(1280, 720), Size(1920, 1080)], ids=str)
@pytest.mark.parametrize("kind", GESTURES)
def test_an_event_costs_little(qtbot: QtBot, effort: Effort, report: Report, kind: str, size: Size) -> None:
    canvas = Canvas(qtbot, size)
    plains = {
        Plain(qtbot, size): "of one colour",
        Plain(qtbot, size, is_live=True): "that show the same pictures",
        Plain(qtbot, size, paints_all=True): "of one colour, all of them painted each time",
    }
    rounds: dict[Plain, list[tuple[EventTimes, EventTimes]]] = {plain: [] for plain in plains}
    for plain in plains:
        measure(canvas, plain, kind, 80)
    for _ in range(effort.rounds):
        for plain in plains:
            rounds[plain].append(measure(canvas, plain, kind, 300))
    ours = [times for measured in rounds.values() for times, _ in measured]
    p99, most = median(times.cpu_p99 for times in ours), max(max(times.cpu_ms) for times in ours)
    report.add(
        f"canvas {size}: {kind}, 25 live regions, a new picture after each event; processor time",
        f"p99 {p99:.2f} ms (median {median(median(times.cpu_ms) for times in ours):.2f}), {_painted(ours, size)}",
        f"the longest of {sum(len(times.cpu_ms) for times in ours)} events: {most:.2f} ms"
        f"  (goal {MOST_MS:.0f} ms: {_met(most, MOST_MS)})",
        f"each picture that came in between: median {median(canvas.live_times.cpu_ms):.2f} ms",
        *(
            f"beside 25 plain items {words}: {_beside(p99, [theirs for _, theirs in rounds[plain]], size)}"
            for plain, words in plains.items()
        ),
    )
    unpainted = max(times.unpainted_share for measured in rounds.values() for both in measured for times in both)
    assert unpainted <= MOST_UNPAINTED, "both sides paint what every event changes"


@pytest.mark.parametrize("size", [Size(1280, 720), Size(1920, 1080)], ids=str)
def test_all_gestures_together_cost_little(qtbot: QtBot, effort: Effort, report: Report, size: Size) -> None:
    """As many events of each gesture, taken as one: the plain items' worst are those of zoom and pan."""
    canvas = Canvas(qtbot, size)
    plains = {
        Plain(qtbot, size): "of one colour",
        Plain(qtbot, size, is_live=True): "that show the same pictures",
    }
    rounds: dict[Plain, list[tuple[EventTimes, EventTimes]]] = {plain: [] for plain in plains}
    for _ in range(effort.rounds):
        for plain in plains:
            both = [measure(canvas, plain, kind, 300) for kind in GESTURES]
            rounds[plain].append((_together(ours for ours, _ in both), _together(theirs for _, theirs in both)))
    ours = [times for measured in rounds.values() for times, _ in measured]
    p99 = median(times.cpu_p99 for times in ours)
    report.add(
        f"canvas {size}: drag, resize, zoom and pan together, 25 live regions; processor time",
        f"p99 {p99:.2f} ms (median {median(median(times.cpu_ms) for times in ours):.2f}), {_painted(ours, size)}",
        *(
            f"beside 25 plain items {words}: {_beside(p99, [theirs for _, theirs in rounds[plain]], size)}"
            for plain, words in plains.items()
        ),
    )


def _together(parts: Iterable[EventTimes]) -> EventTimes:
    whole = EventTimes()
    for part in parts:
        whole.ms += part.ms
        whole.cpu_ms += part.cpu_ms
        whole.unpainted += part.unpainted
        whole.painted_px += part.painted_px
    return whole


def _met(value: float, goal: float) -> str:
    return "met" if value <= goal else "NOT MET"


def _beside(ours: float, theirs: list[EventTimes], size: Size) -> str:
    p99 = median(times.cpu_p99 for times in theirs)
    return (
        f"x {ours / p99:.1f}  (goal {MOST_TIMES:.0f}: {_met(ours / p99, MOST_TIMES)}); p99 {p99:.2f} ms"
        f" (median {median(median(times.cpu_ms) for times in theirs):.2f}), {_painted(theirs, size)}"
    )


def _painted(rounds: list[EventTimes], size: Size) -> str:
    return f"paints {median(times.px_per_event for times in rounds) / (size.width * size.height):.1%} of the canvas"
