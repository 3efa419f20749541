"""The lock files: how they are resolved anew, and the rules they keep (exact, hashed, naming no place)."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

GROUPS = {"requirements.txt": "build", "requirements-dev.txt": "dev"}
OLDEST_PYTHON = "3.11"

_PIN = re.compile(r"^(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)==(?P<version>[A-Za-z0-9.!+_-]+)(?: ; (?P<marker>.+))?$")
_HASH = re.compile(r"^--hash=sha256:[0-9a-f]{64}$")


@dataclass(slots=True)
class Pin:
    """One locked package."""

    name: str
    version: str
    marker: str = ""
    hashes: list[str] = field(default_factory=list)


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def read_pins(text: str) -> tuple[list[Pin], list[str]]:
    """The pins of a lock file, and a sentence for every line that is neither a pin nor one of its hashes."""
    pins: list[Pin] = []
    problems: list[str] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.rstrip("\\").strip()
        if pin := _PIN.match(line):
            pins.append(Pin(canonical(pin["name"]), pin["version"], pin["marker"] or ""))
        elif _HASH.match(line) and pins:
            pins[-1].hashes.append(line)
        elif line:
            problems.append(f"line {number} is neither a pinned package nor a hash: {line}")
    problems += [f"{pin.name} {pin.version} has no hash" for pin in pins if not pin.hashes]
    return pins, problems


def wanted_names(pyproject: str, group: str) -> set[str]:
    """Every package that ``pyproject.toml`` asks for directly, for running plus one dependency group."""
    data = tomllib.loads(pyproject)
    names = set(data["project"]["dependencies"])
    waiting: list[str | dict[str, str]] = list(data["dependency-groups"][group])
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, str):
            names.add(entry)
        else:
            waiting.extend(data["dependency-groups"][entry["include-group"]])
    return {canonical(re.split(r"[^A-Za-z0-9._-]", name, maxsplit=1)[0]) for name in names}


def problems(folder: Path) -> list[str]:
    """Everything wrong with the lock files in ``folder``."""
    found: list[str] = []
    pyproject = (folder.parent / "pyproject.toml").read_text(encoding="utf-8")
    pinned: dict[str, set[tuple[str, str]]] = {}
    for name, group in GROUPS.items():
        pins, complaints = read_pins((folder / name).read_text(encoding="utf-8"))
        found += [f"{name}: {complaint}" for complaint in complaints]
        missing = wanted_names(pyproject, group) - {pin.name for pin in pins}
        found += [f"{name}: {package} is asked for in pyproject.toml but not locked" for package in sorted(missing)]
        pinned[name] = {(pin.name, pin.version) for pin in pins}
    run, dev = pinned["requirements.txt"], pinned["requirements-dev.txt"]
    found += [f"requirements-dev.txt lacks {name} {version} of requirements.txt" for name, version in sorted(run - dev)]
    return found


def resolve(root: Path, arguments: Sequence[str]) -> int:
    """Write both lock files anew; extra arguments go to uv (``--upgrade-package NAME``, ``--upgrade``)."""
    uv = shutil.which("uv")
    if uv is None:
        print("Locking needs uv (https://docs.astral.sh/uv); installing it for this once.", file=sys.stderr)
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)
            subprocess.run([f"{folder}/bin/python", "-m", "pip", "install", "--quiet", "uv"], check=True)
            return _resolve_with(f"{folder}/bin/uv", root, arguments)
    return _resolve_with(uv, root, arguments)


def _resolve_with(uv: str, root: Path, arguments: Sequence[str]) -> int:
    options = ["--universal", "--python-version", OLDEST_PYTHON, "--generate-hashes", "--quiet"]
    options += ["--no-emit-index-url", "--no-annotate", "--no-header", "--no-config"]
    for name, group in GROUPS.items():
        command = [uv, "pip", "compile", *options, "pyproject.toml", "--group", group, "-o", f"packaging/{name}"]
        code = subprocess.run([*command, *arguments], cwd=root, check=False).returncode
        if code:
            return code
    return report(root / "packaging")


def report(folder: Path) -> int:
    found = problems(folder)
    for problem in found:
        print(problem, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(report(Path(__file__).parent))
