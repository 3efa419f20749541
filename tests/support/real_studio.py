"""A real Studio process for tests that talk to it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

APP_ID = 12345
SERVER_SECRET = "server-secret-of-the-tests"
CALLBACK_SECRET = "callback-secret-of-the-tests"
END_S = 30


@contextmanager
def real_studio(folder: Path) -> Iterator[tuple[str, str]]:
    """Run Studio with its data in this folder; give URL and token."""
    folder.mkdir(parents=True, exist_ok=True)
    server, callback = folder / "server", folder / "callback"
    server.write_text(SERVER_SECRET, "utf-8")
    callback.write_text(CALLBACK_SECRET, "utf-8")
    with (folder / "stderr").open("wb") as errors:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "chalkreel", "studio"),
                *("--data-dir", str(folder / "data")),
                *("--app-id", str(APP_ID)),
                *("--server-secret-file", str(server)),
                *("--callback-secret-file", str(callback)),
            ],
            stdout=subprocess.PIPE,
            stderr=errors,
        )
    with process:
        try:
            said = json.loads(process.stdout.readline() or b"{}")
            assert said.get("event") == "ready", (folder / "stderr").read_text("utf-8")
            yield said["url"], said["token"]
        finally:
            process.terminate()
            try:
                process.wait(END_S)
            finally:
                process.kill()
