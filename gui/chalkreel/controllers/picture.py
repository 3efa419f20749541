"""What is recorded where no live picture is: whose settings count, who keeps a place after leaving."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from chalkreel.controllers.picture_view import PictureView
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.view_state import BoardsView, RoomView, StreamCondition, StreamView
from chalkreel.domain.enums import ImageType
from chalkreel.domain.picture_options import NO_OPTIONS, PictureOptions, options_of
from chalkreel.domain.roster import Roster
from chalkreel.domain.take_settings import TakeSettings


class PictureController(QObject):
    """Follows room, boards, take and settings as the recorder's own stage does.

    Signals:
        picture_changed(PictureView): options or places are others.
        take_began(): the recorder fetches its pictures now.
    """

    picture_changed = Signal(object)
    take_began = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings_options = NO_OPTIONS
        self._take = TakeState()
        self._room_id = ""
        self._streams: dict[str, StreamView] = {}
        self._left: dict[str, StreamView] = {}
        self._roster = Roster()
        self._has_board = False
        self._has_had_board = False
        self._shown = PictureView()

    @property
    def view(self) -> PictureView:
        return self._shown

    def show_settings(self, settings: TakeSettings) -> None:
        self._settings_options = options_of(settings)
        self._publish()

    def show_take(self, take: TakeState) -> None:
        was_live, self._take = self._take.phase.is_live, take
        if take.phase.is_live and not was_live:
            self._has_had_board = False
            self.take_began.emit()
        if take.phase.is_live is not was_live:
            self._seat_afresh()
        self._publish()

    def show_room(self, room: RoomView) -> None:
        present = {stream.stream_id: stream for stream in room.streams if stream.is_here}
        before, self._streams = self._streams, present
        if room.room_id != self._room_id:
            self._room_id = room.room_id
            self._seat_afresh()
        elif list(before) != list(present):
            self._follow(before)
        else:
            return  # only states and levels are others
        self._publish()

    def show_boards(self, boards: BoardsView) -> None:
        self._has_board = any(board.is_on_air for board in boards.boards)
        self._publish()

    def _seat_afresh(self) -> None:
        """Before a take nobody keeps a place; it begins with those who are there."""
        self._left = {}
        self._roster = Roster(tuple(self._streams))

    def _follow(self, before: dict[str, StreamView]) -> None:
        fill_blank = self._options.fill_blank and self._take.phase.is_live
        for stream_id in before.keys() - self._streams.keys():
            self._roster = self._roster.left(stream_id, fill_blank=fill_blank)
            if fill_blank:
                self._left[stream_id] = replace(before[stream_id], condition=StreamCondition.ABSENT, level=0.0)
        for stream_id in self._streams:
            self._roster = self._roster.entered(stream_id)
            self._left.pop(stream_id, None)

    @property
    def _options(self) -> PictureOptions:
        """A running take's own settings count; no call can change them."""
        if self._take.phase.is_live and self._take.options is not None:
            return self._take.options
        return self._settings_options

    def _publish(self) -> None:
        self._has_had_board |= self._has_board
        options, is_live = self._options, self._take.phase.is_live
        view = PictureView(
            options=_without(options, self._take.failed_images) if is_live else options,
            order=self._roster.order,
            departed=tuple(self._left.values()),
            is_board_held=is_live and options.fill_blank and self._has_had_board and not self._has_board,
            missing_images=_failed(self._take, ImageType.REGION_BACKGROUND) if is_live else frozenset(),
        )
        if view != self._shown:
            self._shown = view
            self.picture_changed.emit(view)


def _failed(take: TakeState, kind: ImageType) -> frozenset[str]:
    return frozenset(address for failed, address in take.failed_images if failed is kind)


def _without(options: PictureOptions, failed: frozenset[tuple[ImageType, str]]) -> PictureOptions:
    """Leave out the pictures that the recorder goes on without."""
    kinds = {kind for kind, _ in failed}
    if ImageType.MIX_OUTPUT_BACKGROUND in kinds:
        options = replace(options, background_image="")
    if ImageType.MIX_OUTPUT_WATERMARK in kinds:
        options = replace(options, watermark_image="")
    if ImageType.DEFAULT_MIX_STREAM_BACKGROUND in kinds:
        options = replace(options, default_image="")
    return options
