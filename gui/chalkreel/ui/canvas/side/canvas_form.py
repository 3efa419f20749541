"""Everything about the canvas, in fields: what the next recording is recorded with."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QColorDialog, QComboBox, QSizePolicy, QWidget

from chalkreel.domain.bit_rates import TABLE_SIZES
from chalkreel.domain.geometry import Size
from chalkreel.domain.region_checks import address_problem
from chalkreel.domain.take_settings import TakeSettings
from chalkreel.ui.canvas.side.content import CanvasSettings
from chalkreel.ui.canvas.side.fields import ColorField, EntryField, MegabitField, SumField, TextField, megabits
from chalkreel.ui.canvas.side.notes import Note
from chalkreel.ui.canvas.side.rows import FormRows, pairs, words
from chalkreel.ui.kit.color_patch import ColorPatch, color_text
from chalkreel.ui.kit.words import tr

FIRST_CLOCK_PX = 24
_TEXT_SETTINGS = ("background_image", "watermark_image")
_NOTED = ("canvas", "fps", "video_bit_rate_bps", "background_rgb", *_TEXT_SETTINGS, "clock_font_px")
IMAGE_SAMPLE = "https://…/picture.png"


class CanvasForm(QWidget):
    """Edits the part of the take settings that is the canvas's.

    Signals:
        settings_edited(TakeSettings): one of them was changed.
    """

    settings_edited = Signal(object)

    def __init__(self, owner: QWidget | None = None) -> None:
        super().__init__(owner)
        self._shown = CanvasSettings()
        self.usual = QComboBox()
        self.width_px, self.height_px, self.fps, self.clock_px = SumField(), SumField(), SumField(), SumField()
        self.bit_rate = MegabitField()
        self.color, self.patch = ColorField(), ColorPatch()
        self.images = {setting: TextField(address_problem) for setting in _TEXT_SETTINGS}
        self.clock = QCheckBox()
        self.blocked_note = Note()
        self.notes = {setting: Note() for setting in _NOTED}
        self._labels = {key: words() for key in ("usual", "width", "height", *_NOTED[1:])}
        self._dialog: QColorDialog | None = None
        self._build()
        self._connect()
        self.retranslate()

    @property
    def settings(self) -> TakeSettings:
        return self._shown.view.settings

    def show_settings(self, shown: CanvasSettings) -> None:
        self._shown = shown
        settings, view = shown.view.settings, shown.view
        self._show_usual(settings.canvas)
        self.width_px.show_value(settings.canvas.width)
        self.height_px.show_value(settings.canvas.height)
        self.fps.show_value(settings.fps)
        suggested = tr("{number}, suggested", number=megabits(settings.suggested_bit_rate_bps))
        self.bit_rate.show_value(settings.video_bit_rate_bps, suggested)
        self.color.show_value(settings.background_rgb)
        self.patch.show_color(color_text(settings.background_rgb))
        for setting, field in self.images.items():
            field.show_value(getattr(settings, setting), IMAGE_SAMPLE)
        with QSignalBlocker(self.clock):
            self.clock.setChecked(settings.clock_font_px is not None)
        self.clock_px.show_value(settings.clock_font_px)
        self._allow()
        for setting, note in self.notes.items():
            problems = [said[setting] for said in (view.problems, view.refused) if setting in said]
            quiet = [said[setting] for said in (view.idle, view.advice) if setting in said]
            note.show_found(problems[:1] or quiet[:1], is_quiet=not problems)

    def retranslate(self) -> None:
        for key, text in (
            ("usual", tr("Size")), ("width", tr("W")), ("height", tr("H")), ("fps", tr("Frames/s")),
            ("video_bit_rate_bps", tr("Mbps")), ("background_rgb", tr("Background")),
            ("background_image", tr("Image")), ("watermark_image", tr("Watermark")), ("clock_font_px", tr("Clock")),
        ):  # fmt: skip
            self._labels[key].setText(text)
        for field, name in (
            (self.usual, tr("Usual sizes of the canvas")), (self.width_px, tr("Width of the canvas in px")),
            (self.height_px, tr("Height of the canvas in px")), (self.fps, tr("Frames per second")),
            (self.bit_rate, tr("Bit rate of the picture in Mbps")), (self.color, tr("Background colour")),
            (self.patch, tr("Choose the background colour")),
            (self.images["background_image"], tr("Address of a background picture")),
            (self.images["watermark_image"], tr("Address of a watermark picture")),
            (self.clock, tr("Show the time in the picture")), (self.clock_px, tr("Height of the clock's digits in px")),
        ):  # fmt: skip
            field.setAccessibleName(name)
            field.setToolTip(name)
        self.clock.setText(tr("Shown"))
        self.usual.setItemText(self.usual.count() - 1, tr("Other size"))
        self.show_settings(self._shown)

    # -- parts ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        for size in TABLE_SIZES:
            self.usual.addItem(f"{size.width} × {size.height}", size)
        self.usual.addItem("")
        self.usual.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        named = self._labels
        rows = FormRows()
        rows.addWidget(self.blocked_note)
        rows.add_row(named["usual"], self.usual)
        rows.addLayout(pairs((named["width"], self.width_px, named["height"], self.height_px)))
        rows.addWidget(self.notes["canvas"])
        for setting, fields in (
            ("fps", (self.fps,)),
            ("video_bit_rate_bps", (self.bit_rate,)),
            ("background_rgb", (self.patch, self.color)),
            ("background_image", (self.images["background_image"],)),
            ("watermark_image", (self.images["watermark_image"],)),
            ("clock_font_px", (self.clock, self.clock_px)),
        ):
            rows.add_row(named[setting], *fields)
            rows.addWidget(self.notes[setting])
        rows.addStretch(1)
        self.setLayout(rows)

    def _connect(self) -> None:
        self.usual.activated.connect(self._on_usual_activated)
        self.width_px.entered.connect(partial(self._on_side_entered, "width"))
        self.height_px.entered.connect(partial(self._on_side_entered, "height"))
        for setting, field in self._fields():
            field.entered.connect(partial(self._on_value_entered, setting))
            field.said.connect(self.notes[setting].show_typed)
        for side in (self.width_px, self.height_px):
            side.said.connect(self.notes["canvas"].show_typed)
        self.clock.toggled.connect(self._on_clock_toggled)
        self.patch.clicked.connect(self._on_patch_clicked)

    def _fields(self) -> tuple[tuple[str, EntryField], ...]:
        return (
            ("fps", self.fps), ("video_bit_rate_bps", self.bit_rate), ("background_rgb", self.color),
            *self.images.items(), ("clock_font_px", self.clock_px),
        )  # fmt: skip

    def _show_usual(self, shown: Size) -> None:
        place = TABLE_SIZES.index(shown) if shown in TABLE_SIZES else self.usual.count() - 1
        with QSignalBlocker(self.usual):
            self.usual.setCurrentIndex(place)

    def _allow(self) -> None:
        """Everything rests while it cannot be changed, and what does nothing rests too."""
        blocked, view = self._shown.blocked, self._shown.view
        self.blocked_note.show_found(() if blocked is None else (blocked,), is_quiet=True)
        for field, setting in (
            (self.usual, "canvas"), (self.width_px, "canvas"), (self.height_px, "canvas"),
            (self.patch, "background_rgb"), (self.clock, "clock_font_px"),
            *((field, setting) for setting, field in self._fields()),
        ):  # fmt: skip
            field.setEnabled(blocked is None and setting not in view.idle)
        if self.settings.clock_font_px is None:
            self.clock_px.setEnabled(False)

    # -- edits ------------------------------------------------------------------------------------------------

    def _edit(self, **changes: Any) -> None:
        edited = replace(self.settings, **changes)
        if edited != self.settings:
            self.settings_edited.emit(edited)

    def _on_usual_activated(self, index: int) -> None:
        size = self.usual.itemData(index)
        if isinstance(size, Size):
            self._edit(canvas=size)
        else:
            self.width_px.setFocus()

    def _on_side_entered(self, side: str, length_px: int) -> None:
        self._edit(canvas=replace(self.settings.canvas, **{side: length_px}))

    def _on_value_entered(self, setting: str, value: Any) -> None:
        self._edit(**{setting: value})

    def _on_clock_toggled(self, is_on: bool) -> None:
        self._edit(clock_font_px=FIRST_CLOCK_PX if is_on else None)

    def _on_patch_clicked(self) -> None:
        if self._dialog is not None:
            return
        dialog = QColorDialog(QColor(color_text(self.settings.background_rgb)), self)
        dialog.setWindowTitle(tr("Background colour"))
        dialog.colorSelected.connect(self._on_color_selected)
        dialog.finished.connect(self._on_dialog_finished)
        self._dialog = dialog
        dialog.open()

    def _on_color_selected(self, color: QColor) -> None:
        self._edit(background_rgb=color.rgb() & 0xFFFFFF)

    def _on_dialog_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
