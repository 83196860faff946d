"""Messages through 200 forced disconnects: each stored once, in order.

A client writes numbered messages over a socket that is torn down without a goodbye at random
moments; what was not confirmed is sent again with its `client_id`, as the page does. Compared in
the same run with the same client that sends nothing again, so that what the outbox saves is seen.

    python -m benchmarks.disconnects [--cuts 200]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import uuid

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from benchmarks import harness, people


async def _session(
    base: str, token: str, conversation: str, waiting: list[tuple[str, str]]
) -> None:
    """Send what waits, in order; the cut comes within moments. Confirmed ones leave the list."""
    socket = await connect(
        f"{base.replace('http', 'ws')}/ws/chat/{conversation}/",
        subprotocols=["psichat.v1", f"bearer.{token}"],  # type: ignore[list-item]
    )

    async def cut() -> None:
        await asyncio.sleep(random.random() * 0.08)
        socket.transport.abort()

    knife = asyncio.create_task(cut())
    try:
        while waiting:
            client_id, text = waiting[0]
            await socket.send(json.dumps({"type": "message", "client_id": client_id, "text": text}))
            while True:
                frame = json.loads(await socket.recv())
                if frame["type"] == "accepted" and (
                    frame["data"]["user_message"]["client_id"] == client_id
                ):
                    waiting.pop(0)
                    break
    except ConnectionClosed:
        pass
    finally:
        await knife


async def write(base: str, who: tuple[str, str], cuts: int, *, again: bool) -> tuple[int, int]:
    """Write through so many cuts; returns how many messages were written, and how many cuts."""
    written = done = 0
    waiting: list[tuple[str, str]] = []
    while done < cuts or waiting:
        for _ in range(random.randint(1, 3)) if done < cuts else ():
            written += 1
            waiting.append((str(uuid.uuid4()), f"mensaje número {written}"))
        await _session(base, who[0], who[1], waiting)
        done += 1
        if not again:
            waiting.clear()
    return written, done


def stored(conversation: str) -> list[str]:
    """The student's texts of a conversation as the database has them, in order of `seq`."""
    from conversations.models import Message

    rows = Message.objects.filter(conversation_id=conversation, sender="student").order_by("seq")
    return list(rows.values_list("text", flat=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=200)
    options = parser.parse_args()
    with harness.place() as environment:
        crowd = people.make(2)
        with harness.serving(environment, harness.web(2)) as (base, _process):
            for label, who, again in (
                ("with the outbox", crowd.students[0], True),
                ("without sending again", crowd.students[1], False),
            ):
                written, cuts = asyncio.run(write(base, who, options.cuts, again=again))
                texts = stored(who[1])
                expected = [f"mensaje número {n}" for n in range(1, written + 1)]
                print(
                    f"{label:24} cuts {cuts:4}  written {written:4}  stored {len(texts):4}  "
                    f"twice {len(texts) - len(set(texts))}  "
                    f"in order {texts == sorted(texts, key=lambda t: int(t.split()[-1]))}  "
                    f"all {texts == expected}"
                )


if __name__ == "__main__":
    main()
