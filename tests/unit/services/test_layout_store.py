import json

import pytest

from chalkreel.domain.enums import FillMode, MixMode, ViewType
from chalkreel.domain.geometry import Rect, Size
from chalkreel.domain.layout import Layout, Region
from chalkreel.domain.layout_library import LayoutLibrary, NamedLayout
from chalkreel.services.errors import LayoutsNotSaved
from chalkreel.services.layout_store import NEWER, LayoutStore

pytestmark = pytest.mark.asyncio
CUSTOM = Layout(
    MixMode.CUSTOM,
    (
        Region("w", Rect(0, 0, 640, 720), 3, FillMode.FIT, ViewType.WHITEBOARD, name="Tafel", is_locked=True),
        Region("a", Rect(640, 0, 1280, 720), 1, stream_id="ann", background_image="https://x.example/a.png"),
    ),
)
KEPT = (
    LayoutLibrary()
    .added(NamedLayout("", "Mathe – groß", CUSTOM, Size(1280, 720), "room/1"))
    .added(NamedLayout("", "Grid", Layout(MixMode.GRID), Size(640, 360)))
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "layouts.json"


@pytest.fixture
def store(path):
    opened = LayoutStore(path)
    yield opened
    opened.close()


async def test_without_a_file_the_library_is_empty(store):
    assert await store.load() == LayoutLibrary()
    assert store.notice is None


async def test_what_is_saved_is_read_again(store, path):
    await store.save(KEPT)
    assert await store.load() == KEPT
    assert json.loads(path.read_text())["version"] == 1
    assert [file.name for file in path.parent.iterdir()] == ["layouts.json"]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"[" * 100_000, b"\xff\xfe", b'{"version": 1}', b'{"version": []}', b'{"version": Infinity}'],
)
@pytest.mark.expects_log("the saved layouts cannot be read")
async def test_a_damaged_file_is_kept_aside_and_said(store, path, content):
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert await store.load() == LayoutLibrary()
    aside = next(file for file in path.parent.iterdir() if "damaged" in file.name)
    assert aside.read_bytes() == content
    assert aside.name in str(store.notice)


async def test_damaged_layouts_are_left_out_and_the_others_stay(store, path):
    await store.save(KEPT)
    whole = json.loads(path.read_text())
    whole["layouts"].insert(1, {"name": "half"})
    whole["layouts"].append(7)
    path.write_text(json.dumps(whole))
    assert await store.load() == KEPT
    assert str(store.notice).startswith("2 saved layouts were damaged")
    assert any("damaged" in file.name for file in path.parent.iterdir())


async def test_a_file_of_a_newer_version_is_never_overwritten(store, path):
    await store.save(KEPT)
    newer = json.loads(path.read_text()) | {"version": 2}
    path.write_text(json.dumps(newer))
    assert await store.load() == KEPT
    assert store.notice == NEWER
    await store.save(LayoutLibrary())
    assert json.loads(path.read_text()) == newer


async def test_a_file_that_cannot_be_written_is_said_and_leaves_nothing_half(store, path):
    path.parent.mkdir(parents=True)
    path.mkdir()
    with pytest.raises(LayoutsNotSaved, match="could not be written"):
        await store.save(KEPT)
    assert [file.name for file in path.parent.iterdir()] == ["layouts.json"]


async def test_a_file_that_cannot_be_read_is_not_overwritten(store, path):
    path.mkdir(parents=True)
    assert await store.load() == LayoutLibrary()
    assert "cannot be read" in str(store.notice)
    await store.save(KEPT)


async def test_a_name_with_half_a_character_from_a_foreign_file_system_can_be_kept(store):
    library = LayoutLibrary().added(NamedLayout("", "Tafel \udce4", Layout(MixMode.GRID), Size(640, 360)))
    await store.save(KEPT)
    await store.save(library.added(KEPT.layouts[0]))
    kept = await store.load()
    assert kept.layouts[-1].layout == KEPT.layouts[0].layout
