"""FFmpeg's own filter graphs doing the same composition."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from chalkreel.domain.geometry import Rect
from tests.benchmarks.cases import AUDIO_BPS, PRESET, Case

GRAPHS = ("xstack", "overlay")


def composing(
    case: Case, streams: Sequence[Path], board: Path, graph: str, *, paced: bool = False, with_sound: bool = False
) -> list[str]:
    """Give the arguments that read the inputs and make ``[v]`` (and ``[a]``)."""
    pace = ["-re"] if paced else []
    inputs = [argument for path in streams for argument in (*pace, "-threads", "1", "-i", str(path))]
    count = len(streams)
    parts = [
        *(f"[{index}:v]scale={_size(tile)}:flags=area[s{index}]" for index, tile in enumerate(case.tiles)),
        # Scaled once, then repeated; the times are set anew, or the loop never ends.
        f"[{count}:v]scale={_size(case.board)}:out_color_matrix=bt709:out_range=tv,format=yuv420p,"
        f"loop=-1:size=1,setpts=N/{case.fps}/TB,fps={case.fps}[board]",
    ]
    parts += _xstack(case) if graph == "xstack" else _overlay(case)
    if with_sound:
        sounds = "".join(f"[{index}:a]" for index in range(count))
        parts.append(f"{sounds}amix=inputs={count}:normalize=0,aformat=channel_layouts=mono[a]")
    return [*inputs, "-i", str(board), "-filter_complex_threads", "1", "-filter_complex", ";".join(parts)]


def recording(case: Case, streams: Sequence[Path], board: Path, graph: str, target: Path) -> list[str]:
    """Give the arguments of a recording in real time, encoded and written as Studio does."""
    options = [part for name, value in case.x264_options.items() for part in (f"-{name}:v", value) if name != "preset"]
    colours = ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"]
    return [
        *composing(case, streams, board, graph, paced=True, with_sound=True),
        *("-map", "[v]", "-map", "[a]", "-r", str(case.fps), "-c:v", "libx264", "-preset", PRESET, *options),
        *("-b:v", str(case.video_bps), "-g", str(case.fps), *colours),
        *("-c:a", "aac", "-aac_coder", "fast", "-ac", "1", "-b:a", str(AUDIO_BPS)),
        *("-movflags", "hybrid_fragmented+frag_keyframe+delay_moov", "-frag_duration", "500000"),
        *("-flush_packets", "1", "-f", "mp4", str(target)),
    ]


def _xstack(case: Case) -> list[str]:
    places = "|".join(f"{rect.left}_{rect.top}" for rect in (*case.tiles, case.board))
    names = "".join(f"[s{index}]" for index in range(case.streams))
    return [f"{names}[board]xstack=inputs={case.streams + 1}:layout={places}:shortest=1[v]"]


def _overlay(case: Case) -> list[str]:
    """Pad the board to the whole canvas and lay one stream after the other over it."""
    parts, below = [f"[board]pad={case.canvas.width}:{case.canvas.height}:0:0[on0]"], "on0"
    for index, tile in enumerate(case.tiles):
        above = "v" if index == case.streams - 1 else f"on{index + 1}"
        parts.append(f"[{below}][s{index}]overlay={tile.left}:{tile.top}:shortest=1[{above}]")
        below = above
    return parts


def _size(rect: Rect) -> str:
    return f"{rect.width}:{rect.height}"
