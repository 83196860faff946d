"""One event loop, in a thread of its own, in which every call to a model runs.

The clients keep connections that belong to one loop, and a plain request's loop ends with the
request; what was begun for it may outlive it here. The thread begins with the first call.
"""

from __future__ import annotations

import asyncio
import contextvars
import os
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

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


def submit(work: Coroutine[Any, Any, Result]) -> Future[Result]:
    """Begin `work`, which keeps nothing of the caller's context: it may outlive the request."""
    future = contextvars.Context().run(asyncio.run_coroutine_threadsafe, work, _running())
    _begun.add(future)
    future.add_done_callback(_begun.discard)
    return future


async def run(work: Coroutine[Any, Any, Result]) -> Result:
    """The result of `work`, from whatever loop; who cancels this cancels the work."""
    if asyncio.get_running_loop() is _loop:
        return await work
    return await asyncio.wrap_future(submit(work))
