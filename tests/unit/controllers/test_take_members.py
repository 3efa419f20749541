import typing

import pytest
from pydantic import BaseModel

from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.controllers.take_members import MEMBERS, api_name, members_of, setting_at, wire_names
from chalkreel.domain.take_settings import DEFAULTS, FIELDS

ELSEWHERE = {
    "RoomId": "the room",
    "StorageParams": "the connection",
    "RecordInputParams.ClientTaskId": "made for each take",
    "RecordInputParams.Whiteboard.HorizontalRatio": "measured from the board",
    "RecordInputParams.Whiteboard.VerticalRatio": "measured from the board",
    "RecordInputParams.Whiteboard.WhiteboardId": "the board on air",
    "RecordInputParams.MixConfig.MixMode": "the canvas",
    "RecordInputParams.MixConfig.MixInputList": "the canvas",
    "RecordInputParams.MixConfig.MixMaxResolutionStreamId": "the canvas",
    "RecordOutputParams.OutputFileRule": "only one value is allowed",
    "RecordOutputParams.CallbackUrl": "the connection",
}


def models_in(annotation):
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in typing.get_args(annotation):
        yield from models_in(part)


def leaves(model, path=()):
    """Every member of the request that holds a value, by wire path; lists of groups count as one."""
    for name, field in model.model_fields.items():
        here = (*path, field.alias or name)
        groups = list(models_in(field.annotation))
        is_choice = here[-1] in ("RecordStreamList", "StreamConfigList", "MixInputList", "StorageParams")
        if groups and not is_choice:
            yield from leaves(groups[0], here)
        else:
            yield ".".join(here)


SET_HERE = {".".join(wire_names(member)) for member in MEMBERS}


def test_every_option_of_start_record_is_a_setting_or_belongs_elsewhere():
    every = set(leaves(StartRecordRequest))
    assert every - SET_HERE - set(ELSEWHERE) == set()
    assert set(ELSEWHERE) <= every
    assert not SET_HERE & set(ELSEWHERE)


def test_every_setting_is_sent_somewhere():
    assert {member.setting for member in MEMBERS} == set(FIELDS)


@pytest.mark.parametrize("member", [m for m in MEMBERS if m.unsent is not MEMBERS[0].unsent], ids=lambda m: m.path[-1])
def test_what_is_left_out_is_what_the_recorder_takes_by_itself(member):
    model = StartRecordRequest
    for step in member.path[:-1]:
        if isinstance(step, str):
            model = next(models_in(model.model_fields[step].annotation))
    field = model.model_fields[member.path[-1]]
    own = field.get_default(call_default_factory=True)
    assert (own or member.unsent) == member.unsent or own is None


@pytest.mark.parametrize("member", MEMBERS, ids=lambda m: ".".join(wire_names(m)))
def test_a_wire_path_leads_back_to_its_setting(member):
    assert setting_at(".".join(wire_names(member))) == member.setting


@pytest.mark.parametrize(
    ("path", "setting"),
    [
        ("RecordInputParams.MixConfig.MixOutputVideoConfig", "canvas"),
        ("RecordInputParams.RecordStreamList.0.StreamId", "recorded_streams"),
        ("RecordInputParams.MixConfig.StreamConfigList.1.StreamType", "stream_choices"),
        ("RecordInputParams.MixConfig.MixOutputWatermarkTimestampConfig.FontSize", "clock_font_px"),
        ("RecordInputParams.MixConfig.MixOutputWatermarkImageConfig", "watermark_place"),
        ("RecordInputParams.MixConfig.MixInputList.0", ""),
        ("RecordInputParams.MixConfig", ""),
        ("RecordInputParams", ""),
        ("StorageParams.Vendor", ""),
        ("", ""),
        ("nonsense", ""),
    ],
)
def test_what_a_violation_is_about_is_found(path, setting):
    assert setting_at(path) == setting


@pytest.mark.parametrize("setting", FIELDS)
def test_every_setting_has_its_name_in_the_api(setting):
    assert members_of(setting)[0].path[-1]
    assert api_name(setting).replace(".", "").replace(", ", "").isalnum()
    assert hasattr(DEFAULTS, setting)
