"""The student's and the tutor's sockets: sign-in, frames, events, refusals, floods."""

from __future__ import annotations

import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator

from accounts.models import User
from conversations.handover import post_as_tutor, take_over
from conversations.models import Conversation, Message
from psichat.asgi import application
from tests.cast import Cast, conversation_of, token
from tests.test_turn import CRISIS
from tutoring import alerts
from tutoring.models import Alert

pytestmark = pytest.mark.django_db(transaction=True)


class Socket(WebsocketCommunicator):
    """A client of one of our sockets."""

    async def say(self, **frame: Any) -> None:
        await self.send_to(text_data=json.dumps(frame))

    async def hear(self, *kinds: str) -> dict[str, Any]:
        """The data of the next event of one of these kinds; others are passed over."""
        while True:
            output = await self.receive_output(timeout=5)
            assert output["type"] == "websocket.send", output
            event = json.loads(output["text"])
            if event["type"] in kinds:
                return {"type": event["type"], **event["data"]}

    async def next(self) -> dict[str, Any]:
        output = await self.receive_output(timeout=5)
        assert output["type"] == "websocket.send", output
        return dict(json.loads(output["text"]))

    async def closed_with(self) -> int:
        while True:
            output = await self.receive_output(timeout=5)
            if output["type"] == "websocket.close":
                return int(output["code"])


@asynccontextmanager
async def opened(
    path: str, user: User | None, headers: list[tuple[bytes, bytes]] | None = None
) -> AsyncIterator[Socket]:
    protocols = ["psichat.v1"]
    if user is not None:
        protocols.append(f"bearer.{await sync_to_async(token)(user)}")
    socket = Socket(application, path, headers=headers or [], subprotocols=protocols)
    connected, protocol = await socket.connect(timeout=5)
    assert connected
    assert protocol == "psichat.v1"
    try:
        yield socket
    finally:
        await socket.disconnect()


def chat(conversation: Conversation) -> str:
    return f"/ws/chat/{conversation.id}/"


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    return conversation_of(cast.ana)


async def test_a_message_is_answered_over_the_socket(
    cast: Cast, conversation: Conversation
) -> None:
    client_id = str(uuid.uuid4())
    async with opened(chat(conversation), cast.ana) as socket:
        await socket.say(type="message", client_id=client_id, text="¿Me ayudas con la semana?")
        order = [await socket.next()]
        while order[-1]["type"] != "complete":
            order.append(await socket.next())
    kinds = [event["type"] for event in order]
    assert kinds[:2] == ["accepted", "analysis"]
    assert set(kinds[2:-1]) == {"chunk"}
    assert order[0]["data"]["user_message"]["client_id"] == client_id
    assert set(order[-1]["data"]) == {"message", "quick_replies", "state"}


async def test_two_screens_show_the_same(cast: Cast, conversation: Conversation) -> None:
    async with (
        opened(chat(conversation), cast.ana) as laptop,
        opened(chat(conversation), cast.ana) as phone,
    ):
        await laptop.say(type="message", client_id=str(uuid.uuid4()), text="hola")
        seen = await phone.hear("message")
        assert (seen["sender"], seen["text"], seen["seq"]) == ("student", "hola", 1)
        on_phone = await phone.hear("complete")
        on_laptop = await laptop.hear("complete")
    assert on_phone == on_laptop


async def test_a_resend_after_a_reconnect_is_stored_once(
    cast: Cast, conversation: Conversation
) -> None:
    frame = {"type": "message", "client_id": str(uuid.uuid4()), "text": "¿me lees?"}
    async with opened(chat(conversation), cast.ana) as socket:
        await socket.say(**frame)
        await socket.hear("accepted")
    async with opened(chat(conversation), cast.ana) as socket:
        await socket.say(**frame)
        again = await socket.hear("accepted")
        assert again["user_message"]["seq"] == 1
        await socket.hear("complete")
    assert await Message.objects.filter(sender="student").acount() == 1
    assert await Message.objects.filter(sender="assistant").acount() == 1


async def test_a_turn_goes_on_when_its_socket_goes_away(
    cast: Cast, conversation: Conversation
) -> None:
    async with opened(chat(conversation), cast.ana) as other:
        async with opened(chat(conversation), cast.ana) as socket:
            await socket.say(type="message", client_id=str(uuid.uuid4()), text="hola")
            await socket.hear("accepted")
        assert (await other.hear("complete"))["message"]["status"] == "complete"


