"""The telling states of dialogs, and sheets that show one part in all its states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QRadioButton, QScrollArea, QWidget

from chalkreel.app import gallery_lessons as at
from chalkreel.app.gallery_lessons import Lesson, demo_room
from chalkreel.app.gallery_pictures import GalleryPictures
from chalkreel.app.gallery_windows import GalleryState, record_bar_sheet, status_sheet
from chalkreel.base.phrase import phrase
from chalkreel.controllers.layouts import FIRST_CANVAS, FIRST_LAYOUT
from chalkreel.controllers.take_plan import TakePlan, judge
from chalkreel.controllers.take_settings import plan_with
from chalkreel.controllers.take_settings_words import summary
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.view_state import TakeSettingsView
from chalkreel.domain.encoder_address import FIRST_PORT
from chalkreel.domain.enums import FileStatus, QuitReason, RecordMode, StreamType, Vendor
from chalkreel.domain.geometry import Size
from chalkreel.domain.phases import Wish
from chalkreel.domain.take_settings import TakeSettings
from chalkreel.services.connection import Credentials, Storage, storage_params
from chalkreel.services.errors import HostUnknown
from chalkreel.ui.main_window.leave_dialog import LeaveDialog
from chalkreel.ui.settings import ConnectionDialog, ConnectionForm
from chalkreel.ui.settings.connection_form import StoredSecrets
from chalkreel.ui.streams import GuestDialog
from chalkreel.ui.take_settings import TakeSettingsDialog
from chalkreel.ui.take_settings.fold import Fold

_SAVE = "save-connection"
_STUDIO = ConnectionForm(recordings_folder="/home/rivera/Videos/Chalkreel")
_CLOUD = ConnectionForm(
    is_studio=False,
    name="Northside School",
    app_id="1234567890",
    room_id="math-7b",
    storage_region="us-east-1",
    bucket="northside-lessons",
    end_point="https://s3.example.org",
    output_folder="2026/math/",
)
_WRONG = replace(
    _CLOUD,
    name="",
    app_id="12 34",
    server_secret="0123456789abcdef",
    end_point="file:///home/rivera/Videos",
    output_folder="../other",
)
_KEYS = Credentials(access_key_id="local", access_key_secret="local")
_IMPOSSIBLE = TakeSettings(canvas=Size(4000, 2000), fps=90, max_idle_s=2)
_SINGLE = TakeSettings(record_mode=RecordMode.SINGLE, recorded_streams=("teacher",), fill_blank=True)
_SOUND = TakeSettings(stream_type=StreamType.AUDIO)
_CAMERA = "rtsp://camera.example.org/hall"
_VOD = replace(_CLOUD, vendor=Vendor.ALIBABA_VOD, storage_region="cn-shanghai")


def panel_states() -> tuple[GalleryState, ...]:
    return (
        GalleryState("dialog-01-studio", "Connection: Studio", _dialog(_STUDIO, StoredSecrets())),
        GalleryState("dialog-02-cloud", "Connection: a project, secrets kept", _dialog(_CLOUD, _kept(True))),
        GalleryState("dialog-03-no-keyring", "Connection: no keyring", _dialog(_CLOUD, _kept(False))),
        GalleryState("dialog-04-problems", "Connection: what cannot stay", _dialog(_WRONG, StoredSecrets()), _save),
        GalleryState("dialog-05-problems-below", "The same, further down", _dialog(_WRONG, StoredSecrets()), _save_low),
        GalleryState("dialog-06-vod", "Connection: video on demand", _dialog(_VOD, _kept(True))),
        GalleryState("dialog-07-leave", "Closing while a recording runs", _leave),
        GalleryState("dialog-08-take-settings", "Take settings as they are at first", _settings(TakeSettings())),
        GalleryState("dialog-09-take-settings-open", "Every take setting", _settings(TakeSettings()), _unfold),
        GalleryState("dialog-14-take-settings-single", "The same for single streams", _settings(_SINGLE), _unfold),
        GalleryState("dialog-15-take-settings-sound", "The same for sound only", _settings(_SOUND), _unfold),
        GalleryState("dialog-10-take-settings-problems", "Take settings that cannot stay", _settings(_IMPOSSIBLE)),
        GalleryState("dialog-11-guest", "Somebody from an address", _guest),
        GalleryState("dialog-12-guest-refused", "Nothing comes from there", _guest, _refuse),
        GalleryState("dialog-13-encoder", "An encoder is waited for", _guest, _await_encoder),
        GalleryState("sheet-01-record-bar", "The record bar in every phase", _bars),
        GalleryState("sheet-02-status", "The status panel in every phase", _panels),
    )


def every_phase() -> tuple[TakeState, ...]:
    """One take per phase, in the order of a take's life, failures last."""
    saved = FileStatus.UPLOADED
    return (
        TakeState(),
        TakeState(take_id=1, wish=Wish.CHECK),
        at.starting(),
        at.armed(),
        at.recording(),
        at.everyone_left(),
        at.paused(),
        at.stopping(),
        at.ended(saved, FileStatus.UPLOADING),
        at.ended(saved),
        at.ended(),
        at.ended(saved, FileStatus.IN_BACKUP),
        at.ended(saved, FileStatus.LOST),
        at.ended(saved, reason=QuitReason.WRITE_EIO),
        at.refused(HostUnknown("cloudrecord-api.zego.im").sentence),
    )


