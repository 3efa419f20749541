"""Ports in addresses that people type: parsers take any number, machines have 65,535."""

from __future__ import annotations

_HIGHEST = 65_535


def is_port(port: int | None) -> bool:
    """Whether a connection to it can be tried at all; ``None`` stands for the usual one of the scheme."""
    return port is None or 0 < port <= _HIGHEST
