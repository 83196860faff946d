"""One event loop, in a thread of its own, in which every call to a model runs.

The clients keep connections that belong to one loop, and a plain request's loop ends with the
request; what was begun for it may outlive it here. The thread begins with the first call.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from contextvars import Context
from typing import Any, TypeVar

import anyio

Result = TypeVar("Result")

_lock = threading.Lock()
_loop: asyncio.AbstractEventLoop | None = None
_process = 0
_begun: set[Future[Any]] = set()


def _running() -> asyncio.AbstractEventLoop:
    """The loop; made anew in a process that was forked, whose thread stayed behind."""
    global _loop, _process  # one for each process
    with _lock:
        if _loop is None or _process != os.getpid():
            _loop, _process = asyncio.new_event_loop(), os.getpid()
            _begun.clear()
            threading.Thread(target=_loop.run_forever, name="language-models", daemon=True).start()
        return _loop


class Work(Future[Result]):
    """What was begun. It is done when nothing of it runs any more, also after `cancel`.

    It is cancelled by a scope of anyio's, as the HTTP clients expect it: a task that is cancelled
    otherwise while it gives a connection back loses it, and the pool is empty one day.
    """

    def __init__(self, work: Coroutine[Any, Any, Result], loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._loop = loop
        self._scope: anyio.CancelScope | None = None
        self._is_unwanted = False
        loop.call_soon_threadsafe(self._begin, work)

    def cancel(self) -> bool:
        self._loop.call_soon_threadsafe(self._cancel)
        return True

    def _begin(self, work: Coroutine[Any, Any, Result]) -> None:
        task = self._loop.create_task(self._within_scope(work), context=Context())
        task.add_done_callback(self._finish)

    async def _within_scope(self, work: Coroutine[Any, Any, Result]) -> Result:
        with anyio.CancelScope() as self._scope:
            if self._is_unwanted:
                self._scope.cancel()
            return await work
        raise asyncio.CancelledError

    def _cancel(self) -> None:
        self._is_unwanted = True
        if self._scope is not None:
            self._scope.cancel()

    def _finish(self, task: asyncio.Task[Result]) -> None:
        if task.cancelled():
            super().cancel()
            self.set_running_or_notify_cancel()  # for those who wait for several at once
        elif error := task.exception():
            self.set_exception(error)
        else:
            self.set_result(task.result())


def submit(work: Coroutine[Any, Any, Result]) -> Future[Result]:
    """Begin `work`, which keeps nothing of the caller's context: it may outlive the request."""
    begun = Work(work, _running())
    _begun.add(begun)
    begun.add_done_callback(_begun.discard)
    return begun


async def run(work: Coroutine[Any, Any, Result]) -> Result:
    """The result of `work`, from whatever loop; who cancels this cancels the work."""
    if asyncio.get_running_loop() is _loop:
        return await work
    return await asyncio.wrap_future(submit(work))
