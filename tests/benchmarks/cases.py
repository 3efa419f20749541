"""What is composed in the benchmarks: streams in a row below a board, and the encoder settings for all sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.limits import MAX_VIEWS

AUDIO_BPS = 48_000
PRESET = "veryfast"


@dataclass(frozen=True, slots=True)
class Case:
    """One composition; ``goal_of_floor`` is how much more processor time than the floor it may take."""

    name: str
    streams: int
    stream: Size
    fps: int
    canvas: Size
    video_bps: int
    goal_of_floor: float

    @property
    def lookahead(self) -> int:
        return min(10, self.fps // 2)

    @property
    def tiles(self) -> tuple[Rect, ...]:
        """Give the places of the streams: rows of at most eight along the lower edge, each 16:9."""
        columns = min(self.streams, 8)
        rows = -(-self.streams // columns)
        width = self.canvas.width // columns
        height = width * 9 // 16
        top = self.canvas.height - rows * height
        places = ((index % columns * width, top + index // columns * height) for index in range(self.streams))
        return tuple(Rect.of(left, upper, width, height) for left, upper in places)

    @property
    def board(self) -> Rect:
        """Give the board's place: all that is above the streams."""
        return Rect(0, 0, self.canvas.width, min(tile.top for tile in self.tiles))

    @property
    def x264_options(self) -> dict[str, str]:
        return {"preset": PRESET, "threads": "1", "rc-lookahead": str(self.lookahead)}

    def regions(self) -> list[dict[str, Any]]:
        """Give the layout as StartRecord's MixInputList; with 25 streams there is no place left for the board."""
        places = [_region(tile) for tile in self.tiles]
        return [*places, {**_region(self.board), "ViewType": 2}][:MAX_VIEWS]

    def settings(self) -> str:
        options = " ".join(f"{name}={value}" for name, value in self.x264_options.items())
        return (
            f"libx264 {options} bitrate={self.video_bps} keyint={self.fps} yuv420p bt709 limited; "
            f"aac (fast coder) 48 kHz mono {AUDIO_BPS}; mp4 hybrid_fragmented"
        )


def _region(rect: Rect) -> dict[str, Any]:
    return {"Left": rect.left, "Top": rect.top, "Right": rect.right, "Bottom": rect.bottom, "Layer": 0}


HD, FULL_HD = Size(1280, 720), Size(1920, 1080)
CASES = (
    Case("4 x 640x360@15", 4, Size(640, 360), 15, HD, 1_130_000, 1.2),
    Case("16 x 320x180@15", 16, Size(320, 180), 15, HD, 1_130_000, 1.3),
    Case("4 x 1280x720@30", 4, HD, 30, FULL_HD, 3_150_000, 1.3),
)
