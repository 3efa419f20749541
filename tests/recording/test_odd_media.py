"""Media that changes, breaks off or is made for other screens: its own view suffers, the take goes on."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from chalkreel.domain.enums import FillMode, MixMode
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.studio.outputs.inspection import pictures_at, sound_of
from chalkreel.studio.sources.opening import SourceSpec
from chalkreel.studio.sources.source import SourceState
from tests.support.encoders import ffmpeg
from tests.support.recordings import GREEN, RED, Studio, plain, settings, shows, sound_file, steady, video_file

CANVAS = Size(320, 180)
LEFT, RIGHT = Rect(0, 0, 160, 180), Rect(160, 0, 320, 180)
WHOLE = Rect(0, 0, 320, 180)
TEAL = (0x14, 0x96, 0x96)


def lavfi(path: Path, picture: str, *options: str) -> Path:
    colours = ["-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p", "-colorspace", "bt709"]
    ffmpeg("-f", "lavfi", "-i", picture, *colours, "-c:v", "libx264", "-preset", "ultrafast", *options, str(path))
    return path


def taken(recording: Studio, seconds: float) -> Path:
    recorder = recording.recorder(settings(CANVAS))
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(seconds)
    finished = recorder.stop()
    assert finished is not None
    assert recording.failures == []
    assert abs(finished.duration_ms - seconds * 1000) <= 80
    return finished.path


def joined(folder: Path, *parts: Path) -> Path:
    """Put MPEG-TS files one behind the other, as a stream does that starts anew."""
    whole = folder / "joined.ts"
    whole.write_bytes(b"".join(part.read_bytes() for part in parts))
    return whole


def test_a_stream_that_changes_size_and_frame_rate_goes_on_in_its_view(recording: Studio) -> None:
    small = lavfi(recording.folder / "a.ts", "color=0xC81E1E:s=160x90:r=10:d=0.8")
    large = lavfi(recording.folder / "b.ts", "color=0x1EAA3C:s=426x240:r=30:d=1.5", "-output_ts_offset", "0.8")
    path = joined(recording.folder, small, large)
    recording.open("ann", SourceSpec("file", path=str(path), loop=False))
    before, after = pictures_at(taken(recording, 2.0), [0.4, 1.7])
    assert shows(before, WHOLE, RED)
    assert shows(after, WHOLE, GREEN)


def test_one_good_and_one_bad_participant_make_a_take_with_the_good_one(recording: Studio) -> None:
    whole = lavfi(recording.folder / "in.ts", "testsrc2=s=320x180:r=15:d=2")
    data = bytearray(whole.read_bytes())
    noise = np.random.default_rng(3).integers(0, 256, len(data), np.uint8).tobytes()
    for place in range(188 * 30, len(data) - 188, 188 * 3):  # every third packet is damaged, headers and all
        data[place : place + 188] = noise[place : place + 188]
    bad = recording.folder / "bad.ts"
    bad.write_bytes(bytes(data))
    good = video_file(
        recording.folder / "good.mp4",
        Size(160, 180),
        lambda _: plain(Size(160, 180), GREEN),
        times=steady(3.0),
        tone_hz=500,
    )
    recording.open("bad", SourceSpec("file", path=str(bad)))
    recording.open("good", SourceSpec("file", path=str(good)))
    path = taken(recording, 2.5)
    for picture in pictures_at(path, [0.5, 1.5, 2.3]):
        assert shows(picture, RIGHT, GREEN)
    sound = sound_of(path)
    assert sound is not None
    assert sound.tone_amplitude(500, 0.5, 2.3) > 0.2


def test_a_stream_without_sound_is_silent_and_one_without_picture_is_heard(recording: Studio) -> None:
    silent = lavfi(recording.folder / "silent.mp4", "color=0x149696:s=160x90:r=15:d=2")
    recording.open("ann", SourceSpec("file", path=str(silent)))
    recording.open("bob", SourceSpec("file", path=str(sound_file(recording.folder / "bob.m4a", 700, 2.0))))
    path = taken(recording, 1.5)
    sound = sound_of(path)
    assert sound is not None
    assert sound.tone_amplitude(700, 0.4, 1.3) > 0.2
    (picture,) = pictures_at(path, [1.0])
    assert shows(picture, Rect(0, 50, 160, 130), TEAL)


def test_interlaced_and_anamorphic_video_is_shown(recording: Studio) -> None:
    path = recording.folder / "dv.mpg"
    ffmpeg(
        *("-f", "lavfi", "-i", "color=0x149696:s=720x576:r=25:d=1.2"),
        *("-vf", "setsar=64/45,format=yuv420p,scale=out_color_matrix=bt601,setsar=64/45"),
        *("-c:v", "mpeg2video", "-flags", "+ildct+ilme", "-colorspace", "bt470bg", "-b:v", "4M", str(path)),
    )
    recording.open("ann", SourceSpec("file", path=str(path)))
    (picture,) = pictures_at(taken(recording, 1.0), [0.7])
    assert shows(picture, WHOLE, TEAL, tolerance=12)  # 16:9, as it is meant: no bars beside it


@pytest.mark.parametrize("degrees", [0, 90])
@pytest.mark.parametrize("said_by", ["picture", "container", "later"])
@pytest.mark.parametrize(("size", "pixels"), [((144, 180), "2/1"), ((240, 90), "1/2"), ((212, 160), "1281/1280")])
def test_pixels_that_are_not_square_are_shown_in_their_shape(
    recording: Studio, size: tuple[int, int], pixels: str, said_by: str, degrees: int
) -> None:
    square = Fraction(pixels)
    shown = (size[0] * square, size[1]) if square > 1 else (size[0], size[1] / square)
    if square.limit_denominator(100) == 1:
        shown = size
    picture = f"color=0x149696:s={size[0]}x{size[1]}:r=15:d=2"
    whole, path = recording.folder / "flat.ts", recording.folder / "shaped.mp4"
    if said_by == "later":
        one = lavfi(recording.folder / "a.ts", picture.replace("d=2", "d=0.6"))
        tag = ["-bsf:v", f"h264_metadata=sample_aspect_ratio={pixels}"]
        two = lavfi(recording.folder / "b.ts", picture, *tag, "-output_ts_offset", "0.6")
        path = joined(recording.folder, one, two)
    elif said_by == "picture":
        path = lavfi(recording.folder / "shaped.ts", picture, "-bsf:v", f"h264_metadata=sample_aspect_ratio={pixels}")
    else:
        ratio = square * size[0] / size[1]
        lavfi(whole, picture)
        ffmpeg("-i", str(whole), "-c", "copy", "-aspect", f"{ratio.numerator}:{ratio.denominator}", str(path))
    if degrees:
        turned = recording.folder / "turned.mp4"
        ffmpeg("-display_rotation", str(-degrees), "-i", str(path), "-c", "copy", str(turned))
        path, shown = turned, shown[::-1]
    source = recording.open("ann", SourceSpec("file", path=str(path)))
    recorder = recording.recorder(settings(Size(400, 400)))
    region = Region("1", Rect(0, 0, 400, 400), stream_id="ann", fill_mode=FillMode.FIT)
    recorder.start(recording.scene(Layout(MixMode.CUSTOM, (region,))))
    recording.clock.run_for(1.5)
    finished = recorder.stop()
    assert finished is not None
    (picture_shown,) = pictures_at(finished.path, [1.3])

    teal = np.abs(picture_shown.astype(int) - np.array(TEAL)).max(axis=2) < 40
    extent = [int(teal.any(axis=axis).sum()) for axis in (0, 1)]
    expected = [400 * side / max(shown) for side in shown]
    assert extent == pytest.approx(expected, abs=3)
    assert source.size is not None
    assert source.size.width / source.size.height == pytest.approx(float(shown[0] / shown[1]), rel=0.02)


@pytest.mark.parametrize(("trc", "coded"), [("smpte2084", 0.5807), ("arib-std-b67", 0.75)])
def test_hdr_white_is_nearly_white_and_not_grey(recording: Studio, trc: str, coded: float) -> None:
    path = recording.folder / "hdr.mkv"
    luma = round(64 + coded * 876)
    tags = f"setparams=color_trc={trc}:colorspace=bt2020nc:color_primaries=bt2020:range=tv"
    ffmpeg(
        *("-f", "lavfi", "-i", "color=black:s=320x180:r=15:d=1.2"),
        *("-vf", f"format=yuv420p10le,geq=lum={luma}:cb=512:cr=512,{tags}"),
        *("-c:v", "libx265", "-x265-params", "log-level=none:pools=1", "-preset", "ultrafast"),
        str(path),
    )
    recording.open("ann", SourceSpec("file", path=str(path)))
    (picture,) = pictures_at(taken(recording, 1.0), [0.7])
    level = picture[60:120, 100:200].mean(axis=(0, 1))
    assert 225 < level.min() <= level.max() < 252
    assert level.max() - level.min() < 4


def test_a_stream_that_ends_early_keeps_its_last_picture_and_the_take_goes_on(recording: Studio) -> None:
    path = lavfi(recording.folder / "short.mp4", "color=0x149696:s=320x180:r=15:d=0.5")
    recording.open("ann", SourceSpec("file", path=str(path), loop=False))
    (picture,) = pictures_at(taken(recording, 1.5), [1.3])
    assert shows(picture, WHOLE, TEAL)
    assert recording.sources["ann"].condition.state is SourceState.ENDED


@pytest.mark.parametrize("apart_s", [0.8, 3.0])
def test_sound_is_whole_beside_pictures_that_come_seldom(recording: Studio, apart_s: float) -> None:
    times = [Fraction(str(apart_s)) * number for number in range(round(7 / apart_s) + 1)]
    path = video_file(
        recording.folder / "seldom.mp4",
        Size(160, 90),
        lambda number: plain(Size(160, 90), GREEN if number % 2 else RED),
        times=times,
        tone_hz=500,
    )
    recording.open("ann", SourceSpec("file", path=str(path), loop=False))
    sound = sound_of(taken(recording, 6.0))
    assert sound is not None
    quarters = [sound.tone_amplitude(500, begin / 4, begin / 4 + 0.25) for begin in range(2, 23)]
    assert min(quarters) > 0.2


def test_a_gap_in_the_sound_does_not_hold_up_the_pictures(recording: Studio) -> None:
    picture = [
        "-f",
        "lavfi",
        "-i",
        "color=0xC81E1E:s=160x90:r=10:d=4",
        "-f",
        "lavfi",
        "-i",
        "color=0x1EAA3C:s=160x90:r=10:d=4",
    ]
    tone = ["-f", "lavfi", "-i", "sine=f=500:r=48000:d=8"]
    graph = "[0:v][1:v]concat,format=yuv420p[v];[2:a]aselect='lt(t,1)+gte(t,5)'[a]"
    path = recording.folder / "gap.mkv"
    ffmpeg(
        *picture,
        *tone,
        "-filter_complex",
        graph,
        "-map",
        "[v]",
        "-map",
        "[a]",
        "-c:v",
        "libx264",
        "-c:a",
        "aac",
        str(path),
    )
    recording.open("ann", SourceSpec("file", path=str(path), loop=False))
    taken_path = taken(recording, 6.5)
    before, after = pictures_at(taken_path, [3.5, 4.7])
    assert before[90, 160, 0] > before[90, 160, 1]
    assert after[90, 160, 1] > after[90, 160, 0]
    sound = sound_of(taken_path)
    assert sound is not None
    assert sound.tone_amplitude(500, 2.0, 4.5) < 0.01
    assert sound.tone_amplitude(500, 5.5, 6.3) > 0.05


def test_sound_that_changes_channels_and_rate_goes_on(recording: Studio) -> None:
    parts = []
    for number, (channels, rate) in enumerate([(1, 44_100), (2, 44_100), (1, 22_050)]):
        part = recording.folder / f"{number}.ts"
        source = f"sine=f=500:r={rate}:d=1.5"
        ffmpeg(
            "-f",
            "lavfi",
            "-i",
            source,
            "-c:a",
            "aac",
            "-ac",
            str(channels),
            "-output_ts_offset",
            str(1.5 * number),
            str(part),
        )
        parts.append(part)
    recording.open("ann", SourceSpec("file", path=str(joined(recording.folder, *parts)), loop=False))
    sound = sound_of(taken(recording, 4.3))
    assert sound is not None
    for begin_s in (0.4, 2.0):
        assert sound.tone_amplitude(500, begin_s, begin_s + 0.8) > 0.05
    # At half the rate this container's own time stamps are wrong, so the tone is not pure; but it is there.
    last = sound.samples[0, int(3.4 * sound.rate) : int(4.2 * sound.rate)]
    assert float(np.sqrt(np.mean(last**2))) > 0.03
