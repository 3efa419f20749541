import json

import pytest

from chalkreel.contract.actions import Region
from chalkreel.domain.enums import Vendor
from chalkreel.services.connection import Connection, ConnectionKind, Storage
from chalkreel.services.errors import SettingsNotSaved
from chalkreel.services.settings import RoomEntry, Settings, SettingsStore
from chalkreel.services.settings_migrations import MIGRATIONS, VERSION, migrate

SCHOOL = Connection(
    "school",
    "School",
    ConnectionKind.CLOUD,
    app_id=12345,
    region=Region.EUROPE_FRANKFURT,
    storage=Storage(Vendor.ALIBABA_VOD, "cn-shanghai", vod_params={"Title": "lesson"}),
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "settings.json"


@pytest.fixture
def store(path):
    opened = SettingsStore(path)
    yield opened
    opened.close()


def test_without_a_file_the_defaults_hold(store):
    assert store.load() == Settings()
    assert store.notice is None


@pytest.mark.asyncio
async def test_what_is_saved_is_read_again(store, path):
    room = RoomEntry(connection_id="school", room_id="class-1", name="Class 1")
    store.change(theme="dark", language="zh", connections=(SCHOOL,), rooms=(room,), window_geometry="AAEC")
    await store.save()
    again = SettingsStore(path)
    try:
        assert again.load() == store.current
        assert again.current.connections == (SCHOOL,)
        assert again.current.rooms == (room,)
    finally:
        again.close()
    assert json.loads(path.read_text("utf-8"))["version"] == VERSION


@pytest.mark.asyncio
async def test_saving_leaves_nothing_but_the_file(store, path):
    for theme in ("dark", "light", "dark"):
        store.change(theme=theme)
        await store.save()
    assert [entry.name for entry in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.expects_log("the settings cannot be read")
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[1]",
        b"\xff\xfe\x00",
        b'{"version": 1, "theme": 7}',
        b'{"version": "x"}',
        b'{"version": Infinity}',
        b"[" * 100_000,
        b'{"version": -1}',
        b'{"version": 1, "connections": [{"name": "no id"}]}',
    ],
)
def test_a_damaged_file_is_kept_aside_and_the_defaults_hold(store, path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    assert store.load() == Settings()
    assert "damaged" in str(store.notice)
    (aside,) = path.parent.glob("settings.damaged-*.json")
    assert aside.read_bytes() == content


@pytest.mark.asyncio
async def test_a_newer_file_is_used_as_far_as_understood_and_never_overwritten(store, path):
    path.parent.mkdir()
    newer = json.dumps({"version": VERSION + 1, "theme": "dark", "hologram": True})
    path.write_text(newer, "utf-8")
    assert store.load().theme == "dark"
    assert "newer version" in str(store.notice)
    store.change(theme="light")
    await store.save()
    assert path.read_text("utf-8") == newer


@pytest.mark.asyncio
async def test_a_place_that_cannot_be_written_gives_a_sentence(tmp_path):
    (tmp_path / "data").write_text("a file where a folder is needed", "utf-8")
    store = SettingsStore(tmp_path / "data" / "settings.json")
    try:
        with pytest.raises(SettingsNotSaved, match="could not be saved"):
            await store.save()
    finally:
        store.close()


def test_a_change_that_makes_no_sense_is_refused(store):
    with pytest.raises(ValueError, match="theme"):
        store.change(theme=7)
    assert store.current == Settings()


@pytest.mark.parametrize("version", [0, VERSION])
def test_every_older_version_is_brought_up_to_date(version):
    assert migrate({"version": version, "theme": "dark"}) == {"theme": "dark"}
    assert len(MIGRATIONS) == VERSION
