"""Asks a canvas in another process what a screen reader would: over AT-SPI, on the display and bus it is run in."""

import json
import subprocess
import sys
import time
from typing import Any

_ROOT, _FACE = "/org/a11y/atspi/accessible/root", "org.a11y.atspi.Accessible"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_STATES = {"selectable": 22, "selected": 23, "showing": 25, "read only": 43}
WAIT_S = 20.0


class Bus:
    """The bus of accessible things; each answer is plain JSON."""

    def __init__(self, address: str = "") -> None:
        self._to = [f"--address={address}"] if address else ["--user"]

    def call(self, name: str, path: str, face: str, method: str, *words: str) -> Any:
        command = ["busctl", *self._to, "--json=short", "call", name, path, face, method, *words]
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=WAIT_S)
        return json.loads(done.stdout)["data"] if done.stdout.strip() else None

    def children(self, thing: tuple[str, str]) -> list[tuple[str, str]]:
        return [(name, path) for name, path in self.call(*thing, _FACE, "GetChildren")[0]]

    def word(self, thing: tuple[str, str], kind: str) -> str:
        return str(self.call(*thing, _PROPERTIES, "Get", "ss", _FACE, kind)[0]["data"])

    def found(self, thing: tuple[str, str], name: str) -> tuple[str, str] | None:
        """Look for something by its name, from the top down."""
        if self.word(thing, "Name") == name:
            return thing
        return next((hit for child in self.children(thing) if (hit := self.found(child, name)) is not None), None)

    def told(self, thing: tuple[str, str]) -> dict[str, Any]:
        low, high = self.call(*thing, _FACE, "GetState")[0]
        bits = low | high << 32
        place = self.call(*thing, "org.a11y.atspi.Component", "GetExtents", "u", "0")[0]
        return {
            "name": self.word(thing, "Name"),
            "description": self.word(thing, "Description"),
            "states": sorted(state for state, bit in _STATES.items() if bits >> bit & 1),
            "place": place,
        }


def main() -> int:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.spoken_canvas"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as shown:
        assert shown.stdout is not None
        assert shown.stdin is not None
        shown.stdout.readline()
        bus = Bus(Bus().call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")[0])
        end = time.monotonic() + WAIT_S
        canvas = None
        while canvas is None and time.monotonic() < end:
            windows = bus.children(("org.a11y.atspi.Registry", _ROOT))
            canvas = next((hit for window in windows if (hit := bus.found(window, "Canvas")) is not None), None)
        found = [] if canvas is None else [bus.told(child) for child in bus.children(canvas)]
        print(json.dumps(found))
        shown.stdin.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
