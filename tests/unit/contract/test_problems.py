"""A refused shape says in a sentence what is wrong, names the rule, and never repeats what was sent."""

from typing import Any

import pytest
from pydantic import ValidationError

from chalkreel.contract.mixing import MixConfig
from chalkreel.contract.problems import first_sentence, violations_of
from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.contract.storage import REQUIRED_MEMBERS
from chalkreel.contract.wire import WireModel
from chalkreel.domain.enums import Vendor
from tests.support.contract_requests import board, mixed, region, single
from tests.support.contract_shapes import MODELS

INPUTS = "RecordInputParams"


def refusal(model: type[WireModel], wire: Any) -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        model.from_wire(wire)
    return caught.value


def changed(request: StartRecordRequest, place: str, value: Any) -> dict[str, Any]:
    """The wire form with one member set, or removed by ``...``."""
    wire = request.to_wire()
    *parents, last = place.split(".")
    target = wire
    for name in parents:
        target = target.setdefault(name, {})
    if value is ...:
        del target[last]
    else:
        target[last] = value
    return wire


BAD_SHAPES: list[tuple[str, str, dict[str, Any]]] = [
    ("mix_missing", f"{INPUTS}.MixConfig", changed(mixed(), f"{INPUTS}.MixConfig", ...)),
    (
        "picture_size_missing",
        f"{INPUTS}.MixConfig.MixOutputVideoConfig",
        changed(mixed(), f"{INPUTS}.MixConfig.MixOutputVideoConfig", ...),
    ),
    ("custom_without_region", f"{INPUTS}.MixConfig.MixInputList", changed(mixed(), f"{INPUTS}.MixConfig.MixMode", 1)),
    ("whiteboard_missing", f"{INPUTS}.Whiteboard", changed(single(), f"{INPUTS}.HasWhiteboard", True)),
    (
        "second_whiteboard",
        f"{INPUTS}.Whiteboard",
        changed(single(), f"{INPUTS}.Whiteboard", board()["Whiteboard"] * 2),
    ),
    (
        "second_whiteboard_region",
        f"{INPUTS}.MixConfig.MixInputList",
        changed(mixed(), f"{INPUTS}.MixConfig.MixInputList", [region(ViewType=2)] * 2),
    ),
    (
        "too_many_regions",
        f"{INPUTS}.MixConfig.MixInputList",
        changed(mixed(), f"{INPUTS}.MixConfig.MixInputList", [region()] * 26),
    ),
    (
        "picture_of_sound",
        f"{INPUTS}.StreamType",
        changed(single(output={"OutputFileFormat": "jpg"}), f"{INPUTS}.StreamType", 1),
    ),
    ("null", "RoomId", changed(single(), "RoomId", None)),
    ("missing", "RoomId", changed(single(), "RoomId", ...)),
    ("text", "RoomId", changed(single(), "RoomId", 7)),
    ("integer", f"{INPUTS}.MaxIdleTime", changed(single(), f"{INPUTS}.MaxIdleTime", "30")),
    ("low", f"{INPUTS}.MaxIdleTime", changed(single(), f"{INPUTS}.MaxIdleTime", 4)),
    ("high", f"{INPUTS}.MaxIdleTime", changed(single(), f"{INPUTS}.MaxIdleTime", 86_401)),
    ("flag", f"{INPUTS}.FillBlank", changed(single(), f"{INPUTS}.FillBlank", 1)),
    ("choice", f"{INPUTS}.StreamType", changed(single(), f"{INPUTS}.StreamType", 9)),
    ("list_type", f"{INPUTS}.RecordStreamList", changed(single(), f"{INPUTS}.RecordStreamList", "x")),
    ("model_type", INPUTS, changed(single(), INPUTS, 3)),
    (
        "color",
        f"{INPUTS}.MixConfig.MixOutputBackgroundColor",
        changed(mixed(), f"{INPUTS}.MixConfig.MixOutputBackgroundColor", 255),
    ),
    ("form", "RecordOutputParams.CallbackUrl", changed(single(), "RecordOutputParams.CallbackUrl", "file:///x")),
]


