"""Runs turns as tasks of their own: they outlive the socket or request that began them."""

from __future__ import annotations

import asyncio
import contextvars
import uuid
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any

import structlog
from channels.db import database_sync_to_async as in_database
from django.utils.translation import gettext as _
from django.utils.translation import override

from conversations import events, turns
from conversations.broadcast import abroadcast, abroadcast_to_staff
from conversations.models import Message
from conversations.turn import SWEEPER, Turn
from conversations.wire import Event, event
from psichat import request_id
from psichat.errors import PsiChatError

log = structlog.get_logger(__name__)

_running: dict[uuid.UUID, set[Turn]] = defaultdict(set)
_tasks: set[asyncio.Task[None]] = set()


class Stream(asyncio.Queue["Event | PsiChatError | None"]):
    """The events of one started turn; None is the last. `task` ends a little later."""

    task: asyncio.Task[None]


def start(turn: Turn, *, origin: str = "", detached: bool = True) -> Stream:
    """Begin `turn`; returns the queue of its events, which None ends.

    A `PsiChatError` in the queue is a refusal: nothing was stored. `origin` is the socket that
    reads the queue, so that the broadcast skips it. A detached task keeps nothing of the
    request's context: its database thread would be gone with the request.
    """
    stream = Stream()
    trace = request_id.current()
    context = contextvars.Context() if detached else None
    task = asyncio.get_running_loop().create_task(
        _work(turn, stream, origin, trace), context=context
    )
    stream.task = task
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)
    return stream


def cancel(conversation_id: uuid.UUID) -> None:
    """Stop the answers that this process writes in the conversation."""
    for turn in _running.get(conversation_id, ()):
        turn.cancelled.set()


async def collect(turn: Turn) -> list[Event]:
    """Run `turn` to its end and return its events; raises the refusal if there is one.

    The caller's event loop ends with it, so its task is waited for as well.
    """
    stream = start(turn, detached=False)
    try:
        return [step async for step in read(stream)]
    finally:
        await stream.task


async def read(stream: Stream) -> AsyncIterator[Event]:
    """The events of a started turn; raises the refusal if there is one."""
    while (step := await stream.get()) is not None:
        if isinstance(step, PsiChatError):
            raise step
        yield step


async def resume(question: Message, language: str) -> None:
    """Take up a stored question whose lease is ours, for whoever listens (the sweeper)."""
    turn = Turn(
        conversation_id=question.conversation_id,
        student_id=question.conversation.student_id,
        text=question.text,
        transport=SWEEPER,
        language=language,
    )
    async for step in turns.answer_question(question, turn):
        await _publish(turn, step, "")
    await _close(turn)


async def _work(turn: Turn, stream: Stream, origin: str, trace: str) -> None:
    try:
        request_id.bind(trace or None)
        _running[turn.conversation_id].add(turn)
        with override(turn.language):
            async for step in turns.run(turn):
                stream.put_nowait(_for_student(step))
                await _publish(turn, step, origin)
    except PsiChatError as refusal:
        turn.record.outcome, turn.record.error = "refused", refusal.code
        stream.put_nowait(refusal)
    except Exception as exc:  # the last stop: the student hears of it, and the sweeper goes on
        log.exception("turn_failed", conversation_id=str(turn.conversation_id))
        turn.record.error = type(exc).__name__
        with override(turn.language):
            stream.put_nowait(_failed(turn))
    finally:
        stream.put_nowait(None)
        _running[turn.conversation_id].discard(turn)
        if not _running[turn.conversation_id]:
            del _running[turn.conversation_id]
    await _close(turn)


async def _publish(turn: Turn, step: Event, origin: str) -> None:
    """Everybody else who has the conversation open hears of the step."""
    kind, data = step["type"], step["data"]
    if kind == "accepted":
        others: Event = event("message", **data["user_message"])
        await abroadcast(turn.conversation_id, others, origin=origin)
    elif kind == "analysis":
        full = {"message_id": data["message_id"], **data["full"]}
        await abroadcast_to_staff(turn.conversation_id, event("analysis", **full))
    else:
        await abroadcast(turn.conversation_id, step, origin=origin)


def _for_student(step: Event) -> Event:
    """A student is shown the emotion of an analysis, and no more."""
    if step["type"] != "analysis":
        return step
    return event("analysis", emotion=step["data"]["full"]["emotion"])


def _failed(turn: Turn) -> Event:
    return event(
        "error",
        code="turn_failed",
        detail=_("Tu mensaje está guardado, pero algo falló al responder. Vuelve a intentarlo."),
        retryable=True,
        client_id=str(turn.client_id) if turn.client_id else None,
    )


async def _close(turn: Turn) -> None:
    record: Any = turn.record
    record.total_ms = record.elapsed()
    if record.message_id is not None:
        await in_database(events.turn_completed.send_robust)(sender=Turn, record=record)
