"""Participants that come over a network: real encoders push, real servers are pulled from, all on loopback."""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from chalkreel.base.clock import SystemClock
from chalkreel.studio.outputs.inspection import as_rgb
from chalkreel.studio.sources.opening import SourceSpec, open_source
from chalkreel.studio.sources.source import SAMPLE_RATE, Source, SourceRefused, SourceState
from tests.drivers.studio import until
from tests.support.encoders import colour_and_tone, encoder, ffmpeg, file_server, free_port
from tests.support.rtsp_server import rtsp_camera

TEAL, TEAL_RGB = "0x149696", (0x14, 0x96, 0x96)
TONE_HZ = 600

PUSHES: dict[str, Callable[[int], tuple[str, list[str]]]] = {
    "rtmp": lambda port: (f"rtmp://127.0.0.1:{port}/live/ann", ["-f", "flv", f"rtmp://127.0.0.1:{port}/live/ann"]),
    "tcp": lambda port: (f"tcp://127.0.0.1:{port}", ["-f", "mpegts", f"tcp://127.0.0.1:{port}"]),
    "udp": lambda port: (f"udp://127.0.0.1:{port}", ["-f", "mpegts", f"udp://127.0.0.1:{port}?pkt_size=1316"]),
    "http": lambda port: (
        f"http://127.0.0.1:{port}/ann",
        ["-f", "mpegts", "-method", "POST", f"http://127.0.0.1:{port}/ann"],
    ),
}


@contextmanager
def opened(url: str, **options: object) -> Iterator[Source]:
    source = open_source(SourceSpec("url", path=url, options=options), SystemClock())
    try:
        yield source
    finally:
        source.close()


def state(source: Source) -> SourceState:
    return source.condition.state


def shows(source: Source, rgb: tuple[int, int, int]) -> bool:
    frame = source.frame_at(SystemClock().now())
    return frame is not None and bool(np.abs(as_rgb(frame.frame)[60:120, 100:200].mean(axis=(0, 1)) - rgb).max() < 8)


def sounds(source: Source, hz: float) -> bool:
    """Whether the last fifth of a second is a tone."""
    count = SAMPLE_RATE // 5
    wave = source.sound(round(SystemClock().now() * SAMPLE_RATE) - count, count)[0]
    strengths = np.abs(np.fft.rfft(wave * np.hanning(count)))
    return float(wave.std()) > 0.02 and abs(int(strengths.argmax()) * SAMPLE_RATE / count - hz) <= 10


@pytest.mark.parametrize("kind", PUSHES)
def test_an_encoder_that_pushes_is_seen_and_heard_and_awaited_again_when_it_goes(kind: str) -> None:
    port = free_port(socket.SOCK_DGRAM if kind == "udp" else socket.SOCK_STREAM)
    url, target = PUSHES[kind](port)
    with opened(url, listen=True) as source:
        assert state(source) is SourceState.STARTING
        with encoder(*colour_and_tone(TEAL, TONE_HZ, 60), *target):
            until(lambda: state(source) is SourceState.PLAYING, "it plays")
            until(lambda: shows(source, TEAL_RGB), "the encoder's colour")
            until(lambda: sounds(source, TONE_HZ), "the encoder's tone")
        until(lambda: state(source) is SourceState.STARTING, "it is missed")
        assert source.condition.problem is not None
        assert shows(source, TEAL_RGB)  # the last picture stays
        assert source.size is not None


@pytest.mark.skipif(os.name == "nt", reason="processes are held by signals")
def test_an_encoder_that_stands_still_is_stalled_with_its_last_picture_and_heard_again_when_it_goes_on() -> None:
    port = free_port()
    url, target = PUSHES["tcp"](port)
    with (
        opened(url, listen=True, latency_ms=200) as source,
        encoder(*colour_and_tone(TEAL, 600, 60), *target) as sender,
    ):
        until(lambda: sounds(source, TONE_HZ), "the encoder's tone")
        sender.send_signal(signal.SIGSTOP)
        try:
            until(lambda: state(source) is SourceState.STALLED, "it is stalled")
            assert shows(source, TEAL_RGB)
        finally:
            sender.send_signal(signal.SIGCONT)
        until(lambda: sounds(source, TONE_HZ), "the tone again")
        until(lambda: state(source) is SourceState.PLAYING, "it plays")


def test_an_encoder_that_comes_back_is_taken_again() -> None:
    port = free_port()
    url, target = PUSHES["tcp"](port)
    with opened(url, listen=True, latency_ms=200) as source:
        for colour, rgb in ((TEAL, TEAL_RGB), ("0xC81E1E", (0xC8, 0x1E, 0x1E))):
            until(lambda: pushed(source, colour, rgb, target), f"the encoder with {colour}")  # noqa: B023 - at once
            until(lambda: state(source) is SourceState.STARTING, "it is missed")


def pushed(source: Source, colour: str, rgb: tuple[int, int, int], target: list[str]) -> bool:
    """Push until the colour is seen; an encoder that comes before the source listens again finds nobody."""
    with encoder(*colour_and_tone(colour, TONE_HZ, 60), *target) as process:
        until(lambda: shows(source, rgb) or process.poll() is not None, "its colour or its end")
    return shows(source, rgb)


@pytest.mark.parametrize("kind", PUSHES)
def test_a_listener_nobody_comes_to_is_closed_at_once(kind: str) -> None:
    port = free_port(socket.SOCK_DGRAM if kind == "udp" else socket.SOCK_STREAM)
    with opened(PUSHES[kind](port)[0], listen=True) as source:
        closing = threading.Thread(target=source.close)
        closing.start()
        closing.join(10)
        assert not closing.is_alive()


