"""The main path under load: a crisis message to the tutor's screen, and an answer's first chunk.

100 students have their chat open and talk; one after another, crisis messages go in among the
ordinary ones. Compared in the same run with a bare round trip over the same socket (ping, pong),
which is what the wire and the server cost without PsiChat's work.

    python -m benchmarks.turns [--chats 100] [--crises 60] [--workers 2]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import time
import uuid

from websockets.asyncio.client import ClientConnection, connect

from benchmarks import harness, people

ORDINARY = (
    "Tengo que entregar un ensayo de historia el viernes y no sé por dónde empezar",
    "Estoy nerviosa por la prueba de cálculo de mañana",
    "¿Me ayudas a organizar la semana?",
    "gracias, eso me sirve",
    "Tengo 25 minutos",
    "Mi grupo no responde y la presentación es el lunes",
)
CRISIS = "ya no quiero seguir viviendo"


async def _open(base: str, token: str, path: str) -> ClientConnection:
    return await connect(
        base.replace("http", "ws") + path,
        subprotocols=["psichat.v1", f"bearer.{token}"],  # type: ignore[list-item]
        max_queue=None,
    )


async def _until(socket: ClientConnection, kind: str, seconds: float = 30) -> dict[str, object]:
    async with asyncio.timeout(seconds):
        while True:
            frame = json.loads(await socket.recv())
            if frame["type"] == kind:
                return dict(frame["data"])
            if frame["type"] == "error":
                raise RuntimeError(frame["data"])


async def _send(socket: ClientConnection, text: str) -> float:
    frame = {"type": "message", "client_id": str(uuid.uuid4()), "text": text}
    await socket.send(json.dumps(frame))
    return time.perf_counter()


async def _chatter(
    socket: ClientConnection, pause: float, first: list[float], stop: asyncio.Event
) -> None:
    """An ordinary student: writes, waits for the answer, thinks for a while, writes again."""
    await asyncio.sleep(random.random() * pause)
    while not stop.is_set():
        began = await _send(socket, random.choice(ORDINARY))
        await _until(socket, "chunk")
        first.append((time.perf_counter() - began) * 1000)
        await _until(socket, "complete")
        await asyncio.sleep(pause * (0.5 + random.random()))


async def measure(base: str, crowd: people.Crowd, crises: int, pause: float) -> None:
    tutor = await _open(base, crowd.tutor, "/ws/tutor/")
    arrived: dict[str, float] = {}

    async def listen() -> None:
        async for raw in tutor:
            frame = json.loads(raw)
            if frame["type"] == "alert":
                arrived.setdefault(frame["data"]["conversation_id"], time.perf_counter())

    listener = asyncio.create_task(listen())
    sockets = [
        await _open(base, token, f"/ws/chat/{conversation}/")
        for token, conversation in crowd.students
    ]
    talkers, grave = sockets[crises:], list(zip(sockets, crowd.students, strict=True))[:crises]
    first: list[float] = []
    stop = asyncio.Event()
    chatting = [asyncio.create_task(_chatter(s, pause, first, stop)) for s in talkers]
    await asyncio.sleep(pause)

    pings: list[float] = []
    sent: dict[str, float] = {}
    shown: list[float] = []
    for socket, (_token, conversation) in grave:
        began = time.perf_counter()
        await socket.send(json.dumps({"type": "ping", "t": 1}))
        await _until(socket, "pong")
        pings.append((time.perf_counter() - began) * 1000)
        sent[conversation] = await _send(socket, CRISIS)
        await _until(socket, "safety")
        shown.append((time.perf_counter() - sent[conversation]) * 1000)
        await asyncio.sleep(0.2)
    await asyncio.sleep(1)
    stop.set()
    for task in [*chatting, listener]:
        task.cancel()
    await asyncio.gather(*chatting, listener, return_exceptions=True)
    for socket in [tutor, *sockets]:
        await socket.close()
    missing = [c for c in sent if c not in arrived]
    alerts = [(arrived[c] - sent[c]) * 1000 for c in sent if c in arrived]
    print(harness.line("bare round trip on the same sockets", pings))
    print(harness.line("crisis message → tutor's socket", alerts))
    print(harness.line("crisis message → safety text", shown))
    print(harness.line("message → first chunk of the answer", first))
    print(f"alerts that did not arrive: {len(missing)} of {len(sent)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chats", type=int, default=100, help="chats open beside the crises")
    parser.add_argument("--crises", type=int, default=60)
    parser.add_argument("--pause", type=float, default=12, help="seconds a student thinks")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with harness.place() as environment:
        crowd = people.make(options.chats + options.crises)
        with harness.serving(environment, harness.web(options.workers)) as (base, _process):
            asyncio.run(measure(base, crowd, options.crises, options.pause))


if __name__ == "__main__":
    main()
