import json
from dataclasses import replace
from types import SimpleNamespace

import pytest

from chalkreel.base.phrase import phrase
from chalkreel.controllers.take_settings import TakeSettingsController, plan_with
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.view_state import BoardsView, BoardView, RoomView, StreamCondition, StreamView
from chalkreel.domain.enums import MixMode, OutputFileFormat, RecordMode, TaskStatus
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.phases import Wish
from chalkreel.domain.take_settings import DEFAULTS
from chalkreel.services.settings import SettingsStore
from tests.support.take_settings import plan

pytestmark = pytest.mark.asyncio
SINGLE = replace(DEFAULTS, record_mode=RecordMode.SINGLE)
REFUSAL = phrase("Studio does not record this yet.")


def session(connection_id="studio"):
    return SimpleNamespace(connection=SimpleNamespace(connection_id=connection_id))


class Settings:
    """A controller over a real settings file, and what it told."""

    def __init__(self, path):
        self.path = path
        self.store = SettingsStore(path)
        self.store.load()
        self.errors = []
        self.controller = TakeSettingsController(self.store, lambda *error: self.errors.append(error))
        self.changed, self.summaries, self.told = [], [], []
        self.controller.settings_changed.connect(self.changed.append)
        self.controller.summary_changed.connect(self.summaries.append)
        self.controller.told.connect(self.told.append)

    async def close(self):
        await self.controller.close()
        self.store.close()
        assert self.errors == []


@pytest.fixture
def path(tmp_path):
    return tmp_path / "settings.json"


async def test_settings_are_kept_per_room_and_connection(path):
    first = Settings(path)
    first.controller.enter(session(), "math")
    first.controller.change(SINGLE)
    first.controller.enter(session(), "art")
    assert first.controller.current == DEFAULTS
    first.controller.change(replace(DEFAULTS, fps=20))
    first.controller.enter(session("cloud"), "math")
    assert first.controller.current == DEFAULTS
    await first.close()
    again = Settings(path)
    again.controller.enter(session(), "math")
    assert again.controller.current == SINGLE
    again.controller.enter(session(), "art")
    assert again.controller.current.fps == 20
    await again.close()


async def test_a_room_at_its_defaults_leaves_nothing_in_the_file(path):
    at = Settings(path)
    at.controller.enter(session(), "math")
    at.controller.change(SINGLE)
    at.controller.change(DEFAULTS)
    await at.close()
    assert json.loads(path.read_text())["take_settings"] == []


async def test_without_a_session_the_settings_stay_in_view(path):
    at = Settings(path)
    at.controller.enter(session(), "math")
    at.controller.change(SINGLE)
    at.controller.enter(None, "math")
    at.controller.enter(session(), "math")
    assert at.controller.current == SINGLE
    await at.close()


async def test_the_same_settings_again_change_nothing(path):
    at = Settings(path)
    at.controller.enter(session(), "math")
    count = len(at.changed)
    at.controller.change(DEFAULTS)
    assert len(at.changed) == count
    await at.close()
    assert not path.exists()


async def test_a_file_that_cannot_be_written_is_told(path):
    at = Settings(path.parent / "data" / "settings.json")
    (path.parent / "data").write_text("a file where a folder is needed")
    at.controller.enter(session(), "math")
    at.controller.change(SINGLE)
    await at.close()
    assert len(at.told) == 1
    assert at.controller.current == SINGLE


