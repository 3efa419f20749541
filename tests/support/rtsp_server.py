"""A camera: gives MPEG-TS over RTSP, interleaved in its TCP connection, to one client at a time."""

from __future__ import annotations

import socket
import struct
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.support.encoders import ffmpeg_command

PACKETS_BYTES = 7 * 188
MPEG_TS = 33
_SDP = f"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=camera\r\nt=0 0\r\nm=video 0 RTP/AVP {MPEG_TS}\r\na=control:track\r\n"


@contextmanager
def rtsp_camera(*arguments: str) -> Iterator[str]:
    """Serve what FFmpeg makes from these arguments, to each client from its beginning; gives the address."""
    server = socket.create_server(("127.0.0.1", 0))
    clients: list[socket.socket] = []
    thread = threading.Thread(target=_serve, args=(server, clients, arguments), name="camera")
    thread.start()
    try:
        yield f"rtsp://127.0.0.1:{server.getsockname()[1]}/live"
    finally:
        for ended in (server, *clients):
            with suppress(OSError):
                ended.shutdown(socket.SHUT_RDWR)
        thread.join()
        server.close()


def _serve(server: socket.socket, clients: list[socket.socket], arguments: tuple[str, ...]) -> None:
    while True:
        try:
            client, _ = server.accept()
        except OSError:
            return
        clients.append(client)
        with client, suppress(OSError):
            _converse(client, arguments)


def _converse(client: socket.socket, arguments: tuple[str, ...]) -> None:
    """Answer OPTIONS, DESCRIBE, SETUP and PLAY, then send until the client or FFmpeg ends."""
    lines = client.makefile("rb")
    while request := lines.readline():
        headers = {}
        while (line := lines.readline().strip()) != b"":
            name, _, value = line.partition(b":")
            headers[name.strip().lower()] = value.strip().decode()
        method = request.split()[0]
        more = {
            b"DESCRIBE": f"Content-Type: application/sdp\r\nContent-Length: {len(_SDP)}\r\n\r\n{_SDP}",
            b"SETUP": "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1\r\n\r\n",
            b"PLAY": "Session: 1\r\n\r\n",
        }.get(method, "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n\r\n")
        client.sendall(f"RTSP/1.0 200 OK\r\nCSeq: {headers.get(b'cseq', '0')}\r\n{more}".encode())
        if method == b"PLAY":
            _play(client, arguments)
            return


def _play(client: socket.socket, arguments: tuple[str, ...]) -> None:
    command = ffmpeg_command("-re", *arguments, "-f", "mpegts", "pipe:1")
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as encoder:
        assert encoder.stdout is not None
        try:
            number = 0
            while content := encoder.stdout.read(PACKETS_BYTES):
                rtp = struct.pack("!BBHII", 0x80, MPEG_TS, number & 0xFFFF, number * 900, 7) + content
                client.sendall(struct.pack("!cBH", b"$", 0, len(rtp)) + rtp)
                number += 1
        finally:
            encoder.kill()
