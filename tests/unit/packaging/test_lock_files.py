"""The lock files say exactly what is installed and nothing about where it comes from."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from tests.support.source import REPOSITORY

FOLDER = REPOSITORY / "packaging"
HASH = "    --hash=sha256:" + "0" * 64


@pytest.fixture
def lock_files(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(FOLDER)
    import lock_files

    monkeypatch.delitem(sys.modules, "lock_files")
    return lock_files


def test_lock_files_are_clean(lock_files: ModuleType) -> None:
    assert lock_files.problems(FOLDER) == []


def test_lock_files_name_no_place() -> None:
    for path in FOLDER.glob("requirements*.txt"):
        text = path.read_text(encoding="utf-8")
        assert not [sign for sign in ("http:", "https:", "//", "file:", "index", "@", "-e ", "/") if sign in text], (
            path.name
        )


@pytest.mark.parametrize(
    "text",
    [
        f"six==1.17.0 \\\n{HASH}",
        f"six==1.17.0 ; python_full_version < '3.12' \\\n{HASH} \\\n{HASH}",
    ],
)
def test_a_pin_with_hashes_is_accepted(lock_files: ModuleType, text: str) -> None:
    pins, problems = lock_files.read_pins(text)
    assert [(pin.name, pin.version) for pin in pins] == [("six", "1.17.0")]
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        "six==1.17.0",
        f"six>=1.17.0 \\\n{HASH}",
        f"six @ https://example.org/six.whl \\\n{HASH}",
        f"--index-url https://example.org/simple\nsix==1.17.0 \\\n{HASH}",
        f"--find-links wheels\nsix==1.17.0 \\\n{HASH}",
        f"-e .\nsix==1.17.0 \\\n{HASH}",
        "six==1.17.0 \\\n    --hash=md5:0000",
    ],
)
def test_anything_else_is_refused(lock_files: ModuleType, text: str) -> None:
    _, problems = lock_files.read_pins(text)
    assert problems


def test_groups_are_followed(lock_files: ModuleType) -> None:
    pyproject = """
        [project]
        dependencies = ["Alpha_One>=1; python_version < '3.12'"]
        [dependency-groups]
        inner = ["beta[extra]==2"]
        outer = [{include-group = "inner"}, "gamma"]
        """
    assert lock_files.wanted_names(pyproject, "outer") == {"alpha-one", "beta", "gamma"}
