"""Snapshots and previews of the mixed picture."""

from __future__ import annotations

import io
from pathlib import Path

import av
import pytest

from chalkreel.domain.enums import StreamType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout
from chalkreel.studio.outputs.inspection import Rgb, as_rgb
from chalkreel.studio.outputs.output import OutputFailed
from chalkreel.studio.sources.pictures import load_picture
from tests.support.recordings import GREEN, RED, Studio, settings, shows


def test_a_snapshot_is_the_mixed_picture_in_its_colours(recording: Studio) -> None:
    recording.open_colour("ann", RED)
    recording.open_colour("bob", GREEN)
    recorder = recording.recorder(settings(Size(640, 360)))
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(0.5)
    path = recording.folder / "snap.jpg"
    assert recorder.snapshot(path).result(10) == Size(640, 360)
    picture = _pixels(path)
    assert shows(picture, Rect(0, 0, 320, 360), RED, tolerance=5)
    assert shows(picture, Rect(320, 0, 640, 360), GREEN, tolerance=5)
    assert [entry.name for entry in recording.folder.glob("*snap*")] == ["snap.jpg"]
    recorder.pause()
    recorder.snapshot(recording.folder / "paused.jpg").result(10)


def test_a_preview_fits_and_shows_the_newest_picture(recording: Studio) -> None:
    recording.open_colour("ann", RED)
    recorder = recording.recorder(settings(Size(1280, 720)))
    assert recorder.preview_jpeg() is None
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(0.2)
    preview = recorder.preview_jpeg(Size(320, 320))
    assert preview is not None
    with av.open(io.BytesIO(preview), "r", format="jpeg_pipe") as container:
        picture = as_rgb(next(container.decode(video=0)))
    assert picture.shape == (180, 320, 3)
    assert shows(picture, Rect(0, 0, 320, 180), RED, tolerance=5)


def test_a_snapshot_that_cannot_be_written_fails_without_harm(recording: Studio) -> None:
    recording.open_colour("ann", RED)
    recorder = recording.recorder(settings(Size(160, 90)))
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(0.3)
    with pytest.raises(OutputFailed):
        recorder.snapshot(recording.folder / "nowhere" / "snap.jpg").result(10)
    assert recording.failures == []


def test_there_is_no_snapshot_of_sound(recording: Studio) -> None:
    recorder = recording.recorder(settings(stream_type=StreamType.AUDIO))
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(0.3)
    with pytest.raises(OutputFailed):
        recorder.snapshot(recording.folder / "snap.jpg").result(10)
    assert recorder.preview_jpeg() is None


def _pixels(path: Path) -> Rgb:
    return load_picture(path).frame.to_ndarray()