def test_a_file_on_a_server_is_played_in_its_time_and_ends(tmp_path: Path) -> None:
    ffmpeg(*colour_and_tone(TEAL, TONE_HZ, 1.5), "-movflags", "+faststart", str(tmp_path / "ann.mp4"))
    clock = SystemClock()
    with file_server(tmp_path) as address, opened(f"{address}/ann.mp4", latency_ms=100) as source:
        begun_s = clock.now()
        until(lambda: shows(source, TEAL_RGB), "its colour")
        until(lambda: sounds(source, TONE_HZ), "its tone")
        until(lambda: state(source) is SourceState.ENDED, "its end")
        assert clock.now() - begun_s > 1.0


def test_hls_is_pulled(tmp_path: Path) -> None:
    ffmpeg(*colour_and_tone(TEAL, TONE_HZ, 3), "-f", "hls", "-hls_time", "1", str(tmp_path / "ann.m3u8"))
    with file_server(tmp_path) as address, opened(f"{address}/ann.m3u8") as source:
        until(lambda: shows(source, TEAL_RGB), "its colour")
        until(lambda: sounds(source, TONE_HZ), "its tone")


def test_a_camera_is_pulled_over_rtsp_and_again_after_it_broke_off() -> None:
    with rtsp_camera(*colour_and_tone(TEAL, TONE_HZ, 4)) as address, opened(address, latency_ms=200) as source:
        until(lambda: shows(source, TEAL_RGB), "its colour")
        until(lambda: sounds(source, TONE_HZ), "its tone")
        until(lambda: state(source) is SourceState.STALLED, "the end of what it sent")
        assert "tried again" in str(source.condition.problem)
        until(lambda: state(source) is SourceState.PLAYING, "the camera again")


SERVED: dict[str, Callable[[int], tuple[str, list[str]]]] = {
    "rtmp": lambda port: (f"rtmp://127.0.0.1:{port}/live/ann", ["-f", "flv", "-listen", "1"]),
    "http": lambda port: (f"http://127.0.0.1:{port}/ann.ts", ["-f", "mpegts", "-listen", "1"]),
}


@pytest.mark.parametrize("kind", SERVED)
def test_a_live_stream_is_pulled_from_its_server(kind: str) -> None:
    port = free_port()
    url, target = SERVED[kind](port)
    with encoder(*colour_and_tone(TEAL, TONE_HZ, 60), *target, url), served(url) as source:
        until(lambda: shows(source, TEAL_RGB), "its colour")
        until(lambda: sounds(source, TONE_HZ), "its tone")
        assert state(source) is SourceState.PLAYING


@contextmanager
def served(url: str) -> Iterator[Source]:
    """Open what a server gives as soon as it listens; asking would take its only client's place."""

    def attempt() -> Source | None:
        try:
            return open_source(SourceSpec("url", path=url), SystemClock())
        except SourceRefused:
            return None

    source = until(attempt, "the server")
    try:
        yield source
    finally:
        source.close()


@pytest.mark.parametrize("kind", ["tcp", "udp"])
def test_a_port_that_is_in_use_is_refused_at_once(kind: str) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM if kind == "udp" else socket.SOCK_STREAM) as taken:
        taken.bind(("127.0.0.1", 0))
        if kind == "tcp":
            taken.listen()
        url = f"{kind}://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(SourceRefused, match="Another program"):
            open_source(SourceSpec("url", path=url, options={"listen": True}), SystemClock())


def test_a_playlist_does_not_read_files_of_this_machine(tmp_path: Path) -> None:
    ffmpeg(*colour_and_tone(TEAL, TONE_HZ, 1), "-f", "mpegts", str(tmp_path / "secret.ts"))
    playlist = f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://{tmp_path / 'secret.ts'}\n#EXT-X-ENDLIST\n"
    (tmp_path / "ann.m3u8").write_text(playlist)
    with file_server(tmp_path) as address, pytest.raises(SourceRefused):
        open_source(SourceSpec("url", path=f"{address}/ann.m3u8"), SystemClock())


def test_a_server_that_accepts_and_says_nothing_is_refused_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(SourceRefused, match=str(port)):
            open_source(SourceSpec("url", path=f"http://127.0.0.1:{port}/ann.mp4"), SystemClock())


def test_nobody_there_is_refused_without_user_and_password() -> None:
    url = f"rtsp://ann:secret@127.0.0.1:{free_port()}/camera"
    with pytest.raises(SourceRefused) as refusal:
        open_source(SourceSpec("url", path=url), SystemClock())
    assert "127.0.0.1" in str(refusal.value.sentence)
    assert "secret" not in str(refusal.value.sentence)


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("", {}),
        ("ann", {}),
        ("file:///etc/passwd", {}),
        ("http:///x", {}),
        ("http://127.0.0.1:99999/x", {}),
        ("concat:http://a|http://b", {}),
        ("udp://127.0.0.1:5000", {}),
        ("rtsp://127.0.0.1:5000/x", {"listen": True}),
        ("rtmp://0.0.0.0:5000/x", {"listen": True}),
        ("rtmp://127.0.0.1/x", {"listen": True}),
        ("http://127.0.0.1:5000/x", {"listen": "yes"}),
        ("http://127.0.0.1:5000/x", {"latency_ms": 5}),
        ("http://127.0.0.1:5000/x", {"latency_ms": True}),
        ("http://127.0.0.1:5000/x", {"loop": True}),
        ("http://127.0.0.1:5000/\nx", {}),
    ],
)
def test_what_is_no_address_to_play_is_refused_before_anything_is_opened(url: str, options: dict[str, object]) -> None:
    with pytest.raises(SourceRefused) as refusal:
        open_source(SourceSpec("url", path=url, options=options), SystemClock())
    assert str(refusal.value.sentence).endswith(".")
