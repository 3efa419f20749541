"""Whatever a host does with the draft, in any order: it stays within the contract, and undo knows every step;
what is kept, sent out or read again on the way comes back as it was."""

import asyncio
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from chalkreel.contract.checks import check_update_layout
from chalkreel.contract.layout_files import read_layout, update_layout_text
from chalkreel.contract.layouts import layout_of, update_layout_request
from chalkreel.controllers.layout_keeper import LayoutKeeper
from chalkreel.controllers.layouts import FIRST_CANVAS, LayoutController
from chalkreel.controllers.view_state import RoomView, StreamCondition, StreamView
from chalkreel.domain.canvas_change import for_canvas
from chalkreel.domain.enums import FillMode, MixMode, ViewType
from chalkreel.domain.geometry import Size
from chalkreel.domain.handles import Handle, resized
from chalkreel.domain.layout_editing import (
    with_content,
    with_fill,
    with_hiding,
    with_lock,
    with_new_region,
    with_rect,
    with_region_moved,
    with_region_raised,
    without_region,
)
from chalkreel.domain.layout_library import LayoutLibrary, NamedLayout
from chalkreel.domain.limits import MAX_VIEWS
from chalkreel.domain.region_groups import box_of, with_copies, with_regions_in_box, with_regions_moved
from chalkreel.domain.take_settings import DEFAULTS
from chalkreel.services.draft_log import DraftLog
from chalkreel.services.layout_store import LayoutStore

PEOPLE = tuple(StreamView(name, name.title(), StreamCondition.LIVE) for name in ("ann", "ben", "cleo"))
WHICH = st.integers(0, 24)
BY = st.integers(-2000, 2000)
SOME = st.sets(WHICH, min_size=2, max_size=4)


