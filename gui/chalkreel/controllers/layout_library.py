"""The layout library: layouts kept by name, staged into the draft, and exchanged with other people's software."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError
from PySide6.QtCore import QObject, Signal

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.contract.layout_files import (
    LARGEST_FILE_BYTES,
    LayoutFileRefused,
    OpenedLayout,
    read_layout,
    text_of,
)
from chalkreel.contract.problems import violations_of
from chalkreel.controllers.layout_export import exported
from chalkreel.controllers.layouts import LayoutController
from chalkreel.controllers.library_view import (
    CanvasChoice,
    ExportForm,
    ImportProposal,
    LayoutCard,
    LibraryView,
)
from chalkreel.controllers.named_tasks import ErrorSink, NamedTasks, WhileBusy
from chalkreel.domain.geometry import Size
from chalkreel.domain.layout import Layout
from chalkreel.domain.layout_library import ALL_ROOMS, MAX_LAYOUTS, LayoutLibrary, NamedLayout
from chalkreel.services.errors import ServiceError
from chalkreel.services.whole_file import write_whole

if TYPE_CHECKING:
    from chalkreel.controllers.take_settings import TakeSettingsController
    from chalkreel.services.layout_store import LayoutStore

FULL = phrase("The library is full: {most} layouts are kept. Delete one first.", most=MAX_LAYOUTS)
ON_AIR_CANVAS = phrase("The picture's size cannot change while a recording runs.")
_Step = tuple[LayoutLibrary, Phrase]


class LayoutLibraryController(QObject):
    """Owns the library; the draft belongs to the layout controller, and what is on air to the take.

    Signals:
        library_changed(LibraryView): there is something else to draw.
        import_offered(ImportProposal): a file or text holds a layout; ``take_in`` follows when the host says so.
        copied(str): a text for the clipboard.
        told(Phrase): something did not work; noted(Phrase): something worked that is not seen otherwise.
    """

    library_changed = Signal(object)
    import_offered = Signal(object)
    copied = Signal(str)
    told = Signal(object)
    noted = Signal(object)

    def __init__(
        self,
        store: LayoutStore,
        layouts: LayoutController,
        settings: TakeSettingsController,
        on_error: ErrorSink,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._layouts = layouts
        self._settings = settings
        self._tasks = NamedTasks("layout library", on_error)
        self._library = LayoutLibrary()
        self._past: list[_Step] = []
        self._room = self._room_id = ""
        self._circumstances: tuple[object, ...] = ()
        self._staged: tuple[tuple[NamedLayout, Layout], ...] = ()
        self._view = LibraryView()
        layouts.layout_changed.connect(self._on_layouts_layout_changed)

    @property
    def view(self) -> LibraryView:
        return self._view

    async def open(self) -> None:
        """Read what is kept."""
        loaded = await self._store.load()
        meanwhile = self._library.layouts
        # What was saved in the meantime stays, behind what was kept before.
        for fresh in meanwhile:
            loaded = loaded.added(fresh)
        self._library, self._past = loaded, []
        if self._store.notice is not None:
            self.told.emit(self._store.notice)
        if meanwhile:
            self._save_and_publish()  # the file holds the new ones alone by now
        else:
            self._publish()

    def enter(self, room: str, room_id: str) -> None:
        """Show the layouts of a room; ``room`` is its key, ``room_id`` its name at the wire."""
        self._room, self._room_id = room, room_id
        self._publish()

    async def close(self) -> None:
        await self._tasks.settled("save")
        await self._tasks.close()
        self._store.close()

    # -- keeping layouts --------------------------------------------------------------------------------------

    def save_draft(self, name: str, is_for_all_rooms: bool) -> None:
        """Keep the draft under a name; a layout of the room that has this name is replaced."""
        room = ALL_ROOMS if is_for_all_rooms else self._room
        fresh = NamedLayout("", name, self._bare_draft, self._layouts.canvas, room)
        there = self._library.named(name, self._room)
        if there is not None:
            self._step(
                self._library.changed(replace(fresh, layout_id=there.layout_id)),
                phrase("replace {name}", name=there.name),
            )
        else:
            self._add(fresh, phrase("save {name}", name=name))

    def replace_with_draft(self, layout_id: str) -> None:
        one = self._library.get(layout_id)
        if one is not None:
            changed = replace(one, layout=self._bare_draft, canvas=self._layouts.canvas)
            self._step(self._library.changed(changed), phrase("replace {name}", name=one.name))

    def rename(self, layout_id: str, name: str) -> None:
        one = self._library.get(layout_id)
        if one is not None and name.strip() and name.strip() != one.name:
            others = self._library.without(layout_id)
            changed = replace(one, name=others.free_name(name, self._room))
            self._step(self._library.changed(changed), phrase("rename {name}", name=one.name))

    def duplicate(self, layout_id: str) -> None:
        one = self._library.get(layout_id)
        if one is None:
            return
        if self._library.is_full:
            self.told.emit(FULL)
            return
        name = self._library.free_name(one.name, self._room)
        self._step(self._library.duplicated(layout_id, name), phrase("duplicate {name}", name=one.name))

    def delete(self, layout_id: str) -> None:
        one = self._library.get(layout_id)
        if one is not None:
            self._step(self._library.without(layout_id), phrase("delete {name}", name=one.name))

    def share(self, layout_id: str, is_for_all_rooms: bool) -> None:
        """Offer a layout in all rooms, or in this one only."""
        one = self._library.get(layout_id)
        room = ALL_ROOMS if is_for_all_rooms else self._room
        if one is not None and one.room != room:
            sentence = (
                phrase("offer {name} in all rooms", name=one.name)
                if is_for_all_rooms
                else phrase("keep {name} to this room", name=one.name)
            )
            self._step(self._library.changed(replace(one, room=room)), sentence)

    def reorder(self, layout_ids: Sequence[str]) -> None:
        self._step(self._library.ordered(layout_ids), phrase("change the order of the layouts"))

    def undo(self) -> None:
        """Take back the last change of the library."""
        if self._past:
            self._library, _ = self._past.pop()
            self._save_and_publish()

    def stage(self, layout_id: str) -> None:
        """Put a layout into the draft, as one step of the draft's undo."""
        one = self._library.get(layout_id)
        if one is None or self._layouts.view.not_used is not None:
            return
        if one.canvas != self._layouts.canvas and one.layout.regions:
            self.noted.emit(
                phrase(
                    "“{name}” was made for {made} px and is scaled to {present} px.",
                    name=one.name,
                    made=one.canvas,
                    present=self._layouts.canvas,
                )
            )
        self._layouts.stage(one.layout, one.canvas)

    # -- files and the clipboard ------------------------------------------------------------------------------

    def open_file(self, path: Path) -> None:
        self._tasks.start("open", lambda: self._open(path), WhileBusy.QUEUE)

    def open_text(self, text: str, name: str) -> None:
        """Read a layout from a text, as from the clipboard."""
        self._tasks.start("open", lambda: self._offer(text.encode("utf-8", "replace"), name), WhileBusy.QUEUE)

    def take_in(self, proposal: ImportProposal, name: str, choice: CanvasChoice) -> None:
        """Keep what was read under a name and stage it."""
        if self._library.is_full:
            self.told.emit(FULL)
            return
        if choice is CanvasChoice.TAKE_OVER and proposal.canvas != self._layouts.canvas:
            self._settings.change(replace(self._settings.current, canvas=proposal.canvas))
        wanted = self._library.free_name(name or proposal.name, self._room)
        layout = proposal.layout
        fresh = NamedLayout("", wanted, layout, proposal.canvas, self._room if _names_persons(layout) else ALL_ROOMS)
        self._add(fresh, phrase("open {name}", name=wanted))
        self._layouts.stage(layout, proposal.canvas)

    def export_file(self, layout_id: str, form: ExportForm, path: Path) -> None:
        text = self._exported(layout_id, form)
        if text is not None:
            self._tasks.start("export", lambda: self._write(path, text), WhileBusy.QUEUE)

    def copy(self, layout_id: str) -> None:
        """Hand a layout on as the body of UpdateLayout, for the clipboard."""
        text = self._exported(layout_id, ExportForm.UPDATE_LAYOUT)
        if text is not None:
            self.copied.emit(text)
            self.noted.emit(phrase("Copied as the body of an UpdateLayout call."))

    async def _open(self, path: Path) -> None:
        try:
            content = await asyncio.to_thread(_content, path)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self.told.emit(phrase("{file} cannot be read ({reason}).", file=path.name, reason=reason))
            return
        await self._offer(content, path.stem, path.name)

    async def _offer(self, content: bytes, name: str, file_name: str = "") -> None:
        present = self._layouts.canvas
        try:
            opened = await asyncio.to_thread(_read, content, present)
        except LayoutFileRefused as refusal:
            source = phrase("{file}", file=file_name) if file_name else phrase("The clipboard")
            self.told.emit(
                phrase("{source} holds no layout that can be used. {reason}", source=source, reason=refusal.sentence)
            )
            return
        blocked = ON_AIR_CANVAS if self._layouts.on_air is not None else None
        self.import_offered.emit(
            ImportProposal(
                name=self._library.free_name(name, self._room),
                kind=opened.kind.value,
                layout=opened.layout,
                canvas=opened.canvas,
                present=present,
                says_canvas=opened.says_canvas,
                notes=opened.notes,
                take_over_blocked=blocked,
            )
        )

    async def _write(self, path: Path, text: str) -> None:
        try:
            await asyncio.to_thread(write_whole, path, text)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self.told.emit(phrase("{file} could not be written ({reason}).", file=path.name, reason=reason))
            return
        self.noted.emit(phrase("Exported to {file}. Keys and ids are left out: fill them in.", file=path.name))

    def _exported(self, layout_id: str, form: ExportForm) -> str | None:
        one = self._library.get(layout_id)
        layout, canvas = (one.layout, one.canvas) if one is not None else (self._bare_draft, self._layouts.canvas)
        try:
            return exported(form, layout, canvas, self._settings.current, self._room_id)
        except ValidationError as error:
            self.told.emit(violations_of(error)[0].message)
            return None

    # -- state ------------------------------------------------------------------------------------------------

    @property
    def _bare_draft(self) -> Layout:
        """Give the draft without how presets fill, which is a setting of the take."""
        return replace(self._layouts.draft, fill_mode=None)

    def _add(self, fresh: NamedLayout, what: Phrase) -> None:
        if self._library.is_full:
            self.told.emit(FULL)
        else:
            self._step(self._library.added(fresh), what)

    def _step(self, library: LayoutLibrary, what: Phrase) -> None:
        if library != self._library:
            self._past.append((self._library, what))
            self._library = library
            self._save_and_publish()

    def _save_and_publish(self) -> None:
        self._tasks.start("save", self._save, WhileBusy.QUEUE)
        self._publish()

    async def _save(self) -> None:
        try:
            await self._store.save(self._library)
        except ServiceError as failure:
            self.told.emit(failure.sentence)

    def _on_layouts_layout_changed(self, _view: object) -> None:
        self._publish()

    def _stage_anew(self) -> None:
        """Work out once per library, room and canvas how each layout would be in the draft; edits only compare."""
        circumstances = (self._library, self._room, self._layouts.canvas, self._layouts.preset_fill)
        if circumstances != self._circumstances:
            self._circumstances = circumstances
            kept = self._library.in_room(self._room)
            self._staged = tuple((one, self._layouts.as_draft(one.layout, one.canvas)) for one in kept)
            self._layouts.name_layouts({staged: one.name for one, staged in self._staged})

    def _publish(self) -> None:
        self._stage_anew()
        cards = tuple(self._card(one, staged) for one, staged in self._staged)
        draft, canvas = self._layouts.draft, self._layouts.canvas
        view = LibraryView(
            cards=cards,
            undo=self._past[-1][1] if self._past else None,
            is_full=self._library.is_full,
            draft=draft,
            canvas=canvas,
            names_persons=_names_persons(draft),
        )
        if view != self._view:
            self._view = view
            self.library_changed.emit(view)

    def _card(self, one: NamedLayout, staged: Layout) -> LayoutCard:
        return LayoutCard(
            one.layout_id,
            one.name,
            one.layout,
            one.canvas,
            is_for_all_rooms=one.room == ALL_ROOMS,
            is_draft=staged == self._layouts.draft,
            is_on_air=staged == self._layouts.on_air,
        )


def _names_persons(layout: Layout) -> bool:
    named = any(region.stream_id and not region.shows_whiteboard for region in layout.regions)
    return named or bool(layout.large_stream_id)


def _content(path: Path) -> bytes:
    """Read a file, no more of it than can be a layout. Blocks."""
    with path.open("rb") as file:
        return file.read(LARGEST_FILE_BYTES + 1)


def _read(content: bytes, canvas: Size) -> OpenedLayout:
    return read_layout(text_of(content), canvas)
