"""One participant: thumbnail, name, condition, loudness and three small buttons."""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.view_state import StreamCondition, StreamView
from chalkreel.ui.kit.badge import Badge, BadgeKind
from chalkreel.ui.kit.buttons import IconButton
from chalkreel.ui.kit.carried import carried_stream
from chalkreel.ui.kit.carrier import Carrier
from chalkreel.ui.kit.elided_label import ElidedLabel
from chalkreel.ui.kit.level_meter import LevelMeter
from chalkreel.ui.kit.roles import set_role
from chalkreel.ui.kit.thumbnail import Thumbnail
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.streams.actions import CAMERA_OFF, CAMERA_ON, MUTE, REMOVE, UNMUTE
from chalkreel.ui.theme import SPACING

THUMBNAIL = QSize(84, 48)

_SIGNS: dict[StreamCondition, tuple[Phrase, str, BadgeKind]] = {
    StreamCondition.LIVE: (phrase("Live"), "live", "safe"),
    StreamCondition.WAITING: (phrase("Waiting"), "waiting", "neutral"),
    StreamCondition.MUTED: (phrase("Muted"), "microphone-off", "neutral"),
    StreamCondition.CAMERA_OFF: (phrase("Camera off"), "camera-off", "neutral"),
    StreamCondition.STALLED: (phrase("Stalled"), "stalled", "problem"),
    StreamCondition.FAILED: (phrase("Failed"), "warning", "problem"),
    StreamCondition.ABSENT: (phrase("Left"), "user", "neutral"),
}

_all_but_level = attrgetter(*(one.name for one in fields(StreamView) if one.name != "level"))


class StreamRow(QFrame):
    """Renders one ``StreamView``; owned by the streams panel.

    Signals:
        mute_requested, camera_off_requested: the stream and the state wished for.
        remove_requested: the stream that is to leave.
    """

    mute_requested = Signal(str, bool)
    camera_off_requested = Signal(str, bool)
    remove_requested = Signal(str)

    def __init__(self, stream_id: str, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        set_role(self, "card")
        self._stream_id = stream_id
        self._shown: StreamView | None = None
        self._is_muted = False
        self._is_camera_off = False
        self._can_control = True
        self._pressed_at: QPoint | None = None
        self._carrier = Carrier(self)
        self._picture = Thumbnail(THUMBNAIL, "user")
        self._user_name = ElidedLabel("strong")
        self._badge = Badge()
        self._meter = LevelMeter()
        self._mute = IconButton(MUTE)
        self._camera = IconButton(CAMERA_OFF)
        self._remove = IconButton(REMOVE)
        self._mute.clicked.connect(self._on_mute_clicked)
        self._camera.clicked.connect(self._on_camera_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)
        self._picture.setCursor(Qt.CursorShape.OpenHandCursor)
        self._assemble()

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab stops at, in the order of use; the one that takes the stream away comes last."""
        return (self._mute, self._camera, self._remove)

    def render_stream(self, view: StreamView, can_control: bool) -> None:
        """Draw the stream; only what differs from before is touched: mostly how loud it is, ten times a second."""
        self._meter.show_level(view.level)
        before = self._shown
        self._shown = view
        if before is None or _all_but_level(before) != _all_but_level(view):
            self._render_condition(view)
            self._user_name.show_text(view.user_name)
            self._name_controls(view)
        if can_control != self._can_control:
            self._can_control = can_control
            for button in (self._mute, self._camera, self._remove):
                button.setVisible(can_control)

    def show_picture(self, image: QImage) -> None:
        self._picture.show_picture(image)

    def retranslate(self) -> None:
        for button in (self._mute, self._camera, self._remove):
            button.retranslate()
        if self._shown is not None:
            self._render_condition(self._shown)
            self._name_controls(self._shown)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint() if event.button() is Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the stream to wherever it can be dropped."""
        if self._pressed_at is None:
            return
        at = event.position().toPoint()
        if (
            not self._carrier.is_carrying
            and (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        ):
            self._carrier.take(carried_stream(self._stream_id), self._picture.grab())
        self._carrier.move_to(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None
        if self._carrier.is_carrying:
            self._carrier.drop(event.globalPosition().toPoint())

    def hideEvent(self, event: QHideEvent) -> None:
        self._carrier.give_up()
        super().hideEvent(event)

    def _render_condition(self, view: StreamView) -> None:
        word, icon_name, kind = _SIGNS[view.condition]
        if not view.has_audio and not view.has_video and view.condition is StreamCondition.LIVE:
            word, icon_name, kind = phrase("No signal"), "warning", "problem"
        self._badge.show_state(tr_phrase(word), icon_name, kind)
        self._badge.setToolTip(self._badge.word if view.problem is None else tr_phrase(view.problem))
        # Muted and camera off can hold at once and beside trouble; the condition names one of them only.
        self._is_muted = view.is_muted or view.condition is StreamCondition.MUTED or not view.has_audio
        self._is_camera_off = view.is_camera_off or view.condition is StreamCondition.CAMERA_OFF or not view.has_video
        self._mute.show_action(UNMUTE if self._is_muted else MUTE)
        self._camera.show_action(CAMERA_ON if self._is_camera_off else CAMERA_OFF)
        shows_sign = self._is_camera_off or view.condition in (StreamCondition.FAILED, StreamCondition.ABSENT)
        self._picture.show_sign(_thumbnail_sign(view), shows_sign)

    def _name_controls(self, view: StreamView) -> None:
        spoken = tr("{name}, {condition}", name=view.user_name, condition=self._badge.word)
        if spoken == self.accessibleName():
            return
        self.setAccessibleName(spoken)
        self._meter.setAccessibleName(tr("Loudness of {name}", name=view.user_name))

    def _on_mute_clicked(self) -> None:
        self.mute_requested.emit(self._stream_id, not self._is_muted)

    def _on_camera_clicked(self) -> None:
        self.camera_off_requested.emit(self._stream_id, not self._is_camera_off)

    def _on_remove_clicked(self) -> None:
        self.remove_requested.emit(self._stream_id)

    def _assemble(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._user_name, 1)
        head.addWidget(self._remove)
        tools = QHBoxLayout()
        tools.setSpacing(0)
        tools.addWidget(self._badge, 1, Qt.AlignmentFlag.AlignVCenter)
        tools.addWidget(self._mute)
        tools.addWidget(self._camera)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(tools)
        column.addSpacing(SPACING.hair)
        column.addWidget(self._meter)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACING.small, SPACING.tight, SPACING.small, SPACING.small)
        row.setSpacing(SPACING.small)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(column, 1)


def _thumbnail_sign(view: StreamView) -> str:
    match view.condition:
        case StreamCondition.CAMERA_OFF:
            return "camera-off"
        case StreamCondition.FAILED:
            return "warning"
    return "user"
