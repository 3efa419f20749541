"""What StartRecord asks of the files."""

from __future__ import annotations

from dataclasses import dataclass

from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.domain.enums import OutputFileFormat, RecordMode, RecordMuteAudio, StreamType
from chalkreel.domain.limits import MAX_RECORD_S
from chalkreel.studio.outputs.plan import PlannedFile, planned_files
from chalkreel.studio.outputs.silence import SilenceSettings

PICTURES_FPS = 2
"""How often a task that takes pictures only looks whether one is due; the first comes after half a second."""


@dataclass(frozen=True, slots=True)
class OutputChoice:
    """The same for all recordings of a task."""

    file_format: OutputFileFormat
    stream_type: StreamType
    fragment_s: int
    uploads_fragments: bool
    snapshot_s: int
    silence: SilenceSettings | None

    @classmethod
    def of(cls, request: StartRecordRequest) -> OutputChoice:
        given, output = request.record_input_params, request.record_output_params
        return cls(
            file_format=output.output_file_format,
            stream_type=given.stream_type,
            fragment_s=output.fragment_seconds,
            uploads_fragments=output.realtime_upload_fragment,
            snapshot_s=output.snapshot_interval,
            silence=_silence(request),
        )

    @property
    def takes_pictures_only(self) -> bool:
        return self.file_format is OutputFileFormat.JPG

    def files(self, *, has_video: bool = True, has_audio: bool = True) -> tuple[PlannedFile, ...]:
        return planned_files(self.file_format, self.stream_type, has_video=has_video, has_audio=has_audio)


def _silence(request: StartRecordRequest) -> SilenceSettings | None:
    """Tell how silence is left out, where it is: only of single streams, as MP3 of sound alone."""
    given = request.record_input_params
    if (
        given.record_mode is not RecordMode.SINGLE
        or given.stream_type is not StreamType.AUDIO
        or request.output_format is not OutputFileFormat.MP3
        or given.record_mute_audio is not RecordMuteAudio.SKIP
    ):
        return None
    threshold_s = given.record_mute_audio_split_threshold
    return SilenceSettings(None if threshold_s is None or threshold_s < 0 else float(min(threshold_s, MAX_RECORD_S)))
