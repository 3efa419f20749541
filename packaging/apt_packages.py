"""Installs Debian or Ubuntu packages as root, or tells the one line that does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from failure import EXIT_MACHINE, SetupFailure, last_lines

_LISTS = Path("/var/lib/apt/lists")
_INSTALL = ("install", "--yes", "--no-install-recommends")


@dataclass(frozen=True, slots=True)
class Need:
    """Something missing: the packages that bring it, newest name first, and whether Chalkreel starts without."""

    what: str
    packages: tuple[str, ...]
    is_essential: bool = True


def install(needs: Sequence[Need]) -> None:
    """Install one package for each need; only what is essential may stop the start."""
    if not needs:
        return
    essential = [need for need in needs if need.is_essential]
    others = [need for need in needs if not need.is_essential]
    if essential:
        _install(essential, named_with=needs)
    try:
        if others:
            _install(others, named_with=others)
    except SetupFailure as failure:
        print(f"{failure}\nGoing on without it.", file=sys.stderr, flush=True)


def _install(needs: Sequence[Need], named_with: Sequence[Need]) -> None:
    if shutil.which("apt-get") is None:
        missing = ", ".join(f"{need.what} (Debian: {need.packages[-1]})" for need in named_with)
        raise SetupFailure(f"Missing on this system: {missing}. Please install it, then start again.", EXIT_MACHINE)
    if os.geteuid() != 0:
        missing = ", ".join(need.what for need in named_with)
        line = f"sudo apt-get update && sudo apt-get {' '.join(_INSTALL)} {' '.join(_known_names(named_with))}"
        request = "Please run this line, then start again" if needs[0].is_essential else "This line brings it"
        sentence = f"Missing on this system: {missing}. {request}:"
        raise SetupFailure(f"{sentence}\n\n    {line}\n", EXIT_MACHINE)
    _install_as_root(needs)


def _install_as_root(needs: Sequence[Need]) -> None:
    has_fresh_lists = not _has_lists()
    if has_fresh_lists:
        _update()
    names = _known_names(needs)
    if not has_fresh_lists and not all(map(_is_known, names)):
        _update()
        has_fresh_lists = True
        names = _known_names(needs)
    print(f"Installing system packages: {' '.join(names)}", file=sys.stderr, flush=True)
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


def _known_names(needs: Sequence[Need]) -> list[str]:
    """For each need the first name that apt knows, else the last one, which is the oldest and commonest."""
    return [next((name for name in need.packages if _is_known(name)), need.packages[-1]) for need in needs]


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
