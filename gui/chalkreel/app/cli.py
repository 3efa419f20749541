"""The ``chalkreel`` command: one executable, several roles."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from chalkreel import __version__

STUDIO_ROLE = "studio"
PDF_ROLE = "pdf-pages"
PDF_ARGUMENTS = 2
SHORTEST_DEMO_S = 8
LONGEST_DEMO_S = 3600


def main(argv: Sequence[str] | None = None) -> int:
    """Run one role and give its exit code; the engine's role is chosen before anything of Qt is loaded."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == [STUDIO_ROLE]:
        from chalkreel.studio.command import main as studio_main

        return studio_main(arguments[1:])
    if arguments[:1] == [PDF_ROLE] and len(arguments) == 1 + PDF_ARGUMENTS:
        from chalkreel.services.pdf_pages import main as pdf_main

        return pdf_main(arguments[1:])
    parser = _parser()
    chosen = parser.parse_args(arguments)
    if chosen.role == STUDIO_ROLE:
        parser.error(f"{STUDIO_ROLE} takes its own arguments: write it first, as in “chalkreel {STUDIO_ROLE} …”")
    if chosen.role == "demo":
        from chalkreel.app.demo import run_demo

        return run_demo(chosen.out, chosen.seconds)
    if chosen.role == "gallery":
        from chalkreel.app.gallery import run_gallery

        return run_gallery(chosen.out)
    from chalkreel.app.window_role import run_window

    return run_window(chosen.profile)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="chalkreel", description="Record a lesson: streams, whiteboards, layouts.")
    parser.add_argument("--version", action="version", version=f"Chalkreel {__version__}")
    parser.add_argument(
        "--profile", type=Path, help="keep settings, journal and Studio's data in this folder instead of your own"
    )
    roles = parser.add_subparsers(dest="role", title="roles", metavar="ROLE")
    demo = roles.add_parser("demo", help="record a short lesson through the real window and check the file")
    demo.add_argument("--out", type=Path, required=True, help="folder for the recording and the pictures")
    demo.add_argument("--seconds", type=_seconds, default=30, help="recorded seconds (default 30)")
    gallery = roles.add_parser("gallery", help="draw every window in its telling states as PNG pictures")
    gallery.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    roles.add_parser(STUDIO_ROLE, help="run the local recording engine alone", add_help=False)
    return parser


def _seconds(text: str) -> int:
    try:
        seconds = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number of seconds") from None
    if not SHORTEST_DEMO_S <= seconds <= LONGEST_DEMO_S:
        raise argparse.ArgumentTypeError(f"give {SHORTEST_DEMO_S} to {LONGEST_DEMO_S} seconds, not {seconds}")
    return seconds