async def test_resume_sends_what_was_missed(cast: Cast, conversation: Conversation) -> None:
    for number in range(1, 4):
        await sync_to_async(post_as_tutor)(
            conversation=conversation, tutor=cast.tomas, text=f"mensaje {number}"
        )
    async with opened(chat(conversation), cast.ana) as socket:
        await socket.say(type="resume", after=1)
        replay = await socket.hear("replay")
    assert [m["text"] for m in replay["messages"]] == ["mensaje 2", "mensaje 3"]
    assert replay["messages"][0]["author"] == {"name": "Tomás Silva"}
    assert replay["last_seq"] == 3


@pytest.mark.parametrize(
    "frame",
    [
        {"type": "resume", "after": -1},
        {"type": "resume", "after": "uno"},
        {"type": "resume", "after": True},
        {"type": "message"},
        {"type": "message", "text": ""},
        {"type": "message", "text": " \n\u00a0 "},
        {"type": "message", "text": "\u0000\u0007"},
        {"type": "message", "text": "a" * 2001},
        {"type": "message", "text": ["no"]},
        {"type": "message", "text": "hola", "client_id": "no-uuid"},
        {"type": "message", "text": "hola", "client_id": 7},
        {"type": "borrar"},
        {"type": None},
        {"type": ["message"]},
        {"type": "disconnect"},
        {},
    ],
)
async def test_a_bad_frame_gets_an_error_and_the_socket_stays(
    cast: Cast, conversation: Conversation, frame: dict[str, Any]
) -> None:
    async with opened(chat(conversation), cast.ana) as socket:
        await socket.say(**frame)
        error = await socket.hear("error")
        assert error["detail"]
        assert error["retryable"] is False
        await socket.say(type="ping", t=7)
        assert (await socket.hear("pong"))["t"] == 7
    assert not await Message.objects.aexists()


@pytest.mark.parametrize(
    "raw",
    [
        "no json",
        '{"type": "ping", "t": NaN}',
        "[1]",
        '"x"',
        "null",
        "[" * 60_000,
        '{"type": "\\ud800"}',
    ],
)
async def test_what_is_no_frame_gets_an_error_too(
    cast: Cast, conversation: Conversation, raw: str
) -> None:
    async with opened(chat(conversation), cast.ana) as socket:
        await socket.send_to(text_data=raw)
        assert (await socket.hear("error"))["code"]
        await socket.send_to(bytes_data=b"\xff\x00")
        assert (await socket.hear("error"))["code"] == "not_text"
        await socket.send_to(text_data='{"type": "ping", "x": "' + "a" * 70_000 + '"}')
        assert (await socket.hear("error"))["code"] == "too_large"


@pytest.mark.parametrize("text", ["a", "x" * 2000, "😀👩‍🎓", "مرحبا", "a\u0000b\u0008c"])
async def test_unusual_texts_are_taken(cast: Cast, conversation: Conversation, text: str) -> None:
    async with opened(chat(conversation), cast.ana) as socket:
        await socket.say(type="message", client_id=str(uuid.uuid4()), text=text)
        stored = (await socket.hear("accepted"))["user_message"]["text"]
        assert (await socket.hear("complete"))["message"]["text"]
    assert stored == text.replace("\u0000", "").replace("\u0008", "")


async def test_a_flood_of_frames_closes_the_socket(cast: Cast, conversation: Conversation) -> None:
    async with opened(chat(conversation), cast.ana) as socket:
        for _ in range(1000):
            await socket.say(type="ping", t=0)
        assert await socket.closed_with() == 4429


async def test_who_is_not_let_in(cast: Cast, conversation: Conversation) -> None:
    path = chat(conversation)
    for user, where, code in (
        (None, path, 4401),
        (cast.bruno, path, 4404),
        (cast.omar, path, 4404),
        (cast.tomas, path, 4403),
        (cast.teresa, path, 4404),
        (cast.ana, "/ws/chat/00000000-0000-0000-0000-000000000000/", 4404),
        (cast.ana, "/ws/chat/nada/", 4404),
        (cast.ana, "/ws/nothing/", 4404),
        (cast.ana, "/ws/tutor/", 4403),
        (None, "/ws/tutor/", 4401),
    ):
        async with opened(where, user) as socket:
            assert await socket.closed_with() == code, (user, where)


