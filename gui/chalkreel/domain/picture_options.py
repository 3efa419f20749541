"""What a take's settings say about the mixed picture: colours, pictures by address, stand-ins, clock."""

from __future__ import annotations

from dataclasses import dataclass

from chalkreel.domain.backgrounds import BOARD_RGB, CANVAS_RGB, Rgb
from chalkreel.domain.enums import FrameFillMode, PerStreamType, StreamType
from chalkreel.domain.filling import FillRules
from chalkreel.domain.geometry import Rect
from chalkreel.domain.layout import Layout
from chalkreel.domain.take_settings import StreamChoice, TakeSettings


@dataclass(frozen=True, slots=True)
class PictureOptions:
    """Everything that decides the picture beside the layout, the streams and the board.

    Pictures are addresses, empty for none. ``clock_font_px`` of 0 means no clock. ``has_whiteboard`` is ``None``
    while it is not decided, which a running take has done.
    """

    background_rgb: Rgb = CANVAS_RGB
    background_image: str = ""
    board_rgb: Rgb = BOARD_RGB
    fill_blank: bool = False
    frame_fill: FrameFillMode = FrameFillMode.LAST_FRAME
    frame_fill_rgb: Rgb = CANVAS_RGB
    default_image: str = ""
    watermark_image: str = ""
    watermark_place: Rect | None = None
    clock_font_px: int = 0
    stream_type: StreamType = StreamType.AUDIO_VIDEO
    stream_choices: tuple[StreamChoice, ...] = ()
    has_whiteboard: bool | None = None

    @property
    def shown_default_image(self) -> str:
        """The picture of empty views, where the settings beside it let it be shown at all."""
        is_shown = self.fill_blank and self.frame_fill is FrameFillMode.NONE
        return self.default_image if is_shown else ""

    @property
    def shown_watermark(self) -> str:
        return self.watermark_image if self.watermark_place is not None else ""

    def rules(self, *, has_default_image: bool) -> FillRules:
        return FillRules(self.fill_blank, self.frame_fill, has_default_image)

    def choice_of(self, stream_id: str) -> PerStreamType:
        """Tell what is recorded of a stream; it has an effect only where sound and picture are recorded."""
        if self.stream_type in (StreamType.AUDIO, StreamType.VIDEO):
            return PerStreamType.DEFAULT
        choices = {choice.stream_id: choice.stream_type for choice in self.stream_choices}
        return choices.get(stream_id, choices.get("", PerStreamType.DEFAULT))

    def hides_picture_of(self, stream_id: str) -> bool:
        return self.choice_of(stream_id) is PerStreamType.AUDIO


NO_OPTIONS = PictureOptions()


def options_of(settings: TakeSettings) -> PictureOptions:
    """Read what the next take will show."""
    return PictureOptions(
        background_rgb=_rgb(settings.background_rgb),
        background_image=settings.background_image,
        board_rgb=_rgb(settings.board_rgb),
        fill_blank=settings.fill_blank,
        frame_fill=settings.fill_frame_mode,
        frame_fill_rgb=_rgb(settings.fill_frame_rgb),
        default_image=settings.empty_view_image,
        watermark_image=settings.watermark_image,
        watermark_place=settings.watermark_place if settings.watermark_image else None,
        clock_font_px=settings.clock_font_px or 0,
        stream_type=settings.stream_type,
        stream_choices=settings.stream_choices,
    )


def region_images(*layouts: Layout | None) -> frozenset[str]:
    """Give the addresses of the pictures that views of these layouts may show: only bound views have one."""
    regions = (region for layout in layouts if layout is not None for region in layout.regions)
    return frozenset(region.background_image for region in regions if region.stream_id and region.background_image)


def _rgb(colour: int) -> Rgb:
    return colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF
