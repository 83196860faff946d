"""Answers in a language model's words; what the turn does is decided by the embedded engine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from typing import cast

from analysis.labels import CrisisLevel
from analysis.pii.streaming import StreamUnmasker
from conversations.answers import cache, prompts
from conversations.answers.base import Answer, AnswerRequest, Switched
from conversations.answers.embedded import EmbeddedAnswerer, compose
from conversations.answers.embedded.answerer import pieces
from conversations.answers.model import counts
from conversations.answers.model.briefing import Brief, brief
from conversations.answers.model.citations import Marks, citations, cited_in
from conversations.answers.model.continuing import Fresh, fits, question_of
from conversations.answers.model.length import Short
from conversations.guardrails import OutputGuard, Withheld, log_withheld
from conversations.guardrails.danger_rules import asks_for_danger
from psichat import llm
from psichat.llm import ModelRef
from scraping.passages import Passage

_PURPOSE = "answer"
_LONGEST_NAME = 40  # characters of `Message.provider`
# Reviewed words that are said as they are: care, limits, exercises, what the program is and does.
_AS_THEY_ARE = frozenset(
    "care limit exercise human robot bot_name who_reads foreign insult".split()
)


def needs_no_model(request: AnswerRequest, plan: Answer) -> bool:
    """Whether the plan's own words are the answer: care, a limit, an exercise, an attempt to rule
    the assistant; and whenever the student is or may be in a crisis, as the check of what a model
    writes finds harm by its wording, and not in every wording."""
    injection, toxicity = request.analysis.injection, request.analysis.toxicity
    return (
        plan.move.partition(":")[0] in _AS_THEY_ARE
        or asks_for_danger(request.text)
        or request.in_crisis
        or request.analysis.crisis.level != CrisisLevel.NONE
        or (injection is not None and injection.is_injection)
        or (toxicity is not None and not request.limited.isdisjoint(toxicity.kinds))
    )


class LanguageModelAnswerer:
    """One model of the chain. Safe to use from several turns at once."""

    def __init__(self, ref: ModelRef) -> None:
        self.ref = ref
        self.name = ref.label[:_LONGEST_NAME]

    async def stream(self, request: AnswerRequest) -> AsyncGenerator[str | Answer, None]:
        """Pieces of checked text, then the whole `Answer`, with state and chips of the plan.

        Where the model's words are withheld, `Answer.text` is the plan's and takes the place of
        what was shown. Raises `ModelError`, before the first piece or after any.
        """
        plan = compose(request)
        if needs_no_model(request, plan):
            yield Switched(EmbeddedAnswerer.name)
            for piece in pieces(plan.text):
                yield piece
            yield plan
            return
        version = prompts.of(request.language).version
        key = cache.key_of(request, plan, model=self.ref.label, prompt_version=version)
        kept = await cache.recall(key) if key else None
        if kept is not None:
            text = kept.text + _question_after(kept.text, plan)
            for piece in pieces(text):
                yield piece
            yield replace(plan, text=text, citations=kept.citations, prompt_version=version)
            return
        about = await asyncio.to_thread(brief, request, plan, is_impersonal=key is not None)
        async with aclosing(self._write(request, plan, about)) as written:
            async for part in written:
                if isinstance(part, Answer) and key and not part.withheld:
                    await cache.keep(key, part)
                    if question := _question_after(part.text, plan):
                        yield question
                    yield replace(part, text=part.text + question)
                else:
                    yield part

    async def continue_from(
        self, request: AnswerRequest, said: str
    ) -> AsyncGenerator[str | Answer, None]:
        """Go on with an answer of which the student has read `said`: new pieces, then the whole
        `Answer`, whose text begins with `said`. Raises `ModelError`."""
        plan = compose(request)
        about = await asyncio.to_thread(brief, request, plan, said=said)
        async with aclosing(self._write(request, plan, about, said)) as written:
            async for part in written:
                yield part

    async def _write(
        self, request: AnswerRequest, plan: Answer, about: Brief, said: str = ""
    ) -> AsyncGenerator[str | Answer, None]:
        out = _Out(about, said, question_of(plan.text))
        plan = replace(plan, prompt_version=about.prompt_version)
        source = cast(
            "AsyncGenerator[str, None]",
            llm.stream(about.messages, to=self.ref, purpose=_PURPOSE, books=request.books),
        )
        try:
            async with aclosing(source):
                async for piece in source:
                    if text := out.feed(piece):
                        yield text
                    if out.is_full:
                        break
            if text := out.close():
                yield text
        except Withheld as refused:
            self._log(request, refused.reason, len(out.shown))
            yield replace(plan, withheld=refused.reason, fallback=True)
            return
        if not about.is_impersonal and (question := _question_after(out.shown, plan)):
            yield out.add(question)
        text = out.shown.strip()
        yield replace(plan, text=text, citations=citations(text, out.cited))

    def _log(self, request: AnswerRequest, reason: str, shown: int) -> None:
        counts.ANSWERS_WITHHELD.labels(provider=self.ref.provider, reason=reason).inc()
        log_withheld(
            reason,
            provider=self.ref.provider,
            model=self.ref.model,
            conversation_id=request.conversation_id,
            shown_characters=shown,
        )


class _Out:
    """From a model's pieces to what a student may read: the values put back, the marks numbered,
    not too long, checked. `shown` is all that a student has read."""

    def __init__(self, about: Brief, said: str, question: str) -> None:
        before = cited_in(said, about.passages)
        self._unmasker = StreamUnmasker(about.mapping)
        self._fresh = Fresh(said)
        self._marks = Marks(about.passages, before)
        self._short = Short(said, question)
        self._guard = OutputGuard(about.grounds)
        self.shown = said

    @property
    def cited(self) -> list[Passage]:
        return self._marks.cited

    @property
    def is_full(self) -> bool:
        return self._short.is_full

    def feed(self, piece: str) -> str:
        """What may be read now. Raises `Withheld`."""
        text = self._fresh.feed(self._unmasker.feed(piece))
        return self._show(self._guard.feed(self._short.feed(self._marks.feed(text))))

    def close(self) -> str:
        """The rest. Raises `Withheld`."""
        text = self._fresh.feed(self._unmasker.close()) + self._fresh.close()
        last = self._short.feed(self._marks.feed(text) + self._marks.close())
        checked = self._guard.feed(last + self._short.close()) + self._guard.close()
        return self._show(checked.rstrip())

    def add(self, text: str) -> str:
        """Text of this program's own, which needs no check."""
        self.shown += text
        return text

    def _show(self, text: str) -> str:
        fresh = text if self.shown else text.lstrip()
        self.shown += fresh
        return fresh


def _question_after(text: str, plan: Answer) -> str:
    """The plan's question, to stand after `text`; empty where that asks already or is too long."""
    question = question_of(plan.text)
    if not question or "?" in text or not fits(text, question):
        return ""
    return f"\n\n{question}"
