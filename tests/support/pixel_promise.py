"""The canvas beside the recording: one Studio room, two takes with every option of a picture, random layouts."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from websockets.sync.client import connect

from chalkreel.contract.layouts import layout_of, update_layout_request
from chalkreel.contract.picture_options import picture_options
from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.controllers.picture import PictureController
from chalkreel.controllers.picture_view import background_key, watermark_key
from chalkreel.controllers.room_reading import board_views, stream_view
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.view_state import BoardsView, LayoutView, RoomView
from chalkreel.domain.enums import FileStatus, FillMode, MixMode, TaskStatus, ViewType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.phases import Wish
from chalkreel.services.studio_live import pictures_in
from chalkreel.services.studio_models import StudioRoom
from chalkreel.studio.outputs.inspection import Rgb, pictures_at
from chalkreel.ui.canvas import CanvasPanel
from chalkreel.ui.kit.picture_decoder import decode_picture
from tests.drivers.studio import StudioDriver, path_of, start_request
from tests.support.image_server import Answer, ImageServer
from tests.support.mixed_takes import wire_colour
from tests.support.recordings import picture_bytes

Luma = NDArray[np.float32]

SHOWN_MS = 600
"""So long after a layout is on air its picture is taken: by then the pictures of its regions have come."""
LASTS_MS = 900
CLOCK_PX = 26
MOST_MEAN = 4.0
MOST_IN_A_BLOCK = 6.0
MOST_DISPLACED = 12
"""Fewer px than the shortest edge of a region is long."""
SMOOTH, RINGING, BLOCK_PX = 16, 24, 16
STILLS = {"wide": Size(480, 270), "odd": Size(333, 201), "tall": Size(200, 300), "left": Size(320, 240)}
MOVING = "moving"
NOBODY = "nobody"
BOARD, BOARD_SIZE = "board", Size(801, 533)
ADDRESSED = {"canvas": Size(160, 90), "region": Size(120, 120), "default": Size(90, 60), "mark": Size(60, 40)}


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the canvas drew, and when in the recording; ``has_clock``: the minute did not change just then."""

    luma: Luma
    at_ms: int
    has_clock: bool


@dataclass
class Side:
    """One take and the canvas that shows it."""

    task: str
    canvas: Size
    panel: CanvasPanel
    controller: PictureController
    drawn: list[Drawn] = field(default_factory=list)


