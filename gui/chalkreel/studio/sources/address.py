"""Addresses a room can be fed from: what is pulled, what is listened for, and how FFmpeg is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from chalkreel.base.phrase import phrase
from chalkreel.studio.sources.source import SourceRefused

DEFAULT_LATENCY_MS = 500
SHORTEST_LATENCY_MS, LONGEST_LATENCY_MS = 100, 10_000

_PULLED = frozenset({"http", "https", "rtsp", "rtsps", "rtmp", "rtmps"})
_LISTENED = frozenset({"rtmp", "http", "tcp", "udp"})
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_PLAYLISTS_MAY_NAME = "http,https,tcp,tls,udp,rtp,rtsp,rtmp,rtmps,rtmpt,crypto"
"""Never files: a playlist from elsewhere must not read this machine's."""

_LONGEST_ADDRESS = 2048
_PROBE_US = 1_000_000


@dataclass(frozen=True, slots=True)
class Address:
    """Where a publisher is. ``name`` is what may be shown and logged: without path, user and password."""

    url: str
    name: str
    host: str
    port: int | None
    is_listener: bool
    latency_s: float
    options: Mapping[str, str]
    container: str | None

    @property
    def is_datagram(self) -> bool:
        return self.url.startswith("udp:")


def read_address(url: str, options: Mapping[str, object]) -> Address:
    """Check an address that came from outside; raises ``SourceRefused``.

    ``options``: ``listen`` (bool: wait on loopback for an encoder that pushes RTMP to ``rtmp:``, MPEG-TS to
    ``tcp:`` or ``udp:``, or posts MPEG-TS to ``http:``) and ``latency_ms`` (how long what arrives is held, so
    that it plays evenly).
    """
    unknown = next((name for name in options if name not in ("listen", "latency_ms")), None)
    if unknown is not None:
        raise SourceRefused(phrase("An address has no option “{option}”.", option=unknown))
    is_listener = _listens(options)
    scheme, host, port = _parts(url)
    if scheme not in (_LISTENED if is_listener else _PULLED):
        raise SourceRefused(
            phrase("Nothing can be listened for at “{scheme}:” addresses.", scheme=scheme)
            if is_listener
            else phrase("Nothing can be played from “{scheme}:” addresses.", scheme=scheme)
        )
    if is_listener and (host not in _LOOPBACK or not port):
        raise SourceRefused(phrase("Encoders are listened for on 127.0.0.1 only, and a port must be given."))
    name = f"{scheme}://{host}" + (f":{port}" if port else "")
    return Address(
        url=url,
        name=name,
        host=host,
        port=port,
        is_listener=is_listener,
        latency_s=_latency_s(options),
        options=_ffmpeg_options(scheme, is_listener=is_listener),
        container="mpegts" if is_listener and scheme != "rtmp" else None,
    )


def _parts(url: str) -> tuple[str, str, int | None]:
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
    except ValueError:
        scheme, host, port = "", "", None
    has_controls = any(ord(character) < 33 for character in url)
    if not scheme or not host or has_controls or len(url) > _LONGEST_ADDRESS:
        raise SourceRefused(phrase("This is no address that can be played."))
    return scheme, host, port


def _listens(options: Mapping[str, object]) -> bool:
    listens = options.get("listen", False)
    if not isinstance(listens, bool):
        raise SourceRefused(phrase("The option “{option}” of the address has a wrong value.", option="listen"))
    return listens


def _latency_s(options: Mapping[str, object]) -> float:
    latency_ms = options.get("latency_ms", DEFAULT_LATENCY_MS)
    is_number = isinstance(latency_ms, int) and not isinstance(latency_ms, bool)
    if not is_number or not SHORTEST_LATENCY_MS <= latency_ms <= LONGEST_LATENCY_MS:  # type: ignore[operator]
        raise SourceRefused(phrase("The option “{option}” of the address has a wrong value.", option="latency_ms"))
    return float(latency_ms) / 1000  # type: ignore[arg-type]


def _ffmpeg_options(scheme: str, *, is_listener: bool) -> Mapping[str, str]:
    options = {"analyzeduration": str(_PROBE_US), "protocol_whitelist": _PLAYLISTS_MAY_NAME}
    if is_listener and scheme != "udp":
        options["listen"] = "1"
    if is_listener and scheme == "udp":
        options["overrun_nonfatal"] = "1"
    if scheme in ("rtsp", "rtsps"):
        options["rtsp_transport"] = "tcp"
    return options
