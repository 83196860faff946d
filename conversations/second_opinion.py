"""The language model's second opinion on a crisis, beside the turn (requirement C5).

The turn has stored the embedded analysis, and its alert and safety text if there are any, before
this begins, and waits for nothing here. Where the opinion raises the level, the analysis, the
alert and the student's safety text are written in one transaction.
"""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Self

import structlog
from channels.db import database_sync_to_async as in_database
from django.db import DatabaseError, transaction

from analysis import referee
from analysis import services as analysis_services
from analysis.labels import CrisisLevel
from analysis.referee import Verdict
from analysis.results import Analysis, CrisisResult
from conversations.broadcast import abroadcast, abroadcast_to_staff
from conversations.intake import append, lock
from conversations.models import Message, SessionState
from conversations.safety import (
    SAFETY_PROVIDER,
    safety_event,
    safety_reply,
    safety_without_database,
)
from conversations.situation import Situation, situation
from conversations.wire import Event, event, message_dict
from psichat.llm import background

log = structlog.get_logger(__name__)


class SecondOpinion:
    """One question put to the model while the turn goes on.

    Within the `with` block what it brings for the student is handed out by `take`, so that it
    travels with the turn's own events; what comes later is broadcast.
    """

    def __init__(
        self, question: Message, result: Analysis, recent: list[str], now: Situation
    ) -> None:
        self.question, self.result, self.recent, self.now = question, result, recent, now
        self._lock = threading.Lock()
        self._has_begun = False
        self._is_over = False
        self._waiting: list[Event] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            self._is_over = True
            left, self._waiting = self._waiting, []
        if left:
            background.submit(self._broadcast(left))

    def is_wanted(self) -> bool:
        """Whether there is a model that may be asked, and the embedded layers are unsure."""
        return bool(self.now.models) and referee.is_unsure(self.result.crisis)

    def begin(self) -> None:
        """Ask, once; returns at once."""
        if not self._has_begun:
            self._has_begun = True
            background.submit(self._ask())

    def take(self) -> list[Event]:
        """What has come for the student since the last time."""
        with self._lock:
            taken, self._waiting = self._waiting, []
        return taken

    async def _ask(self) -> None:
        try:
            verdict = await referee.ask(
                self.question.text,
                self.result.crisis,
                self.recent,
                names=list(self.now.names),
                seconds=referee.TIMEOUT_SECONDS,
                models=self.now.models,
                books=self.now.books,
            )
            if verdict is None:
                await in_database(analysis_services.note_failed_layer)(
                    message_id=self.question.id, layer=referee.LAYER
                )
                return
            await self._heed(verdict)
        except Exception as exc:  # noqa: BLE001  # the turn's own result stands, whatever broke
            log.error("second_opinion_failed", error=type(exc).__name__)  # noqa: TRY400

    async def _heed(self, verdict: Verdict) -> None:
        """Store the verdict, and tell whom it concerns; tried twice, for a passing lock."""
        for attempt in (1, 2):
            try:
                news, full = await in_database(heed)(self.question, verdict)
            except DatabaseError as exc:
                log.warning("verdict_not_stored", attempt=attempt, error=type(exc).__name__)
            else:
                break
        else:
            news, full = self._without_database(verdict), None
        if full is not None:
            seen = event("analysis", message_id=str(self.question.id), **full)
            await abroadcast_to_staff(self.question.conversation_id, seen)
        with self._lock:
            if not self._is_over:
                self._waiting += news
                return
        await self._broadcast(news)

    def _without_database(self, verdict: Verdict) -> list[Event]:
        """The numbers to call, at least: nobody could be told."""
        level = referee.level_after(self.result.crisis.level, verdict)
        if self.result.crisis.is_crisis or level == self.result.crisis.level:
            return []
        crisis = CrisisResult(level, verdict.kinds, verdict.confidence)
        return [safety_event(crisis, safety_without_database(crisis), notified=False)]

    async def _broadcast(self, news: list[Event]) -> None:
        for each in news:
            await abroadcast(self.question.conversation_id, each)


@transaction.atomic
def heed(question: Message, verdict: Verdict) -> tuple[list[Event], dict[str, object] | None]:
    """Store `verdict`; where it raises the level, its alert and the safety text as well.

    Returns the student's events and the analysis as it is now, for staff; nothing and None where
    nothing rose. Somebody who has the safety text reads it again only if the danger is imminent.
    """
    raised = analysis_services.raise_crisis(message_id=question.id, verdict=verdict)
    if raised is None:
        return [], None
    row = raised.analysis
    if not raised.is_news and row.crisis_level != CrisisLevel.IMMINENT:
        return [], row.result
    crisis = CrisisResult(
        row.crisis_level, tuple(row.result["crisis"]["kinds"]), row.crisis_confidence
    )
    conversation = lock(question.conversation_id, even_deleted=True)
    now = situation(question)
    memory, _made = SessionState.objects.select_for_update().get_or_create(
        conversation=conversation, defaults={"data": {}}
    )
    times = int(memory.data.get("crisis_times", 0)) + 1
    memory.data = memory.data | {"crisis": crisis.level, "crisis_times": times}
    memory.save(update_fields=["data", "updated_at"])
    reply = safety_reply(
        level=crisis.level,
        kinds=crisis.kinds,
        country=now.country,
        institution_contact=now.contact,
        notified=True,
        answer_minutes=now.answer_minutes,
        language=now.language,
        times=times,
    )
    news = [safety_event(crisis, reply, notified=True)]
    if conversation.taken_over_by_id is None:
        said = append(
            conversation,
            sender=Message.Sender.ASSISTANT,
            text=reply.text,
            provider=SAFETY_PROVIDER,
        )
        news.append(event("message", **message_dict(said)))
    return news, row.result
