"""Real encoders and a file server on loopback, for sources that come from an address."""

from __future__ import annotations

import functools
import http.server
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import imageio_ffmpeg


def free_port(kind: int = socket.SOCK_STREAM) -> int:
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ffmpeg_command(*arguments: str) -> list[str]:
    return [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-y", *arguments]


def ffmpeg(*arguments: str) -> None:
    subprocess.run(ffmpeg_command(*arguments), check=True, stdin=subprocess.DEVNULL)


def colour_and_tone(colour: str, tone_hz: int, seconds: float, size: str = "320x180", fps: int = 15) -> list[str]:
    """Give FFmpeg's arguments for a plain picture with a tone, as a live encoder makes it."""
    return [
        *("-f", "lavfi", "-i", f"color={colour}:s={size}:r={fps}:d={seconds}"),
        *("-f", "lavfi", "-i", f"sine=f={tone_hz}:r=48000:d={seconds}"),
        *("-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p", "-colorspace", "bt709"),
        *("-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", str(fps), "-bf", "0"),
        *("-c:a", "aac", "-ac", "1"),
    ]


@contextmanager
def encoder(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a real encoder in real time until the block ends."""
    process = subprocess.Popen(ffmpeg_command("-re", *arguments), stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def file_server(folder: Path) -> Iterator[str]:
    """Serve a folder; gives the address it is at."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, name="file server")
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
