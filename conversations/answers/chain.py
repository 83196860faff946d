"""The answerers of an institution in their order, and at last the embedded one, which always is.

A model that fails before its first word is followed by the next one. When one breaks off in the
middle, what it said stays, the next one goes on from there, and the answer is marked.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace

import structlog

from conversations.answers.base import Answer, AnswerRequest, Switched
from conversations.answers.embedded import EmbeddedAnswerer, compose
from conversations.answers.model import (
    LanguageModelAnswerer,
    completed,
    rest_after,
    with_model_slots,
)
from psichat.llm import ModelRef
from psichat.llm.errors import ModelError

log = structlog.get_logger(__name__)


async def stream(
    request: AnswerRequest, models: tuple[ModelRef, ...]
) -> AsyncIterator[str | Answer]:
    """Pieces of text, `Switched` (an empty piece) whenever another answerer goes on, and at last
    the whole `Answer`.

    `models` are those to ask, first the chosen one; with none the embedded answerer is the chosen
    one and its answer no fall-back. A cached answer comes as from its model.
    """
    said = ""
    if models:
        request = await with_model_slots(request, models)
    for number, ref in enumerate(models):
        answerer = LanguageModelAnswerer(ref)
        yield Switched(answerer.name)
        pieces = answerer.continue_from(request, said) if said else answerer.stream(request)
        broken = bool(said) or number > 0
        try:
            async with aclosing(pieces):
                async for piece in pieces:
                    if isinstance(piece, Answer):
                        yield replace(piece, fallback=piece.fallback or broken)
                        return
                    if not isinstance(piece, Switched):
                        said += piece
                    yield piece
            log.error("answerer_ended_without_answer", provider=answerer.name)
        except ModelError as exc:
            log.warning("answerer_failed", provider=answerer.name, error=exc.code, said=bool(said))
        except Exception as exc:  # whatever breaks in one answerer, the next one answers
            log.exception("answerer_broke", provider=answerer.name, error=type(exc).__name__)
    yield Switched(EmbeddedAnswerer.name)
    if said:
        plan = compose(replace(request, state={**request.state, "greeted": True}))
        rest = rest_after(said, plan)
        yield rest
        yield completed(said, plan, request.passages)
        return
    async for piece in EmbeddedAnswerer().stream(request):
        if isinstance(piece, Answer):
            yield replace(piece, fallback=piece.fallback or bool(models))
        else:
            yield piece
