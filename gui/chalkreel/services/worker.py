"""One thread for calls that may block, with an owner that ends it."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import ParamSpec, TypeVar

from chalkreel.base.logging import Topic, log_of

P = ParamSpec("P")
R = TypeVar("R")

JOIN_S = 5.0

_Job = Callable[[], object]
_log = log_of(Topic.APP)


class Worker:
    """Runs calls one after another on its own thread; works under any event loop.

    The thread is a daemon, because some calls wait for a person (a keyring may ask for its password) and must
    not keep the app from ending. A cancelled wait does not undo a call that was already handed over.
    """

    def __init__(self, name: str) -> None:
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name=name, daemon=True)
        self._is_closed = False
        self._thread.start()

    async def run(self, call: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run the call on the thread and wait for its result or error."""
        if self._is_closed:
            raise RuntimeError("this worker has been closed")
        outcome: Future[R] = Future()

        def job() -> None:
            if not outcome.set_running_or_notify_cancel():
                return
            try:
                outcome.set_result(call(*args, **kwargs))
            except BaseException as error:
                outcome.set_exception(error)

        self._jobs.put(job)
        return await asyncio.shield(asyncio.wrap_future(outcome))

    def post(self, call: Callable[P, object], /, *args: P.args, **kwargs: P.kwargs) -> None:
        """Queue a call that nobody waits for; its error is logged."""
        if not self._is_closed:
            self._jobs.put(partial(call, *args, **kwargs))

    def close(self) -> None:
        """Finish what is queued and end the thread; a call that hangs is left behind after a while."""
        if not self._is_closed:
            self._is_closed = True
            self._jobs.put(None)
            self._thread.join(JOIN_S)

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                job()
            except Exception:  # the calls behind it have nothing to do with it
                _log.exception("a call on the thread %s failed", threading.current_thread().name)
            del job  # what it holds is not kept until the next one
