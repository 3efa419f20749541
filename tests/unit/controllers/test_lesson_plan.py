import pytest
import pytest_asyncio

from chalkreel.base.phrase import Phrase, phrase
from chalkreel.controllers.layouts import LayoutController
from chalkreel.controllers.lesson_plan import NO_RECORDER, NO_ROOM, LessonPlan
from chalkreel.controllers.take_settings import TakeSettingsController
from chalkreel.controllers.view_state import BoardView, TakeAction
from chalkreel.controllers.whiteboards import WhiteboardController
from chalkreel.domain.enums import MixMode
from chalkreel.domain.geometry import Size
from chalkreel.services.settings import SettingsStore
from tests.support.recorder_peer import recorder

pytestmark = pytest.mark.asyncio


class Desk:
    """What the host has arranged, and the plan it makes."""

    def __init__(self, session, store):
        self.session = session
        self.layouts, self.boards = LayoutController(), WhiteboardController()
        self.plan = LessonPlan(self.layouts, self.boards, TakeSettingsController(store, print))


@pytest_asyncio.fixture
async def desk(tmp_path):
    store = SettingsStore(tmp_path / "settings.json")
    async with recorder() as (_, session):
        yield Desk(session, store)
    store.close()


async def test_without_a_recorder_or_a_room_it_says_so_instead(desk):
    assert desk.plan.blocked() == desk.plan.current() == NO_RECORDER
    desk.plan.enter(desk.session, "")
    assert desk.plan.blocked() == desk.plan.current() == NO_ROOM
    assert desk.plan.remedy() is TakeAction.FIX_SETTINGS
    desk.plan.enter(desk.session, "class")
    assert desk.plan.blocked() is None
    assert not isinstance(desk.plan.current(), Phrase)


async def test_why_there_is_no_recorder_is_kept_until_the_next_try(desk):
    why = phrase("Studio ended three times.")
    desk.plan.recorder_failed(why, TakeAction.RECONNECT)
    assert desk.plan.blocked() == desk.plan.current() == why
    assert desk.plan.remedy() is TakeAction.RECONNECT
    desk.plan.enter(None, "class")
    assert desk.plan.blocked() == NO_RECORDER
    assert desk.plan.remedy() is None


async def test_a_plan_is_what_lies_on_the_desk_now(desk):
    desk.plan.enter(desk.session, "class")
    desk.layouts.choose_preset(MixMode.VERTICAL)
    desk.boards.show_room_boards((BoardView("b1", "One", size=Size(1600, 901)), BoardView("b2", "Two")))
    plan = desk.plan.current()
    assert (plan.room_id, plan.canvas, plan.layout) == ("class", desk.layouts.canvas, desk.layouts.draft)
    assert (plan.board_id, plan.board_name, plan.board_size) == ("b1", "One", Size(1600, 901))
    assert plan.storage is desk.session.storage
    desk.boards.request_board("b2")
    assert desk.plan.current().board_id == "b2"


async def test_without_boards_none_is_planned_and_a_board_without_size_has_none(desk):
    desk.plan.enter(desk.session, "class")
    assert desk.plan.current().board_id == ""
    desk.boards.show_room_boards((BoardView("b1", "One", size=Size(0, 0)),))
    assert (desk.plan.current().board_id, desk.plan.current().board_size) == ("b1", None)
