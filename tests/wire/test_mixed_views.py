"""Views of the mix through a real process: who is large, how a view is filled, what stands in for who is not there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import av

from chalkreel.domain.backgrounds import BARS_RGB
from chalkreel.domain.enums import FillMode
from chalkreel.domain.geometry import Rect, Size
from tests.drivers.studio import StudioDriver, path_of, start_request, until
from tests.support.image_server import Answer, ImageServer
from tests.support.mixed_takes import finished, now_ms, picture, publish_colour, region, wire_colour
from tests.support.plain_pictures import colour_png
from tests.support.recordings import BLUE, GREEN, RED, TEAL, YELLOW, picture_bytes, plain, shows

LARGE = Rect(0, 0, 256, 180)
WHOLE, MIDDLE = Rect(0, 0, 320, 180), Rect(120, 40, 200, 140)
BAR, BESIDE = Rect(0, 0, 80, 180), Rect(80, 0, 120, 180)
"""Of an upright picture that is fitted into the whole: what is free at its left, and its own left."""
UPPER, LOWER = Rect(0, 0, 320, 120), Rect(0, 120, 320, 180)


def test_a_default_picture_stands_for_who_left_and_one_of_an_unbound_view_for_nobody(
    studio: StudioDriver, rooms: Callable[[], str]
) -> None:
    room = rooms()
    publish_colour(studio, room, "a", RED)
    with ImageServer(default=Answer(picture_bytes(plain(Size(30, 30), TEAL)))) as server:
        mix = {
            "MixMode": 1,
            "MixInputList": [region(UPPER, BackgroundImage=server.url("unbound"))],
            "DefaultMixStreamBackgroundImage": server.url("default"),
            "MixOutputBackgroundColor": wire_colour(BLUE),
            "MixOutputVideoConfig": {"Width": 320, "Height": 180, "Fps": 10, "Bitrate": 300_000},
        }
        fill = {"FillBlank": True, "FillFrame": {"FrameFillMode": 3}}
        task = studio.start_record(start_request(room, studio.recordings, **fill, MixConfig=mix))
        studio.wait_for_event(task, "recording_started")
        until(lambda: server.asked["/default"], "asked for")
        here_ms = now_ms(studio, task) + 300
        studio.wait_recorded(task, here_ms + 200)
        studio.unpublish(room, "a")
        gone_ms = studio.wait_for_event(task, "stream_left")["recording_ms"] + 300
        studio.wait_recorded(task, gone_ms + 200)
        (file,) = finished(studio, task)
        assert not server.asked["/unbound"]

    here, gone = picture(file, here_ms), picture(file, gone_ms)
    assert shows(here, UPPER, RED)
    assert shows(gone, UPPER, TEAL)
    assert shows(here, LOWER, BLUE)
    with av.open(str(path_of(file["FileUrl"]))) as container:
        assert container.streams.video[0].average_rate == 10


def test_the_named_stream_is_large_until_a_layout_names_nobody_and_how_views_are_filled_stays(
    studio: StudioDriver, rooms: Callable[[], str], tmp_path: Path
) -> None:
    room = rooms()
    publish_colour(studio, room, "a", RED)
    publish_colour(studio, room, "b", GREEN)
    studio.open_board(room, "board", colour_png(tmp_path / "1.png", YELLOW))
    board = {"HorizontalRatio": 16, "VerticalRatio": 9, "WhiteboardId": "board"}
    mix = {"MixMode": 4, "MixMaxResolutionStreamId": "b", "FillMode": 1}
    request = start_request(room, studio.recordings, HasWhiteboard=False, Whiteboard=[board], MixConfig=mix)
    task = studio.start_record(request)
    studio.wait_for_event(task, "recording_started")
    named_ms = now_ms(studio, task) + 200
    studio.wait_recorded(task, named_ms + 200)
    studio.act("UpdateLayout", task, MixMode=4)
    unnamed_ms = studio.wait_for_event(task, "layout")["recording_ms"] + 200
    studio.wait_recorded(task, unnamed_ms + 200)
    studio.act("UpdateLayout", task, MixMode=4, MixMaxResolutionStreamId="b")
    again_ms = studio.wait_for_event(task, "layout", 2)["recording_ms"] + 200
    studio.wait_recorded(task, again_ms + 200)
    (file,) = finished(studio, task)

    # Without FillMode the large view would be fitted, with bars beside these upright pictures.
    assert shows(picture(file, named_ms), LARGE, GREEN)
    assert shows(picture(file, unnamed_ms), LARGE, RED)
    assert shows(picture(file, again_ms), LARGE, GREEN)


def test_regions_lie_on_each_other_and_are_filled_as_asked_for_at_the_start_and_by_a_change(
    studio: StudioDriver, rooms: Callable[[], str]
) -> None:
    room = rooms()
    publish_colour(studio, room, "a", RED)
    publish_colour(studio, room, "b", GREEN)

    def regions(a_layer: int, b_layer: int, fill_mode: FillMode) -> list[dict[str, Any]]:
        above = region(MIDDLE, StreamId="b", Layer=b_layer)
        return [above, region(WHOLE, StreamId="a", Layer=a_layer, FillMode=fill_mode)]

    mix = {
        "MixMode": 1,
        "MixInputList": regions(a_layer=1, b_layer=2, fill_mode=FillMode.FIT),
        "MixOutputBackgroundColor": wire_colour(BLUE),
    }
    task = studio.start_record(start_request(room, studio.recordings, MixConfig=mix))
    studio.wait_for_event(task, "recording_started")
    fitted_ms = now_ms(studio, task) + 200
    studio.wait_recorded(task, fitted_ms + 200)
    for number, change in enumerate((regions(1, 2, FillMode.CROP), regions(2, 1, FillMode.FIT)), 1):
        studio.act("UpdateLayout", task, MixMode=1, MixInputList=change)
        changed_ms = studio.wait_for_event(task, "layout", number)["recording_ms"] + 200
        studio.wait_recorded(task, changed_ms + 200)
        if number == 1:
            cropped_ms = changed_ms
    (file,) = finished(studio, task)

    fitted, cropped, turned = (picture(file, at_ms) for at_ms in (fitted_ms, cropped_ms, changed_ms))
    assert shows(fitted, BAR, BARS_RGB)
    assert shows(fitted, BESIDE, RED)
    assert shows(fitted, MIDDLE, GREEN)
    assert shows(cropped, BAR, RED)
    assert shows(cropped, MIDDLE, GREEN)
    assert shows(turned, BAR, BARS_RGB)
    assert shows(turned, MIDDLE, RED)


def test_the_bit_rate_of_the_sound_is_the_one_asked_for(studio: StudioDriver, rooms: Callable[[], str]) -> None:
    room = rooms()
    studio.publish(room, "a")
    mix = {"MixOutputAudioConfig": {"Bitrate": 32_000}}
    output = {"OutputFileFormat": "mp3"}
    request = start_request(room, studio.recordings, StreamType=1, MixConfig=mix, RecordOutputParams=output)
    task = studio.start_record(request)
    studio.wait_recorded(task, 500)
    (file,) = finished(studio, task)
    with av.open(str(path_of(file["FileUrl"]))) as container:
        assert container.streams.audio[0].bit_rate == 32_000
