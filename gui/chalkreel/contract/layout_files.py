"""Layouts in the API's own JSON, both ways: what a backend sends can be opened, what is made here can be sent.

Understood are the bodies of StartRecord and UpdateLayout, and the parts of them that hold a layout:
RecordInputParams, MixConfig, MixInputList. Only the layout and the size of its canvas are taken; rooms, tasks and
storage are passed over unread, so a body whose keys were taken out opens as well.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from pydantic import ValidationError

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.checks import canvas_area, canvas_has_size, check_regions
from chalkreel.contract.hints import hints_for_update_layout
from chalkreel.contract.json_places import line_and_column, offset_of
from chalkreel.contract.layouts import layout_of, mix_input_list, update_layout_request
from chalkreel.contract.mixing import MixConfig
from chalkreel.contract.problems import violations_of
from chalkreel.contract.start_record import RecordInputParams
from chalkreel.contract.updates import UpdateLayoutRequest
from chalkreel.contract.violation import Violation
from chalkreel.domain.enums import MixMode, RecordMode
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.limits import MAX_CANVAS_SIDE_PX

LARGEST_FILE_BYTES = 1024 * 1024
TASK_ID_PLACEHOLDER = "PUT_TASK_ID_HERE"
"""Sixteen characters, as the contract wants a TaskId."""
_LARGER_CANVASES = (Size(1280, 720), Size(1920, 1080), Size(1080, 1920), Size(MAX_CANVAS_SIDE_PX, MAX_CANVAS_SIDE_PX))
"""Tried in this order for regions that say no canvas and reach beyond the present one; the last holds all."""
_MIX, _REGIONS, _INPUTS = "MixConfig", "MixInputList", "RecordInputParams"
_LAYOUT_MEMBERS = frozenset({"MixMode", _REGIONS, "MixMaxResolutionStreamId"})

TOO_LARGE = phrase("The file is far too large to be a layout.")
NOT_TEXT = phrase("This is not a text file, so it cannot be JSON.")
NO_LAYOUT = phrase(
    "There is no layout in it. Layouts come in the bodies of StartRecord and UpdateLayout, or as MixConfig or"
    " MixInputList."
)
SINGLE = phrase("This call records every stream by itself (RecordMode 1): there is no layout in it.")


class LayoutFileKind(Enum):
    """What the text turned out to be."""

    START_RECORD = "StartRecord"
    UPDATE_LAYOUT = "UpdateLayout"
    MIX_CONFIG = "MixConfig"
    MIX_INPUT_LIST = "MixInputList"


@dataclass(frozen=True, slots=True)
class OpenedLayout:
    """A layout that was read. ``canvas`` is what it was made for; ``says_canvas`` tells whether the file said so.

    ``notes`` say what of the file does nothing.
    """

    kind: LayoutFileKind
    layout: Layout
    canvas: Size
    says_canvas: bool = False
    notes: tuple[Phrase, ...] = ()


class LayoutFileRefused(Exception):  # noqa: N818 - a fact about the file
    """The text holds no layout that could be sent. ``line`` is 0 where no line is to blame."""

    def __init__(self, reason: Phrase, line: int = 0, column: int = 0, field: str = "") -> None:
        super().__init__(str(reason))
        self.reason, self.line, self.column, self.field = reason, line, column, field

    @property
    def sentence(self) -> Phrase:
        """Say the place, as far as it is known, and the reason."""
        if self.line and self.field:
            return phrase("Line {line}, {field}: {reason}", line=self.line, field=self.field, reason=self.reason)
        if self.line:
            return phrase("Line {line}, column {column}: {reason}", line=self.line, column=self.column,
                          reason=self.reason)  # fmt: skip
        return self.reason


def text_of(content: bytes) -> str:
    """Decode what a file holds, in any of JSON's encodings; raises ``LayoutFileRefused``."""
    if len(content) > LARGEST_FILE_BYTES:
        raise LayoutFileRefused(TOO_LARGE)
    try:
        return content.decode(json.detect_encoding(content))
    except UnicodeDecodeError:
        raise LayoutFileRefused(NOT_TEXT) from None