def _bars(_pictures: GalleryPictures) -> QWidget:
    return record_bar_sheet(every_phase(), Lesson(demo_room()))


def _panels(_pictures: GalleryPictures) -> QWidget:
    return status_sheet(every_phase(), Lesson(demo_room()))


def _dialog(form: ConnectionForm, stored: StoredSecrets) -> Callable[[GalleryPictures], QWidget]:
    return lambda _pictures: ConnectionDialog(form, stored)


def _guest(_pictures: GalleryPictures) -> QWidget:
    return GuestDialog(FIRST_PORT)


def _refuse(dialog: QWidget) -> None:
    assert isinstance(dialog, GuestDialog)
    address = next(line for line in dialog.findChildren(QLineEdit) if line.placeholderText().startswith("rtsp"))
    address.setText(_CAMERA)
    dialog.show_refusal(phrase("Nothing that can be played comes from {name}.", name=_CAMERA))


def _await_encoder(dialog: QWidget) -> None:
    dialog.findChildren(QRadioButton)[1].click()


def _leave(_pictures: GalleryPictures) -> QWidget:
    return LeaveDialog()


def _kept(are_kept: bool) -> StoredSecrets:
    return StoredSecrets(has_server_secret=True, has_storage_keys=True, are_kept=are_kept)


def _save(dialog: QWidget) -> None:
    next(button for button in dialog.findChildren(QAbstractButton) if button.objectName() == _SAVE).click()


def _save_low(dialog: QWidget) -> None:
    _save(dialog)
    QApplication.processEvents()
    for area in dialog.findChildren(QScrollArea):
        bar = area.verticalScrollBar()
        bar.setValue(bar.maximum())


def _settings(settings: TakeSettings) -> Callable[[GalleryPictures], QWidget]:
    return lambda _pictures: TakeSettingsDialog(settings, _judged)


def _judged(draft: TakeSettings) -> TakeSettingsView:
    """Judge a draft as the program does, with the demo lesson as what would be recorded."""
    folder = storage_params(Storage(region="local", bucket="Chalkreel", end_point="file:///home/rivera/Videos"), _KEYS)
    plan = TakePlan("demo-classroom", FIRST_CANVAS, FIRST_LAYOUT, folder, board_id="photosynthesis")
    judged = judge(plan_with(plan, draft))
    streams = tuple((one.stream_id, one.user_name) for one in demo_room().streams)
    return TakeSettingsView(
        settings=draft,
        problems=judged.problems,
        idle=judged.idle,
        advice=judged.advice,
        streams=streams,
        summary=summary(draft, has_board=True),
    )


def _unfold(dialog: QWidget) -> None:
    """Open everything, and make room for it."""
    for fold in dialog.findChildren(Fold):
        fold.open_up()
    QApplication.processEvents()
    for area in dialog.findChildren(QScrollArea):
        hidden = area.verticalScrollBar().maximum()
        dialog.resize(dialog.width(), dialog.height() + hidden)
