"""The first command on a new machine must explain itself, whatever the machine."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.support.source import REPOSITORY

FOLDER = REPOSITORY / "packaging"
BOOTSTRAP = FOLDER / "bootstrap.py"


def bootstrap(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(BOOTSTRAP), *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )


@pytest.fixture
def apt_packages(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(FOLDER)
    import apt_packages

    for name in ("apt_packages", "failure"):
        monkeypatch.delitem(sys.modules, name)
    return apt_packages


def test_help_lists_every_command_from_any_folder(tmp_path: Path) -> None:
    result = bootstrap("--help", cwd=tmp_path)
    assert result.returncode == 0
    commands = ("run", "test", "check", "gallery", "soak", "bench", "lock")
    assert all(f"\n  {command} " in result.stdout for command in commands)


def test_unknown_command_is_refused_with_the_help(tmp_path: Path) -> None:
    result = bootstrap("dance", cwd=tmp_path)
    assert result.returncode == 2
    assert result.stderr.startswith("There is no command 'dance'.\n\nusage:")


def test_old_pythons_can_read_the_file_that_refuses_them() -> None:
    ast.parse(BOOTSTRAP.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_old_python_gets_a_sentence(tmp_path: Path) -> None:
    program = (
        "import runpy, sys; sys.version_info = (3, 10, 4); sys.argv = ['bootstrap.py', 'run'];"
        f"runpy.run_path({str(BOOTSTRAP)!r}, run_name='__main__')"
    )
    result = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 3
    assert result.stderr == "Chalkreel needs Python 3.11 or newer; this is Python 3.10.4.\n"


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_setting_up_needs_the_standard_library_only() -> None:
    waiting, seen, foreign = {"bootstrap"}, set(), set()
    while waiting:
        name = waiting.pop()
        seen.add(name)
        for imported in imports_of(FOLDER / f"{name}.py") - sys.stdlib_module_names:
            (waiting if (FOLDER / f"{imported}.py").exists() else foreign).add(imported)
        waiting -= seen
    assert foreign == set()
    assert "system_libraries" in seen


def test_who_may_not_install_is_told_the_one_line(apt_packages: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)
    needs = [
        apt_packages.Need("libGL.so.1", ("libgl1",)),
        apt_packages.Need("a Chinese font", ("fonts-new", "fonts-old"), is_essential=False),
    ]
    with pytest.raises(Exception, match=r"Missing on this system: libGL\.so\.1, a Chinese font") as refusal:
        apt_packages.install(needs)
    assert "sudo apt-get install --yes --no-install-recommends libgl1 fonts-old\n" in str(refusal.value)


def test_what_is_not_essential_stops_nobody(
    apt_packages: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    apt_packages.install([apt_packages.Need("a Chinese font", ("fonts-new",), is_essential=False)])
    assert "a Chinese font (Debian: fonts-new)" in capsys.readouterr().err