def read_layout(text: str, canvas: Size) -> OpenedLayout:
    """Read a layout; ``canvas`` is the present one, for files that name none. Raises ``LayoutFileRefused``."""
    data = _parsed(text)
    found = _found(data)
    if found is None:
        raise LayoutFileRefused(NO_LAYOUT)
    try:
        return _READERS[found](data, canvas)
    except ValidationError as error:
        raise _refused(text, data, violations_of(error)[0]) from None
    except _Broken as broken:
        raise _refused(text, data, broken.violation) from None


def update_layout_text(layout: Layout) -> str:
    """Write the body of UpdateLayout; the TaskId is to be filled in by whoever sends it."""
    return json_text(update_layout_request(TASK_ID_PLACEHOLDER, layout).to_wire())


def mix_input_list_text(layout: Layout) -> str:
    return json_text([item.to_wire() for item in mix_input_list(layout)])


def json_text(wire: object) -> str:
    return json.dumps(wire, ensure_ascii=False, indent=2) + "\n"


class _Broken(Exception):  # noqa: N818 - never leaves this module
    """Carries a rule that was broken across members."""

    def __init__(self, violation: Violation) -> None:
        super().__init__(str(violation))
        self.violation = violation


def _parsed(text: str) -> Any:
    if len(text) > LARGEST_FILE_BYTES:
        raise LayoutFileRefused(TOO_LARGE)
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        reason = phrase("This is not valid JSON ({what}).", what=error.msg)
        raise LayoutFileRefused(reason, error.lineno, error.colno) from None
    except (RecursionError, ValueError) as error:
        raise LayoutFileRefused(phrase("This is not valid JSON ({what}).", what=type(error).__name__)) from None


def _found(data: Any) -> LayoutFileKind | None:
    if isinstance(data, list):
        return LayoutFileKind.MIX_INPUT_LIST
    if not isinstance(data, dict):
        return None
    if _INPUTS in data or _MIX in data or "RecordMode" in data:
        return LayoutFileKind.START_RECORD
    if set(data) == {_REGIONS}:
        return LayoutFileKind.MIX_INPUT_LIST
    if any(name.startswith("MixOutput") for name in data):
        return LayoutFileKind.MIX_CONFIG
    return LayoutFileKind.UPDATE_LAYOUT if _LAYOUT_MEMBERS & set(data) else None


def _read_start(data: dict[str, Any], present: Size) -> OpenedLayout:
    is_whole = _INPUTS in data
    inputs = data[_INPUTS] if is_whole else data
    prefix = f"{_INPUTS}." if is_whole else ""
    if isinstance(inputs, dict) and _MIX in inputs and "RecordMode" not in inputs and not is_whole:
        inputs = {"RecordMode": RecordMode.MIXED.value, **inputs}
    try:
        params = RecordInputParams.from_wire(inputs)
    except ValidationError as error:
        violation = violations_of(error)[0]
        field = f"{prefix}{violation.field}".rstrip(".")
        raise _Broken(Violation(violation.rule, field, violation.message)) from None
    if params.record_mode is not RecordMode.MIXED or params.mix_config is None:
        raise LayoutFileRefused(SINGLE)
    return _opened_mix(
        LayoutFileKind.START_RECORD,
        params.mix_config,
        present,
        f"{prefix}{_MIX}.",
        has_whiteboard=params.has_whiteboard,
    )


def _read_mix(data: dict[str, Any], present: Size) -> OpenedLayout:
    mix = MixConfig.from_wire({"MixOutputStreamId": "", **data})
    return _opened_mix(LayoutFileKind.MIX_CONFIG, mix, present, "", has_whiteboard=True)


