"""What StartRecord asks of the files, and where it means nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.studio.outputs.silence import SilenceSettings
from chalkreel.studio.tasks.output_choice import OutputChoice
from tests.drivers.studio import start_request

SKIPPED = {"RecordMode": 1, "StreamType": 1, "RecordMuteAudio": 2, "RecordOutputParams": {"OutputFileFormat": "mp3"}}


def choice(**changes: Any) -> OutputChoice:
    return OutputChoice.of(StartRecordRequest.from_wire(start_request("r", Path("/recordings"), **changes)))


def test_every_option_of_the_files_is_read() -> None:
    output = {"OutputFileFormat": "hls", "FragmentSeconds": 7, "RealtimeUploadFragment": True, "SnapshotInterval": 20}
    read = choice(StreamType=2, RecordOutputParams=output)
    assert (read.file_format.value, read.stream_type.value, read.takes_pictures_only) == ("hls", 2, False)
    assert (read.fragment_s, read.uploads_fragments, read.snapshot_s, read.silence) == (7, True, 20, None)
    plainly = choice()
    assert (plainly.fragment_s, plainly.uploads_fragments, plainly.snapshot_s) == (15, False, 10)


@pytest.mark.parametrize(("threshold_s", "splits_after_s"), [(None, None), (-1, None), (0, 0.0), (3, 3.0)])
def test_silence_splits_a_file_from_the_length_asked_for(threshold_s: int | None, splits_after_s: float | None) -> None:
    threshold = {} if threshold_s is None else {"RecordMuteAudioSplitThreshold": threshold_s}
    assert choice(**SKIPPED, **threshold).silence == SilenceSettings(splits_after_s)


@pytest.mark.parametrize(
    "change",
    [
        {"RecordMuteAudio": 1},
        {"StreamType": 3},
        {"RecordMode": 2},
        {"RecordOutputParams": {"OutputFileFormat": "mp4"}},
        {"RecordOutputParams": {"OutputFileFormat": "aac"}},
    ],
)
def test_silence_is_left_out_only_of_single_streams_as_mp3_of_sound_alone(change: dict[str, Any]) -> None:
    assert choice(**{**SKIPPED, **change, "RecordMuteAudioSplitThreshold": 0}).silence is None
