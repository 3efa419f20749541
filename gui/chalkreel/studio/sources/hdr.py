"""High dynamic range brought down to what a canvas can show: a table made once, applied by FFmpeg's own code.

What is as bright as white paper (203 nits, ITU-R BT.2408) becomes nearly white; brighter lights roll off.
"""

from __future__ import annotations

import tempfile
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from chalkreel.studio.sources.planes import YUV420P

PQ, HLG = 16, 18
"""The transfer functions of HDR video, as FFmpeg numbers them (SMPTE ST 2084 and ARIB STD-B67)."""

_STEPS = 33
_PAPER_WHITE_NITS = 203.0
_HLG_PEAK_NITS = 1000.0
_KNEE = 0.6
"""Up to this share of white nothing is changed."""

_DISPLAY_GAMMA = 2.4
_BT2020_TO_BT709 = np.array([[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]])
_BT2020_LUMA = np.array([0.2627, 0.6780, 0.0593])

_Colours = NDArray[np.float64]
"""Rows of red, green and blue from 0 to 1."""


def is_hdr(frame: av.VideoFrame) -> bool:
    return frame.color_trc in (PQ, HLG)


def tone_mapped(coded: _Colours, transfer: int) -> _Colours:
    """Turn coded BT.2020 colours into coded BT.709 ones."""
    light = (_pq_nits(coded) if transfer == PQ else _hlg_nits(coded)) / _PAPER_WHITE_NITS
    brightest = np.maximum(light.max(axis=1, keepdims=True), 1e-9)
    shown = light * (_rolled_off(brightest) / brightest)
    return np.asarray(np.clip(shown @ _BT2020_TO_BT709.T, 0, 1) ** (1 / _DISPLAY_GAMMA))


def _pq_nits(coded: _Colours) -> _Colours:
    m1, m2, c1, c2, c3 = 0.1593017578125, 78.84375, 0.8359375, 18.8515625, 18.6875
    power = coded ** (1 / m2)
    return np.asarray(10_000 * (np.maximum(power - c1, 0) / (c2 - c3 * power)) ** (1 / m1))


def _hlg_nits(coded: _Colours) -> _Colours:
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(coded <= 0.5, coded**2 / 3, (np.exp((coded - c) / a) + b) / 12)
    luma = np.maximum(scene @ _BT2020_LUMA, 1e-9)[:, None]
    return np.asarray(_HLG_PEAK_NITS * luma**0.2 * scene)


def _rolled_off(light: _Colours) -> _Colours:
    room = 1 - _KNEE
    return np.where(light <= _KNEE, light, _KNEE + room * (1 - np.exp(-(light - _KNEE) / room)))


class ToneMapper:
    """Converts the HDR frames of one source; keeps its table and graph between frames of the same kind."""

    def __init__(self) -> None:
        self._graph: av.filter.Graph | None = None
        self._kind: tuple[object, ...] = ()
        self._count = 0

    def converted(self, frame: av.VideoFrame) -> av.VideoFrame:
        """Give the frame as yuv420p in BT.709, limited range."""
        kind = (frame.width, frame.height, frame.format.name, frame.color_trc)
        if self._graph is None or self._kind != kind:
            self._graph, self._kind = _opened(frame), kind
        # The graph wants rising times; when the frame is due was read before.
        frame.pts, frame.time_base = self._count, Fraction(1, 1000)
        self._count += 1
        self._graph.vpush(frame)
        return self._graph.vpull()


def _opened(frame: av.VideoFrame) -> av.filter.Graph:
    graph = av.filter.Graph()
    with tempfile.TemporaryDirectory(prefix="chalkreel-") as folder:
        table = Path(folder) / "tone.cube"
        table.write_text(_cube(frame.color_trc), encoding="ascii")
        steps = (
            graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=Fraction(1, 1000)),
            graph.add("scale", in_color_matrix="bt2020", in_range="limited"),
            graph.add("format", pix_fmts="gbrp10le"),
            graph.add("lut3d", file=str(table), interp="tetrahedral"),
            graph.add("scale", out_color_matrix="bt709", out_range="limited"),
            graph.add("format", pix_fmts=YUV420P),
            graph.add("buffersink"),
        )
        for before, after in pairwise(steps):
            before.link_to(after)
        graph.configure()
    return graph


def _cube(transfer: int) -> str:
    """Give the table as a .cube file: red changes fastest."""
    steps = np.linspace(0, 1, _STEPS)
    blue, green, red = np.meshgrid(steps, steps, steps, indexing="ij")
    coded = np.stack((red.ravel(), green.ravel(), blue.ravel()), axis=1)
    rows = "\n".join(f"{r:.5f} {g:.5f} {b:.5f}" for r, g, b in tone_mapped(coded, transfer))
    return f"LUT_3D_SIZE {_STEPS}\n{rows}\n"
