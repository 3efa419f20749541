"""The project's own Python environment, ``.venv``: made once, proved by a stamp at every later start."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from failure import SetupFailure, last_lines

Profile = Literal["run", "dev", "none"]

LOCK_FILES: dict[Profile, str] = {"run": "requirements.txt", "dev": "requirements-dev.txt"}
STAMP_NAME = "chalkreel-stamp.json"


def python_of(root: Path) -> Path:
    """The environment's own interpreter."""
    return root / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def prepare(root: Path, profile: Profile, library_groups: Sequence[str]) -> None:
    """Make sure that system libraries and packages are there; costs next to nothing when the stamp says so."""
    if profile == "none":
        return
    if _is_ready(root, profile, library_groups):
        return
    with _alone(root):
        if not _is_ready(root, profile, library_groups):  # another start may have done it meanwhile
            _make_ready(root, profile, library_groups)


def _is_ready(root: Path, profile: Profile, library_groups: Sequence[str]) -> bool:
    stamp = _read_stamp(root)
    has_libraries = set(stamp.libraries).issuperset(library_groups)
    return has_libraries and profile in stamp.profiles and stamp.key == _key(root)


def _make_ready(root: Path, profile: Profile, library_groups: Sequence[str]) -> None:
    stamp = _read_stamp(root)
    if stamp.key != _key(root):
        stamp = _Stamp()
    profiles = stamp.profiles
    makes_environment = profile not in profiles and not _is_healthy(root)
    _complete_system([group for group in library_groups if group not in stamp.libraries], makes_environment)
    if profile not in profiles:
        _install(root, profile)
        profiles = ["run", "dev"] if profile == "dev" else ["run"]
    made = _Stamp(_key(root), profiles, sorted({*stamp.libraries, *library_groups}))
    (root / ".venv" / STAMP_NAME).write_text(json.dumps(asdict(made)), encoding="utf-8")


def _complete_system(library_groups: Sequence[str], makes_environment: bool) -> None:
    """Have everything that only the system's own packages bring, asked for at once."""
    if not sys.platform.startswith("linux"):
        return
    import apt_packages
    import system_libraries  # only where something has to be looked for: loading libraries takes its time

    needs = system_libraries.needs(library_groups)
    if makes_environment and shutil.which("uv") is None and not _can_make_environments():
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        needs.append(apt_packages.Need("Python's venv module", (f"{version}-venv", "python3-venv")))
    apt_packages.install(needs)
    missing = [need.what for need in system_libraries.needs(library_groups) if need.is_essential] if needs else []
    if missing:
        raise SetupFailure(f"Still missing after the installation: {', '.join(missing)}.")


def _can_make_environments() -> bool:
    """Debian keeps what makes environments in a package of its own."""
    try:
        import ensurepip
        import venv
    except ImportError:
        return False
    return bool(ensurepip.version() and venv.__file__)


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What an earlier start found or made good."""

    key: str = ""
    profiles: list[str] = field(default_factory=list)
    libraries: list[str] = field(default_factory=list)


def _read_stamp(root: Path) -> _Stamp:
    try:
        return _Stamp(**json.loads((root / ".venv" / STAMP_NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return _Stamp()


def _key(root: Path) -> str:
    """Changes with everything that would make the environment another one."""
    python = python_of(root)
    digest = hashlib.sha256()
    if not python.exists():
        return ""
    digest.update(os.fsencode(python.resolve()))
    here = Path(__file__).parent
    for path in (
        root / ".venv" / "pyvenv.cfg",
        root / "pyproject.toml",
        *(here / name for name in LOCK_FILES.values()),
        Path(__file__),
        here / "system_libraries.py",
    ):
        digest.update(path.read_bytes() if path.exists() else b"-")
    return digest.hexdigest()


@contextlib.contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Let only one start at a time install; a second one waits, then installs what is still missing."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    folder = os.open(root / "packaging", os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _install(root: Path, profile: Profile) -> None:
    lock = root / "packaging" / LOCK_FILES[profile]
    uv = shutil.which("uv")
    if uv is not None:
        try:
            _install_with_uv(uv, root, lock)
            return
        except SetupFailure:
            _say("uv could not do it; trying pip")
    _install_with_pip(root, lock)


def _install_with_uv(uv: str, root: Path, lock: Path) -> None:
    python = str(python_of(root))
    if not _is_healthy(root):
        _remove(root)
        _say("Making the Python environment .venv")
        _call([uv, "venv", "--quiet", "--python", sys.executable, str(root / ".venv")], "uv could not make .venv.")
    _say("Installing the Python packages")
    install = [uv, "pip", "install", "--quiet", "--python", python]
    _call([*install, "--require-hashes", "-r", str(lock)], _NO_PACKAGES)
    _call([*install, "--no-build-isolation", "--no-deps", "-e", str(root)], _NO_PROJECT)


def _install_with_pip(root: Path, lock: Path) -> None:
    python = str(python_of(root))
    if not _is_healthy(root) or not _has_pip(python):
        _remove(root)
        _say("Making the Python environment .venv")
        _call([sys.executable, "-m", "venv", str(root / ".venv")], "Python could not make .venv.")
    _say("Installing the Python packages (some 300 MB at the first start)")
    install = [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    _call([*install, "--require-hashes", "-r", str(lock)], _NO_PACKAGES)
    _call([*install, "--no-build-isolation", "--no-deps", "-e", str(root)], _NO_PROJECT)


_NO_PACKAGES = (
    "The Python packages could not be installed. Is this machine connected to the network, and is there room on "
    "its disk? Start the same command again once it is; nothing that was loaded is lost."
)
_NO_PROJECT = "Chalkreel itself could not be installed into .venv."


def _is_healthy(root: Path) -> bool:
    """Whether ``.venv`` has a Python that runs, is new enough, and is the one it was made for."""
    python = python_of(root)
    if not python.exists():
        return False
    question = "import sys, sysconfig as s; print(sys.prefix, *sys.version_info[:2], s.get_path('purelib'), sep='\\n')"
    answer = subprocess.run([str(python), "-c", question], capture_output=True, text=True, check=False)
    lines = answer.stdout.splitlines()
    if answer.returncode or len(lines) != 4:
        return False
    prefix, major, minor, packages = lines
    return Path(prefix).samefile(root / ".venv") and (int(major), int(minor)) >= (3, 11) and Path(packages).is_dir()


def _has_pip(python: str) -> bool:
    return subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def _remove(root: Path) -> None:
    if (root / ".venv").exists():
        shutil.rmtree(root / ".venv")


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _call(command: Sequence[str], sentence: str) -> None:
    result = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if result.returncode:
        raise SetupFailure(sentence + last_lines(result.stdout))
