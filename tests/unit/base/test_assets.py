"""Bundled files are found by name, and by no name can anything else be read."""

import json
import subprocess
import sys

import pytest

from chalkreel.base.assets import AssetNameError, asset_bytes, asset_path, asset_root, asset_text
from tests.support.source import REPOSITORY


def test_a_checkout_reads_its_resources_folder():
    assert asset_root() == REPOSITORY / "resources"
    assert asset_text("themes/chalkreel.qss") == (REPOSITORY / "resources/themes/chalkreel.qss").read_text("utf-8")
    assert asset_bytes("boards/vocabulary.png").startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "name", ["", "/etc/passwd", "../pyproject.toml", "themes/../../x", "~/x", "C:/x", "themes\\x", "boards/.."]
)
def test_names_that_lead_outside_are_refused(name):
    with pytest.raises(AssetNameError):
        asset_path(name)


def test_an_unknown_name_is_not_found():
    with pytest.raises(FileNotFoundError):
        asset_path("themes/none.qss")


def test_the_sample_room_names_only_boards_that_exist():
    room = json.loads(asset_text("sample_rooms/demo.json"))
    assert [person["role"] for person in room["participants"]] == ["teacher", "student", "student", "student"]
    assert len({person["hue"] for person in room["participants"]}) == 4
    pictures = [picture for board in room["boards"] for picture in board["pictures"]]
    assert len(pictures) == 3
    assert all(asset_path(picture).is_file() for picture in pictures)
    assert room["board_on_air"] in {board["whiteboard_id"] for board in room["boards"]}


def test_an_installed_package_reads_what_was_built_into_it(tmp_path):
    package = tmp_path / "chalkreel"
    (package / "base").mkdir(parents=True)
    (package / "_resources" / "themes").mkdir(parents=True)
    (package / "_resources" / "themes" / "a.txt").write_text("built in")
    for name in ("__init__.py", "base/__init__.py"):
        (package / name).touch()
    source = REPOSITORY / "gui/chalkreel/base/assets.py"
    (package / "base/assets.py").write_text(source.read_text("utf-8"), "utf-8")
    ask = "from chalkreel.base.assets import asset_text; print(asset_text('themes/a.txt'))"
    answer = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {ask}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == "built in"
