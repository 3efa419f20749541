"""Which files come out of which format and stream type (CONTRACT section 5)."""

from __future__ import annotations

import pytest

from chalkreel.domain.enums import OutputFileFormat, StreamType
from chalkreel.studio.outputs.plan import planned_files


def names(file_format: str, stream_type: int, **tracks: bool) -> list[str]:
    planned = planned_files(OutputFileFormat(file_format), StreamType(stream_type), **tracks)
    return [f"{file.letters}.{file.extension}" for file in planned]


@pytest.mark.parametrize(("file_format", "extension"), [("mp4", "mp4"), ("flv", "flv"), ("hls", "m3u8")])
def test_containers_of_picture_and_sound(file_format: str, extension: str) -> None:
    assert [names(file_format, kind) for kind in (1, 2, 3, 4)] == [
        [f"A.{extension}"],
        [f"V.{extension}"],
        [f"VA.{extension}"],
        [f"V.{extension}", "A.aac"],
    ]


@pytest.mark.parametrize("file_format", ["aac", "mp3", "ogg"])
def test_sound_formats_take_the_sound_alone(file_format: str) -> None:
    assert [names(file_format, kind) for kind in (1, 2, 3, 4)] == [
        [f"A.{file_format}"],
        [],
        *[[f"A.{file_format}"]] * 2,
    ]


def test_pictures_need_a_picture() -> None:
    assert [names("jpg", kind) for kind in (2, 3, 4)] == [["V.jpg"]] * 3
    assert names("jpg", 3, has_video=False) == []


@pytest.mark.parametrize(("stream_type", "expected"), [(1, []), (2, ["V.mp4"]), (3, ["V.mp4"]), (4, ["V.mp4"])])
def test_a_publisher_without_sound_gets_files_of_what_there_is(stream_type: int, expected: list[str]) -> None:
    assert names("mp4", stream_type, has_audio=False) == expected


@pytest.mark.parametrize(("stream_type", "expected"), [(1, ["A.mp4"]), (2, []), (3, ["A.mp4"]), (4, ["A.aac"])])
def test_a_publisher_without_picture_does_too(stream_type: int, expected: list[str]) -> None:
    assert names("mp4", stream_type, has_video=False) == expected
