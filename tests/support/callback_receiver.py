"""A real little HTTP server that receives callbacks, judges their shape, and refuses the first of each if asked to."""

from __future__ import annotations

import json
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.support.contract_shapes import oracle


class CallbackReceiver:
    """Keeps what arrived. ``failures`` is how many attempts of every event are answered with 500.

    Leaving it fails where a body did not have the contract's shape.
    """

    def __init__(self, failures: int = 0) -> None:
        self.accepted: list[dict[str, Any]] = []
        self.attempts: Counter[int] = Counter()
        self.misshapen: list[str] = []
        self.failures = failures
        self._shape = oracle("CallbackBodyKnown")
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                receiver.misshapen += [f"{error.message} in {body}" for error in receiver._shape.iter_errors(body)]
                receiver.attempts[body["sequence"]] += 1
                is_refused = receiver.attempts[body["sequence"]] <= receiver.failures
                if not is_refused:
                    receiver.accepted.append(body)
                self.send_response(500 if is_refused else 204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})

    def __enter__(self) -> CallbackReceiver:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        assert not self.misshapen, self.misshapen

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/callback"

    def types(self) -> list[int]:
        """Give the event types in the order of their sequence numbers."""
        return [body["event_type"] for body in sorted(self.accepted, key=lambda body: body["sequence"])]

    def of_type(self, event_type: int) -> list[dict[str, Any]]:
        return [body for body in self.accepted if body["event_type"] == event_type]
