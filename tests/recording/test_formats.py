"""Every format decoded: picture, sound, length and what a crash leaves of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import av
import numpy as np
import pytest

from chalkreel.domain.chapters import ChapterMark
from chalkreel.domain.enums import MediaTrackType, OutputFileFormat, StreamType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout
from chalkreel.studio.mixer.recorder import Recorder
from chalkreel.studio.mixer.values import Scene
from chalkreel.studio.outputs.files import FormatSettings, RecordingFiles, Target
from chalkreel.studio.outputs.hls import FragmentSettings
from chalkreel.studio.outputs.inspection import beep_times, flash_times, pictures, pictures_at, sound_of
from chalkreel.studio.outputs.measure import RecordedFile, measure
from chalkreel.studio.outputs.plan import planned_files
from chalkreel.studio.outputs.playlist import read_playlist
from chalkreel.studio.outputs.repair import repair
from chalkreel.studio.outputs.silence import SilenceSettings
from chalkreel.studio.outputs.stills import StillSettings
from chalkreel.studio.sources.opening import SourceSpec
from tests.support.recordings import TEAL, Studio, settings, shows, steady, video_file

TONE_HZ = 440.0
SECONDS = 3.0
SMALL = Size(160, 90)
SOUND_FORMATS = (OutputFileFormat.AAC, OutputFileFormat.MP3, OutputFileFormat.OGG)
PICTURE_FORMATS = (OutputFileFormat.MP4, OutputFileFormat.FLV, OutputFileFormat.HLS)
PADDING_MS = 50
"""Sound is written in whole blocks, and encoders put some in front."""


def files_of(
    folder: Path, file_format: OutputFileFormat, stream_type: StreamType = StreamType.AUDIO_VIDEO
) -> RecordingFiles:
    planned = planned_files(file_format, stream_type)
    targets = tuple(Target(folder / f"take_{plan.letters}.{plan.extension}", plan) for plan in planned)
    return RecordingFiles(targets, FormatSettings(fragments=FragmentSettings(2)))


def recorded(
    recording: Studio, files: RecordingFiles, stream_type: StreamType, seconds: float = SECONDS
) -> tuple[RecordedFile, ...]:
    recorder = Recorder(settings(SMALL, stream_type=stream_type), files, recording.clock)
    recording.recorders.append(recorder)
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(seconds)
    return recorder.stop_all([ChapterMark(0, "Algebra"), ChapterMark(1000, "Poems")])


@pytest.fixture
def with_colour_and_tone(recording: Studio) -> Studio:
    """A participant of one colour with one tone."""
    teal = np.full((90, 160, 3), TEAL, np.uint8)
    times = steady(5.0)
    path = video_file(recording.folder / "source.mp4", SMALL, lambda _: teal, times=times, tone_hz=TONE_HZ)
    recording.open("ann", SourceSpec("file", path=str(path)))
    recording.clock.run_for(0.3)
    return recording


@pytest.mark.parametrize("file_format", [*PICTURE_FORMATS, *SOUND_FORMATS])
def test_a_file_of_each_format_holds_what_was_recorded(
    with_colour_and_tone: Studio, file_format: OutputFileFormat
) -> None:
    has_picture = file_format in PICTURE_FORMATS
    stream_type = StreamType.AUDIO_VIDEO if has_picture else StreamType.AUDIO

    (file,) = recorded(with_colour_and_tone, files_of(with_colour_and_tone.folder, file_format), stream_type)

    assert file.media_track_type is (MediaTrackType.AUDIO_VIDEO if has_picture else MediaTrackType.AUDIO)
    assert file.duration_ms == pytest.approx(SECONDS * 1000, abs=67 + PADDING_MS)
    assert file.size_bytes == sum(path.stat().st_size for path in (file.path, *file.parts))
    sound = sound_of(file.path)
    assert sound is not None
    heard = sound.start_s + 1.0
    assert sound.tone_amplitude(TONE_HZ, heard, heard + 1.0) == pytest.approx(0.3, abs=0.05)
    if has_picture:
        assert file.resolution == SMALL
        (picture,) = pictures_at(file.path, [2.5 + (1.0 if file_format is OutputFileFormat.HLS else 0.0)])
        assert shows(picture, Rect(0, 0, 160, 90), TEAL)
    with av.open(str(file.path)) as container:
        chapters = [chapter["metadata"]["title"] for chapter in container.chapters()]
        codecs = {stream.codec_context.name for stream in container.streams if stream.type in ("audio", "video")}
    assert chapters == (["Algebra", "Poems"] if file_format is OutputFileFormat.MP4 else [])
    expected = {OutputFileFormat.MP3: "mp3float", OutputFileFormat.OGG: "opus"}.get(file_format, "aac")
    assert codecs == ({"h264", "aac"} if has_picture else {expected})


def test_fragments_stay_short_while_no_picture_comes_and_the_first_one_after_it_can_be_decoded(
    with_colour_and_tone: Studio,
) -> None:
    recording = with_colour_and_tone
    recorder = Recorder(settings(SMALL), files_of(recording.folder, OutputFileFormat.HLS), recording.clock)
    recording.recorders.append(recorder)
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(3.3)
    recorder.show(Scene(Layout(), has_picture=False))
    recording.clock.run_for(11.0)
    recorder.show(recording.scene(Layout()))
    recording.clock.run_for(3.0)
    (file,) = recorder.stop_all()

    playlist = read_playlist(file.path)
    assert playlist is not None
    durations = [fragment.duration_s for fragment in playlist.fragments]
    assert sum(durations) == pytest.approx(17.3, abs=0.1)
    assert max(durations) < 4.1  # what was begun with a picture lasts until it is known that no more come
    assert len(durations) >= 7
    times = [time_s - 1.0 for time_s, _ in pictures(file.path)]
    gap = max(range(1, len(times)), key=lambda place: times[place] - times[place - 1])
    assert times[gap - 1] == pytest.approx(4.3, abs=0.2)  # the last one is held for a second
    assert times[gap] == pytest.approx(14.3, abs=0.2)
    assert len(times) == pytest.approx((4.3 + 3.0) * 15, abs=3)
    assert times == sorted(times)
    (after,) = pictures_at(file.path, [times[gap] + 1.0 + 1e-3])
    assert shows(after, Rect(0, 0, 160, 90), TEAL)
    parts = [file.path.with_name(fragment.name) for fragment in playlist.fragments]
    returned = next(part for part in parts if any(time_s > 10 for time_s, _ in pictures(part)))
    assert next(time_s for time_s, _ in pictures(returned)) == pytest.approx(times[gap] + 1.0, abs=0.01)


@pytest.mark.parametrize("file_format", PICTURE_FORMATS)
def test_picture_and_sound_are_in_time_in_each_format(recording: Studio, file_format: OutputFileFormat) -> None:
    recording.open("ann", SourceSpec("test", options={"width": 160, "height": 90, "flash_beep": True}))
    recording.clock.run_for(0.53)

    (file,) = recorded(recording, files_of(recording.folder, file_format), StreamType.AUDIO_VIDEO, 3.3)

    flashes, beeps = flash_times(file.path), beep_times(file.path)
    assert len(flashes) == len(beeps) == 3
    assert beeps == pytest.approx(flashes, abs=0.5 / 15 + 0.02)


@pytest.mark.parametrize("file_format", PICTURE_FORMATS)
def test_picture_and_sound_apart_are_two_files_of_the_same_length(
    with_colour_and_tone: Studio, file_format: OutputFileFormat
) -> None:
    files = files_of(with_colour_and_tone.folder, file_format, StreamType.SEPARATE)

    picture, sound = recorded(with_colour_and_tone, files, StreamType.SEPARATE)

    assert (picture.media_track_type, sound.media_track_type) == (MediaTrackType.VIDEO, MediaTrackType.AUDIO)
    assert (picture.resolution, sound.resolution) == (SMALL, None)
    assert sound.path.suffix == ".aac"
    assert sound.duration_ms == pytest.approx(picture.duration_ms, abs=PADDING_MS)


def test_fragments_are_as_long_as_asked_for_and_play_on_from_each_other(with_colour_and_tone: Studio) -> None:
    files = files_of(with_colour_and_tone.folder, OutputFileFormat.HLS)

    (file,) = recorded(with_colour_and_tone, files, StreamType.AUDIO_VIDEO, 5.0)

    playlist = read_playlist(file.path)
    assert playlist is not None
    assert playlist.is_ended
    assert [fragment.duration_s for fragment in playlist.fragments][:2] == pytest.approx([2.0, 2.0], abs=0.001)
    assert sum(fragment.duration_s for fragment in playlist.fragments) == pytest.approx(5.0, abs=0.1)
    ends = 1.0  # time stamps start there
    for fragment in playlist.fragments:
        with av.open(str(file.path.with_name(fragment.name))) as container:
            first = next(packet for packet in container.demux(video=0) if packet.pts is not None)
            assert first.is_keyframe
            assert float(first.pts * first.time_base) == pytest.approx(ends, abs=0.001)
        ends += fragment.duration_s


def test_a_picture_is_taken_every_so_many_seconds(recording: Studio) -> None:
    recording.open_colour("ann", TEAL, SMALL)
    taken: list[tuple[Path, Size]] = []
    stills = StillSettings(
        interval_s=5,
        next_path=lambda: recording.folder / f"{len(taken)}.jpg",
        on_picture=lambda path, size: taken.append((path, size)),
    )
    recorder = Recorder(
        settings(SMALL, fps=2, stream_type=StreamType.VIDEO),
        RecordingFiles((), FormatSettings(stills=stills)),
        recording.clock,
    )
    recording.recorders.append(recorder)
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(11.0)
    recorder.pause()
    recording.clock.run_for(20.0)

    assert recorder.stop_all() == ()
    assert [size for _, size in taken] == [SMALL] * 3
    for path, _ in taken:
        (picture,) = pictures_at(path, [0.0])
        assert shows(picture, Rect(0, 0, 160, 90), TEAL)


@pytest.mark.parametrize(
    ("split_after_s", "expected_ms"),
    [(None, [300]), (0.0, [100, 100, 100]), (0.5, [100, 100, 100]), (0.95, [300])],
)
def test_silence_is_left_out_and_splits_where_it_is_long(
    recording: Studio, split_after_s: float | None, expected_ms: list[int]
) -> None:
    """A participant who beeps for 0.1 s in every second."""
    recording.open("ann", SourceSpec("test", options={"width": 16, "height": 16, "flash_beep": True}))
    (planned,) = planned_files(OutputFileFormat.MP3, StreamType.AUDIO)
    begins: list[int] = []

    def next_target(first_sample: int) -> Target:
        begins.append(first_sample)
        return Target(recording.folder / f"{len(begins)}.mp3", planned)

    files = RecordingFiles((), FormatSettings(silence=SilenceSettings(split_after_s)), next_target)

    found = recorded(recording, files, StreamType.AUDIO, 2.6)

    heard = [sound_of(file.path) for file in found]
    assert len(found) == len(expected_ms)
    assert len(begins) == len(expected_ms)
    for sound, length_ms in zip(heard, expected_ms, strict=True):
        assert sound is not None
        loud = np.abs(sound.samples).max(axis=0) > 0.1
        assert loud.sum() / sound.rate * 1000 == pytest.approx(length_ms, abs=70)


def test_where_the_picture_stops_the_sound_goes_on_in_the_same_file(with_colour_and_tone: Studio) -> None:
    recording = with_colour_and_tone
    recorder = recording.recorder(settings(SMALL))
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(1.0)
    recorder.show(Scene(Layout(), has_picture=False))
    recording.clock.run_for(2.5)
    recorder.show(recording.scene(Layout()))
    recording.clock.run_for(1.0)
    file = recorder.stop()

    assert file is not None
    assert file.duration_ms == pytest.approx(4500, abs=70)
    sound = sound_of(file.path)
    assert sound is not None
    assert sound.loudness(1.2, 3.4) == pytest.approx(0, abs=0.001)
    assert sound.tone_amplitude(TONE_HZ, 3.7, 4.4) == pytest.approx(0.3, abs=0.05)
    during, after = pictures_at(file.path, [3.0, 4.2])
    assert shows(during, Rect(0, 0, 160, 90), TEAL)
    assert shows(after, Rect(0, 0, 160, 90), TEAL)


@pytest.mark.parametrize("file_format", [*PICTURE_FORMATS, *SOUND_FORMATS])
def test_what_lies_on_the_disk_at_any_moment_is_mended_to_a_whole_file(
    with_colour_and_tone: Studio, file_format: OutputFileFormat
) -> None:
    """The files of a growing recording are copied, as a crash would leave them."""
    recording = with_colour_and_tone
    folder, left = recording.folder / "growing", recording.folder / "left"
    folder.mkdir()
    has_picture = file_format in PICTURE_FORMATS
    stream_type = StreamType.AUDIO_VIDEO if has_picture else StreamType.AUDIO
    recorder = Recorder(settings(SMALL, stream_type=stream_type), files_of(folder, file_format), recording.clock)
    recording.recorders.append(recorder)
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(4.5)
    shutil.copytree(folder, left)
    recorder.stop()

    (path,) = [file for file in left.iterdir() if file.suffix != ".ts"]
    mended = repair(path, [ChapterMark(0, "Algebra")])

    assert mended is not None
    assert mended == measure(path)
    assert 2500 <= mended.duration_ms <= 4500 + PADDING_MS + 67
    sound = sound_of(path)
    assert sound is not None
    assert sound.tone_amplitude(TONE_HZ, sound.start_s + 1.0, sound.start_s + 2.0) == pytest.approx(0.3, abs=0.05)
    playlist = read_playlist(path) if file_format is OutputFileFormat.HLS else None
    assert playlist is None or playlist.is_ended


@pytest.mark.parametrize("file_format", [OutputFileFormat.MP4, OutputFileFormat.FLV])
def test_a_crash_while_only_silence_is_recorded_loses_no_more_than_at_other_times(
    with_colour_and_tone: Studio, file_format: OutputFileFormat
) -> None:
    recording = with_colour_and_tone
    files = files_of(recording.folder, file_format)
    recorder = Recorder(settings(SMALL), files, recording.clock)
    recording.recorders.append(recorder)
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(1.5)
    recorder.show(Scene(Layout(), has_picture=False))
    recording.clock.run_for(6.0)
    left = recording.folder / f"left{files.targets[0].path.suffix}"
    left.write_bytes(files.targets[0].path.read_bytes())
    recorder.stop()

    mended = repair(left)

    assert mended is not None
    assert mended.duration_ms >= 7500 - 2000
    assert len(list(pictures(left))) >= 22
