"""The left panel: the room, its connection and everybody in it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from chalkreel.controllers.view_state import RoomView
from chalkreel.ui.kit.buttons import IconButton
from chalkreel.ui.kit.elided_label import ElidedLabel, divider
from chalkreel.ui.kit.headers import EmptyState, SectionHeader
from chalkreel.ui.kit.icons import icon
from chalkreel.ui.kit.notice_bar import NoticeBar
from chalkreel.ui.kit.roles import set_role
from chalkreel.ui.kit.scrolling import scrolled
from chalkreel.ui.kit.words import tr, tr_count
from chalkreel.ui.streams.actions import ADD_GUEST, ADD_STREAM, CONNECTION
from chalkreel.ui.streams.stream_row import StreamRow
from chalkreel.ui.theme import SPACING


class StreamsPanel(QFrame):
    """Renders a ``RoomView``; decides nothing.

    Signals:
        connection_requested, add_stream_requested, add_guest_requested: the host pressed the button.
        mute_requested, camera_off_requested: a stream and the state wished for.
        remove_stream_requested: a stream that is to leave the room.
    """

    connection_requested = Signal()
    add_stream_requested = Signal()
    add_guest_requested = Signal()
    remove_stream_requested = Signal(str)
    mute_requested = Signal(str, bool)
    camera_off_requested = Signal(str, bool)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        set_role(self, "panel")
        self._room: RoomView | None = None
        self._rows: dict[str, StreamRow] = {}
        self._room_name = ElidedLabel("title")
        self._connection_icon = QLabel()
        self._connection_name = ElidedLabel("muted")
        self._settings = IconButton(CONNECTION)
        self._add = IconButton(ADD_STREAM, tone="text")
        self._add_guest = IconButton(ADD_GUEST, tone="text")
        self._header = SectionHeader()
        self._notice = NoticeBar()
        self._empty = EmptyState("people")
        self._list = QWidget()
        self._pages = QStackedLayout()
        self._settings.clicked.connect(self.connection_requested)
        self._add.clicked.connect(self.add_stream_requested)
        self._add_guest.clicked.connect(self.add_guest_requested)
        self._assemble()
        self._retranslate()

    def put_in_head(self, button: QWidget) -> None:
        """Give a button of somebody else's a place beside the settings."""
        self._head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def show_room(self, room: RoomView) -> None:
        before = self._room
        self._room = room
        if before is None or replace(before, streams=()) != replace(room, streams=()):
            self._render_head(room)
        self._render_rows(room, None if before is None else [view.stream_id for view in before.streams])

    def show_picture(self, stream_id: str, image: QImage) -> None:
        row = self._rows.get(stream_id)
        if row is not None:
            row.show_picture(image)

    def _render_head(self, room: RoomView) -> None:
        self._room_name.show_text(room.room_name or room.room_id)
        self._connection_name.show_text(room.connection_name)
        self._connection_icon.setVisible(bool(room.connection_name))
        picture = icon("studio" if room.is_studio else "cloud", "text_muted")
        self._connection_icon.setPixmap(picture.pixmap(QSize(16, 16), self.devicePixelRatioF()))
        self._add.setVisible(room.is_studio)
        self._add_guest.setVisible(room.is_studio)
        if room.problem is None:
            self._notice.clear()
        else:
            self._notice.show_notice(room.problem)

    def _render_rows(self, room: RoomView, order_before: list[str] | None) -> None:
        order = [view.stream_id for view in room.streams]
        if order != order_before:
            self._arrange_rows(order)
            self._render_count()
        for view in room.streams:
            self._rows[view.stream_id].render_stream(view, room.is_studio)

    def _arrange_rows(self, order: list[str]) -> None:
        for gone in set(self._rows) - set(order):
            row = self._rows.pop(gone)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, stream_id in enumerate(order):
            row = self._rows.get(stream_id) or self._new_row(stream_id)
            self._column.insertWidget(place, row)
        self._order_tabs(order)
        self._pages.setCurrentIndex(1 if order else 0)

    def _order_tabs(self, order: list[str]) -> None:
        """Let Tab go through the panel from its head down; rows that came later would be last in the window."""
        stops: list[QWidget] = [self._settings, self._add_guest, self._add]
        for stream_id in order:
            stops += self._rows[stream_id].tab_stops
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _new_row(self, stream_id: str) -> StreamRow:
        row = StreamRow(stream_id)
        row.mute_requested.connect(self.mute_requested)
        row.camera_off_requested.connect(self.camera_off_requested)
        row.remove_requested.connect(self.remove_stream_requested)
        self._rows[stream_id] = row
        return row

    def _render_count(self) -> None:
        count = len(self._rows)
        self._header.show_words(tr("People"), str(count) if count else "")
        self._header.setAccessibleName(tr_count("{n} participant", "{n} participants", count))

    def _retranslate(self) -> None:
        self.setAccessibleName(tr("Room and participants"))
        self._settings.retranslate()
        self._add.retranslate()
        self._add_guest.retranslate()
        self._render_count()
        self._empty.show_words(tr("Nobody is here yet"), tr("Participants appear here as soon as they join the room."))
        for row in self._rows.values():
            row.retranslate()

    def _assemble(self) -> None:
        where = QHBoxLayout()
        where.setSpacing(SPACING.tight)
        where.addWidget(self._connection_icon)
        where.addWidget(self._connection_name, 1)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._room_name)
        names.addLayout(where)
        head = QHBoxLayout()
        head.setContentsMargins(SPACING.tight, 0, 0, 0)
        head.addLayout(names, 1)
        head.addWidget(self._settings, 0, Qt.AlignmentFlag.AlignTop)
        self._head = head
        self._header.setContentsMargins(SPACING.tight, 0, 0, 0)
        self._header.add_control(self._add_guest)
        self._header.add_control(self._add)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._make_scroll())
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING.small, SPACING.medium, SPACING.small, SPACING.small)
        column.setSpacing(SPACING.small)
        column.addLayout(head)
        column.addWidget(divider())
        column.addWidget(self._header)
        column.addWidget(self._notice)
        column.addLayout(self._pages, 1)

    def _make_scroll(self) -> QScrollArea:
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACING.small)
        self._column.addStretch(1)
        return scrolled(self._list)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        if event.type() is QEvent.Type.StyleChange and self._room is not None:
            self._render_head(self._room)
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(304, 520)

    def minimumSizeHint(self) -> QSize:
        return QSize(272, 240)
