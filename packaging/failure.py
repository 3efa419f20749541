"""How setting up ends when it cannot go on: with one sentence that says what to do."""

from __future__ import annotations

EXIT_MACHINE = 3
EXIT_INSTALL = 4


class SetupFailure(Exception):  # noqa: N818 - it is shown to people, and names what happened
    """Setting up stopped; the text is for the person at the keyboard."""

    def __init__(self, sentence: str, exit_code: int = EXIT_INSTALL) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code


def last_lines(output: str, count: int = 12) -> str:
    """The end of a tool's output, indented, for under a sentence."""
    telling = [line for line in output.splitlines() if line.strip() and "WARNING: Retrying" not in line]
    return "".join(f"\n    {line}" for line in telling[-count:])
