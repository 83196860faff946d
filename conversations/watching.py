"""Waiting for the next piece of an answer without going deaf to everything else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any, Generic, Self, TypeVar

Piece = TypeVar("Piece")


class Watched(Generic[Piece]):
    """The pieces of `source`, and None whenever `seconds` pass without one.

    Ends early once `stop` is set, also in the middle of waiting. `source` runs in one task of its
    own from its first piece to its end, as time-outs within it need. Close it when done: that ends
    `source`, and with it whatever it was waiting for.
    """

    def __init__(self, source: AsyncIterator[Piece], stop: asyncio.Event, seconds: float) -> None:
        self._pieces: asyncio.Queue[Piece] = asyncio.Queue(maxsize=1)
        self._seconds = seconds
        self._stop = asyncio.ensure_future(stop.wait())
        self._work = asyncio.ensure_future(self._pump(source))

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Piece | None:
        if not self._pieces.empty():
            return self._pieces.get_nowait()
        if self._work.done():
            self._work.result()  # raises what broke the source
            raise StopAsyncIteration
        coming = asyncio.ensure_future(self._pieces.get())
        waiting: set[asyncio.Future[Any]] = {coming, self._stop, self._work}
        try:
            done, _waiting = await asyncio.wait(
                waiting, timeout=self._seconds, return_when=asyncio.FIRST_COMPLETED
            )
            if self._stop in done:
                raise StopAsyncIteration
            if coming in done:
                return coming.result()
        finally:
            coming.cancel()
        # Nothing yet; or the end, which the next call tells of.
        return await anext(self) if self._work in done else None

    async def aclose(self) -> None:
        """Stop waiting, and close the source."""
        self._stop.cancel()
        self._work.cancel()
        await asyncio.wait({self._work})
        if not self._work.cancelled():
            self._work.exception()  # was raised to the reader, or came too late for anybody

    async def _pump(self, source: AsyncIterator[Piece]) -> None:
        async with aclosing(source) as pieces:  # type: ignore[type-var]
            async for piece in pieces:
                await self._pieces.put(piece)
