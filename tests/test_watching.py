"""Waiting for an answer's pieces: in order, whole, and without going deaf (requirement D6)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest

from conversations.watching import Watched

PATIENT, AT_ONCE = 30.0, 0.01


class Source:
    """Gives `pieces`, waits for `gate` before each but the first, and knows when it was closed."""

    def __init__(self, *pieces: object, gate: asyncio.Event | None = None) -> None:
        self.pieces, self.gate = pieces, gate
        self.closed_in: asyncio.Task[object] | None = None
        self.opened_in: asyncio.Task[object] | None = None

    async def run(self) -> AsyncIterator[object]:
        self.opened_in = asyncio.current_task()
        try:
            for number, piece in enumerate(self.pieces):
                if number and self.gate is not None:
                    await self.gate.wait()
                if isinstance(piece, Exception):
                    raise piece
                yield piece
        finally:
            self.closed_in = asyncio.current_task()


async def collect(source: Source, stop: asyncio.Event, seconds: float = PATIENT) -> list[object]:
    async with aclosing(Watched(source.run(), stop, seconds)) as pieces:
        return [piece async for piece in pieces]


async def test_every_piece_comes_in_its_order() -> None:
    source = Source(*range(50))
    assert await collect(source, asyncio.Event()) == list(range(50))
    assert source.closed_in is source.opened_in is not asyncio.current_task()


async def test_what_breaks_the_source_is_raised_after_the_pieces_before_it() -> None:
    source = Source(1, 2, ValueError("broken"))
    seen: list[object] = []

    async def read() -> None:
        async with aclosing(Watched(source.run(), asyncio.Event(), PATIENT)) as pieces:
            async for piece in pieces:
                seen.append(piece)

    with pytest.raises(ValueError, match="broken"):
        await read()
    assert seen == [1, 2]


async def test_while_nothing_comes_the_reader_gets_none() -> None:
    gate = asyncio.Event()
    source = Source("a", "b", gate=gate)
    seen: list[object] = []
    async with aclosing(Watched(source.run(), asyncio.Event(), AT_ONCE)) as pieces:
        async for piece in pieces:
            seen.append(piece)
            if len(seen) == 4:
                gate.set()
    assert seen[:4] == ["a", None, None, None]
    assert [piece for piece in seen if piece is not None] == ["a", "b"]


async def test_a_stop_ends_it_while_it_waits_and_closes_the_source() -> None:
    stop = asyncio.Event()
    source = Source("a", "never", gate=asyncio.Event())
    seen: list[object] = []
    async with aclosing(Watched(source.run(), stop, PATIENT)) as pieces:
        async for piece in pieces:
            seen.append(piece)
            asyncio.get_running_loop().call_soon(stop.set)
    assert seen == ["a"]
    assert source.closed_in is source.opened_in


async def test_a_reader_that_leaves_closes_the_source() -> None:
    source = Source(*range(1000))
    async with aclosing(Watched(source.run(), asyncio.Event(), PATIENT)) as pieces:
        async for piece in pieces:
            if piece == 3:
                break
    assert source.closed_in is not None
