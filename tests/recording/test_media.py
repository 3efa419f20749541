"""Media of all kinds as participants: what is odd about them must not show in the recording."""

from __future__ import annotations

import subprocess
from fractions import Fraction
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from numpy.typing import NDArray

from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout
from chalkreel.studio.outputs.inspection import Rgb, pictures_at
from chalkreel.studio.sources.opening import SourceSpec
from chalkreel.studio.sources.source import SourceRefused, SourceState
from tests.support.recordings import (
    BLUE,
    GREEN,
    RED,
    TEAL,
    YELLOW,
    Studio,
    plain,
    settings,
    shows,
    sound_file,
    steady,
    video_file,
)

CANVAS = Size(320, 180)
WHOLE = Rect(0, 0, 320, 180)


def recorded(recording: Studio, path: Path, times_s: list[float], *, seconds: float, loop: bool = True) -> list[Rgb]:
    recording.open("ann", SourceSpec("file", path=str(path), loop=loop))
    recorder = recording.recorder(settings(CANVAS))
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(seconds)
    finished = recorder.stop()
    assert finished is not None
    return pictures_at(finished.path, times_s)


@pytest.mark.parametrize("matrix", [1, 6, 2])
def test_colours_are_right_whatever_matrix_the_file_was_made_with(recording: Studio, matrix: int) -> None:
    # Untagged small pictures (2) are BT.601 by custom, and the helper encodes them so.
    path = recording.folder / "in.mp4"
    video_file(path, CANVAS, lambda _: plain(CANVAS, RED), times=steady(0.6), matrix=matrix)
    (picture,) = recorded(recording, path, [0.4], seconds=0.6)
    assert shows(picture, WHOLE, RED, tolerance=6)


@pytest.mark.parametrize("pix_fmt", ["yuv422p", "yuv444p", "yuvj420p", "yuv420p10le"])
def test_other_pixel_formats_are_converted(recording: Studio, pix_fmt: str) -> None:
    path = recording.folder / "in.mkv"
    if pix_fmt == "yuvj420p":
        command = ["-f", "lavfi", "-i", "color=0x1E0AA0:s=320x180:d=0.6", "-c:v", "mjpeg", "-pix_fmt", pix_fmt]
        subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *command, str(path)], check=True)
        expected = (0x1E, 0x0A, 0xA0)
    else:
        video_file(path, CANVAS, lambda _: plain(CANVAS, TEAL), times=steady(0.6), pix_fmt=pix_fmt)
        expected = TEAL
    (picture,) = recorded(recording, path, [0.4], seconds=0.6)
    assert shows(picture, WHOLE, expected, tolerance=8)


def test_odd_sizes_are_shown_whole(recording: Studio) -> None:
    size = Size(161, 91)
    path = video_file(
        recording.folder / "odd.mkv", size, lambda _: plain(size, GREEN), times=steady(0.6), pix_fmt="yuv444p"
    )
    (picture,) = recorded(recording, path, [0.4], seconds=0.6)
    assert shows(picture, WHOLE, GREEN)


@pytest.mark.parametrize(("degrees", "upper"), [(90, "left"), (180, "bottom"), (270, "right")])
def test_a_turned_phone_video_is_upright(recording: Studio, degrees: int, upper: str) -> None:
    size = Size(160, 160)
    parts = {"left": np.s_[:, :80], "right": np.s_[:, 80:], "bottom": np.s_[80:, :]}

    def halves(_: int) -> NDArray[np.uint8]:
        pixels = plain(size, BLUE)
        pixels[parts[upper]] = YELLOW
        return pixels

    flat = video_file(recording.folder / "flat.mp4", size, halves, times=steady(0.6))
    turned = recording.folder / "turned.mp4"
    # The option says how the picture is to be turned (counter-clockwise) when it is shown.
    rotate = ["-display_rotation", str(-degrees), "-i", str(flat), "-c", "copy", str(turned)]
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *rotate], check=True)
    (picture,) = recorded(recording, turned, [0.4], seconds=0.6)
    assert shows(picture, Rect(0, 0, 320, 85), YELLOW)
    assert shows(picture, Rect(0, 95, 320, 180), BLUE)


def test_pictures_are_shown_at_their_own_times_not_by_their_number(recording: Studio) -> None:
    colours = [RED, GREEN, BLUE]
    times = [Fraction(0), Fraction(1, 5), Fraction(3, 2)]
    path = video_file(recording.folder / "vfr.mkv", CANVAS, lambda n: plain(CANVAS, colours[n]), times=times)
    # The first picture is due 0.1 s after opening.
    shown = recorded(recording, path, [0.2, 0.5, 1.4, 1.65], seconds=2.0, loop=False)
    assert [shows(picture, WHOLE, rgb) for picture, rgb in zip(shown, [RED, GREEN, GREEN, BLUE], strict=True)] == (
        [True] * 4
    )


