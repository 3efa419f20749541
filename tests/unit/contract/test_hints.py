"""Each member without effect is told of, and nothing is told of a request that means what it says."""

from typing import Any

import pytest

from chalkreel.contract.hint_rules import START_RULES
from chalkreel.contract.hints import hints_for_start, hints_for_update_layout
from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.contract.updates import UpdateLayoutRequest
from tests.support.contract_requests import TASK_ID, board, mixed, region, single

S3 = {"Vendor": 10, "Region": "r", "Bucket": "b", "AccessKeyId": "k", "AccessKeySecret": "s", "EndPoint": "e"}
OSS = {"Vendor": 2, "Region": "r", "Bucket": "b", "AccessKeyId": "k", "AccessKeySecret": "s"}
ALIBABA = dict.fromkeys(("Region", "AccessKeyId", "AccessKeySecret", "Title", "StorageLocation"), "x")
TENCENT = dict.fromkeys(("SecretId", "SecretKey", "Region"), "x")
PLACE = {"Left": 0, "Top": 0, "Right": 9, "Bottom": 9}
IMAGE = "https://a/b.png"
SOUND_MP3 = {"OutputFileFormat": "mp3"}
MIX = {"MixOutputStreamId": "m"}


def custom(*regions: dict[str, Any], inputs: dict[str, Any] | None = None) -> StartRecordRequest:
    return mixed(mix={"MixMode": 1, "MixInputList": list(regions)}, inputs=inputs)


def sound(*, mix: dict[str, Any] | None = None, inputs: dict[str, Any] | None = None) -> StartRecordRequest:
    """A mixed recording of nothing but sound, which needs no canvas."""
    return mixed(mix=mix, inputs={"StreamType": 1, **(inputs or {})}, has_canvas=False)