async def test_the_words_follow_the_settings_and_the_boards(path):
    at = Settings(path)
    at.controller.enter(session(), "math")
    assert [str(piece) for piece in at.summaries[-1]] == ["Mixed", "1280×720", "15 fps", "mp4", "no whiteboard is open"]
    at.controller.show_boards(BoardsView((BoardView("b", "B"),)))
    assert str(at.summaries[-1][-1]) == "with whiteboard"
    at.controller.change(replace(SINGLE, output_format=OutputFileFormat.JPG))
    assert [str(piece) for piece in at.summaries[-1]] == ["A picture of each stream every 10 s"]
    at.controller.change(replace(SINGLE, recorded_streams=("a", "b"), output_format=OutputFileFormat.OGG))
    pieces = ["A sound file for each stream", "only 2 people", "ogg", "whiteboard in a file of its own"]
    assert [str(piece) for piece in at.summaries[-1]] == pieces
    at.controller.change(replace(DEFAULTS, output_format=OutputFileFormat.AAC))
    assert [str(piece) for piece in at.summaries[-1]] == ["Mixed, sound only", "aac", "without whiteboard"]
    await at.close()


async def test_while_a_take_runs_the_words_are_those_it_began_with(path):
    at = Settings(path)
    at.controller.enter(session(), "math")
    board = BoardsView((BoardView("b", "B"),))
    at.controller.show_boards(board)
    before = at.summaries[-1]
    assert str(before[-1]) == "with whiteboard"
    at.controller.show_take(TakeState(wish=Wish.START, task_id="t", status=TaskStatus.RECORDING))
    at.controller.change(replace(SINGLE, output_format=OutputFileFormat.FLV))
    at.controller.show_boards(BoardsView())
    assert at.controller.words == at.summaries[-1] == before
    at.controller.show_boards(board)
    at.controller.show_take(TakeState())
    assert [str(piece) for piece in at.summaries[-1]][:2] == ["A file for each stream", "flv"]
    await at.close()


async def test_the_words_of_a_running_take_tell_whether_it_records_boards_not_whether_some_are_open(path):
    at = Settings(path)
    at.controller.enter(session(), "math")
    running = TakeState(wish=Wish.START, task_id="t", status=TaskStatus.RECORDING)
    at.controller.show_take(running)
    assert str(at.summaries[-1][-1]) == "with whiteboard", "an earlier window opened it"
    at.controller.show_take(replace(running, records_board=False))
    at.controller.show_boards(BoardsView((BoardView("b", "B"),)))
    assert str(at.summaries[-1][-1]) == "without whiteboard"
    await at.close()


async def test_a_refused_setting_is_marked_until_it_is_changed(path):
    at = Settings(path)
    at.controller.enter(session(), "math")
    at.controller.change(SINGLE)
    at.controller.show_take(TakeState(wish=Wish.START, refused=REFUSAL, refused_setting="record_mode"))
    assert at.controller.view(plan(), SINGLE).refused == {"record_mode": REFUSAL}
    assert at.controller.view(plan(), DEFAULTS).refused == {}
    assert at.controller.view(plan(), SINGLE).refused, "a draft that was given up changes nothing"
    at.controller.show_take(TakeState(wish=Wish.START, task_id="t", status=TaskStatus.INITIALISING))
    assert at.controller.view(plan(), SINGLE).refused == {}
    await at.close()


async def test_the_view_names_the_people_and_tells_of_a_running_take(path):
    at = Settings(path)
    at.controller.show_room(RoomView("r", "c", True, (StreamView("s", "Ann", StreamCondition.LIVE),)))
    at.controller.show_take(TakeState(wish=Wish.START, task_id="t", status=TaskStatus.RECORDING))
    view = at.controller.view(plan(output_folder="lessons/"), replace(DEFAULTS, fps=99))
    assert (view.streams, view.is_live, view.usual_folder) == ((("s", "Ann"),), True, "lessons/")
    assert list(view.problems) == ["fps"]
    await at.close()


async def test_a_plan_with_another_canvas_takes_its_layout_along():
    regions = (Region("a", Rect(0, 0, 1280, 720)),)
    moved = plan_with(plan(layout=Layout(MixMode.CUSTOM, regions)), replace(DEFAULTS, canvas=Size(640, 360)))
    assert moved.canvas == Size(640, 360)
    assert moved.layout.regions[0].rect == Rect(0, 0, 640, 360)
