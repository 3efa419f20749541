"""Opening a source from what a publisher asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from chalkreel.base.clock import Clock
from chalkreel.studio.sources.source import Source

SourceKind = Literal["file", "test", "image"]


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """What a stream is made of.

    ``path`` is for ``file`` and ``image``; ``loop`` for ``file`` (a file without it ends with its last
    picture). ``options`` are for ``test``: ``name`` (str, drawn), ``hue`` (0..360), ``tone_hz`` (number),
    ``width``, ``height``, ``fps`` (int), ``flash_beep`` (bool: a white picture and a 1 kHz beep, 0.1 s
    each, at every full second of the source's time). Unknown options are refused.
    """

    kind: SourceKind
    path: str = ""
    loop: bool = True
    options: Mapping[str, object] = field(default_factory=dict)


def open_source(spec: SourceSpec, clock: Clock) -> Source:
    """Open a source and wait for its first picture or sound; blocks up to some seconds, so call it off the loop.

    Raises ``SourceRefused`` with a sentence for the host.
    """
    raise NotImplementedError
