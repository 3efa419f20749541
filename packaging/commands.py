"""The commands of ``bootstrap.py``: what each needs, and what it starts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import environment
from failure import SetupFailure

EXIT_USAGE = 2


@dataclass(frozen=True, slots=True)
class Command:
    """What has to be there before ``start`` may run."""

    profile: environment.Profile
    libraries: tuple[str, ...]
    start: Callable[[Path, Sequence[str]], int]


def carry_out(root: str, name: str, arguments: Sequence[str]) -> int:
    """Set up what the command needs, then run it; the answer is its exit code."""
    command = COMMANDS[name]
    home = Path(root)
    try:
        groups = command.libraries + (("display",) if "font" in command.libraries and has_display() else ())
        environment.prepare(home, command.profile, groups)
        return command.start(home, arguments)
    except SetupFailure as failure:
        print(failure, file=sys.stderr)
        return failure.exit_code


def has_display() -> bool:
    """Whether a window can be shown to somebody."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _run(root: Path, arguments: Sequence[str]) -> int:
    chalkreel = [str(environment.python_of(root)), "-m", "chalkreel"]
    if arguments or has_display():
        return _become([*chalkreel, *arguments])
    out = root / "build" / "demo"
    print(f"There is no display here: recording the demonstration lesson into {out}", file=sys.stderr, flush=True)
    return _become([*chalkreel, "demo", "--out", str(out)])


def _test(root: Path, arguments: Sequence[str]) -> int:
    is_selection = any(not argument.startswith("-") or argument.startswith(("-n", "--pdb")) for argument in arguments)
    workers = min(os.cpu_count() or 1, 4)
    whole = [] if is_selection or workers < 2 else ["-n", str(workers), "--dist", "worksteal"]
    return _pytest(root, [*whole, *arguments])


def _soak(root: Path, arguments: Sequence[str]) -> int:
    selection = ["-m", "not long"] if "--short" in arguments else []
    rest = [argument for argument in arguments if argument != "--short"]
    return _pytest(root, ["tests/soak", "--timeout=0", "-o", "faulthandler_timeout=0", *selection, *rest])


def _bench(root: Path, arguments: Sequence[str]) -> int:
    return _pytest(root, ["tests/benchmarks", *arguments])


def _pytest(root: Path, arguments: Sequence[str]) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.chdir(root)
    return _become([str(environment.python_of(root)), "-m", "pytest", *arguments])


def _gallery(root: Path, arguments: Sequence[str]) -> int:
    if "--out" not in arguments:
        print("Where should the pictures go? bootstrap.py gallery --out DIR", file=sys.stderr)
        return EXIT_USAGE
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return _become([str(environment.python_of(root)), "-m", "chalkreel", "gallery", *arguments])


def _check(root: Path, arguments: Sequence[str]) -> int:
    """Run every check even if one fails, so that one run tells everything."""
    if arguments:
        print("check takes no arguments.", file=sys.stderr)
        return EXIT_USAGE
    python = str(environment.python_of(root))
    tools = str(environment.python_of(root).parent)
    setup_files = sorted(str(path) for path in (root / "packaging").glob("*.py"))
    checks = {
        "lint": [python, "-m", "ruff", "check", "."],
        "format": [python, "-m", "ruff", "format", "--check", "."],
        "types": [python, "-m", "mypy"],
        "types of packaging": [python, "-m", "mypy", *setup_files],
        "import rules": [str(Path(tools) / "lint-imports"), "--no-cache"],
        "translations": [python, str(root / "packaging" / "translations.py"), "check"],
        "lock files": [sys.executable, str(root / "packaging" / "lock_files.py")],
    }
    failed = []
    for name, command in checks.items():
        print(f"== {name}", flush=True)
        if subprocess.run(command, cwd=root, stdin=subprocess.DEVNULL, check=False).returncode:
            failed.append(name)
    print(f"== failed: {', '.join(failed)}" if failed else "== all checks passed", flush=True)
    return 1 if failed else 0


def _lock(root: Path, arguments: Sequence[str]) -> int:
    import lock_files

    return lock_files.resolve(root, arguments)


def _become(command: list[str]) -> int:
    """Hand this process over, so that signals and the exit code need no middleman."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        os.execv(command[0], command)
    return subprocess.run(command, check=False).returncode


COMMANDS: dict[str, Command] = {
    "run": Command("run", ("offscreen", "multimedia", "font"), _run),
    "test": Command("dev", ("offscreen", "multimedia", "screen-reader"), _test),
    "check": Command("dev", (), _check),
    "gallery": Command("dev", ("offscreen", "multimedia", "font"), _gallery),
    "soak": Command("dev", ("offscreen", "multimedia"), _soak),
    "bench": Command("dev", ("offscreen", "multimedia"), _bench),
    "lock": Command("none", (), _lock),
}
