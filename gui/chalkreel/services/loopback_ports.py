"""Finding a port of this computer that nobody listens at."""

from __future__ import annotations

import socket

_TRIES = 20


def free_port(first: int) -> int:
    """Give the first port from ``first`` on that is free for TCP and UDP, or any free one. Takes microseconds."""
    for port in range(first, first + _TRIES):
        if _is_free(port, socket.SOCK_STREAM) and _is_free(port, socket.SOCK_DGRAM):
            return port
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_free(port: int, kind: socket.SocketKind) -> bool:
    with socket.socket(socket.AF_INET, kind) as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
