"""The contract's machine-readable half, and which model stands for which of its shapes."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator

from chalkreel.contract import (
    callbacks,
    envelope,
    mixing,
    queries,
    rtc,
    sound_wave,
    start_record,
    storage,
    updates,
)
from chalkreel.contract.wire import WireModel

CONTRACT_DATA = Path(__file__).parent.parent / "data" / "contract"
SCHEMA: dict[str, Any] = json.loads((CONTRACT_DATA / "cloudrecord.schema.json").read_text())
ACTIONS: dict[str, Any] = json.loads((CONTRACT_DATA / "actions.json").read_text())

MODELS: dict[str, type[WireModel]] = {
    "AlibabaCloudVodParams": storage.AlibabaCloudVodParams,
    "CallbackBody": callbacks.CallbackBody,
    "CallbackBodyKnown": callbacks.KnownCallbackBody,
    "CallbackDetailAbnormalEnd": callbacks.AbnormalEndDetail,
    "CallbackDetailImageFailure": callbacks.ImageFailedDetail,
    "CallbackDetailRealtimeM3u8": callbacks.RealtimeM3u8Detail,
    "CallbackDetailStreamMissing": callbacks.StreamMissingDetail,
    "CallbackDetailUpload": callbacks.UploadDetail,
    "CallbackFileInfo": callbacks.CallbackFileInfo,
    "CommonQuery": envelope.CommonQuery,
    "DescribeRecordStatusRequest": queries.DescribeRecordStatusRequest,
    "DescribeRecordStatusResponse": queries.DescribeRecordStatusResponse,
    "DescribeTasksRequest": queries.DescribeTasksRequest,
    "DescribeTasksResponse": queries.DescribeTasksResponse,
    "FillFrame": mixing.FillFrame,
    "MixConfig": mixing.MixConfig,
    "MixInputListItem": mixing.MixInputListItem,
    "MixOutputAudioConfig": mixing.MixOutputAudioConfig,
    "MixOutputVideoConfig": mixing.MixOutputVideoConfig,
    "MixOutputWatermarkImageConfig": mixing.MixOutputWatermarkImageConfig,
    "MixOutputWatermarkTimestampConfig": mixing.MixOutputWatermarkTimestampConfig,
    "PauseRecordRequest": updates.PauseRecordRequest,
    "PauseRecordResponse": updates.PauseRecordResponse,
    "RecordFile": queries.RecordFile,
    "RecordInputParams": start_record.RecordInputParams,
    "RecordOutputParams": start_record.RecordOutputParams,
    "RecordStatusData": queries.RecordStatusData,
    "RecordStreamListItem": start_record.RecordStreamListItem,
    "RecordTaskItem": queries.RecordTaskItem,
    "RecordTaskListData": queries.RecordTaskListData,
    "ResponseEnvelope": envelope.ResponseEnvelope,
    "ResumeRecordRequest": updates.ResumeRecordRequest,
    "ResumeRecordResponse": updates.ResumeRecordResponse,
    "RtcDescribeSimpleStreamListQuery": rtc.DescribeSimpleStreamListQuery,
    "RtcDescribeSimpleStreamListResponse": rtc.DescribeSimpleStreamListResponse,
    "RtcDescribeUserListQuery": rtc.DescribeUserListQuery,
    "RtcDescribeUserListResponse": rtc.DescribeUserListResponse,
    "RtcStreamItem": rtc.RtcStreamItem,
    "RtcStreamListData": rtc.RtcStreamListData,
    "RtcUserItem": rtc.RtcUserItem,
    "RtcUserListData": rtc.RtcUserListData,
    "SoundWaveByStream": sound_wave.SoundWaveByStream,
    "SoundWaveByUser": sound_wave.SoundWaveByUser,
    "StartRecordData": start_record.StartRecordData,
    "StartRecordRequest": start_record.StartRecordRequest,
    "StartRecordResponse": start_record.StartRecordResponse,
    "StopRecordRequest": updates.StopRecordRequest,
    "StopRecordResponse": updates.StopRecordResponse,
    "StorageParams": storage.StorageParams,
    "StreamConfigListItem": mixing.StreamConfigListItem,
    "TakeSnapshotRequest": updates.TakeSnapshotRequest,
    "TakeSnapshotResponse": updates.TakeSnapshotResponse,
    "TaskIdRequest": envelope.TaskIdRequest,
    "TencentCloudVodParams": storage.TencentCloudVodParams,
    "UpdateLayoutRequest": updates.UpdateLayoutRequest,
    "UpdateLayoutResponse": updates.UpdateLayoutResponse,
    "UpdateWhiteboardRequest": updates.UpdateWhiteboardRequest,
    "UpdateWhiteboardResponse": updates.UpdateWhiteboardResponse,
    "Whiteboard": start_record.Whiteboard,
}


def schema_of(definition: str) -> dict[str, Any]:
    """A schema of its own for one definition of the contract."""
    return {"$schema": SCHEMA["$schema"], "$defs": SCHEMA["$defs"], "$ref": f"#/$defs/{definition}"}


def oracle(definition: str) -> Validator:
    """The jsonschema library's judge of one definition."""
    return Draft202012Validator(schema_of(definition))
