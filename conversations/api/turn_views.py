"""The turn as one plain response and as Server-Sent Events."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

from asgiref.sync import async_to_sync
from django.http import StreamingHttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import signed_in
from conversations import access, runner, services
from conversations.api import schema
from conversations.models import Conversation
from conversations.text import as_uuid, clean
from conversations.turn import Turn
from conversations.wire import Event
from psichat.api import body_of
from psichat.errors import PsiChatError


class EventStreamRenderer(BaseRenderer):
    """Lets a caller ask for `text/event-stream`; refusals come as JSON all the same."""

    media_type = "text/event-stream"
    format = "event-stream"

    def render(self, data: Any, *_args: Any, **_kwargs: Any) -> bytes:
        return json.dumps(data, ensure_ascii=False).encode()


class Send(APIView):
    @extend_schema(request=schema.SEND, responses=schema.SENT)
    def post(self, request: Request) -> Response:
        """Send a message and wait for the whole answer."""
        turn, made = _turn(request, "plain")
        try:
            steps = async_to_sync(runner.collect)(turn)
        except PsiChatError:
            _drop_empty(made)
            raise
        return Response(_collected(turn, steps))


class SendStream(APIView):
    renderer_classes = (JSONRenderer, EventStreamRenderer)

    @extend_schema(request=schema.SEND, responses={(200, "text/event-stream"): schema.EVENT})
    def post(self, request: Request) -> StreamingHttpResponse:
        """Send a message; the answer streams as the events of the contract."""
        turn, made = _turn(request, "sse")
        try:
            first, rest = async_to_sync(_open)(turn)
        except PsiChatError:
            _drop_empty(made)
            raise
        response = StreamingHttpResponse(
            _lines(first, rest), content_type="text/event-stream; charset=utf-8"
        )
        response["Cache-Control"] = "no-store"
        response["X-Accel-Buffering"] = "no"
        return response


def _turn(request: Request, transport: str) -> tuple[Turn, Conversation | None]:
    """The turn asked for, and the conversation if it had to be made for it."""
    body = body_of(request)
    text = clean(body.get("message"))
    client_id = as_uuid(body.get("client_id"), field="client_id")
    wanted = body.get("conversation_id")
    made = None
    if wanted in (None, ""):
        conversation, new = services.conversation_for(
            student=signed_in(request), client_id=client_id
        )
        made = conversation if new else None
    else:
        conversation = access.own_conversation(signed_in(request), wanted)
    turn = Turn(
        conversation_id=conversation.id,
        student_id=signed_in(request).id,
        text=text,
        client_id=client_id,
        transport=transport,
        language=signed_in(request).language,
    )
    return turn, made


def _drop_empty(made: Conversation | None) -> None:
    """A conversation made for a message that was refused goes with it."""
    if made is not None:
        Conversation.objects.filter(id=made.id, last_seq=0).delete()


async def _open(turn: Turn) -> tuple[Event | None, AsyncIterator[Event]]:
    """Start the turn and wait for its first event, so that a refusal has its HTTP status."""
    events = runner.read(runner.start(turn))
    return await anext(events, None), events


async def _lines(first: Event | None, rest: AsyncIterator[Event]) -> AsyncIterator[str]:
    number = 1
    if first is not None:
        yield _line(number, first)
    try:
        async for step in rest:
            number += 1
            yield _line(number, step)
    except PsiChatError as error:
        yield _line(number + 1, {"type": "error", "data": error.body()})


def _line(number: int, step: Event) -> str:
    return f"id: {number}\ndata: {json.dumps(step, ensure_ascii=False)}\n\n"


def _collected(turn: Turn, steps: list[Event]) -> dict[str, Any]:
    by_type = {step["type"]: step["data"] for step in steps}
    complete = by_type.get("complete")
    return {
        "conversation_id": str(turn.conversation_id),
        "user_message": by_type["accepted"]["user_message"] if "accepted" in by_type else None,
        "bot_message": complete["message"] if complete else None,
        "response": complete["message"]["text"] if complete else "",
        "analysis": by_type.get("analysis"),
        "safety": by_type.get("safety"),
        "quick_replies": complete["quick_replies"] if complete else [],
        "state": complete["state"] if complete else {},
    }
