"""Which files become boards, and what the pages of a PDF look like."""

import asyncio
from pathlib import Path

import psutil
import pytest

from chalkreel.services import board_files
from chalkreel.services.board_files import MAX_FILES, NotABoard, find_files, natural_key, pages_of
from chalkreel.services.pdf_pages import LONGER_SIDE_PX
from chalkreel.studio.sources.pictures import load_picture
from tests.support.pdf_files import write_pdf
from tests.support.waiting import until

RED, GREEN, BLUE = (255, 0, 0), (0, 160, 0), (0, 0, 255)


def test_a_folder_gives_what_can_be_a_board_in_the_order_people_count(tmp_path):
    for name in ("page 10.png", "page 2.PNG", "notes.txt", ".hidden.png", "sheet.pdf", "Board.jpeg", "inner"):
        if name == "inner":
            (tmp_path / name).mkdir()
            (tmp_path / name / "deep.png").touch()
        else:
            (tmp_path / name).touch()
    found = find_files([tmp_path])
    assert [path.name for path in found.files] == ["Board.jpeg", "page 2.PNG", "page 10.png", "sheet.pdf"]
    assert not found.is_cut


def test_single_files_keep_the_order_they_were_given(tmp_path):
    paths = [tmp_path / name for name in ("b.png", "a.png", "c.exe")]
    assert find_files(paths).files == tuple(paths[:2])


def test_a_flood_of_files_is_cut(tmp_path):
    for number in range(MAX_FILES + 5):
        (tmp_path / f"{number}.png").touch()
    found = find_files([tmp_path])
    assert len(found.files) == MAX_FILES
    assert found.is_cut
    assert found.files[1].name == "1.png"


def test_natural_order_counts():
    assert sorted(["a10", "A9", "a", "b1", "10", "9"], key=natural_key) == ["9", "10", "a", "A9", "a10", "b1"]


@pytest.mark.asyncio
async def test_a_picture_is_its_own_page(tmp_path):
    async with pages_of(tmp_path / "a.png") as pages:
        assert pages.paths == (tmp_path / "a.png",)


@pytest.mark.asyncio
async def test_pages_of_a_pdf_are_drawn_large_and_taken_away_again(tmp_path):
    source = write_pdf(tmp_path / "sheet.pdf", [RED, GREEN, BLUE])
    async with pages_of(source) as pages:
        pictures = [load_picture(path) for path in pages.paths]
        folder = pages.paths[0].parent
    assert [max(picture.size.width, picture.size.height) for picture in pictures] == [LONGER_SIDE_PX] * 3
    middles = [tuple(picture.frame.to_ndarray()[300, 300]) for picture in pictures]
    assert middles == [RED, GREEN, BLUE]
    assert pages.notice is None
    assert not folder.exists()


@pytest.mark.asyncio
async def test_a_long_pdf_is_cut_and_says_so(tmp_path, monkeypatch):
    source = write_pdf(tmp_path / "book.pdf", [RED] * 205, size_pt=(16, 9000))
    async with pages_of(source) as pages:
        assert len(pages.paths) == 200
        assert str(pages.notice) == "Only the first 200 of 205 pages became a board."


@pytest.mark.asyncio
@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 and no more", bytes(5000)], ids=["empty", "cut", "zeros"])
async def test_a_damaged_pdf_is_refused_in_words(tmp_path, content):
    source = tmp_path / "bad.pdf"
    source.write_bytes(content)
    with pytest.raises(NotABoard) as refusal:
        async with pages_of(source):
            pass
    assert str(refusal.value.sentence) == "The PDF file is damaged."


@pytest.mark.asyncio
async def test_a_missing_pdf_is_refused_in_words(tmp_path):
    with pytest.raises(NotABoard, match="cannot be read"):
        async with pages_of(tmp_path / "gone.pdf"):
            pass


@pytest.mark.asyncio
async def test_the_renderer_ends_when_nobody_waits(tmp_path, monkeypatch):
    monkeypatch.setattr(board_files, "renderer_command", lambda: ("sh", "-c", "sleep 600"))
    mine = psutil.Process()
    before = set(mine.children(recursive=True))

    async def open_it() -> None:
        async with pages_of(Path(tmp_path / "slow.pdf")):
            pass

    task = asyncio.create_task(open_it())
    await until(lambda: set(mine.children(recursive=True)) - before)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await until(lambda: not set(mine.children(recursive=False)) - before)
