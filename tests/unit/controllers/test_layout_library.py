import asyncio
import json

import pytest
import pytest_asyncio

from chalkreel.contract.layout_files import read_layout
from chalkreel.contract.start_record import StartRecordRequest
from chalkreel.contract.updates import UpdateLayoutRequest
from chalkreel.controllers.layout_export import exported
from chalkreel.controllers.layout_library import FULL, LayoutLibraryController
from chalkreel.controllers.layouts import LayoutController
from chalkreel.controllers.library_view import CanvasChoice, ExportForm
from chalkreel.controllers.take_settings import TakeSettingsController
from chalkreel.domain.enums import FillMode, MixMode, OutputFileFormat, RecordMode, StreamType, ViewType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.layout_library import MAX_LAYOUTS, LayoutLibrary, NamedLayout
from chalkreel.domain.take_settings import DEFAULTS, TakeSettings
from chalkreel.services.layout_store import LayoutStore
from chalkreel.services.settings import SettingsStore
from tests.support.waiting import until

pytestmark = pytest.mark.asyncio
HD, FULL_HD = Size(1280, 720), Size(1920, 1080)
BOARD = Region("region-1", Rect(0, 0, 960, 720), 0, FillMode.FIT, ViewType.WHITEBOARD)
CUSTOM = Layout(MixMode.CUSTOM, (BOARD, Region("region-2", Rect(960, 0, 1280, 720), 1)))
VIDEO = {"Width": 1920, "Height": 1080, "Fps": 15, "Bitrate": 1}
HALF = {"Top": 0, "Left": 0, "Bottom": 1080, "Right": 960, "Layer": 1}
LARGE = {"MixMode": 1, "MixOutputStreamId": "m", "MixOutputVideoConfig": VIDEO, "MixInputList": [HALF]}


class Library:
    """A library over files of its own, with everything it told."""

    def __init__(self, folder):
        self.settings_store = SettingsStore(folder / "settings.json")
        self.layouts = LayoutController()
        self.settings = TakeSettingsController(self.settings_store, self.on_error)
        self.settings.settings_changed.connect(self.layouts.show_settings)
        store = LayoutStore(folder / "layouts.json")
        self.controller = LayoutLibraryController(store, self.layouts, self.settings, self.on_error)
        self.told, self.noted, self.offers, self.copies = [], [], [], []
        self.controller.told.connect(lambda sentence: self.told.append(str(sentence)))
        self.controller.noted.connect(lambda sentence: self.noted.append(str(sentence)))
        self.controller.import_offered.connect(self.offers.append)
        self.controller.copied.connect(self.copies.append)
        self.controller.enter("here", "room-1")

    def on_error(self, _name, error):
        raise error

    async def close(self):
        await self.controller.close()
        await self.settings.close()
        self.settings_store.close()

    def names(self):
        return [card.name for card in self.controller.view.cards]

    def id_of(self, name):
        return next(card.layout_id for card in self.controller.view.cards if card.name == name)


@pytest_asyncio.fixture
async def libraries(tmp_path):
    opened = []

    async def another() -> Library:
        for one in opened:
            await one.close()
        opened.append(Library(tmp_path))
        await opened[-1].controller.open()
        return opened[-1]

    yield another
    for one in opened:
        await one.close()


async def test_a_saved_layout_is_there_again_in_the_next_window_and_is_staged_as_one_named_step(libraries):
    first = await libraries()
    first.layouts.edit_draft(CUSTOM)
    first.controller.save_draft("Lecture", True)
    assert first.controller.view.cards[0].is_draft
    again = await libraries()
    assert again.names() == ["Lecture"]
    before = again.layouts.draft
    again.controller.stage(again.id_of("Lecture"))
    assert again.layouts.draft == CUSTOM
    assert str(again.layouts.view.undo) == "use “Lecture”"
    again.layouts.undo()
    assert again.layouts.draft == before
    assert str(again.layouts.view.redo) == "use “Lecture”"


async def test_what_is_saved_before_the_file_was_read_costs_nothing_that_is_in_it(tmp_path):
    first = Library(tmp_path)
    await first.controller.open()
    first.controller.save_draft("Old", is_for_all_rooms=True)
    await first.close()
    hasty = Library(tmp_path)
    opening = asyncio.create_task(hasty.controller.open())
    await asyncio.sleep(0)
    hasty.controller.save_draft("New", is_for_all_rooms=True)
    await opening
    assert hasty.names() == ["Old", "New"]
    await hasty.close()
    again = Library(tmp_path)
    await again.controller.open()
    assert again.names() == ["Old", "New"]
    await again.close()


async def test_layouts_of_one_room_are_not_offered_in_another(libraries):
    at = await libraries()
    at.controller.save_draft("Mine", False)
    at.controller.save_draft("Everywhere", True)
    at.controller.enter("elsewhere", "room-2")
    assert at.names() == ["Everywhere"]
    at.controller.share(at.id_of("Everywhere"), False)
    at.controller.enter("here", "room-1")
    assert at.names() == ["Mine"]


