"""The main window: assembles the panels around the canvas; decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from chalkreel.ui.canvas.panel import CanvasPanel
from chalkreel.ui.kit.buttons import IconButton
from chalkreel.ui.kit.elided_label import divider
from chalkreel.ui.kit.notice_bar import NoticeBar
from chalkreel.ui.kit.words import tr
from chalkreel.ui.layouts import LayoutsPanel
from chalkreel.ui.main_window.actions import KEYS
from chalkreel.ui.main_window.key_sheet import KeySheet
from chalkreel.ui.preflight import FindingsList, PreflightStrip
from chalkreel.ui.status.panel import StatusPanel
from chalkreel.ui.status.record_bar import RecordBar
from chalkreel.ui.streams.panel import StreamsPanel
from chalkreel.ui.theme import SPACING
from chalkreel.ui.timeline.panel import TimelinePanel
from chalkreel.ui.whiteboards.panel import WhiteboardsPanel

SMALLEST = QSize(1100, 700)
FIRST_SIZE = QSize(1440, 860)
LOW_BELOW_PX = 800
TIGHT_BELOW_PX = 1280
"""Below this the people give their column to the canvas while its layers and fields are open beside it."""
SIDE_WIDTH_PX = 288
STATUS_WIDTH_PX = 320

_SIDE, _TIME_LINE = "canvas side", "time line"


class MainWindow(QMainWindow):
    """Streams on the left, canvas and boards in the middle, the take on the right, Record below.

    Owned by the composition root, which connects the panels to the controllers.

    ``now`` is the clock that recording times are counted with.

    Signals:
        close_requested: the host wants to leave; the window stays until ``close_for_good``.
    """

    close_requested = Signal()

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self._may_close = False
        self.notices = NoticeBar()
        self.streams = StreamsPanel()
        self.canvas = CanvasPanel()
        self.timeline = TimelinePanel(now=now)
        self.layouts = LayoutsPanel()
        self.whiteboards = WhiteboardsPanel()
        self.status = StatusPanel(now=now)
        self.record_bar = RecordBar()
        self.preflight = PreflightStrip()
        self.findings = FindingsList()
        self._is_low = False
        self._keys = IconButton(KEYS)
        self._help_key = QShortcut(QKeySequence(KEYS.more_shortcuts[0]), self)
        self._build()

    def show_title(self, room_name: str) -> None:
        self.setWindowTitle(tr("{room} – Chalkreel", room=room_name) if room_name else "Chalkreel")

    def show_findings(self, is_open: bool) -> None:
        """Show all that was checked before recording, or put the list away."""
        self.findings.setVisible(is_open)
        self.preflight.show_open(is_open)

    def place(self) -> tuple[str, str]:
        """Give the window's place and its splitters' as texts, to be kept between two starts."""
        return _text(self.saveGeometry()), _text(self._columns.saveState())

    def restore_place(self, geometry: str, columns: str) -> None:
        """Take up a place that was kept; what Qt cannot use leaves everything as it is."""
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        if columns:
            self._columns.restoreState(QByteArray.fromBase64(columns.encode()))

    def open_parts(self) -> list[str]:
        """Name what is unfolded, to be kept between two starts."""
        open_now = {_SIDE: self.canvas.is_side_open, _TIME_LINE: not self.timeline.is_folded}
        return [name for name, is_open in open_now.items() if is_open]

    def restore_open_parts(self, names: object) -> None:
        """Unfold what ``open_parts`` named; anything else is left out."""
        if isinstance(names, list):
            self.canvas.open_side(is_open=_SIDE in names)
            self.timeline.fold(_TIME_LINE not in names)

    def _on_keys_wished(self) -> None:
        if self.findChild(KeySheet) is None:
            sheet = KeySheet(self)
            sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            sheet.open()

    def close_for_good(self) -> None:
        """Close without asking: the shutdown is done."""
        self._may_close = True
        self.close()

    def _build(self) -> None:
        self.setObjectName("mainWindow")
        self.setMinimumSize(SMALLEST)
        self.resize(FIRST_SIZE)
        self.show_title("")
        self.canvas.put_below_head(self.layouts)
        self.canvas.side_toggled.connect(self._share_width)
        self.layouts.take_drops_on(self.canvas)
        self._middle = middle = QSplitter(Qt.Orientation.Vertical)
        middle.addWidget(self._stage())
        middle.addWidget(self.whiteboards)
        middle.setStretchFactor(0, 1)
        middle.setStretchFactor(1, 0)
        middle.setChildrenCollapsible(False)
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        for panel in (self.streams, middle, self.status):
            self._columns.addWidget(panel)
        self._columns.setStretchFactor(1, 1)
        self._columns.setChildrenCollapsible(False)
        self._columns.setSizes([SIDE_WIDTH_PX, FIRST_SIZE.width() - SIDE_WIDTH_PX - STATUS_WIDTH_PX, STATUS_WIDTH_PX])
        for splitter in (middle, self._columns):
            splitter.setHandleWidth(SPACING.small)
        self.setCentralWidget(self._frame())
        self.streams.put_in_head(self._keys)
        self._keys.clicked.connect(self._on_keys_wished)
        self._help_key.activated.connect(self._on_keys_wished)
        self.findings.hide()
        self.record_bar.put_beside(self.preflight)
        self.preflight.list_wished.connect(self.show_findings)
        # Where the keys go first: not to a button that a stray key could press.
        self.canvas.stage.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()
        self._share_width()

    def _share_width(self) -> None:
        is_tight = self.width() < TIGHT_BELOW_PX and self.canvas.is_side_open
        self.streams.setVisible(not is_tight)

    def _share_height(self) -> None:
        """In a low window the canvas gets what smaller boards leave."""
        is_low = self.height() < LOW_BELOW_PX
        if is_low != self._is_low:
            self._is_low = is_low
            self.whiteboards.show_low(is_low)
            boards_px = self.whiteboards.minimumSizeHint().height()
            self._middle.setSizes([max(sum(self._middle.sizes()) - boards_px, 1), boards_px])

    def _stage(self) -> QWidget:
        """Put the canvas above the time line, which is there only while it has something to show."""
        stage = QWidget()
        column = QVBoxLayout(stage)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING.small)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.timeline)
        return stage

    def _frame(self) -> QWidget:
        """Put messages above the panels and the record bar below them, with air around."""
        inside = QVBoxLayout()
        inside.setContentsMargins(*(SPACING.small,) * 4)
        inside.setSpacing(SPACING.small)
        inside.addWidget(self.notices)
        inside.addWidget(self._columns, 1)
        inside.addWidget(self.findings)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inside, 1)
        column.addWidget(divider())
        column.addWidget(self.record_bar)
        return centre

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.close_requested.emit()


def _text(state: QByteArray) -> str:
    return bytes(state.toBase64().data()).decode("ascii")
