"""The embedded engine's first words when many are answered at once, over their sockets."""

from __future__ import annotations

import asyncio
import json
import random
import time
import uuid
from dataclasses import dataclass

from websockets.asyncio.client import ClientConnection, connect

from benchmarks import harness, people

PATIENCE_SECONDS = 60
THINKS_SECONDS = 8


async def _until(socket: ClientConnection, *kinds: str) -> str:
    """Read on to the first frame of one of `kinds`; returns which."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            frame = json.loads(await socket.recv())
            if frame["type"] == "error":
                raise RuntimeError(frame["data"])
            if frame["type"] in kinds:
                return str(frame["type"])


async def _ping(socket: ClientConnection) -> float:
    began = time.perf_counter()
    await socket.send(json.dumps({"type": "ping", "t": 1}))
    await _until(socket, "pong")
    return (time.perf_counter() - began) * 1000


async def _ask(socket: ClientConnection, text: str) -> float:
    """Milliseconds to the first words; returns once the answer is whole."""
    frame = {"type": "message", "client_id": str(uuid.uuid4()), "text": text}
    began = time.perf_counter()
    await socket.send(json.dumps(frame))
    kind = await _until(socket, "chunk", "complete")
    first = (time.perf_counter() - began) * 1000
    if kind == "chunk":
        await _until(socket, "complete")
    return first


@dataclass(frozen=True)
class Talks:
    """Milliseconds to the first words and of a bare round trip, and answers a second."""

    first: list[float]
    pings: list[float]
    a_second: float


async def _talks(
    sockets: list[ClientConnection], texts: tuple[str, ...], *, rounds: int, pause: float
) -> Talks:
    """Everybody's messages, `rounds` of each, with some `pause` seconds before each."""
    first: list[float] = []
    pings: list[float] = []

    async def talk(number: int, socket: ClientConnection) -> None:
        await asyncio.sleep(random.random() * max(pause, 3))
        for at in range(rounds):
            first.append(await _ask(socket, texts[(number + at) % len(texts)]))
            pings.append(await _ping(socket))
            await asyncio.sleep(pause * (0.5 + random.random()))

    began = time.perf_counter()
    await asyncio.gather(*(talk(number, socket) for number, socket in enumerate(sockets)))
    return Talks(first, pings, len(first) / (time.perf_counter() - began))


async def crowd(base: str, students: people.Crowd, texts: tuple[str, ...], rounds: int) -> float:
    """Print the figures of all `students` at once; returns the p95 with all being answered.

    First each reads and thinks for some `THINKS_SECONDS` between two messages; then each writes
    again as soon as the answer is whole, so that as many answers as there are students are being
    written all the time; then all write at one moment.
    """
    sockets = [
        await connect(
            f"{base.replace('http', 'ws')}/ws/chat/{conversation}/",
            subprotocols=["psichat.v1", f"bearer.{token}"],  # type: ignore[list-item]
            max_queue=None,
        )
        for token, conversation in students.students
    ]
    for socket in sockets[:4]:
        await _ask(socket, texts[0])
    many = len(sockets)
    calm = await _talks(sockets, texts, rounds=2, pause=THINKS_SECONDS)
    print(harness.line(f"  first chunk, {many} students who think", calm.first))
    busy = await _talks(sockets, texts, rounds=rounds, pause=0)
    print(harness.line(f"  first chunk, {many} answers being written", busy.first))
    print(harness.line("  – bare round trip meanwhile", busy.pings))
    print(f"    {busy.a_second:.1f} answers a second")
    together = await asyncio.gather(
        *(_ask(socket, texts[number % len(texts)]) for number, socket in enumerate(sockets))
    )
    for socket in sockets:
        await socket.close()
    print(harness.line(f"  first chunk, {many} messages at one moment", together))
    return harness.percentile(busy.first, 0.95)