IDLE: list[tuple[str, str, StartRecordRequest, StartRecordRequest]] = [
    # rule, end of the member's path, a request in which it does nothing, one in which it works
    ("mix_in_single", "MixConfig", single(inputs={"MixConfig": MIX}), mixed()),
    ("canvas_of_sound", "MixOutputVideoConfig", mixed(inputs={"StreamType": 1}), mixed()),
    ("fill_frame_of_sound", "FillFrame", sound(inputs={"FillFrame": {}}), mixed(inputs={"FillFrame": {}})),
    ("fill_frame_in_single", "FillFrame", single(inputs={"FillFrame": {}}), mixed(inputs={"FillFrame": {}})),
    (
        "stream_list_in_mixed",
        "RecordStreamList",
        mixed(inputs={"RecordStreamList": [{"StreamId": "a"}]}),
        single(inputs={"RecordStreamList": [{"StreamId": "a"}]}),
    ),
    (
        "resume_in_mixed",
        "ResumeWithoutInterruption",
        mixed(inputs={"ResumeWithoutInterruption": True}),
        single(inputs={"ResumeWithoutInterruption": True}),
    ),
    (
        "fill_blank_video_only",
        "FillBlank",
        single(inputs={"FillBlank": True, "StreamType": 2}),
        single(inputs={"FillBlank": True}),
    ),
    (
        "mute_audio",
        "RecordMuteAudio",
        single(inputs={"RecordMuteAudio": 2, "StreamType": 1}),
        single(inputs={"RecordMuteAudio": 2, "StreamType": 1}, output=SOUND_MP3),
    ),
    (
        "mute_threshold",
        "RecordMuteAudioSplitThreshold",
        single(inputs={"RecordMuteAudioSplitThreshold": 0, "StreamType": 1}, output=SOUND_MP3),
        single(
            inputs={"RecordMuteAudio": 2, "RecordMuteAudioSplitThreshold": 0, "StreamType": 1},
            output=SOUND_MP3,
        ),
    ),
    (
        "fill_colour",
        "FillFrame.FrameFillColor",
        mixed(inputs={"FillFrame": {"FrameFillColor": 0}}),
        mixed(inputs={"FillFrame": {"FrameFillColor": 0, "FrameFillMode": 2}}),
    ),
    ("whiteboard_off", "Whiteboard", mixed(inputs=board() | {"HasWhiteboard": False}), mixed(inputs=board())),
    ("whiteboard_without_picture", "HasWhiteboard", sound(inputs=board()), mixed(inputs=board())),
    (
        "sound_format_without_picture",
        "OutputFileFormat",
        single(output={"OutputFileFormat": "aac"}),
        single(inputs={"StreamType": 1}, output={"OutputFileFormat": "aac"}),
    ),
    (
        "whiteboard_without_region",
        "HasWhiteboard",
        custom(region(), inputs=board()),
        custom(region(ViewType=2), inputs=board()),
    ),
    ("whiteboard_without_id", "HasWhiteboard", mixed(inputs=board(WhiteboardId="")), mixed(inputs=board())),
    (
        "whiteboard_width_in_mixed",
        "Whiteboard.0.Width",
        mixed(inputs=board(Width=1280)),
        single(inputs=board(Width=1280)),
    ),
    (
        "whiteboard_height_in_mixed",
        "Whiteboard.0.Height",
        mixed(inputs=board(Height=720)),
        single(inputs=board(Height=720)),
    ),
    (
        "presentation_needs_activation",
        "Whiteboard.0.IsPPTAnimation",
        mixed(inputs=board(IsPPTAnimation=True)),
        mixed(inputs=board(IsPPTAnimation=False)),
    ),
    (
        "presentation_fps",
        "Whiteboard.0.PPTAnimationFps",
        mixed(inputs=board(PPTAnimationFps=15)),
        mixed(inputs=board()),
    ),
    (
        "regions_without_custom",
        "MixConfig.MixInputList",
        mixed(mix={"MixInputList": [region()]}),
        custom(region()),
    ),
    (
        "fill_mode_in_custom",
        "MixConfig.FillMode",
        mixed(mix={"MixMode": 1, "MixInputList": [region()], "FillMode": 1}),
        mixed(mix={"FillMode": 1}),
    ),
    (
        "large_stream_without_large_view",
        "MixConfig.MixMaxResolutionStreamId",
        mixed(mix={"MixMaxResolutionStreamId": "a"}),
        mixed(mix={"MixMode": 5, "MixMaxResolutionStreamId": "a"}),
    ),
    (
        "watermark_without_place",
        "MixConfig.MixOutputWatermarkImage",
        mixed(mix={"MixOutputWatermarkImage": IMAGE}),
        mixed(mix={"MixOutputWatermarkImage": IMAGE, "MixOutputWatermarkImageConfig": PLACE}),
    ),
    (
        "watermark_without_picture",
        "MixConfig.MixOutputWatermarkImageConfig",
        mixed(mix={"MixOutputWatermarkImageConfig": PLACE}),
        mixed(mix={"MixOutputWatermarkImage": IMAGE, "MixOutputWatermarkImageConfig": PLACE}),
    ),
    (
        "sound_wave_type",
        "MixConfig.SoundWaveType",
        mixed(mix={"SoundWaveType": 0}),
        mixed(mix={"SoundWaveType": 0, "RecordSoundWave": True}),
    ),
    (
        "default_background",
        "MixConfig.DefaultMixStreamBackgroundImage",
        mixed(mix={"DefaultMixStreamBackgroundImage": IMAGE}, inputs={"FillBlank": True}),
        mixed(
            mix={"DefaultMixStreamBackgroundImage": IMAGE},
            inputs={"FillBlank": True, "FillFrame": {"FrameFillMode": 3}},
        ),
    ),
    (
        "snapshot_interval",
        "RecordOutputParams.SnapshotInterval",
        single(output={"SnapshotInterval": 10}),
        single(output={"SnapshotInterval": 10, "OutputFileFormat": "jpg"}),
    ),
    (
        "fragment_seconds",
        "RecordOutputParams.FragmentSeconds",
        single(output={"FragmentSeconds": 15}),
        single(output={"FragmentSeconds": 15, "OutputFileFormat": "hls"}),
    ),
    (
        "realtime_fragments",
        "RecordOutputParams.RealtimeUploadFragment",
        single(output={"RealtimeUploadFragment": True}),
        single(output={"RealtimeUploadFragment": True, "OutputFileFormat": "hls"}),
    ),
    (
        "short_fragment_path",
        "RecordOutputParams.ShortFragmentPath",
        single(output={"ShortFragmentPath": True, "OutputFileFormat": "hls"}),
        single(output={"ShortFragmentPath": True, "RealtimeUploadFragment": True, "OutputFileFormat": "hls"}),
    ),
    ("end_point", "StorageParams.EndPoint", single(storage=OSS | {"EndPoint": "e"}), single(storage=S3)),
    (
        "path_style",
        "StorageParams.S3ForcePathStyle",
        single(storage=OSS | {"S3ForcePathStyle": True}),
        single(storage=S3 | {"S3ForcePathStyle": True}),
    ),
    (
        "alibaba_vod_params",
        "StorageParams.AlibabaCloudVodParams",
        single(storage=OSS | {"AlibabaCloudVodParams": ALIBABA}),
        single(storage={"Vendor": 5, "AlibabaCloudVodParams": ALIBABA}),
    ),
    (
        "tencent_vod_params",
        "StorageParams.TencentCloudVodParams",
        single(storage=OSS | {"TencentCloudVodParams": TENCENT}),
        single(storage={"Vendor": 6, "TencentCloudVodParams": TENCENT}),
    ),
    (
        "stream_in_whiteboard_region",
        "MixInputList.0.StreamId",
        custom(region(ViewType=2, StreamId="a"), inputs=board()),
        custom(region(ViewType=2), inputs=board()),
    ),
    (
        "background_without_stream",
        "MixInputList.0.BackgroundImage",
        custom(region(BackgroundImage=IMAGE)),
        custom(region(BackgroundImage=IMAGE, StreamId="a")),
    ),
    ("region_without_area", "MixInputList.0", custom(region(5, 5, 5, 9)), custom(region())),
    (
        "stream_config_of_one_kind",
        "StreamConfigList.0.StreamType",
        mixed(mix={"StreamConfigList": [{"StreamType": 1}]}, inputs={"StreamType": 2}),
        mixed(mix={"StreamConfigList": [{"StreamType": 1}]}),
    ),
]


