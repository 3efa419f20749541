"""What is recorded where no live picture is: stand-ins, backgrounds, and what lies above the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from chalkreel.domain.enums import FillMode, FrameFillMode, MixMode, PerStreamType, StreamType, ViewType
from chalkreel.domain.filling import FillRules
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.studio.mixer.backdrops import Backdrops
from chalkreel.studio.mixer.overlay import stretched_overlay
from chalkreel.studio.mixer.values import MixSettings, Scene
from chalkreel.studio.outputs.inspection import Rgb, mean_colour, pictures_at, sound_of
from chalkreel.studio.sources.opening import SourceSpec
from chalkreel.studio.sources.pictures import Picture, load_picture
from chalkreel.studio.sources.source import SourceFrame
from tests.support.recordings import (
    BLUE,
    GREEN,
    RED,
    TEAL,
    YELLOW,
    Studio,
    picture_bytes,
    plain,
    settings,
    shows,
    sound_file,
)

CANVAS = Size(640, 360)
LEFT, RIGHT = Rect(0, 0, 320, 360), Rect(320, 0, 640, 360)
IMAGE = "http://x.example/a.png"
HALVES = Layout(
    MixMode.CUSTOM,
    (Region("1", LEFT, stream_id="ann", background_image=IMAGE), Region("2", RIGHT, stream_id="bob")),
)


def image(rgb: tuple[int, int, int], size: Size = Size(40, 20)) -> Picture:  # noqa: B008
    return load_picture(picture_bytes(plain(size, rgb)))


def mixed(**changes: Any) -> MixSettings:
    return replace(settings(CANVAS, background_rgb=YELLOW), **changes)


def last_frame(recording: Studio, stream_id: str) -> SourceFrame:
    frame = recording.sources[stream_id].frame_at(recording.clock.now())
    assert frame is not None
    return frame


def recorded(recording: Studio, mix: MixSettings, scenes: Sequence[Scene]) -> list[Rgb]:
    """Show each scene for half a second and give a picture from its middle."""
    recorder = recording.recorder(mix)
    recorder.start(scenes[0])
    recording.clock.run_for(0.5)
    for scene in scenes[1:]:
        recorder.show(scene)
        recording.clock.run_for(0.5)
    finished = recorder.stop()
    assert finished is not None
    return pictures_at(finished.path, [0.3 + 0.5 * place for place in range(len(scenes))])


@pytest.mark.parametrize(
    ("rules", "left", "right"),
    [
        (FillRules(), YELLOW, YELLOW),
        (FillRules(fill_blank=True), RED, GREEN),
    ],
)
def test_a_stream_that_left_holds_its_last_picture_only_with_fill_blank(
    recording: Studio, rules: FillRules, left: tuple, right: tuple
) -> None:
    recording.open_colour("ann", RED)
    recording.open_colour("bob", GREEN)
    here = recording.scene(HALVES)
    held = {stream_id: last_frame(recording, stream_id) for stream_id in ("ann", "bob")}
    gone = replace(here, sources={}, held=held, order=here.order if rules.fill_blank else ())

    before, after, back = recorded(recording, mixed(fill_rules=rules), [here, gone, here])

    for picture, colours in ((before, (RED, GREEN)), (after, (left, right)), (back, (RED, GREEN))):
        assert shows(picture, LEFT, colours[0])
        assert shows(picture, RIGHT, colours[1])


def test_an_empty_view_shows_its_own_picture_then_the_default_then_the_canvas_picture(recording: Studio) -> None:
    recording.open_colour("ann", RED)
    held = {"ann": last_frame(recording, "ann"), "bob": last_frame(recording, "ann")}
    gone = Scene(HALVES, ("ann", "bob"), {}, held=held)
    rules = FillRules(fill_blank=True, frame_fill=FrameFillMode.NONE)
    regions = {IMAGE: image(BLUE)}

    all_three, no_region, only_canvas = recorded(
        recording,
        mixed(fill_rules=rules),
        [
            replace(gone, backdrops=Backdrops(image(TEAL), None, image(GREEN), regions)),
            replace(gone, backdrops=Backdrops(image(TEAL), None, image(GREEN))),
            replace(gone, held={}, backdrops=Backdrops(image(TEAL))),
        ],
    )

    assert shows(all_three, LEFT, BLUE)
    assert shows(all_three, RIGHT, GREEN)
    assert shows(no_region, LEFT, GREEN)
    assert shows(only_canvas, LEFT, TEAL)
    assert shows(only_canvas, RIGHT, TEAL)


@pytest.mark.parametrize(
    ("mode", "colour"),
    [(FrameFillMode.LAST_FRAME, GREEN), (FrameFillMode.COLOR, TEAL), (FrameFillMode.NONE, YELLOW)],
)
def test_a_camera_that_goes_off_shows_what_fill_frame_asks_for_while_its_sound_goes_on(
    recording: Studio, mode: FrameFillMode, colour: tuple
) -> None:
    bob = recording.open_colour("bob", GREEN)
    recording.open("ann", SourceSpec("test", options={"tone_hz": 500.0, "width": 320, "height": 180}))
    mix = mixed(fill_rules=FillRules(frame_fill=mode), frame_fill_rgb=TEAL)
    recorder = recording.recorder(mix)
    recorder.start(recording.scene(HALVES))
    recording.clock.run_for(0.5)
    for source in recording.sources.values():
        source.set_camera_off(True)
    recording.clock.run_for(0.6)
    bob.set_camera_off(False)
    recording.clock.run_for(0.5)
    finished = recorder.stop()
    assert finished is not None

    before, off, on = pictures_at(finished.path, [0.3, 0.9, 1.4])

    assert shows(before, RIGHT, GREEN)
    assert shows(off, RIGHT, colour)
    assert shows(on, RIGHT, GREEN)
    if mode is FrameFillMode.COLOR:
        assert shows(off, LEFT, TEAL)
        assert shows(on, LEFT, TEAL)
    sound = sound_of(finished.path)
    assert sound is not None
    assert sound.tone_amplitude(500, 0.7, 1.1) > 0.05


def test_a_camera_that_is_off_shows_the_views_picture_where_nothing_is_filled_in(recording: Studio) -> None:
    recording.open_colour("ann", RED)
    recording.sources["ann"].set_camera_off(True)
    scene = replace(recording.scene(HALVES), backdrops=Backdrops(regions={IMAGE: image(BLUE)}))

    (picture,) = recorded(recording, mixed(fill_rules=FillRules(frame_fill=FrameFillMode.NONE)), [scene])

    assert shows(picture, LEFT, BLUE)


def test_a_stream_without_picture_keeps_a_view_with_its_background(recording: Studio, tmp_path: Path) -> None:
    recording.open("ann", SourceSpec("file", path=str(sound_file(tmp_path / "a.m4a", 500, 2.0))))
    scene = replace(recording.scene(HALVES), backdrops=Backdrops(regions={IMAGE: image(BLUE)}))

    (picture,) = recorded(recording, mixed(), [scene])

    assert shows(picture, LEFT, BLUE)


def test_pictures_are_stretched_over_their_rectangle_and_never_letterboxed(recording: Studio) -> None:
    pixels = plain(Size(100, 100), RED)
    pixels[:, 50:] = GREEN
    pixels[90:] = BLUE
    scene = Scene(HALVES, backdrops=Backdrops(load_picture(picture_bytes(pixels))))

    (picture,) = recorded(recording, mixed(), [scene])

    assert shows(picture, Rect(0, 0, 320, 320), RED)
    assert shows(picture, Rect(320, 0, 640, 320), GREEN)
    assert shows(picture, Rect(0, 324, 640, 360), BLUE)


def test_what_is_recorded_of_each_stream_follows_its_choice(recording: Studio) -> None:
    for stream_id, hz in (("ann", 400.0), ("bob", 600.0), ("cy", 900.0)):
        options = {"tone_hz": hz, "width": 320, "height": 180}
        recording.open(stream_id, SourceSpec("test", options=options))
    rects = [Rect(0, 0, 200, 360), Rect(200, 0, 400, 360), Rect(400, 0, 600, 360)]
    layout = Layout(MixMode.CUSTOM, tuple(Region(str(place), rect) for place, rect in enumerate(rects)))
    choices = {"ann": PerStreamType.AUDIO, "bob": PerStreamType.AUDIO_VIDEO, "": PerStreamType.VIDEO}
    recorder = recording.recorder(mixed(stream_choices=choices))
    recorder.start(recording.scene(layout))
    recording.clock.run_for(1.0)
    finished = recorder.stop()
    assert finished is not None

    (picture,) = pictures_at(finished.path, [0.5])
    sound = sound_of(finished.path)
    assert sound is not None
    assert shows(picture, rects[0], YELLOW)  # its view stays, empty
    assert not shows(picture, rects[1], YELLOW)
    assert not shows(picture, rects[2], YELLOW)
    assert [sound.tone_amplitude(hz, 0.2, 0.9) > 0.03 for hz in (400, 600, 900)] == [True, True, False]


def test_a_choice_per_stream_means_nothing_where_only_sound_is_recorded(recording: Studio) -> None:
    recording.open("ann", SourceSpec("test", options={"tone_hz": 400.0, "width": 320, "height": 180}))
    recorder = recording.recorder(mixed(stream_type=StreamType.AUDIO, stream_choices={"ann": PerStreamType.VIDEO}))
    recorder.start(recording.scene(Layout()))
    recording.clock.run_for(0.6)
    finished = recorder.stop()
    assert finished is not None
    sound = sound_of(finished.path)
    assert sound is not None
    assert sound.tone_amplitude(400, 0.1, 0.5) > 0.03


def test_a_board_that_left_keeps_its_place_empty(recording: Studio) -> None:
    recording.open_colour("ann", RED)
    layout = Layout(
        MixMode.CUSTOM,
        (Region("b", LEFT, view_type=ViewType.WHITEBOARD, stream_id="ann"), Region("2", RIGHT)),
    )
    opened = recording.scene(layout, recording.board(TEAL, Size(320, 360)))
    left = replace(recording.scene(layout), board_held=True, has_whiteboard=True)

    before, after = recorded(recording, mixed(fill_rules=FillRules(fill_blank=True)), [opened, left])

    assert shows(before, LEFT, TEAL)
    assert shows(after, LEFT, YELLOW)
    assert shows(after, RIGHT, RED)


def test_a_watermark_lies_above_everything_with_its_transparency(recording: Studio) -> None:
    recording.open_colour("ann", RED)
    pixels = np.zeros((10, 30, 4), np.uint8)
    pixels[..., :3] = (0, 0, 255)
    pixels[:, 10:20, 3], pixels[:, 20:, 3] = 128, 255
    place = Rect(101, 51, 221, 151)  # at odd pixels, over both views
    watermark = stretched_overlay(load_picture(picture_bytes(pixels, "png", "rgba"), paper_rgb=None), place, CANVAS)
    scene = replace(recording.scene(HALVES), backdrops=Backdrops(watermark=watermark))

    (picture,) = recorded(recording, mixed(), [scene])

    half = tuple((a + b) / 2 for a, b in zip(RED, (0, 0, 255), strict=True))
    assert shows(picture, Rect(102, 52, 132, 150), RED)
    assert shows(picture, Rect(150, 56, 170, 146), half, 14)
    assert shows(picture, Rect(190, 56, 220, 146), (0, 0, 255), 14)
    assert shows(picture, Rect(190, 156, 220, 180), RED)


def test_the_clock_stands_in_the_top_right_corner_and_only_there(recording: Studio) -> None:
    recording.open_colour("ann", BLUE, CANVAS)
    layout = Layout(MixMode.GRID, fill_mode=FillMode.CROP)

    (picture,) = recorded(recording, mixed(clock_font_px=32), [recording.scene(layout)])

    corner = picture[10:50, 330:640].astype(int)
    bright = (corner.min(axis=2) > 200).mean()
    assert 0.08 < bright < 0.5
    assert shows(picture, Rect(0, 0, 320, 360), BLUE)
    assert shows(picture, Rect(0, 60, 640, 360), BLUE)


def test_twenty_five_streams_are_seen_and_heard(recording: Studio) -> None:
    for number in range(26):
        options = {"tone_hz": 300.0 + 40 * number, "width": 64, "height": 64, "hue": 14.0 * number}
        recording.open(f"s{number}", SourceSpec("test", options=options))
    recorder = recording.recorder(mixed())
    recorder.start(recording.scene(Layout(MixMode.GRID)))
    recording.clock.run_for(1.0)
    finished = recorder.stop()
    assert finished is not None

    (picture,) = pictures_at(finished.path, [0.5])
    colours = [
        mean_colour(picture, Rect(column * 128, row * 72, column * 128 + 128, row * 72 + 72))
        for row in range(5)
        for column in range(5)
    ]
    assert all(abs(red - 220) > 3 or abs(green - 200) > 3 for red, green, _ in colours)
    assert len({tuple(round(part) for part in colour) for colour in colours}) >= 23
    sound = sound_of(finished.path)
    assert sound is not None
    levels = [sound.tone_amplitude(300 + 40 * number, 0.1, 0.95) for number in range(26)]
    assert min(levels[:25]) > 3 * levels[25]