@pytest.mark.parametrize(("rule", "field", "wire"), BAD_SHAPES, ids=[case[0] for case in BAD_SHAPES])
def test_one_wrong_member_gives_one_named_violation(rule: str, field: str, wire: dict[str, Any]) -> None:
    (found,) = violations_of(refusal(StartRecordRequest, wire))
    assert (found.rule, found.field) == (rule, field)
    assert str(found.message).endswith(".")


@pytest.mark.parametrize("vendor", list(Vendor))
def test_storage_names_what_it_lacks(vendor: Vendor) -> None:
    wire = changed(single(), "StorageParams", {"Vendor": vendor.value})
    (found,) = violations_of(refusal(StartRecordRequest, wire))
    assert found.rule == "storage_incomplete"
    assert found.field == f"StorageParams.{REQUIRED_MEMBERS[vendor][0]}"


@pytest.mark.parametrize(
    ("vendor", "refused"), [(5, ["hls", "jpg", "aac", "mp3", "ogg"]), (6, ["hls", "aac", "ogg"]), (2, [])]
)
def test_video_services_name_the_format_they_do_not_take(vendor: int, refused: list[str]) -> None:
    alibaba = dict.fromkeys(("Region", "AccessKeyId", "AccessKeySecret", "Title", "StorageLocation"), "x")
    storage = {
        "Vendor": vendor,
        **dict.fromkeys(("Region", "Bucket", "AccessKeyId", "AccessKeySecret"), "x"),
        "AlibabaCloudVodParams": alibaba,
        "TencentCloudVodParams": dict.fromkeys(("SecretId", "SecretKey", "Region"), "x"),
    }
    wire = single(storage=storage).to_wire()
    for name in ("mp4", "flv", "hls", "jpg", "aac", "mp3", "ogg"):
        wire["RecordOutputParams"] = {"OutputFileFormat": name}
        if name not in refused:
            StartRecordRequest.from_wire(wire)
            continue
        (found,) = violations_of(refusal(StartRecordRequest, wire))
        assert (found.rule, found.field) == ("vod_format", "RecordOutputParams.OutputFileFormat")
        assert name in str(found.message)


def test_the_sentence_of_an_answer_names_the_member() -> None:
    wire = changed(single(), f"{INPUTS}.MaxIdleTime", 4)
    sentence = first_sentence(refusal(StartRecordRequest, wire))
    assert sentence == "RecordInputParams.MaxIdleTime: MaxIdleTime must be at least 5."


def test_what_is_no_object_is_said_of_the_request() -> None:
    assert first_sentence(refusal(StartRecordRequest, [])) == "The request must be a group of settings."


def test_secrets_appear_neither_in_errors_nor_in_representations() -> None:
    storage = {"Vendor": 10, "Region": "r", "Bucket": "b", "AccessKeyId": "key-id-7", "AccessKeySecret": "hush-hush"}
    error = refusal(StartRecordRequest, changed(single(), "StorageParams", storage))
    complete = single(storage={**storage, "EndPoint": "e"})
    for text in (str(error), repr(error), str(violations_of(error)), repr(complete), str(complete)):
        assert "hush-hush" not in text
        assert "key-id-7" not in text


def test_a_misspelt_argument_is_refused_by_the_constructor() -> None:
    with pytest.raises(ValidationError, match="mix_output_streamid"):
        MixConfig(mix_output_streamid="x")  # type: ignore[call-arg]


_OPEN = {"CallbackBody", "ResponseEnvelope", "SoundWaveByUser"}


@pytest.mark.parametrize("definition", sorted(MODELS))
def test_every_refused_shape_has_a_sentence(definition: str) -> None:
    error = refusal(MODELS[definition], {"Code": "x", "detail": 3, "sound_wave": 1} if definition in _OPEN else 5)
    assert all(str(found.message).endswith(".") for found in violations_of(error))