async def test_a_taken_name_replaces_and_everything_can_be_taken_back(libraries):
    at = await libraries()
    at.controller.save_draft("One", True)
    at.layouts.choose_preset(MixMode.GRID)
    at.controller.save_draft("ONE", True)
    assert [card.layout.mode for card in at.controller.view.cards] == [MixMode.GRID]
    one = at.id_of("ONE")
    at.controller.duplicate(one)
    at.controller.rename(one, "First")
    at.controller.reorder([card.layout_id for card in reversed(at.controller.view.cards)])
    at.layouts.choose_preset(MixMode.VERTICAL)
    at.controller.replace_with_draft(one)
    assert at.names() == ["ONE 2", "First"]
    at.controller.delete(one)
    assert at.names() == ["ONE 2"]
    assert str(at.controller.view.undo) == "delete First"
    at.controller.undo()
    assert at.controller.view.cards[1].layout.mode is MixMode.VERTICAL
    for _ in range(6):
        at.controller.undo()
    assert (at.names(), at.controller.view.undo) == ([], None)
    at.controller.undo()
    assert (await libraries()).names() == []


async def test_a_layout_of_another_canvas_is_scaled_and_that_is_said(libraries):
    at = await libraries()
    at.layouts.edit_draft(CUSTOM)
    at.controller.save_draft("HD", True)
    at.settings.change(TakeSettings(canvas=FULL_HD))
    at.controller.stage(at.id_of("HD"))
    assert at.layouts.draft.regions[0].rect == Rect(0, 0, 1440, 1080)
    assert "1280x720" in at.noted[0] or "scaled" in at.noted[0]


async def test_a_full_library_says_so(libraries):
    at = await libraries()
    for number in range(MAX_LAYOUTS):
        at.controller._library = at.controller._library.added(NamedLayout("", str(number), Layout(), HD))
    at.controller.save_draft("one more", True)
    assert at.told == [str(FULL)]
    at.controller._library = LayoutLibrary()


async def test_a_file_is_offered_first_and_then_kept_and_staged(libraries, tmp_path):
    at = await libraries()
    (tmp_path / "math.json").write_text(json.dumps(LARGE))
    at.controller.open_file(tmp_path / "math.json")
    await until(lambda: at.offers)
    (offer,) = at.offers
    assert (offer.name, offer.kind, offer.canvas, offer.present) == ("math", "MixConfig", FULL_HD, HD)
    at.controller.take_in(offer, "Math", CanvasChoice.SCALE)
    assert (at.names(), at.layouts.canvas) == (["Math"], HD)
    assert at.layouts.draft.regions[0].rect == Rect(0, 0, 640, 720)
    at.controller.take_in(offer, "Math", CanvasChoice.TAKE_OVER)
    assert (at.names(), at.layouts.canvas) == (["Math", "Math 2"], FULL_HD)
    assert at.layouts.draft.regions[0].rect == Rect(0, 0, 960, 1080)
    assert at.settings.current.canvas == FULL_HD


async def test_a_damaged_or_missing_file_is_refused_with_its_place(libraries, tmp_path):
    at = await libraries()
    (tmp_path / "bad.json").write_text('{"MixMode": 1,\n"MixInputList": 3}')
    at.controller.open_file(tmp_path / "bad.json")
    at.controller.open_file(tmp_path / "none.json")
    at.controller.open_text("hello", "Pasted")
    await until(lambda: len(at.told) == 3)
    assert "bad.json" in at.told[0]
    assert "Line 2, MixInputList" in at.told[0]
    assert "none.json cannot be read" in at.told[1]
    assert at.told[2].startswith("The clipboard")
    assert at.offers == []


async def test_what_is_exported_opens_again_as_the_same_layout(libraries, tmp_path):
    at = await libraries()
    at.layouts.edit_draft(CUSTOM)
    at.controller.save_draft("Lecture", True)
    at.layouts.choose_preset(MixMode.GRID)
    file = tmp_path / "out.json"
    at.controller.export_file(at.id_of("Lecture"), ExportForm.START_RECORD, file)
    await until(lambda: at.noted)
    request = StartRecordRequest.from_wire(json.loads(file.read_text()))
    assert request.room_id == "room-1"
    assert read_layout(file.read_text(), HD).layout == CUSTOM
    at.controller.export_file("", ExportForm.UPDATE_LAYOUT, file)
    await until(lambda: len(at.noted) == 2)
    assert UpdateLayoutRequest.from_wire(json.loads(file.read_text())).mix_mode is MixMode.GRID
    at.controller.copy(at.id_of("Lecture"))
    assert read_layout(at.copies[0], HD).layout == CUSTOM
    at.controller.export_file("", ExportForm.UPDATE_LAYOUT, tmp_path)
    await until(lambda: at.told)


@pytest.mark.parametrize(
    "settings",
    [
        DEFAULTS,
        TakeSettings(record_mode=RecordMode.SINGLE, output_format=OutputFileFormat.JPG),
        TakeSettings(stream_type=StreamType.AUDIO, output_format=OutputFileFormat.MP3, preset_fill=FillMode.FIT),
        TakeSettings(fps=90),
    ],
    ids=["usual", "single", "sound only", "impossible"],
)
@pytest.mark.parametrize("layout", [CUSTOM, Layout(MixMode.FLOATING, large_stream_id="ann")], ids=["custom", "preset"])
async def test_a_start_body_is_sound_whatever_the_settings_and_holds_nobody_s_keys(settings, layout):
    text = exported(ExportForm.START_RECORD, layout, FULL_HD, settings)
    request = StartRecordRequest.from_wire(json.loads(text))
    assert request.record_input_params.record_mode is RecordMode.MIXED
    assert request.storage_params.access_key_secret == "PUT_ACCESS_KEY_SECRET_HERE"
    opened = read_layout(text, HD)
    assert (opened.layout, opened.canvas) == (layout, FULL_HD)
