"""Whiteboards in the recorded picture."""

from __future__ import annotations

import numpy as np

from chalkreel.domain.enums import MixMode, ViewType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.studio.mixer.values import MixSettings
from chalkreel.studio.outputs.inspection import pictures, pictures_at
from tests.support.recordings import BLUE, GREEN, RED, TEAL, WHITE, YELLOW, Studio, settings, shows

BOARD = Rect(0, 0, 640, 360)
LAYOUT = Layout(MixMode.CUSTOM, (Region("b", BOARD, view_type=ViewType.WHITEBOARD),))


def test_a_switched_board_replaces_the_old_one_at_the_told_moment(recording: Studio) -> None:
    recorder = recording.recorder(settings())
    recorder.start(recording.scene(LAYOUT, recording.board(TEAL, Size(640, 360))), "algebra")
    recording.clock.run_for(1.0)
    recorder.show(recording.scene(LAYOUT, recording.board(YELLOW, Size(640, 360))), "geometry")
    recording.clock.run_for(1.0)
    finished = recorder.stop()
    assert finished is not None
    changed_s = recording.shown[1][1] / 1000
    before, after = pictures_at(finished.path, [changed_s - 0.02, changed_s + 0.02])
    assert shows(before, BOARD, TEAL)
    assert shows(after, BOARD, YELLOW)


def test_white_of_a_board_is_limited_range_white_in_the_file(recording: Studio) -> None:
    recorder = recording.recorder(settings())
    recorder.start(recording.scene(LAYOUT, recording.board(WHITE, Size(640, 360))))
    recording.clock.run_for(0.5)
    finished = recorder.stop()
    assert finished is not None
    _, frame = next(pictures(finished.path))
    luma = np.frombuffer(memoryview(frame.planes[0]), np.uint8).reshape(-1, frame.planes[0].line_size)[:360, :640]
    assert abs(float(luma.mean()) - 235) < 1
    assert (frame.colorspace, frame.color_range) == (1, 1)


def test_a_board_is_fitted_never_cropped_on_its_own_background(recording: Studio) -> None:
    mix = MixSettings(Size(640, 360), 15, 1_500_000, 48_000, background_rgb=RED, board_background_rgb=GREEN)
    recorder = recording.recorder(mix)
    recorder.start(recording.scene(LAYOUT, recording.board(BLUE, Size(360, 360))))
    recording.clock.run_for(0.5)
    recorder.show(recording.scene(LAYOUT, None, board_open=True))
    recording.clock.run_for(0.5)
    finished = recorder.stop()
    assert finished is not None
    fitted, empty = pictures_at(finished.path, [0.3, 0.9])
    assert shows(fitted, Rect(0, 0, 140, 360), GREEN)
    assert shows(fitted, Rect(140, 0, 500, 360), BLUE)
    assert shows(fitted, Rect(500, 0, 640, 360), GREEN)
    assert shows(empty, BOARD, GREEN)
