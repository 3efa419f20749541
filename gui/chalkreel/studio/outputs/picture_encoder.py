"""x264 as one stream of packets, however its effort changes in between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import av
from av.codec.context import Flags

from chalkreel.domain.geometry import Size
from chalkreel.studio.outputs.effort import STEPS, Effort
from chalkreel.studio.outputs.encoders import PICTURE_CODEC, picture_options, set_up_picture
from chalkreel.studio.outputs.output import EncodingSettings

if TYPE_CHECKING:
    _Packet = av.Packet[Any]

_NO_OPTIONS: Mapping[str, str] = {}


class PictureEncoder:
    """Encodes pictures in turn; another effort is another encoder, which begins with a keyframe.

    Each effort has parameter sets of its own number, so one header (:attr:`header`) can hold them all and every
    player knows which are meant. Decoding times stay as far before the pictures as with the first effort.
    """

    def __init__(
        self,
        settings: EncodingSettings,
        size: Size,
        *,
        has_header: bool = False,
        options: Mapping[str, str] = _NO_OPTIONS,
    ) -> None:
        """With a global header packets hold no parameter sets; ``options`` are x264's, beside those of the effort."""
        self._settings = settings
        self._size = size
        self._options = options
        self._has_header = has_header
        self._context: av.VideoCodecContext | None = self._opened(STEPS[0])
        self._wanted = self._effort = STEPS[0]
        self._lead: int | None = None
        self._shift: int | None = None

    def describe(self, stream: av.VideoCodecContext) -> None:
        """Let a container's own encoder tell what comes, with the parameter sets of all efforts. Takes some ms.

        It is opened and never fed: a container keeps it to its end, and with it all the pictures it would have taken.
        """
        self._open(stream, STEPS[0])
        others = (self._opened(effort, with_header=True) for effort in STEPS[1:])
        stream.extradata = b"".join(bytes(context.extradata or b"") for context in (stream, *others))

    def use(self, effort: Effort) -> None:
        """Encode with another effort from the next picture on."""
        self._wanted = effort

    def encode(self, frame: av.VideoFrame) -> Iterator[_Packet]:
        """Give packets as they are made: all of them before the next call."""
        if self._context is not None and self._wanted is not self._effort:
            yield from self.flush()
        if self._context is None:
            self._context = self._opened(self._wanted)
            self._effort, self._shift = self._wanted, None
        yield from self._timed(self._context.encode(frame))

    def flush(self) -> Iterator[_Packet]:
        """Give what the encoder holds back; a picture after it is a keyframe."""
        if self._context is not None:
            context, self._context = self._context, None
            yield from self._timed(context.encode_lazy(None))

    def _timed(self, packets: Iterable[_Packet]) -> Iterator[_Packet]:
        for packet in packets:
            pts, dts = packet.pts or 0, packet.dts if packet.dts is not None else packet.pts or 0
            if self._lead is None:
                self._lead = pts - dts
            if self._shift is None:
                self._shift = self._lead - (pts - dts)
            packet.dts = dts - self._shift
            yield packet

    def _opened(self, effort: Effort, *, with_header: bool = False) -> av.VideoCodecContext:
        context = av.CodecContext.create(PICTURE_CODEC, "w")
        assert isinstance(context, av.VideoCodecContext)
        if with_header or self._has_header:
            context.flags |= Flags.global_header
        self._open(context, effort)
        return context

    def _open(self, context: av.VideoCodecContext, effort: Effort) -> None:
        set_up_picture(context, self._settings, self._size)
        number = {"x264-params": f"sps-id={effort.step}"}
        context.options = {**picture_options(self._settings), **effort.options, **number, **self._options}
        context.open()
