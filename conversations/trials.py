"""Strategies that were proposed and what came of them: what the next choice learns from (D4)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import Institution
from conversations.answers.base import Answer
from conversations.models import Message, StrategyTrial

Outcome = StrategyTrial.Outcome
# How long the counts of an institution are taken for good; a turn doesn't wait for them.
COUNTED_FOR_SECONDS = 60


# --- writing ------------------------------------------------------------------------------------
def record(
    *,
    question: Message,
    answer_row: Message,
    whole: Answer,
    before: Mapping[str, Any],
    institution_id: uuid.UUID,
) -> None:
    """Write what the turn says of strategies; within the transaction that stores the answer.

    `before` is what the conversation remembered before the turn (`SessionState.data`). What the
    turn says of the strategy on the table is settled first, then the new proposal written:

    - begun (`move` is `started`): accepted, and open again when it had been refused before;
    - evaluated (`move` is `evaluate`): `helped` or `stuck`, the last word counts; what went half
      well stays open;
    - one round more without an evaluation (`iteration`): the student asked for another one, which
      is `stuck` when it had been accepted, otherwise `refused`.

    What is followed by something else without a word on it stays open.
    """
    after = whole.state
    if whole.move == "started":
        _accept(_trial(question, after.get("last_strategy")))
    elif whole.move == "evaluate":
        _evaluate(_trial(question, before.get("last_strategy")), after.get("last_evaluation"))
    elif _count(after.get("iteration")) > _count(before.get("iteration")):
        _refuse(_trial(question, before.get("last_strategy")))
    if whole.strategy:
        _propose(answer_row, whole, institution_id)


def _trial(question: Message, strategy: Any) -> StrategyTrial | None:
    """The last proposal of `strategy` in the conversation."""
    if not isinstance(strategy, str):
        return None
    return (
        StrategyTrial.objects.filter(conversation_id=question.conversation_id, strategy=strategy)
        .order_by("-created_at", "-id")
        .first()
    )


def _accept(trial: StrategyTrial | None) -> None:
    if trial is not None and trial.outcome in {Outcome.OPEN, Outcome.REFUSED}:
        trial.outcome, trial.closed_at = Outcome.OPEN, None
        trial.accepted_at = trial.accepted_at or timezone.now()
        trial.save(update_fields=["outcome", "closed_at", "accepted_at"])


def _evaluate(trial: StrategyTrial | None, evaluation: Any) -> None:
    if trial is None:
        return
    trial.accepted_at = trial.accepted_at or timezone.now()  # done without a word at its beginning
    if evaluation in (Outcome.HELPED, Outcome.STUCK):
        trial.outcome, trial.closed_at = evaluation, timezone.now()
    trial.save(update_fields=["outcome", "closed_at", "accepted_at"])


def _refuse(trial: StrategyTrial | None) -> None:
    if trial is not None and trial.outcome == Outcome.OPEN:
        trial.outcome = Outcome.STUCK if trial.accepted_at else Outcome.REFUSED
        trial.closed_at = timezone.now()
        trial.save(update_fields=["outcome", "closed_at"])


def _propose(answer_row: Message, whole: Answer, institution_id: uuid.UUID) -> None:
    state = whole.state
    slots = state.get("slots")
    task = slots.get("tipo_tarea") if isinstance(slots, dict) else None
    minutes = _count(state.get("time_block"))
    StrategyTrial.objects.update_or_create(
        message=answer_row,
        defaults={
            "institution_id": institution_id,
            "conversation_id": answer_row.conversation_id,
            "strategy": whole.strategy,
            "q2": _word(state.get("q2"), 1),
            "q3": _word(state.get("q3"), 5),
            "feeling": _word(state.get("feeling"), 24),
            "task": _word(task, 24),
            "minutes": minutes or None,
            "chosen_by": whole.chosen_by,
        },
    )


def _count(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _word(value: Any, most: int) -> str:
    return value[:most] if isinstance(value, str) else ""


# --- reading ------------------------------------------------------------------------------------
def helped(institution_id: uuid.UUID) -> dict[str, tuple[int, int]]:
    """Of each strategy in an institution: (proposals that helped, proposals that were closed).

    A proposal that was refused counts as one that did not help: what is learned is how likely a
    proposal is to help. At most a minute old.
    """
    key = f"trials:{institution_id}"
    known: dict[str, tuple[int, int]] | None = cache.get(key)
    if known is None:
        rows = (
            StrategyTrial.objects.filter(institution_id=institution_id)
            .exclude(outcome=Outcome.OPEN)
            .values("strategy")
            .annotate(helped=Count("id", Q(outcome=Outcome.HELPED)), closed=Count("id"))
            .order_by()
        )
        known = {row["strategy"]: (row["helped"], row["closed"]) for row in rows}
        cache.set(key, known, COUNTED_FOR_SECONDS)
    return known


@dataclass(frozen=True)
class StrategySummary:
    """How often a strategy was proposed, begun, and closed in each of the three ways."""

    strategy: str
    proposed: int
    accepted: int
    helped: int
    stuck: int
    refused: int

    @property
    def helped_percent(self) -> int | None:
        """Of those that were begun and evaluated; None when none was."""
        evaluated = self.helped + self.stuck
        return round(100 * self.helped / evaluated) if evaluated else None


def summary_by_strategy(
    institution: Institution | None, since: datetime | None = None
) -> list[StrategySummary]:
    """The proposals since then, most frequent first; of all institutions for None."""
    trials = StrategyTrial.objects.all()
    if institution is not None:
        trials = trials.filter(institution=institution)
    if since is not None:
        trials = trials.filter(created_at__gte=since)
    rows = (
        trials.values("strategy")
        .annotate(
            proposed=Count("id"),
            accepted=Count("accepted_at"),
            helped=Count("id", Q(outcome=Outcome.HELPED)),
            stuck=Count("id", Q(outcome=Outcome.STUCK)),
            refused=Count("id", Q(outcome=Outcome.REFUSED)),
        )
        .order_by("-proposed", "strategy")
    )
    return [StrategySummary(**row) for row in rows]
