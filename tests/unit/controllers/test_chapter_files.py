"""Chapters beside a cloud take, from a real journal."""

import json

import pytest

from chalkreel.controllers.chapter_files import ChapterFiles
from chalkreel.controllers.take_history import TakeHistory

pytestmark = pytest.mark.asyncio


async def test_boards_layouts_and_markers_become_chapters(journal, tmp_path):
    take_id = await journal.open_intent("cloud", "room", "client-task-1", {})
    history = TakeHistory(journal)
    await history.note(take_id, "started", 0, board="101", name="Fractions")
    await history.note(take_id, "marker", 4000, name="Good question")
    await history.note(take_id, "paused", 5000)
    await history.note(take_id, "layout", 6000, request={"TaskId": "task", "MixMode": 2})
    await history.note(take_id, "layout", 7000, request={"MixMode": 77})
    await history.note(take_id, "whiteboard", 9000, board="102", name="")
    path = await ChapterFiles(journal, tmp_path).write(take_id, "task", "room", 12_000)
    listed = json.loads(path.with_suffix(".json").read_text("utf-8"))["chapters"]
    assert [(one["start_ms"], one["title"]) for one in listed] == [
        (0, "Fractions"),
        (4000, "Good question"),
        (6000, "Fractions – Grid"),
        (9000, "102"),
    ]
    assert "00:00:04.000 --> 00:00:06.000\nGood question" in path.read_text("utf-8")
