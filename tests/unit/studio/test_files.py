"""Small files survive crashes and full disks."""

from __future__ import annotations

from pathlib import Path

from chalkreel.studio.files import append_line


def test_lines_follow_each_other(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    for line in ("one", "zwei ä"):
        append_line(path, line)
    assert path.read_text("utf-8") == "one\nzwei ä\n"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_torn_line_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    path.write_text("one\ntw")
    append_line(path, "three")
    assert path.read_text().splitlines() == ["one", "tw", "three"]