def _opened_mix(
    kind: LayoutFileKind, mix: MixConfig, present: Size, prefix: str, *, has_whiteboard: bool
) -> OpenedLayout:
    video = mix.mix_output_video_config
    if video is not None:
        for violation in (*canvas_has_size(video), *canvas_area(video)):
            raise _Broken(Violation(violation.rule, f"{prefix}MixOutputVideoConfig", violation.message))
    canvas = video.canvas if video is not None else _canvas_for(mix, present)
    if mix.mix_mode is MixMode.CUSTOM:
        _check(mix, canvas, f"{prefix}{_REGIONS}", has_whiteboard=has_whiteboard)
    return OpenedLayout(kind, _bare(layout_of(mix)), canvas, video is not None, _notes(mix))


def _read_update(data: dict[str, Any], present: Size) -> OpenedLayout:
    # Which task it was meant for is of no matter here, and samples name none of the right length.
    return _opened_update(LayoutFileKind.UPDATE_LAYOUT, data, present)


def _read_regions(data: Any, present: Size) -> OpenedLayout:
    regions = data if isinstance(data, list) else data[_REGIONS]
    members = {"MixMode": MixMode.CUSTOM.value, _REGIONS: regions}
    return _opened_update(LayoutFileKind.MIX_INPUT_LIST, members, present)


def _opened_update(kind: LayoutFileKind, data: dict[str, Any], present: Size) -> OpenedLayout:
    request = UpdateLayoutRequest.from_wire({**data, "TaskId": TASK_ID_PLACEHOLDER})
    canvas = _canvas_for(request, present)
    if request.mix_mode is MixMode.CUSTOM:
        _check(request, canvas, _REGIONS, has_whiteboard=True)
    return OpenedLayout(kind, layout_of(request), canvas, notes=_notes(request))


_READERS = {
    LayoutFileKind.START_RECORD: _read_start,
    LayoutFileKind.UPDATE_LAYOUT: _read_update,
    LayoutFileKind.MIX_CONFIG: _read_mix,
    LayoutFileKind.MIX_INPUT_LIST: _read_regions,
}


def _check(source: MixConfig | UpdateLayoutRequest, canvas: Size, field: str, *, has_whiteboard: bool) -> None:
    for violation in check_regions(source.mix_input_list, canvas, has_whiteboard=has_whiteboard, field=field):
        raise _Broken(violation)


def _canvas_for(source: MixConfig | UpdateLayoutRequest, present: Size) -> Size:
    """Take the present canvas where the regions are inside it, else the first usual one that holds them."""
    rects = [item.rect for item in source.mix_input_list] if source.mix_mode is MixMode.CUSTOM else []
    for canvas in (present, *_LARGER_CANVASES):
        if all(max(rect.left, rect.right) <= canvas.width for rect in rects) and all(
            max(rect.top, rect.bottom) <= canvas.height for rect in rects
        ):
            return canvas
    return present


def _notes(source: MixConfig | UpdateLayoutRequest) -> tuple[Phrase, ...]:
    members: Mapping[str, Any] = {
        name: getattr(source, name)
        for name in ("mix_mode", "mix_input_list", "mix_max_resolution_stream_id")
        if source.has(name)
    }
    request = UpdateLayoutRequest(task_id=TASK_ID_PLACEHOLDER, **members)
    return tuple(hint.message for hint in hints_for_update_layout(request))


def _bare(layout: Layout) -> Layout:
    """Leave out how presets fill: that is a setting of the take, not of its layout."""
    return Layout(layout.mode, layout.regions, layout.large_stream_id)


def _refused(text: str, data: Any, violation: Violation) -> LayoutFileRefused:
    path: Sequence[str] = violation.field.split(".") if violation.field else ()
    steps = path[1:] if isinstance(data, list) else path  # a bare list has no name in the text
    line, column = line_and_column(text, offset_of(text, steps))
    return LayoutFileRefused(violation.message, line, column, violation.field)
