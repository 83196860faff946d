"""Asking a language model for an answer in pieces, as it writes them (D6, D7)."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass

import anyio
import structlog
from django.conf import settings

from psichat.llm import background, budget, clients, replies
from psichat.llm.asking import Asking, Notes
from psichat.llm.errors import ModelBlocked, ModelEmpty, ModelError, ModelTimeout
from psichat.llm.refs import ModelRef

log = structlog.get_logger(__name__)

TEMPERATURE = 0.6
MOST_TOKENS = 700


@dataclass(frozen=True)
class _End:
    """The end of the pieces: well, or by an error."""

    error: ModelError | None


async def stream(
    messages: Sequence[Mapping[str, str]],
    *,
    to: ModelRef,
    purpose: str,
    books: Mapping[str, str],
    first_token_seconds: float | None = None,
    whole_seconds: float | None = None,
    temperature: float = TEMPERATURE,
    most_tokens: int = MOST_TOKENS,
) -> AsyncIterator[str]:
    """The pieces of text that `to` answers to `messages`; closing it early ends the call.

    `messages` are `{"role": system|user|assistant, "content"}`, without anything personal.
    `first_token_seconds` are for the first piece, over the attempts until then, and again between
    two pieces; `whole_seconds` for everything; the settings' where they are None. Raises
    `ModelError`, also after some pieces; only before the first one is anything tried again.
    `books` say for whom it is: institution, student, conversation, as ids.
    """
    first = settings.LLM_FIRST_TOKEN_SECONDS if first_token_seconds is None else first_token_seconds
    whole = settings.LLM_ANSWER_SECONDS if whole_seconds is None else whole_seconds
    loop = asyncio.get_running_loop()
    pieces: asyncio.Queue[str | _End] = asyncio.Queue()

    def give(piece: str | _End) -> None:
        with contextlib.suppress(RuntimeError):  # the caller's loop is closed: nobody listens
            loop.call_soon_threadsafe(pieces.put_nowait, piece)

    def end(work: Future[ModelError | None]) -> None:
        give(_End(_outcome(work)))

    question = [{"role": each["role"], "content": each["content"]} for each in messages]
    client = _ClientOptions(temperature, most_tokens)
    writing = _Writing(question, to, purpose, dict(books), first, whole, client, give)
    work = background.submit(writing.run())
    work.add_done_callback(end)
    try:
        while True:
            piece = await pieces.get()
            if not isinstance(piece, _End):
                yield piece
            elif piece.error is None:
                return
            else:
                raise piece.error
    finally:
        work.cancel()


def _outcome(work: Future[ModelError | None]) -> ModelError | None:
    try:
        return work.result()
    except CancelledError:  # by the caller, who listens no more, or by the end of the process
        return ModelError()
    except Exception as exc:  # noqa: BLE001  # ours; whoever waits must hear of it all the same
        log.error("model_stream_broke", error=type(exc).__name__)  # noqa: TRY400  # no texts
        return ModelError()


@dataclass(frozen=True)
class _ClientOptions:
    temperature: float
    most_tokens: int


@dataclass(frozen=True)
class _Writing:
    """The call itself, in the background loop. `give` takes each piece and never waits, so that
    a cancelled call is always one that waits for the provider, whose connection is then closed."""

    messages: list[dict[str, str]]
    to: ModelRef
    purpose: str
    books: dict[str, str]
    first_seconds: float
    whole_seconds: float
    client: _ClientOptions
    give: Callable[[str], None]

    async def run(self) -> ModelError | None:
        now = time.monotonic()
        end = now + self.whole_seconds
        first = now + min(self.first_seconds, self.whole_seconds)
        refusal = await budget.refusal(self.to, self.purpose, self.books)
        if refusal is not None:
            return refusal

        async def once(notes: Notes) -> ModelError | None:
            return await self._once(notes, first, end)

        return await Asking(self.to, self.purpose, self.books, until=first).result(once)

    async def _once(self, notes: Notes, first: float, end: float) -> ModelError | None:
        with anyio.CancelScope(deadline=_at(first)) as limit:
            client = await clients.ready(
                self.to,
                temperature=self.client.temperature,
                most_tokens=self.client.most_tokens,
            )
            async with contextlib.aclosing(clients.pieces(client, self.messages)) as pieces:
                async for message in pieces:
                    notes.add_usage(replies.usage(message))
                    if replies.is_blocked(message):
                        return ModelBlocked()
                    text = message.text if notes.first_at else message.text.lstrip()
                    now = time.monotonic()
                    if text and notes.first_at is None:
                        notes.first_at = now
                    if notes.first_at is not None:
                        limit.deadline = _at(min(now + self.first_seconds, end))
                    if text:
                        self.give(text)
        if limit.cancelled_caught:
            return ModelTimeout()
        return None if notes.first_at is not None else ModelEmpty()


def _at(moment: float) -> float:
    """A moment of the monotonic clock on the loop's own."""
    return asyncio.get_running_loop().time() + moment - time.monotonic()
