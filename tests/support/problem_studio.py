"""A stand-in for the engine's process that misbehaves in one way: ``python problem_studio.py MODE OPTIONS…``.

Modes: good, slow, stammers, dies, garbage, silent, stubborn, chatty.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TOKEN = "a-token-nobody-guesses"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("mode")
    parser.add_argument("--port", type=int)
    parser.add_argument("--data-dir", type=Path)
    parser.add_argument("--app-id", type=int)
    parser.add_argument("--secrets-fd", type=int)
    parser.add_argument("--server-secret-file", type=Path)
    parser.add_argument("--callback-secret-file", type=Path)
    parser.add_argument("--exit-when-idle", type=float)
    given = parser.parse_args()
    print("engine says hello", file=sys.stderr, flush=True)
    if given.mode == "dies":
        print("engine cannot find its ears", file=sys.stderr, flush=True)
        return 3
    if given.mode == "garbage":
        print("Welcome to the machine", flush=True)
    if given.mode == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if given.mode in ("garbage", "silent"):
        threading.Event().wait()
    if given.mode == "slow":
        time.sleep(0.5)
    return serve(given)


def say_ready(line: str, *, stammers: bool) -> None:
    piece = 20 if stammers else len(line)
    for at in range(0, len(line), piece):
        print(line[at : at + piece], end="", flush=True)
        if stammers:
            time.sleep(0.05)


def serve(given: argparse.Namespace) -> int:
    secrets = read_secrets(given)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            if self.headers.get("Authorization") != f"Bearer {TOKEN}":
                return self.say(401, {"reason": "wrong token"})
            if self.path == "/studio/health":
                return self.say(200, {"healthy": True, "busy": False})
            if self.path == "/studio/credentials":
                return self.say(200, {"app_id": given.app_id, **secrets})
            return self.say(404, {"reason": "no such call"})

        def say(self, status, value):
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    url = f"http://127.0.0.1:{server.server_address[1]}"
    runtime = given.data_dir / "studio.json"
    runtime.touch(mode=0o600)
    runtime.write_text(json.dumps({"url": url, "pid": os.getpid(), "token": TOKEN}), "utf-8")
    if given.mode != "stubborn":
        signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    say_ready(json.dumps({"event": "ready", "url": url, "token": TOKEN}) + "\n", stammers=given.mode == "stammers")
    if given.mode == "chatty":
        print("and one line too many " * 9999, flush=True)
        print("chatty to the end " * 9999, file=sys.stderr, flush=True)
    server.serve_forever(0.05)
    runtime.unlink()
    return 0


def read_secrets(given: argparse.Namespace) -> dict[str, str]:
    if given.secrets_fd is not None:
        with os.fdopen(given.secrets_fd) as file:
            return json.load(file)
    return {
        "server_secret": given.server_secret_file.read_text("utf-8"),
        "callback_secret": given.callback_secret_file.read_text("utf-8"),
    }


if __name__ == "__main__":
    sys.exit(main())
