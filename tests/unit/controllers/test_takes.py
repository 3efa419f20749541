"""Past takes from a real journal: what became of them, their files, chapters and pictures."""

from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from chalkreel.controllers.board_keeper import BoardKeeper
from chalkreel.controllers.chapter_files import ChapterFiles
from chalkreel.controllers.series_pictures import noted
from chalkreel.controllers.take_history import TakeHistory
from chalkreel.controllers.take_state import TakeState
from chalkreel.controllers.takes import PAGE, TakesController
from chalkreel.controllers.takes_reading import (
    FETCH_IT,
    IN_BACKUP,
    IN_THE_CLOUD,
    LOST,
    NOT_THERE,
    STILL_WRITTEN,
    row_of,
)
from chalkreel.controllers.takes_view import TakeCondition
from chalkreel.controllers.view_state import BoardsView, BoardView, FileCondition, FileView
from chalkreel.domain.chapters import Chapter, webvtt
from chalkreel.domain.enums import FileStatus, TaskStatus
from chalkreel.domain.geometry import Size
from chalkreel.domain.phases import Phase, Wish
from chalkreel.domain.timeline import TrackKind
from chalkreel.services.board_shelf import BoardShelf
from chalkreel.services.journal_listing import PICTURE_EVENT, ListedTake
from tests.support.waiting import until

pytestmark = pytest.mark.asyncio
DAY_MS = 86_400_000
NOW_MS = 1_800_000_000_000


class Library:
    """The controller over a real journal and shelf, with what it told."""

    def __init__(self, journal, folder: Path):
        self.journal, self.folder, self.errors = journal, folder, []
        self.shelf = BoardShelf(folder / "pictures")
        self.at = TakesController(journal, self.shelf, lambda: folder, {"demo": "Demo classroom"}, self._on_error)
        self.views, self.details = [], []
        self.at.takes_changed.connect(self.views.append)
        self.at.detail_changed.connect(self.details.append)

    def _on_error(self, *error):
        self.errors.append(error)

    async def take(self, *files, room="demo", outcome="safe", mode=2):
        plan = {"RecordInputParams": {"RecordMode": mode}}
        count = len(await self.journal.takes(10_000))
        take_id = await self.journal.open_intent("studio", room, f"client-{count}", plan)
        await self.journal.task_started(take_id, f"task-{take_id}")
        await self.journal.status(take_id, 3, list(files))
        if outcome:
            await self.journal.close_take(take_id, outcome)
        return take_id

    async def found(self, words=""):
        self.at.search(words)
        await until(lambda: self.at.view.words == words and not self.at.view.is_loading)
        return [row.take_id for row in self.at.view.rows]

    async def detail(self, take_id):
        self.details.clear()
        self.at.choose(take_id)
        await until(lambda: self.details)
        return self.details[-1]


@pytest_asyncio.fixture
async def library(journal, tmp_path):
    made = Library(journal, tmp_path)
    yield made
    await made.at.close()
    assert made.errors == []


def file(path="", status=FileStatus.UPLOADED, **more):
    name = Path(path).name if path else "a.mp4"
    url = Path(path).as_uri() if str(path).startswith("/") else str(path)
    return {"FileId": name, "FileUrl": url, "Status": int(status), "Duration": 9000, **more}


def listed(*files, outcome="safe", closed_ms=NOW_MS):
    return ListedTake(1, "studio", "demo", "task", NOW_MS - 5000, outcome, files, closed_ms)


@pytest.mark.parametrize(
    ("take", "live", "wanted"),
    [
        (listed(file()), None, TakeCondition.SAFE),
        (listed(file(status=4), outcome="partial"), None, TakeCondition.IN_BACKUP),
        (listed(file(status=4), outcome="partial", closed_ms=NOW_MS - 4 * DAY_MS), None, TakeCondition.LOST),
        (listed(file(), file(status=5), outcome="partial"), None, TakeCondition.LOST),
        (listed(file(), outcome="partial"), None, TakeCondition.SAFE),
        (listed(file(), outcome="failed"), None, TakeCondition.INTERRUPTED),
        (listed(outcome="empty"), None, TakeCondition.EMPTY),
        (listed(outcome="safe"), None, TakeCondition.SAFE),
        (listed(file(status=1), outcome="left"), None, TakeCondition.UNKNOWN),
        (listed(file(), outcome="left"), None, TakeCondition.SAFE),
        (listed(file(status=1), outcome="", closed_ms=None), Phase.PAUSED, TakeCondition.RECORDING),
        (listed(file(status=2), outcome="", closed_ms=None), Phase.UPLOADING, TakeCondition.SAVING),
        (listed(file(status=1), outcome="", closed_ms=None), None, TakeCondition.UNKNOWN),
        (listed({"Status": "nonsense", "Duration": []}, outcome="left"), None, TakeCondition.UNKNOWN),
    ],
)
async def test_every_take_says_what_became_of_it(take, live, wanted):
    row = row_of(take, "", live, NOW_MS)
    assert row.condition is wanted
    assert (row.until is not None) is (wanted is TakeCondition.IN_BACKUP)


