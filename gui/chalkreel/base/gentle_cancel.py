"""Cancelling a call of the HTTP client without losing what it was closing."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

import anyio

Result = TypeVar("Result")


async def gently_cancelled(work: Coroutine[Any, Any, Result]) -> Result:
    """Await ``work``; when this is cancelled, end it in the way in which the HTTP client can tidy up.

    WORKAROUND for httpcore 1.0: a request takes dead connections out of the pool and then closes one after the other,
    shielded against anyio's cancellation only. asyncio's own cancellation comes through, and the rest of them stays
    open for good. So the work is a task of its own that hears of nothing but a cancelled anyio scope.
    """
    scope = anyio.CancelScope()

    async def within_scope() -> Result:
        with scope:
            return await work
        raise asyncio.CancelledError

    task = asyncio.create_task(within_scope(), name="a call that is cancelled gently")
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        scope.cancel()
        await _finished(task)
        raise


async def _finished(task: asyncio.Task[Any]) -> None:
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            continue  # it is ending already; who cancels again waits for the same end
    if not task.cancelled():
        task.exception()  # what it may have failed with meanwhile is nobody's concern any more
