"""Opening a source from what a publisher asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from chalkreel.base.clock import Clock
from chalkreel.base.phrase import phrase
from chalkreel.studio.crew import Crew
from chalkreel.studio.sources.address import read_address
from chalkreel.studio.sources.file_source import FileSource
from chalkreel.studio.sources.image_source import ImageSource
from chalkreel.studio.sources.source import Source, SourceRefused
from chalkreel.studio.sources.test_card import TestCard, read_options
from chalkreel.studio.sources.url_source import UrlSource

SourceKind = Literal["file", "test", "image", "url"]


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """What a stream is made of.

    ``path`` is for ``file`` and ``image``; ``loop`` for ``file`` (a file without it ends with its last
    picture). ``options`` are for ``test``: ``name`` (str, drawn), ``hue`` (degrees), ``tone_hz`` (number),
    ``width``, ``height``, ``fps`` (int), ``flash_beep`` (bool: a white picture and a 1 kHz beep, 0.1 s
    each, at every full second of the clock), and for ``url`` (``path`` is the address) as
    :func:`~chalkreel.studio.sources.address.read_address` takes them. Unknown options are refused.
    """

    kind: SourceKind
    path: str = ""
    loop: bool = True
    options: Mapping[str, object] = field(default_factory=dict)


def open_source(spec: SourceSpec, clock: Clock, crew: Crew | None = None) -> Source:
    """Open a source and wait for its first picture or sound; blocks up to some seconds, so call it off the loop.

    Sources that play files are decoded by ``crew``. Raises ``SourceRefused`` with a sentence for the host.
    """
    if spec.kind == "test":
        return TestCard(read_options(spec.options), clock)
    if spec.kind == "url":
        return UrlSource(read_address(spec.path, spec.options), clock)
    if not spec.path:
        raise SourceRefused(phrase("This source needs a file."))
    if spec.kind == "image":
        return ImageSource(Path(spec.path), clock)
    if spec.kind == "file":
        return FileSource(Path(spec.path), clock, loop=spec.loop, crew=crew)
    raise SourceRefused(phrase("There is no source of the kind “{kind}”.", kind=spec.kind))
