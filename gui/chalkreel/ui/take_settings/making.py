"""From a row's data to its editor, and its default in words."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from chalkreel.domain.take_settings import DEFAULTS
from chalkreel.ui.kit.color_patch import color_text
from chalkreel.ui.kit.words import tr, tr_phrase
from chalkreel.ui.take_settings.color_editor import ColorEditor
from chalkreel.ui.take_settings.editors import ChoiceEditor, Editor, SwitchEditor, TextEditor
from chalkreel.ui.take_settings.number_editors import NumberEditor, PlaceEditor, SizeEditor
from chalkreel.ui.take_settings.rows import RowKind, RowSpec
from chalkreel.ui.take_settings.stream_editors import StreamChoicesEditor, StreamsEditor

_EDITORS: dict[RowKind, type[Editor]] = {
    RowKind.CHOICE: ChoiceEditor,
    RowKind.SWITCH: SwitchEditor,
    RowKind.NUMBER: NumberEditor,
    RowKind.TEXT: TextEditor,
    RowKind.COLOR: ColorEditor,
    RowKind.SIZE: SizeEditor,
    RowKind.PLACE: PlaceEditor,
    RowKind.STREAMS: StreamsEditor,
    RowKind.STREAM_CHOICES: StreamChoicesEditor,
}


def make_editor(spec: RowSpec, owner: QWidget) -> Editor:
    return _EDITORS[spec.kind](spec, owner)


def default_text(spec: RowSpec) -> str:
    """Say the default of a row as its editor would show it."""
    value: Any = getattr(DEFAULTS, spec.setting)
    match spec.kind:
        case RowKind.CHOICE:
            return next(tr_phrase(words) for one, words in spec.choices if one == value)
        case RowKind.SWITCH:
            return tr("On") if value else tr("Off")
        case RowKind.COLOR:
            return color_text(value)
        case RowKind.SIZE:
            return f"{value.width} × {value.height} {_unit(spec)}"
        case RowKind.PLACE:
            return f"{value.left}, {value.top}, {value.width}, {value.height} {_unit(spec)}"
        case RowKind.NUMBER if value is None:
            return tr_phrase(spec.empty) if spec.empty is not None else ""
        case RowKind.NUMBER:
            return f"{value // spec.scale} {_unit(spec)}"
        case RowKind.TEXT:
            return value or tr("empty")
    return tr("none chosen")


def _unit(spec: RowSpec) -> str:
    return tr_phrase(spec.unit) if spec.unit is not None else ""
