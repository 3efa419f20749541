"""Recording time: steady pictures, pauses left out, tracks of the same length, chapters."""

from __future__ import annotations

import gc

import av
import pytest

from chalkreel.domain.chapters import ChapterMark
from chalkreel.domain.enums import MediaTrackType, StreamType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout
from chalkreel.studio.mixer.canvas import Canvas
from chalkreel.studio.outputs.inspection import picture_times, pictures_at, sound_of
from chalkreel.studio.sources.opening import SourceSpec
from tests.support.recordings import GREEN, RED, Studio, settings, shows


@pytest.mark.parametrize("fps", [5, 7, 15, 30])
def test_pictures_come_at_the_set_rate_from_zero(recording: Studio, fps: int) -> None:
    recording.open("ann", SourceSpec("test", options={"width": 160, "height": 90, "fps": 30}))
    recorder = recording.recorder(settings(Size(320, 180), fps))
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(2.0)
    finished = recorder.stop()
    assert finished is not None
    times = picture_times(finished.path)
    assert times == pytest.approx([number / fps for number in range(len(times))], abs=0.001)
    assert abs(finished.duration_ms - 2000) <= 1000 / fps + 1
    sound = sound_of(finished.path)
    assert sound is not None
    assert sound.start_s == pytest.approx(0, abs=0.001)
    assert abs(sound.samples.shape[1] / sound.rate - finished.duration_ms / 1000) <= 0.045


def test_a_pause_is_left_out(recording: Studio) -> None:
    recording.open_colour("ann", RED)
    recorder = recording.recorder(settings(Size(320, 180)))
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(1.0)
    paused_ms = recorder.pause()
    assert recorder.pause() == paused_ms
    assert recorder.stats().is_paused
    recording.clock.run_for(5.0)
    recording.sources.pop("ann").close()
    recording.open_colour("bob", GREEN)
    recorder.show(recording.scene(Layout()), "after")
    recording.clock.run_for(1.0)
    assert recorder.recording_ms == paused_ms
    recorder.resume()
    recording.clock.run_for(1.0)
    finished = recorder.stop()
    assert finished is not None
    assert abs(finished.duration_ms - 2000) <= 2 * 67
    assert recording.shown[-1] == ("after", paused_ms)
    times = picture_times(finished.path)
    assert times == pytest.approx([number / 15 for number in range(len(times))], abs=0.001)
    before, after = pictures_at(finished.path, [paused_ms / 1000 - 0.02, paused_ms / 1000 + 0.02])
    assert shows(before, Rect(0, 0, 320, 180), RED)
    assert shows(after, Rect(0, 0, 320, 180), GREEN)


@pytest.mark.parametrize(
    ("stream_type", "track_type", "resolution"),
    [
        (StreamType.AUDIO, MediaTrackType.AUDIO, None),
        (StreamType.VIDEO, MediaTrackType.VIDEO, Size(320, 180)),
        (StreamType.AUDIO_VIDEO, MediaTrackType.AUDIO_VIDEO, Size(320, 180)),
    ],
)
def test_each_stream_type_has_its_tracks(
    recording: Studio, stream_type: StreamType, track_type: MediaTrackType, resolution: Size | None
) -> None:
    recording.open("ann", SourceSpec("test", options={"tone_hz": 440}))
    recorder = recording.recorder(settings(Size(320, 180), stream_type=stream_type))
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(1.5)
    finished = recorder.stop()
    assert finished is not None
    assert (finished.media_track_type, finished.resolution) == (track_type, resolution)
    assert abs(finished.duration_ms - 1500) <= 68
    assert finished.size_bytes == finished.path.stat().st_size
    sound = sound_of(finished.path)
    if stream_type is StreamType.VIDEO:
        assert sound is None
    else:
        assert sound is not None
        assert sound.tone_amplitude(440, 0.3, 1.3) > 0.03


def test_chapters_are_in_the_file(recording: Studio) -> None:
    recorder = recording.recorder(settings(Size(160, 90)))
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(2.0)
    finished = recorder.stop([ChapterMark(0, "Algebra"), ChapterMark(1000, "Géométrie")])
    assert finished is not None
    with av.open(str(finished.path)) as container:
        chapters = container.chapters()
    assert [chapter["metadata"]["title"] for chapter in chapters] == ["Algebra", "Géométrie"]
    assert float(chapters[1]["start"] * chapters[1]["time_base"]) == pytest.approx(1.0)


def test_a_finished_file_is_an_ordinary_mp4(recording: Studio) -> None:
    recorder = recording.recorder(settings(Size(160, 90)))
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(2.5)
    finished = recorder.stop()
    assert finished is not None
    assert b"moof" not in _top_level_boxes(finished.path.read_bytes())
    assert recorder.stop() == finished


def test_stats_tell_what_was_recorded(recording: Studio) -> None:
    recording.open("ann", SourceSpec("test"))
    recorder = recording.recorder(settings(Size(320, 180)))
    assert recorder.stats().frames == 0
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(2.0)
    stats = recorder.stats()
    assert (stats.frames, stats.repeated) == (31, 0)
    assert stats.fps == pytest.approx(15, abs=0.01)
    assert stats.encoder_lag_ms == 0
    assert abs(stats.av_drift_ms) < 0.1
    assert stats.longest_gap_ms == pytest.approx(1000 / 15, abs=0.1)
    assert stats.bytes_written > 0


def _top_level_boxes(data: bytes) -> list[bytes]:
    kinds, position = [], 0
    while position + 8 <= len(data):
        length = int.from_bytes(data[position : position + 4])
        kinds.append(data[position + 4 : position + 8])
        position += length if length >= 8 else len(data)
    return kinds


def test_a_stopped_recording_keeps_its_figures_and_nothing_large(recording: Studio) -> None:
    recording.open_colour("ann", RED)
    recorder = recording.recorder(settings(Size(320, 180)))
    before = canvases()
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(1.0)
    assert canvases() > before
    figures = recorder.stats()
    recorder.stop()
    assert canvases() == before
    assert recorder.stats().frames >= figures.frames > 0
    assert recorder.recording_ms == recorder.stats().recording_ms
    recorder.show(recording.scene(Layout()))  # what comes too late does no harm
    assert recorder.pause() == recorder.recording_ms
    recorder.resume()
    assert recorder.preview_jpeg() is None


def canvases() -> int:
    gc.collect()
    return sum(isinstance(thing, Canvas) for thing in gc.get_objects())
