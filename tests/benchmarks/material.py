"""Inputs of the benchmarks, made once per run: camera-like streams with sound, a board, and the finished mix."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import imageio_ffmpeg

from tests.benchmarks.cases import Case
from tests.benchmarks.graphs import composing

LOOP_S = 2
"""Length of the finished mix the floor encodes over and over: whole seconds, so that it begins with a key frame."""


def ffmpeg(*arguments: str) -> None:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-y", *arguments]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


@dataclass(frozen=True, slots=True)
class Material:
    """Where a case's inputs are; ``mixed`` holds raw yuv420p pictures of the whole canvas."""

    streams: tuple[Path, ...]
    board: Path
    mixed: Path

    def first(self, count: int) -> Material:
        """Give the same streams, used in turn, as many as asked for."""
        return replace(self, streams=tuple(self.streams[index % len(self.streams)] for index in range(count)))


def made(case: Case, folder: Path, seconds: int) -> Material:
    """Make what is not there yet. Four different streams are made and used in turn."""
    folder.mkdir(parents=True, exist_ok=True)
    different = [_stream(case, folder, index, seconds) for index in range(min(case.streams, 4))]
    streams = tuple(different[index % len(different)] for index in range(case.streams))
    board = folder / "board.png"
    if not board.exists():
        lines = "drawgrid=w=40:h=40:c=0x9FB8C8,drawbox=x=60:y=60:w=400:h=200:c=0x2040A0:t=6"
        ffmpeg("-f", "lavfi", "-i", f"color=white:s={case.board.size},{lines}", "-frames:v", "1", str(board))
    material = Material(streams, board, folder / f"mixed-{case.streams}.yuv")
    if not material.mixed.exists():
        ffmpeg(*composing(case, material.streams, material.board, "xstack"), "-map", "[v]", "-t", str(LOOP_S),
               "-f", "rawvideo", str(material.mixed))  # fmt: skip
    return material


def _stream(case: Case, folder: Path, index: int, seconds: int) -> Path:
    """Encode what a camera sends: slow light, grain, something that moves; no B-frames, as live encoders send it."""
    path = folder / f"stream-{index}.mp4"
    if path.exists():
        return path
    size = case.stream
    picture = (
        f"gradients=s={size}:r={case.fps}:n=4:speed=0.008:seed={index + 1}:d={seconds},"
        f"drawbox=x='mod(t*{40 + 10 * index},iw)':y=ih/4:w=iw/5:h=ih/2:c=0xC08060:t=fill,noise=alls=5:allf=t,"
        "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"
    )
    bits = str(round(size.area * case.fps * 0.11))
    ffmpeg(
        *("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", f"sine=f={220 + 110 * index}:r=48000:d={seconds}"),
        *("-c:v", "libx264", "-preset", "veryfast", "-profile:v", "main", "-bf", "0", "-b:v", bits),
        *("-g", str(case.fps * 2), "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"),
        *("-color_range", "tv", "-c:a", "aac", "-ac", "1", "-b:a", "48k", "-shortest", str(path)),
    )
    return path