async def test_pages_come_one_after_another_and_a_search_begins_anew(library):
    made = [await library.take(file(), room=f"room-{number}") for number in range(PAGE + 5)]
    assert await library.found() == made[::-1][:PAGE]
    assert library.at.view.has_more
    library.at.more()
    await until(lambda: len(library.at.view.rows) == PAGE + 5)
    assert not library.at.view.has_more
    assert await library.found("room-104") == [made[104]]
    assert await library.found("nowhere") == []


async def test_a_list_that_is_looked_at_follows_the_take_in_view(library):
    take_id = await library.take(file(status=FileStatus.RECORDING), outcome="")
    recording = TakeState(
        take_id=take_id,
        task_id="t",
        wish=Wish.START,
        status=TaskStatus.RECORDING,
        file_statuses=(FileStatus.RECORDING,),
    )
    library.at.show_take(recording)
    assert library.views == [], "nobody looks yet"
    await library.found()
    assert library.at.view.rows[0].condition is TakeCondition.RECORDING
    library.at.show_take(TakeState())
    await until(lambda: library.at.view.rows[0].condition is TakeCondition.UNKNOWN)


async def test_a_cloud_take_has_the_chapters_that_were_written_beside_it(library):
    take_id = await library.take(file("https://bucket/a.mp4"), room="math-7b")
    await library.journal.event(take_id, "started", recording_ms=0, detail={"board": "1", "name": "Angles"})
    await library.journal.event(take_id, "whiteboard", recording_ms=4000, detail={"board": "2", "name": "Circles"})
    await library.found()
    told = await library.detail(take_id)
    written = await ChapterFiles(library.journal, library.folder).write(take_id, f"task-{take_id}", "math-7b", 9000)
    read = await library.detail(take_id)
    assert written.with_suffix(".json").is_file()
    assert read.chapters == told.chapters == (Chapter(0, 4000, "Angles"), Chapter(4000, 9000, "Circles"))
    (away,) = read.files
    assert (away.problem, away.advice, away.is_playable) == (IN_THE_CLOUD, FETCH_IT, False)
    written.with_suffix(".json").write_text("[", "utf-8")
    written.write_text(webvtt([Chapter(0, 9000, "From the text")]), "utf-8")
    assert [one.title for one in (await library.detail(take_id)).chapters] == ["From the text"]


async def test_every_file_says_where_it_is(library, tmp_path):
    here, gone = tmp_path / "here and there.mp4", tmp_path / "gone.mp4"
    here.write_bytes(b"film")
    take_id = await library.take(
        file(here), file(gone), file(status=FileStatus.IN_BACKUP), file(status=FileStatus.LOST), file(status=1)
    )
    await library.found()
    detail = await library.detail(take_id)
    assert [one.problem for one in detail.files] == [None, NOT_THERE, IN_BACKUP, LOST, STILL_WRITTEN]
    assert str(gone) in str(detail.files[1].advice)
    assert detail.files[0].path == here
    assert detail.first_playable == 0