class Promise:
    """Holds one room; ``compared`` gives what was drawn beside what was recorded."""

    def __init__(
        self, studio: StudioDriver, server: ImageServer, chance: random.Random, keep: Callable[[QWidget], object]
    ) -> None:
        """``keep`` is told of every widget that is made, and ends it."""
        self._keep = keep
        self._studio = studio
        self._server = server
        self._chance = chance
        self._room = f"promise {chance.random()}"
        self._pictures: dict[str, bytes] = {}

    def furnish(self) -> None:
        """Let everybody enter and open the board; the moving one stands still from then on."""
        for name, size in STILLS.items():
            self._pictures[name] = picture_bytes(pattern(size, self._chance))
            path = self._studio.folder / f"{name}.png"
            path.write_bytes(self._pictures[name])
            self._studio.publish(self._room, name, kind="image", path=str(path))
        self._studio.publish(self._room, MOVING, kind="test", options={"width": 320, "height": 180})
        self._pictures[MOVING] = self._still_of_moving()
        self._pictures[BOARD] = picture_bytes(pattern(BOARD_SIZE, self._chance))
        board = self._studio.folder / "board.png"
        board.write_bytes(self._pictures[BOARD])
        self._studio.open_board(self._room, BOARD, board)

    def compared(self, layouts: int) -> Iterator[tuple[str, Luma, Luma]]:
        """Record with so many layouts in two takes at once; give drawn and recorded lumas, named."""
        sides = [self._begin(number) for number in range(2)]
        for number in range(layouts // 2):
            for side in sides:
                self._change(side)
            for side in sides:
                self._draw(side, number + 1)
            if number == 1:
                self._studio.unpublish(self._room, "left")
        for side in sides:
            self._studio.wait_recorded(side.task, side.drawn[-1].at_ms + LASTS_MS - SHOWN_MS)
            self._studio.act("StopRecord", side.task)
        for name, side in zip(("colours", "pictures"), sides, strict=True):
            (file,) = self._studio.wait_finished(side.task)["RecordFiles"]
            seen = pictures_at(path_of(file["FileUrl"]), [drawn.at_ms / 1000 for drawn in side.drawn])
            for number, (drawn, recorded) in enumerate(zip(side.drawn, seen, strict=True)):
                first_row = 0 if drawn.has_clock else 2 * CLOCK_PX
                yield f"{name} {number}", drawn.luma[first_row:], luma(recorded)[first_row:]

    def _begin(self, number: int) -> Side:
        body = self._request(number)
        task = self._studio.start_record(body)
        self._studio.wait_for_event(task, "recording_started")
        request = StartRecordRequest.from_wire(body)
        inputs = request.record_input_params
        assert inputs.mix_config is not None
        assert inputs.mix_config.mix_output_video_config is not None
        controller, panel = PictureController(), CanvasPanel()
        self._keep(panel)
        side = Side(task, inputs.mix_config.mix_output_video_config.canvas, panel, controller)
        controller.picture_changed.connect(panel.show_picture_view)
        self._show_pictures(side)
        controller.show_take(
            TakeState(
                task_id=task,
                wish=Wish.START,
                status=TaskStatus.RECORDING,
                file_statuses=(FileStatus.RECORDING,),
                options=picture_options(inputs),
                on_air_board=BOARD,
                on_air_layout=layout_of(inputs.mix_config),
            )
        )
        self._show_room(side)
        return side

    def _change(self, side: Side) -> None:
        layout = random_layout(self._chance, side.canvas, self._server.url("region"))
        members = update_layout_request(side.task, layout).to_wire()
        self._studio.act("UpdateLayout", members.pop("TaskId"), **members)
        side.panel.show_layout(LayoutView(side.canvas, layout, layout))

    def _draw(self, side: Side, number: int) -> None:
        """Draw what the window shows by now, and wait until the recorder is as far."""
        shown_ms = self._studio.wait_for_event(side.task, "layout", number)["recording_ms"] + SHOWN_MS
        self._studio.wait_recorded(side.task, shown_ms)
        self._show_room(side)
        QCoreApplication.processEvents()  # the clock goes on
        drawn = Drawn(luma(pixels(side.panel.stage.recorded_image())), shown_ms, 1 < time.time() % 60 < 59)
        side.drawn.append(drawn)
        self._studio.wait_recorded(side.task, shown_ms + LASTS_MS - SHOWN_MS)

    def _show_room(self, side: Side) -> None:
        said = self._studio.own("GET", f"/studio/rooms/{quote(self._room, safe='')}").json()
        room = StudioRoom.model_validate(said)
        view = RoomView(self._room, "Studio", True, tuple(map(stream_view, room.streams)))
        (board,) = board_views(room.boards)
        boards = BoardsView((type(board)(board.board_id, board.name, size=board.size, is_on_air=True),))
        for hears in (side.controller, side.panel):
            hears.show_room(view)
            hears.show_boards(boards)

    def _show_pictures(self, side: Side) -> None:
        for name, content in self._pictures.items():
            show = side.panel.show_board_picture if name == BOARD else side.panel.show_picture
            show(name, decode_picture(content))
        for name, key in (
            ("canvas", background_key),
            ("region", background_key),
            ("default", background_key),
            ("mark", watermark_key),
        ):
            content = self._server.answers[f"/{name}"].content
            side.panel.show_backdrop(key(self._server.url(name)), decode_picture(content))

    def _request(self, number: int) -> dict[str, Any]:
        """Give the first take colours, and the second pictures wherever pictures can be."""
        url = self._server.url
        canvas = (Size(640, 360), Size(641, 479))[number]
        mix: dict[str, Any] = {
            "MixMode": 2,
            "MixOutputVideoConfig": {"Width": canvas.width, "Height": canvas.height, "Fps": 15, "Bitrate": 6_000_000},
            "MixOutputBackgroundColor": wire_colour((70, 90, 120)),
            "MixOutputWatermarkImage": url("mark"),
            "MixOutputWatermarkImageConfig": {"Left": 31, "Top": 41, "Right": 152, "Bottom": 120},
            "MixOutputWatermarkTimestampConfig": {"FontSize": CLOCK_PX},
        }
        given: dict[str, Any] = {
            "HasWhiteboard": True,
            "Whiteboard": [
                {
                    "HorizontalRatio": 801,
                    "VerticalRatio": 533,
                    "WhiteboardId": BOARD,
                    "BackgroundColor": wire_colour((200, 190, 120)),
                }
            ],
        }
        if number == 0:
            given |= {"FillFrame": {"FrameFillMode": 2, "FrameFillColor": wire_colour((20, 140, 110))}}
        else:
            given |= {"FillBlank": True, "FillFrame": {"FrameFillMode": 1}}
            mix |= {
                "MixOutputBackgroundImage": url("canvas"),
                "StreamConfigList": [{"StreamId": "tall", "StreamType": 1}],
            }
        return start_request(self._room, self._studio.recordings, MixConfig=mix, **given)

    def _still_of_moving(self) -> bytes:
        path = self._studio.stream_path(self._room, MOVING)
        assert self._studio.own("PATCH", path, json={"camera_off": True}).status_code == 200
        address = f"{self._studio.url.replace('http', 'ws')}/studio/rooms/{quote(self._room, safe='')}/live"
        with connect(address, additional_headers=self._studio.bearer, proxy=None) as socket:
            while True:
                said = socket.recv(timeout=20)
                for picture in pictures_in(said) if isinstance(said, bytes) else ():
                    if picture.id == MOVING:
                        return picture.jpeg


@contextmanager
def addressed_pictures(chance: random.Random) -> Iterator[ImageServer]:
    """Serve the pictures that requests name; background and watermark have transparent places."""
    answers = {}
    for name, size in ADDRESSED.items():
        pixels = pattern(size, chance)
        if name in ("canvas", "mark"):
            alpha = np.full((*pixels.shape[:2], 1), 255, np.uint8)
            alpha[: size.height // 3, : size.width // 2] = 0 if name == "canvas" else 128
            answers[name] = Answer(picture_bytes(np.concatenate((pixels, alpha), axis=2), "png", "rgba"))
        else:
            answers[name] = Answer(picture_bytes(pixels))
    with ImageServer(**answers) as server:
        yield server


def random_layout(chance: random.Random, canvas: Size, image: str) -> Layout:
    """Give two to seven regions: layers, overlapping, crop and fit, odd sizes, somebody absent, an open seat."""
    shown = [*STILLS, MOVING, NOBODY, "", BOARD]
    regions = []
    for number, name in enumerate(chance.sample(shown, chance.randint(2, 7)), start=1):
        width, height = chance.randint(40, canvas.width * 2 // 3), chance.randint(40, canvas.height * 2 // 3)
        left, top = chance.randint(0, canvas.width - width), chance.randint(0, canvas.height - height)
        regions.append(
            Region(
                f"region-{number}",
                Rect.of(left, top, width, height),
                chance.randint(0, 3),
                chance.choice(list(FillMode)),
                ViewType.WHITEBOARD if name == BOARD else ViewType.AUDIO_VIDEO,
                "" if name == BOARD else name,
                background_image=image if name and name != BOARD and chance.random() < 0.5 else "",
            )
        )
    return Layout(MixMode.CUSTOM, tuple(regions))


def pattern(size: Size, chance: random.Random) -> NDArray[np.uint8]:
    """Draw a soft slope and three blocks, so that every shift and every wrong cut is seen."""
    down, across = np.mgrid[0 : size.height, 0 : size.width] / max(size.width, size.height)
    base = np.array([chance.randint(30, 200) for _ in range(3)], np.float64)
    slope = np.array([chance.randint(-50, 50) for _ in range(3)], np.float64)
    pixels = base + slope * (across + down / 2)[..., None]
    for place in range(3):
        left, top = size.width * (1 + 3 * place) // 10, size.height * (1 + place * 2) // 8
        pixels[top : top + size.height // 4, left : left + size.width // 5] += chance.choice((-60, 60))
    return np.clip(pixels, 0, 255).astype(np.uint8)


def pixels(image: QImage) -> Rgb:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    held = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return held[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def luma(picture: Rgb) -> Luma:
    weights = np.array([0.2126, 0.7152, 0.0722], np.float32)
    result: Luma = picture.astype(np.float32) @ weights
    return result


def around(picture: Luma, reach: int) -> tuple[Luma, Luma]:
    """Give for every pixel the darkest and the brightest within a reach."""
    padded = np.pad(picture, reach, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, (2 * reach + 1, 2 * reach + 1))
    return windows.min(axis=(2, 3)), windows.max(axis=(2, 3))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far a recording is from what was drawn.

    ``mean`` is the difference of luma away from edges (where the drawn picture is smooth), ``worst`` the same of the
    worst block, so that nothing small is lost in a whole picture. ``displaced`` are pixels that have no likeness within
    one px in the other picture: edges that lie elsewhere.
    """

    mean: float
    worst: float
    displaced: int

    @property
    def is_kept(self) -> bool:
        """Whether the promise is: a few px of ringing at strong edges are the encoder's."""
        return self.mean <= MOST_MEAN and self.worst <= MOST_IN_A_BLOCK and self.displaced <= MOST_DISPLACED


def likeness(drawn: Luma, recorded: Luma) -> Likeness:
    darkest, brightest = around(drawn, 3)
    is_smooth = brightest - darkest < SMOOTH
    assert is_smooth.mean() > 0.4, "nearly everything is an edge: nothing is compared"
    off = np.abs(drawn - recorded)
    return Likeness(float(off[is_smooth].mean()), _worst_block(off, is_smooth), _displaced(drawn, recorded))


def _worst_block(off: Luma, is_smooth: NDArray[np.bool_]) -> float:
    worst = 0.0
    for top in range(0, off.shape[0], BLOCK_PX):
        for left in range(0, off.shape[1], BLOCK_PX):
            block = np.s_[top : top + BLOCK_PX, left : left + BLOCK_PX]
            if is_smooth[block].mean() > 0.5:
                worst = max(worst, float(off[block][is_smooth[block]].mean()))
    return worst


def _displaced(drawn: Luma, recorded: Luma) -> int:
    found = 0
    for one, other in ((drawn, recorded), (recorded, drawn)):
        darkest, brightest = around(other, 1)
        found += int(((one < darkest - RINGING) | (one > brightest + RINGING)).sum())
    return found
