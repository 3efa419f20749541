"""Which files a recording consists of (CONTRACT section 5). Pure."""

from __future__ import annotations

from dataclasses import dataclass

from chalkreel.domain.enums import MediaTrackType, OutputFileFormat, StreamType

SOUND_FORMATS = frozenset(kind for kind in OutputFileFormat if kind.holds_sound_only)
"""Formats without a place for pictures."""

_LETTERS = {MediaTrackType.AUDIO: "A", MediaTrackType.VIDEO: "V", MediaTrackType.AUDIO_VIDEO: "VA"}
_EXTENSIONS = {OutputFileFormat.HLS: "m3u8"}


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file of a recording: its format and what goes into it."""

    file_format: OutputFileFormat
    tracks: MediaTrackType

    @property
    def letters(self) -> str:
        return _LETTERS[self.tracks]

    @property
    def extension(self) -> str:
        return _EXTENSIONS.get(self.file_format, self.file_format.value)

    @property
    def has_video(self) -> bool:
        return self.tracks is not MediaTrackType.AUDIO

    @property
    def has_audio(self) -> bool:
        return self.tracks is not MediaTrackType.VIDEO


WHITEBOARD_FILE = PlannedFile(OutputFileFormat.MP4, MediaTrackType.VIDEO)


def planned_files(
    file_format: OutputFileFormat, stream_type: StreamType, *, has_video: bool = True, has_audio: bool = True
) -> tuple[PlannedFile, ...]:
    """Give the files of a publisher with these tracks, or of a mix; none where nothing of it is to be recorded."""
    wants_video = has_video and stream_type is not StreamType.AUDIO and file_format not in SOUND_FORMATS
    wants_audio = has_audio and stream_type is not StreamType.VIDEO and file_format is not OutputFileFormat.JPG
    if not wants_video and not wants_audio:
        return ()
    if stream_type is StreamType.SEPARATE and file_format not in SOUND_FORMATS:
        video = PlannedFile(file_format, MediaTrackType.VIDEO)
        audio = PlannedFile(OutputFileFormat.AAC, MediaTrackType.AUDIO)
        return (*((video,) if wants_video else ()), *((audio,) if wants_audio else ()))
    if wants_video and wants_audio:
        return (PlannedFile(file_format, MediaTrackType.AUDIO_VIDEO),)
    return (PlannedFile(file_format, MediaTrackType.VIDEO if wants_video else MediaTrackType.AUDIO),)
