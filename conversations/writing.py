"""Writing an answer: streamed, kept as it grows, stopped by a person or by the student."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import aclosing

import structlog
from channels.db import database_sync_to_async as in_database
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from analysis.results import Analysis
from conversations import turn_store
from conversations.answers import chain
from conversations.answers.base import Answer, AnswerRequest, Switched
from conversations.answers.embedded import EmbeddedAnswerer
from conversations.knowing import request_for
from conversations.models import Message
from conversations.situation import Situation
from conversations.turn import Turn
from conversations.watching import Watched
from conversations.wire import Event, event, message_dict, public_state

log = structlog.get_logger(__name__)

BEAT_SECONDS = 0.4
JOIN_SECONDS = 0.05


class _Stopped(Exception):
    """The answer must end here; says why."""


async def write(
    question: Message, result: Analysis, now: Situation, turn: Turn
) -> AsyncIterator[Event]:
    """Answer `question`: `chunk` events, joined to at most 20 a second, and one `complete`.

    A tutor who takes over ends it between two words, and so does the student's cancel, also while
    a model is waited for; what was said until then is stored as interrupted.
    """
    draft = _Draft(question, turn)
    try:
        whole: Answer | None = None
        request = await request_for(question, result, now)
        steps = _safely(chain.stream(request, now.models), request, turn)
        async with aclosing(Watched(steps, turn.cancelled, BEAT_SECONDS)) as pieces:
            async for piece in pieces:
                if piece is None:
                    await draft.look()
                elif isinstance(piece, Answer):
                    whole = piece
                    break
                elif isinstance(piece, Switched):
                    draft.is_written_by(piece)
                else:
                    await draft.add(piece)
                    if draft.due():
                        yield draft.chunk()
                    await _pause(turn, draft.provider)
        whole = _unless_stopped(whole)
        await draft.begin()
        if draft.unsent:
            yield draft.chunk()
        yield await draft.finish(whole)
        turn.record.outcome = "answered"
    except _Stopped as stop:
        turn.record.outcome = str(stop)
        if draft.unsent:
            yield draft.chunk()
        ended = await draft.interrupt(now)
        if ended is not None:
            yield ended


def _unless_stopped(whole: Answer | None) -> Answer:
    """The whole answer; without one the student has stopped it, as a source always ends in one."""
    if whole is None:
        raise _Stopped("cancelled")
    return whole


async def _safely(
    steps: AsyncIterator[str | Answer], request: AnswerRequest, turn: Turn
) -> AsyncIterator[str | Answer]:
    """The answerers' pieces; when all of them break, plain words, so that nobody is left alone."""
    try:
        async for piece in steps:
            yield piece
    except Exception as exc:  # whatever breaks, the student is answered
        log.exception("answerer_failed")
        turn.record.error = type(exc).__name__
        with override(request.language):
            text = _(
                "Leí tu mensaje y está guardado, pero ahora no logro darte una buena respuesta. "
                "¿Me lo cuentas de otra manera, o prefieres hablar con una persona?"
            )
        yield text
        yield Answer(text=text, state=request.state, fallback=True)


async def _pause(turn: Turn, provider: str) -> None:
    """The pace of reading, for an answer that is ready at once; ends when the student cancels."""
    if turn.cancelled.is_set():
        raise _Stopped("cancelled")
    paced = settings.ANSWER_PACE_SECONDS and provider == EmbeddedAnswerer.name
    if paced and turn.is_watched:
        try:
            await asyncio.wait_for(turn.cancelled.wait(), settings.ANSWER_PACE_SECONDS)
        except TimeoutError:
            return
        raise _Stopped("cancelled")


class _Draft:
    """An answer while it is written: what was said, what was sent, and its row."""

    def __init__(self, question: Message, turn: Turn) -> None:
        self.question = question
        self.turn = turn
        self.provider = EmbeddedAnswerer.name
        self.row: Message | None = None
        self.said = ""
        self.unsent = ""
        self.sent_at = 0.0
        self.beat_at = time.monotonic()

    def is_written_by(self, provider: str) -> None:
        """From here on `provider` writes; who said the first word gives the answer its name."""
        if self.row is None:
            self.provider = str(provider)

    async def begin(self) -> None:
        """Make the row, at the first word and not before."""
        if self.row is not None:
            return
        record = self.turn.record
        self.row = await in_database(turn_store.begin_answer)(self.question, provider=self.provider)
        if self.row is None:
            raise _Stopped("taken_over")
        record.provider = self.provider

    async def add(self, piece: str) -> None:
        await self.begin()
        self.said += piece
        self.unsent += piece
        await self.look()

    async def look(self) -> None:
        """Now and then: keep what was said, renew the lease, and stop if somebody wishes so."""
        if time.monotonic() - self.beat_at < BEAT_SECONDS:
            return
        self.beat_at = time.monotonic()
        taken_over, cancelled = await in_database(self._beat)()
        if taken_over:
            raise _Stopped("taken_over")
        if cancelled:
            raise _Stopped("cancelled")

    def _beat(self) -> tuple[bool, bool]:
        if self.row is not None:
            turn_store.keep_partial(self.row, self.said)
        return turn_store.beat(self.question.id)

    def due(self) -> bool:
        return time.monotonic() - self.sent_at >= JOIN_SECONDS

    def chunk(self) -> Event:
        assert self.row is not None
        if self.turn.record.first_chunk_ms is None:
            self.turn.record.first_chunk_ms = self.turn.record.elapsed()
        text, self.unsent = self.unsent, ""
        self.sent_at = time.monotonic()
        return event("chunk", message_id=str(self.row.id), text=text)

    async def finish(self, whole: Answer) -> Event:
        assert self.row is not None
        self.turn.record.fallback = whole.fallback
        if not await in_database(turn_store.finish_answer)(self.question, self.row, whole):
            raise _Stopped("taken_over")
        return event(
            "complete",
            message=message_dict(self.row),
            quick_replies=self.row.quick_replies,
            state=public_state(whole.state),
        )

    async def interrupt(self, now: Situation) -> Event | None:
        if self.row is None:
            await in_database(turn_store.end_without_answer)(self.question)
            return None
        await in_database(turn_store.interrupt_answer)(self.question, self.row, self.said)
        return event(
            "complete",
            message=message_dict(self.row),
            quick_replies=[],
            state=public_state(now.state),
        )
