"""The turn's steps in the database; each is one short transaction."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from django.db import DatabaseError, transaction
from django.db.models import F, Q
from django.utils import timezone

from analysis import services as analysis_services
from analysis.results import Analysis
from conversations import trials
from conversations.answers.base import Answer
from conversations.intake import append, lock
from conversations.models import Conversation, Message, SessionState

log = structlog.get_logger(__name__)

# A turn whose process gave no sign of life for this long is taken up by another.
LEASE = timedelta(seconds=10)
MAX_ATTEMPTS = 3
# What a crisis leaves in the state of a conversation.
CRISIS_STATE = ("crisis", "crisis_times")
_OF_WHOLE = (
    "text",
    "status",
    "citations",
    "quick_replies",
    "fallback",
    "strategy",
    "prompt_version",
    "withheld",
)


def store_analysis(question: Message, result: Analysis) -> bool:
    """Store what was understood, with its alert; False when the database refuses.

    Tried twice, for a passing lock. What stays unstored is found by the sweeper.
    """
    for attempt in (1, 2):
        try:
            analysis_services.store(message_id=question.id, result=result)
        except DatabaseError:
            log.exception("analysis_not_stored", message_id=str(question.id), attempt=attempt)
        else:
            return True
    return False


@dataclass(frozen=True)
class Standing:
    """How far the turn of a stored question is. `at_work`: some process holds its lease."""

    at_work: bool
    answer: Message | None
    state: dict[str, Any]


def standing(question_id: uuid.UUID) -> Standing:
    question = Message.objects.get(id=question_id)
    stored = SessionState.objects.filter(conversation_id=question.conversation_id).first()
    return Standing(
        at_work=question.done_at is None
        and question.beat_at is not None
        and question.beat_at > timezone.now() - LEASE,
        answer=Message.objects.filter(answers=question).first(),
        state=stored.data if stored else {},
    )


def take_lease(question_id: uuid.UUID) -> bool:
    """Make a turn ours (compare and set): one whose process seems dead, or whose answer was
    interrupted. False when another holds it, it is answered, or it was left to a person.
    """
    now = timezone.now()
    dead = Q(done_at=None) & (Q(beat_at=None) | Q(beat_at__lt=now - LEASE))
    interrupted = Q(done_at__isnull=False, answer__status=Message.Status.INTERRUPTED)
    candidates = Message.objects.filter(dead | interrupted, id=question_id).values("id")
    taken = (
        Message.objects.filter(id__in=list(candidates.values_list("id", flat=True)))
        .filter(Q(beat_at=None) | Q(beat_at__lt=now - LEASE))
        .update(beat_at=now, attempts=F("attempts") + 1, done_at=None, cancel_requested=False)
    )
    return taken == 1


def beat(question_id: uuid.UUID) -> tuple[bool, bool]:
    """Renew the lease; returns (a person has taken over, the student cancelled)."""
    Message.objects.filter(id=question_id).update(beat_at=timezone.now())
    row = Message.objects.values_list("conversation__taken_over_by", "cancel_requested").get(
        id=question_id
    )
    return row[0] is not None, row[1]


def is_another_answering(question: Message) -> bool:
    """Whether an earlier question of the conversation is still being answered."""
    return Message.objects.filter(
        conversation_id=question.conversation_id,
        sender=Message.Sender.STUDENT,
        seq__lt=question.seq,
        done_at=None,
        beat_at__gte=timezone.now() - LEASE,
    ).exists()


def begin_answer(question: Message, *, provider: str) -> Message | None:
    """The row of the answer, streaming; None when a person has taken over meanwhile.

    An answer that had been interrupted is begun anew in its row, with its `seq`.
    """
    with transaction.atomic():
        conversation = lock(question.conversation_id, even_deleted=True)
        if conversation.taken_over_by_id:
            return None
        fresh = {
            "text": "",
            "status": Message.Status.STREAMING,
            "provider": provider,
        }
        answer = Message.objects.filter(answers=question).first()
        if answer is None:
            return append(conversation, sender=Message.Sender.ASSISTANT, answers=question, **fresh)
        for name, value in fresh.items():
            setattr(answer, name, value)
        answer.save(update_fields=list(fresh))
        return answer


def keep_partial(answer: Message, text: str) -> None:
    """Keep what has been said so far, so that a crash loses no word that was read."""
    Message.objects.filter(id=answer.id, status=Message.Status.STREAMING).update(text=text)


def finish_answer(question: Message, answer: Message, whole: Answer) -> bool:
    """Store the whole answer and what the conversation remembers, and end the turn.

    False, and the answer stays as it was, when a person has taken over in the last instant.
    """
    with transaction.atomic():
        conversation = lock(question.conversation_id, even_deleted=True)
        if conversation.taken_over_by_id:
            return False
        answer.text = whole.text
        answer.status = Message.Status.COMPLETE
        answer.citations = list(whole.citations)
        answer.quick_replies = [
            {"label": reply.label, "text": reply.text} for reply in whole.quick_replies
        ]
        answer.fallback = whole.fallback
        answer.strategy = whole.strategy
        answer.prompt_version = whole.prompt_version
        answer.withheld = whole.withheld
        answer.save(update_fields=_OF_WHOLE)
        before = _remember(conversation, whole.state)
        trials.record(
            question=question,
            answer_row=answer,
            whole=whole,
            before=before,
            institution_id=conversation.institution_id,
        )
        _end(question)
        return True


def _remember(conversation: Conversation, state: dict[str, Any]) -> dict[str, Any]:
    """Store `state` and return the one before; a crisis noted since `state` was read stays."""
    row, is_new = SessionState.objects.select_for_update().get_or_create(
        conversation=conversation, defaults={"data": state}
    )
    if is_new:
        return {}
    known: dict[str, Any] = row.data
    if known.get("crisis_times", 0) > state.get("crisis_times", 0):
        state = state | {key: known[key] for key in CRISIS_STATE if key in known}
    row.data = state
    row.save(update_fields=["data", "updated_at"])
    return known


def store_fixed_answer(
    question: Message, *, text: str, provider: str, state: dict[str, Any]
) -> Message:
    """Store an answer that is whole from the start (safety, a person asked for)."""
    with transaction.atomic():
        conversation = lock(question.conversation_id, even_deleted=True)
        answer = Message.objects.filter(answers=question).first()
        if answer is None:
            answer = append(
                conversation,
                sender=Message.Sender.ASSISTANT,
                answers=question,
                text=text,
                provider=provider,
            )
        else:
            answer.text, answer.provider = text, provider
            answer.status = Message.Status.COMPLETE
            answer.save(update_fields=["text", "provider", "status"])
        _remember(conversation, state)
        _end(question)
        return answer


def interrupt_answer(question: Message, answer: Message, text: str) -> None:
    """End the turn with what was said so far."""
    with transaction.atomic():
        answer.text = text
        answer.status = Message.Status.INTERRUPTED
        answer.save(update_fields=["text", "status"])
        _end(question)


def end_without_answer(question: Message) -> None:
    """End the turn of a question that a person will answer."""
    _end(question)


def _end(question: Message) -> None:
    Message.objects.filter(id=question.id).update(done_at=timezone.now(), beat_at=None)