async def test_a_broken_token_is_not_signed_in(conversation: Conversation) -> None:
    protocols = ["psichat.v1", "bearer.abc.def.ghi"]
    socket = Socket(application, chat(conversation), subprotocols=protocols)
    await socket.connect(timeout=5)
    assert await socket.closed_with() == 4401


async def test_frames_before_and_after_a_refusal_do_nothing(
    cast: Cast, conversation: Conversation
) -> None:
    async with opened(chat(conversation), cast.bruno) as socket:
        await socket.say(type="message", client_id=str(uuid.uuid4()), text="hola")
        assert await socket.closed_with() == 4404
    assert not await Message.objects.aexists()


async def test_an_alert_is_on_the_screens_of_those_who_care(
    cast: Cast, conversation: Conversation
) -> None:
    async with (
        opened("/ws/tutor/", cast.tomas) as tomas,
        opened("/ws/tutor/", cast.teresa) as teresa,
        opened("/ws/tutor/", cast.alicia) as alicia,
        opened("/ws/tutor/", cast.oriana) as oriana,
        opened(chat(conversation), cast.ana) as ana,
    ):
        for socket in (tomas, teresa, alicia, oriana):
            assert (await socket.hear("counts"))["waiting"] == 0
        await ana.say(type="message", client_id=str(uuid.uuid4()), text=CRISIS)
        assert (await ana.hear("safety"))["notified"] is True
        for socket in (tomas, alicia):
            alert = await socket.hear("alert")
            assert alert["student"] == {"id": str(cast.ana.id), "name": "Ana Rojas"}
            assert (alert["priority"], alert["state"]) == ("critical", "open")
            assert (await socket.hear("counts"))["critical"] == 1
        assert await teresa.receive_nothing(0.2)
        assert await oriana.receive_nothing(0.01)


async def test_the_student_sees_that_a_person_is_there(
    cast: Cast, conversation: Conversation
) -> None:
    async with opened(chat(conversation), cast.ana) as ana:
        await ana.say(type="message", client_id=str(uuid.uuid4()), text=CRISIS)
        await ana.hear("complete")
        alert = await Alert.objects.aget()
        await sync_to_async(alerts.acknowledge)(alert=alert, by=cast.tomas)
        seen = await ana.hear("message")
        assert seen["sender"] == "system"
        assert "Tomás" in seen["text"]
        await sync_to_async(take_over)(conversation=conversation, tutor=cast.tomas)
        assert await ana.hear("takeover") == {
            "type": "takeover",
            "active": True,
            "tutor": {"name": "Tomás Silva"},
        }
        await sync_to_async(post_as_tutor)(
            conversation=conversation, tutor=cast.tomas, text="Hola Ana, estoy aquí"
        )
        words = await ana.hear("message")
        assert (words["sender"], words["author"]) == ("tutor", {"name": "Tomás Silva"})


async def test_a_tutor_watches_a_conversation(cast: Cast, conversation: Conversation) -> None:
    async with (
        opened("/ws/tutor/", cast.tomas) as tomas,
        opened(chat(conversation), cast.ana) as ana,
    ):
        await tomas.say(type="watch", conversation_id=str(conversation.id))
        await tomas.say(type="ping", t=1)
        await tomas.hear("pong")
        await ana.say(type="message", client_id=str(uuid.uuid4()), text="hola")
        assert (await tomas.hear("message"))["text"] == "hola"
        analysis = await tomas.hear("analysis")
        assert {"emotion", "crisis", "versions", "message_id", "conversation_id"} <= set(analysis)
        assert (await tomas.hear("complete"))["conversation_id"] == str(conversation.id)
        await tomas.say(type="typing", conversation_id=str(conversation.id), on=True)
        assert await ana.hear("typing") == {"type": "typing", "who": "Tomás", "on": True}
        await tomas.say(type="unwatch", conversation_id=str(conversation.id))
        await tomas.say(type="ping", t=2)
        await tomas.hear("pong")
        await ana.say(type="typing", on=True)
        assert await tomas.receive_nothing(0.2)


async def test_a_tutor_cannot_watch_another_tutors_student(
    cast: Cast, conversation: Conversation
) -> None:
    async with opened("/ws/tutor/", cast.teresa) as teresa:
        for wrong in (str(conversation.id), "x", None, 7, ["a"]):
            await teresa.say(type="watch", conversation_id=wrong)
            assert (await teresa.hear("error"))["code"] == "not_found"
        await teresa.say(type="typing", conversation_id=str(conversation.id), on=True)
        await teresa.say(type="ping", t=1)
        await teresa.hear("pong")