@pytest.mark.parametrize(("rule", "field", "idle", "working"), IDLE, ids=[case[0] for case in IDLE])
def test_member_without_effect_is_told_of(
    rule: str, field: str, idle: StartRecordRequest, working: StartRecordRequest
) -> None:
    hints = {hint.rule: hint for hint in hints_for_start(idle)}
    assert set(hints) == {rule}
    assert hints[rule].field.endswith(field)
    assert str(hints[rule].message).endswith(".")
    assert hints_for_start(working) == ()


OF_PICTURE: dict[str, dict[str, Any]] = {
    "FillMode": {"FillMode": 1},
    "MixOutputBackgroundColor": {"MixOutputBackgroundColor": 0xFF000000},
    "MixOutputBackgroundImage": {"MixOutputBackgroundImage": IMAGE},
    "DefaultMixStreamBackgroundImage": {"DefaultMixStreamBackgroundImage": IMAGE},
    "MixOutputWatermarkImage": {"MixOutputWatermarkImage": IMAGE, "MixOutputWatermarkImageConfig": PLACE},
    "MixOutputWatermarkImageConfig": {"MixOutputWatermarkImage": IMAGE, "MixOutputWatermarkImageConfig": PLACE},
    "MixOutputWatermarkTimestampConfig": {"MixOutputWatermarkTimestampConfig": {"FontSize": 20}},
}


@pytest.mark.parametrize("member", OF_PICTURE)
def test_member_of_the_picture_does_nothing_where_only_sound_is_mixed(member: str) -> None:
    shown = {"FillBlank": True, "FillFrame": {"FrameFillMode": 3}}
    field = f"RecordInputParams.MixConfig.{member}"
    idle = {hint.field: hint for hint in hints_for_start(sound(mix=OF_PICTURE[member], inputs=shown))}
    assert set(idle) == {
        *(f"RecordInputParams.MixConfig.{name}" for name in OF_PICTURE[member]),
        "RecordInputParams.FillFrame",
    }
    assert str(idle[field].message) == "This does nothing: only sound is recorded."
    as_aac = hints_for_start(mixed(mix=OF_PICTURE[member], inputs=shown, output={"OutputFileFormat": "aac"}))
    assert field in {hint.field for hint in as_aac}
    assert hints_for_start(mixed(mix=OF_PICTURE[member], inputs=shown)) == ()


def test_every_rule_is_provoked_here() -> None:
    of_sound = {rule.name for rule in START_RULES if rule.name.endswith("_of_sound") and rule.path[-1] != "fill_frame"}
    assert {rule.name for rule in START_RULES} - of_sound <= {case[0] for case in IDLE}
    assert len(of_sound) == len(OF_PICTURE) + 1


def update(**members: Any) -> UpdateLayoutRequest:
    return UpdateLayoutRequest.from_wire({"TaskId": TASK_ID, **members})


@pytest.mark.parametrize(
    ("rule", "request_"),
    [
        ("regions_without_mode", update(MixInputList=[region()])),
        ("regions_without_custom", update(MixMode=2, MixInputList=[region()])),
        ("large_stream_without_large_view", update(MixMode=2, MixMaxResolutionStreamId="a")),
        ("region_without_area", update(MixMode=1, MixInputList=[region(0, 0, 0, 0)])),
        ("background_without_stream", update(MixMode=1, MixInputList=[region(BackgroundImage=IMAGE)])),
    ],
)
def test_member_of_a_layout_without_effect_is_told_of(rule: str, request_: UpdateLayoutRequest) -> None:
    assert [hint.rule for hint in hints_for_update_layout(request_)] == [rule]


def test_layouts_that_mean_what_they_say_give_no_hint() -> None:
    assert hints_for_update_layout(update(MixMode=1, MixInputList=[region()])) == ()
    assert hints_for_update_layout(update(MixMode=4, MixMaxResolutionStreamId="a")) == ()
    assert hints_for_update_layout(update()) == ()
