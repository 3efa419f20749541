"""Where a participant that is no file comes from: an address to fetch, or one an encoder is to send to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

LOOPBACK = "127.0.0.1"
STREAM_KEY = "chalkreel"
FIRST_PORT = 1935
"""RTMP's own port: encoders suggest it."""


class EncoderKind(Enum):
    """How an encoder on this computer sends; the value is the scheme of the address."""

    RTMP = "rtmp"
    TS_OVER_TCP = "tcp"
    TS_OVER_UDP = "udp"


@dataclass(frozen=True, slots=True)
class EncoderAddress:
    """What is typed into an encoder; ``key`` is empty where there is none."""

    server: str
    key: str = ""

    @classmethod
    def of(cls, kind: EncoderKind, port: int) -> EncoderAddress:
        place = f"{kind.value}://{LOOPBACK}:{port}"
        return cls(f"{place}/live", STREAM_KEY) if kind is EncoderKind.RTMP else cls(place)

    @property
    def url(self) -> str:
        return f"{self.server}/{self.key}" if self.key else self.server


@dataclass(frozen=True, slots=True)
class NewGuest:
    """A participant that is to come from an address; ``is_awaited``: an encoder sends there, nothing is fetched."""

    name: str
    url: str
    is_awaited: bool = False
