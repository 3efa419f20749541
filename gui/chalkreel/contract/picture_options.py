"""Reads from a StartRecord request what decides the mixed picture beside the layout."""

from __future__ import annotations

from chalkreel.contract.color import WHITE, rgb_of
from chalkreel.contract.start_record import RecordInputParams
from chalkreel.domain.picture_options import PictureOptions
from chalkreel.domain.take_settings import StreamChoice


def picture_options(inputs: RecordInputParams) -> PictureOptions | None:
    """Give the options of a mixed task; ``None`` where each stream gets a file of its own."""
    mix = inputs.mix_config
    if mix is None:
        return None
    board = inputs.whiteboard[0].background_color if inputs.whiteboard else WHITE
    place, clock = mix.mix_output_watermark_image_config, mix.mix_output_watermark_timestamp_config
    return PictureOptions(
        background_rgb=rgb_of(mix.mix_output_background_color),
        background_image=mix.mix_output_background_image or "",
        board_rgb=rgb_of(board),
        fill_blank=inputs.fill_blank,
        frame_fill=inputs.fill_frame.frame_fill_mode,
        frame_fill_rgb=rgb_of(inputs.fill_frame.frame_fill_color),
        default_image=mix.default_mix_stream_background_image or "",
        watermark_image=mix.mix_output_watermark_image or "",
        watermark_place=place.rect if place is not None and mix.mix_output_watermark_image else None,
        clock_font_px=clock.font_size if clock is not None else 0,
        stream_type=inputs.stream_type,
        stream_choices=tuple(StreamChoice(item.stream_id, item.stream_type) for item in mix.stream_config_list),
        has_whiteboard=inputs.has_whiteboard,
    )