async def test_files_of_single_streams_begin_where_they_began(library):
    begun_ms = NOW_MS
    files = (
        file(StreamId="whiteboard", BeginTimestamp=begun_ms),
        file(StreamId="ana", UserName="Ana", BeginTimestamp=begun_ms + 2500, MediaTrackType=1),
        file(StreamId="ana", UserName="Ana", BeginTimestamp=begun_ms + 2500, MediaTrackType=2),
        file(StreamId="ben", BeginTimestamp=begun_ms + 2500, MediaTrackType=3),
    )
    take_id = await library.take(*files, mode=1)
    await library.found()
    detail = await library.detail(take_id)
    named = [(str(one.name), one.offset_ms) for one in detail.files]
    assert named == [("Whiteboard", 0), ("Ana · sound", 2500), ("Ana · picture", 2500), ("ben", 2500)]
    assert detail.row.length_ms == detail.timeline.end_ms == 11_500
    rows = [track.name for track in detail.timeline.tracks if track.kind is TrackKind.FILE]
    assert rows == ["whiteboard", "Ana", "ben"]


async def test_boards_that_were_on_air_keep_their_pictures(library):
    pictures = {"1": b"angles", "2": b"circles"}
    keeper = BoardKeeper(
        library.journal, library.shelf, lambda one: pictures.get(one, b""), bytes.upper, library._on_error
    )
    take_id = await library.take(file())
    take = TakeState(take_id=take_id, task_id="t", wish=Wish.START, status=TaskStatus.RECORDING, on_air_board="1")
    keeper.show_boards(BoardsView((BoardView("1", "Angles"), BoardView("2", "Circles", page=2, page_count=3))))
    keeper.show_take(take)
    keeper.show_take(replace(take, on_air_board="2"))
    pictures["2"] = b"turned"
    keeper.hear_picture("2")
    pictures["1"] = b"not on air any more"
    keeper.hear_picture("1")
    await keeper.close()
    kept = {one.title: library.shelf.read(one.picture) for one in await library.journal.pictures(take_id)}
    assert kept == {"Angles": b"ANGLES", "Circles (2)": b"TURNED"}

    for at_ms, kind, detail in (
        (0, "started", {"board": "1", "name": "Angles"}),
        (3000, "marker", {"name": "Good question"}),
        (5000, "layout", {"request": {"MixMode": 2}}),
    ):
        await library.journal.event(take_id, kind, recording_ms=at_ms, detail=detail)
    await library.found()
    shown = await library.detail(take_id)
    assert [one.title for one in shown.chapters] == ["Angles", "Good question", "Angles – Grid"]
    assert shown.pictures == dict.fromkeys(range(3), b"ANGLES")
    assert shown.board_pictures == {"1": b"ANGLES", "2": b"TURNED"}


async def test_a_series_of_pictures_is_found_again_with_who_and_when(library):
    there = library.folder / "1.jpg"
    there.write_bytes(b"a picture")
    plan = {"RecordInputParams": {"RecordMode": 1}, "RecordOutputParams": {"OutputFileFormat": "jpg"}}
    take_id = await library.journal.open_intent("studio", "demo", "client", plan)
    await library.journal.task_started(take_id, "task")
    told = [
        FileView("1.jpg", FileCondition.SAFE, 9, 0, Size(320, 180), there.as_uri(), "Ana", NOW_MS),
        FileView("2.jpg", FileCondition.SAFE, 9, 0, None, "https://b/2.jpg", "Ben", NOW_MS + 65_000),
        FileView("3.jpg", FileCondition.IN_BACKUP, 9, 0, None, "", "Ana", NOW_MS + 3_665_000),
        FileView("4.jpg", FileCondition.SAFE, 9, 0, None, (library.folder / "gone.jpg").as_uri()),
    ]
    for view in told:
        await library.journal.event(take_id, PICTURE_EVENT, detail=noted(view))
    for broken in ({}, {**noted(told[0]), "condition": "fine"}, {**noted(told[0]), "resolution": "wide"}):
        await library.journal.event(take_id, PICTURE_EVENT, detail=broken)
    await library.journal.close_take(take_id, "safe")
    await library.found()
    (row,) = library.at.view.rows
    assert (row.condition, row.is_series, row.file_count) == (TakeCondition.SAFE, True, 7)
    shown = await library.detail(take_id)
    assert [one.file for one in shown.files] == told
    assert [str(one.name) for one in shown.files] == ["Ana · 0:00", "Ben · 1:05", "Ana · 1:01:05", "0:00"]
    assert [one.problem for one in shown.files] == [None, IN_THE_CLOUD, IN_BACKUP, NOT_THERE]
    assert [one.is_still for one in shown.files] == [True, False, False, True]
    assert shown.files[0].path == there
    assert await TakeHistory(library.journal).lines(take_id) == ()
