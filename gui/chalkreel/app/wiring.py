"""Connects panels and controllers: wishes go one way, facts the other. No decisions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from chalkreel.app.board_pictures import BoardPictures
from chalkreel.app.stream_pictures import StreamPictures
from chalkreel.base.phrase import Phrase
from chalkreel.controllers.board_book import BoardBookController
from chalkreel.controllers.connections import ConnectionController
from chalkreel.controllers.layout_library import LayoutLibraryController
from chalkreel.controllers.layouts import LayoutController
from chalkreel.controllers.library_view import ExportForm
from chalkreel.controllers.room import RoomController
from chalkreel.controllers.take import TakeController
from chalkreel.controllers.take_settings import TakeSettingsController
from chalkreel.controllers.timeline import TimelineController
from chalkreel.controllers.view_state import BoardsView
from chalkreel.controllers.whiteboards import WhiteboardController
from chalkreel.ui.kit.picture_decoder import PictureDecoder
from chalkreel.ui.kit.picture_encoding import png_bytes
from chalkreel.ui.kit.words import tr
from chalkreel.ui.main_window import MainWindow


@dataclass(frozen=True, slots=True)
class Controllers:
    """The controllers of one window."""

    connections: ConnectionController
    room: RoomController
    layouts: LayoutController
    whiteboards: WhiteboardController
    take: TakeController
    take_settings: TakeSettingsController
    board_book: BoardBookController
    timeline: TimelineController
    library: LayoutLibraryController


class Wiring(QObject):
    """Holds the connections between one window and its controllers; owned by the composition root."""

    def __init__(
        self, window: MainWindow, controllers: Controllers, decoder: PictureDecoder, stream_decoder: PictureDecoder
    ) -> None:
        super().__init__()
        self._window = window
        self._controllers = controllers
        self._decoder = decoder
        self._stream_decoder = stream_decoder
        self._board_pictures = BoardPictures(decoder, self)
        self._stream_pictures = StreamPictures(stream_decoder, window.canvas.stage.wanted_px, self)
        self._connect_facts()
        self._connect_wishes()
        self._connect_library()

    def _connect_facts(self) -> None:
        window, at = self._window, self._controllers
        at.room.room_changed.connect(window.streams.show_room)
        at.room.room_changed.connect(window.canvas.show_room)
        at.room.room_changed.connect(at.layouts.show_room)
        at.room.boards_changed.connect(at.whiteboards.show_room_boards)
        at.room.emptied.connect(at.take.room_emptied)
        at.room.stream_picture.connect(self._stream_pictures.hear)
        at.room.board_picture.connect(self._board_pictures.hear)
        at.room.room_changed.connect(window.whiteboards.show_room)
        at.board_book.boards_changed.connect(at.whiteboards.show_room_boards)
        at.board_book.boards_changed.connect(self._on_board_book_boards_changed)
        at.board_book.board_picture.connect(self._board_pictures.hear)
        at.board_book.told.connect(self.tell)
        at.room.opening_changed.connect(window.whiteboards.show_opening)
        at.whiteboards.boards_changed.connect(self._board_pictures.show_boards)
        self._board_pictures.whole_decoded.connect(window.canvas.show_board_picture)
        self._board_pictures.small_decoded.connect(window.whiteboards.show_board_picture)
        at.room.room_changed.connect(self._stream_pictures.show_room)
        window.canvas.stage.geometry_changed.connect(self._stream_pictures.look_again)
        self._stream_decoder.decoded.connect(window.canvas.show_picture)
        self._stream_decoder.decoded.connect(window.streams.show_picture)
        self._decoder.decoded.connect(self._board_pictures.take_decoded)
        at.whiteboards.boards_changed.connect(window.whiteboards.show_boards)
        at.whiteboards.boards_changed.connect(window.canvas.show_boards)
        at.whiteboards.boards_changed.connect(at.layouts.show_boards)
        at.layouts.layout_changed.connect(window.canvas.show_layout)
        window.canvas.show_layout(at.layouts.view)
        at.take.state_changed.connect(at.layouts.show_take)
        at.take.state_changed.connect(at.whiteboards.show_take)
        at.take.adopted.connect(at.layouts.take_over)
        at.take.view_changed.connect(window.status.show_take)
        at.take.view_changed.connect(window.record_bar.show_take)
        at.take.state_changed.connect(at.timeline.show_take)
        at.timeline.timeline_changed.connect(window.timeline.show_timeline)
        at.take.view_changed.connect(window.timeline.show_take)
        self._board_pictures.small_decoded.connect(window.timeline.show_board_picture)
        window.timeline.picture_wanted.connect(self._board_pictures.want)
        at.room.room_changed.connect(at.take_settings.show_room)
        at.whiteboards.boards_changed.connect(at.take_settings.show_boards)
        at.take.state_changed.connect(at.take_settings.show_take)
        at.take_settings.settings_changed.connect(at.layouts.show_settings)
        at.take_settings.summary_changed.connect(window.record_bar.show_summary)
        at.take_settings.told.connect(self.tell)
        at.connections.told.connect(self.note)
        at.room.told.connect(self.tell)

    def _connect_wishes(self) -> None:
        window, at = self._window, self._controllers
        window.streams.mute_requested.connect(at.room.mute)
        window.streams.camera_off_requested.connect(at.room.switch_camera)
        window.streams.remove_stream_requested.connect(at.room.remove_stream)
        window.whiteboards.board_requested.connect(at.whiteboards.request_board)
        window.whiteboards.staging_requested.connect(at.whiteboards.stage_first)
        window.whiteboards.take_requested.connect(at.whiteboards.take_staged)
        window.whiteboards.page_requested.connect(at.room.turn_page)
        window.whiteboards.close_requested.connect(at.room.close_board)
        window.whiteboards.import_requested.connect(self._on_whiteboards_import_requested)
        window.whiteboards.book_accepted.connect(at.board_book.keep)
        window.whiteboards.forget_requested.connect(at.board_book.remove)
        window.whiteboards.picture_chosen.connect(self._on_whiteboards_picture_chosen)
        window.whiteboards.picture_pasted.connect(self._on_whiteboards_picture_pasted)
        window.whiteboards.blank_requested.connect(self._on_whiteboards_blank_requested)
        window.whiteboards.order_requested.connect(at.whiteboards.reorder)
        window.whiteboards.groups_requested.connect(at.whiteboards.regroup)
        window.whiteboards.picture_wanted.connect(self._board_pictures.want)
        at.whiteboards.switch_wished.connect(self._on_whiteboards_switch_wished)
        window.canvas.layout_edited.connect(at.layouts.edit_draft)
        window.canvas.layout_nudged.connect(at.layouts.nudge_draft)
        window.canvas.field_edited.connect(at.layouts.refine_draft)
        window.canvas.undo_requested.connect(at.layouts.undo)
        window.canvas.redo_requested.connect(at.layouts.redo)
        window.canvas.preset_chosen.connect(at.layouts.choose_preset)
        window.canvas.make_custom_requested.connect(at.layouts.make_custom)
        window.canvas.apply_requested.connect(at.layouts.apply_draft)
        window.canvas.revert_requested.connect(at.layouts.revert_draft)
        window.canvas.large_view_chosen.connect(at.layouts.choose_large_view)
        window.canvas.live_requested.connect(at.layouts.switch_live)
        window.canvas.back_requested.connect(at.layouts.back_to_previous)
        window.canvas.told.connect(self.tell)
        window.canvas.board_requested.connect(at.whiteboards.request_board)
        at.layouts.apply_wished.connect(at.take.apply_layout)
        window.record_bar.record_requested.connect(at.take.record)
        window.record_bar.pause_requested.connect(at.take.pause)
        window.record_bar.resume_requested.connect(at.take.resume)
        window.record_bar.snapshot_requested.connect(at.take.take_snapshot)
        window.record_bar.marker_requested.connect(at.take.add_marker)
        window.record_bar.stop_requested.connect(at.take.stop)

    def _connect_library(self) -> None:
        panel, library = self._window.layouts, self._controllers.library
        library.library_changed.connect(panel.show_library)
        library.import_offered.connect(panel.show_proposal)
        library.copied.connect(self._on_library_copied)
        library.told.connect(self.tell)
        library.noted.connect(self.note)
        panel.show_library(library.view)
        panel.save_requested.connect(library.save_draft)
        panel.stage_requested.connect(library.stage)
        panel.replace_requested.connect(library.replace_with_draft)
        panel.duplicate_requested.connect(library.duplicate)
        panel.delete_requested.connect(library.delete)
        panel.copy_requested.connect(library.copy)
        panel.rename_requested.connect(library.rename)
        panel.share_requested.connect(library.share)
        panel.order_requested.connect(library.reorder)
        panel.undo_requested.connect(library.undo)
        panel.open_requested.connect(self._on_layouts_open_requested)
        panel.text_pasted.connect(self._on_layouts_text_pasted)
        panel.export_requested.connect(self._on_layouts_export_requested)
        panel.import_accepted.connect(library.take_in)

    @Slot(str)
    def _on_library_copied(self, text: str) -> None:
        QApplication.clipboard().setText(text)

    @Slot(str)
    def _on_layouts_open_requested(self, path: str) -> None:
        self._controllers.library.open_file(Path(path))

    @Slot(str)
    def _on_layouts_text_pasted(self, text: str) -> None:
        self._controllers.library.open_text(text, tr("Pasted layout"))

    @Slot(str, object, str)
    def _on_layouts_export_requested(self, layout_id: str, form: ExportForm, path: str) -> None:
        self._controllers.library.export_file(layout_id, form, Path(path))

    @property
    def board_pictures(self) -> BoardPictures:
        return self._board_pictures

    @Slot(object)
    def tell(self, sentence: Phrase) -> None:
        """Show the host a sentence about trouble."""
        self._window.notices.show_notice(sentence, "problem")

    @Slot(object)
    def note(self, sentence: Phrase) -> None:
        """Show the host a sentence about which there is nothing to do; it goes away by itself."""
        self._window.notices.show_notice(sentence, "info")

    @Slot(object)
    def _on_board_book_boards_changed(self) -> None:
        self._window.whiteboards.show_book(self._controllers.board_book.book)

    @Slot(str, str)
    def _on_whiteboards_picture_chosen(self, board_id: str, path: str) -> None:
        self._controllers.board_book.choose_picture(board_id, Path(path))

    @Slot(QImage)
    def _on_whiteboards_picture_pasted(self, image: QImage) -> None:
        self._controllers.room.open_picture(tr("Pasted picture"), partial(png_bytes, image))

    @Slot()
    def _on_whiteboards_blank_requested(self) -> None:
        self._controllers.room.open_blank_board(tr("Blank board"))

    @Slot(list)
    def _on_whiteboards_import_requested(self, paths: list[str]) -> None:
        self._controllers.room.open_boards([Path(path) for path in paths])

    @Slot(str)
    def _on_whiteboards_switch_wished(self, board_id: str) -> None:
        boards: BoardsView = self._controllers.whiteboards.view
        name = next((board.name for board in boards.boards if board.board_id == board_id), board_id)
        self._controllers.take.switch_board(board_id, name)
