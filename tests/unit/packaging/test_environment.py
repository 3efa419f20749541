"""A second start must find by its stamp alone that there is nothing to do, and only then."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.support.source import REPOSITORY


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(REPOSITORY / "packaging")
    import environment

    for name in ("environment", "failure"):
        monkeypatch.delitem(sys.modules, name)
    return environment


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "packaging").mkdir()
    (tmp_path / "pyproject.toml").write_text("[project]", encoding="utf-8")
    return tmp_path


@pytest.fixture
def done(environment: ModuleType, root: Path, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What a start had to do: installing takes minutes and a network, so it is only noted here."""
    steps: list[object] = []

    def install(_root: Path, profile: str) -> None:
        steps.append(profile)
        python = environment.python_of(root)
        python.parent.mkdir(parents=True, exist_ok=True)
        python.unlink(missing_ok=True)
        python.symlink_to(sys.executable)

    monkeypatch.setattr(environment, "_install", install)
    monkeypatch.setattr(environment, "_complete_system", lambda groups, _: steps.extend(groups))
    return steps


def test_second_start_does_nothing(environment: ModuleType, root: Path, done: list[object]) -> None:
    environment.prepare(root, "run", ["offscreen"])
    assert done == ["offscreen", "run"]
    done.clear()
    environment.prepare(root, "run", ["offscreen"])
    assert done == []


def test_tests_bring_what_running_needs(environment: ModuleType, root: Path, done: list[object]) -> None:
    environment.prepare(root, "run", [])
    environment.prepare(root, "dev", [])
    environment.prepare(root, "run", [])
    assert done == ["run", "dev"]


def test_a_new_display_asks_for_its_libraries_only(environment: ModuleType, root: Path, done: list[object]) -> None:
    environment.prepare(root, "run", ["offscreen"])
    done.clear()
    environment.prepare(root, "run", ["offscreen", "display"])
    assert done == ["display"]


def test_changed_dependencies_are_installed(environment: ModuleType, root: Path, done: list[object]) -> None:
    environment.prepare(root, "run", [])
    (root / "pyproject.toml").write_text("[project] # changed", encoding="utf-8")
    environment.prepare(root, "run", [])
    assert done == ["run", "run"]


def test_a_spoilt_stamp_counts_as_none(environment: ModuleType, root: Path, done: list[object]) -> None:
    environment.prepare(root, "run", [])
    (root / ".venv" / environment.STAMP_NAME).write_text('{"key": 1', encoding="utf-8")
    environment.prepare(root, "run", [])
    assert done == ["run", "run"]


def test_a_lost_interpreter_is_installed_anew(environment: ModuleType, root: Path, done: list[object]) -> None:
    environment.prepare(root, "run", [])
    environment.python_of(root).unlink()
    environment.prepare(root, "run", [])
    assert done == ["run", "run"]
