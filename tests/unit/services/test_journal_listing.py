"""The list of takes, page by page, and what is searched in it."""

import pytest
import pytest_asyncio

from chalkreel.services.journal import Journal
from chalkreel.services.journal_listing import KeptPicture, TakeQuery

pytestmark = pytest.mark.asyncio
ROOMS = {"math-7b": "Mathematics"}


@pytest_asyncio.fixture
async def journal(tmp_path):
    opened = Journal(tmp_path / "journal.sqlite")
    await opened.open()
    yield opened
    await opened.close()


async def take(journal, room, *boards, task="", mode=2):
    plan = {"RecordInputParams": {"RecordMode": mode}, "RecordOutputParams": {"OutputFileFormat": "mp4"}}
    count = len(await journal.takes(10_000))
    take_id = await journal.open_intent("studio", room, f"client-{count}", plan)
    await journal.task_started(take_id, task or f"task-{take_id}")
    for number, board in enumerate(boards):
        await journal.event(take_id, "whiteboard" if number else "started", detail={"board": "b", "name": board})
    return take_id


async def ids(journal, *words, **more):
    return [one.take_id for one in await journal.listed(TakeQuery(words, ROOMS, **more))]


async def test_pages_follow_each_other_newest_first(journal):
    made = [await take(journal, "room") for _number in range(7)]
    first = await ids(journal, limit=3)
    second = await ids(journal, limit=3, before_id=first[-1])
    third = await ids(journal, limit=3, before_id=second[-1])
    assert [*first, *second, *third] == made[::-1]
    assert len(third) == 1


async def test_takes_that_never_began_are_not_listed(journal):
    await journal.open_intent("studio", "room", "never-answered", {})
    assert await ids(journal) == []


async def test_rooms_boards_and_markers_are_found_in_any_case_and_script(journal):
    algebra = await take(journal, "math-7b", "Fractions", "ÉTOILES")
    sea = await take(journal, "demo", "The Tide", "50 % off")
    await journal.event(sea, "marker", detail={"name": "Good question"})
    await journal.event(sea, "ended", detail={"name": "nothing to be found"})
    assert await ids(journal, "FRACT") == [algebra]
    assert await ids(journal, "étoiles") == [algebra]
    assert await ids(journal, "mathematics") == [algebra], "a room is found by its name, too"
    assert await ids(journal, "question") == [sea]
    assert await ids(journal, "tide", "demo") == [sea]
    assert await ids(journal, "tide", "fractions") == []
    assert await ids(journal, "%") == [sea]
    assert await ids(journal, "nothing") == []


async def test_a_listed_take_knows_what_a_list_shows(journal):
    take_id = await take(journal, "room", mode=1)
    await journal.status(take_id, 3, [{"FileId": "a.mp4", "Status": 3}])
    await journal.close_take(take_id, "safe")
    (one,) = await journal.listed(TakeQuery())
    assert (one.record_mode, one.file_format, one.outcome) == (1, "mp4", "safe")
    assert one.files == ({"FileId": "a.mp4", "Status": 3},)
    assert one.closed_ms is not None
    adopted = await journal.adopt("studio", "room", "task-99", 5)
    assert (await journal.listed(TakeQuery(limit=1)))[0].take_id == adopted


async def test_the_last_picture_of_a_board_in_a_take_counts(journal):
    first, second = await take(journal, "room"), await take(journal, "room")
    for title, picture in (("Angles", "one"), ("Angles", "two"), ("Angles (2)", "three")):
        await journal.keep_picture(first, KeptPicture("b", title, picture))
    kept = {one.title: one.picture for one in await journal.pictures(first)}
    assert kept == {"Angles": "two", "Angles (2)": "three"}
    assert await journal.pictures(second) == ()
