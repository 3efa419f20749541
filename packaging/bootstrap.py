"""Sets up everything Chalkreel needs on this machine, then runs, tests or checks it: ``bootstrap.py --help``.

Needs Python and nothing else. This file keeps to old syntax, so that an old Python gets a sentence instead of a
traceback; the modules beside it may use what the project uses.
"""

from __future__ import annotations

import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
OLDEST_PYTHON = (3, 11)
EXIT_USAGE = 2
EXIT_MACHINE = 3

HELP = """\
usage: python3 packaging/bootstrap.py COMMAND [ARGUMENTS]

  run       open Chalkreel; without a display, record the demonstration lesson into build/demo
  test      run all tests, without a display; ARGUMENTS go to pytest
  check     lint, format, types, import rules, translations, lock files
  gallery   draw every window in its telling states as pictures: --out DIR
  soak      the long tests: kills, faults, hours; --short for what fits into minutes
  bench     the benchmarks
  lock      resolve the locked package versions anew (needs uv)

The first start installs what is missing, into .venv beside this folder. Later starts add nothing noticeable."""


def main(arguments: list[str]) -> int:
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(str(part) for part in sys.version_info[:3])
        needed = ".".join(str(part) for part in OLDEST_PYTHON)
        sys.stderr.write("Chalkreel needs Python {} or newer; this is Python {}.\n".format(needed, found))  # noqa: UP032
        return EXIT_MACHINE
    import commands  # what follows may use newer syntax

    if arguments and arguments[0] in commands.COMMANDS:
        return commands.carry_out(ROOT, arguments[0], arguments[1:])
    asked = arguments[:1] in (["-h"], ["--help"], ["help"])
    stream = sys.stdout if asked else sys.stderr
    if arguments and not asked:
        stream.write(f"There is no command {arguments[0]!r}.\n\n")
    stream.write(HELP + "\n")
    return 0 if asked else EXIT_USAGE


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