def test_a_file_without_loop_ends_with_its_last_picture(recording: Studio) -> None:
    path = video_file(recording.folder / "in.mp4", CANVAS, lambda _: plain(CANVAS, RED), times=steady(0.5))
    (picture,) = recorded(recording, path, [1.4], seconds=1.5, loop=False)
    assert shows(picture, WHOLE, RED)
    assert recording.sources["ann"].condition.state is SourceState.ENDED


def test_a_loop_goes_round_without_a_gap_in_its_sound(recording: Studio) -> None:
    path = sound_file(recording.folder / "tone.wav", 500, 0.5, "pcm_s16le")
    source = recording.open("ann", SourceSpec("file", path=str(path)))
    recording.clock.run_for(2.0)
    now = round(recording.clock.now() * 48_000)
    samples = source.sound(now - 24_000, 24_000)
    loudest = np.abs(samples[0]).reshape(-1, 96).max(axis=1)
    assert loudest.min() > 0.25
    assert source.level() == pytest.approx(0.3 / np.sqrt(2), abs=0.01)


def test_a_camera_that_is_off_holds_the_last_picture(recording: Studio) -> None:
    path = video_file(
        recording.folder / "in.mp4",
        CANVAS,
        lambda n: plain(CANVAS, RED if n < 15 else GREEN),
        times=steady(1.2),
        tone_hz=500,
    )
    source = recording.open("ann", SourceSpec("file", path=str(path), loop=False))
    recording.clock.run_for(0.4)
    source.set_camera_off(True)
    recording.clock.run_for(0.5)
    frozen = source.frame_at(recording.clock.now())
    assert frozen is not None
    assert frozen.due_s < recording.clock.now() - 0.4
    source.set_camera_off(False)
    live = source.frame_at(recording.clock.now())
    assert live is not None
    assert live.serial > frozen.serial


def test_truncated_media_plays_what_there_is(recording: Studio) -> None:
    whole = video_file(
        recording.folder / "in.mkv", CANVAS, lambda _: plain(CANVAS, RED), times=steady(2.0), tone_hz=400
    )
    cut = recording.folder / "cut.mkv"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])
    (picture,) = recorded(recording, cut, [1.3], seconds=1.5)
    assert shows(picture, WHOLE, RED)
    assert recording.sources["ann"].condition.state is SourceState.PLAYING


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.mp4", b""),
        ("garbage.mp4", bytes(range(256)) * 40),
        ("text.txt", b"this is no video\n" * 50),
        ("header.mp4", b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41"),
    ],
)
def test_what_is_no_media_is_refused_with_a_sentence(recording: Studio, name: str, content: bytes) -> None:
    path = recording.folder / name
    path.write_bytes(content)
    with pytest.raises(SourceRefused) as refusal:
        recording.open("ann", SourceSpec("file", path=str(path)))
    assert name in str(refusal.value.sentence)


def test_a_file_that_is_cut_short_behind_its_header_is_refused(recording: Studio) -> None:
    whole = video_file(recording.folder / "in.mp4", CANVAS, lambda _: plain(CANVAS, RED), times=steady(1.0))
    cut = recording.folder / "cut.mp4"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with pytest.raises(SourceRefused):
        recording.open("ann", SourceSpec("file", path=str(cut)))


@pytest.mark.parametrize("path", ["", "/no/such/file.mp4", "/"])
def test_a_path_that_is_no_file_is_refused(recording: Studio, path: str) -> None:
    with pytest.raises(SourceRefused):
        recording.open("ann", SourceSpec("file", path=path))


def test_a_source_that_fails_costs_its_own_view_only(recording: Studio) -> None:
    path = video_file(recording.folder / "in.mp4", CANVAS, lambda _: plain(CANVAS, RED), times=steady(0.5))
    recording.open("ann", SourceSpec("file", path=str(path)))
    recording.open_colour("bob", GREEN)
    recorder = recording.recorder(settings(CANVAS))
    recorder.start(recording.scene(Layout()))
    path.unlink()  # the next time round finds nothing
    recording.clock.run_for(2.0)
    condition = recording.sources["ann"].condition
    finished = recorder.stop()
    assert finished is not None
    assert condition.state is SourceState.FAILED
    assert condition.problem is not None
    (picture,) = pictures_at(finished.path, [1.8])
    assert shows(picture, Rect(160, 0, 320, 180), GREEN)
    assert recording.failures == []