class DraftMachine(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        self.folder = Path(tempfile.mkdtemp())
        self.log = DraftLog(self.folder)
        self.store = LayoutStore(self.folder / "layouts.json")
        self.library = LayoutLibrary()
        self.layouts = self.open_window(FIRST_CANVAS)
        self.done, self.undone = [self.layouts.draft], []

    def open_window(self, canvas):
        layouts = LayoutController(canvas, now=lambda: 0.0)
        layouts.show_room(RoomView("room", "Studio", True, PEOPLE))
        self.keeper = LayoutKeeper(layouts, self.log)
        self.keeper.enter("room")
        return layouts

    def edit(self, change):
        layout = change(self.layouts.draft)
        self.layouts.edit_draft(layout)
        self.expect_step(layout)

    def expect_step(self, layout):
        if layout != self.done[-1]:
            self.done.append(layout)
            self.undone = []

    def region_id(self, which):
        regions = self.layouts.draft.regions
        return regions[which % len(regions)].region_id

    def others_seen(self, region_id):
        return [region for region in self.layouts.draft.visible_regions if region.region_id != region_id]

    @property
    def has_regions(self):
        return bool(self.layouts.draft.regions)

    @rule(board=st.booleans(), who=st.sampled_from(["", "ann", "gone"]))
    @precondition(lambda self: self.layouts.draft.mode is MixMode.CUSTOM)
    def add(self, board, who):
        has_board = any(region.shows_whiteboard for region in self.layouts.draft.regions)
        kind = ViewType.WHITEBOARD if board and not has_board else ViewType.AUDIO_VIDEO
        self.edit(lambda layout: with_new_region(layout, self.layouts.canvas, kind, who)[0])

    @rule(which=WHICH)
    @precondition(lambda self: len(self.layouts.draft.regions) > 1)
    def delete(self, which):
        region_id = self.region_id(which)
        if self.others_seen(region_id):
            self.edit(lambda layout: without_region(layout, region_id))

    @rule(which=WHICH, dx=BY, dy=BY)
    @precondition(lambda self: self.has_regions)
    def move(self, which, dx, dy):
        self.edit(lambda layout: with_region_moved(layout, self.region_id(which), dx, dy, self.layouts.canvas))

    @rule(which=WHICH, handle=st.sampled_from(Handle), dx=BY, dy=BY, keeps=st.booleans())
    @precondition(lambda self: self.has_regions)
    def resize(self, which, handle, dx, dy, keeps):
        region = self.layouts.draft.region(self.region_id(which))
        rect = resized(region.rect, handle, dx, dy, self.layouts.canvas, keeps_aspect=keeps)
        self.edit(lambda layout: with_rect(layout, region.region_id, rect))

    @rule(
        some=st.sets(WHICH, min_size=2, max_size=4), handle=st.sampled_from(Handle), dx=BY, dy=BY, keeps=st.booleans()
    )
    @precondition(lambda self: self.has_regions)
    def resize_several(self, some, handle, dx, dy, keeps):
        ids = {self.region_id(which) for which in some}
        box = box_of(self.layouts.draft, ids)
        if box is not None:
            wanted = resized(box, handle, dx, dy, self.layouts.canvas, keeps_aspect=keeps)
            self.edit(lambda layout: with_regions_in_box(layout, ids, box, wanted))

    @rule(some=SOME, dx=BY, dy=BY, copies=st.booleans())
    @precondition(lambda self: self.has_regions)
    def move_or_copy_several(self, some, dx, dy, copies):
        ids = {self.region_id(which) for which in some}
        canvas = self.layouts.canvas
        if not copies:
            self.edit(lambda layout: with_regions_moved(layout, ids, dx, dy, canvas))
            return
        originals = [region for region in self.layouts.draft.visible_regions if region.region_id in ids]
        self.edit(lambda layout: with_copies(layout, originals, dx, dy, canvas)[0])

    @rule(which=WHICH, steps=st.integers(-3, 3))
    @precondition(lambda self: self.has_regions)
    def order(self, which, steps):
        self.edit(lambda layout: with_region_raised(layout, self.region_id(which), steps))

    @rule(which=WHICH, fill=st.sampled_from(FillMode), who=st.sampled_from(["", "ben"]))
    @precondition(lambda self: self.has_regions)
    def show(self, which, fill, who):
        region_id = self.region_id(which)
        self.edit(lambda layout: with_content(with_fill(layout, region_id, fill), region_id, ViewType.AUDIO_VIDEO, who))

    @rule(which=WHICH, locks=st.booleans())
    @precondition(lambda self: self.has_regions)
    def lock(self, which, locks):
        self.edit(lambda layout: with_lock(layout, (self.region_id(which),), locks))

    @rule(which=WHICH, hides=st.booleans())
    @precondition(lambda self: self.has_regions)
    def hide(self, which, hides):
        region_id = self.region_id(which)
        if self.others_seen(region_id) if hides else len(self.layouts.draft.visible_regions) < MAX_VIEWS:
            self.edit(lambda layout: with_hiding(layout, (region_id,), hides))

    @rule(mode=st.sampled_from(MixMode))
    def preset(self, mode):
        self.layouts.choose_preset(mode)
        self.expect_step(self.layouts.draft)
        assert self.layouts.draft.mode is mode

    @rule()
    def undo(self):
        self.layouts.undo()
        if len(self.done) > 1:
            self.undone.append(self.done.pop())

    @rule()
    def redo(self):
        self.layouts.redo()
        if self.undone:
            self.done.append(self.undone.pop())

    @rule()
    def lose_the_window(self):
        """Open another one over the same files, as after a crash; what was handed over is on disk."""
        self.log.close()
        self.log = DraftLog(self.folder)
        self.layouts = self.open_window(self.layouts.canvas)
        self.library = asyncio.run(self.kept_and_read_again())

    async def kept_and_read_again(self):
        await self.store.save(self.library)
        self.store.close()
        self.store = LayoutStore(self.folder / "layouts.json")
        kept = await self.store.load()
        ids = [one.layout_id for one in kept.layouts]
        assert [replace(one, layout_id="") for one in kept.layouts] == [
            replace(one, layout_id="") for one in self.library.layouts
        ]
        assert (len(set(ids)), self.store.notice) == (len(ids), None)
        return kept

    # -- the library ------------------------------------------------------------------------------------------

    def keep(self, library):
        self.library = library

    @rule(name=st.text(max_size=70))
    def save(self, name):
        fresh = NamedLayout("", self.library.free_name(name, ""), self.layouts.draft, self.layouts.canvas)
        self.keep(self.library.added(fresh))

    @rule(which=WHICH)
    @precondition(lambda self: self.library.layouts)
    def stage(self, which):
        kept = self.library.layouts[which % len(self.library.layouts)]
        self.layouts.stage(kept.layout, kept.canvas)
        self.expect_step(replace(for_canvas(kept.layout, kept.canvas, self.layouts.canvas), fill_mode=None))

    @rule(which=WHICH, to=WHICH)
    @precondition(lambda self: self.library.layouts)
    def put_elsewhere(self, which, to):
        ids = [kept.layout_id for kept in self.library.layouts]
        ids.insert(to % len(ids), ids.pop(which % len(ids)))
        self.keep(self.library.ordered(ids))
        assert [kept.layout_id for kept in self.library.layouts] == ids

    @rule(which=WHICH)
    @precondition(lambda self: self.library.layouts)
    def forget(self, which):
        kept = self.library.layouts[which % len(self.library.layouts)]
        self.keep(self.library.without(kept.layout_id))

    @rule()
    def export_and_open(self):
        """Send the draft out as the body of a call and read it again; only what never reaches the wire is lost."""
        opened = read_layout(update_layout_text(self.layouts.draft), self.layouts.canvas)
        draft = self.layouts.draft
        told = [replace(region, region_id="", name="", is_locked=False) for region in draft.visible_regions]
        assert [replace(region, region_id="") for region in opened.layout.regions] == told
        assert (opened.layout.mode, opened.layout.large_stream_id) == (draft.mode, draft.large_stream_id)
        self.layouts.stage(opened.layout, opened.canvas)
        self.expect_step(opened.layout)

    @rule(canvas=st.sampled_from([FIRST_CANVAS, Size(640, 360), Size(1920, 1080), Size(1080, 1920), Size(160, 120)]))
    def change_canvas(self, canvas):
        """Every step of the past follows to the other canvas; the library keeps what it has."""
        before = self.layouts.canvas
        self.layouts.show_settings(replace(DEFAULTS, canvas=canvas))
        self.done, self.undone = (
            [for_canvas(layout, before, canvas) for layout in steps] for steps in (self.done, self.undone)
        )

    @invariant()
    def the_draft_is_the_last_step(self):
        assert self.layouts.draft == self.done[-1]
        assert (self.layouts.view.undo is not None) == (len(self.done) > 1)
        assert (self.layouts.view.redo is not None) == bool(self.undone)

    @invariant()
    def the_contract_takes_it(self):
        request = update_layout_request("t" * 16, self.layouts.draft)
        assert check_update_layout(request, self.layouts.canvas) == ()
        read = layout_of(request)
        draft = self.layouts.draft
        assert [region.rect for region in read.regions] == [region.rect for region in draft.visible_regions]
        assert len({region.region_id for region in draft.regions}) == len(draft.regions)

    def teardown(self):
        self.log.close()
        self.store.close()
        shutil.rmtree(self.folder, ignore_errors=True)


DraftMachine.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestDraft = DraftMachine.TestCase
