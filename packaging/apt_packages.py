"""Installs Debian or Ubuntu packages as root, or tells the one line that does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from failure import EXIT_MACHINE, SetupFailure, last_lines

_LISTS = Path("/var/lib/apt/lists")
_INSTALL = ("install", "--yes", "--no-install-recommends")


def install(wanted: Sequence[Sequence[str]], purpose: str) -> None:
    """Install one package of each group of alternative names; ``purpose`` reads like "to show Chinese text"."""
    names = " ".join(alternatives[0] for alternatives in wanted)
    if shutil.which("apt-get") is None:
        sentence = f"Please install what this system calls {names} ({purpose}), then start again."
        raise SetupFailure(sentence, EXIT_MACHINE)
    if os.geteuid() != 0:
        line = f"sudo apt-get update && sudo apt-get {' '.join(_INSTALL)} {' '.join(_known_names(wanted))}"
        sentence = f"Some system packages are missing ({purpose}). Please run this line, then start again:"
        raise SetupFailure(f"{sentence}\n\n    {line}\n", EXIT_MACHINE)
    _install_as_root(wanted, purpose)


def _install_as_root(wanted: Sequence[Sequence[str]], purpose: str) -> None:
    has_fresh_lists = not _has_lists()
    if has_fresh_lists:
        _update()
    names = _known_names(wanted)
    if not has_fresh_lists and not all(map(_is_known, names)):
        _update()
        has_fresh_lists = True
        names = _known_names(wanted)
    print(f"Installing system packages {purpose}: {' '.join(names)}", file=sys.stderr, flush=True)
    result = _apt_get(*_INSTALL, *names)
    if result.returncode and not has_fresh_lists:  # old lists name files that are gone
        _update()
        result = _apt_get(*_INSTALL, *names)
    if result.returncode:
        sentence = f"apt could not install {' '.join(names)}. Is this machine connected to the network?"
        raise SetupFailure(sentence + last_lines(result.stdout))


def _update() -> None:
    print("Fetching apt's package lists", file=sys.stderr, flush=True)
    result = _apt_get("update")
    if result.returncode:
        sentence = "apt could not fetch its package lists. Is this machine connected to the network?"
        raise SetupFailure(sentence + last_lines(result.stdout))


def _has_lists() -> bool:
    return any("_Packages" in path.name for path in _LISTS.glob("*"))


def _known_names(wanted: Sequence[Sequence[str]]) -> list[str]:
    """Of each group the first name that apt knows, else the last one, which is the oldest and commonest."""
    return [next((name for name in group if _is_known(name)), group[-1]) for group in wanted]


def _is_known(name: str) -> bool:
    if shutil.which("apt-cache") is None:
        return False
    answer = subprocess.run(["apt-cache", "show", "--quiet", name], capture_output=True, check=False)
    return answer.returncode == 0 and bool(answer.stdout.strip())


def _apt_get(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["apt-get", "-o", "DPkg::Lock::Timeout=300", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
