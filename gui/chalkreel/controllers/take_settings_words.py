"""What will be recorded, in a few words."""

from __future__ import annotations

from chalkreel.base.phrase import Phrase, counted, phrase
from chalkreel.domain.enums import StreamType
from chalkreel.domain.take_settings import TakeSettings


def summary(settings: TakeSettings, *, has_board: bool = True) -> tuple[Phrase, ...]:
    """Say in pieces what a take will be; ``has_board`` tells whether there is a whiteboard to record."""
    pieces = (_what(settings), *_who(settings), *_picture(settings))
    if not settings.is_picture_only:
        pieces = (*pieces, phrase("{format}", format=settings.output_format.value))
    elif settings.is_single:
        return pieces
    return (*pieces, *_board(settings, has_board))


def _what(settings: TakeSettings) -> Phrase:
    if settings.is_picture_only:
        every = settings.snapshot_interval_s
        if settings.is_single:
            return phrase("A picture of each stream every {seconds} s", seconds=every)
        return phrase("A picture of the mix every {seconds} s", seconds=every)
    kinds = _SINGLE if settings.is_single else _MIXED
    return kinds[settings.stream_type if settings.has_picture else StreamType.AUDIO]


def _who(settings: TakeSettings) -> tuple[Phrase, ...]:
    if not settings.is_single or not settings.recorded_streams:
        return ()
    return (counted("only {n} person", "only {n} people", len(settings.recorded_streams)),)


def _picture(settings: TakeSettings) -> tuple[Phrase, ...]:
    if settings.is_single or not settings.has_picture:
        return ()
    size = phrase("{width}×{height}", width=settings.canvas.width, height=settings.canvas.height)
    return (size,) if settings.is_picture_only else (size, phrase("{fps} fps", fps=settings.fps))


def _board(settings: TakeSettings, has_board: bool) -> tuple[Phrase, ...]:
    if not settings.records_whiteboard or not (settings.is_single or settings.has_picture):
        return (phrase("without whiteboard"),)
    if not has_board:
        return (phrase("no whiteboard is open"),)
    return (phrase("whiteboard in a file of its own"),) if settings.is_single else (phrase("with whiteboard"),)


_MIXED = {
    StreamType.AUDIO_VIDEO: phrase("Mixed"),
    StreamType.AUDIO: phrase("Mixed, sound only"),
    StreamType.VIDEO: phrase("Mixed, picture only"),
    StreamType.SEPARATE: phrase("Mixed, sound and picture apart"),
}
_SINGLE = {
    StreamType.AUDIO_VIDEO: phrase("A file for each stream"),
    StreamType.AUDIO: phrase("A sound file for each stream"),
    StreamType.VIDEO: phrase("A silent file for each stream"),
    StreamType.SEPARATE: phrase("A sound and a picture file for each stream"),
}
