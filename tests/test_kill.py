"""A web process killed in the middle of an answer, over real sockets (B3)."""

from __future__ import annotations

import asyncio
import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from conversations import sweeper
from conversations.models import Message
from tests.cast import Cast, conversation_of, token
from tests.servers import ProcessServer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def slow_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server that a test starts takes its time over each piece of an answer."""
    monkeypatch.setenv("ANSWER_PACE_SECONDS", "0.2")


async def opened(server: ProcessServer, path: str, bearer: str) -> ClientConnection:
    return await connect(
        server.socket_url + path,
        subprotocols=["psichat.v1", f"bearer.{bearer}"],  # type: ignore[list-item]
    )


async def hear(socket: ClientConnection, kind: str) -> dict[str, Any]:
    async with asyncio.timeout(20):
        while True:
            frame = json.loads(await socket.recv())
            if frame["type"] == kind:
                return dict(frame["data"])


async def test_a_killed_answer_is_finished_and_nothing_is_lost_or_doubled(
    cast: Cast, slow_answers: None, server_process: ProcessServer
) -> None:
    conversation = await sync_to_async(conversation_of)(cast.ana)
    path, bearer = f"/ws/chat/{conversation.id}/", await sync_to_async(token)(cast.ana)
    message = {
        "type": "message",
        "client_id": str(uuid.uuid4()),
        "text": "¿Cómo empiezo mi ensayo?",
    }

    socket = await opened(server_process, path, bearer)
    await socket.send(json.dumps(message))
    begun = await hear(socket, "chunk")
    await asyncio.to_thread(server_process.kill)
    with pytest.raises(ConnectionClosed):
        await hear(socket, "complete")

    cut = await Message.objects.aget(id=begun["message_id"])
    assert cut.status == "streaming"
    await asyncio.to_thread(server_process.start)
    socket = await opened(server_process, path, bearer)
    await socket.send(json.dumps({"type": "resume", "after": 0}))
    replay = await hear(socket, "replay")
    assert [m["status"] for m in replay["messages"]] == ["complete", "streaming"]

    # Ten seconds later the lease has run out; the sweeper of the worker takes the turn up.
    long_ago = timezone.now() - timedelta(minutes=1)
    await Message.objects.filter(sender="student").aupdate(beat_at=long_ago, created_at=long_ago)
    assert (await sync_to_async(sweeper.sweep)())["finished"] == 1

    whole = await Message.objects.aget(id=begun["message_id"])
    assert (whole.status, whole.seq) == ("complete", 2)
    assert whole.text.startswith(begun["text"].strip())
    await socket.send(json.dumps(message))
    assert (await hear(socket, "accepted"))["user_message"]["seq"] == 1
    assert (await hear(socket, "complete"))["message"]["id"] == begun["message_id"]
    assert await Message.objects.acount() == 2
    await socket.close()
